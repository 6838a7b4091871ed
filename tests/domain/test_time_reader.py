"""The reader of typed days and hours, on Tuesday 24 November 2026 at 14:00 in Blagoveshchensk."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import product
from pathlib import Path

import pytest

from bot.domain.time_reader import Ask, Day, Days, Doubt, Elsewhere, Expected, Leaning, Moment, Reading, read
from bot.domain.time_reader.vocabulary import build, is_one_edit
from bot.vocabulary import words_of_time

WORDS = words_of_time()
NOW = datetime(2026, 11, 24, 14, 0)  # noqa: DTZ001 - a wall clock
AHEAD = Expected(NOW, "Asia/Yakutsk")
ENGLISH = Expected(NOW, "Asia/Yakutsk", month_may_lead=True)
PAST = Expected(NOW, "Asia/Yakutsk", Leaning.PAST, needs_hour=False)
NEAREST = Expected(NOW, "Asia/Yakutsk", Leaning.NEAREST, needs_hour=False)
FOLDER = Path(__file__).parent / "typed_times"
RIGHT_LEAST = 0.97


def said(found: Reading) -> str:
    match found:
        case Moment(at, None):
            return f"{at:%Y-%m-%d %H:%M}"
        case Moment(at, until):
            return f"{at:%Y-%m-%d %H:%M}-{until:%H:%M}"
        case Day(on):
            return on.isoformat()
    return "ASK"


def rows(name: str) -> list[tuple[str, str]]:
    """The lines of a file: what was typed, and what it may mean, ASK for a question back."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [(typed, meaning) for line in lines for typed, meaning in [line.split("\t")]]


FILES = {
    "moments.tsv": AHEAD,
    "days.tsv": PAST,
    "spoken.tsv": AHEAD,
    "english.tsv": ENGLISH,
    "more_moments.tsv": AHEAD,
    "more_days.tsv": PAST,
    "more_english.tsv": ENGLISH,
    "village_moments.tsv": AHEAD,
    "village_days.tsv": PAST,
}


@pytest.mark.parametrize("name", FILES)
def test_real_words_are_read_right_or_asked_about_and_never_sure_and_wrong(name: str) -> None:
    """An end of a stretch is judged where the file names one."""
    found = {typed: (said(read(typed, WORDS, FILES[name])), meaning.split("|")) for typed, meaning in rows(name)}
    right = [typed for typed, (got, may) in found.items() if got in may or got[:16] in may]
    wrong = {typed: pair for typed, pair in found.items() if typed not in right and pair[0] != "ASK"}
    assert wrong == {}
    assert len(right) / len(found) >= RIGHT_LEAST, sorted({*found} - {*right})


DAYS_SAID = {
    "завтра": "11-25",
    "5.12": "12-05",
    "в субботу": "11-28",
    "суббота 5 декабря": "12-05",
    "10 декабря 26 г": "12-10",
    "двадцать первого декабря": "12-21",
    "30 числа": "11-30",
    "вторая суббота декабря": "12-12",
    "1-го": "12-01",
    "через две недели": "12-08",
    "5 XII 2026": "12-05",
    "на следующей неделе в среду": "12-02",
    "5/12": "12-05",
}
HOURS_SAID = {
    "18:00": "18:00",
    "18 30": "18:30",
    "6 вечера": "18:00",
    "полседьмого вечера": "18:30",
    "9": "09:00",
    "без четверти семь вечера": "18:45",
    "восемнадцать тридцать": "18:30",
    "двадцать": "20:00",
    "12": "12:00",
    "18 часов 5 минут": "18:05",
    "двадцать один час": "21:00",
    "час дня": "13:00",
    "полдень": "12:00",
}
ORDERS = ["{day} в {hour}", "{day} {hour}", "{day}, {hour}", "в {hour} {day}", "{hour} {day}", "{day} - {hour}"]


def test_a_day_and_an_hour_in_any_order_are_both_meant_as_they_are_alone() -> None:
    for (day, on), (hour, at), order in product(DAYS_SAID.items(), HOURS_SAID.items(), ORDERS):
        typed = order.format(day=day, hour=hour)
        assert said(read(typed, WORDS, AHEAD)) in {f"2026-{on} {at}", "ASK"}, typed


def ask(typed: str, expected: Expected = AHEAD) -> Ask:
    found = read(typed, WORDS, expected)
    assert isinstance(found, Ask), found
    return found


