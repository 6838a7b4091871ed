"""Days of a series: the same weekday and wall clock, all ahead."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events.series import Every, dates

FIRST = datetime.fromisoformat("2026-11-28T10:30")  # the fourth Saturday


@pytest.mark.parametrize(
    ("first", "found"),
    [
        (FIRST, ["2026-12-26", "2027-01-23", "2027-02-27"]),
        (
            datetime.fromisoformat("2026-10-31T09:00"),
            ["2026-11-28", "2026-12-26", "2027-01-30"],
        ),  # a fifth one becomes the last
        (datetime.fromisoformat("2026-12-01T09:00"), ["2027-01-05", "2027-02-02", "2027-03-02"]),
    ],
)
def test_a_month_keeps_the_place_of_the_weekday(first: datetime, found: list[str]) -> None:
    """The fifth one becomes the last where a month has four."""
    assert [f"{each:%Y-%m-%d}" for each in dates(first, Every.MONTH, 3, first)] == found


def test_a_series_that_began_long_ago_goes_on_ahead() -> None:
    found = dates(FIRST, Every.WEEK, 2, FIRST + timedelta(days=15))
    assert found == [FIRST + timedelta(weeks=3), FIRST + timedelta(weeks=4)]


@given(
    st.integers(0, 8_000_000).map(lambda minutes: FIRST + timedelta(minutes=minutes)),
    st.sampled_from(Every),
    st.integers(1, 12),
)
def test_all_days_have_the_weekday_and_the_clock_of_the_first(first: datetime, every: Every, times: int) -> None:
    found = dates(first, every, times, first)
    assert len(set(found)) == times
    assert found == sorted(found)
    assert {(each.weekday(), each.time()) for each in found} == {(first.weekday(), first.time())}
