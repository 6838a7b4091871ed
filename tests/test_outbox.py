"""The outbox worker under every fault: nothing is lost, little is repeated, no chat is flooded."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import count, pairwise
from typing import Any
from unittest.mock import Mock

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import CopyMessage, CopyMessages, GetChat, GetMe, SendMessage
from aiohttp import ClientConnectorError, ServerDisconnectedError
from sqlalchemy import Connection, select

from bot.domain.deliveries import DeliveryStatus, Plan
from bot.domain.people import Purpose
from bot.network.losses import is_uncertain
from bot.outbox import ChatLimiter, Notification, RateLimiter, paid_for
from bot.outbox.outage import ROW_LOSSES, RUN
from bot.sandbox.faults import Kind
from storage import outbox
from storage.core.tables import deliveries as table
from storage.people import people
from tests.chat import Neighbour, Town
from tests.handlers.events import make_event


def statuses(tx: Connection) -> list[str]:
    return list(tx.scalars(select(table.c.status).order_by(table.c.id)))


async def neighbours(town: Town, count: int) -> list[Neighbour]:
    """People who are signed up to an event tomorrow: a reminder of each is due in an hour."""
    event_id = await make_event(town, seats=None, days=1, hours=1)
    who = [await town.person(200 + n, f"Сосед {n}", Purpose.SIGN_UPS) for n in range(count)]
    for each in who:
        await each.say(f"/start event_{event_id}")
        await each.press("Записаться")
    return who


def reminded(who: list[Neighbour]) -> list[int]:
    """The number of each person's reminders of tomorrow."""
    return [sum("Завтра" in message.get("text", "") for message in each.said()) for each in who]


async def test_everybody_is_reminded_once(town: Town) -> None:
    who = await neighbours(town, 12)
    await town.pass_time(hours=1)
    await town.deliver()
    assert reminded(who) == [1] * 12


LOSSES: list[Kind] = ["500", "502", "cut_before"]


@pytest.mark.parametrize("kind", LOSSES)
async def test_a_few_lost_sends_close_nothing(town: Town, kind: Kind) -> None:
    who = await neighbours(town, 6)
    town.world.faults.add(kind, method="sendMessage", times=5)
    await town.pass_time(hours=1)
    assert sum(reminded(who)) == 1
    assert town.worker.pausing.backoff.seconds == 0
    await town.pass_time(seconds=2)
    assert reminded(who) == [1] * 6
    town.world.refused.clear()


@pytest.mark.parametrize("kind", LOSSES)
async def test_a_run_of_lost_sends_closes_the_worker_and_nothing_is_lost(town: Town, kind: Kind) -> None:
    who = await neighbours(town, RUN + 3)
    town.world.faults.add(kind, method="sendMessage")
    await town.pass_time(hours=1)
    assert reminded(who) == [0] * len(who)
    assert town.worker.pausing.backoff.by_line
    assert set(await town.store.read(statuses)) == {"planned"}
    assert set(await town.store.read(lambda tx: tx.scalars(select(table.c.attempts)).all())) == {0}
    town.world.faults.clear()
    town.world.refused.clear()
    await town.pass_time(seconds=5)
    assert town.worker.pausing.backoff.seconds == 0
    await town.deliver()
    assert reminded(who) == [1] * len(who)


