"""A wish in typed words: "grants for a playground up to 300 thousand, without a legal entity".

The words of each part are data (`locales/*/wishes.yaml`): phrases of beginnings of folded words. What is left over is
searched for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TypeVar

from bot.domain.catalogue.wishes import NO_ENTITY, SUM_MOST, THOUSAND, GrantWish
from bot.domain.grants import Applicant, Theme
from bot.domain.municipalities import fold

TYPED_MAX, WORDS_MAX = 200, 24
NUMBER = r"(?<!\d)(\d{1,3}(?:[ \u00a0]\d{3})+|\d{1,9}(?:[.,]\d+)?)"
YEARS = range(2020, 2100)

K = TypeVar("K")
Phrase = Sequence[str]
"""Beginnings of words that stand one after the other."""


@dataclass(frozen=True, slots=True)
class WishWords:
    """The words of all languages. `openers` begin a wish, `asks` a question; `near` stand before a place."""

    kinds: Mapping[str, Sequence[Phrase]]
    themes: Mapping[Theme, Sequence[Phrase]]
    months: Mapping[int, Sequence[Phrase]]
    units: Mapping[str, int]
    sums: Mapping[str, int]
    openers: tuple[str, ...]
    asks: frozenset[str]
    noise: frozenset[str]
    near: frozenset[str]


@dataclass(slots=True)
class Heard:
    """A line as it was understood: a wish without words, the words that are left, and those that may be a place."""

    wish: GrantWish
    left: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


def is_wish(typed: str, words: WishWords) -> bool:
    """Tell whether a line asks for programmes: it is about grants, names more than that, and asks no question."""
    said = fold(typed).split()
    if "?" in typed or not 2 <= len(said) <= WORDS_MAX or words.asks & set(said):
        return False
    meant = [word for word in said if word not in words.noise]
    return bool(meant) and meant[0].startswith(words.openers) and len(meant) > 1


def hear(typed: str, words: WishWords, today: date) -> Heard:
    """The wish in a typed line. A month without a year is the next such month."""
    line = typed[:TYPED_MAX].casefold()
    roubles, line = take_sum(line, words)
    said = fold(line).split()[:WORDS_MAX]
    kinds = _take(said, words.kinds)
    themes = _take(said, words.themes)
    months = _take(said, words.months)
    year = next((int(each) for each in said if each.isdecimal() and int(each) in YEARS), None)
    said = [each for each in said if not (each.isdecimal() and int(each) in YEARS and months)]
    near = [after for before, after in pairwise(said) if before in words.near]
    left = [each for each in said if each not in words.noise and not each.startswith(words.openers)]
    wish = GrantWish(
        kinds=_kinds(kinds),
        theme=themes[0] if themes else None,
        month=_month(months[0], year, today) if months else None,
        roubles=roubles,
    )
    return Heard(wish, left, [each for each in near if each in left])


def _take(said: list[str], known: Mapping[K, Sequence[Phrase]]) -> list[K]:
    """The meanings whose phrases stand in a line; their words are taken out of it, the longest phrase first."""
    phrases = [(phrase, meaning) for meaning, own in known.items() for phrase in own]
    phrases.sort(key=lambda each: -len(each[0]))
    found: dict[K, None] = {}
    for phrase, meaning in phrases:
        size = len(phrase)
        for place in range(len(said) - size + 1):
            if all(word.startswith(start) for word, start in zip(said[place:], phrase, strict=False)):
                found[meaning] = None
                del said[place : place + size]
                break
    return list(found)


def _kinds(named: Sequence[str]) -> frozenset[Applicant]:
    """The named kinds; who has no legal entity is every kind of these, unless one is named."""
    kinds = frozenset(Applicant(each) for each in named if each != "no_entity")
    if "no_entity" not in named:
        return kinds
    return frozenset({Applicant.TOS}) if Applicant.TOS_LEGAL in kinds else kinds & NO_ENTITY or NO_ENTITY


def take_sum(line: str, words: WishWords) -> tuple[int | None, str]:
    """The sum in a line in small letters, in whole thousands of roubles, and the line without it.

    A bare number is one from ten thousand on: a smaller one is a house or a year.
    """
    for word, roubles in words.sums.items():
        if re.search(rf"\b{word}\b", line):
            number = re.search(rf"{NUMBER}\s*{word}", line)
            if number is None:
                return roubles, re.sub(rf"\b{word}\b", " ", line)
    units = "|".join(sorted(map(re.escape, words.units), key=len, reverse=True))
    for found in re.finditer(rf"{NUMBER}\s*({units})?(?!\w)", line):
        digits, unit = found.groups()
        roubles = round(float(re.sub(r"[ \u00a0]", "", digits).replace(",", ".")) * words.units.get(unit or "", 1))
        if roubles >= (THOUSAND if unit else 10 * THOUSAND):
            return min(roubles // THOUSAND * THOUSAND, SUM_MOST), f"{line[: found.start()]} {line[found.end() :]}"
    return None, line


def _month(number: int, year: int | None, today: date) -> str:
    soonest = today.year + (number < today.month)
    return f"{year or soonest}-{number:02}"
