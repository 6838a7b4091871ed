"""Roubles and quantities as people type them: "12 500", "12,5 thousand", "1.5 m", "3 pieces"; units come as words.

Everything that is not understood wholly is None: a sum that was guessed would stand in an application.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.applications.budget import (
    KOPECKS,
    LINES_MAX,
    PRICE_MAX,
    QUANTITY_MAX,
    THOUSANDTHS,
    UNIT_MAX,
    WHAT_MAX,
    BudgetLine,
)
from bot.domain.words import one_line, says_something

# Digits, spaces between thousands, a fraction of at most three digits after a comma or a dot.
_NUMBER = re.compile(r"(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d{1,3}))?(?=$|[^\d.,])", re.ASCII)
# "12.500" and "12,500" may be twelve thousand or twelve and a half.
# A unit begins with a letter or so: "2 3" and "2 - 3" are no quantities.
_NO_UNIT = (*"0123456789+-/*=",)
_DOUBTFUL = re.compile(r"\d{1,3}[.,]\d{3}")


@dataclass(frozen=True, slots=True)
class SumWords:
    """The words of a language: names of the currency, and factors by their words."""

    currency: frozenset[str]
    factors: Mapping[str, int]


def read_roubles(typed: str, words: SumWords) -> int | None:
    """A sum in kopecks, at least one and at most PRICE_MAX; None for anything else, also for more than two decimals."""
    found = _split(typed)
    if found is None:
        return None
    number, rest = found
    factor = 1
    names = [each.strip(".") for each in rest.split()]
    if names and names[0] in words.factors:
        factor = words.factors[names.pop(0)]
    elif _DOUBTFUL.fullmatch(one_line(typed).split(" ")[0]):
        return None
    if any(each not in words.currency for each in names) or len(names) > 1:
        return None
    kopecks = number * factor * KOPECKS
    return int(kopecks) if kopecks == int(kopecks) and 0 < kopecks <= PRICE_MAX else None


def read_quantity(typed: str) -> tuple[int, str] | None:
    """A quantity in thousandths with its unit, as typed; None for anything else."""
    found = _split(typed, lower=False)
    if found is None:
        return None
    number, unit = found
    quantity = number * THOUSANDTHS
    if not 0 < quantity <= QUANTITY_MAX or quantity != int(quantity) or len(unit) > UNIT_MAX or _has_digit(unit):
        return None
    return int(quantity), unit


def _has_digit(unit: str) -> bool:
    """Squares and cubes are units: "m2", "m³"."""
    return any(each.isdecimal() and each not in "23" for each in unit) or unit.startswith(_NO_UNIT)


def _split(typed: str, *, lower: bool = True) -> tuple[Decimal, str] | None:
    """The number at the beginning and the words after it."""
    text = one_line(typed)
    found = _NUMBER.match(text)
    if found is None:
        return None
    number = Decimal(found[1].replace(" ", "") + (f".{found[2]}" if found[2] else ""))
    rest = text[found.end() :].strip()
    return number, rest.lower() if lower else rest


def read_lines(typed: str, words: SumWords) -> list[BudgetLine | str]:
    """Lines of a budget, each "what; how many; price", as typed or pasted; a row that is not understood is its text.

    Columns may be parted by a semicolon or a tab; how many may be left out.
    """
    rows = [each for each in typed.splitlines() if each.strip()]
    return [_line(each, words) or one_line(each)[:WHAT_MAX] for each in rows[: LINES_MAX + 1]]


def _line(row: str, words: SumWords) -> BudgetLine | None:
    cells = [each.strip() for each in re.split(r"[;\t]", row.strip().strip(";"))]
    if len(cells) not in (2, 3) or not is_name(cells[0]):
        return None
    quantity = read_quantity(cells[1]) if len(cells) == 3 else (THOUSANDTHS, "")
    price = read_roubles(cells[-1], words)
    if quantity is None or price is None:
        return None
    return BudgetLine(0, one_line(cells[0]), quantity[0], quantity[1], price)


def is_name(typed: str) -> bool:
    """Tell whether a text can name a line."""
    name = one_line(typed)
    return says_something(name) and len(name) <= WHAT_MAX
