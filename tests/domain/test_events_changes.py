"""The news of a changed event: each part once, only what concerns them, and nothing that is as they know it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Event, EventStatus, SignUpStatus, changes
from bot.domain.events.changes import EventChange, EventPart, Values

GOING, WAITING = SignUpStatus.GOING, SignUpStatus.WAITING
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
AT = datetime(2026, 11, 27, 3)  # noqa: DTZ001 - a wall clock
EVENT = Event(
    7, "Чаепитие", EventStatus.PUBLISHED, "UTC", place="Двор", starts_local=AT, starts_at=AT.replace(tzinfo=UTC)
)
TITLE, PLACE, WHEN = EventPart.TITLE, EventPart.PLACE, EventPart.WHEN


@pytest.mark.parametrize(
    ("made", "status", "heard"),
    [
        ([(1, TITLE, ("Субботник",))], GOING, {TITLE: ("Субботник",)}),
        ([(1, TITLE, ("Чаепитие",)), (2, TITLE, ("Субботник",))], GOING, {}),
        ([(1, TITLE, ("А",)), (2, TITLE, ("Б",))], GOING, {TITLE: ("А",)}),
        ([(1, TITLE, ("А",)), (2, PLACE, ("Сад",))], WAITING, {TITLE: ("А",), PLACE: ("Сад",)}),
        ([(1, EventPart.ABOUT, ("Перчатки",))], WAITING, {}),
        ([(1, EventPart.ABOUT, ("Перчатки",))], GOING, {EventPart.ABOUT: ("Перчатки",)}),
        ([(1, EventPart.SEATS, (5,))], GOING, {}),
        ([(1, WHEN, (AT, 60))], GOING, {WHEN: (AT, 60)}),
    ],
)
def test_a_person_hears_what_concerns_them_and_is_news(
    made: list[tuple[int, EventPart, Values]], status: SignUpStatus, heard: dict[EventPart, Values]
) -> None:
    assert changes.unheard(EVENT, [EventChange(*each) for each in made], 1, status) == heard


def test_what_was_changed_before_somebody_joined_is_no_news_to_them() -> None:
    made = [EventChange(1, TITLE, ("А",)), EventChange(2, PLACE, ("Сад",))]
    assert changes.unheard(EVENT, made, 2, GOING) == {PLACE: ("Сад",)}


@pytest.mark.parametrize(
    ("hours", "due"), [(72, changes.SETTLES), (7, changes.SETTLES), (6, timedelta(0)), (1, timedelta(0))]
)
def test_changes_are_gathered_unless_the_start_is_near(hours: int, due: timedelta) -> None:
    assert changes.told_at(NOW, NOW + timedelta(hours=hours)) == NOW + due
    assert changes.told_at(NOW, None, NOW + timedelta(hours=hours)) == NOW + due


@pytest.mark.parametrize(
    ("starts", "minutes", "past"),
    [
        (timedelta(0), None, True),
        (timedelta(minutes=1), None, False),
        (timedelta(hours=-2), 60, True),
        (timedelta(hours=-2), 180, True),
    ],
)
def test_no_start_moves_into_the_past(starts: timedelta, minutes: int | None, past: bool) -> None:
    assert changes.is_past(EVENT, NOW + starts, minutes, NOW) is past


def test_the_end_of_what_runs_moves_only_ahead() -> None:
    assert EVENT.starts_at
    later = EVENT.starts_at + timedelta(hours=2)
    assert not changes.is_past(EVENT, EVENT.starts_at, 180, later)
    assert changes.is_past(EVENT, EVENT.starts_at, 60, later)


@given(st.text(), st.datetimes(), st.none() | st.integers(0, 10**6), st.none() | st.floats(-180, 180))
def test_values_outlive_the_store(words: str, at: datetime, number: int | None, degrees: float | None) -> None:
    for part, values in (
        (EventPart.ABOUT, (words,)),
        (EventPart.WHEN, (at, number)),
        (EventPart.SEATS, (number,)),
        (EventPart.PIN, (degrees, degrees)),
    ):
        assert changes.from_text(part, changes.as_text(values)) == values
        assert changes.stamp(changes.from_text(part, changes.as_text(values))) == changes.stamp(values)
