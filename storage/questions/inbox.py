"""The coordinators' side of questions: seen, taken, answered, passed on, closed; bans; reminders."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, true, tuple_

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.people import Role, may_coordinate
from bot.domain.questions import CAUSE, AnswerOutcome, Office, Question, Said, Side, Words, notice
from storage import outbox
from storage.core.db import insert
from storage.core.tables import question_bans, question_messages, questions
from storage.people import audit
from storage.questions import groups, messages, speaking, staff
from storage.questions.questions import ban_of, change, get, lock

COUNTED_MOST = 100
SHOWN_MOST = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a coordinator sees it: its author, what was said last, who has it, the coordinator's own draft."""

    question: Question
    name: str
    said: tuple[Said, ...] = ()
    previous: Question | None = None
    holder_id: int | None = None
    holder: str = ""
    draft: Said | None = None
    banned: str | None = None
    grant: str = ""


def waiting(
    tx: Connection, held: frozenset[Role], after: tuple[datetime, int] | None, most: int
) -> tuple[list[Question], int]:
    """The questions of these roles' scopes that wait for the staff, those that wait longest first.

    `after` is the moment and the id of the last one that was seen. The number is of all of them, COUNTED_MOST at most.
    """
    wanted = (questions.c.waiting_at.is_not(None), within(held))
    some = select(questions.c.id).where(*wanted).limit(COUNTED_MOST).subquery()
    behind = tuple_(questions.c.waiting_at, questions.c.id) > after if after else true()
    order = (questions.c.waiting_at, questions.c.id)
    page = messages.chosen_questions().where(*wanted, behind).order_by(*order).limit(most)
    return [messages.question(row) for row in tx.execute(page)], tx.scalar(select(func.count()).select_from(some)) or 0


def within(held: frozenset[Role]) -> ColumnElement[bool]:
    if may_coordinate(held):
        return true()
    return questions.c.municipality.in_([role.scope for role in held if may_coordinate(held, role.scope)])


def look(tx: Connection, question_id: int, held: frozenset[Role], person_id: int | None) -> Asked | AnswerOutcome:
    """A question that was sent, for a coordinator of its scope; else the reason why not."""
    found = get(tx, question_id)
    if found is None or found.asked_at is None:
        return AnswerOutcome.GONE
    if not may_coordinate(held, found.scope):
        return AnswerOutcome.FORBIDDEN
    holder_id = staff.holder(tx, question_id)
    return Asked(
        question=found,
        name=messages.name_of(tx, found.person_id),
        said=tuple(messages.of_question(tx, question_id, SHOWN_MOST)),
        previous=get(tx, found.previous_id) if found.previous_id else None,
        holder_id=holder_id,
        holder=messages.name_of(tx, holder_id),
        draft=_draft(tx, question_id, person_id),
        banned=ban_of(tx, found.person_id),
        grant=messages.grant_of(tx, found),
    )


def mine(question_id: int, person_id: int | None) -> ColumnElement[bool]:
    """The drafts of a coordinator for a question."""
    table = question_messages
    own = (table.c.question_id == question_id, table.c.person_id == person_id, table.c.sent_at.is_(None))
    return and_(*own, table.c.side != Side.PERSON)


def _draft(tx: Connection, question_id: int, person_id: int | None) -> Said | None:
    newest = select(question_messages).where(mine(question_id, person_id)).order_by(question_messages.c.id.desc())
    row = tx.execute(newest.limit(1)).one_or_none()
    return messages.said(row) if row else None


def take(
    tx: Connection, question_id: int, held: frozenset[Role], person_id: int, now: datetime, *, sure: bool = False
) -> AnswerOutcome:
    """Take a question. HELD when a colleague has it, unless one is `sure`."""
    found = answerable(tx, question_id, held)
    if not isinstance(found, Question):
        return found
    holder = staff.holder(tx, question_id)
    if holder not in (None, person_id) and not sure:
        return AnswerOutcome.HELD
    staff.give(tx, question_id, person_id, now)
    return AnswerOutcome.DONE


def write(
    tx: Connection, question_id: int, held: frozenset[Role], author: tuple[int, Side], words: Words, now: datetime
) -> AnswerOutcome:
    """Save a coordinator's draft for an open question, in place of an earlier one. Nothing is sent."""
    person_id, side = author
    found = answerable(tx, question_id, held)
    if found is AnswerOutcome.ALREADY and side is Side.NOTE:
        found = get(tx, question_id) or found
    if not isinstance(found, Question):
        return found
    tx.execute(delete(question_messages).where(mine(question_id, person_id)))
    messages.keep(tx, question_id, person_id, side, words, now)
    return AnswerOutcome.DONE


def answer(
    tx: Connection,
    question_id: int,
    held: frozenset[Role],
    person_id: int,
    office: Office,
    now: datetime,
    *,
    sure: bool = False,
) -> AnswerOutcome:
    """Send a coordinator's draft. An answer closes the question; a question back lets it wait for the person.

    When two coordinators answer at once, the first one counts. HELD when a colleague has taken the question since,
    unless one is `sure`.
    """
    found = lock(tx, question_id)
    written = _draft(tx, question_id, person_id)
    if found is None or found.asked_at is None or written is None:
        return AnswerOutcome.ALREADY if found and found.closed_at else AnswerOutcome.GONE
    if not may_coordinate(held, found.scope):
        return AnswerOutcome.FORBIDDEN
    if written.side is not Side.NOTE:
        if not found.is_open:
            return AnswerOutcome.ALREADY
        if staff.holder(tx, question_id) not in (None, person_id) and not sure:
            return AnswerOutcome.HELD
    speak(tx, found, written, office, now)
    return AnswerOutcome.DONE


