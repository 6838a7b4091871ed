"""Backups: due every night, kept for a while, never longer than people were promised."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.backups import is_due, is_late, last_night, made_at, name, surplus
from bot.domain.retention import BACKUP
from tests.clock import START, ZONE

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2026-11-23T18:00", "2026-11-23T18:00"),
        ("2026-11-23T17:59", "2026-11-22T18:00"),
        ("2026-11-24T03:00", "2026-11-23T18:00"),
    ],
)
def test_the_night_is_three_oclock_in_the_bots_zone(now: str, night: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert last_night(at, ZONE) == datetime.fromisoformat(night).replace(tzinfo=UTC)


def test_a_backup_is_due_once_a_night_and_at_the_first_start() -> None:
    night = last_night(START, ZONE)
    assert is_due(None, START, ZONE)
    assert is_due(night - timedelta(seconds=1), START, ZONE)
    assert not is_due(night, START, ZONE)
    assert is_due(night, night + DAY, ZONE)


def test_a_day_and_a_half_without_a_backup_is_late() -> None:
    assert is_late(None, START)
    assert is_late(START - 2 * DAY, START)
    assert not is_late(START - DAY, START)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.sampled_from(["db", "dump", "db.age", "dump.age"]))  # noqa: DTZ001 - made aware below
def test_a_name_tells_its_moment(at: datetime, ending: str) -> None:
    moment = at.replace(tzinfo=UTC, microsecond=0)
    assert made_at(name(moment, ending)) == moment


@pytest.mark.parametrize("other", ["erased.json", "tos-bot-20261124-030000Z.db.part", "tos.db", "20261124-030000Z.db"])
def test_what_is_no_finished_backup_has_no_moment(other: str) -> None:
    assert made_at(other) is None


def test_a_year_of_nights_leaves_a_week_of_days_and_four_weeks() -> None:
    kept: set[datetime] = set()
    for night in range(365):
        now = START + night * DAY
        kept.add(now)
        kept -= surplus(kept, now)
    ages = sorted((now - each) // DAY for each in kept)
    assert ages[:8] == list(range(8))
    assert 3 <= len(ages) - 8 <= 4
    assert all(later - earlier <= 7 for earlier, later in pairwise(ages))


@given(st.sets(st.integers(0, 60 * 24), max_size=60))
def test_nothing_is_kept_longer_than_promised_and_the_newest_always(hours: set[int]) -> None:
    moments = {START - timedelta(hours=each) for each in hours}
    kept = moments - surplus(moments, START)
    assert all(START - each <= BACKUP.term for each in kept)
    fresh = {each for each in moments if START - each <= BACKUP.term}
    assert not fresh or max(fresh) in kept or START - max(fresh) > timedelta(days=7)
