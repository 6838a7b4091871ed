"""Numbers as people type them: "240", "1 240", "84 people", "14 calendar days", "240 (two hundred…)".

A number is taken with the unit of its question alone: two weeks or three hours are no number of days.
"""

import re
from enum import StrEnum

from bot.domain.quorum import read_count
from bot.i18n import Translator

# The same number in words, as in official papers; digits in brackets may be another number.
IN_WORDS = re.compile(r"\s*\([^)\d]*\)")
UNIT_WORDS_MOST = 3


class Counted(StrEnum):
    """The units of a question about a number."""

    PEOPLE = "people"
    SEATS = "seats"
    DAYS = "days"
    YEARS = "years"
    HOURS = "hours"
    COPIES = "copies"
    MONEY = "money"


# Every grammatical form of the units, and words that may stand beside them.
UNITS = {
    Counted.PEOPLE: "count-people",
    Counted.SEATS: "count-seats",
    Counted.DAYS: "count-days",
    Counted.YEARS: "count-years",
    Counted.HOURS: "count-hours",
    Counted.COPIES: "count-copies",
    Counted.MONEY: "count-money",
}


def read_number(typed: str, tr: Translator, counted: Counted | None = None) -> int | None:
    """The whole number that was typed, with or without its unit, any one if none is given; None for anything else."""
    keys = [UNITS[counted]] if counted else [*UNITS.values()]
    leads, units = _one_of(tr.plain("count-leads")), _one_of(" ".join(map(tr.plain, keys)))
    words = rf"(?:{leads}\s+){{0,2}}(\S.*\d|\d)\s*(?:{units}(?!\w)\.?\s*){{0,{UNIT_WORDS_MOST}}}\.?"
    found = re.fullmatch(words, IN_WORDS.sub(" ", typed).strip(), re.IGNORECASE)
    return read_count(found[1]) if found else None


def _one_of(words: str) -> str:
    return f"(?:{'|'.join(map(re.escape, words.split()))})"
