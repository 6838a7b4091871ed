"""Questions of residents, from the author's side: asked, added to, withdrawn, rated."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select, update

from bot.domain.questions import (
    CAUSE,
    MESSAGE,
    MESSAGES_MOST,
    OPEN_MOST,
    AskOutcome,
    Office,
    Origin,
    Question,
    Side,
    Words,
)
from bot.domain.retention import ANSWERED_QUESTION, DRAFT
from storage import outbox
from storage.core import scrub
from storage.core.tables import faq_entries, programmes, question_bans, question_messages, questions
from storage.questions import groups, messages, speaking, staff

DRAFTED = questions.c.asked_at.is_(None)


def get(tx: Connection, question_id: int) -> Question | None:
    row = tx.execute(messages.chosen_questions().where(questions.c.id == question_id)).one_or_none()
    return messages.question(row) if row else None


def own(tx: Connection, question_id: int, person_id: int) -> Question | None:
    """A question of this person; None for a question of somebody else."""
    found = get(tx, question_id)
    return found if found and found.person_id == person_id else None


def of_person(tx: Connection, person_id: int, skip: int, most: int) -> tuple[list[Question], int]:
    """One page of a person's questions without drafts, the newest first, and the number of all of them."""
    mine = (questions.c.person_id == person_id, questions.c.asked_at.is_not(None))
    total = tx.scalar(select(func.count()).select_from(questions).where(*mine)) or 0
    page = messages.chosen_questions().where(*mine).order_by(questions.c.id.desc()).offset(skip).limit(most)
    return [messages.question(row) for row in tx.execute(page)], total


def ban_of(tx: Connection, person_id: int) -> str | None:
    """The reason why a person's questions are not taken; None when they are."""
    reason: str | None = tx.scalar(select(question_bans.c.reason).where(question_bans.c.person_id == person_id))
    return reason


def draft(
    tx: Connection, person_id: int, municipality: str | None, words: Words, previous_id: int | None, now: datetime
) -> int:
    """Save a question that is not sent yet, in place of the person's earlier draft. Returns its id."""
    tx.execute(delete(questions).where(questions.c.person_id == person_id, DRAFTED))
    row = {"person_id": person_id, "municipality": municipality, "text": words.text, "created_at": now}
    before = previous_id if previous_id and own(tx, previous_id, person_id) else None
    statement = questions.insert().values(**row, previous_id=before).returning(questions.c.id)
    question_id: int = tx.execute(statement).scalar_one()
    messages.keep(tx, question_id, person_id, Side.PERSON, words, now)
    return question_id


def place(tx: Connection, question_id: int, origin: Origin) -> None:
    """Note where a draft came from."""
    codes = ("screen", "step", "topic")
    row = {name: getattr(origin, name) for name in codes} | {"offered": list(origin.offered)}
    row["programme_id"] = tx.scalar(select(programmes.c.id).where(programmes.c.id == origin.programme_id))
    tx.execute(update(questions).where(questions.c.id == question_id, DRAFTED).values(**row))


def send(tx: Connection, question_id: int, person_id: int, office: Office, now: datetime) -> AskOutcome:
    """Send a draft and plan notices to its coordinators in the same transaction.

    TOO_MANY when OPEN_MOST questions of the person wait already; NOBODY when there is no coordinator to answer.
    """
    found = lock(tx, question_id)
    if found is None or found.person_id != person_id:
        return AskOutcome.GONE
    if found.asked_at is not None:
        return AskOutcome.ALREADY
    if refused := _refusal(tx, found, office.admin_ids):
        return refused
    begin_waiting(tx, question_id, office, now, asked_at=now)
    _keep_holder(tx, found, now)
    speaking.say(tx, found, [each.id for each in messages.of_draft(tx, question_id)], office.admin_ids, now)
    return AskOutcome.SENT


def _refusal(tx: Connection, asked: Question, admin_ids: Collection[int]) -> AskOutcome | None:
    if ban_of(tx, asked.person_id) is not None:
        return AskOutcome.BANNED
    waiting = (questions.c.person_id == asked.person_id, questions.c.waiting_at.is_not(None))
    if (tx.scalar(select(func.count()).select_from(questions).where(*waiting)) or 0) >= OPEN_MOST:
        return AskOutcome.TOO_MANY
    return None if staff.responders(tx, asked.municipality, admin_ids) else AskOutcome.NOBODY


def _keep_holder(tx: Connection, asked: Question, now: datetime) -> None:
    """A question that goes on stays with the coordinator who answered before, if they still may."""
    before = staff.holder(tx, asked.previous_id) if asked.previous_id else None
    if before and before in staff.colleagues(tx, asked.municipality, ()):
        staff.give(tx, asked.id, before, now)


