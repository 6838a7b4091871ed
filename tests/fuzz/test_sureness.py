"""Readers are never sure where two readings differ: two values in one text are asked about, unless they are one."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.applications.sums import read_roubles
from bot.domain.catalogue.announced import Announced, read_announced
from bot.domain.papers.questions import GrammaticalCase
from bot.domain.papers.votes import read_votes
from bot.domain.places.settlements import Settlement, SettlementKind
from bot.domain.quorum import read_count
from bot.domain.time_reader import Day, Expected, Moment, read
from bot.files import declension
from bot.i18n import Translator
from bot.vocabulary import words_of_time
from handlers.applications.budget_views import sum_words
from handlers.papers.parse import vote_words
from handlers.shared.parse_numbers import Counted, read_number
from tests.domain.places import SETTLEMENTS, gazetteer
from tests.files.declined import cases
from tests.fuzz.readers import NOW, ZONE

RU = Translator("ru")
OR = st.sampled_from([", ", " или ", "; ", " и ", " лучше ", "\n", " (", " а не "])
HOURS = st.datetimes(NOW, NOW + timedelta(days=300)).map(lambda at: at.replace(second=0, microsecond=0))
Form = Callable[[datetime], str]
FORMS: tuple[Form, ...] = (
    lambda at: f"{at:%d.%m.%Y} {at:%H:%M}",
    lambda at: f"{RU.day(at.date())} в {at:%H:%M}",
    lambda at: f"{at:%H:%M} {at:%d.%m}",
    lambda at: RU.when(at),
)
NAMED = [each for each in SETTLEMENTS if each.kind is not SettlementKind.NICKNAME]
NAMES = sorted({name for file in ("names", "more_names", "village_names") for name, _, _ in cases(file)})


@given(HOURS, HOURS, OR, st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_two_moments(one: datetime, other: datetime, gap: str, first: Form, second: Form) -> None:
    """An end on another day is no start: it stands apart from it, in `until`."""
    assume(one != other)
    found = read(f"{first(one)}{gap}{second(other)}", words_of_time(), Expected(NOW, ZONE))
    assert not isinstance(found, Moment) or (found.at, found.until) == (one, other)


@given(st.dates(NOW.date(), date(2027, 9, 1)), st.dates(NOW.date(), date(2027, 9, 1)), OR)
def test_two_days(one: date, other: date, gap: str) -> None:
    assume(one != other)
    typed = f"{RU.day(one)}{gap}{RU.day(other)}"
    assert not isinstance(read(typed, words_of_time(), Expected(NOW, ZONE, needs_hour=False)), Day)
    assert not isinstance(read_announced(typed, words_of_time(), NOW, ZONE), Announced)


@given(st.sampled_from(NAMED), st.sampled_from(NAMED), OR)
def test_two_settlements(one: Settlement, other: Settlement, gap: str) -> None:
    found = gazetteer().find(f"{one.name}{gap}{other.name}")
    assert one.municipality == other.municipality or not found.is_sure


@given(st.integers(1, 10**6), st.integers(1, 10**6), OR, st.sampled_from(Counted))
def test_two_numbers(one: int, other: int, gap: str, counted: Counted) -> None:
    assume(one != other)
    typed = f"{one}{gap}{other}"
    assert read_count(typed) is None
    assert read_number(typed, RU, counted) is None
    assert read_roubles(f"{one} руб.{gap}{other} руб.", sum_words(RU)) is None


@given(st.integers(1, 500), st.integers(1, 500), OR)
def test_two_counts_of_one_side(one: int, other: int, gap: str) -> None:
    assume(one != other)
    found = read_votes(f"{one} за{gap}{other} за", vote_words(RU), None)
    assert found is None


@settings(max_examples=settings().max_examples // 2)
@given(st.sampled_from(NAMES), st.sampled_from(GrammaticalCase), st.sampled_from(["of_petrovich", "of_part"]))
def test_two_libraries(name: str, case: GrammaticalCase, library: str) -> None:
    """A form that is sure is sure no more if one of them says something else."""
    assume(declension.person(name, case).is_sure)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(declension, library, lambda word, *_: f"{word}оглы")
        assert not declension.person(name, case).is_sure
