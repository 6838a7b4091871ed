"""Reading the catalogue: a shelf finds what a plain look at each programme finds, wishes survive their buttons."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.config import ROOT
from bot.domain.catalogue.eligibility import Fit, Reach, fit
from bot.domain.catalogue.remaining import Nearness, last_evening, remaining
from bot.domain.catalogue.shelf import Shelf
from bot.domain.catalogue.wishes import NO_ENTITY, GrantWish, mark, months_from, pack, unpack
from bot.domain.catalogue.wording import hear, is_wish
from bot.domain.catalogue.year import bars
from bot.domain.grants import (
    Applicant,
    Certainty,
    Eligibility,
    Level,
    Precision,
    Programme,
    Round,
    RoundStatus,
    Stage,
    StageKind,
    Theme,
    first_day,
    may_apply,
)
from bot.domain.seasons import by_nearest, is_live
from bot.vocabulary import words_of_wishes

NOW, TODAY = datetime(2026, 11, 24, 3, tzinfo=UTC), date(2026, 11, 24)
ZONE, MOSCOW = "Asia/Yakutsk", "Europe/Moscow"
LENGTHS = {Precision.MONTH: 7, Precision.DAY: 10, Precision.MINUTE: 16}
PLACES, WORDS = ("tynda", "zeya", "blagoveshchensky"), ("грант", "двор", "музей")


def a_stage(local: str, kind: StageKind = StageKind.DEADLINE, zone: str = MOSCOW, *, forecast: bool = False) -> Stage:
    precision = next(each for each, length in LENGTHS.items() if length == len(local))
    return Stage(1, kind, local, zone, precision, forecast, "")


def a_programme(number: int = 1, *stages: Stage, **facts: Any) -> Programme:
    season = Round(number, "2027", RoundStatus.ANNOUNCED, stages)
    plain = Programme(
        id=number,
        slug=f"p{number}",
        title=f"Программа {number}",
        short_title=f"П{number}",
        organiser="Фонд",
        level=Level.REGION,
        url=None,
        applicants=frozenset({Applicant.NKO}),
        amount=None,
        note=None,
        source="сайт",
        as_of="2026",
        confidence=Certainty.MEDIUM,
        rounds=(season,),
    )
    return replace(plain, **facts)


days = st.dates(date(2026, 10, 1), date(2027, 12, 31))
moments = days.flatmap(lambda day: st.sampled_from([f"{day:%Y-%m}", f"{day:%Y-%m-%d}", f"{day:%Y-%m-%d}T23:30"]))
stages_ = st.builds(a_stage, moments, st.sampled_from([*StageKind]), st.sampled_from([ZONE, MOSCOW]))
facts = st.fixed_dictionaries(
    {
        "applicants": st.frozensets(st.sampled_from([*Applicant]), min_size=1),
        "themes": st.lists(st.sampled_from([*Theme]), max_size=2, unique=True).map(tuple),
        "municipalities": st.lists(st.sampled_from(PLACES), max_size=2, unique=True).map(tuple),
        "amounts": st.dictionaries(st.sampled_from([*Applicant]), st.integers(1, 3_000_000), max_size=2),
        "title": st.sampled_from(WORDS),
    }
)
catalogues = st.lists(
    st.tuples(facts, st.lists(stages_, max_size=3, unique_by=lambda each: each.kind)), max_size=12
).map(lambda rows: [a_programme(number + 1, *own, **known) for number, (known, own) in enumerate(rows)])
wishes = st.builds(
    GrantWish,
    kinds=st.frozensets(st.sampled_from([*Applicant]), max_size=5),
    theme=st.none() | st.sampled_from([*Theme]),
    place=st.none() | st.sampled_from(PLACES),
    month=st.none() | st.sampled_from(months_from(TODAY)),
    roubles=st.none() | st.integers(1, 5_000).map(lambda thousands: thousands * 1000),
    words=st.lists(st.sampled_from([mark(each) for each in WORDS]), max_size=2, unique=True).map(tuple),
)


def fits(programme: Programme, wish: GrantWish) -> bool:
    """The plain look at one programme, words aside."""
    ahead = [
        stage for each in programme.rounds if is_live(programme, each) for stage in each.stages if stage.over_at > NOW
    ]
    return (
        (not wish.kinds or any(may_apply(programme, each) is not Eligibility.NO for each in wish.kinds))
        and (not wish.theme or not programme.themes or wish.theme in programme.themes)
        and (not wish.place or not programme.municipalities or wish.place in programme.municipalities)
        and (not wish.month or any(f"{first_day(each):%Y-%m}" == wish.month for each in ahead))
        and (not wish.roubles or not programme.amounts or max(programme.amounts.values()) >= wish.roubles)
    )


@given(catalogues, wishes)
def test_a_shelf_finds_what_a_look_at_each_programme_finds(known: list[Programme], wish: GrantWish) -> None:
    wish = replace(wish, words=())
    shelf = Shelf(known, NOW)
    found = shelf.programmes.fitting(wish)
    expected = [each for each in by_nearest(known, NOW) if fits(each, wish)]
    assert found.bit_count() == len(expected)
    pages = [each for number in range(7) for each in shelf.programmes.page(found, number, 2)]
    assert pages == expected


@given(catalogues, wishes)
def test_the_dates_of_a_shelf_are_those_of_its_programmes_month_by_month(
    known: list[Programme], wish: GrantWish
) -> None:
    wish = replace(wish, words=(), month=None)
    shelf = Shelf(known, NOW)
    found = shelf.dates.fitting(wish)
    shown = shelf.dates.page(found, 0, 1000)
    expected = [
        stage
        for each in known
        if fits(each, wish)
        for season in each.rounds
        for stage in season.stages
        if stage.over_at > NOW
    ]
    assert sorted(map(repr, expected)) == sorted(repr(each.stage) for each in shown)
    assert [each.on for each in shown] == sorted(each.on for each in shown)
    march = shelf.dates.page(shelf.between(found, date(2027, 3, 1), date(2027, 3, 31)), 0, 1000)
    assert march == [each for each in shown if (each.on.year, each.on.month) == (2027, 3)]


@given(catalogues)
def test_two_words_are_both_meant_unless_nothing_has_both(known: list[Programme]) -> None:
    shelf = Shelf(known, NOW, lambda programme: [programme.title, programme.slug])
    first, second = mark(WORDS[0]), mark("p1")
    both = [each for each in known if each.title == WORDS[0] and each.slug == "p1"]
    either = [each for each in known if each.title == WORDS[0] or each.slug == "p1"]
    found = shelf.programmes.fitting(GrantWish(words=(first, second)))
    assert found.bit_count() == len(both or either)


@given(wishes)
def test_a_wish_survives_its_button(wish: GrantWish) -> None:
    assert unpack(pack(wish)) == wish
    assert ":" not in pack(wish)


@given(st.text(max_size=40))
def test_any_text_of_a_button_is_some_wish(text: str) -> None:
    assert pack(unpack(pack(unpack(text)))) == pack(unpack(text))


@pytest.mark.parametrize(
    ("kinds", "place", "expected"),
    [
        ((), None, Fit(None, None, Reach.UNKNOWN)),
        ((Applicant.TOS,), "zeya", Fit(Applicant.TOS, Eligibility.THROUGH_PARTNER, Reach.NOT_YOURS, 12)),
        ((Applicant.TOS, Applicant.NKO), "tynda", Fit(Applicant.NKO, Eligibility.DIRECTLY, Reach.YOURS, 12)),
        ((Applicant.PERSON,), "tynda", Fit(Applicant.PERSON, Eligibility.NO, Reach.YOURS)),
    ],
)
def test_the_best_way_in_counts(kinds: tuple[Applicant, ...], place: str | None, expected: Fit) -> None:
    takes = frozenset({Applicant.NKO, Applicant.PARTNER})
    programme = a_programme(applicants=takes, municipalities=("tynda",), min_age_months=12)
    assert fit(programme, kinds, place) == expected


@given(moments, st.sampled_from([ZONE, MOSCOW, "Asia/Vladivostok"]), st.sampled_from([ZONE, MOSCOW]))
def test_the_last_evening_is_before_the_end_and_the_next_one_is_not(local: str, zone: str, reader: str) -> None:
    stage = a_stage(local, zone=zone)
    evening = last_evening(stage, reader)
    nine = datetime(evening.year, evening.month, evening.day, 21, tzinfo=ZoneInfo(reader))
    assert nine <= stage.over_at < nine + timedelta(days=1)


@pytest.mark.parametrize(
    ("local", "zone", "expected"),
    [
        ("2027-03-16T23:30", MOSCOW, (Nearness.DAYS, 112, False)),
        ("2026-12-01T17:00", ZONE, (Nearness.DAYS, 6, True)),
        ("2026-11-24T22:00", ZONE, (Nearness.TONIGHT, 0, False)),
        ("2026-11-24T20:59", ZONE, (Nearness.HOURS, 0, True)),
        ("2026-11-24", ZONE, (Nearness.TONIGHT, 0, False)),
        ("2026-11-24", MOSCOW, (Nearness.TONIGHT, 0, False)),
        ("2026-11", ZONE, (Nearness.THIS_MONTH, 0, False)),
        ("2027-02", ZONE, (Nearness.MONTHS, 3, False)),
    ],
)
def test_what_remains(local: str, zone: str, expected: tuple[Nearness, int, bool]) -> None:
    found = remaining(a_stage(local, zone=zone), ZONE, NOW)
    assert found
    assert (found.nearness, found.count, found.in_daytime) == expected
    assert remaining(a_stage("2026-11-23"), ZONE, NOW) is None


@pytest.mark.parametrize(
    ("typed", "wish", "left"),
    [
        ("гранты на площадку до 300 тысяч", GrantWish(theme=Theme.PLACES, roubles=300_000), []),
        ("Гранты по 500 000 рублей в феврале 2028", GrantWish(month="2028-02", roubles=500_000), []),
        ("конкурсы для НКО в марте", GrantWish(kinds=frozenset({Applicant.NKO}), month="2027-03"), []),
        ("гранты в ноябре", GrantWish(month="2026-11"), []),
        ("гранты без юрлица на 1,5 млн", GrantWish(kinds=NO_ENTITY, roubles=1_500_000), []),
        ("гранты тос без юр. лица", GrantWish(kinds=frozenset({Applicant.TOS})), []),
        ("гранты для тос с юрлицом", GrantWish(kinds=frozenset({Applicant.TOS_LEGAL})), []),
        ("грант на хоккейную коробку", GrantWish(theme=Theme.SPORT), ["коробку"]),
        ("гранты до миллиона", GrantWish(roubles=1_000_000), []),
        ("гранты до полмиллиона", GrantWish(roubles=500_000), []),
        ("гранты 2027", GrantWish(), ["2027"]),
        ("гранты на 100 человек", GrantWish(), ["100", "человек"]),
        ("grants for a playground up to 300 thousand", GrantWish(theme=Theme.PLACES, roubles=300_000), []),
        ("grants for youth in March", GrantWish(theme=Theme.YOUTH, month="2027-03"), []),
    ],
)
def test_typed_wishes(typed: str, wish: GrantWish, left: list[str]) -> None:
    heard = hear(typed, words_of_wishes(), TODAY)
    assert (heard.wish, heard.left) == (wish, left)


def test_questions_about_grants_are_left_to_the_answers() -> None:
    """Of the phrasings that the answers are measured by, only those that name an applicant are wishes as well."""
    rows = yaml.safe_load((ROOT / "tests/faq_questions.yaml").read_text("utf-8"))
    taken = [row["ask"] for row in rows if is_wish(row["ask"], words_of_wishes())]
    understood = [each for each in taken if not hear(each, words_of_wishes(), TODAY).wish.is_empty]
    assert len(understood) <= 2, understood


@given(catalogues)
def test_bars_stay_within_the_year(known: list[Programme]) -> None:
    for each in known:
        for bar in bars(each, TODAY.replace(day=1), NOW):
            assert 0 <= bar.begins < bar.ends <= 12


def test_a_call_is_a_bar_from_its_opening_to_its_deadline() -> None:
    stages = (a_stage("2026-12", StageKind.OPEN, forecast=True), a_stage("2027-02-15"))
    (bar,) = bars(a_programme(1, *stages), date(2026, 11, 1), NOW)
    assert (bar.begins, bar.is_forecast) == (1.0, False)
    assert bar.ends == pytest.approx(3 + 15 / 28)
