"""The hand-over on each engine: what passes to whom, what stays, and what two transactions at once leave."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select

from bot.domain.audit import Act
from bot.domain.broadcasts.audience.audience import Audience, AudienceKind
from bot.domain.broadcasts.broadcast import BroadcastOutcome, BroadcastStatus
from bot.domain.deliveries import DeliveryStatus
from bot.domain.handover import CAUSE, Passed
from bot.domain.people import Purpose, Role, RoleKind, Visitor
from bot.domain.questions import Side, Words
from storage import outbox
from storage.broadcasts.compose import drafts
from storage.broadcasts.sending import launches, ownership, pauses
from storage.core import tables
from storage.core.db import Store
from storage.events import events
from storage.people import handover, people, personal_data
from storage.questions import inbox, questions
from tests.clock import START, ZONE
from tests.conftest import postgres_store
from tests.storage.broadcasts import REGIONAL, addressed, agree, readers, said, started
from tests.storage.interleaving import overlap
from tests.storage.office import OFFICE

ZEYA, TYNDA = Role(RoleKind.COORDINATOR, "zeya"), Role(RoleKind.COORDINATOR, "tynda")
OF_REGION, ADMIN = Role(RoleKind.COORDINATOR), Role(RoleKind.ADMIN)
IN_ZEYA, IN_TYNDA = Audience.of(AudienceKind.MUNICIPALITY, "zeya"), Audience.of(AudienceKind.MUNICIPALITY, "tynda")


async def colleague(store: Store, user_id: int, *roles: Role, seen_days_ago: int | None = None) -> int:
    """A coordinator who consented to the work. Return the person's id."""

    def settle(tx: Connection) -> int:
        person_id = agree(tx, user_id, Purpose.WORK)
        for role in roles:
            people.grant(tx, person_id, role, START)
        seen_on = None if seen_days_ago is None else (START - timedelta(days=seen_days_ago)).date()
        chosen = tables.people.update().where(tables.people.c.id == person_id)
        tx.execute(chosen.values(seen_on=seen_on))
        return person_id

    return await store.write(settle)


async def take_role(store: Store, person_id: int, role: Role, to_id: int | None = None) -> handover.HandOver:
    """Take a role away and hand over, as one transaction."""

    def take(tx: Connection) -> handover.HandOver:
        mine = (tables.roles.c.person_id == person_id, tables.roles.c.kind == role.kind)
        tx.execute(delete(tables.roles).where(*mine, tables.roles.c.scope == role.scope))
        return handover.hand_over(tx, person_id, to_id, START, scope=role.scope)

    return await store.write(take)


def authors(tx: Connection) -> dict[int, tuple[int | None, str]]:
    """The author and the status of each broadcast."""
    return {row.id: (row.author_id, row.status) for row in tx.execute(select(tables.broadcasts))}


def told(tx: Connection) -> dict[int, Any]:
    """The numbers by kind of which each colleague is told."""
    rows = tx.execute(select(tables.deliveries).where(tables.deliveries.c.cause == CAUSE))
    return {row.person_id: row.payload["passed"] for row in rows}


def noted(tx: Connection) -> list[tuple[str, str, int | None]]:
    rows = tx.execute(select(tables.audit).order_by(tables.audit.c.id))
    return [(row.act, row.subject, row.subject_id) for row in rows]


async def test_a_broadcast_under_way_pauses_and_passes(store: Store) -> None:
    anna, boris = await colleague(store, 901, OF_REGION), await colleague(store, 902, OF_REGION)
    await readers(store, 101, 102)
    news = await started(store, anna)
    await said(store, DeliveryStatus.SENT)
    passed = await take_role(store, anna, OF_REGION)
    assert passed.passed == {boris: {Passed.SENDING: 1}}
    assert await store.read(authors) == {news: (boris, "paused")}
    assert await store.read(told) == {boris: {"sending": 1}}
    rows = await store.write(outbox.claim, START, 10)
    assert [row.cause for row in rows] == [CAUSE]
    assert await store.read(noted) == [(Act.HANDED_OVER, "broadcast", news), (Act.HANDED_OVER, "person", boris)]