def begin_waiting(tx: Connection, question_id: int, office: Office, now: datetime, **also: object) -> None:
    """Let the question wait for the staff from now on, with a promise and reminders anew."""
    waiting_at = now.replace(microsecond=0)
    terms = {"due_at": office.due(now), "remind_at": office.remind_at(now, 0), "reminded": 0}
    tx.execute(update(questions).where(questions.c.id == question_id).values(waiting_at=waiting_at, **terms, **also))


def add(tx: Connection, question_id: int, person_id: int, words: Words, office: Office, now: datetime) -> AskOutcome:
    """Add a message to a person's question: to a draft, where nothing is sent, or to an open one.

    ALREADY when it is closed, TOO_MANY when it has MESSAGES_MOST messages.
    """
    found = lock(tx, question_id)
    if found is None or found.person_id != person_id:
        return AskOutcome.GONE
    if found.asked_at and not found.is_open:
        return AskOutcome.ALREADY
    if messages.count(tx, question_id) >= MESSAGES_MOST:
        return AskOutcome.TOO_MANY
    if messages.mend(tx, question_id, words):
        return AskOutcome.SENT
    message_id = messages.keep(tx, question_id, person_id, Side.PERSON, words, now)
    if not found.text and words.text:
        change(tx, question_id, text=words.text)
    if found.asked_at:
        if found.waiting_at is None:
            begin_waiting(tx, question_id, office, now)
        speaking.say(tx, found, [message_id], office.admin_ids, now)
    return AskOutcome.SENT


def rate(tx: Connection, question_id: int, person_id: int, *, helped: bool) -> bool:
    """Keep whether the answer helped. False when the person has no such question with an answer."""
    mine = (questions.c.id == question_id, questions.c.person_id == person_id, questions.c.answered_at.is_not(None))
    return tx.execute(update(questions).where(*mine).values(helped=helped)).rowcount > 0


def discard(tx: Connection, question_id: int, person_id: int, now: datetime) -> bool:
    """Delete a person's question, draft or sent, with its answer. False when the person has no such question."""
    found = lock(tx, question_id)
    if found is None or found.person_id != person_id:
        return False
    if found.is_open:
        groups.tell_withdrawn(tx, found, now)
    _cancel(tx, [question_id])
    _drop_prepared(tx, questions.c.id == question_id)
    tx.execute(delete(questions).where(questions.c.id == question_id))
    scrub.ask(tx)
    return True


def _cancel(tx: Connection, question_ids: Sequence[int]) -> None:
    for question_id in question_ids:
        outbox.cancel(tx, CAUSE, question_id)
        said = select(question_messages.c.id).where(question_messages.c.question_id == question_id)
        for message_id in tx.scalars(said).all():
            outbox.cancel(tx, MESSAGE, message_id)
            outbox.cancel(tx, groups.CAUSE, message_id)


def _drop_prepared(tx: Connection, chosen: ColumnElement[bool]) -> None:
    """Delete answers for everybody that nobody has published yet: they still have the words of who asked."""
    of_them = faq_entries.c.question_id.in_(select(questions.c.id).where(chosen))
    tx.execute(delete(faq_entries).where(of_them, faq_entries.c.published_at.is_(None)))


def forget(tx: Connection, person_id: int, now: datetime) -> None:
    """Delete all questions of a person, cancel their notices, and take their topics out of the staff's groups."""
    _cancel(tx, tx.scalars(select(questions.c.id).where(questions.c.person_id == person_id)).all())
    _drop_prepared(tx, questions.c.person_id == person_id)
    tx.execute(delete(questions).where(questions.c.person_id == person_id))
    groups.forget(tx, person_id, now)


def lock(tx: Connection, question_id: int) -> Question | None:
    """Lock a question until the transaction ends; None when it is gone."""
    row = tx.execute(messages.chosen_questions().where(questions.c.id == question_id).with_for_update()).one_or_none()
    return messages.question(row) if row else None


def change(tx: Connection, question_id: int, **values: object) -> None:
    tx.execute(update(questions).where(questions.c.id == question_id).values(**values))


def sweep(tx: Connection, now: datetime) -> None:
    """Delete old drafts and questions that were closed long ago."""
    old_draft: ColumnElement[bool] = and_(DRAFTED, questions.c.created_at < now - DRAFT.term)
    tx.execute(delete(questions).where(or_(old_draft, questions.c.closed_at < now - ANSWERED_QUESTION.term)))
