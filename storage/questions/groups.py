"""Groups of the staff: the topic of each person who asks, and what is written there."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.domain.deliveries import MUTE, Delivery, DeliveryStatus, Plan, Record
from bot.domain.people import REGION
from bot.domain.questions import ALBUM_GATHERS, Question, Said
from storage import outbox
from storage.core.db import insert
from storage.core.tables import (
    AnyRow,
    accounts,
    deliveries,
    question_messages,
    questions,
    staff_groups,
    staff_topics,
)
from storage.questions import messages, staff

# The causes of rows: a message for a topic, a question that was withdrawn, a topic to be deleted, a lost group.
CAUSE, WITHDRAWN, GONE, LOST = "topic", "withdrawn", "topic-gone", "group-lost"
PLATFORM = "telegram"
# Telegram's words when a topic was deleted, and when the bot may make none.
TOPIC_GONE = ("thread not found", "TOPIC_DELETED", "TOPIC_ID_INVALID")
THROWN_OUT, NO_RIGHTS = "thrown-out", "no-topics"
NO_TOPICS = ("not a forum", "not enough rights", "CHAT_ADMIN_REQUIRED")


@dataclass(frozen=True, slots=True)
class StaffGroup:
    """A connected group. `lost_why` tells why the bot cannot write there any more."""

    id: int
    account_id: int
    chat_id: int
    scope: str
    title: str
    lost_why: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A message for a topic, with its question. `thread_id` None: the topic has to be made first."""

    topic_id: int
    group_id: int
    thread_id: int | None
    said: tuple[Said, ...]
    asked: Question
    name: str
    author: str
    holder: str
    is_first: bool
    grant: str = ""


_GROUP = select(
    staff_groups.c.id,
    staff_groups.c.account_id,
    accounts.c.chat_id,
    staff_groups.c.scope,
    staff_groups.c.title,
    staff_groups.c.lost_why,
).join(accounts, accounts.c.id == staff_groups.c.account_id)


def all_groups(tx: Connection) -> list[StaffGroup]:
    return [StaffGroup(*row) for row in tx.execute(_GROUP.order_by(staff_groups.c.id))]


def get(tx: Connection, group_id: int) -> StaffGroup | None:
    return next((each for each in all_groups(tx) if each.id == group_id), None)


def at(tx: Connection, chat_id: int) -> StaffGroup | None:
    """The connected group with this chat, lost or not."""
    row = tx.execute(_GROUP.where(accounts.c.chat_id == chat_id, accounts.c.platform == PLATFORM)).one_or_none()
    return StaffGroup(*row) if row else None


def of_scope(tx: Connection, scope: str) -> StaffGroup | None:
    """The group for questions of a scope: its own, else that of the region; lost ones do not count."""
    here = (staff_groups.c.scope.in_((scope, REGION)), staff_groups.c.lost_at.is_(None))
    found = {row.scope: StaffGroup(*row) for row in tx.execute(_GROUP.where(*here))}
    return found.get(scope) or found.get(REGION)


def for_scope(tx: Connection, scope: str) -> StaffGroup | None:
    """The group that is connected for exactly this scope, lost or not."""
    return next((each for each in all_groups(tx) if each.scope == scope), None)


def drop(tx: Connection, group_id: int) -> None:
    """Forget a group and its topics; in the group itself they stay."""
    tx.execute(delete(staff_topics).where(staff_topics.c.group_id == group_id))
    tx.execute(delete(staff_groups).where(staff_groups.c.id == group_id))


def post_waiting(tx: Connection, group: StaffGroup, now: datetime) -> None:
    """Write into a group what waits for it."""
    for asked in _waiting(tx, group.scope):
        for said in messages.of_question(tx, asked.id, 1):
            _plan(tx, group, asked, said, now)


