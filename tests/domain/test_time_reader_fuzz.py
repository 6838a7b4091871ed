"""The reader under random words: it never fails, never takes half of a text, and never is sure of two things."""

import string
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.domain.time_reader import Ask, Day, Days, Doubt, Expected, Leaning, Moment, Reading, read
from bot.domain.time_reader.combinators import Tokens
from bot.domain.time_reader.covering import COVERS_MOST, covers, taken
from bot.domain.time_reader.tokens import tokenize
from bot.i18n import LANGUAGES, Translator
from bot.vocabulary import words_of_time

WORDS = words_of_time()
NOW = datetime(2026, 11, 24, 14, 0)  # noqa: DTZ001 - a wall clock
ZONE = "Asia/Yakutsk"
PHRASES = sorted({" ".join(each.words) for phrases in WORDS.phrases.values() for each in phrases})
TYPED = [
    line.split("\t")[0]
    for path in sorted((Path(__file__).parent / "typed_times").glob("*.tsv"))
    for line in path.read_text("utf-8").splitlines()
]
EXPECTED = st.builds(
    Expected,
    now=st.datetimes(datetime(2024, 1, 1), datetime(2031, 12, 31)),  # noqa: DTZ001
    zone=st.sampled_from([ZONE, "Europe/Moscow", "America/New_York", "UTC"]),
    leaning=st.sampled_from(Leaning),
    needs_hour=st.booleans(),
    is_limit=st.booleans(),
    month_may_lead=st.booleans(),
)
NUMBERS = st.integers(0, 99).map(str) | st.integers(0, 10**12).map(str) | st.sampled_from(["18:30", "5.12", "2026"])
JUNK = st.text(max_size=6) | st.sampled_from(["🎉", "👍🏽", "\x00", "\u202e", "\u0301", "½", "٣", "№", "~", "\ud83d"])
MARKS = st.sampled_from([" ", " ", " ", "", ".", ",", "-", ":", "/", " — ", "(", ")", "«", "+", "\n"])


@st.composite
def mistyped(draw: st.DrawFn, words: st.SearchStrategy[str]) -> str:
    """A word with one letter more, less, mistaken or swapped with the next one."""
    word = draw(words)
    at = draw(st.integers(0, max(0, len(word) - 1)))
    letter = draw(st.sampled_from("абвгдеиклмнорстуьяя" + string.ascii_lowercase))
    edits = (word[:at] + letter + word[at:], word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :])
    return draw(st.sampled_from([*edits, word[:at] + word[at : at + 2][::-1] + word[at + 2 :]]))


