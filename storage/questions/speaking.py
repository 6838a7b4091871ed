"""The way of a message to the other side: the person, the holder, all coordinators, the staff's group."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.domain.deliveries import MUTE, DeliveryStatus, Plan
from bot.domain.questions import MESSAGE, Question, Said, Side, Words, carry, notice
from storage import outbox
from storage.core.tables import deliveries, questions
from storage.core.tables import question_messages as table
from storage.questions import groups, messages, staff


def say(tx: Connection, asked: Question, message_ids: Sequence[int], admin_ids: Collection[int], now: datetime) -> None:
    """Mark messages of a question as sent, and plan them for all who are to read them."""
    tx.execute(update(table).where(table.c.id.in_(message_ids)).values(sent_at=now))
    for message_id in message_ids:
        found = messages.get(tx, message_id)
        if found and not _goes_along(tx, found):
            _spread(tx, asked, found, admin_ids, now)


def _goes_along(tx: Connection, message: Said) -> bool:
    """True for a part of an album whose first part has not left yet: they leave together."""
    if message.words.album is None:
        return False
    same = (table.c.question_id == message.question_id, table.c.album == message.words.album, table.c.id < message.id)
    before = select(table.c.id).where(*same)
    causes = (deliveries.c.cause.in_((MESSAGE, groups.CAUSE)), deliveries.c.cause_id.in_(before))
    return tx.scalar(select(deliveries.c.id).where(outbox.PLANNED, *causes).limit(1)) is not None


def _spread(tx: Connection, asked: Question, message: Said, admin_ids: Collection[int], now: datetime) -> None:
    """A person's words go to the topic in the group of the staff, else to the holder, else to all who may answer.

    The staff's words go to the person; the topic shows them as well, unless they came from there.
    """
    in_group = groups.post(tx, asked, message, now)
    if message.side in (Side.STAFF, Side.BACK):
        outbox.plan(tx, [asked.person_id], [carry(message, now)])
    elif message.side is Side.PERSON and not in_group:
        holder = staff.holder(tx, asked.id)
        told = [holder] if holder else staff.responders(tx, asked.municipality, admin_ids)
        outbox.plan(tx, told, [notice(asked.id, now, "asked" if asked.asked_at is None else f"more:{message.id}")])


def mend(tx: Connection, message: Said, words: Words, now: datetime) -> None:
    """Change the words of a message, where it is first or last also those of its question, and edit all its copies."""
    if not messages.mend(tx, message.question_id, words):
        return
    place = {Side.PERSON: questions.c.text, Side.STAFF: questions.c.answer}.get(message.side)
    if place is not None:
        same = (questions.c.id == message.question_id, place == message.words.text)
        tx.execute(update(questions).where(*same).values({place: words.text}))
    _correct(tx, message, now)


def _correct(tx: Connection, message: Said, now: datetime) -> None:
    """Plan the edit of every copy of a message that has left; the parts of an album left in the row of its first."""
    parts = _album_of(tx, message)
    copies = (deliveries.c.cause.in_((MESSAGE, groups.CAUSE)), deliveries.c.cause_id.in_(parts))
    sent = (deliveries.c.status == DeliveryStatus.SENT, deliveries.c.kind != MUTE)
    for row in tx.execute(select(deliveries).where(*copies, *sent)).all():
        after = parts[parts.index(row.cause_id) :]  # the parts that the row could carry
        if message.id not in after or not row.message_ids:
            continue
        carried = row.message_ids[1:] or row.message_ids  # files stand behind a card, words alone are the card
        if (place := after.index(message.id)) >= len(carried):
            continue
        payload = {"message_id": carried[place]}
        plan = Plan(MUTE, row.cause, message.id, f"edit:{now.timestamp():.3f}", now, priority=0, payload=payload)
        if row.person_id:
            outbox.plan(tx, [row.person_id], [plan])
        else:
            outbox.plan_for_groups(tx, [row.account_id], [plan])


def _album_of(tx: Connection, message: Said) -> list[int]:
    """The ids of all parts of a message's album, in order; only its own without one."""
    if message.words.album is None:
        return [message.id]
    same = (table.c.question_id == message.question_id, table.c.album == message.words.album)
    return list(tx.scalars(select(table.c.id).where(*same).order_by(table.c.id)))
