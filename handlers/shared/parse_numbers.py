"""Numbers of people, years and copies as people type them: "240", "1 240", "84 people"."""

import re

from bot.domain.quorum import read_count
from bot.i18n import Translator


def read_number(typed: str, tr: Translator) -> int | None:
    """The whole number that was typed, with or without a unit; None for anything else."""
    units = "|".join(map(re.escape, tr.plain("count-units").split()))
    counted = re.fullmatch(rf"(.*\d)\s+(?:{units})\.?", typed.strip(), re.IGNORECASE)
    return read_count(counted[1] if counted else typed)