@pytest.mark.parametrize(
    ("typed", "doubt", "choices"),
    [
        ("завтра в полвосьмого", Doubt.HALF, ["2026-11-25 07:30", "2026-11-25 19:30"]),
        ("завтра в 7:30", Doubt.HALF, ["2026-11-25 07:30", "2026-11-25 19:30"]),
        ("сегодня в 6", Doubt.HALF, ["2026-11-24 18:00"]),
        ("завтра в полночь", Doubt.MIDNIGHT, ["2026-11-25 00:00", "2026-11-26 00:00"]),
        ("31 декабря в 24:00", Doubt.MIDNIGHT, ["2026-12-31 00:00", "2027-01-01 00:00"]),
        ("завтра ночью в 2", Doubt.NIGHT, ["2026-11-25 02:00", "2026-11-26 02:00"]),
        ("во вторник в 18:00", Doubt.WEEK, ["2026-11-24 18:00", "2026-12-01 18:00"]),
        ("в следующую пятницу в 18:00", Doubt.WEEK, ["2026-11-27 18:00", "2026-12-04 18:00"]),
        ("next Friday at 6 pm", Doubt.WEEK, ["2026-11-27 18:00", "2026-12-04 18:00"]),
        ("воскресенье 5 декабря в 11:00", Doubt.WEEKDAY, ["2026-12-05 11:00", "2026-12-06 11:00"]),
        ("в 18:30", Doubt.NO_DAY, ["2026-11-24 18:30", "2026-11-25 18:30"]),
        ("5 декабря 9-11", Doubt.READINGS, ["2026-12-05 09:00", "2026-12-05 09:11"]),
        ("завтра", Doubt.NO_HOUR, []),
        ("5 декабря 27", Doubt.NO_HOUR, []),
        ("31 ноября в 10:00", Doubt.MISSING, []),
        ("29.02.2027 10:00", Doubt.MISSING, []),
        ("завтра, 26 ноября, в 18:00", Doubt.SEVERAL, []),
        ("5 12 в 11:00", Doubt.SEVERAL, []),
        ("завтра в 18 утра", Doubt.PART, []),
        ("завтра утром в 7 вечера", Doubt.PART, []),
        ("в конце декабря в 18:00", Doubt.PERIOD, []),
        ("в мае в 18:00", Doubt.PERIOD, []),
        ("на следующей неделе в 18:00", Doubt.PERIOD, []),
        ("31.12.2099 23:59", Doubt.FAR, []),
        ("5.12.25 11:00", Doubt.FAR, []),
    ],
)
def test_a_doubt_is_named_with_the_answers_to_choose_from(typed: str, doubt: Doubt, choices: list[str]) -> None:
    found = ask(typed)
    assert (found.doubt, [f"{each:%Y-%m-%d %H:%M}" for each in found.choices]) == (doubt, choices)


def test_a_slash_in_english_may_mean_either_order() -> None:
    assert [f"{each:%d.%m %H:%M}" for each in ask("5/12 6pm", ENGLISH).choices] == ["05.12 18:00", "12.05 18:00"]
    assert said(read("12/25/2026 6pm", WORDS, ENGLISH)) == "2026-12-25 18:00"
    assert said(read("5/12 в 18:00", WORDS, AHEAD)) == "2026-12-05 18:00"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("каждую субботу в 11:00", "каждую"),
        ("по субботам в 11:00", "по субботам"),
        ("5 или 6 декабря в 11:00", "5 или"),
        ("завтра не в 18:00", "не"),
        ("завтра после 18:00", "после"),
        ("до 5 декабря в 18:00", "до"),
        ("5 декабря в 11 у клуба", "у клуба"),
        ("завтрак в 9:00", "завтрак"),
        ("завтра в 25:00", "25:00"),
        ("когда-нибудь", "когда-нибудь"),
        ("20.11.206", "20.11.206"),
        ("1.2.3", "1.2.3"),
        ("завтра в 6 вечреа", "вечреа"),
        ("5 декабря в 11:00 🕐", "🕐"),
        ("5 декабря в 6 вечра", "вечра"),
        ("fridays at 6 pm", "fridays"),
    ],
)
def test_the_words_that_are_not_understood_are_named(typed: str, words: str) -> None:
    assert ask(typed) == Ask(Doubt.UNKNOWN, words)


@pytest.mark.parametrize("typed", ["", " ", "\u200b", "🎉", "ы" * 4096, "5 " * 400, "1." * 49, "9" * 90])
def test_what_says_nothing_about_time_is_asked_about(typed: str) -> None:
    assert ask(typed).choices == ()


