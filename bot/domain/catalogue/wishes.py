"""Conditions of programmes: a wish of somebody who looks through the catalogue, and a filter that somebody follows.

What a programme does not say of itself excludes nothing, in both (`reach`). A wish is packed into buttons, so that
nothing is kept: letters, the order of the parts and `mark` are those of released buttons and never change.
"""

import re
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import product
from typing import NamedTuple
from zlib import crc32

from bot.domain.grants import Applicant, Eligibility, Programme, Theme, may_apply

KIND_LETTERS = {
    Applicant.TOS: "t",
    Applicant.TOS_LEGAL: "l",
    Applicant.NKO: "n",
    Applicant.GROUP: "g",
    Applicant.PERSON: "p",
    Applicant.VOTER14: "v",
    Applicant.PERSON14_35: "y",
    Applicant.ELDER: "e",
    Applicant.IP: "i",
    Applicant.BIZ: "b",
    Applicant.MUN: "m",
    Applicant.BUDGET: "u",
    Applicant.PARTNER: "a",
}
THEME_LETTERS = {
    Theme.PLACES: "p",
    Theme.CULTURE: "c",
    Theme.SPORT: "s",
    Theme.YOUTH: "y",
    Theme.ELDERS: "e",
    Theme.NATURE: "n",
    Theme.HISTORY: "h",
    Theme.NEIGHBOURS: "b",
}
# Everybody who has no legal entity.
NO_ENTITY = frozenset({Applicant.TOS, Applicant.GROUP, Applicant.PERSON, Applicant.PERSON14_35})
WORDS_MOST, MARK_SIZE = 2, 4
THOUSAND, SUM_MOST = 1000, 99_999_000
# The least sums of a filter to choose from, in roubles; 0 asks nothing.
SUMS = (0, 50_000, 300_000, 1_000_000, 3_000_000)
# More filters than these nobody keeps an eye on.
FILTERS_MOST = 10


@dataclass(frozen=True, slots=True)
class GrantWish:
    """The conditions that a programme has to meet; a part that is empty asks nothing.

    One of `kinds` may apply; `place` is a municipality's slug; `month` has a date, "2027-03"; `roubles` may be asked
    for, in whole thousands; `words` are marks of dictionary words.
    """

    kinds: frozenset[Applicant] = field(default_factory=frozenset)
    theme: Theme | None = None
    place: str | None = None
    month: str | None = None
    roubles: int | None = None
    words: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == GrantWish()


@lru_cache(maxsize=65536)
def mark(word: str) -> str:
    """Four letters or digits that stand for a dictionary word in a button."""
    return b32encode(crc32(word.encode()).to_bytes(4, "big")).decode()[:MARK_SIZE].lower()


def pack(wish: GrantWish) -> str:
    """The wish in a few characters; "" when it asks nothing."""
    kinds = "".join(letter for kind, letter in KIND_LETTERS.items() if kind in wish.kinds)
    theme = THEME_LETTERS[wish.theme] if wish.theme else ""
    month = wish.month[2:].replace("-", "") if wish.month else ""
    roubles = str(wish.roubles // THOUSAND) if wish.roubles else ""
    parts = [kinds, theme, wish.place or "", month, roubles, "".join(wish.words)]
    return ".".join(parts).rstrip(".")


def unpack(packed: str) -> GrantWish:
    """The wish that was packed; what is none of its parts asks nothing."""
    kinds, theme, place, month, roubles, words, *_ = [*packed.split("."), "", "", "", "", "", ""]
    marks = [words[at : at + MARK_SIZE] for at in range(0, len(words), MARK_SIZE)]
    return GrantWish(
        kinds=frozenset(kind for kind, letter in KIND_LETTERS.items() if letter in kinds),
        theme=next((each for each, letter in THEME_LETTERS.items() if letter == theme), None),
        place=place if re.fullmatch(r"[a-z][a-z-]*", place) else None,
        month=_month(month),
        roubles=min(int(roubles) * THOUSAND, SUM_MOST) or None if re.fullmatch(r"[0-9]{1,5}", roubles) else None,
        words=tuple(each for each in marks if len(each) == MARK_SIZE)[:WORDS_MOST],
    )


def _month(packed: str) -> str | None:
    if not re.fullmatch(r"[0-9]{4}", packed):
        return None
    year, month = f"20{packed[:2]}", packed[2:]
    return f"{year}-{month}" if 1 <= int(month) <= 12 else None


def months_from(first: date, count: int = 12) -> list[str]:
    """The names of so many months from that of `first` on: "2026-11", "2026-12", "2027-01"…"""
    numbers = range(first.year * 12 + first.month - 1, first.year * 12 + first.month - 1 + count)
    return [f"{number // 12}-{number % 12 + 1:02}" for number in numbers]


class Filter(NamedTuple):
    """A kind of programmes; an empty part asks nothing.

    `kind` of applicant may apply, it reaches `municipality` (a slug), it pays for `theme`, and one may ask for
    `at_least` roubles. What a programme does not say of itself excludes nothing: better one message too many.
    """

    kind: str = ""
    municipality: str = ""
    theme: str = ""
    at_least: int = 0


class FilterReach(NamedTuple):
    """The values of filters that a programme fits, by part; an empty one is always among them."""

    kinds: tuple[str, ...]
    municipalities: tuple[str, ...] | None
    themes: tuple[str, ...] | None
    most: int | None


def reach(programme: Programme) -> FilterReach:
    """The filters to which a programme belongs. None is any value: it says nothing, or there is no limit."""
    kinds = [kind.value for kind in Applicant if may_apply(programme, kind) is not Eligibility.NO]
    most = max(programme.amounts.values(), default=None)
    return FilterReach(
        ("", *kinds),
        ("", *programme.municipalities) if programme.municipalities else None,
        ("", *(theme.value for theme in programme.themes)) if programme.themes else None,
        most,
    )


def fits(programme: Programme, wanted: Filter) -> bool:
    return is_within(reach(programme), wanted)


def is_within(found: FilterReach, wanted: Filter) -> bool:
    """Tell whether a filter is among those that a reach is of."""
    return (
        wanted.kind in found.kinds
        and (found.municipalities is None or wanted.municipality in found.municipalities)
        and (found.themes is None or wanted.theme in found.themes)
        and (found.most is None or wanted.at_least <= found.most)
    )


def own_filters(kinds: Iterable[Applicant], municipality: str | None) -> list[Filter]:
    """The filters that "everything for us" is: one for each kind of applicant that the person is."""
    return [Filter(kind, municipality or "") for kind in sorted(kind.value for kind in kinds)] or [
        Filter("", municipality or "")
    ]


def every_theme() -> tuple[str, ...]:
    return "", *(theme.value for theme in Theme)


def keys(found: FilterReach, places: Iterable[str]) -> list[tuple[str, str, str]]:
    """All (kind, municipality, theme) of filters to which a programme belongs; `places` are all municipalities."""
    return list(product(found.kinds, found.municipalities or ("", *places), found.themes or every_theme()))
