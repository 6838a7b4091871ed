"""The public addresses of the catalogue, where the operator has a public one: its page, and its calendar to follow."""

from urllib.parse import urlencode

from bot.config import Settings


def address(settings: Settings, *, feed: bool = False, **query: str) -> str:
    """The address of the page or of the calendar with this query; "" without PUBLIC_URL."""
    if settings.public_url is None:
        return ""
    asked = urlencode({name: value for name, value in query.items() if value}, safe=",")
    base = settings.public_url.rstrip("/")
    return f"{base}/grants{'.ics' if feed else ''}{'?' + asked if asked else ''}"


def as_webcal(url: str) -> str:
    """The same address for a program that follows calendars."""
    return "webcal:" + url.split(":", 1)[1]
