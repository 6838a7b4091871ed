"""Days in the past, as people type them: "5 December", "05.12", "yesterday"."""

import asyncio
import re
from datetime import date, datetime, time

from bot.i18n import Translator

NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?")
TYPED_MAX = 60
YEARS_BACK = 3


async def read_day(typed: str, tr: Translator, today: date) -> date | None:
    """Parse a typed day. Without a year it is the latest such day.

    None when it is no day, or lies more than YEARS_BACK calendar years before today's.
    """
    if len(typed) > TYPED_MAX:
        return None
    found = await asyncio.to_thread(_read, typed.strip(), tr.locale, today)
    return found if found and found.year >= today.year - YEARS_BACK else None


def _read(typed: str, locale: str, today: date) -> date | None:
    if numeric := NUMERIC.fullmatch(typed):
        return _numeric(numeric, today)
    # Imported at the first use: loading it is slow, and most runs of the bot never need it.
    from dateparser.date import DateDataParser

    wishes = {"RELATIVE_BASE": datetime.combine(today, time(12)), "PREFER_DATES_FROM": "past"}
    languages = [locale, *({"ru", "en"} - {locale})]
    found = DateDataParser(languages=languages, settings=wishes).get_date_data(typed)
    return found.date_obj.date() if found.date_obj and found.period in ("day", "time") else None


def _numeric(parts: re.Match[str], today: date) -> date | None:
    day, month, year = (int(part) if part else 0 for part in parts.groups())
    year = year + 2000 if 0 < year < 100 else year
    try:
        found = date(year or today.year, month, day)
        return found.replace(year=found.year - 1) if not year and found > today else found
    except ValueError:
        return None
