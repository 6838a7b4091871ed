"""GET /grants and /grants.ics below PUBLIC_URL: made once for each day and version of the catalogue, then repeated."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit

from aiohttp import ETag, hdrs, web

from bot.catalogue import Catalogue
from bot.config import Settings
from bot.domain.catalogue.shelf import Shelf
from bot.domain.grants import Applicant, Theme
from bot.domain.time import local_date
from bot.i18n import Texts
from bot.logs import get_logger
from bot.web import feed, page
from bot.web.page import Reading
from storage.core.db import StoreTrouble

log = get_logger(__name__)

KEPT, PAGES_MOST = 200, 10_000
FRESH_SECONDS, RETRY_SECONDS = 300, 60
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    hdrs.CACHE_CONTROL: f"public, max-age={FRESH_SECONDS}",
}

Render = Callable[[Shelf, int, Reading], bytes]
PLACE = re.compile(r"[a-z][a-z-]{0,39}")


class Wanted(NamedTuple):
    """A request: its path, language, kinds of applicant, number of a page; of a calendar also a theme and a place."""

    path: str
    language: str
    kinds: tuple[Applicant, ...]
    number: int
    theme: Theme | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A page that was made of one shelf on one day."""

    shelf: Shelf
    day: object
    body: bytes
    etag: str


@dataclass
class Public:
    """The public pages of this process, the last ones kept."""

    catalogue: Catalogue
    texts: Texts
    settings: Settings
    clock: Callable[[], datetime]
    _made: OrderedDict[Wanted, Made] = field(default_factory=OrderedDict)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def answer(self, request: web.Request, *, render: Render, kind: str) -> web.Response:
        """The page, or 304 to who has it already. While the store is away, the last page; 503 where there is none."""
        wanted = _wanted(request, self.settings)
        try:
            made = await self._current(wanted, render)
        except StoreTrouble:
            log.warning("a public page without the store", path=request.path)
            if wanted not in self._made:
                raise web.HTTPServiceUnavailable(headers={hdrs.RETRY_AFTER: str(RETRY_SECONDS)}) from None
            made = self._made[wanted]
        response = web.Response(headers=HEADERS)
        response.etag = ETag(made.etag)
        known = request.if_none_match or ()
        if any(each.value in (made.etag, "*") for each in known):
            response.set_status(304)
            return response
        response.body, response.content_type, response.charset = made.body, kind, "utf-8"
        return response

    async def _current(self, wanted: Wanted, render: Render) -> Made:
        now = self.clock()
        day = local_date(now, self.settings.timezone)
        version, shelf = await self.catalogue.edition(now)
        made = self._made.get(wanted)
        if made is None or made.shelf is not shelf or made.day != day:
            async with self._lock:
                tr, kinds = self.texts.choose(wanted.language), frozenset(wanted.kinds)
                reading = Reading(tr, self.settings, now, kinds, wanted.number, wanted.theme, wanted.place)
                body = await asyncio.to_thread(render, shelf, version, reading)
            made = self._made[wanted] = Made(shelf, day, body, sha256(body).hexdigest()[:32])
        self._made.move_to_end(wanted)
        if len(self._made) > KEPT:
            self._made.popitem(last=False)
        return made


def _wanted(request: web.Request, settings: Settings) -> Wanted:
    """Read what was asked for; what no page has is left out, so that nobody makes us keep many."""
    asked: Mapping[str, str] = request.query
    named = asked.get("who", "").split(",")
    kinds = tuple(kind for kind in Applicant if kind.value in named)[:4]
    number = asked.get("page", "")
    language, path = asked.get("lang", ""), request.path.rsplit("/", 1)[-1]
    theme, place = asked.get("theme", ""), asked.get("place", "")
    is_feed = path.endswith(".ics")
    return Wanted(
        path,
        language if language in page.LANGUAGE_NAMES else settings.default_locale,
        kinds,
        min(int(number), PAGES_MOST) if number.isascii() and number.isdecimal() and len(number) <= 6 else 1,
        Theme(theme) if is_feed and theme in set(Theme) else None,
        place if is_feed and PLACE.fullmatch(place) else None,
    )


def routes(catalogue: Catalogue, texts: Texts, settings: Settings, clock: Callable[[], datetime]) -> list[web.RouteDef]:
    """The addresses of the public pages; none without PUBLIC_URL."""
    if settings.public_url is None:
        return []
    public, base = Public(catalogue, texts, settings, clock), urlsplit(settings.public_url).path.rstrip("/")
    return [
        web.get(f"{base}/grants", partial(public.answer, render=page.render, kind="text/html")),
        web.get(f"{base}/grants.ics", partial(public.answer, render=feed.render, kind="text/calendar")),
    ]
