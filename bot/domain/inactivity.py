"""Absence: who has not come for a year is forgotten, and hears of it two weeks before.

152-FZ, art. 5: personal data are kept no longer than their purpose needs. The year is this bot's own measure of that.
"""

from datetime import date

from bot.domain.retention import ABSENCE, ABSENCE_WARNING

KIND, CAUSE = "notice", "absence"
# An occasion is this and the day, also where SQL puts it together.
AWAY = "away@"


def occasion(seen_on: date) -> str:
    """What names the one warning of an absence: who comes and goes again is warned again."""
    return f"{AWAY}{seen_on}"


def last_day(seen_on: date, warned_on: date) -> date:
    """The last day to come back: a year after they were seen, and never less than two weeks after the warning."""
    return max(seen_on + ABSENCE.term, warned_on + ABSENCE_WARNING.term)
