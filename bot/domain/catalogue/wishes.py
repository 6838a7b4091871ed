"""A wish: the conditions of somebody who looks through the catalogue, packed into buttons so that nothing is kept.

Letters, the order of the parts and `mark` are those of released buttons: they never change.
"""

import re
from base64 import b32encode
from dataclasses import dataclass, field
from datetime import date
from zlib import crc32

from bot.domain.grants import Applicant, Theme

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
