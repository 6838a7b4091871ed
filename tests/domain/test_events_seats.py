"""Offers of freed seats: half a day at most, shorter near the start, and not by night."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events.seats import OFFER_MOST, OPEN_TO_ALL, is_open_to_all, offer_ends_at, offered_at

STARTS = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ("2026-11-24T10:00", "2026-11-24T22:00"),
        ("2026-11-25T20:00", "2026-11-26T09:30"),
        ("2026-11-25T12:00", "2026-11-25T23:30"),
        ("2026-11-24T22:00", "2026-11-25T21:00"),
        ("2026-11-26T22:00", "2026-11-27T09:30"),
        ("2026-11-27T09:45", "2026-11-27T10:00"),
    ],
)
def test_the_term_of_an_offer(now: str, ends: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert f"{offer_ends_at(STARTS, at, 'UTC'):%Y-%m-%dT%H:%M}" == ends


@given(st.timedeltas(timedelta(0), timedelta(days=30)), st.sampled_from(["UTC", "Asia/Yakutsk", "Asia/Vladivostok"]))
def test_an_offer_ends_before_seats_are_open_to_all_and_is_never_without_time(before: timedelta, zone: str) -> None:
    now = STARTS - OPEN_TO_ALL - before - timedelta(seconds=1)
    begins, ends = offered_at(STARTS, now, zone), offer_ends_at(STARTS, now, zone)
    assert now <= begins <= ends <= STARTS - OPEN_TO_ALL
    assert ends - begins <= OFFER_MOST + timedelta(hours=4)
    assert not is_open_to_all(STARTS, now)
    assert is_open_to_all(STARTS, STARTS - OPEN_TO_ALL)
