"""Groups of the staff in the store: topics made, made anew, and a group that is lost."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.domain.deliveries import Delivery, DeliveryStatus, Record
from bot.domain.people import REGION, Purpose, Role, RoleKind, Visitor
from bot.domain.questions import AskOutcome, Side, Words
from bot.domain.roles import Actor
from storage.core import tables
from storage.core.db import Store
from storage.people import merging, people, personal_data
from storage.questions import connecting, groups, handover, inbox, messages, questions, speaking
from tests.clock import START, ZONE
from tests.storage.office import OFFICE

GROUP = -100_555
ROLES = frozenset({Role(RoleKind.COORDINATOR)})


def staffed(tx: Connection) -> tuple[int, int]:
    """An asker and a coordinator of the region with a connected group."""
    ids = []
    for chat_id, purpose in ((101, Purpose.QUESTIONS), (103, Purpose.WORK)):
        visitor = Visitor(chat_id, chat_id, f"Сосед {chat_id}")
        ids.append(people.agree(tx, visitor, purpose, "hash", "ru", ZONE, START).id)
    for kind in (RoleKind.COORDINATOR, RoleKind.ADMIN):
        people.grant(tx, ids[1], Role(kind), START)
    assert connecting.connect(tx, Actor(ids[1]), GROUP, "Штаб", REGION, START)
    return ids[0], ids[1]


def ask(tx: Connection, person_id: int, text: str = "Где справка?") -> int:
    question_id = questions.draft(tx, person_id, None, Words(text), None, START)
    assert questions.send(tx, question_id, person_id, OFFICE, START) is AskOutcome.SENT
    return question_id


def rows(tx: Connection) -> list[tuple[str, str, Any]]:
    """The planned rows: cause, kind and whether it is for a person."""
    planned = select(tables.deliveries).where(tables.deliveries.c.status == DeliveryStatus.PLANNED)
    return [(row.cause, row.kind, row.person_id) for row in tx.execute(planned.order_by(tables.deliveries.c.id))]


def delivery(message_id: int) -> Delivery:
    return Delivery(1, None, 1, GROUP, "", ZONE, "notice", groups.CAUSE, message_id, "said", {}, 0, None, START)


def settled(tx: Connection, /, status: DeliveryStatus, **result: Any) -> Record:
    post = groups.load_post(tx, 1)
    return groups.settle(tx, post, delivery(1), Record(1, 1, status, **result))


async def test_only_who_administers_at_this_moment_connects_and_disconnects(store: Store) -> None:
    asker, anna = await store.write(staffed)
    group = await store.read(groups.at, GROUP)
    assert group
    for actor in (Actor(0), Actor(asker), Actor(anna)):
        if actor.person_id == anna:
            await store.write(
                lambda tx: tx.execute(tables.roles.delete().where(tables.roles.c.kind == "admin")) and None
            )
        assert not await store.write(connecting.disconnect, actor, group, START)
        assert await store.write(connecting.connect, actor, -7, "Чужие", REGION, START) is None
        assert await store.read(groups.at, GROUP) == group
    assert await store.write(connecting.disconnect, Actor(anna, {103}), group, START)


async def test_a_question_goes_into_the_group_instead_of_to_everybody(store: Store) -> None:
    asker, _ = await store.write(staffed)
    await store.write(ask, asker)
    assert await store.read(rows) == [("topic", "notice", None)]


async def test_what_waits_is_written_into_a_group_that_is_connected_later(store: Store) -> None:
    asker, anna = await store.write(staffed)
    group = await store.read(groups.at, GROUP)
    assert group
    assert await store.write(connecting.disconnect, Actor(anna), group, START)
    await store.write(ask, asker)
    assert [row[0] for row in await store.read(rows)] == ["question"]
    assert await store.write(connecting.connect, Actor(anna), GROUP, "Штаб", REGION, START)
    assert ("topic", "notice", None) in await store.read(rows)


async def test_a_topic_is_made_kept_and_made_anew_when_it_was_deleted(store: Store) -> None:
    asker, _ = await store.write(staffed)
    await store.write(ask, asker)
    made = await store.write(settled, DeliveryStatus.SENT, message_ids=(77,))
    assert (made.status, made.message_ids) == (DeliveryStatus.PLANNED, ())
    post = await store.read(groups.load_post, 1)
    assert post
    assert (post.thread_id, post.is_first) == (77, True)
    assert await store.read(groups.person_of, post.group_id, 77) == asker
    assert (await store.write(settled, DeliveryStatus.SENT, message_ids=(5,))).status is DeliveryStatus.SENT
    error = "Bad Request: message thread not found"
    gone = await store.write(settled, DeliveryStatus.FAILED, error=error)
    assert (gone.status, gone.error) == (DeliveryStatus.PLANNED, None)
    post = await store.read(groups.load_post, 1)
    assert post
    assert post.thread_id is None


async def test_a_group_that_threw_the_bot_out_is_lost_and_nothing_else_is(store: Store) -> None:
    asker, anna = await store.write(staffed)
    await store.write(ask, asker)
    assert (await store.write(settled, DeliveryStatus.BLOCKED)).status is DeliveryStatus.BLOCKED
    group = await store.read(groups.at, GROUP)
    assert group
    assert group.lost_why == "thrown-out"
    assert await store.write(handover.remind, OFFICE, START) == 1
    assert await store.read(rows) == [("group-lost", "notice", anna), ("question", "notice", anna)]
    await store.write(ask, asker, "И ещё?")
    assert [row[2] for row in await store.read(rows)] == [anna, anna, anna]


async def test_a_group_without_topics_is_lost_too(store: Store) -> None:
    asker, _ = await store.write(staffed)
    await store.write(ask, asker)
    await store.write(settled, DeliveryStatus.FAILED, error="Bad Request: the chat is not a forum")
    group = await store.read(groups.at, GROUP)
    assert group
    assert group.lost_why == "no-topics"


async def test_a_group_that_became_a_supergroup_is_followed(store: Store) -> None:
    await store.write(staffed)
    before = await store.read(groups.at, GROUP)
    assert before
    assert await store.write(groups.move, GROUP, -100_777)
    assert await store.read(groups.at, -100_777) == replace(before, chat_id=-100_777)
    assert not await store.write(groups.move, GROUP, -100_888)


async def test_the_staffs_words_go_to_the_person_and_into_the_topic(store: Store) -> None:
    asker, anna = await store.write(staffed)
    question_id = await store.write(ask, asker)
    await store.write(inbox.write, question_id, ROLES, (anna, Side.STAFF), Words("Там"), START)
    await store.write(inbox.answer, question_id, ROLES, anna, OFFICE, START)
    assert [row[0] for row in await store.read(rows)] == ["topic", "topic", "said"]


async def test_the_topic_of_a_person_who_leaves_is_deleted(store: Store) -> None:
    asker, _ = await store.write(staffed)
    await store.write(ask, asker)
    await store.write(settled, DeliveryStatus.SENT, message_ids=(77,))
    await store.write(questions.forget, asker, START)
    assert await store.read(rows) == [("topic-gone", "correction", None)]


async def test_a_topic_that_was_being_made_for_somebody_who_leaves_is_deleted(store: Store) -> None:
    """It has their name, and nothing leads to it any more."""
    asker, _ = await store.write(staffed)
    await store.write(ask, asker)
    post = await store.read(groups.load_post, 1)
    await store.write(personal_data.erase, asker, "", START)
    made = Record(1, 1, DeliveryStatus.SENT, message_ids=(77,))
    group = await store.read(groups.at, GROUP)
    assert group
    await store.write(groups.settle, post, replace(delivery(1), account_id=group.account_id), made)
    assert await store.read(gone_threads) == [77]


async def test_of_two_accounts_that_become_one_persons_one_topic_stays(store: Store) -> None:
    asker, anna = await store.write(staffed)
    await store.write(ask, asker)
    await store.write(settled, DeliveryStatus.SENT, message_ids=(77,))
    group = await store.read(groups.at, GROUP)
    assert group
    hers = {"group_id": group.id, "person_id": anna, "thread_id": 78}
    await store.write(lambda tx: tx.execute(tables.staff_topics.insert().values(**hers)) and None)
    await store.write(merging.merge, asker, anna, START)
    assert await store.read(groups.person_of, group.id, 77) == asker
    assert await store.read(gone_threads) == [78]


async def test_a_topic_without_a_thread_gives_way_to_one_with_a_thread(store: Store) -> None:
    asker, anna = await store.write(staffed)
    await store.write(ask, asker)
    group = await store.read(groups.at, GROUP)
    assert group
    hers = {"group_id": group.id, "person_id": anna, "thread_id": 78}
    await store.write(lambda tx: tx.execute(tables.staff_topics.insert().values(**hers)) and None)
    await store.write(merging.merge, asker, anna, START)
    assert await store.read(groups.person_of, group.id, 78) == asker
    assert await store.read(gone_threads) == []


def gone_threads(tx: Connection) -> list[int]:
    """The topics that are to be deleted in the group."""
    chosen = select(tables.deliveries.c.payload).where(tables.deliveries.c.cause == groups.GONE)
    return [payload["thread"] for payload in tx.scalars(chosen)]


@pytest.mark.parametrize(("part", "edited"), [(1, 501), (2, 502), (3, 503)])
async def test_new_words_under_a_part_of_an_album_reach_the_copy_of_this_part(
    store: Store, part: int, edited: int
) -> None:
    """One row carries the card and all parts of the album; each part has its own copy."""
    asker, _ = await store.write(staffed)

    def lives(tx: Connection) -> None:
        words = [Words("Вид" if part == 1 else "", "photo", 101, number, "album") for number in (1, 2, 3)]
        question_id = questions.draft(tx, asker, None, words[0], None, START)
        for each in words[1:]:
            questions.add(tx, question_id, asker, each, OFFICE, START)
        assert questions.send(tx, question_id, asker, OFFICE, START) is AskOutcome.SENT
        row = tables.deliveries.update().where(tables.deliveries.c.cause == groups.CAUSE)
        tx.execute(row.values(status=DeliveryStatus.SENT, message_ids=[500, 501, 502, 503]))
        said = messages.get(tx, part)
        assert said
        speaking.mend(tx, said, replace(said.words, text="Вид сбоку"), START)

    await store.write(lives)
    edits = select(tables.deliveries.c.payload).where(tables.deliveries.c.kind == "correction")
    planned = await store.read(lambda tx: list(tx.scalars(edits)))
    assert planned == [{"message_id": edited}]
