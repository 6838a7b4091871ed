"""Dates as people type them, in Russian or English: "26.11 18:00", "tomorrow at 6pm"."""

import asyncio
import re
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.time import wall_clock
from bot.i18n import Translator

NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?,?\s+(?:\w{1,2}\s+)?(\d{1,2})[:.](\d{2})")
SPACED_HOUR = re.compile(r"(?<=\s)([01]?\d|2[0-3]) ([0-5]\d)$")
YEAR = re.compile(r"\b\d{4}\b|\d[./-]\d{1,2}[./-]\d{2}\b")
NEARLY_A_YEAR = timedelta(days=300)
TYPED_MAX = 60


class Unread(StrEnum):
    """Why a typed date was not understood."""

    NO_DATE = "no_date"
    NO_TIME = "no_time"


async def read_when(typed: str, tr: Translator, now: datetime, zone: str) -> datetime | Unread:
    """The wall clock in `zone` that somebody typed; what is missing when it is no moment."""
    if len(typed) > TYPED_MAX:
        return Unread.NO_DATE
    spoken = SPACED_HOUR.sub(r"\1:\2", _hours_as_numbers(typed.strip(), tr))
    today = wall_clock(now, zone)
    found = await asyncio.to_thread(_read, spoken, tr.locale, today)
    return _this_year(found, today, spoken) if isinstance(found, datetime) else found


def _this_year(found: datetime, today: datetime, typed: str) -> datetime | Unread:
    """A day without a year that has just passed is no day of next year; and nobody plans two years ahead."""
    if not today.year <= found.year <= today.year + 2:
        return Unread.NO_DATE
    if found - today > NEARLY_A_YEAR and not YEAR.search(typed) and (found.month, found.day) != (2, 29):
        return found.replace(year=found.year - 1)
    return found


def _hours_as_numbers(typed: str, tr: Translator) -> str:
    """ "At 7 in the evening" as people say it, in the words of the language, becomes 19:00."""
    before, after, plain = (tr.plain(key).split() for key in ("when-before-noon", "when-after-noon", "when-hours"))
    hours, halves = ("|".join(map(re.escape, words)) for words in (plain, before + after))
    hour = rf"\b{tr.plain('when-at')}\s+(\d{{1,2}})(?:[:. -]([0-5]\d))?(?=\s|$)"
    spoken = rf"{hour}(?:\s*(?:{hours})\b)?(?:\s*({halves})\b)?"

    def number(found: re.Match[str]) -> str:
        hour, word = int(found[1]), (found[3] or "").lower()
        if word in after and hour < 12:
            hour += 12
        elif word in before and hour == 12:
            hour = 0
        return f"{hour}:{found[2] or '00'}"

    return re.sub(spoken, number, typed, flags=re.IGNORECASE)


def _read(typed: str, locale: str, today: datetime) -> datetime | Unread:
    if numeric := NUMERIC.fullmatch(typed):
        return _numeric(numeric, today)
    # Imported when the first date comes: it is heavy, and most starts never need it.
    from dateparser.date import DateDataParser

    wishes = {"RELATIVE_BASE": today, "PREFER_DATES_FROM": "future", "RETURN_TIME_AS_PERIOD": True}
    languages = [locale, *({"ru", "en"} - {locale})]
    found = DateDataParser(languages=languages, settings=wishes).get_date_data(typed)
    if found.date_obj is None:
        return Unread.NO_DATE
    if found.period != "time":
        return Unread.NO_TIME
    return found.date_obj.replace(second=0, microsecond=0, tzinfo=None)


def _numeric(parts: re.Match[str], today: datetime) -> datetime | Unread:
    """26.11 18:00, 26.11.26 18:00 and 26.11.2026 18:00; without a year the next such day."""
    day, month, year, hour, minute = (int(part) if part else 0 for part in parts.groups())
    year = year + 2000 if 0 < year < 100 else year
    try:
        found = today.replace(year=year or today.year, month=month, day=day, hour=hour, minute=minute)
        found = found.replace(second=0, microsecond=0)
        return found.replace(year=found.year + 1) if not year and found < today else found
    except ValueError:
        return Unread.NO_DATE
