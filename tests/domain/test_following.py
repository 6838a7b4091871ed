"""The things that a reader is told of a programme: steps, forecasts, changes, answers, nights."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue.wishes import Filter, fits, keys, own_filters, reach
from bot.domain.following.agenda import agenda
from bot.domain.following.answers import RoundAnswer, RoundReply
from bot.domain.following.items import CHANGES, Item, Known, LastTold, Move, Topic, item_of
from bot.domain.following.memory import Following, Memory
from bot.domain.following.messages import covered, due, heard, is_true, next_at, stage_of
from bot.domain.following.timing import Reader
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
    Theme,
)
from bot.domain.ladder import LADDER
from bot.domain.time import after_quiet, wall_clock

MEETING = StageKind.MEETING
MOSCOW, AMUR = "Europe/Moscow", "Asia/Yakutsk"
ZONES = ["Europe/Kaliningrad", MOSCOW, AMUR, "Asia/Kamchatka", "America/New_York", "Pacific/Auckland"]
START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # noon in Blagoveshchensk


def stage(local: str, kind: StageKind = StageKind.DEADLINE, *, forecast: bool = False, number: int = 1) -> Stage:
    precision = {7: Precision.MONTH, 10: Precision.DAY, 16: Precision.MINUTE}[len(local)]
    return Stage(number, kind, local, AMUR, precision, forecast, "tass.ru")


def programme(*stages: Stage, status: RoundStatus = RoundStatus.ANNOUNCED, **facts: Any) -> Programme:
    takes = frozenset({Applicant.NKO})
    found: Any = Programme(
        1, "p", "П", "П", "Ф", Level.REGION, None, takes, None, None, "s", "2026", Certainty.HIGH,
        (Round(1, "2027", status, stages),),
    )  # fmt: skip
    made: Programme = replace(found, **facts)
    return made


@dataclass
class Life:
    """One reader of one programme on a moved clock: they are told what is due, exactly as the bot does it."""

    programme: Programme
    reader: Reader = field(default_factory=lambda: Reader(AMUR))
    since: datetime = START - timedelta(minutes=1)
    direct: bool = True
    moves_seen: int = 0
    now: datetime = START
    told: dict[int, LastTold] = field(default_factory=dict)
    answers: dict[str, RoundReply] = field(default_factory=dict)
    moves: dict[int, list[Move]] = field(default_factory=dict)
    heard: list[tuple[datetime, Item]] = field(default_factory=list)

    def items(self) -> list[Item]:
        memory = Memory(self.told, self.answers, self.moves)
        return agenda(
            Following(self.programme, self.since, self.direct, self.moves_seen), self.reader, memory, self.now
        )

    def speak(self) -> list[Topic]:
        """Tell what is due now."""
        found = due(self.items(), self.now)
        for each in found:
            assert is_true(each, self.programme, self.now)
            assert item_of(each.as_data(), each.at) == replace(each, until=None)
            step = heard(each, stage_of(self.programme, each.stage_id), self.reader, self.now)
            for stage_id in covered(each, self.programme):
                self.told[stage_id] = LastTold(each.date, step, self.now)
            self.heard.append((self.now, each))
        if found:
            self.reader = replace(self.reader, told_at=self.now)
        assert not due(self.items(), self.now), "what was told is not told again"
        return [each.topic for each in found]

    def until(self, end: datetime) -> list[tuple[str, Topic, int | None]]:
        """Live until a moment, waking whenever there is something to tell. Returns what was heard, by local clock."""
        before = len(self.heard)
        self.speak()
        while (at := next_at(self.items(), self.now)) and at <= end:
            assert at > self.now
            self.now = at
            self.speak()
        self.now = max(self.now, end)
        zone = self.reader.zone
        return [(f"{wall_clock(at, zone):%m-%d %H:%M}", each.topic, each.days) for at, each in self.heard[before:]]

    def move(self, was: Stage | None) -> Move:
        return Move(1 + sum(map(len, self.moves.values())), Known.of(was) if was else None)

    def change(self, *stages: Stage, **how: Any) -> None:
        """A coordinator saves other dates."""
        held = {each.id: each for each in self.programme.rounds[0].stages}
        for each in stages:
            was = held.get(each.id)
            if (was is None and not each.forecast) or (was and Known.of(was) != Known.of(each)):
                self.moves.setdefault(each.id, []).append(self.move(was))
        status = how.pop("status", self.programme.rounds[0].status)
        if status in (RoundStatus.CANCELLED, RoundStatus.CLOSED):
            for each in held.values():
                self.moves.setdefault(each.id, []).append(self.move(each))
        season = replace(self.programme.rounds[0], stages=stages, status=status)
        self.programme = replace(self.programme, rounds=(season,), **how)


def at(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(AMUR)).astimezone(UTC)


def test_ladder_of_an_announced_deadline_ends_on_the_morning_of_the_last_day() -> None:
    life = Life(programme(stage("2027-02-10T17:00")))
    assert life.until(at("2027-03-01T00:00")) == [
        (f"{day} 10:00", Topic.STEP, days)
        for day, days in (("01-10", 30), ("01-26", 14), ("02-02", 7), ("02-06", 3), ("02-08", 1), ("02-10", 0))
    ]


def test_own_steps_are_the_only_ones() -> None:
    life = Life(programme(stage("2027-02-10")), Reader(AMUR, steps=(7, 0)))
    assert [days for _, _, days in life.until(at("2027-03-01T00:00"))] == [7, 0]


@pytest.mark.parametrize(
    ("stages", "first"),
    [
        # The city's contest took papers until 10 February: early December leaves two months, without the holidays one.
        ([stage("2027-02", forecast=True)], "12-03 10:00"),
        ([stage("2027-02-10", forecast=True)], "12-12 10:00"),
        ([stage("2027-02", StageKind.OPEN, forecast=True), stage("2027-03", forecast=True, number=2)], "12-31 10:00"),
        (
            [stage("2027-02", StageKind.MEETING, forecast=True), stage("2027-06", forecast=True, number=2)],
            "12-03 10:00",
        ),
    ],
)
def test_forecast_is_told_once_a_season_early_enough_and_never_as_a_ladder(stages: list[Stage], first: str) -> None:
    life = Life(programme(*stages, status=RoundStatus.FORECAST))
    assert life.until(at("2027-03-01T00:00")) == [(first, Topic.EXPECTED, None)] * len(stages)


def test_expected_date_that_is_announced_is_told_against_the_forecast_and_then_has_its_ladder() -> None:
    life = Life(programme(stage("2027-02", forecast=True), status=RoundStatus.FORECAST))
    life.until(at("2027-01-15T12:00"))
    life.change(stage("2027-02-12"))
    assert life.until(at("2027-02-01T00:00")) == [
        ("01-15 12:00", Topic.CONFIRMED, None),
        ("01-29 10:00", Topic.STEP, 14),
    ]
    item = life.heard[1][1]
    assert (item.was, item.date) == (Known("2027-02", AMUR, "month", True), Known("2027-02-12", AMUR, "day", False))


def test_one_guess_instead_of_another_is_told_only_to_who_was_told_the_first() -> None:
    life = Life(programme(stage("2027-02", forecast=True), status=RoundStatus.FORECAST))
    life.change(stage("2027-03", forecast=True))
    assert life.speak() == []
    life.until(at("2027-01-15T12:00"))
    life.change(stage("2027-04", forecast=True))
    assert life.speak() == [Topic.MOVED]


def test_change_is_told_against_what_this_person_was_told_last() -> None:
    life = Life(programme(stage("2027-02-10")))
    for local in ("2027-03-10", "2027-02-10"):
        life.change(stage(local))
    assert life.speak() == [], "there and back before anybody heard of it is no news"
    life.change(stage("2027-03-10"))
    assert life.speak() == [Topic.MOVED]
    late = Life(life.programme, moves_seen=4, moves=life.moves)
    assert late.speak() == [], "they saw the new date when they began to follow"


def test_second_news_of_a_day_waits_for_the_morning() -> None:
    life = Life(programme(stage("2027-02-10")), Reader(AMUR, told_at=START - timedelta(hours=1)))
    life.change(stage("2027-02-20"))
    assert life.speak() == []
    assert life.until(at("2026-11-26T00:00")) == [("11-25 10:00", Topic.MOVED, None)]


@pytest.mark.parametrize("local", ["2026-11-26", "2026-11-25"])
def test_near_change_does_not_wait_for_the_morning(local: str) -> None:
    life = Life(programme(stage("2027-02-10")), Reader(AMUR, told_at=START - timedelta(hours=1)))
    life.change(stage(local))
    assert life.speak() == [Topic.MOVED]


def test_correction_of_what_was_told_today_does_not_wait() -> None:
    life = Life(programme(stage("2027-02-10")))
    life.change(stage("2027-02-20"))
    life.speak()
    life.change(stage("2027-02-21"))
    assert life.speak() == [Topic.MOVED]


@pytest.mark.parametrize(
    ("status", "archived", "topic"),
    [
        (RoundStatus.CANCELLED, None, Topic.CANCELLED),
        (RoundStatus.CLOSED, None, Topic.CLOSED),
        (RoundStatus.ANNOUNCED, START + timedelta(hours=1), Topic.ARCHIVED),
    ],
)
def test_end_is_told_once_and_ends_everything(status: RoundStatus, archived: datetime | None, topic: Topic) -> None:
    life = Life(programme(stage("2027-01-20", StageKind.OPEN), stage("2027-02-10", number=2)))
    life.now += timedelta(hours=2)
    life.change(*life.programme.rounds[0].stages, status=status, archived_at=archived)
    assert life.speak() == [topic]
    assert life.until(at("2027-03-01T00:00")) == []


def test_withdrawn_date_is_told_to_who_knew_it() -> None:
    life = Life(programme(stage("2027-01-10T17:00")))
    life.until(at("2026-12-15T12:00"))
    life.change()
    assert life.speak() == [Topic.WITHDRAWN]
    assert life.until(at("2027-03-01T00:00")) == []


def test_opening_results_and_start_come_on_their_days_to_those_whom_they_concern() -> None:
    dates = (
        stage("2027-01-11", StageKind.OPEN),
        stage("2027-02-10", number=2),
        stage("2027-04-01", StageKind.RESULTS, number=3),
        stage("2027-05-01", StageKind.PROJECT_START, number=4),
    )

    def topics(answer: RoundReply | None, *, direct: bool) -> list[Topic]:
        life = Life(programme(*dates), direct=direct)
        life.until(at("2027-01-12T12:00"))
        if answer:
            life.answers["2027"] = answer
        # The coordinator closes it after the deadline, as everywhere.
        life.until(at("2027-02-20T00:00"))
        life.change(*dates, status=RoundStatus.CLOSED)
        life.until(at("2027-06-01T00:00"))
        return [each.topic for _, each in life.heard if each.topic is not Topic.STEP]

    assert topics(RoundReply(RoundAnswer.APPLIED), direct=False) == [Topic.OPENED, Topic.RESULTS, Topic.START]
    assert topics(None, direct=True) == [Topic.OPENED, Topic.RESULTS]
    assert topics(None, direct=False) == [Topic.OPENED]
    assert topics(RoundReply(RoundAnswer.NO), direct=True) == [Topic.OPENED]


def test_applied_ends_the_ladder_but_a_cancelled_call_is_told() -> None:
    life = Life(programme(stage("2027-02-10")), answers={"2027": RoundReply(RoundAnswer.APPLIED)})
    assert life.until(at("2027-02-01T12:00")) == []
    life.change(stage("2027-02-20"))
    assert life.speak() == []
    life.change(stage("2027-02-20"), status=RoundStatus.CANCELLED)
    assert life.speak() == [Topic.CANCELLED]


def test_later_is_silent_until_then_and_goes_on_afterwards() -> None:
    life = Life(programme(stage("2027-01-10")))
    life.until(at("2026-12-12T12:00"))  # 30 days before
    life.answers["2027"] = RoundReply(RoundAnswer.LATER, at("2026-12-30T10:00"))
    assert life.until(at("2027-01-20T00:00")) == [
        ("12-30 10:00", Topic.STEP, 11),
        ("01-03 10:00", Topic.STEP, 7),
        ("01-07 10:00", Topic.STEP, 3),
        ("01-09 10:00", Topic.STEP, 1),
        ("01-10 10:00", Topic.STEP, 0),
    ]


def test_never_is_about_every_season() -> None:
    life = Life(programme(stage("2027-02-10")), answers={"": RoundReply(RoundAnswer.NO)})
    life.change(stage("2026-12-10"))
    assert life.until(at("2027-12-01T00:00")) == []


def test_muted_reader_hears_of_changes_only() -> None:
    life = Life(programme(stage("2027-02-10")), Reader(AMUR, muted=True))
    assert life.until(at("2027-02-01T12:00")) == []
    life.change(stage("2027-02-20"))
    assert [topic for _, topic, _ in life.until(at("2027-03-01T00:00"))] == [Topic.MOVED]


def test_after_a_long_silence_the_newest_step_alone_is_told() -> None:
    life = Life(programme(stage("2027-02-10")))
    life.now = at("2027-02-07T12:00")
    life.speak()
    assert [each.days for _, each in life.heard] == [3]


def test_what_has_had_no_date_for_long_says_so_once_a_year() -> None:
    life = Life(programme(stage("2026-12", forecast=True), status=RoundStatus.FORECAST))
    heard = life.until(at("2028-06-01T00:00"))
    assert heard == [("01-31 10:00", Topic.SILENT, None), ("01-31 10:00", Topic.SILENT, None)]
    assert Life(life.programme, direct=False).until(at("2028-06-01T00:00")) == []


def test_nearer_deadlines_stand_first() -> None:
    near, far = stage("2026-12-09", number=2), stage("2027-01-08", StageKind.MEETING, number=1)
    life = Life(programme(far, near))
    life.now = at("2026-12-09T12:00")
    assert [each.stage_id for each in due(life.items(), life.now)] == [2, 1]


# Any dates, zones, quiet hours and steps.

LOCALS = st.datetimes(datetime.fromisoformat("2026-12-01"), datetime.fromisoformat("2027-12-01"))
FORMS = st.sampled_from(["%Y-%m", "%Y-%m-%d", "%Y-%m-%dT%H:%M"])
QUIETS = st.sampled_from([(21, 9), (22, 8), (20, 10), (23, 7), (0, 0)])


@st.composite
def dated(draw: st.DrawFn) -> Stage:
    found = stage(draw(LOCALS).strftime(draw(FORMS)), forecast=draw(st.booleans()))
    return replace(found, zone=draw(st.sampled_from(ZONES)))


@st.composite
def readers(draw: st.DrawFn) -> Reader:
    steps = draw(st.sets(st.sampled_from(LADDER), min_size=1))
    return Reader(draw(st.sampled_from(ZONES)), draw(QUIETS), tuple(sorted(steps, reverse=True)))


@given(dated(), st.lists(dated(), max_size=3), readers(), st.lists(st.integers(1, 24 * 60), min_size=3, max_size=3))
def test_nothing_comes_after_its_deadline_and_nothing_at_night_but_the_last_chance(
    first: Stage, then: list[Stage], reader: Reader, hours: list[int]
) -> None:
    life = Life(programme(first), reader)
    for each, wait in zip(then, hours, strict=False):
        life.until(life.now + timedelta(hours=wait))
        life.change(each)
    life.until(datetime(2029, 1, 1, tzinfo=UTC))
    for now, item in life.heard:
        ends = [each.over_at for each in (item.date, item.was) if each]
        assert not ends or now < max(ends)
        awake = after_quiet(now, reader.zone, reader.quiet)
        is_near = any(now < end <= awake + timedelta(hours=10) for end in ends)
        assert awake == now or is_near, "at night only what could not wait for the morning"
    steps = [(item.date, item.days) for _, item in life.heard if item.topic is Topic.STEP]
    assert len(steps) == len(set(steps))
    assert all(item.date and not item.date.forecast for _, item in life.heard if item.topic is Topic.STEP)


@given(dated(), dated(), readers())
def test_what_somebody_was_told_last_is_what_the_catalogue_says(first: Stage, then: Stage, reader: Reader) -> None:
    life = Life(programme(first), reader)
    life.change(then)
    life.until(START + timedelta(days=2))
    for _, item in life.heard:
        if item.topic in CHANGES:
            assert item.date == Known.of(then)


# Filters.

PARTS: Mapping[str, Callable[[Programme], Programme]] = {
    "themes": lambda one: replace(one, themes=(Theme.SPORT,)),
    "places": lambda one: replace(one, municipalities=("zeya",)),
    "sums": lambda one: replace(one, amounts={Applicant.NKO: 300_000}),
}


@pytest.mark.parametrize(
    ("part", "wanted", "is_found"),
    [
        ("themes", Filter(theme="sport"), True),
        ("themes", Filter(theme="nature"), False),
        ("places", Filter(municipality="zeya"), True),
        ("places", Filter(municipality="tynda"), False),
        ("places", Filter(), True),
        ("sums", Filter(at_least=300_000), True),
        ("sums", Filter(at_least=1_000_000), False),
        ("sums", Filter(kind="tos_legal"), True),  # a non-profit, too
        ("sums", Filter(kind="tos"), False),
    ],
)
def test_filter_finds_what_fits_in_every_part(part: str, wanted: Filter, is_found: bool) -> None:
    found = PARTS[part](programme())
    assert fits(found, wanted) is is_found
    row = wanted.kind, wanted.municipality, wanted.theme
    within = reach(found).most is None or wanted.at_least <= (reach(found).most or 0)
    assert (row in keys(reach(found), ["zeya", "tynda"]) and within) is is_found


@pytest.mark.parametrize("wanted", [Filter(theme="sport"), Filter(municipality="zeya"), Filter(at_least=3_000_000)])
def test_what_a_programme_does_not_say_excludes_nothing(wanted: Filter) -> None:
    assert fits(programme(), wanted)


def test_everything_for_us_is_a_filter_for_each_kind() -> None:
    assert own_filters([Applicant.TOS, Applicant.NKO], "zeya") == [Filter("nko", "zeya"), Filter("tos", "zeya")]
    assert own_filters([], None) == [Filter()]


def test_an_application_reminds_of_its_own_dates_and_nobody_hears_of_them_twice() -> None:
    life = Life(programme(stage("2027-02-10")), answers={"2027": RoundReply(RoundAnswer.PREPARING)})
    assert life.until(at("2027-02-01T12:00")) == []
    life.change(stage("2027-02-20"))
    assert life.speak() == [Topic.MOVED], "a moved deadline is news all the same"


@pytest.mark.parametrize(("answer", "is_told"), [(RoundAnswer.APPLIED, True), (RoundAnswer.WON, False), (None, False)])
def test_a_report_is_told_to_who_applied_unless_their_application_knows_that_they_won(
    answer: RoundAnswer | None, is_told: bool
) -> None:
    dates = (stage("2027-02-10"), stage("2027-05-31", StageKind.FINAL_REPORT, number=2))
    life = Life(programme(*dates, status=RoundStatus.CLOSED), since=at("2027-02-11T12:00"), now=at("2027-02-12T12:00"))
    life.answers |= {"2027": RoundReply(answer)} if answer else {}
    heard = [each for each in life.until(at("2027-07-01T00:00")) if each[1] is not Topic.SILENT]
    assert heard == ([("05-17 10:00", Topic.REPORT, 0)] if is_told else [])