def _waiting(tx: Connection, scope: str) -> list[Question]:
    """The questions of a scope that wait for the staff; the region's group has those of all scopes without one."""
    own = {each.scope for each in all_groups(tx) if each.lost_why is None}
    chosen = messages.chosen_questions().where(questions.c.waiting_at.is_not(None)).order_by(questions.c.id)
    if scope != REGION:
        chosen = chosen.where(questions.c.municipality == scope)
    found = [messages.question(row) for row in tx.execute(chosen)]
    return [each for each in found if each.scope == scope or each.scope not in own]


def _cancel_posts(tx: Connection, account_id: int) -> None:
    theirs = (outbox.OPEN, deliveries.c.person_id.is_(None), deliveries.c.account_id == account_id)
    tx.execute(update(deliveries).where(*theirs).values(status=DeliveryStatus.CANCELLED))


def lose(tx: Connection, group: StaffGroup, why: str, now: datetime) -> None:
    """Note that the bot cannot write into a group any more: its coordinators hear so, and of what waits there."""
    if group.lost_why:
        return
    tx.execute(update(staff_groups).where(staff_groups.c.id == group.id).values(lost_at=now, lost_why=why))
    bring_back(tx, group, now)
    told = staff.colleagues(tx, None if group.scope == REGION else group.scope, ())
    outbox.plan(tx, told, [Plan("notice", LOST, group.id, f"lost:{now.timestamp():.0f}", now)])


def bring_back(tx: Connection, group: StaffGroup, now: datetime) -> None:
    """Nothing more goes into a group, and what waits there is to be answered in private chats."""
    _cancel_posts(tx, group.account_id)
    ids = [asked.id for asked in _waiting(tx, group.scope)]
    tx.execute(update(questions).where(questions.c.id.in_(ids)).values(remind_at=now))


def move(tx: Connection, chat_id: int, new_chat_id: int) -> bool:
    """Follow a group that became a supergroup. False when it is none of ours."""
    if at(tx, chat_id) is None:
        return False
    here = (accounts.c.platform == PLATFORM, accounts.c.chat_id == chat_id)
    tx.execute(update(accounts).where(*here).values(chat_id=new_chat_id))
    return True


# What is written into topics.


def post(tx: Connection, asked: Question, message: Said, now: datetime) -> bool:
    """Plan a message for the person's topic. False when no group is connected for the question's scope."""
    group = of_scope(tx, asked.scope)
    if group is None:
        return False
    if message.words.chat_id != group.chat_id:
        _plan(tx, group, asked, message, now)
    return True


def _plan(tx: Connection, group: StaffGroup, asked: Question, message: Said, now: datetime) -> None:
    topic = insert(tx, staff_topics).values(group_id=group.id, person_id=asked.person_id)
    tx.execute(topic.on_conflict_do_nothing())
    due_at = now + ALBUM_GATHERS if message.words.album else now
    plan = Plan(kind="notice", cause=CAUSE, cause_id=message.id, occasion="said", due_at=due_at)
    outbox.plan_for_groups(tx, [group.account_id], [plan])


def load_post(tx: Connection, message_id: int) -> Post | None:
    """A message for a topic; None when the question or the group is gone."""
    said = messages.get(tx, message_id)
    row = messages.question_of(tx, said) if said else None
    group = of_scope(tx, row.scope) if row else None
    if said is None or row is None or group is None:
        return None
    mine = (staff_topics.c.group_id == group.id, staff_topics.c.person_id == row.person_id)
    topic = tx.execute(select(staff_topics).where(*mine)).one_or_none()
    if topic is None:
        return None
    name, author, holder = (
        messages.name_of(tx, each) for each in (row.person_id, said.person_id, staff.holder(tx, row.id))
    )
    table = question_messages
    earlier = select(table.c.id).where(table.c.question_id == row.id, table.c.id < said.id).limit(1)
    parts, is_first = (*messages.album(tx, said),), tx.scalar(earlier) is None
    return Post(
        topic.id, group.id, topic.thread_id, parts, row, name, author, holder, is_first, messages.grant_of(tx, row)
    )