def speak(tx: Connection, asked: Question, written: Said, office: Office, now: datetime) -> None:
    """Send a staff's draft to the person, or a note to the staff, with all that follows from it."""
    if written.side is not Side.NOTE:
        rest: dict[str, object] = {"waiting_at": None, "remind_at": None}
        if written.side is Side.STAFF:
            rest |= {"answered_at": asked.answered_at or now, "answer": written.words.text, "closed_at": now}
        change(tx, asked.id, **rest)
        outbox.cancel(tx, CAUSE, asked.id, kind="notice")
        if written.person_id and staff.holder(tx, asked.id) is None:
            staff.give(tx, asked.id, written.person_id, now)
    speaking.say(tx, asked, [written.id], office.admin_ids, now)


def answerable(tx: Connection, question_id: int, held: frozenset[Role]) -> Question | AnswerOutcome:
    """Lock an open question, if these roles may answer it; else return the reason why not."""
    found = lock(tx, question_id)
    if found is None or found.asked_at is None:
        return AnswerOutcome.GONE
    if not may_coordinate(held, found.scope):
        return AnswerOutcome.FORBIDDEN
    return found if found.is_open else AnswerOutcome.ALREADY


def close(tx: Connection, question_id: int, held: frozenset[Role], now: datetime) -> AnswerOutcome:
    """Close a question without an answer, and tell the person so."""
    found = answerable(tx, question_id, held)
    if not isinstance(found, Question):
        return found
    change(tx, question_id, waiting_at=None, remind_at=None, closed_at=now)
    outbox.cancel(tx, CAUSE, question_id, kind="notice")
    outbox.plan(tx, [found.person_id], [notice(question_id, now, "closed")])
    return AnswerOutcome.DONE


def pass_to(
    tx: Connection, question_id: int, held: frozenset[Role], to_id: int, office: Office, now: datetime
) -> AnswerOutcome:
    """Pass a question on to a colleague, who is told. GONE when they may not answer it any more."""
    found = answerable(tx, question_id, held)
    if not isinstance(found, Question):
        return found
    if to_id not in staff.colleagues(tx, found.municipality, office.admin_ids):
        return AnswerOutcome.GONE
    staff.give(tx, question_id, to_id, now)
    outbox.plan(tx, [to_id], [notice(question_id, now, f"passed:{now.timestamp():.0f}")])
    return AnswerOutcome.DONE


def pass_on(
    tx: Connection, question_id: int, held: frozenset[Role], slug: str | None, office: Office, now: datetime
) -> AnswerOutcome:
    """Pass a question on to the coordinators of another scope, who are told; None is the whole region.

    GONE when the scope has nobody who answers, or is none.
    """
    found = answerable(tx, question_id, held)
    if not isinstance(found, Question):
        return found
    desk = staff.desk(tx, office.admin_ids)
    told = staff.responders(tx, slug, office.admin_ids)
    if not told or slug not in (None, *desk.slugs):
        return AnswerOutcome.GONE
    change(tx, question_id, municipality=slug)
    staff.free(tx, question_id)
    outbox.cancel(tx, CAUSE, question_id, kind="notice")
    moved = replace(found, municipality=slug)
    in_group = [groups.post(tx, moved, each, now) for each in messages.of_question(tx, question_id, SHOWN_MOST)]
    if not any(in_group):
        outbox.plan(tx, told, [notice(question_id, now, f"passed:{now.timestamp():.0f}")])
    return AnswerOutcome.DONE


def ban(
    tx: Connection, question_id: int, held: frozenset[Role], actor_id: int, reason: str, now: datetime
) -> AnswerOutcome:
    """Take no more questions of the person who asked this one, and close it. The reason is shown to them."""
    outcome = close(tx, question_id, held, now)
    found = get(tx, question_id)
    if outcome is not AnswerOutcome.DONE or found is None:
        return outcome
    row = insert(tx, question_bans).values(person_id=found.person_id, reason=reason, banned_at=now)
    anew = {"reason": reason, "banned_at": now}
    tx.execute(row.on_conflict_do_update(index_elements=["person_id"], set_=anew))
    _audit(tx, Act.QUESTIONS_BANNED, actor_id, found, reason, now)
    return AnswerOutcome.DONE


def unban(tx: Connection, question_id: int, held: frozenset[Role], actor_id: int, now: datetime) -> bool:
    """Take the person's questions again. False when they were not banned, or these roles may not."""
    found = get(tx, question_id)
    if found is None or not may_coordinate(held, found.scope):
        return False
    gone = tx.execute(delete(question_bans).where(question_bans.c.person_id == found.person_id)).rowcount > 0
    if gone:
        _audit(tx, Act.QUESTIONS_ALLOWED, actor_id, found, "", now)
    return gone


def _audit(tx: Connection, act: Act, actor_id: int, asked: Question, reason: str, now: datetime) -> None:
    what = (AuditSubject.QUESTION, asked.id, asked.scope, reason, now)
    audit.note(tx, AuditEntry(act, actor_id, asked.person_id, *what))