async def test_a_single_429_closes_the_worker(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    who = await neighbours(town, 5)
    slowed: list[int] = []
    monkeypatch.setattr(town.worker.rate_limiter, "slow_down", lambda: slowed.append(1))
    town.world.faults.add("429", method="sendMessage", retry_after=3)
    await town.pass_time(hours=1)
    assert (reminded(who), town.worker.pausing.backoff.seconds, slowed) == ([0] * 5, 3, [1])
    assert await town.store.read(statuses) == ["planned"] * 10
    town.world.faults.clear()
    town.world.refused.clear()
    await town.pass_time(minutes=1)
    await town.deliver()
    assert reminded(who) == [1] * 5


async def test_while_closed_one_probe_at_a_time_is_made(town: Town) -> None:
    await neighbours(town, RUN)
    town.world.faults.add("500", method="sendMessage")
    await town.pass_time(hours=1)
    waits = [town.worker.pausing.backoff.seconds]
    for _ in range(4):
        before = len(town.world.refused)
        await town.pass_time(seconds=5)
        assert len(town.world.refused) - before == 1
        waits.append(town.worker.pausing.backoff.seconds)
    assert waits == [0.5, 1, 1.5, 1.5, 1.5]
    town.world.refused.clear()


async def test_probes_of_another_kind_of_pause_become_rare(town: Town) -> None:
    await neighbours(town, 1)
    town.world.faults.add("400", method="sendMessage", words="Logged out")
    await town.pass_time(hours=1)
    waits = [town.worker.pausing.backoff.seconds]
    for _ in range(7):
        await town.deliver()
        waits.append(town.worker.pausing.backoff.seconds)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    town.world.refused.clear()


async def test_a_refusal_is_an_answer_too_and_opens_the_worker(town: Town) -> None:
    who = await neighbours(town, RUN)
    town.world.faults.add("500", method="sendMessage")
    await town.pass_time(hours=1)
    assert town.worker.pausing.backoff.by_line
    town.world.faults.clear()
    for each in who[:-1]:
        town.world.block(each.id)
    town.world.take_updates()
    await town.pass_time(seconds=5)
    assert town.worker.pausing.backoff.seconds == 0
    await town.deliver()
    assert reminded(who) == [0] * (RUN - 1) + [1]
    town.world.refused.clear()


def plainly(town: Town) -> None:
    """Rows of ("answer", "question") say a word."""
    said = Notification(lambda tx, cause_id: None, lambda subject, row, tr: SendMessage(chat_id=row.chat_id, text="x"))
    town.worker.notifications = {("answer", "question"): said}


async def test_a_row_that_is_always_lost_while_others_pass_ends_and_stops_nobody(town: Town) -> None:
    who = [await town.person(200 + n, "Сосед", Purpose.NOTIFICATIONS) for n in range(4)]
    persons = [person.id for each in who if (person := await each.stored())]
    plainly(town)
    town.world.faults.add("500", method="sendMessage", chat_id=200)
    await town.store.write(outbox.plan, persons[:1], [Plan("answer", "question", 1, "lost", town.clock())])
    for number in range(16):
        await town.store.write(outbox.plan, persons[1:], [Plan("answer", "question", 1, f"o{number}", town.clock())])
        await town.pass_time(seconds=5)
    assert sorted(await town.store.read(statuses)) == ["failed"] + ["sent"] * 48
    assert ROW_LOSSES <= len(town.world.refused) < 16
    town.world.refused.clear()


async def test_a_row_that_is_lost_alone_waits_for_better_times(town: Town) -> None:
    [olga] = await neighbours(town, 1)
    town.world.faults.add("500", method="sendMessage")
    await town.pass_time(hours=1)
    for _ in range(40):
        await town.pass_time(seconds=5)
    assert town.worker.pausing.backoff.by_line
    town.world.faults.clear()
    town.world.refused.clear()
    await town.pass_time(seconds=5)
    assert reminded([olga]) == [1]


async def test_after_hours_without_telegram_expired_rows_stay_unsent_and_who_waits_longest_is_first(
    town: Town,
) -> None:
    who = [await town.person(200 + n, "Сосед", Purpose.NOTIFICATIONS) for n in range(4)]
    persons = [person.id for each in who if (person := await each.stored())]
    noon = town.clock()
    plan = Plan("answer", "question", 1, "o", noon, priority=5)
    due = [
        replace(plan, due_at=noon + timedelta(minutes=30)),
        replace(plan, due_at=noon + timedelta(minutes=10)),
        replace(plan, due_at=noon, expires_at=noon + timedelta(hours=2)),
        replace(plan, due_at=noon + timedelta(minutes=50), priority=0),
    ]
    plainly(town)
    await town.store.write(outbox.plan_each, list(zip(persons, due, strict=True)))
    town.world.faults.add("cut_before", method="sendMessage")
    for _ in range(30):
        await town.pass_time(minutes=5)
    town.world.faults.clear()
    town.world.calls.clear()
    for _ in range(2):
        await town.pass_time(minutes=5)
    heard = [values["chat_id"] for name, values in town.world.calls if name == "sendMessage"]
    assert heard == [203, 201, 200]
    assert (await town.store.read(statuses)).count("expired") == 1


async def test_a_bot_that_moved_to_another_server_loses_nothing(town: Town) -> None:
    await neighbours(town, 2)
    town.world.faults.add("400", method="sendMessage", words="Logged out")
    await town.pass_time(hours=1)
    assert town.worker.pausing.backoff.seconds == 1
    assert await town.store.read(statuses) == ["planned"] * 4
    town.world.refused.clear()


async def test_a_clock_that_is_set_back_makes_no_pause_longer(town: Town) -> None:
    who = await neighbours(town, 3)
    town.world.faults.add("429", method="sendMessage", retry_after=3)
    await town.pass_time(hours=1, minutes=10)
    town.world.faults.clear()
    town.world.refused.clear()
    town.clock.move(minutes=-10)
    await town.deliver()
    await town.deliver()
    assert reminded(who) == [1, 1, 1]


async def test_a_pause_of_another_door_is_kept(town: Town) -> None:
    who = await neighbours(town, 1)
    town.clock.move(hours=1)
    await town.store.write(outbox.pause, town.clock() + timedelta(seconds=30))
    await town.deliver()
    assert reminded(who) == [0]
    await town.pass_time(seconds=31)
    assert reminded(who) == [1]


async def test_somebody_who_blocked_us_stops_nobody_else(town: Town) -> None:
    who = await neighbours(town, 4)
    town.world.block(who[1].id)
    town.world.take_updates()
    await town.pass_time(hours=1)
    assert reminded(who) == [1, 0, 1, 1]
    assert (await town.store.read(statuses)).count("blocked") == 1
    town.world.refused.clear()
    town.world.unblock(who[1].id)
    await town.settle()
    await town.deliver()
    assert reminded(who) == [1, 1, 1, 1]


async def test_a_bug_in_one_text_stops_nobody_else(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    [olga, viktor] = await neighbours(town, 2)
    broken = Plan(kind="broken", cause="event", cause_id=1, occasion="o", due_at=town.clock(), priority=0)
    person = await olga.stored()
    assert person

    def fail(*_: object) -> None:
        raise KeyError("Секретное слово")

    town.app.worker.notifications = {
        **town.worker.notifications,
        ("broken", "event"): Notification(lambda tx, cause_id: None, fail),
    }
    await town.store.write(outbox.plan, [person.id], [broken])
    for _ in range(6):
        await town.pass_time(minutes=12)
    assert reminded([olga, viktor]) == [1, 1]
    assert DeliveryStatus.FAILED in await town.store.read(statuses)


async def test_what_is_cut_after_the_effect_is_the_only_repeat(town: Town) -> None:
    who = await neighbours(town, 6)
    town.world.faults.add("cut_after", method="sendMessage", times=1)
    await town.pass_time(hours=1)
    await town.pass_time(minutes=1)
    await town.deliver()
    assert sorted(reminded(who)) == [1, 1, 1, 1, 1, 2]
    repeats = await town.store.read(lambda tx: tx.scalars(select(table.c.repeats).order_by(table.c.repeats)).all())
    assert repeats == [0] * 11 + [1]


@pytest.mark.parametrize(
    ("error", "uncertain"),
    [
        (ClientConnectorError(Mock(), OSError()), False),
        (ServerDisconnectedError(), True),
        (TimeoutError(), True),
    ],
)
def test_only_a_request_that_has_left_may_have_arrived(error: Exception, *, uncertain: bool) -> None:
    trouble = TelegramNetworkError(GetMe(), "no answer")
    trouble.__cause__ = error
    assert is_uncertain(trouble) is uncertain


async def test_a_door_that_dies_loses_nothing(town: Town) -> None:
    who = await neighbours(town, 3)
    town.clock.move(hours=1)
    await town.store.write(outbox.claim, town.clock(), 2)
    town.restart()
    await town.deliver()
    assert sum(reminded(who)) == 1
    await town.pass_time(seconds=61)
    assert reminded(who) == [1, 1, 1]


async def test_a_stopped_door_gives_its_rows_back(town: Town) -> None:
    await neighbours(town, 3)
    town.clock.move(hours=1)
    town.worker.stop()
    await town.worker.run()
    assert set(await town.store.read(statuses)) == {"planned"}


async def test_an_event_that_was_called_off_is_not_reminded_of(town: Town) -> None:
    who = await neighbours(town, 2)
    anna = await town.coordinator()
    await anna.say("/start event_1")
    await anna.press("Изменить")
    await anna.press("Отменить мероприятие")
    await anna.press("Да, отменить")
    await town.pass_time(hours=1)
    assert reminded(who) == [0, 0]
    assert all("Отменили" in each.sees() for each in who)


async def test_a_second_door_stands_by(town: Town) -> None:
    who = await neighbours(town, 1)
    town.clock.move(hours=1)
    other = town.store.leader_lock("door")
    assert await other.take()
    await town.deliver()
    assert reminded(who) == [0]
    await other.release()
    await town.deliver()
    assert reminded(who) == [1]


@pytest.mark.parametrize(("rate", "caught_up"), [(10, 2), (25, 2), (1000, 20)])
def test_the_pace_is_even_and_catches_up_little(monkeypatch: pytest.MonkeyPatch, rate: float, caught_up: int) -> None:
    now = 1000.0
    monkeypatch.setattr("bot.outbox.rate_limit.time.monotonic", lambda: now)
    rate_limiter = RateLimiter(rate)
    waits = [rate_limiter.take() for _ in range(100)]
    assert sum(wait <= 1e-9 for wait in waits) == caught_up
    assert all(later - sooner == pytest.approx(1 / (rate * 0.99)) for sooner, later in pairwise(waits))
    now += 60
    assert rate_limiter.take() == pytest.approx(waits[0])


@pytest.mark.parametrize(("rate", "refusals", "share"), [(25, 1, 3 / 4), (1000, 1, 3 / 4), (25, 20, 1 / 16)])
def test_after_a_refusal_the_pace_is_slower_and_recovers_by_itself(
    monkeypatch: pytest.MonkeyPatch, rate: float, refusals: int, share: float
) -> None:
    now = 1000.0
    monkeypatch.setattr("bot.outbox.rate_limit.time.monotonic", lambda: now)
    rate_limiter = RateLimiter(rate)
    for _ in range(refusals):
        rate_limiter.slow_down()

    def sends(seconds: float) -> int:
        nonlocal now
        ends, made = now + seconds, 0
        while now < ends:
            now += max(rate_limiter.take(), 0)
            made += 1
        return made

    assert sends(4) / (4 * rate) == pytest.approx(share, rel=0.3)
    sends(180)
    assert sends(4) / (4 * rate) == pytest.approx(1, rel=0.02)


def test_one_chat_hears_once_a_second_and_others_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("bot.outbox.rate_limit.time.monotonic", lambda: now)
    chat_limiter = ChatLimiter()
    assert [chat_limiter.take(chat) for chat in (1, 1, 2, 1, -100)] == [0, 1, 0, 2, 0]
    now += 2.5
    assert [chat_limiter.take(chat) for chat in (1, 1, 2)] == [0.5, 1.5, 0]
    now += 60
    chat_limiter.take(3)
    assert chat_limiter.remembered() == [3], "who has not heard anything for long is forgotten"


async def test_who_has_two_things_due_hears_them_one_after_another(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def take(chat_id: int) -> float:
        asked.append(chat_id)
        return 0.0

    monkeypatch.setattr(town.worker.chat_limiter, "take", take)
    await neighbours(town, 2)
    await neighbours(town, 2)
    await town.pass_time(hours=1)
    assert sorted(asked) == [200, 200, 201, 201]


async def test_answers_take_their_slots_from_the_door(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    olga, slots = town.somebody(101), count()
    monkeypatch.setattr(town.worker.rate_limiter, "take", lambda: next(slots) * 0.0)
    for _ in range(5):
        await olga.say("/help")
    assert next(slots) == 5


@pytest.mark.parametrize(("rate", "is_paid"), [(30, False), (31, True), (1000, True)])
async def test_above_thirty_a_second_what_is_said_unasked_is_paid_for(town: Town, rate: float, is_paid: bool) -> None:
    town.settings = town.settings.model_copy(update={"send_rate": rate})
    town.restart()
    await neighbours(town, 1)
    town.world.calls.clear()
    await town.pass_time(hours=1)
    await town.somebody(101).say("/help")
    paid = [values.get("allow_paid_broadcast", False) for name, values in town.world.calls if name == "sendMessage"]
    assert paid == [is_paid, False]


@pytest.mark.parametrize("rate", [30, 1000])
def test_what_cannot_be_paid_for_is_sent_as_it_is(rate: float) -> None:
    plain = GetChat(chat_id=1), CopyMessages(chat_id=1, from_chat_id=2, message_ids=[3])
    assert [paid_for(each, rate) for each in plain] == [*plain]
    copy = paid_for(CopyMessage(chat_id=1, from_chat_id=2, message_id=3), rate)
    assert copy.model_dump(exclude_defaults=True).get("allow_paid_broadcast", False) is (rate > 30)


async def test_night_sleepers_do_not_keep_the_rest_waiting(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.outbox.claiming.EXAMINED", 1)
    monkeypatch.setattr("bot.outbox.worker.CLAIM_ROWS", 1)
    who = await neighbours(town, 6)
    for sleeper in who[:4]:
        person = await sleeper.stored()
        assert person
        await town.store.write(people.change, person.id, zone="America/New_York")
        await town.store.write(outbox.plan, [person.id], [Plan("grant", "programme", 1, "o", town.clock())])
    await town.pass_time(hours=1)
    assert reminded(who)[4:] == [1, 1]


async def test_a_store_that_writes_nothing_down_for_a_while_does_not_stop_the_door_for_good(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.outbox.worker.IN_FLIGHT", 2)
    town.restart()
    who, write = await neighbours(town, 6), town.store.write

    async def away(function: Any, *arguments: Any) -> Any:
        if function.__name__ == "_record_batch":
            raise OSError("disk full")
        return await write(function, *arguments)

    monkeypatch.setattr(town.store, "write", away)
    async with asyncio.timeout(20):
        await town.pass_time(hours=1)
        assert sum(reminded(who)) == 2
        await town.pass_time(minutes=2)
        assert sum(reminded(who)) == 2
        monkeypatch.undo()
        for _ in range(2):
            await town.pass_time(minutes=1)
    assert reminded(who) == [1] * 6
