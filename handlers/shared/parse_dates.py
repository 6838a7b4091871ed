"""Dates as people type them, in Russian or English: "26.11 18:00", "tomorrow at 6pm".

Hours in words become digits first (`_as_digits`); then numbers are read here and words by dateparser. A text with two
possible meanings is refused, so that the person is asked again.
"""

import asyncio
import re
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.time import wall_clock
from bot.i18n import Translator

DAY = r"\d{1,2}[./-]\d{1,2}(?:[./-](?:\d{4}|\d{2}))?"
NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?,?\s+(?:\w{1,2}\s+)?(\d{1,2})[:.](\d{2})")
HOUR_FIRST = re.compile(rf"(?:\w{{1,2}}\s+)?(\d{{1,2}}:\d{{2}}),?\s+({DAY})")
CLOCK = re.compile(r"\d{1,2}:\d\d")
# At the end of the text: "18 30" and "18-30"; "10-12" means from ten to twelve.
SPACED_HOUR = re.compile(r"(?<=\s)([01]?\d|2[0-3])[ -]([0-5]\d)$")
TWO_HOURS = re.compile(r"(?<=\s)\d{1,2}-(?:0[1-9]|1\d|2[0-4])$")
YEAR = re.compile(r"\b\d{4}\b|\d[./-]\d{1,2}[./-]\d{2}\b")
ORDINAL = re.compile(r"(?<=\d)-[^\W\d]{1,3}\b")
NEARLY_A_YEAR = timedelta(days=300)
TYPED_MAX = 60


class Unread(StrEnum):
    """The reason why a typed date was not understood."""

    NO_DATE = "no_date"
    NO_TIME = "no_time"
    WHICH_WEEK = "which_week"


# The text for each reason, with an example of a date.
UNREAD = {
    Unread.NO_DATE: "when-no-date",
    Unread.NO_TIME: "when-no-time",
    Unread.WHICH_WEEK: "when-which-week",
}


async def read_when(typed: str, tr: Translator, now: datetime, zone: str) -> datetime | Unread:
    """The typed moment as a wall clock in `zone`; else the reason why it is none."""
    if len(typed) > TYPED_MAX:
        return Unread.NO_DATE
    spoken, in_next_week = _without_next(_as_digits(ORDINAL.sub("", " ".join(typed.split())), tr), tr)
    if _says(spoken, tr, "when-midnight") or (TWO_HOURS.search(spoken) and not CLOCK.search(spoken)):
        return Unread.NO_TIME
    today = wall_clock(now, zone)
    found = await asyncio.to_thread(_read, _with_hour(spoken, tr), tr.locale, today)
    if not isinstance(found, datetime):
        return found
    if in_next_week and found.isocalendar()[:2] == today.isocalendar()[:2]:
        return Unread.WHICH_WEEK
    return _this_year(found, today, spoken)


def _this_year(found: datetime, today: datetime, typed: str) -> datetime | Unread:
    """Put a day of the near past, typed without a year, into this year. A year more than two ahead is no date."""
    if not today.year <= found.year <= today.year + 2:
        return Unread.NO_DATE
    if found - today > NEARLY_A_YEAR and not YEAR.search(typed) and (found.month, found.day) != (2, 29):
        return found.replace(year=found.year - 1)
    return found


def _words(tr: Translator, key: str) -> str:
    """The words of a text as alternatives of a pattern."""
    return "|".join(map(re.escape, tr.plain(key).split()))


def _says(typed: str, tr: Translator, key: str) -> bool:
    return bool(re.search(rf"\b(?:{_words(tr, key)})\b", typed, re.IGNORECASE))


def _as_digits(typed: str, tr: Translator) -> str:
    """Turn hours in the words of the language into digits: "at 7 in the evening" is 19:00, noon is 12:00."""
    before, after = (tr.plain(key).split() for key in ("when-before-noon", "when-after-noon"))
    typed = _half_after_hour(_numbers(typed, tr, before + after), tr, before + after)
    hours, halves = _words(tr, "when-hours"), "|".join(map(re.escape, before + after))
    named = rf"(?:\s*(?:{hours})\b)?(?:\s*({halves})\b)?"

    def number(found: re.Match[str]) -> str:
        hour, word = int(found[1]), (found[3] or "").lower()
        if hour > 23:
            return found[0]
        if word in after and hour < 12:
            hour += 12
        elif word in before and hour == 12:
            hour = 0
        return f"{hour}:{found[2] or '00'}"

    after_at = rf"\b(?:{_words(tr, 'when-at')})\s+(\d{{1,2}})(?:[:. ]([0-5]\d))?(?=[\s,]|$){named}"
    # Without "at", a word must show that the number is an hour; "in 2 hours" is no hour of the day.
    no_hour = rf"(?<!\b{tr.plain('when-in')}\s)(?<![\d:.-])"
    alone = rf"{no_hour}(\d{{1,2}})(?:[:.]([0-5]\d))?(?=\s*(?:{hours}|{halves})\b){named}"
    for spoken in (after_at, alone):
        typed = re.sub(spoken, number, typed, flags=re.IGNORECASE)
    return re.sub(rf"\b(?:{_words(tr, 'when-noon')})\b", "12:00", typed, flags=re.IGNORECASE)


