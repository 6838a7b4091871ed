"""A town for the table of rights: one person for each role, and one thing of each kind for each owner.

Every row has the id of its owner, so a button is pointed at somebody's things by a number. Whatever words a row has are
a mark, `qx<owner><noun>qx`: whoever reads a mark reads that owner's words.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from itertools import product
from typing import Any

from sqlalchemy import Connection, Table

from bot.domain.people import Purpose, Role, RoleKind, Visitor
from storage.core import tables as t
from storage.people import people
from tests.clock import START, ZONE

PLACE, OTHER_PLACE = "belogorsk", "zeya"
# Drafts of one person, what another has sent, published or shown, and what somebody left behind who is erased.
DRAFTS, LIVE, ERASED = 11, 12, 13
GUEST = 14
MARK = re.compile(r"qx(\d+)([a-z]+)qx", re.IGNORECASE)


class Who(StrEnum):
    STRANGER = "stranger"
    RESIDENT = "resident"
    CHAIR = "chair"
    ELSEWHERE = "coordinator elsewhere"
    LOCAL = "coordinator of the scope"
    REGIONAL = "coordinator of the region"
    ADMIN = "admin"
    DISMISSED = "dismissed"


ROLES = {
    Who.CHAIR: Role(RoleKind.CHAIR, PLACE),
    Who.ELSEWHERE: Role(RoleKind.COORDINATOR, OTHER_PLACE),
    Who.LOCAL: Role(RoleKind.COORDINATOR, PLACE),
    Who.REGIONAL: Role(RoleKind.COORDINATOR),
    Who.ADMIN: Role(RoleKind.ADMIN),
}
IDS = {who: 21 + number for number, who in enumerate(Who)}
OWNERS = (DRAFTS, LIVE, *(IDS[who] for who in Who if who is not Who.STRANGER))


def user_id(person_id: int) -> int:
    return 1000 + person_id


def mark(owner: int, noun: str) -> str:
    return f"qx{owner}{noun}qx"


def marks(text: str) -> set[tuple[int, str]]:
    """The owners and the nouns whose words a text shows."""
    return {(int(owner), noun.lower()) for owner, noun in MARK.findall(text)}


def scope_of(owner: int) -> str:
    return OTHER_PLACE if owner == IDS[Who.ELSEWHERE] else PLACE


def settle(tx: Connection) -> None:
    for owner in (*OWNERS, GUEST):
        _person(tx, owner)
    for who, role in ROLES.items():
        people.grant(tx, IDS[who], role, START)
    for owner in (DRAFTS, LIVE):
        people.grant(tx, owner, ROLES[Who.LOCAL], START)
    for owner in (*OWNERS, ERASED):
        for table, row in things(owner):
            tx.execute(table.insert().values(row))


def _person(tx: Connection, owner: int) -> None:
    row = {"id": owner, "name": mark(owner, "name"), "locale": "ru", "zone": ZONE, "created_at": START}
    row |= {"municipality": scope_of(owner), "seen_on": START.date(), "tos": mark(owner, "tos")}
    tx.execute(t.people.insert().values(row))
    account: dict[str, Any] = {"person_id": owner, "platform": "telegram", "kind": "private", "created_at": START}
    for number in (owner, owner + 500):  # a second phone
        account |= {"id": number, "user_id": user_id(number), "chat_id": user_id(number)}
        account |= {"username": mark(owner, "nick"), "used_at": START if number == owner else None}
        tx.execute(t.accounts.insert().values(account))
    visitor = Visitor(user_id(owner), user_id(owner), mark(owner, "name"), mark(owner, "nick"))
    for purpose in Purpose:
        people.agree(tx, visitor, purpose, "test", "ru", ZONE, START)


def things(owner: int) -> Iterator[tuple[Table, dict[str, Any]]]:
    """One row of each kind. An erased owner has left what is shared, and none of their own."""
    person = None if owner == ERASED else owner
    yield from _work(owner, person)
    yield from _broadcast(owner, person)
    yield from _case(owner, person)
    yield from _application(owner, person)
    if person is not None:
        yield from _own(owner)


def _work(owner: int, person: int | None) -> Iterator[tuple[Table, dict[str, Any]]]:
    live = owner in (LIVE, ERASED)
    starts = START + timedelta(days=3)
    event: dict[str, Any] = {"id": owner, "title": mark(owner, "event"), "place": mark(owner, "event")}
    event |= {"status": "published" if live else "draft", "municipality": scope_of(owner), "author_id": person}
    event |= {"description": mark(owner, "event"), "zone": "UTC", "seats": 5, "created_at": START, "minutes": 60}
    yield t.events, event | {"starts_at": starts, "starts_local": starts.replace(tzinfo=None)}
    guest = {"id": owner, "event_id": owner, "person_id": GUEST, "status": "going", "seats": 1, "created_at": START}
    if live:
        yield t.sign_ups, guest
        yield t.companions, {"event_id": owner, "person_id": GUEST, "name": mark(owner, "companion")}
        yield t.walk_ins, {"id": owner, "event_id": owner, "name": mark(owner, "walkin"), "came_at": START}
        rated = {"event_id": owner, "person_id": GUEST, "stars": 4, "word": mark(owner, "word"), "rated_at": START}
        yield t.event_ratings, rated
        paper = {"event_id": owner, "person_id": GUEST, "code": f"m{owner}", "name": mark(owner, "certificate")}
        yield t.event_certificates, paper | {"issued_on": START.date()}
        former = {"event_id": owner, "author_id": person, "field": "place", "was": f'["{mark(owner, "event")}"]'}
        yield t.event_changes, former | {"changed_at": START}
    change: dict[str, Any] = {"id": owner, "subject": "norm", "key": "group.minimum", "field": "value", "was": "3"}
    change |= {"became": mark(owner, "change"), "confidence": "B", "as_of": START.date(), "person_id": person}
    yield t.changes, change | {"source": mark(owner, "change")}
    count: dict[str, Any] = {"id": owner, "municipality": scope_of(owner), "residents": 240, "as_of": START.date()}
    count |= {"settlement": mark(owner, "count"), "territory": mark(owner, "count"), "source": mark(owner, "count")}
    yield t.resident_counts, count | {"houses": mark(owner, "count"), "proposed_at": START}
    edit: dict[str, Any] = {"id": owner, "programme_id": 1, "changes": {"title": ["A", mark(owner, "edit")]}}
    yield t.programme_edits, edit | {"source": mark(owner, "edit"), "person_id": person, "created_at": START}
    ready = {"id": owner, "author_id": person, "scope": scope_of(owner), "text": mark(owner, "template")}
    yield t.answer_templates, ready | {"created_at": START}
    prepared = {"id": owner, "person_id": person, "topic": "basics", "question": mark(owner, "entry"), "source": ""}
    yield t.faq_entries, prepared | {"answer": mark(owner, "entry"), "as_of": START.date()}
    entry: dict[str, Any] = {"id": owner, "act": "role-given", "actor_id": owner, "about_id": owner, "at": START}
    entry |= {"subject": "person", "subject_id": owner, "scope": scope_of(owner)}
    if owner != IDS[Who.RESIDENT]:
        yield t.audit, entry | {"reason": mark(owner, "reason")}


def _broadcast(owner: int, person: int | None) -> Iterator[tuple[Table, dict[str, Any]]]:
    words = {"text": mark(owner, "broadcast"), "entities": [], "links": [], "files": [], "places": []}
    row: dict[str, Any] = {"id": owner, "author_id": person, "form": "text", "content": words, "late_after": 1440}
    row |= {"audience": [{"kind": "municipality", "key": scope_of(owner), "join": "or"}], "created_at": START}
    row |= {"recipients": 3, "newcomers": 0, "planned_up_to": 0, "status": "draft"}
    if owner == LIVE:
        row |= {"status": "paused", "started_at": START, "paused_at": START, "planned_up_to": 4611686018427387904}
    yield t.broadcasts, row
    refusal = {"id": owner, "broadcast_id": owner, "person_id": None, "seal": "00000000", "agreed": False}
    yield t.broadcast_approvals, refusal | {"reason": mark(owner, "refusal"), "answered_at": START}
    change: dict[str, Any] = {"id": owner, "broadcast_id": owner, "kind": "correct", "author_id": person}
    change |= {"place": "text"}
    change |= {"content": words, "was": words, "planned_up_to": 0, "copies": 1, "created_at": START}
    yield t.broadcast_changes, change
    kept = {"id": owner, "author_id": person, "scope": scope_of(owner), "created_at": START}
    yield t.broadcast_templates, kept | {"name": mark(owner, "template"), "content": words}
    yield t.broadcast_audiences, kept | {"name": mark(owner, "audience"), "parts": row["audience"]}


def _case(owner: int, person: int | None) -> Iterator[tuple[Table, dict[str, Any]]]:
    case: dict[str, Any] = {"id": owner, "municipality": scope_of(owner), "title": mark(owner, "case"), "zone": ZONE}
    case |= {"settlement": mark(owner, "case"), "created_at": START, "touched_at": START}
    yield t.cases, case | {"listed_at": START if owner in (LIVE, ERASED) else None}
    hers: dict[str, Any] = {"case_id": owner, "person_id": person}
    if person is not None:
        yield t.case_members, hers | {"joined_at": START}
        yield t.case_invitations, hers | {"code": f"invitationof{owner:04}", "expires_at": START + timedelta(days=7)}
    step = {"step": "group", "status": "done", "happened_on": START.date(), "noted_at": START}
    yield t.case_steps, hers | step | {"number": mark(owner, "step")}
    answer = {"question": "group_place", "value": {"value": mark(owner, "answer"), "stale": False}, "version": 1}
    yield t.case_answers, hers | answer | {"saved_at": START}
    numbers = {"ages": [18], "residents": [100], "norm": 0, "elected": 0}
    yield t.tallies, {"id": owner, "case_id": owner, "kind": "meeting", "numbers": numbers, "opened_at": START}
    press = {"tally_id": owner, "counted": "adults", "people": 1, "undone": False, "noted_at": START}
    yield t.tally_marks, press | {"person_id": person}


def _application(owner: int, person: int | None) -> Iterator[tuple[Table, dict[str, Any]]]:
    row: dict[str, Any] = {"id": owner, "author_id": person, "programme_id": 1, "season": "2027", "status": "preparing"}
    row |= {"title": mark(owner, "application"), "about": mark(owner, "application"), "tos": mark(owner, "application")}
    yield t.applications, row | {"municipality": scope_of(owner), "created_at": START, "touched_at": START}
    of_it: dict[str, Any] = {"id": owner, "application_id": owner, "person_id": person}
    item = {"kind": "task", "text": mark(owner, "application"), "due_on": START.date() + timedelta(days=9)}
    yield t.application_items, of_it | item
    line = {"what": mark(owner, "application"), "quantity": 1000, "unit": "", "price": 100, "payer": "grant"}
    yield t.application_lines, of_it | line
    if person is not None:
        yield t.application_members, of_it | {"access": "owner", "joined_at": START}
        letter = {"digest": f"application {owner}", "access": "helper", "expires_at": START + timedelta(days=7)}
        yield t.application_invitations, of_it | letter


def _own(owner: int) -> Iterator[tuple[Table, dict[str, Any]]]:
    asked: dict[str, Any] = {"id": owner, "person_id": owner, "municipality": scope_of(owner), "created_at": START}
    asked |= {"text": mark(owner, "question")}
    if owner != DRAFTS:
        asked |= {"asked_at": START, "due_at": START, "waiting_at": START}
    yield t.questions, asked
    paper = {"id": owner, "person_id": owner, "course": "chair", "code": f"code{owner}", "issued_on": START.date()}
    yield t.certificates, paper | {"name": mark(owner, "certificate")}
    yield t.lesson_marks, {"person_id": owner, "lesson": "a1", "done_at": START}
    said: dict[str, Any] = {"question_id": owner, "kind": "text", "written_at": START}
    yield t.question_messages, said | {"person_id": owner, "side": "person", "text": mark(owner, "question")}
    yield t.question_messages, said | {"person_id": owner, "side": "note", "text": mark(owner, "note")}
    tip = {"id": owner, "person_id": owner, "programme_id": 1, "text": mark(owner, "tip"), "sent_at": START}
    yield t.programme_tips, tip
    follows: dict[str, Any] = {"id": owner, "person_id": owner, "created_at": START}
    yield t.subscriptions, follows | {"programme_id": 1}
    wanted = {"own": False, "kind": "tos", "municipality": scope_of(owner), "theme": "", "at_least": 0}
    yield t.grant_filters, follows | wanted
    yield t.grant_readers, {"person_id": owner}
    invitation = {"id": owner, "digest": f"digest {owner}", "kind": "chair", "scope": scope_of(owner)}
    invitation |= {"author_id": owner, "reason": mark(owner, "invitation")}
    yield t.role_invitations, invitation | {"expires_at": START + timedelta(days=7)}


# Tables that a refusal may write: that it was handled, what is asked, a guess.
BOOKKEEPING = ("handled_updates", "conversations", "invitation_guesses")


def watch(tx: Connection) -> None:
    """Have triggers note from now on which tables are written."""
    tx.exec_driver_sql("CREATE TABLE touched (name TEXT)")
    for table, act in product(t.metadata.sorted_tables, ("INSERT", "UPDATE", "DELETE")):
        name = table.name
        note = f"BEGIN INSERT INTO touched VALUES ('{name}'); END"  # noqa: S608 (a name of our own)
        if name not in BOOKKEEPING:
            tx.exec_driver_sql(f"CREATE TRIGGER {name}_{act} AFTER {act} ON {name} {note}")


def touched(tx: Connection) -> set[str]:
    """The tables that were written since `watch`."""
    return {name for (name,) in tx.exec_driver_sql("SELECT DISTINCT name FROM touched")}
