"""A list of houses as people type it: a street with its houses in a line, or several streets with semicolons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HouseWords:
    """Words that begin a street ("street", "lane"), and words that begin its houses, in small letters."""

    streets: Sequence[str]
    houses: Sequence[str]


@dataclass(frozen=True, slots=True)
class HousesRow:
    """A row of the table of houses."""

    street: str
    houses: str
    note: str


def rows_of(typed: str, words: HouseWords) -> list[HousesRow]:
    """The rows of a list "street: houses; remark". What begins with a street is no remark but the next row."""
    rows: list[HousesRow] = []
    for line in typed.splitlines():
        for place, part in enumerate(" ".join(each.split()) for each in line.split(";")):
            if not part:
                continue
            if rows and place and not _begins_street(part, words):
                rows[-1] = HousesRow(rows[-1].street, rows[-1].houses, "; ".join(filter(None, (rows[-1].note, part))))
            else:
                rows.append(HousesRow(*_divided(part, words), ""))
    return rows


def _begins_street(part: str, words: HouseWords) -> bool:
    return part.casefold().split()[0].strip(".:,") in words.streets or part.casefold().startswith(
        tuple(f"{each}." for each in words.streets)
    )


def _divided(part: str, words: HouseWords) -> tuple[str, str]:
    """The street and its houses, parted by a colon or by the word before the first number."""
    street, colon, houses = part.partition(":")
    if not colon and (found := re.search(rf",? (?:{'|'.join(words.houses)})\b\.?(?= ?\d)", part, re.IGNORECASE)):
        street, houses = part[: found.start()], part[found.start() :]
    return street.strip(), houses.strip(" ,")