async def test_the_colleague_goes_on_and_nobody_hears_it_twice(store: Store) -> None:
    anna, boris = await colleague(store, 901, OF_REGION), await colleague(store, 902, OF_REGION)
    await readers(store, 101, 102)
    news = await started(store, anna)
    await said(store, DeliveryStatus.SENT)
    await take_role(store, anna, OF_REGION)
    assert await store.write(pauses.resume, news, anna, REGIONAL, START) is BroadcastOutcome.GONE
    assert await store.write(pauses.resume, news, boris, REGIONAL, START) is BroadcastOutcome.DONE
    rows = await store.write(outbox.claim, START, 10)
    assert sorted(row.cause for row in rows) == ["broadcast", CAUSE]


@pytest.mark.parametrize(
    ("others", "heir"),
    [
        ([(902, ADMIN), (903, OF_REGION), (904, ZEYA)], 904),
        ([(902, ADMIN), (903, OF_REGION), (904, TYNDA)], 903),
        ([(902, ADMIN), (904, TYNDA)], 902),
        ([(904, TYNDA)], None),
        ([], None),
    ],
)
async def test_the_nearest_colleague_gets_it(store: Store, others: list[tuple[int, Role]], heir: int | None) -> None:
    anna = await colleague(store, 901, ZEYA)
    known = {None: None} | {user_id: await colleague(store, user_id, role) for user_id, role in others}
    await store.write(lambda tx: people.change(tx, agree(tx, 101, Purpose.NOTIFICATIONS), municipality="zeya"))
    news = await started(store, anna, IN_ZEYA)
    await take_role(store, anna, ZEYA)
    assert await store.read(authors) == {news: (known[heir], "paused")}


async def test_of_equals_whoever_was_here_last_gets_it_unless_another_is_named(store: Store) -> None:
    anna = await colleague(store, 901, ZEYA)
    away, near = [await colleague(store, 902 + n, ZEYA, seen_days_ago=days) for n, days in enumerate((9, 1))]
    first = await addressed(store, anna, IN_ZEYA)
    await take_role(store, anna, ZEYA)
    assert (await store.read(authors))[first] == (near, "draft")
    await store.write(people.grant, anna, ZEYA, START)
    second = await addressed(store, anna, IN_ZEYA)
    await take_role(store, anna, ZEYA, away)
    assert (await store.read(authors))[second] == (away, "draft")


async def test_a_named_colleague_gets_nothing_that_their_roles_do_not_reach(store: Store) -> None:
    anna, boris = await colleague(store, 901, OF_REGION), await colleague(store, 902, TYNDA)
    vera = await colleague(store, 903, OF_REGION)
    here, there = await addressed(store, anna, IN_ZEYA), await addressed(store, anna, IN_TYNDA)
    await take_role(store, anna, OF_REGION, boris)
    assert await store.read(authors) == {here: (vera, "draft"), there: (boris, "draft")}


async def test_only_what_is_of_the_lost_scope_passes(store: Store) -> None:
    anna, boris = await colleague(store, 901, ZEYA, TYNDA), await colleague(store, 902, ZEYA)
    lost, kept, bare = (
        await addressed(store, anna, IN_ZEYA),
        await addressed(store, anna, IN_TYNDA),
        await store.write(drafts.begin, anna, 901, 8, START),
    )

    def draft(tx: Connection, municipality: str) -> int:
        return events.draft(tx, frozenset({ADMIN}), "Субботник", municipality, ZONE, anna, START)[1]

    in_zeya, in_tynda = await store.write(draft, "zeya"), await store.write(draft, "tynda")
    await take_role(store, anna, ZEYA)
    assert await store.read(authors) == {lost: (boris, "draft"), kept: (anna, "draft"), bare: (anna, "draft")}
    found = [await store.read(events.get, each) for each in (in_zeya, in_tynda)]
    assert [each and each.author_id for each in found] == [boris, anna]
    assert await store.read(told) == {boris: {"drafts": 1, "events": 1}}


async def test_a_draft_without_an_audience_passes_within_the_scope(store: Store) -> None:
    anna, boris = await colleague(store, 901, ZEYA), await colleague(store, 902, ZEYA)
    await colleague(store, 903, TYNDA, seen_days_ago=0)
    bare = await store.write(drafts.begin, anna, 901, 8, START)
    await take_role(store, anna, ZEYA)
    assert await store.read(authors) == {bare: (boris, "draft")}


