"""Timing rules: hours in the reader's zone, lateness, news per day, price; tables of cases and properties."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.broadcasts import broadcast
from bot.domain.broadcasts.audience.audience import Audience, AudienceKind
from bot.domain.broadcasts.broadcast import Broadcast, BroadcastStatus, Form
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.broadcasts.schedule import timing
from bot.domain.broadcasts.sending import approvals
from bot.domain.deliveries import Limits, speak_at
from bot.domain.time import after_hours, wall_clock

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # in Blagoveshchensk
ZONES = st.sampled_from(["Asia/Yakutsk", "Europe/Moscow", "UTC", "America/New_York"])
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes))
EVERYBODY = Audience.of(AudienceKind.EVERYBODY)


@given(at=MOMENTS, zone=ZONES, window=st.sampled_from(timing.WINDOWS))
def test_the_next_hours_are_within_them_and_less_than_two_days_off(
    at: datetime, zone: str, window: broadcast.Window
) -> None:
    found = after_hours(at, window.hours, zone)
    assert window.first <= wall_clock(found, zone).hour < window.last
    assert at <= found < at + timedelta(hours=26)
    assert after_hours(found, window.hours, zone) == found


@given(at=MOMENTS, zone=ZONES, ends=st.none() | st.timedeltas(timedelta(), timedelta(days=2)))
def test_what_has_hours_never_comes_outside_them_even_when_it_would_be_too_late(
    at: datetime, zone: str, ends: timedelta | None
) -> None:
    found = speak_at("broadcast", at, at + ends if ends is not None else None, zone, (9, 12))
    assert 9 <= wall_clock(found, zone).hour < 12


@pytest.mark.parametrize(
    ("hour", "expected"), [(3, NOON), (2, NOON), (8, NOON), (9, NOON + timedelta(days=1))], ids=str
)
def test_noon_to_six(hour: int, expected: datetime) -> None:
    at = NOON.replace(hour=hour)
    assert after_hours(at, (12, 18), "Asia/Yakutsk") == max(expected, at)


def test_limits_survive_the_payload() -> None:
    for limits in (Limits(), Limits((9, 12)), Limits(None, 60), Limits((18, 21), 1440)):
        assert Limits.of(limits.as_data()) == limits
    assert Limits(None, 60).is_late(NOON, NOON + timedelta(hours=1))
    assert not Limits(None, 60).is_late(NOON, NOON + timedelta(minutes=59))
    assert not Limits().is_late(NOON, NOON + timedelta(days=999))


@given(hours=st.lists(st.integers(0, 24 * 60), max_size=12), at=st.integers(0, 24 * 60))
def test_no_day_holds_more_news_than_allowed(hours: list[int], at: int) -> None:
    """Messages go out one after another as allowed: no 24 hours, wherever they begin, hold more than the limit."""
    said: list[datetime] = []
    for minutes in [*hours, at]:
        wished = NOON + timedelta(minutes=minutes)
        found = timing.free_at(said, wished)
        assert found >= wished
        said.append(found)
    ordered = sorted(said)
    pairs = zip(ordered, ordered[timing.NEWS_A_DAY :], strict=False)
    assert all(last - first >= timedelta(days=1) for first, last in pairs)


def test_the_next_news_may_go_when_the_first_is_a_day_old() -> None:
    said = [NOON + timedelta(hours=hour) for hour in range(timing.NEWS_A_DAY)]
    assert timing.free_at(said, NOON + timedelta(hours=6)) == NOON + timedelta(days=1)
    assert timing.free_at(said[1:], NOON + timedelta(hours=6)) == NOON + timedelta(hours=6)


@pytest.mark.parametrize(
    ("recipients", "rate", "expected"), [(100, 25, 0), (100, 30, 0), (100, 31, 10), (101, 1000, 11), (0, 1000, 0)]
)
def test_the_price_is_a_tenth_of_a_star_a_message_at_most(recipients: int, rate: float, expected: int) -> None:
    draft = Broadcast(1, BroadcastStatus.DRAFT, 1, NOON, audience=EVERYBODY)
    assert timing.stars(draft, recipients, rate) == expected


def test_an_album_costs_each_of_its_files_and_the_way_out() -> None:
    files = tuple(("photo", f"file {n}", "") for n in range(4))
    album = Broadcast(1, BroadcastStatus.DRAFT, 1, NOON, Form.ALBUM, content=Content(files=files), audience=EVERYBODY)
    assert timing.stars(album, 100, 1000) == 50


def test_links_under_an_album_are_a_message_too_also_where_nobody_needs_a_way_out() -> None:
    content = Content(files=(("photo", "file", ""),) * 4, links=(("Карта", "https://example.org"),))
    guests = Audience.of(AudienceKind.EVENT, "7")
    album = Broadcast(1, BroadcastStatus.DRAFT, 1, NOON, Form.ALBUM, content=content, audience=guests)
    assert timing.stars(album, 100, 1000) == 50


@pytest.mark.parametrize(
    ("seen", "now", "expected"), [(100, 110, False), (100, 111, True), (0, 1, True), (9, 3, False)]
)
def test_more_than_a_tenth_more_is_more(seen: int, now: int, expected: bool) -> None:
    assert approvals.has_grown(seen, now) is expected


@pytest.mark.parametrize(("recipients", "rate", "minutes"), [(0, 25, 0), (1, 25, 1), (1500, 25, 1), (1501, 25, 2)])
def test_the_time_it_takes_is_rounded_up(recipients: int, rate: float, minutes: int) -> None:
    draft = Broadcast(1, BroadcastStatus.DRAFT, 1, NOON, audience=EVERYBODY)
    assert timing.minutes_needed(draft, recipients, rate) == minutes


def test_an_album_takes_the_time_of_all_its_messages() -> None:
    files = (("photo", "file", ""),) * 4
    album = Broadcast(1, BroadcastStatus.DRAFT, 1, NOON, Form.ALBUM, content=Content(files=files), audience=EVERYBODY)
    assert timing.minutes_needed(album, 1500, 25) == 5
