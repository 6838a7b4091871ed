"""Inactivity: a person who has not come for a year is erased, after a warning two weeks before.

152-FZ, art. 5: personal data are kept no longer than their purpose needs. The year is this bot's own measure of that.
"""

from datetime import date

from bot.domain.retention import ABSENCE, ABSENCE_WARNING

KIND, CAUSE = "notice", "absence"
# The prefix of an occasion, before the day; SQL composes the same string.
AWAY = "away@"


def occasion(seen_on: date) -> str:
    """The occasion of the one warning of an absence: a person who comes back and leaves again is warned again."""
    return f"{AWAY}{seen_on}"


def last_day(seen_on: date, warned_on: date) -> date:
    """The last day to come back: a year after they were seen, and never less than two weeks after the warning."""
    return max(seen_on + ABSENCE.term, warned_on + ABSENCE_WARNING.term)