def settle(tx: Connection, subject: Post | None, row: Delivery, record: Record) -> Record:
    """Do what follows from the outcome of a topic's row: a new topic is kept and then written into.

    A deleted one is made anew, one whose person has left meanwhile is deleted. A group that the bot cannot write into
    any more is lost.
    """
    if subject is None:
        return record
    again = replace(record, status=DeliveryStatus.PLANNED, message_ids=(), error=None)
    if record.status is DeliveryStatus.SENT and subject.thread_id is None:
        if not _set_thread(tx, subject.topic_id, record.message_ids[0]):
            _plan_deletion(tx, row.account_id, subject.topic_id, record.message_ids[0], row.at)
        return again
    error = record.error or ""
    if any(words in error for words in TOPIC_GONE):
        _set_thread(tx, subject.topic_id, None)
        return again
    is_closed = any(words in error for words in NO_TOPICS)
    if record.status is DeliveryStatus.BLOCKED or is_closed:
        group = at(tx, row.chat_id)
        if group:
            lose(tx, group, NO_RIGHTS if is_closed else THROWN_OUT, row.at)
    return record


def _set_thread(tx: Connection, topic_id: int, thread_id: int | None) -> bool:
    """False when the topic is nobody's any more."""
    return (
        tx.execute(update(staff_topics).where(staff_topics.c.id == topic_id).values(thread_id=thread_id)).rowcount > 0
    )


def person_of(tx: Connection, group_id: int, thread_id: int) -> int | None:
    """The person whose topic it is; None for any other thread."""
    mine = (staff_topics.c.group_id == group_id, staff_topics.c.thread_id == thread_id)
    found: int | None = tx.scalar(select(staff_topics.c.person_id).where(*mine))
    return found


def tell_withdrawn(tx: Connection, asked: Question, now: datetime) -> None:
    """Tell the staff that a question is withdrawn: the topic, or else the holder."""
    group = of_scope(tx, asked.scope)
    plan = Plan(kind="notice", cause=WITHDRAWN, cause_id=asked.id, occasion="withdrawn", due_at=now)
    if group:
        mine = (staff_topics.c.group_id == group.id, staff_topics.c.person_id == asked.person_id)
        thread_id = tx.scalar(select(staff_topics.c.thread_id).where(*mine))
        if thread_id:
            outbox.plan_for_groups(tx, [group.account_id], [replace(plan, payload={"thread": thread_id})])
    elif holder := staff.holder(tx, asked.id):
        outbox.plan(tx, [holder], [plan])


def forget(tx: Connection, person_id: int, now: datetime) -> None:
    """Delete a person's topics with all that stands in them."""
    for topic in tx.execute(select(staff_topics).where(staff_topics.c.person_id == person_id)).all():
        _drop_topic(tx, topic, now)


def join(tx: Connection, kept: int, gone: int, now: datetime) -> None:
    """Leave one topic in each group to two people who turn out to be one; a second one is deleted."""
    both = tx.execute(select(staff_topics).where(staff_topics.c.person_id.in_((kept, gone)))).all()
    seen: set[int] = set()
    for topic in sorted(both, key=lambda each: (each.thread_id is None, each.person_id != kept)):
        if topic.group_id in seen:
            _drop_topic(tx, topic, now)
        seen.add(topic.group_id)


def _drop_topic(tx: Connection, topic: AnyRow, now: datetime) -> None:
    tx.execute(delete(staff_topics).where(staff_topics.c.id == topic.id))
    group = next((each for each in all_groups(tx) if each.id == topic.group_id and not each.lost_why), None)
    if group and topic.thread_id:
        _plan_deletion(tx, group.account_id, topic.id, topic.thread_id, now)


def _plan_deletion(tx: Connection, account_id: int, topic_id: int, thread_id: int, now: datetime) -> None:
    plan = Plan(MUTE, GONE, topic_id, "gone", now, payload={"thread": thread_id})
    outbox.plan_for_groups(tx, [account_id], [plan])
