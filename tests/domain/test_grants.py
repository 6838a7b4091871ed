"""Grants: the zone of a deadline, the days of reminders, the applicants that are allowed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grants import (
    Applicant,
    Certainty,
    Eligibility,
    Level,
    Precision,
    Programme,
    Stage,
    StageKind,
    last_whole_day,
    may_apply,
    moment,
)
from bot.domain.ladder import LADDER, last_day, reminders

MOSCOW, AMUR, BIROBIDZHAN = "Europe/Moscow", "Asia/Yakutsk", "Asia/Vladivostok"


def deadline(local: str, precision: Precision, zone: str = MOSCOW) -> Stage:
    return Stage(1, StageKind.DEADLINE, local, zone, precision, False, "tass.ru")


def programme(*applicants: Applicant) -> Programme:
    return Programme(
        1, "p", "П", "П", "Фонд", Level.REGION, None, frozenset(applicants), None, None, "s", "2026", Certainty.HIGH
    )


@pytest.mark.parametrize(
    ("local", "zone", "precision", "at"),
    [
        ("2026-10-15T23:30", MOSCOW, Precision.MINUTE, datetime(2026, 10, 15, 20, 30, tzinfo=UTC)),
        ("2026-10-15", MOSCOW, Precision.DAY, datetime(2026, 10, 15, 21, 0, tzinfo=UTC)),
        ("2026-12-31", AMUR, Precision.DAY, datetime(2026, 12, 31, 15, 0, tzinfo=UTC)),
        ("2027-03", MOSCOW, Precision.MONTH, datetime(2027, 3, 31, 21, 0, tzinfo=UTC)),
        ("2027-02", AMUR, Precision.MONTH, datetime(2027, 2, 28, 15, 0, tzinfo=UTC)),
        ("2026-12", AMUR, Precision.MONTH, datetime(2026, 12, 31, 15, 0, tzinfo=UTC)),
    ],
)
def test_date_is_over_by_the_funders_clock(local: str, zone: str, precision: Precision, at: datetime) -> None:
    assert moment(local, zone, precision) == at


@pytest.mark.parametrize(
    ("local", "precision"),
    [
        ("2026-10-15", Precision.MINUTE),
        ("2026-10-15T23:30", Precision.DAY),
        ("2026-10-15", Precision.MONTH),
        ("2026-02-30", Precision.DAY),
        ("15.10.2026", Precision.DAY),
    ],
)
def test_date_written_otherwise_than_its_precision_is_refused(local: str, precision: Precision) -> None:
    with pytest.raises(ValueError, match=r"does not match|data remains|out of range"):
        moment(local, MOSCOW, precision)


def test_half_past_eleven_in_moscow_leaves_the_evening_before_in_blagoveshchensk() -> None:
    stage = deadline("2026-10-15T23:30", Precision.MINUTE)
    there = moment(stage.local, stage.zone, stage.precision).astimezone(ZoneInfo(AMUR))
    assert there.replace(tzinfo=None) == datetime.fromisoformat("2026-10-16T05:30")
    assert last_whole_day(stage, AMUR) == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("local", "precision", "zone", "reader", "last"),
    [
        ("2026-10-15T23:30", Precision.MINUTE, MOSCOW, BIROBIDZHAN, date(2026, 10, 15)),
        ("2026-10-15T23:30", Precision.MINUTE, MOSCOW, MOSCOW, date(2026, 10, 14)),
        ("2027-02-10T17:00", Precision.MINUTE, AMUR, AMUR, date(2027, 2, 9)),
        ("2026-10-15T18:00", Precision.MINUTE, MOSCOW, AMUR, date(2026, 10, 15)),
        ("2026-10-15T17:59", Precision.MINUTE, MOSCOW, AMUR, date(2026, 10, 14)),
        ("2026-10-15", Precision.DAY, MOSCOW, AMUR, date(2026, 10, 15)),
        ("2026-10-15", Precision.DAY, AMUR, AMUR, date(2026, 10, 15)),
        ("2026-10-15", Precision.DAY, AMUR, MOSCOW, date(2026, 10, 14)),
        ("2027-03", Precision.MONTH, MOSCOW, AMUR, date(2027, 3, 31)),
    ],
)
def test_last_whole_day_is_the_readers_own(
    local: str, precision: Precision, zone: str, reader: str, last: date
) -> None:
    assert last_whole_day(deadline(local, precision, zone), reader) == last


def test_reminders_come_at_ten_in_the_morning_of_the_reader() -> None:
    ladder = reminders(deadline("2026-10-15T23:30", Precision.MINUTE), AMUR)
    assert ladder == [
        (30, datetime(2026, 9, 15, 1, 0, tzinfo=UTC)),
        (14, datetime(2026, 10, 1, 1, 0, tzinfo=UTC)),
        (7, datetime(2026, 10, 8, 1, 0, tzinfo=UTC)),
        (3, datetime(2026, 10, 12, 1, 0, tzinfo=UTC)),
        (1, datetime(2026, 10, 14, 1, 0, tzinfo=UTC)),
        (0, datetime(2026, 10, 15, 1, 0, tzinfo=UTC)),
    ]


@pytest.mark.parametrize(
    ("local", "precision", "zone", "last"),
    [
        ("2026-10-15T23:30", Precision.MINUTE, MOSCOW, date(2026, 10, 15)),  # 05:30 of the 16th
        ("2027-02-10T17:00", Precision.MINUTE, AMUR, date(2027, 2, 10)),  # its own morning is in time
        ("2027-02-10T12:59", Precision.MINUTE, AMUR, date(2027, 2, 9)),
        ("2027-02-10", Precision.DAY, AMUR, date(2027, 2, 10)),
        ("2026-10-15", Precision.DAY, MOSCOW, date(2026, 10, 15)),  # it ends at 06:00 of the 16th
    ],
)
def test_morning_of_the_last_day_leaves_hours_to_hand_something_in(
    local: str, precision: Precision, zone: str, last: date
) -> None:
    stage = deadline(local, precision, zone)
    assert last_day(stage, AMUR) == last
    assert reminders(stage, AMUR)[-1] == (0, datetime.combine(last, time(10), ZoneInfo(AMUR)).astimezone(UTC))


def test_nothing_is_promised_for_a_month() -> None:
    assert reminders(deadline("2027-03", Precision.MONTH), AMUR) == []


def test_ladder_may_be_chosen_in_any_order_and_repeats_nothing() -> None:
    chosen = reminders(deadline("2026-10-15", Precision.DAY), AMUR, (0, 7, 7))
    assert [days for days, _ in chosen] == [7, 0]


ZONES = st.sampled_from(["Europe/Kaliningrad", MOSCOW, AMUR, BIROBIDZHAN, "Asia/Kamchatka", "America/New_York"])


DAYS = st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2035-01-01"))


@given(DAYS, ZONES, ZONES)
def test_every_reminder_leaves_more_than_its_days_and_the_ladder_keeps_its_order(
    local: datetime, zone: str, reader: str
) -> None:
    stage = deadline(local.strftime("%Y-%m-%dT%H:%M"), Precision.MINUTE, zone)
    over = moment(stage.local, stage.zone, stage.precision)
    ladder = reminders(stage, reader)
    assert [days for days, _ in ladder] == list(LADDER)
    assert [at for _, at in ladder] == sorted(at for _, at in ladder)
    for days, at in ladder:
        assert at.astimezone(ZoneInfo(reader)).time() == time(10)
        assert over - at > timedelta(days=days, hours=0 if days else 2)


@pytest.mark.parametrize(
    ("takes", "kind", "way"),
    [
        ([Applicant.NKO], Applicant.NKO, Eligibility.DIRECTLY),
        ([Applicant.NKO], Applicant.TOS_LEGAL, Eligibility.DIRECTLY),
        ([Applicant.TOS_LEGAL], Applicant.NKO, Eligibility.NO),
        ([Applicant.NKO], Applicant.TOS, Eligibility.NO),
        ([Applicant.NKO, Applicant.PARTNER], Applicant.TOS, Eligibility.THROUGH_PARTNER),
        ([Applicant.NKO, Applicant.PARTNER], Applicant.GROUP, Eligibility.THROUGH_PARTNER),
        ([Applicant.NKO, Applicant.PARTNER], Applicant.PERSON, Eligibility.NO),
        ([Applicant.TOS, Applicant.PARTNER], Applicant.TOS, Eligibility.DIRECTLY),
        ([Applicant.PERSON14_35], Applicant.PERSON, Eligibility.NO),
        ([Applicant.PERSON], Applicant.PERSON14_35, Eligibility.DIRECTLY),
        ([Applicant.MUN], Applicant.TOS, Eligibility.THROUGH_MUNICIPALITY),
        ([Applicant.MUN], Applicant.PERSON, Eligibility.THROUGH_MUNICIPALITY),
        ([Applicant.MUN], Applicant.BIZ, Eligibility.NO),
        ([Applicant.MUN], Applicant.MUN, Eligibility.DIRECTLY),
    ],
)
def test_applicants_learn_whether_and_how_they_may_apply(
    takes: list[Applicant], kind: Applicant, way: Eligibility
) -> None:
    assert may_apply(programme(*takes), kind) is way