async def test_what_waits_for_its_moment_is_a_draft_of_the_colleague(store: Store) -> None:
    anna, boris = await colleague(store, 901, OF_REGION), await colleague(store, 902, OF_REGION)
    await readers(store, 101)
    news = await addressed(store, anna)
    await store.write(lambda tx: drafts.put(tx, news, status=BroadcastStatus.SCHEDULED, send_at=START))
    await take_role(store, anna, OF_REGION)
    assert await store.read(authors) == {news: (boris, "draft")}
    assert await store.read(launches.due, START + timedelta(days=1)) == []


async def test_nobody_left_leaves_it_paused_until_somebody_takes_it(store: Store) -> None:
    anna = await colleague(store, 901, OF_REGION)
    await readers(store, 101)
    news, draft = await started(store, anna), await addressed(store, anna)
    await take_role(store, anna, OF_REGION)
    assert await store.read(authors) == {news: (None, "paused")}
    assert await store.read(drafts.get, draft) is None
    zeya, admin = await colleague(store, 902, ZEYA), await colleague(store, 903, ADMIN)
    for person_id, outcome in [
        (zeya, BroadcastOutcome.GONE),
        (anna, BroadcastOutcome.GONE),
        (admin, BroadcastOutcome.DONE),
        (admin, BroadcastOutcome.DECIDED),
    ]:
        assert await store.write(ownership.take, news, person_id, (), START) is outcome
    assert await store.read(authors) == {news: (admin, "paused")}
    assert (await store.read(noted))[-1] == (Act.TAKEN_OVER, "broadcast", news)


async def test_two_who_take_it_at_once_are_one(store: Store) -> None:
    anna = await colleague(store, 901, OF_REGION)
    await readers(store, 101)
    news = await started(store, anna)
    await take_role(store, anna, OF_REGION)
    both = [await colleague(store, 902, ADMIN), await colleague(store, 903, ADMIN)]
    takes = [store.write(ownership.take, news, each, (), START) for each in both]
    assert sorted(await asyncio.gather(*takes)) == [BroadcastOutcome.DECIDED, BroadcastOutcome.DONE]


async def test_an_answer_that_was_begun_passes_and_the_question_is_told_to_others(store: Store) -> None:
    anna, boris = await colleague(store, 901, ZEYA), await colleague(store, 902, ZEYA)

    def ask(tx: Connection) -> int:
        asker = people.agree(tx, Visitor(101, 101, "Ольга"), Purpose.QUESTIONS, "hash", "ru", ZONE, START).id
        question_id = questions.draft(tx, asker, "zeya", Words("Где взять справку?"), None, START)
        questions.send(tx, question_id, asker, OFFICE, START)
        inbox.write(tx, question_id, frozenset({ZEYA}), (anna, Side.STAFF), Words("В"), START)
        return question_id

    question_id = await store.write(ask)
    await take_role(store, anna, ZEYA)
    seen = await store.read(inbox.look, question_id, frozenset({ZEYA}), boris)
    assert isinstance(seen, inbox.Asked)
    assert seen.draft
    assert seen.draft.words.text == "В"
    assert await store.read(told) == {boris: {"answers": 1}}


async def test_others_are_asked_to_approve_instead(store: Store) -> None:
    author, anna = await colleague(store, 901, OF_REGION), await colleague(store, 902, OF_REGION)
    await readers(store, *range(1000, 1100))
    news = await addressed(store, author)
    found = await store.read(drafts.get, news)
    assert found
    asked = (news, author, REGIONAL, found.seal, None, START)
    assert await store.write(launches.start, *asked) is BroadcastOutcome.ASKED
    vera = await colleague(store, 903, OF_REGION)
    await take_role(store, anna, OF_REGION)

    def requests(tx: Connection) -> list[tuple[int, str]]:
        rows = tx.execute(select(tables.deliveries).where(tables.deliveries.c.cause == "approval"))
        return sorted((row.person_id, row.status) for row in rows)

    assert await store.read(requests) == [(anna, "cancelled"), (vera, "planned")]


