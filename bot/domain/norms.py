"""Norms: facts of law as data, each with its source, its date and its confidence.

A value is text, as people read and correct it: "18", "1/3", "2027-01-01" or a word. The functions below parse it into
the types that rules compute with. Guide texts have placeholders for norms: `{norm:KEY}` for the value, `{source:KEY}`
for the citation, its date and its confidence in words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

PLACE = re.compile(r"\{(norm|source):([a-z0-9_.]+)\}")
SHARE = re.compile(r"[1-9][0-9]{0,3}/[1-9][0-9]{0,3}")
NUMBER = re.compile(r"[0-9]{1,9}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Confidence(StrEnum):
    """The confidence in a fact. Each level has a text of its own on the screen."""

    A = "A"  # the text of the norm itself, or two independent sources
    B = "B"  # one direct source
    C = "C"  # by analogy: how another municipality does it, or an older edition
    OWN = "OWN"  # no source confirms it


class Shape(StrEnum):
    """The kind of a norm's value; a correction keeps the kind."""

    SHARE = "share"
    NUMBER = "number"
    DAY = "day"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Norm:
    """One fact of law. `recheck_on` is the day from which the screen warns that it may have changed."""

    key: str
    value: str
    confidence: Confidence
    as_of: date
    recheck_on: date | None
    source: str


def is_due(norm: Norm, today: date) -> bool:
    """Tell whether somebody should check again that the norm is still in force."""
    return norm.recheck_on is not None and norm.recheck_on <= today


def is_confirmed(norm: Norm) -> bool:
    """Tell whether the norm may be shown without words of doubt: the law's own text or two sources are needed."""
    return norm.confidence is Confidence.A


def share(norm: Norm) -> Fraction:
    """The norm's value as a share, above 0 and at most 1; ValueError when it is not one."""
    if shape(norm.value) is not Shape.SHARE:
        raise ValueError(f"{norm.key} is no share: {norm.value!r}")
    return Fraction(norm.value)


def number(norm: Norm) -> int:
    """The norm's value as a whole number (years, days, people, roubles); ValueError when it is not one."""
    if shape(norm.value) is not Shape.NUMBER:
        raise ValueError(f"{norm.key} is no number: {norm.value!r}")
    return int(norm.value)


def day(norm: Norm) -> date:
    """The norm's value as a date; ValueError when it is not one."""
    return date.fromisoformat(norm.value)


def shape(value: str) -> Shape:
    """The kind of a value as it is written; an impossible share or date (4/3, 2027-02-30) is plain text."""
    if SHARE.fullmatch(value) and Fraction(value) <= 1:
        return Shape.SHARE
    if NUMBER.fullmatch(value):
        return Shape.NUMBER
    if DAY.fullmatch(value) and _is_date(value):
        return Shape.DAY
    return Shape.TEXT


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def keys_in(text: str) -> frozenset[str]:
    """The keys of all norms that a guide text shows."""
    return frozenset(key for _, key in PLACE.findall(text))


def fill(text: str, say: Callable[[str, str], str]) -> str:
    """A guide text with each placeholder replaced by `say("norm" | "source", key)`, in the text's own markup."""
    return PLACE.sub(lambda place: say(place[1], place[2]), text)
