"""The calendar to follow: the nearest dates of the catalogue, or of a part of it. Its bytes stay the same for a day."""

from datetime import datetime, time

from bot.domain.catalogue.shelf import Shelf
from bot.domain.catalogue.wishes import GrantWish
from bot.domain.time import local_date, moment
from bot.files import ics
from bot.web.page import Reading
from handlers.grants.calendar_entries import entries_of_dates

# More nobody looks through in a phone; who wants others follows the calendar of a kind, a theme or a place.
DATES_MOST = 100


def render(shelf: Shelf, version: int, reading: Reading) -> bytes:
    """The `.ics` of the nearest dates for these kinds of applicants, this theme and place."""
    tr, zone = reading.tr, reading.settings.timezone
    wish = GrantWish(reading.kinds, reading.theme, reading.place)
    entries = entries_of_dates(tr, shelf.calendar(wish, DATES_MOST), zone)
    midnight = moment(datetime.combine(local_date(reading.now, zone), time()), zone)
    return ics.dates(entries, ics.Edition(None, midnight, version), tr.plain("grants-feed-name"))
