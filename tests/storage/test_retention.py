"""Retention on each engine: a second or a day before its term a row is there, a second or a day after it is gone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Table, func, select, update

from bot.config import ROOT
from bot.domain import retention
from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.deliveries import DeliveryStatus, Plan
from bot.domain.inactivity import CAUSE as ABSENCE
from bot.domain.people import REGION, Purpose, Visitor
from bot.domain.questions import Words
from bot.domain.retention import Retention
from bot.domain.roles import Actor
from storage import outbox
from storage.broadcasts.compose import drafts
from storage.cases import cases, membership
from storage.core import fsm, once, tables
from storage.core.db import Store
from storage.core.retention import RehearsedError, rehearse, sweep
from storage.events import events
from storage.people import audit, invitations, linking, people
from storage.questions import questions, unanswered
from tests.clock import START, ZONE
from tests.storage.apollinaria import ADMIN
from tests.storage.events import open_event

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
NAMES = {name: value for name, value in vars(retention).items() if isinstance(value, Retention)}


def resident(tx: Connection) -> int:
    """Somebody who agreed to everything and is seen long after all these terms, unless a test says otherwise."""
    for purpose in Purpose:
        person = people.agree(tx, Visitor(101, 101, "Ольга"), purpose, "words", "ru", ZONE, START)
    tx.execute(update(tables.people).values(seen_on=(START + 1000 * DAY).date()))
    return person.id


def conversation(tx: Connection) -> None:
    fsm.put(tx, "key", START, state="Making:title")


def handled_update(tx: Connection) -> None:
    once.mark(tx, once.UpdateKey(42, 7), START)


def invitation(tx: Connection) -> None:
    person_id = resident(tx)
    case_id = cases.begin(tx, person_id, None, ZONE, (), START)
    assert isinstance(case_id, int)
    membership.invite(tx, case_id, person_id, "code", START)


def ended_invitation(tx: Connection) -> None:
    row = {"digest": "digest", "kind": "chair", "scope": "zeya", "reason": "", "expires_at": START}
    tx.execute(tables.role_invitations.insert().values(**row))


def guess(tx: Connection) -> None:
    invitations.open_by(tx, "no such code", "key", Actor(0), START)


def link_code(tx: Connection) -> None:
    linking.offer(tx, resident(tx), "digest", START)


def draft_event(tx: Connection) -> None:
    events.draft(tx, ADMIN, "Субботник", None, ZONE, resident(tx), START)


def draft_broadcast(tx: Connection) -> int:
    return drafts.begin(tx, resident(tx), 101, 7, START)


def draft_correction(tx: Connection) -> None:
    change: dict[str, Any] = {"subject": "norm", "key": "group.minimum", "field": "value", "was": "3", "became": "4"}
    tx.execute(tables.changes.insert().values(**change, confidence="B", as_of=START.date(), source=""))


def draft_question(tx: Connection) -> int:
    return questions.draft(tx, resident(tx), None, Words("Когда?"), None, START)


def answered_question(tx: Connection) -> None:
    asked = update(tables.questions).where(tables.questions.c.id == draft_question(tx))
    tx.execute(asked.values(asked_at=START, closed_at=START, answer="Завтра"))


def unanswered_search(tx: Connection) -> None:
    unanswered.note(tx, "качели", START)


def told_of_a_grant(tx: Connection) -> None:
    row = {"person_id": resident(tx), "programme_id": 1, "stage_id": 1, "told_at": START}
    tx.execute(tables.grant_told.insert().values(**row))


def outbox_row(tx: Connection) -> None:
    outbox.plan(tx, [resident(tx)], [Plan("notice", "event", 1, "seat", START)])
    tx.execute(update(tables.deliveries).values(status=DeliveryStatus.SENT, sent_at=START))


def ended_broadcast(tx: Connection) -> None:
    broadcast_id = draft_broadcast(tx)
    drafts.put(tx, broadcast_id, status="sent", started_at=START, finished_at=START)


def broadcast_edit(tx: Connection, **values: datetime) -> None:
    broadcast_id = draft_broadcast(tx)
    row: dict[str, Any] = {"broadcast_id": broadcast_id, "kind": "correct", "planned_up_to": 0, "copies": 0}
    row |= {"content": {"text": "В 12:00"}, "created_at": START} | values
    tx.execute(tables.broadcast_changes.insert().values(**row))


def version(tx: Connection) -> None:
    broadcast_edit(tx, started_at=START, finished_at=START)
    tx.execute(update(tables.broadcasts).values(status="sent", started_at=START, finished_at=START))


def old_entry(tx: Connection) -> None:
    audit.note(tx, AuditEntry(Act.ERASED, None, 1, AuditSubject.PERSON, 1, REGION, "", START))


def absent(tx: Connection) -> None:
    """Last seen at the start, warned long before the end of the year."""
    tx.execute(update(tables.people).where(tables.people.c.id == resident(tx)).values(seen_on=START.date()))
    warn(tx, START + 100 * DAY)


def warned(tx: Connection) -> None:
    """Away for much longer than a year, warned at the start."""
    long_ago = (START - 500 * DAY).date()
    tx.execute(update(tables.people).where(tables.people.c.id == resident(tx)).values(seen_on=long_ago))
    warn(tx, START)


def warn(tx: Connection, at: datetime) -> None:
    person_id, seen_on = tx.execute(select(tables.people.c.id, tables.people.c.seen_on)).one()
    outbox.plan(tx, [person_id], [Plan("notice", ABSENCE, person_id, f"away@{seen_on}", at)])
    tx.execute(update(tables.deliveries).values(status=DeliveryStatus.SENT, sent_at=at))


def replaced_value(tx: Connection) -> None:
    event_id = open_event(tx, 5)
    row = {"event_id": event_id, "field": "place", "was": '["Сад"]', "changed_at": START}
    tx.execute(tables.event_changes.insert().values(**row))


def companion(tx: Connection) -> None:
    """Somebody brought along to an event that began at START."""
    event_id = open_event(tx, 5)
    tx.execute(update(tables.events).values(starts_at=START, starts_local=START.replace(tzinfo=None)))
    row = {"event_id": event_id, "person_id": resident(tx), "name": "Пётр"}
    tx.execute(tables.companions.insert().values(**row))


def walk_in(tx: Connection) -> None:
    """Somebody who came without a sign-up to an event that began at START, and its steward."""
    companion(tx)
    [row] = tx.execute(select(tables.companions)).all()
    tx.execute(tables.walk_ins.insert().values(event_id=row.event_id, name="Пётр", came_at=START))
    steward = {"event_id": row.event_id, "person_id": row.person_id, "named_at": START}
    tx.execute(tables.event_stewards.insert().values(**steward))


def rating(tx: Connection) -> None:
    """A rating of an event that began at START."""
    companion(tx)
    [row] = tx.execute(select(tables.companions)).all()
    rated = {"event_id": row.event_id, "person_id": row.person_id, "stars": 4, "word": "Мало лавок", "rated_at": START}
    tx.execute(tables.event_ratings.insert().values(**rated))


def named_ratings(tx: Connection) -> int:
    """The ratings with a person or a word; a rating itself stays."""
    rows = tx.execute(select(tables.event_ratings)).all()
    assert [row.stars for row in rows] == [4]
    return sum(row.person_id is not None or row.word != "" for row in rows)


def names_at_the_door(tx: Connection) -> int:
    named = select(func.count()).select_from(tables.walk_ins).where(tables.walk_ins.c.name != "")
    return (tx.scalar(named) or 0) and rows_of(tables.event_stewards)(tx)


def rows_of(table: Table) -> Callable[[Connection], int]:
    return lambda tx: tx.scalar(select(func.count()).select_from(table)) or 0


@dataclass(frozen=True)
class Sample:
    """A row that begins at START, the count of it in the store, and the promised term, as a literal number."""

    kept: Retention
    promised: timedelta
    begin: Callable[[Connection], Any]
    count: Callable[[Connection], int]
    step: timedelta = SECOND


SAMPLES = {
    "conversation": Sample(retention.CONVERSATION, 24 * HOUR, conversation, rows_of(tables.conversations)),
    "handled update": Sample(retention.HANDLED_UPDATE, 48 * HOUR, handled_update, rows_of(tables.handled_updates)),
    "invitation": Sample(retention.INVITATION, 7 * DAY, invitation, rows_of(tables.case_invitations)),
    "ended invitation": Sample(
        retention.ENDED_INVITATION, 30 * DAY, ended_invitation, rows_of(tables.role_invitations)
    ),
    "link code": Sample(retention.LINK_CODE, timedelta(minutes=15), link_code, rows_of(tables.account_links)),
    "guess": Sample(retention.GUESS, 24 * HOUR, guess, rows_of(tables.invitation_guesses)),
    "draft event": Sample(retention.DRAFT, 90 * DAY, draft_event, rows_of(tables.events)),
    "draft broadcast": Sample(retention.DRAFT, 90 * DAY, draft_broadcast, rows_of(tables.broadcasts)),
    "draft correction": Sample(retention.DRAFT, 90 * DAY, draft_correction, rows_of(tables.changes), DAY),
    "draft question": Sample(retention.DRAFT, 90 * DAY, draft_question, rows_of(tables.questions)),
    "answer": Sample(retention.ANSWERED_QUESTION, 365 * DAY, answered_question, rows_of(tables.questions)),
    "search": Sample(retention.UNANSWERED_SEARCH, 90 * DAY, unanswered_search, rows_of(tables.misses)),
    "outbox row": Sample(retention.OUTBOX_ROW, 365 * DAY, outbox_row, rows_of(tables.deliveries)),
    "told of a grant": Sample(retention.GRANT_TOLD, 365 * DAY, told_of_a_grant, rows_of(tables.grant_told)),
    "broadcast": Sample(retention.BROADCAST, 365 * DAY, ended_broadcast, rows_of(tables.broadcasts)),
    "unconfirmed edit": Sample(retention.BROADCAST_EDIT, 48 * HOUR, broadcast_edit, rows_of(tables.broadcast_changes)),
    "version of a broadcast": Sample(retention.BROADCAST, 365 * DAY, version, rows_of(tables.broadcast_changes)),
    "audit": Sample(retention.AUDIT, 1095 * DAY, old_entry, rows_of(tables.audit)),
    "event change": Sample(retention.EVENT_CHANGE, 90 * DAY, replaced_value, rows_of(tables.event_changes)),
    "companion": Sample(retention.COMPANION, 90 * DAY, companion, rows_of(tables.companions)),
    "walk-in": Sample(retention.ENTRY, 90 * DAY, walk_in, names_at_the_door),
    "rating": Sample(retention.RATING, 90 * DAY, rating, named_ratings),
    "absence": Sample(retention.ABSENCE, 365 * DAY, absent, rows_of(tables.people), DAY),
    "absence after its warning": Sample(retention.ABSENCE_WARNING, 14 * DAY, warned, rows_of(tables.people), DAY),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
async def test_a_row_is_kept_for_its_term_and_no_longer(store: Store, sample: Sample) -> None:
    await store.write(sample.begin)
    await store.write(sweep, START + sample.promised - sample.step)
    assert await store.read(sample.count) == 1
    await store.write(sweep, START + sample.promised + sample.step)
    assert await store.read(sample.count) == 0


async def test_a_rehearsal_counts_and_takes_everything_back(store: Store) -> None:
    await store.write(draft_event)
    for later, due in ((DAY, {}), (91 * DAY, {"events": 1})):
        with pytest.raises(RehearsedError) as found:
            await store.write(rehearse, START + later)
        assert found.value.rows == due
    assert await store.read(rows_of(tables.events)) == 1


def test_every_term_of_the_table_has_a_sample_and_a_user() -> None:
    assert set(retention.TABLE) == set(NAMES.values())
    assert set(retention.TABLE) - {each.kept for each in SAMPLES.values()} == {retention.BACKUP}
    houses = [path for house in ("storage", "handlers") for path in (ROOT / house).rglob("*.py")]
    code = "\n".join(path.read_text("utf-8") for path in houses)
    assert [name for name in NAMES if f"{name}.term" not in code and f"{name}.days" not in code] == []
    assert [each.kept.what for each in SAMPLES.values() if each.kept.term != each.promised] == []
