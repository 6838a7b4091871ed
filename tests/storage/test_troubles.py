"""Facts of the store for the operator: told troubles, administrators, figures, troubles that come slowly."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, update

from bot.domain.deliveries import Plan
from bot.domain.people import Purpose, Role, RoleKind, Visitor
from bot.domain.troubles import ANSWER_WITHIN, STALE_AFTER, Trouble, is_disk_low
from bot.monitoring.health import Health
from storage import outbox, troubles
from storage.core.db import Store
from storage.core.tables import accounts, questions
from storage.figures import Figures, figures
from storage.outbox.recording import lag
from storage.people import coordinators, people
from storage.survey import Survey, stale_programmes
from tests.chat import START, ZONE, Clock
from tests.conftest import sqlite_store

DAY = timedelta(days=1)


def agree(tx: Connection, user_id: int, purpose: Purpose, *roles: Role) -> int:
    person = people.agree(tx, Visitor(user_id, user_id, "Ольга"), purpose, "test", "ru", ZONE, START)
    for role in roles:
        people.grant(tx, person.id, role, START)
    return person.id


async def test_a_trouble_is_claimed_once_in_its_silence(store: Store) -> None:
    async def claim(now: datetime) -> bool:
        return await store.write(troubles.claim, Trouble.DISK_LOW, DAY, now)

    assert await claim(START)
    assert not await claim(START + DAY - timedelta(seconds=1))
    assert await claim(START + DAY)
    assert await store.write(troubles.claim, Trouble.DISK_FULL, DAY, START)
    await store.write(troubles.give_back, Trouble.DISK_LOW)
    assert await claim(START + DAY)
    assert await claim(START - 365 * DAY)


async def test_administrators_are_those_of_the_settings_and_those_with_the_role(store: Store) -> None:
    admin, coordinator = Role(RoleKind.ADMIN), Role(RoleKind.COORDINATOR)

    def settle(tx: Connection) -> None:
        agree(tx, 1, Purpose.WORK, admin)
        agree(tx, 2, Purpose.WORK, coordinator)
        agree(tx, 3, Purpose.SIGN_UPS, admin)
        agree(tx, 4, Purpose.WORK, admin)
        agree(tx, 5, Purpose.SIGN_UPS)
        tx.execute(update(accounts).where(accounts.c.user_id == 4).values(blocked_at=START))

    await store.write(settle)
    assert await store.read(coordinators.administrators, {5, 6}) == {1: "ru", 5: "ru", 6: ""}


async def test_figures_count_rows_and_open_questions(store: Store) -> None:
    def settle(tx: Connection) -> None:
        who = [agree(tx, number, Purpose.NOTIFICATIONS) for number in (1, 2)]
        outbox.plan(tx, who, [Plan(kind="notice", cause="event", cause_id=1, occasion="one", due_at=START)])
        outbox.plan(tx, who[:1], [Plan(kind="answer", cause="question", cause_id=1, occasion="two", due_at=START)])
        asked = {"person_id": who[0], "text": "?", "created_at": START}
        waits = [{"asked_at": at, "waiting_at": at} for at in (START, START + DAY)]
        tx.execute(questions.insert(), [asked | each for each in waits])
        tx.execute(questions.insert(), asked)

    assert await store.read(figures, START) == Figures()
    await store.write(settle)
    expected = Figures({("answer", "planned"): 1, ("notice", "planned"): 2}, 2, 3 * DAY.total_seconds())
    assert await store.read(figures, START + 3 * DAY) == expected


async def test_the_lag_is_that_of_the_oldest_due_row_of_any_priority(store: Store) -> None:
    def plan(tx: Connection, hours: int, priority: int) -> None:
        due_at = START + timedelta(hours=hours)
        each = Plan("notice", "event", hours, "one", due_at, priority=priority)
        outbox.plan(tx, [agree(tx, 1, Purpose.NOTIFICATIONS)], [each])

    assert await store.read(lag, START) == 0
    for hours, priority in ((3, 0), (2, 1), (1, 5), (4, 9)):
        await store.write(plan, hours, priority)
    assert await store.read(lag, START) == 0
    assert await store.read(lag, START + timedelta(hours=3)) == 2 * 3600
    await store.write(outbox.hold, "event", 1)
    assert await store.read(lag, START + timedelta(hours=3)) == 3600


async def test_a_question_is_overdue_after_three_days_and_no_more_once_it_is_answered(store: Store) -> None:
    clock = Clock()
    health = Health(clock)
    survey = Survey(store, health, clock)

    def ask(tx: Connection) -> None:
        asked = {"person_id": agree(tx, 1, Purpose.QUESTIONS), "text": "?", "created_at": START, "asked_at": START}
        tx.execute(questions.insert().values(**asked, waiting_at=START))

    await store.write(ask)
    clock.now = START + ANSWER_WITHIN
    await survey.survey()
    assert not health.troubles
    clock.move(seconds=1)
    await survey.survey()
    assert [(each.trouble, each.detail) for each in health.troubles] == [(Trouble.QUESTION_OVERDUE, "open=1")]
    await store.write(lambda tx: tx.execute(update(questions).values(answered_at=clock(), waiting_at=None)))
    await survey.survey()
    assert not health.troubles


async def test_a_catalogue_that_nobody_looks_after_goes_stale(store: Store) -> None:
    assert await store.read(stale_programmes, START) == 0
    later = datetime(2028, 1, 1, tzinfo=UTC)
    found = await store.read(stale_programmes, later)
    assert found > 3
    assert await store.read(stale_programmes, later - STALE_AFTER) <= found
    clock = Clock(later)
    health = Health(clock)
    await Survey(store, health, clock).survey()
    assert f"programmes={found}" in [each.detail for each in health.troubles]


@pytest.mark.parametrize(
    ("free", "size", "low"),
    [
        (499_000_000, 1, True),
        (500_000_000, 1, False),
        (900_000_000, 500_000_000, True),
        (1_000_000_000, 500_000_000, False),
    ],
)
def test_the_disk_is_low_below_half_a_gigabyte_or_two_copies_of_the_store(free: int, size: int, low: bool) -> None:
    assert is_disk_low(free, size) is low


async def test_a_nearly_full_disk_is_told_with_the_room_that_is_left(
    tmp_path: Path, seeded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, clock = await sqlite_store(seeded, tmp_path), Clock()
    health = Health(clock)
    monkeypatch.setattr("bot.domain.troubles.DISK_BYTES_MIN", 10**18)
    await Survey(store, health, clock).survey()
    assert [each.trouble for each in health.troubles] == [Trouble.DISK_LOW]
    assert health.troubles[0].detail.startswith("free_mb=")
    await store.close()


async def test_a_full_disk_is_not_called_nearly_full_too(
    tmp_path: Path, seeded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words about a nearly full one say that everything works still."""
    store, clock = await sqlite_store(seeded, tmp_path), Clock()
    health = Health(clock)
    monkeypatch.setattr("bot.domain.troubles.DISK_BYTES_MIN", 10**18)
    health.begin(Trouble.DISK_FULL)
    await Survey(store, health, clock).survey()
    assert [each.trouble for each in health.troubles] == [Trouble.DISK_FULL]
    await store.close()