@pytest.mark.parametrize(
    ("typed", "at", "there", "zone"),
    [
        ("5 декабря в 11:00 мск", "2026-12-05 17:00", "11:00", "Europe/Moscow"),
        ("5 декабря в 11:00 по Москве", "2026-12-05 17:00", "11:00", "Europe/Moscow"),
        ("завтра в 18:00 по хабаровскому времени", "2026-11-25 17:00", "18:00", "Asia/Vladivostok"),
        ("завтра в 18:00 (МСК+7)", "2026-11-25 17:00", "18:00", "+10:00"),
        ("завтра в 18:00 UTC+10", "2026-11-25 17:00", "18:00", "+10:00"),
        ("завтра в 18:00 +10", "2026-11-25 17:00", "18:00", "+10:00"),
        ("5 декабря в 11:00 UTC", "2026-12-05 20:00", "11:00", "+00:00"),
        ("15 декабря 23:30 МСК", "2026-12-16 05:30", "23:30", "Europe/Moscow"),
        ("5 Dec at 11 am Moscow time", "2026-12-05 17:00", "11:00", "Europe/Moscow"),
    ],
)
def test_an_hour_of_another_zone_is_converted_and_kept_beside(typed: str, at: str, there: str, zone: str) -> None:
    found = read(typed, WORDS, AHEAD)
    assert isinstance(found, Moment)
    assert isinstance(found.typed, Elsewhere)
    assert (f"{found.at:%Y-%m-%d %H:%M}", f"{found.typed.at:%H:%M}", found.typed.zone) == (at, there, zone)


@pytest.mark.parametrize("typed", ["завтра в 18:00 по местному времени", "завтра в 18:00 по Благовещенску"])
def test_the_zone_of_the_place_changes_nothing(typed: str) -> None:
    assert read(typed, WORDS, AHEAD) == Moment(datetime(2026, 11, 25, 18))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("с 5 по 7 декабря", (5, 7)),
        ("5-7 декабря", (5, 7)),
        ("декабрь", (1, 31)),
        ("с 5.12 по 7.12", (5, 7)),
    ],
)
def test_several_days_are_read_as_such(typed: str, days: tuple[int, int]) -> None:
    assert read(typed, WORDS, NEAREST) == Days(*(date(2026, 12, day) for day in days))


@pytest.mark.parametrize("typed", ["IV квартал 2026", "4 кв. 2026 г.", "в четвертом квартале"])
def test_a_quarter_is_three_months(typed: str) -> None:
    assert read(typed, WORDS, NEAREST) == Days(date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("28.11", [date(2025, 11, 28)]),
        ("во вторник", [date(2026, 11, 17), date(2026, 11, 24)]),
        ("в эту среду", [date(2026, 11, 18)]),
        ("суббота 20 ноября", [date(2026, 11, 20), date(2026, 11, 21)]),
    ],
)
def test_a_doubtful_day_of_the_past_is_asked_about(typed: str, choices: Sequence[date]) -> None:
    assert [each.date() for each in ask(typed, PAST).choices] == choices


@pytest.mark.parametrize(
    ("typed", "day"),
    [("25.11.2026", date(2026, 11, 25)), ("завтра", date(2026, 11, 25)), ("28.11", date(2026, 11, 28))],
)
def test_a_day_ahead_is_none_of_the_past(typed: str, day: date) -> None:
    found = ask(typed, PAST)
    assert (found.doubt, found.day) == (Doubt.AHEAD, day)


def test_four_figures_are_an_hour_only_where_one_is_needed() -> None:
    assert said(read("5 декабря 1930", WORDS, AHEAD)) == "2026-12-05 19:30"
    assert ask("5 декабря 1945", NEAREST).doubt is Doubt.FAR


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20 ноября", ["2026-11-20"]),
        ("20 декабря", ["2026-12-20"]),
        ("20 мая", ["2026-05-20", "2027-05-20"]),
        ("20 числа", ["2026-11-20", "2026-12-20"]),
        ("в пятницу", ["2026-11-20", "2026-11-27"]),
    ],
)
def test_a_day_on_either_side_is_taken_only_when_it_is_clearly_the_nearest(typed: str, meant: list[str]) -> None:
    found = read(typed, WORDS, NEAREST)
    days = [found.on] if isinstance(found, Day) else [each.date() for each in ask(typed, NEAREST).choices]
    assert [day.isoformat() for day in days] == meant


def test_until_is_read_where_a_limit_is_asked_for() -> None:
    limit = Expected(NOW, "Asia/Yakutsk", needs_hour=False, is_limit=True)
    assert read("до 18 декабря", WORDS, limit) == Day(date(2026, 12, 18))
    assert ask("до 18 декабря", NEAREST).words == "до"


def test_a_kind_of_words_that_nobody_reads_stops_the_start() -> None:
    with pytest.raises(ValueError, match="decade"):
        build([{"decade": {1: "decade"}}])


@pytest.mark.parametrize(("typed", "is_one"), [("завтро", True), ("зватра", True), ("завра", True), ("завтрак", True)])
def test_one_edit_is_a_letter_more_less_mistaken_or_swapped(typed: str, is_one: bool) -> None:
    assert is_one_edit(typed, "завтра") is is_one


@pytest.mark.parametrize("typed", ["завтра", "зовтро", "заврат", "автр", "завтракать"])
def test_none_or_two_edits_are_not_one(typed: str) -> None:
    assert not is_one_edit(typed, "завтра")
