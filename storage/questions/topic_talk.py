"""Messages of the staff in the topics of their groups, and the people who are listened to there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.domain.people import Role, may_coordinate
from bot.domain.questions import AnswerOutcome, Office, Question, Said, Side, Words
from storage.core.tables import accounts, questions, roles
from storage.core.tables import question_messages as table
from storage.questions import groups, inbox, messages, staff
from storage.questions.groups import Post, StaffGroup
from storage.questions.questions import change, get, lock


@dataclass(frozen=True, slots=True)
class Listened:
    """The connected groups, and the accounts of those who may answer there."""

    chats: frozenset[int] = frozenset()
    users: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Heard:
    """The outcome of a message in a topic: its question, its side, and the name of a colleague who has it (HELD)."""

    outcome: AnswerOutcome
    question_id: int = 0
    side: Side = Side.STAFF
    holder: str = ""


def listened(tx: Connection, admin_ids: Collection[int]) -> Listened:
    """Everything that tells whether a message in a group is of any interest."""
    chats = frozenset(each.chat_id for each in groups.all_groups(tx))
    if not chats:
        return Listened()
    held = select(accounts.c.user_id).join(roles, roles.c.person_id == accounts.c.person_id).where(staff.ANSWERS)
    return Listened(chats, frozenset(tx.scalars(held)) | frozenset(admin_ids))


def asked_at(tx: Connection, chat_id: int, thread_id: int) -> Question | None:
    """The question that a topic is about now; None for any other thread."""
    whose = _whose(tx, chat_id, thread_id)
    return _newest(tx, *whose) if whose else None


def _whose(tx: Connection, chat_id: int, thread_id: int) -> tuple[StaffGroup, int] | None:
    """The group and the person of a topic; None for any other thread."""
    group = groups.at(tx, chat_id)
    person_id = groups.person_of(tx, group.id, thread_id) if group else None
    return (group, person_id) if group and person_id else None


def _newest(tx: Connection, group: StaffGroup, person_id: int) -> Question | None:
    """The person's newest question that this group answers: an open one, else the last that was closed."""
    mine = (questions.c.person_id == person_id, questions.c.asked_at.is_not(None))
    order = (questions.c.closed_at.is_(None).desc(), questions.c.id.desc())
    chosen = messages.chosen_questions().where(*mine).order_by(*order)
    found = [messages.question(row) for row in tx.execute(chosen.limit(20))]
    here = (each for each in found if (of := groups.of_scope(tx, each.scope)) and of.id == group.id)
    return next(here, None)


def look(
    tx: Connection, chat_id: int, question_id: int, held: frozenset[Role], person_id: int | None
) -> inbox.Asked | AnswerOutcome:
    """A question as a coordinator of its scope sees it, in the group that answers it; else the reason why not.

    A forged press must not bring a question of one place before the members of another place's group.
    """
    seen = inbox.look(tx, question_id, held, person_id)
    if not isinstance(seen, inbox.Asked):
        return seen
    group = groups.of_scope(tx, seen.question.scope)
    return seen if group and group.chat_id == chat_id else AnswerOutcome.FORBIDDEN


def hear(
    tx: Connection,
    place: tuple[int, int],
    held: frozenset[Role],
    author: tuple[int, Side],
    words: Words,
    office: Office,
    now: datetime,
) -> Heard | None:
    """Pass on what was said in a topic; None when it is nobody's topic. `place` is the chat and the thread.

    HELD when a colleague has the question: the message is a draft until its author is sure (`send`). An answer may be
    followed by more, also when the question is closed.
    """
    newest = asked_at(tx, *place)
    asked = lock(tx, newest.id) if newest else None
    if asked is None:
        return Heard(AnswerOutcome.GONE) if _whose(tx, *place) else None
    if not may_coordinate(held, asked.scope):
        return Heard(AnswerOutcome.FORBIDDEN, asked.id)
    author_id, side = author[0], _side_of_album(tx, asked, words) or author[1]
    holder = staff.holder(tx, asked.id)
    if side is not Side.NOTE and holder not in (None, author_id):
        _draft(tx, asked, author_id, side, words, now)
        return Heard(AnswerOutcome.HELD, asked.id, side, messages.name_of(tx, holder))
    _speak(tx, asked, [messages.keep(tx, asked.id, author_id, side, words, now)], office, now)
    return Heard(AnswerOutcome.DONE, asked.id, side)


def _side_of_album(tx: Connection, asked: Question, words: Words) -> Side | None:
    """The side of the first part of an album: the others come without words."""
    if words.album is None:
        return None
    same = (table.c.question_id == asked.id, table.c.album == words.album, table.c.chat_id == words.chat_id)
    found = tx.scalar(select(table.c.side).where(*same).order_by(table.c.id).limit(1))
    return Side(found) if found else None


def _draft(tx: Connection, asked: Question, author_id: int, side: Side, words: Words, now: datetime) -> None:
    """Keep a message as the author's draft in place of an earlier one; the parts of an album are one draft."""
    earlier = (inbox.mine(asked.id, author_id), table.c.album.is_distinct_from(words.album or ""))
    tx.execute(delete(table).where(*earlier))
    messages.keep(tx, asked.id, author_id, side, words, now)


def _speak(tx: Connection, asked: Question, message_ids: Collection[int], office: Office, now: datetime) -> None:
    for message_id in message_ids:
        written = messages.get(tx, message_id)
        if written is None:
            continue
        inbox.speak(tx, asked, written, office, now)
        if written.side is Side.BACK and asked.closed_at:
            change(tx, asked.id, closed_at=None)


def send(
    tx: Connection, question_id: int, held: frozenset[Role], person_id: int, office: Office, now: datetime
) -> AnswerOutcome:
    """Send what somebody wrote about a colleague's question, now that they are sure. The question becomes theirs."""
    asked = lock(tx, question_id)
    if asked is None or asked.asked_at is None:
        return AnswerOutcome.GONE
    if not may_coordinate(held, asked.scope):
        return AnswerOutcome.FORBIDDEN
    mine = select(table.c.id).where(inbox.mine(question_id, person_id)).order_by(table.c.id)
    ids = list(tx.scalars(mine))
    if not ids:
        return AnswerOutcome.ALREADY
    staff.give(tx, question_id, person_id, now)
    _speak(tx, asked, ids, office, now)
    return AnswerOutcome.DONE


def card(tx: Connection, question_id: int) -> Post | None:
    """The first message of a question, as its topic shows it; None when the question or the group is gone."""
    first = select(table.c.id).where(table.c.question_id == question_id).order_by(table.c.id).limit(1)
    message_id = tx.scalar(first)
    return groups.load_post(tx, message_id) if message_id else None


def said_there(
    tx: Connection, chat_id: int, message_id: int, person_id: int | None, held: frozenset[Role]
) -> Said | None:
    """The message of this person in a question, by where it stands; None for any other or without the right."""
    said = messages.at(tx, chat_id, message_id)
    if said is None or said.person_id != person_id:
        return None
    asked = get(tx, said.question_id)
    return said if asked and may_coordinate(held, asked.scope) else None
