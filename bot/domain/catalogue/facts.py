"""The facts of a programme that coordinators edit one by one, and how each is typed or pressed."""

from enum import StrEnum
from typing import Any

from bot.domain.catalogue.entries import TEXT_MAX, is_url


class FactKind(StrEnum):
    """The kind of value that a fact of a programme takes, as somebody types or presses it."""

    TEXT = "text"
    LINES = "lines"
    URL = "url"
    NUMBER = "number"
    DAY = "day"
    ONE = "one"
    MANY = "many"
    PLACES = "places"
    SUMS = "sums"


FACTS = {
    "title": FactKind.TEXT,
    "short_title": FactKind.TEXT,
    "organiser": FactKind.TEXT,
    "level": FactKind.ONE,
    "url": FactKind.URL,
    "applicants": FactKind.MANY,
    "municipalities": FactKind.PLACES,
    "themes": FactKind.MANY,
    "amount": FactKind.TEXT,
    "amounts": FactKind.SUMS,
    "own_share": FactKind.NUMBER,
    "min_age_months": FactKind.NUMBER,
    "hand_in": FactKind.TEXT,
    "documents": FactKind.LINES,
    "links": FactKind.LINES,
    "contact": FactKind.TEXT,
    "note": FactKind.TEXT,
    "confidence": FactKind.ONE,
    "recheck_on": FactKind.DAY,
}
"""The facts that coordinators edit, in the order of the buttons."""


def read_fact(field: str, typed: str) -> Any:
    """The typed value of a fact in words, lines, an address or a number; None when it is none of its kind."""
    kind = FACTS.get(field)
    if kind is FactKind.NUMBER:
        return int(typed) if typed.isdecimal() and len(typed) <= 4 else None
    if kind is FactKind.URL:
        return typed if is_url(typed) else None
    if kind is FactKind.LINES:
        lines = [line.strip(" -•\t") for line in typed.splitlines() if line.strip()]
        return lines if field != "links" or all(map(is_url, lines)) else None
    if kind is not FactKind.TEXT or len(typed) > TEXT_MAX:
        return None
    return {"ru": typed} if field in ("amount", "note") else typed