async def test_an_own_agreement_counts_for_nothing_after_it_passed(store: Store) -> None:
    """Boris approved what Anna scheduled; once it is his, somebody else has to approve it."""
    anna, boris = await colleague(store, 901, OF_REGION), await colleague(store, 902, OF_REGION)
    await readers(store, *range(1000, 1100))
    news = await addressed(store, anna)
    found = await store.read(drafts.get, news)
    assert found
    row = {"broadcast_id": news, "person_id": boris, "seal": found.seal, "agreed": True, "answered_at": START}
    await store.write(lambda tx: tx.execute(tables.broadcast_approvals.insert().values(**row)))
    await store.write(lambda tx: drafts.put(tx, news, recipients=100))
    await take_role(store, anna, OF_REGION)
    start = (news, boris, REGIONAL, found.seal, None, START)
    assert await store.write(launches.start, *start) is BroadcastOutcome.ALONE


async def test_an_erased_author_leaves_the_broadcast_and_no_trace_of_the_chat(store: Store) -> None:
    anna, boris = await colleague(store, 900, OF_REGION), await colleague(store, 902, OF_REGION)
    await readers(store, 101)
    news = await started(store, anna)
    await store.write(people.retire, anna, START)
    (source,) = await store.read(ownership.sources_of, anna)
    assert (source.from_chat_id, source.message_id, source.to_chat_id) == (900, 7, 902)
    await store.write(ownership.move_source, source, 55)
    await store.write(personal_data.erase, anna, "", START)
    found = await store.read(drafts.get, news)
    assert found
    assert (found.author_id, found.from_chat_id, found.message_id) == (boris, 902, 55)


async def test_a_message_that_was_erased_is_sent_no_further(store: Store) -> None:
    anna, boris = await colleague(store, 900, OF_REGION), await colleague(store, 902, OF_REGION)
    await readers(store, 101)
    news = await started(store, anna)
    await store.write(personal_data.erase, anna, "", START)
    assert await store.write(pauses.resume, news, boris, REGIONAL, START) is BroadcastOutcome.EMPTY
    assert await store.write(launches.stop, news, boris) is BroadcastOutcome.DONE


async def test_what_is_over_stays_and_a_second_time_passes_nothing(store: Store) -> None:
    anna = await colleague(store, 901, OF_REGION)
    await colleague(store, 902, OF_REGION)
    await readers(store, 101)
    news = await started(store, anna)
    await said(store, DeliveryStatus.SENT)
    assert await store.write(launches.finish, news, START)
    await take_role(store, anna, OF_REGION)
    again = await take_role(store, anna, OF_REGION)
    assert again.passed == {}
    assert await store.read(authors) == {news: (anna, "sent")}


# Two at once, on PostgreSQL.


@pytest.fixture
async def server() -> AsyncIterator[Store]:
    made = await postgres_store()
    yield made
    await made.close()


async def test_a_broadcast_that_ends_meanwhile_passes_to_nobody(server: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = await colleague(server, 901, OF_REGION)
    await colleague(server, 902, OF_REGION)
    await readers(server, 101)
    news = await started(server, anna)
    await said(server, DeliveryStatus.SENT)
    finishing = server.write(lambda tx: launches.finish(tx, news, START))
    taking = take_role(server, anna, OF_REGION)
    has_ended, passed = await overlap(server, monkeypatch, (launches, "finish"), finishing, taking, after=True)
    assert has_ended
    assert passed.passed == {}
    assert await server.read(authors) == {news: (anna, "sent")}


async def test_a_start_that_comes_too_late_starts_nothing(server: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    anna, boris = await colleague(server, 901, OF_REGION), await colleague(server, 902, OF_REGION)
    await readers(server, 101)
    news = await addressed(server, anna)
    found = await server.read(drafts.get, news)
    assert found
    taking = take_role(server, anna, OF_REGION)
    starting = server.write(launches.start, news, anna, REGIONAL, found.seal, None, START)
    _, outcome = await overlap(server, monkeypatch, (handover, "hand_over"), taking, starting, after=True)
    assert outcome is BroadcastOutcome.GONE
    assert await server.read(authors) == {news: (boris, "draft")}


async def test_two_who_leave_at_once_leave_nothing_to_each_other(
    server: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, boris = await colleague(server, 901, OF_REGION), await colleague(server, 902, OF_REGION)
    await readers(server, 101)
    news = await started(server, anna)
    both = take_role(server, anna, OF_REGION), take_role(server, boris, OF_REGION)
    await overlap(server, monkeypatch, (handover, "hand_over"), *both, after=True)
    assert await server.read(authors) == {news: (None, "paused")}
