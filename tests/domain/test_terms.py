"""Terms in days: calendar and working, days off, counting back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daysoff import days_off
from bot.domain.terms import is_working, last_day, latest_day, working_days

HOLIDAYS = days_off(date(2026, 11, 24))
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
NUMBERS = st.integers(1, 120)


@pytest.mark.parametrize(
    ("since", "days", "ends"),
    [
        (date(2026, 11, 5), 30, date(2026, 12, 7)),  # 5 December is a Saturday
        (date(2026, 11, 6), 30, date(2026, 12, 7)),  # a Sunday
        (date(2026, 11, 9), 30, date(2026, 12, 9)),
        (date(2026, 12, 2), 30, date(2027, 1, 11)),  # 1 January: the whole of the holidays and a weekend
        (date(2027, 2, 21), 2, date(2027, 2, 24)),  # 23 February
    ],
)
def test_a_term_ends_on_a_working_day(since: date, days: int, ends: date) -> None:
    assert last_day(since, days, HOLIDAYS) == ends


@pytest.mark.parametrize(
    ("since", "days", "ends"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # from a Friday
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 12, 30), 1, date(2027, 1, 11)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(since: date, days: int, ends: date) -> None:
    assert working_days(since, ends, HOLIDAYS) == days
    assert working_days(since, ends - timedelta(days=1), HOLIDAYS) == days - 1


def test_the_latest_day_leaves_whole_days_between() -> None:
    assert latest_day(date(2026, 12, 20), 10, HOLIDAYS) == date(2026, 12, 9)
    assert latest_day(date(2026, 12, 24), 10, HOLIDAYS) == date(2026, 12, 11), "13 December is a Sunday"


@given(DAYS, NUMBERS)
def test_a_term_is_never_shorter_than_its_days(since: date, days: int) -> None:
    ends = last_day(since, days, HOLIDAYS)
    assert ends - since >= timedelta(days=days)
    assert is_working(ends, HOLIDAYS)


@given(DAYS, NUMBERS)
def test_a_notice_is_never_later_than_its_days(before: date, days: int) -> None:
    latest = latest_day(before, days, HOLIDAYS)
    assert before - latest > timedelta(days=days)
    assert is_working(latest, HOLIDAYS)


def test_the_great_holidays_are_known() -> None:
    for day in (date(2026, 11, 4), date(2027, 1, 1), date(2027, 1, 7), date(2027, 5, 9), date(2027, 6, 12)):
        assert day in HOLIDAYS
