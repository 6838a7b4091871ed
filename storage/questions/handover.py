"""Questions that change hands: reminders of what waits, and the work of a coordinator who goes."""

from collections.abc import Collection
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, update

from bot.domain.handover import Choose
from bot.domain.people import Role, may_coordinate
from bot.domain.questions import CAUSE, Office, Question, Side, notice
from storage import outbox
from storage.core.tables import deliveries, question_holders, question_messages, questions
from storage.questions import messages, staff

REMINDED_AT_ONCE = 100


def remind(tx: Connection, office: Office, now: datetime) -> int:
    """Remind of the questions that have waited too long. Returns their number, REMINDED_AT_ONCE at most.

    The first reminder goes to the holder, or to all who are notified of new questions; later ones to all colleagues.
    """
    late = (questions.c.remind_at <= now, questions.c.waiting_at.is_not(None))
    chosen = select(*messages.QUESTION_COLUMNS, questions.c.reminded).where(*late).order_by(questions.c.remind_at)
    rows = tx.execute(chosen.limit(REMINDED_AT_ONCE).with_for_update(skip_locked=True)).all()
    for row in rows:
        asked = messages.question(row)
        _remind_of(tx, asked, row.reminded or 0, office, now)
        after = (row.reminded or 0) + 1
        values = {"reminded": after, "remind_at": office.remind_at(asked.waiting_at or now, after)}
        tx.execute(update(questions).where(questions.c.id == asked.id).values(**values))
    return len(rows)


def _remind_of(tx: Connection, asked: Question, reminded: int, office: Office, now: datetime) -> None:
    holder, told = staff.holder(tx, asked.id), staff.responders(tx, asked.municipality, office.admin_ids)
    if reminded:
        told = [*staff.colleagues(tx, asked.municipality, office.admin_ids)]
    elif holder:
        told = [holder]
    outbox.plan(tx, told, [notice(asked.id, now, f"remind:{now.timestamp():.0f}")])


def pass_on(
    tx: Connection,
    person_id: int,
    left: frozenset[Role],
    choose: Choose,
    admin_ids: Collection[int],
    now: datetime,
) -> list[int]:
    """Pass on the questions that a coordinator has, or writes an answer to, where their roles do not reach any more.

    Returns the ids of the colleagues who got one. Notices of such questions go to whoever answers now. Without a
    colleague the question is free, and all are reminded of it; an unsent answer is deleted.
    """
    found: list[int] = []
    for asked in _lost(tx, person_id, left):
        heir = choose(partial(may_coordinate, scope=asked.scope)) if asked.is_open else None
        outbox.cancel(tx, CAUSE, asked.id, kind="notice", person_id=person_id)
        has = staff.holder(tx, asked.id) == person_id
        if has and heir:
            staff.give(tx, asked.id, heir, now)
        elif has:
            staff.free(tx, asked.id)
            waits = (questions.c.id == asked.id, questions.c.waiting_at.is_not(None))
            tx.execute(update(questions).where(*waits).values(remind_at=now))
        if asked.waiting_at and not has:
            outbox.plan(tx, staff.responders(tx, asked.municipality, admin_ids), [notice(asked.id, now)])
        if _move_draft(tx, asked.id, person_id, heir) or has:
            found += [heir] if heir else []
    return found


def _lost(tx: Connection, person_id: int, left: frozenset[Role]) -> list[Question]:
    """The questions that a person has, answers or was told of, and that their roles do not reach any more."""
    written = select(question_messages.c.question_id).where(*_unsent(person_id))
    held = select(question_holders.c.question_id).where(question_holders.c.person_id == person_id)
    told = (deliveries.c.person_id == person_id, deliveries.c.cause == CAUSE, deliveries.c.kind == "notice")
    heard = and_(questions.c.waiting_at.is_not(None), questions.c.id.in_(select(deliveries.c.cause_id).where(*told)))
    chosen = messages.chosen_questions().where(or_(questions.c.id.in_(written), questions.c.id.in_(held), heard))
    rows = tx.execute(chosen.order_by(questions.c.id).with_for_update()).all()
    return [each for each in map(messages.question, rows) if not may_coordinate(left, each.scope)]


def _unsent(person_id: int | None) -> tuple[ColumnElement[bool], ...]:
    table = question_messages
    return table.c.person_id == person_id, table.c.sent_at.is_(None), table.c.side != Side.PERSON


def _move_draft(tx: Connection, question_id: int, person_id: int, heir: int | None) -> bool:
    """Give an unsent answer to a colleague; delete it when there is none or they have an answer of their own."""
    table = question_messages
    unsent = (table.c.question_id == question_id, *_unsent(person_id))
    if heir is None or tx.scalar(select(table.c.id).where(table.c.question_id == question_id, *_unsent(heir))):
        tx.execute(delete(table).where(*unsent))
        return False
    return tx.execute(update(table).where(*unsent).values(person_id=heir)).rowcount > 0
