"""Numbers of people, seats, years and copies as people type them: "240", "1 240", "84 people", "240 (two hundred…)"."""

import re

from bot.domain.quorum import read_count
from bot.i18n import Translator

# The same number in words, as in official papers; digits in brackets may be another number.
IN_WORDS = re.compile(r"\s*\([^)\d]*\)")


def read_number(typed: str, tr: Translator) -> int | None:
    """The whole number that was typed, with or without a unit; None for anything else."""
    bare = IN_WORDS.sub("", typed).strip()
    units = "|".join(map(re.escape, tr.plain("count-units").split()))
    counted = re.fullmatch(rf"(.*\d)\s*(?:{units})?\.?", bare, re.IGNORECASE)
    return read_count(counted[1] if counted else bare)
