"""Working hours: what is promised over nights, weekends and holidays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.questions import Office
from bot.domain.working_hours import WorkingHours

DAY = WorkingHours(9, 18, "UTC", frozenset({date(2026, 11, 25)}))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "hours", "promised"),
    [
        ("2026-11-24 12:00", 4, "2026-11-24 16:00"),
        ("2026-11-24 12:00", 6, "2026-11-24 18:00"),
        ("2026-11-24 12:00", 7, "2026-11-26 10:00"),  # Wednesday is a holiday
        ("2026-11-24 03:00", 1, "2026-11-24 10:00"),
        ("2026-11-27 17:30", 1, "2026-11-30 09:30"),  # over a weekend
        ("2026-11-28 12:00", 8, "2026-11-30 17:00"),
        ("2026-11-24 18:00", 0, "2026-11-26 09:00"),
    ],
)
def test_hours_are_counted_in_working_time(asked: str, hours: float, promised: str) -> None:
    assert DAY.after(at(asked), hours) == at(promised)


def test_round_the_clock_is_round_the_clock() -> None:
    assert WorkingHours(0, 24, "UTC").after(at("2026-11-24 23:00"), 2) == at("2026-11-25 01:00")


def test_reminders_end() -> None:
    office = Office(DAY, 8, (1, 2))
    moments = [office.remind_at(at("2026-11-24 12:00"), reminded) for reminded in range(3)]
    assert moments == [at("2026-11-24 13:00"), at("2026-11-24 14:00"), None]


@given(st.integers(0, 4 * 365 * 24 * 60), st.floats(0.1, 200))
def test_a_promise_is_always_within_working_hours_and_never_in_the_past(minutes: int, hours: float) -> None:
    asked = at("2026-01-01 00:00") + timedelta(minutes=minutes)
    promised = DAY.after(asked, hours)
    assert promised > asked
    assert DAY.is_workday(promised.date())
    assert 9 <= promised.hour <= 18