def _numbers(typed: str, tr: Translator, halves: list[str]) -> str:
    """Turn numbers in words into digits: "at seven", "seven in the evening", "in two hours"."""
    names = tr.plain("when-numbers").split()
    named = "|".join(map(re.escape, names))
    told = "|".join([_words(tr, "when-hours"), *map(re.escape, halves)])
    spoken = rf"(?<!\w)(?:(?P<at>(?:{_words(tr, 'when-at')})\s+)(?P<a>{named})\b|(?P<b>{named})(?=\s+(?:{told})\b))"

    def digits(found: re.Match[str]) -> str:
        return f"{found['at'] or ''}{names.index((found['a'] or found['b']).lower()) + 1}"

    return re.sub(spoken, digits, typed, flags=re.IGNORECASE)


def _half_after_hour(typed: str, tr: Translator, halves: list[str]) -> str:
    """Reorder "in the evening of 5 December at 7" as "5 December at 7 in the evening"."""
    half, at = "|".join(map(re.escape, halves)), _words(tr, "when-at")
    return re.sub(
        rf"(?<!\w)(?<!\d\s)({half})[\s,]+((?:.*?\s)?(?:{at})\s+\d{{1,2}}(?:[:. ][0-5]\d)?)(?=[\s,]|$)",
        r"\2 \1",
        typed,
        count=1,
        flags=re.IGNORECASE,
    )


def _without_next(typed: str, tr: Translator) -> tuple[str, bool]:
    """The text with "next Tuesday" as "Tuesday", and True if it said "next"."""
    weekday = rf"\b(?:{_words(tr, 'when-next')})\s+({_words(tr, 'when-weekdays')})\b"
    plain = re.sub(weekday, r"\1", typed, flags=re.IGNORECASE)
    return plain, plain != typed


def _with_hour(typed: str, tr: Translator) -> str:
    """Write the hour at the end as 18:30: it was typed as 18 30, as 18-30, or as a number after a complete day."""
    if CLOCK.search(typed):
        return typed
    day = rf"\b(?:{_words(tr, 'when-days')})|\b\d{{1,2}} [^\W\d]+(?: \d{{4}})?|\b{DAY}"
    if bare := re.fullmatch(rf"(.*(?:{day}),?)\s+([01]?\d|2[0-3])", typed, re.IGNORECASE):
        return f"{bare[1]} {bare[2]}:00"
    return SPACED_HOUR.sub(r"\1:\2", typed)


def _read(typed: str, locale: str, today: datetime) -> datetime | Unread:
    if numeric := NUMERIC.fullmatch(HOUR_FIRST.sub(r"\2 \1", typed)):
        return _numeric(numeric, today)
    found = _parse(typed, locale, today, REQUIRE_PARTS=["day"])
    if found.date_obj is None:
        # dateparser takes no weekday for a day, but people do; a month without a day, or nothing, is no day for either.
        day = _parse(CLOCK.sub("", typed), locale, today)
        found = _parse(typed, locale, today) if day.date_obj and day.period == "day" else found
    if found.date_obj is None:
        return Unread.NO_DATE
    if found.period != "time":
        return Unread.NO_TIME
    at: datetime = found.date_obj
    return at.replace(second=0, microsecond=0, tzinfo=None)


def _parse(typed: str, locale: str, today: datetime, **wishes: Any) -> Any:
    """The result of dateparser. Unless a day is required, it assumes today or tomorrow."""
    # Imported with the first date: the import is slow, and most runs never need it.
    from dateparser.date import DateDataParser

    wishes |= {"RELATIVE_BASE": today, "PREFER_DATES_FROM": "future", "RETURN_TIME_AS_PERIOD": True}
    languages = [locale, *({"ru", "en"} - {locale})]
    return DateDataParser(languages=languages, settings=wishes | {"DATE_ORDER": "DMY"}).get_date_data(typed)


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
