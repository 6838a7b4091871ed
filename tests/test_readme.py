"""The README names files that exist, in both languages."""

import re
from itertools import product
from pathlib import Path

import pytest

from bot.config import ROOT

READMES = ("README.md", "README.ru.md")
# A table of two columns whose second one names files.
ROWS = re.compile(r"^\| (?P<subject>[^|]+) \| (?P<places>[^|]*`[^|]+) \|$", re.MULTILINE)


def places(readme: str) -> dict[str, list[str]]:
    """The files that each row of "Where is what" names, as they are written, by the row's subject."""
    _, *tables = (ROOT / readme).read_text("utf-8").split("\n|---|---|\n")
    rows = tables[-1].split("\n\n", 1)[0]
    found = {row["subject"]: re.findall("`([^`]+)`", row["places"]) for row in ROWS.finditer(rows)}
    assert len(found) == len(rows.splitlines()), "a row names no file"
    return found


def alternatives(place: str) -> list[str]:
    """The patterns of a place: `{a,b}` is either, `X` is any word."""
    parts = [part.split(",") for part in re.split(r"[{}]", place.replace("X", "*"))]
    return ["".join(chosen) for chosen in product(*parts)]


def exists(pattern: str) -> bool:
    found: list[Path] = [*ROOT.glob(pattern.rstrip("/"))]
    return any(each.is_dir() if pattern.endswith("/") else each.is_file() for each in found)


@pytest.mark.parametrize("readme", READMES)
def test_every_row_names_files_that_exist(readme: str) -> None:
    named = {
        subject: [each for place in rows for each in alternatives(place)] for subject, rows in places(readme).items()
    }
    missing = {subject: [each for each in patterns if not exists(each)] for subject, patterns in named.items()}
    assert {subject: patterns for subject, patterns in missing.items() if patterns} == {}


def test_both_languages_name_the_same_files() -> None:
    english, russian = (places(readme).values() for readme in READMES)
    assert [*english] == [*russian]
