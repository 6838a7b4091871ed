"""The catalogue as an Excel file: what is downloaded comes back as it was, and each cell that cannot be is named."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.catalogue.entries import TEXT_MAX, FaultKind, round_field, stage_field
from bot.domain.catalogue.forms import COLUMNS, SheetKind, folded
from bot.domain.catalogue.sheets import Catalogue, RowFate, SavedChange, compare
from bot.domain.grants import Applicant, Certainty, Level, RoundStatus, StageKind, Theme
from bot.files.catalogue_xlsx import FormTexts, read, write
from bot.files.workbooks import UnreadableSheetError
from tests.workbooks import DATES, with_cell, with_part, workbook

CODES = {
    "level": Level,
    "applicants": Applicant,
    "themes": Theme,
    "amounts": Applicant,
    "confidence": Certainty,
    "status": RoundStatus,
    "kind": StageKind,
}
WORDS = {column: {code.value: f"{code.name} word" for code in codes} for column, codes in CODES.items()}
WORDS |= {"archived": {"yes": "yes word"}, "forecast": {"forecast": "maybe", "announced": "surely"}}
TITLES = {column: column.upper() for columns in COLUMNS.values() for column in columns}
TEXTS = FormTexts(
    about="About",
    lists="Lists",
    sheets={kind: kind.value.title() for kind in SheetKind},
    titles=TITLES,
    words=WORDS,
    places={"zeya": "Zeya", "svobodny": "Svobodny"},
    legend=("a legend",),
)
KNOWN = folded([WORDS])
DOWNLOADED = "2026-11-24T03:00:00+00:00"

LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
WORDS_TYPED = st.text(LETTERS, min_size=1, max_size=30)
LINES = st.lists(WORDS_TYPED, max_size=4).map(lambda lines: [line for line in lines if line.strip(" -•\t")])
EARLIEST = datetime(2000, 1, 1)  # noqa: DTZ001 - a wall clock
DAYS = st.dates(EARLIEST.date()).map(lambda day: day.isoformat())
SAID = st.dictionaries(st.sampled_from(["ru", "en"]), WORDS_TYPED, min_size=1)
LOCAL = {
    "minute": st.datetimes(EARLIEST).map(lambda at: at.isoformat(timespec="minutes")),
    "day": DAYS,
    "month": DAYS.map(lambda day: day[:7]),
}
STAGES = st.sampled_from(list(LOCAL)).flatmap(
    lambda precision: st.fixed_dictionaries(
        {
            "local": LOCAL[precision],
            "zone": st.sampled_from(["Europe/Moscow", "Asia/Yakutsk"]),
            "precision": st.just(precision),
            "forecast": st.booleans(),
            "source": WORDS_TYPED,
            "seen_on": DAYS,
        }
    )
)
ROUNDS = st.dictionaries(
    st.sampled_from(["2027", "2027-1", "весна 2028"]),
    st.tuples(st.sampled_from(RoundStatus), st.dictionaries(st.sampled_from(StageKind), STAGES, max_size=4)),
    max_size=3,
)


def some_of(codes: Any, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.sets(st.sampled_from(codes), min_size=least).map(lambda found: sorted(map(str, found)))


FACTS = st.fixed_dictionaries(
    {
        "title": WORDS_TYPED,
        "short_title": WORDS_TYPED,
        "organiser": WORDS_TYPED,
        "level": st.sampled_from(Level).map(str),
        "applicants": some_of(Applicant, 1),
        "source": WORDS_TYPED | st.just("ж" * TEXT_MAX),
        "confidence": st.sampled_from(Certainty).map(str),
    },
    optional={
        "municipalities": some_of(["zeya", "svobodny"]),
        "themes": some_of(Theme),
        "url": st.just("https://фонд.рф/news?id=1&more=2"),
        "amount": SAID,
        "note": SAID,
        "amounts": st.dictionaries(st.sampled_from(Applicant).map(str), st.integers(1, 10**9)),
        "own_share": st.integers(1, 100),
        "min_age_months": st.integers(1, 600),
        "documents": LINES,
        "links": st.just(["https://one.example", "https://two.example"]),
        "contact": st.sampled_from(["+7 900 000 00 00", "89000000000", "=1+1", "@someone", "'quoted", "_x0041_"]),
        "as_of": DAYS,
        "seen_on": DAYS,
        "recheck_on": DAYS,
        "archived": st.just(value=True),
    },
)


def entry_of(facts: Mapping[str, Any], rounds: Mapping[str, Any]) -> dict[str, Any]:
    entry = {name: value for name, value in facts.items() if value not in ([], {})}
    for season, (status, dates) in rounds.items():
        entry[round_field(season)] = status.value
        entry |= {stage_field(season, kind): value for kind, value in dates.items()}
    return entry


ENTRIES = st.dictionaries(st.sampled_from(["one", "two", "three"]), st.builds(entry_of, FACTS, ROUNDS), min_size=1)


@given(ENTRIES)
@settings(max_examples=40, deadline=None)
def test_what_is_downloaded_comes_back_as_it_was(entries: dict[str, dict[str, Any]]) -> None:
    rows = read(write(entries, DOWNLOADED, TEXTS), KNOWN)
    compared = compare(Catalogue(entries, TEXTS.places), rows)
    assert not [each.faults for each in compared if each.faults]
    assert [(each.slug, each.fate, dict(each.changes)) for each in compared] == [
        (slug, RowFate.SAME, {}) for slug in entries
    ]
    assert {each.slug for each in rows if each.downloaded_at} == {*entries}


PROGRAMMES = ("slug", "title", "url", "own_share", "applicants")
FULL = ("one", "Two yards", "https://one.example", 10, "TOS word")


def date_row(**other: Any) -> list[Any]:
    own = {"slug": "one", "season": 2027, "kind": "DEADLINE word", "local": "16.03.2027 23:30"}
    own |= {"zone": "Europe/Moscow", "forecast": "surely", "source": "a letter", "seen_on": "24.11.2026"}
    return list((own | other).values())


def compared(content: bytes, known: Mapping[str, Any]) -> list[tuple[str, RowFate, list[tuple[str, str]]]]:
    rows = compare(Catalogue(known, TEXTS.places, passing=re.compile("soon")), read(content, KNOWN))
    return [(each.slug, each.fate, [(fault.kind.value, fault.place) for fault in each.faults]) for each in rows]


def base() -> dict[str, Any]:
    own = {"title": "One", "short_title": "One", "organiser": "A fund", "level": "region", "applicants": ["tos"]}
    return {"one": own | {"source": "one.example", "confidence": "M"}}


@pytest.mark.parametrize(
    ("local", "kept"),
    [
        ("16.03.2027 23:30", "2027-03-16T23:30"),
        ("2027-03-16 23:30", "2027-03-16T23:30"),
        (datetime(2027, 3, 16, 23, 30), "2027-03-16T23:30"),  # noqa: DTZ001 - a wall clock
        (datetime(2027, 3, 16), "2027-03-16"),  # noqa: DTZ001 - a wall clock
        ("6.3.2027", "2027-03-06"),
        ("03.2027", "2027-03"),
    ],
    ids=str,
)
def test_a_date_is_read_as_people_write_it(local: Any, kept: str) -> None:
    content = workbook([PROGRAMMES[:1], ["one"]], [DATES, date_row(local=local)])
    (row,) = compare(Catalogue(base(), TEXTS.places), read(content, KNOWN))
    assert row.faults == ()
    date = row.changes[stage_field("2027", StageKind.DEADLINE)].became
    assert (date["local"], date["forecast"], date["seen_on"]) == (kept, False, "2026-11-24")


@pytest.mark.parametrize(
    ("date", "fault"),
    [
        ({"local": "31.02.2027"}, ("date", "Sheet2!D3")),
        ({"local": "16 марта"}, ("date", "Sheet2!D3")),
        ({"local": "завтра"}, ("date", "Sheet2!D3")),
        ({"local": "2027"}, ("date", "Sheet2!D3")),
        ({"zone": "Moon/Sea"}, ("zone", "")),
        ({"zone": ""}, ("zone", "")),
        ({"source": ""}, ("no_source", "")),
        ({"seen_on": "вчера"}, ("date", "Sheet2!H3")),
        ({"seen_on": ""}, ("no_source", "")),
        ({"forecast": ""}, ("wrong", "")),
        ({"forecast": "perhaps"}, ("wrong", "Sheet2!F3")),
        ({"kind": "party"}, ("wrong", "Sheet2!C3")),
        ({"season": ""}, ("missing", "")),
        ({"source": "they open soon"}, ("relative", "")),
    ],
    ids=str,
)
def test_a_wrong_date_makes_its_row_a_bad_one(date: dict[str, Any], fault: tuple[str, str]) -> None:
    content = workbook([PROGRAMMES[:1], ["one"]], [DATES, date_row(**date)])
    assert compared(content, base()) == [("one", RowFate.BAD, [fault])]


def test_each_row_hears_its_own_fault() -> None:
    rows: list[list[Any]] = [
        ["one", "Two yards", "https://one.example", 10, "TOS word"],
        ["one", "Two yards", "https://one.example", 10, "TOS word"],
        ["two", "Two", "no address", "ten", "aliens"],
        ["", "Three", "", "", "TOS word"],
        ["four", "merged", "", "", "TOS word"],
        ["five", "=A1", "", "", "TOS word"],
        ["six", "Six", "", "", "TOS word", "my note"],
    ]

    def alter(sheets: Any) -> None:
        sheets[0].merge_range(6, 1, 6, 2, "merged")
        sheets[0].write_formula(7, 1, "=A1", None, "cached")

    found = compared(workbook([PROGRAMMES, *rows], alter=alter), base())
    faults = {slug: faults for slug, fate, faults in found if fate is RowFate.BAD}
    assert found[0] == ("one", RowFate.CHANGED, [])
    assert faults["one"] == [("twice", "")]
    assert faults["two"] == [("wrong", "Sheet1!D5"), ("wrong", "Sheet1!E5")]
    assert faults[""] == [("wrong", "")]
    assert faults["four"] == [("merged", "Sheet1!B7"), ("merged", "Sheet1!C7")]
    assert faults["five"] == [("formula", "Sheet1!B8")]
    assert faults["six"] == [("foreign", "Sheet1!F9")]


def test_a_season_that_is_taken_out_takes_its_dates_along() -> None:
    known = base()
    stage = {"local": "2027-03", "zone": "Europe/Moscow", "precision": "month", "forecast": True}
    known["one"] |= {"round/2027": "forecast", "stage/2027/open": stage | {"source": "s", "seen_on": "2026-11-24"}}
    content = workbook([PROGRAMMES[:1], ["one"]], [("slug", "season", "status"), ["one", "2027", ""]])
    (row,) = compare(Catalogue(known, TEXTS.places), read(content, KNOWN))
    assert {name: change.became for name, change in row.changes.items()} == {
        "round/2027": None,
        "stage/2027/open": None,
    }


def test_what_others_changed_since_the_download_is_neither_taken_back_nor_overwritten() -> None:
    """Title: left as downloaded, changed by others. Address: changed by both. Organiser: changed here alone."""
    known = base()
    known["one"] |= {"title": "Theirs", "url": "https://theirs.example"}
    later = datetime.fromisoformat("2026-11-25T03:00:00+00:00")
    saved = {"one": [SavedChange("title", "One", later), SavedChange("url", None, later)]}
    catalogue = Catalogue(known, TEXTS.places, saved=saved)
    columns = ("slug", "downloaded_at", "title", "url", "organiser")
    for url, fate in (("", RowFate.CHANGED), ("https://mine.example", RowFate.BAD)):
        content = workbook([columns, ["one", DOWNLOADED, "One", url, "Another fund"]])
        (row,) = compare(catalogue, read(content, KNOWN))
        assert row.fate is fate
    assert [(fault.kind, fault.field) for fault in row.faults] == [(FaultKind.OVERTAKEN, "url")]
    old = workbook([columns, ["one", "2026-11-26T03:00:00+00:00", "One", "", "Another fund"]])
    (row,) = compare(catalogue, read(old, KNOWN))
    assert {*row.changes} == {"title", "url", "organiser"}, "whoever downloads later knows"


PLAIN = workbook([PROGRAMMES, FULL])
BOMB = b"<sst>" + b"<si><t>" + b"x" * 60_000_000 + b"</t></si></sst>"
REPEATED = workbook([PROGRAMMES, *([f"p{n}", "long " * 6000, "", "", ""] for n in range(2000))])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0 an old file", "old"),
        (b"PK\x03\x04 no archive", "broken"),
        (PLAIN[: len(PLAIN) // 2], "broken"),
        (with_part(PLAIN, "xl/workbook.xml", b"<workbook", instead=True), "broken"),
        (with_part(PLAIN, "xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;', instead=True), "broken"),
        (with_part(PLAIN, "xl/vbaProject.bin", b"macros"), "macros"),
        (with_part(PLAIN, "xl/sharedStrings.xml", BOMB, instead=True), "big"),
        (with_cell(PLAIN, "A1048576"), "big"),
        (with_cell(PLAIN, "XFD9"), "big"),
        (REPEATED, "big"),
        (workbook([("Название", "Сумма"), ["a", 1]]), "form"),
        (workbook([PROGRAMMES]), "rows"),
    ],
    ids=[
        "old",
        "torn",
        "half",
        "xml",
        "entity",
        "macros",
        "bomb",
        "last row",
        "last column",
        "repeated",
        "form",
        "empty",
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSheetError) as refused:
        read(content, KNOWN)
    assert refused.value.reason == reason


@given(st.binary(max_size=60), st.integers(0, len(PLAIN) - 1))
@settings(max_examples=60, deadline=None)
def test_a_spoiled_file_is_refused_or_read_but_never_breaks(noise: bytes, place: int) -> None:
    content = PLAIN[:place] + noise + PLAIN[place + len(noise) :]
    with suppress(UnreadableSheetError):
        read(content, KNOWN)
