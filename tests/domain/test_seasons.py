"""Seasons of grants: the next date, the state of a round, reminders, and changes worth telling."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grants import (
    Applicant,
    Certainty,
    Level,
    Precision,
    Programme,
    Round,
    RoundStatus,
    Stage,
    StageKind,
    first_day,
)
from bot.domain.ladder import heads_up
from bot.domain.seasons import Standing, by_nearest, changes, coming, seasons, standing

MOSCOW, AMUR = "Europe/Moscow", "Asia/Yakutsk"
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
ZONES = st.sampled_from(["Europe/Kaliningrad", MOSCOW, AMUR, "Asia/Kamchatka", "America/New_York"])
YEARS = (datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2029-01-01"))
MOMENTS = st.datetimes(*YEARS, timezones=st.just(UTC))


def stage(local: str, kind: StageKind = StageKind.DEADLINE, *, forecast: bool = False, number: int = 1) -> Stage:
    precision = {7: Precision.MONTH, 10: Precision.DAY, 16: Precision.MINUTE}[len(local)]
    return Stage(number, kind, local, MOSCOW, precision, forecast, "tass.ru")


def season(status: RoundStatus, *stages: Stage, name: str = "2027") -> Round:
    return Round(1, name, status, stages)


def programme(*rounds: Round, title: str = "П") -> Programme:
    takes = frozenset({Applicant.NKO})
    return Programme(
        1, "p", title, title, "Ф", Level.REGION, None, takes, None, None, "s", "2026", Certainty.HIGH, rounds
    )


@st.composite
def stages(draw: st.DrawFn) -> Stage:
    form = draw(st.sampled_from(["%Y-%m", "%Y-%m-%d", "%Y-%m-%dT%H:%M"]))
    local = draw(MOMENTS).strftime(form)
    return replace(stage(local, forecast=draw(st.booleans())), zone=draw(ZONES))


def test_month_is_spoken_of_two_weeks_before_it_and_on_its_first_day() -> None:
    assert heads_up(stage("2027-03"), AMUR) == [
        (14, datetime(2027, 2, 15, 10, 0, tzinfo=ZoneInfo(AMUR))),
        (0, datetime(2027, 3, 1, 10, 0, tzinfo=ZoneInfo(AMUR))),
    ]


def test_finer_dates_have_no_heads_up() -> None:
    assert heads_up(stage("2027-03-16"), AMUR) == []


@pytest.mark.parametrize(
    ("local", "day"),
    [("2027-03", date(2027, 3, 1)), ("2027-03-16", date(2027, 3, 16)), ("2027-03-16T23:30", date(2027, 3, 16))],
)
def test_first_day_is_the_funders_own(local: str, day: date) -> None:
    assert first_day(stage(local)) == day


def test_nearest_opening_or_deadline_comes_next() -> None:
    opening = stage("2027-02", StageKind.OPEN, forecast=True)
    results = stage("2026-12-20", StageKind.RESULTS)
    found = programme(season(RoundStatus.FORECAST, opening, stage("2027-03", forecast=True), results))
    assert coming(found, NOW) == opening
    assert coming(found, NOW, StageKind.DEADLINE) == stage("2027-03", forecast=True)
    assert coming(found, datetime(2028, 1, 1, tzinfo=UTC)) is None


def test_programmes_with_nothing_ahead_stand_at_the_end() -> None:
    far = programme(season(RoundStatus.FORECAST, stage("2027-06")), title="А")
    near = programme(season(RoundStatus.FORECAST, stage("2026-12-01")), title="Я")
    past = programme(season(RoundStatus.CLOSED, stage("2027-01-01")), title="В")
    empty = programme(title="Б")
    assert [one.title for one in by_nearest([far, past, empty, near], NOW)] == ["Я", "А", "Б", "В"]


OPENED_LONG_AGO = stage("2026-07-26", StageKind.OPEN)
OPENED, OPENS = stage("2026-11-01", StageKind.OPEN), stage("2026-12-01", StageKind.OPEN)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (season(RoundStatus.CLOSED, stage("2027-03")), Standing.CLOSED),
        (season(RoundStatus.OPEN, stage("2026-11-20")), Standing.CLOSED),
        (season(RoundStatus.FORECAST, stage("2026-10", forecast=True)), Standing.PASSED_UNSEEN),
        (season(RoundStatus.FORECAST, stage("2027-03", forecast=True)), Standing.EXPECTED),
        (season(RoundStatus.FORECAST, stage("2027-03-16")), Standing.ANNOUNCED),
        (season(RoundStatus.ANNOUNCED, OPENS, stage("2026-12-20")), Standing.ANNOUNCED),
        (season(RoundStatus.ANNOUNCED, OPENED, stage("2026-12-20")), Standing.OPEN),
        (season(RoundStatus.OPEN, stage("2026-12-20")), Standing.OPEN),
        (season(RoundStatus.ANNOUNCED, OPENED), Standing.UNTIL_UNKNOWN),
        (season(RoundStatus.ANNOUNCED, OPENED_LONG_AGO), Standing.PROBABLY_OVER),
        (season(RoundStatus.OPEN, OPENED_LONG_AGO), Standing.PROBABLY_OVER),
        (season(RoundStatus.FORECAST), Standing.EXPECTED),
    ],
)
def test_round_stands_by_its_dates_and_its_status(found: Round, expected: Standing) -> None:
    assert standing(found, NOW) is expected


def test_the_last_season_and_the_next_two_are_shown() -> None:
    rounds = [
        season(RoundStatus.FORECAST, stage(f"{year}-03"), name=str(year)) for year in (2029, 2025, 2027, 2026, 2028)
    ]
    assert [one.season for one in seasons(programme(*rounds), NOW)] == ["2026", "2027", "2028"]


def test_season_without_dates_is_not_shown() -> None:
    assert seasons(programme(season(RoundStatus.FORECAST)), NOW) == []


FORECAST, DATED = stage("2027-03", forecast=True), stage("2027-03-16T23:30")
PAST, FAR = stage("2026-03-16"), stage("2027-04", forecast=True)


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (FORECAST, DATED, True),
        (FORECAST, FAR, True),
        (DATED, FORECAST, True),
        (DATED, replace(DATED, zone=AMUR), True),
        (DATED, PAST, True),
        (DATED, DATED, False),
        (DATED, replace(DATED, source="fond.rf"), False),
        (PAST, stage("2026-03-17"), False),
        (None, DATED, True),
        (None, FORECAST, False),
        (None, PAST, False),
        (DATED, None, False),
    ],
)
def test_people_hear_of_a_deadline_that_moved_or_was_announced(
    was: Stage | None, now: Stage | None, told: bool
) -> None:
    before, after = (programme(season(RoundStatus.FORECAST, *([one] if one else []))) for one in (was, now))
    assert [(change.stage, change.was) for change in changes(before, after, NOW)] == ([(now, was)] if told else [])


@given(stages())
def test_what_did_not_change_is_no_news(one: Stage) -> None:
    same = programme(season(RoundStatus.FORECAST, one))
    assert changes(same, same, NOW) == []