PARTS = st.sampled_from(PHRASES) | st.sampled_from(TYPED) | mistyped(st.sampled_from(PHRASES)) | NUMBERS | JUNK


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Words of time and others, joined by anything."""
    parts = draw(st.lists(st.tuples(PARTS, MARKS), max_size=8))
    return "".join(part + mark for part, mark in parts)


def start(found: Reading) -> datetime | date | None:
    match found:
        case Moment(at):
            return at
        case Day(on):
            return on
        case Days(first):
            return first
    return None


@settings(max_examples=200)
@given(texts(), EXPECTED)
@example("\x00" * 200, Expected(NOW, ZONE))
@example("9" * 4096, Expected(NOW, ZONE))
@example("1.1.1.1." * 12, Expected(NOW, ZONE))
@example("с 5 до 5 по 5 " * 7, Expected(NOW, ZONE))
@example("пол " * 25, Expected(NOW, ZONE))
@example("двадцать " * 10, Expected(NOW, ZONE))
def test_any_text_gets_a_meaning_or_a_question(typed: str, expected: Expected) -> None:
    found = read(typed, WORDS, expected)
    assert not isinstance(found, Day if expected.needs_hour else Moment)
    if isinstance(found, Ask):
        assert len(found.choices) <= 4
        assert len(found.words) <= 100


@given(texts())
def test_the_search_is_bounded(typed: str) -> None:
    tokens = Tokens(tokenize(typed[:100], WORDS)[:40])
    found = covers(taken(tokens, is_limit=True, needs_hour=True))
    assert found is None or len(found) <= COVERS_MOST


@given(st.sampled_from(TYPED), EXPECTED, st.data())
def test_a_word_of_no_meaning_makes_the_reader_ask(typed: str, expected: Expected, data: st.DataObject) -> None:
    """Nothing is left over unread, wherever it stands."""
    words = typed.split()
    at = data.draw(st.integers(0, len(words)))
    stranger = data.draw(st.sampled_from(["около", "кроме", "каждую", "или", "не", "except", "about", "²", "клуб"]))
    found = read(" ".join([*words[:at], stranger, *words[at:]]), WORDS, expected)
    assert isinstance(found, Ask)


NAMED_DAYS = {
    "5 декабря": date(2026, 12, 5),
    "завтра": date(2026, 11, 25),
    "20.12": date(2026, 12, 20),
    "12 числа": date(2026, 12, 12),
    "двадцать восьмого": date(2026, 11, 28),
    "во вторую субботу декабря": date(2026, 12, 12),
    "через 3 дня": date(2026, 11, 27),
    "через 10 дней": date(2026, 12, 4),
    "в следующий понедельник": date(2026, 11, 30),
    "на следующей неделе в субботу": date(2026, 12, 5),
    "через неделю в субботу": date(2026, 12, 5),
    "в субботу": date(2026, 11, 28),
    "в эту пятницу": date(2026, 11, 27),
}
PLAIN_WEEKDAYS = {"в субботу"}


@pytest.mark.parametrize("first", NAMED_DAYS)
@pytest.mark.parametrize("second", NAMED_DAYS)
def test_two_days_are_read_only_when_they_are_one(first: str, second: str) -> None:
    """A weekday alone may go with any date that is this weekday."""
    found = read(f"{first}, {second} в 18:00", WORDS, Expected(NOW, ZONE))
    days = {NAMED_DAYS[first], NAMED_DAYS[second]}
    if isinstance(found, Moment):
        assert found.at.date() in days
        assert len(days) == 1 or {first, second} & PLAIN_WEEKDAYS
        assert found.at.isoweekday() == 6 or "в субботу" not in {first, second}


VARIANTS: list[Callable[[str], str]] = [
    str.upper,
    str.title,
    lambda typed: f"  {typed}  ",
    lambda typed: f"{typed}!",
    lambda typed: f"{typed} 🎉",
    lambda typed: f"{typed}\u200b",
    lambda typed: typed.replace(" ", "\u00a0"),
    lambda typed: typed.replace("ё", "е"),
    lambda typed: typed.replace("-", "–"),
    lambda typed: f"пожалуйста, {typed}",
]


@given(st.sampled_from(TYPED), EXPECTED, st.sampled_from(VARIANTS))
def test_the_dress_of_a_text_does_not_change_its_meaning(
    typed: str, expected: Expected, dress: Callable[[str], str]
) -> None:
    plain, dressed = read(typed, WORDS, expected), read(dress(typed), WORDS, expected)
    assume(isinstance(plain, Moment | Day | Days))
    assert dressed == plain


@settings(max_examples=150)
@given(st.sampled_from(TYPED), EXPECTED, st.data())
def test_a_typing_error_is_mended_or_asked_about(typed: str, expected: Expected, data: st.DataObject) -> None:
    """One letter wrong in a long word never makes another day or hour."""
    words = typed.split()
    places = [place for place, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    assume(places)
    place = data.draw(st.sampled_from(places))
    wrong = data.draw(mistyped(st.just(words[place])))
    assume(wrong.isalpha() and wrong.lower() not in WORDS.phrases)
    before = read(typed, WORDS, expected)
    assume(not isinstance(before, Ask))
    after = read(" ".join([*words[:place], wrong, *words[place + 1 :]]), WORDS, expected)
    assert start(after) in (start(before), None)


FORMS: dict[str, list[Callable[[datetime, Translator], str]]] = {
    "ru": [
        lambda at, tr: f"{at:%d.%m.%Y} {at:%H:%M}",
        lambda at, tr: f"{at:%d.%m.%y} {at:%H.%M}",
        lambda at, tr: f"{at:%d/%m/%Y}, {at:%H:%M} ч.",
        lambda at, tr: f"{at:%Y-%m-%d}T{at:%H:%M}",
        lambda at, tr: f"{tr.day(at.date())} в {at:%H:%M}",
        lambda at, tr: f"{tr.day(at.date())} года, начало в {at:%H} ч. {at:%M} мин.",
        lambda at, tr: f"в {at:%H:%M} {tr.day(at.date())}",
        lambda at, tr: tr.when(at),
        lambda at, tr: f"{tr.weekday(at.date())}, {tr.day(at.date())} г., {at:%H.%M}",
        lambda at, tr: f"«{at:%d}» {tr.day(at.date()).split(' ', 1)[1]} г. {at:%H:%M}",
    ],
    "en": [
        lambda at, tr: f"{at:%Y-%m-%d} {at:%H:%M}",
        lambda at, tr: f"{tr.day(at.date())} at {at:%H:%M}",
        lambda at, tr: f"{at:%B} {at.day}, {at.year} at {at:%I:%M} {at:%p}",
        lambda at, tr: f"{at:%a} {at.day} {at:%b} {at.year} {at:%I:%M%p}",
        lambda at, tr: tr.when(at),
    ],
}


@settings(max_examples=150)
@given(
    st.datetimes(NOW, NOW + timedelta(days=700)).map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(LANGUAGES),
    st.data(),
)
def test_a_moment_that_is_written_down_is_read_back(at: datetime, locale: str, data: st.DataObject) -> None:
    """Midnight alone is asked about: people mean either end of the day by it."""
    form = data.draw(st.sampled_from(FORMS[locale]))
    found = read(form(at, Translator(locale)), WORDS, Expected(NOW, ZONE, month_may_lead=locale == "en"))
    is_midnight = (at.hour, at.minute) == (0, 0)
    assert found == Moment(at) or (is_midnight and isinstance(found, Ask) and found.doubt is Doubt.MIDNIGHT)


@given(st.times())
def test_a_dash_stands_between_hour_and_minute_or_between_two_hours(at: time) -> None:
    """18-30 is one hour; 18-20 may be two, and is asked about."""
    found = read(f"05.12.2026 г. в {at:%H-%M}", WORDS, Expected(NOW, ZONE))
    meant = datetime(2026, 12, 5, at.hour, at.minute)  # noqa: DTZ001
    if at.hour < at.minute <= 24 or (at.hour, at.minute) == (0, 0):
        assert isinstance(found, Ask)
        assert meant in found.choices
    else:
        assert found == Moment(meant)


@given(st.dates(date(2026, 11, 24), date(2027, 8, 1)), st.integers(8, 23), st.integers(0, 59))
def test_a_day_without_a_year_is_the_next_one(on: date, hour: int, minute: int) -> None:
    typed = f"{Translator('ru').day_month(on)} в {hour}:{minute:02}"
    assert read(typed, WORDS, Expected(NOW, ZONE)) == Moment(datetime(on.year, on.month, on.day, hour, minute))  # noqa: DTZ001


@pytest.mark.parametrize("hour", range(24))
def test_an_hour_with_its_part_of_the_day_is_that_hour(hour: int) -> None:
    said = hour % 12 or 12
    part = "ночи" if hour < 4 else "утра" if hour < 12 else "дня" if hour < 17 else "вечера"
    found = read(f"5 декабря в {said}:15 {part}", WORDS, Expected(NOW, ZONE))
    assert found == Moment(datetime(2026, 12, 5, hour, 15))  # noqa: DTZ001
