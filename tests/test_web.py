"""The public page and the calendar to follow, as a browser and a calendar program fetch them over HTTP."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

import aiohttp
import icalendar
import pytest
import vobject
from aiohttp import web
from dateutil import parser
from sqlalchemy import update

from bot.config import Settings
from bot.domain.catalogue.shelf import Shelf
from bot.domain.grants import Applicant, Eligibility, may_apply
from bot.web import routes
from storage import grants
from storage.core.tables import programmes
from tests.chat import Town
from tests.handlers.programmes import announce, programme

ADDRESS = "https://tos.example.org/tos"


@dataclass
class Site:
    client: aiohttp.ClientSession
    base: str

    async def get(self, path: str, **headers: str) -> tuple[int, str, Mapping[str, str]]:
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.client.get(f"{self.base}{path}", headers=asked) as response:
            return response.status, await response.text(), response.headers


class Page(HTMLParser):
    """All that a screen reader finds: headings in order, links, the language, scripts and things from elsewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.foreign: list[str] = []
        self.lang = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if tag == "html":
            self.lang = own.get("lang") or ""
        if tag == "a":
            self.links.append(own.get("href") or "")
        if own.get("id"):
            self.ids.append(own["id"] or "")
        if tag in ("script", "img", "iframe", "form") or "src" in own:
            self.foreign.append(tag)


@pytest.fixture
async def site(town: Town, settings: Settings) -> AsyncIterator[Site]:
    app = web.Application()
    chosen = settings.model_copy(update={"public_url": ADDRESS})
    app.add_routes(routes(town.app.catalogue, town.app.texts, chosen, town.clock))
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    async with aiohttp.ClientSession() as client:
        yield Site(client, f"http://{host}:{port}/tos")
    await runner.cleanup()


def test_without_a_public_address_nothing_is_served(town: Town) -> None:
    assert routes(town.app.catalogue, town.app.texts, town.settings, town.clock) == []


async def test_the_page_says_everything_without_a_script(site: Site, town: Town) -> None:
    await announce(town, "cultural-initiatives", "2026-12-02T23:30")
    status, text, headers = await site.get("/grants")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    page = Page(text)
    assert (page.lang, page.foreign, page.headings[0]) == ("ru", [], 1)
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert "webcal://tos.example.org/tos/grants.ics" in page.links
    for each in await town.store.read(grants.catalogue):
        assert str(each.title).replace("«", "«") in text.replace("&#34;", '"')
    assert "<b>Срок подачи: до 2 декабря 2026, 23:30 по Москве = 3 декабря, 05:30 по Благовещенску" in text
    assert "Последний вечер — 2 декабря." in text
    assert "❓ <i>Срок подачи: ожидается в марте 2027, не объявлено</i>" in text
    assert "default-src 'none'" in headers["Content-Security-Policy"]


async def test_who_has_the_page_already_gets_no_second_one_until_it_changes(site: Site, town: Town) -> None:
    _, _, headers = await site.get("/grants")
    status, body, _ = await site.get("/grants", If_None_Match=headers["ETag"])
    assert (status, body) == (304, "")
    await announce(town, "cultural-initiatives", "2026-12-02T23:30")
    status, text, later = await site.get("/grants", If_None_Match=headers["ETag"])
    assert status == 200
    assert "2 декабря 2026" in text
    assert later["ETag"] != headers["ETag"]
    await town.pass_time(days=1)
    assert (await site.get("/grants", If_None_Match=later["ETag"]))[0] == 200, "one day less is left"


async def test_the_page_for_a_kind_has_what_is_open_to_it(site: Site, town: Town) -> None:
    _, text, _ = await site.get("/grants?who=tos")
    ids = Page(text).ids
    for each in await town.store.read(grants.catalogue):
        assert (f"p{each.id}" in ids) is (may_apply(each, Applicant.TOS) is not Eligibility.NO)
    assert "/tos/grants.ics?who=tos" in text


async def test_a_long_catalogue_has_pages_in_both_directions(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.page.PAGE_SIZE", 5)
    seen: list[str] = []
    for number in (1, 2, 3):
        _, text, _ = await site.get(f"/grants?page={number}")
        page = Page(text)
        turns = [link for link in page.links if link.startswith(f"{ADDRESS}/grants") and "page=" in link]
        assert turns == [f"{ADDRESS}/grants?page={each}" for each in (number - 1, number + 1) if each in (2, 3)]
        seen += [each for each in page.ids if each[1:].isdecimal()]
    assert len(seen) == len(set(seen)) == 13


@pytest.mark.parametrize(
    "query", ["?who=king", "?page=999999", "?page=-1", "?page=x", "?lang=zz", "?who=tos,tos,%00", "?page=٣", "?x=<b>"]
)
async def test_any_query_is_answered_with_the_page(site: Site, query: str) -> None:
    status, text, _ = await site.get(f"/grants{query}")
    assert status == 200
    assert "<b>?" not in text


async def test_the_english_page(site: Site) -> None:
    _, text, _ = await site.get("/grants?lang=en")
    assert Page(text).lang == "en"
    assert "13 programmes, the nearest first." in text


async def test_words_of_coordinators_are_words(site: Site, town: Town) -> None:
    evil = update(programmes).where(programmes.c.slug == "governor-amur").values(title="<script>alert(1)</script>")
    await town.store.write(lambda tx: tx.execute(evil) and None)
    _, text, _ = await site.get("/grants")
    assert Page(text).foreign == []
    assert "&lt;script&gt;" in text


async def test_the_calendar_is_the_same_for_three_programs(site: Site, town: Town) -> None:
    await announce(town, "presidential-grants", "2027-03-16T23:30")
    status, text, headers = await site.get("/grants.ics")
    assert status == 200
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(text)
    assert str(calendar["x-wr-calname"]) == "Гранты и сроки для ТОС"
    entries = calendar.walk("VEVENT")
    assert len({str(each["uid"]) for each in entries}) == len(entries) == 21
    deadline = next(each for each in entries if str(each["summary"]) == "Срок подачи: Президентские гранты")
    same = next(each for each in vobject.readOne(text).vevent_list if each.uid.value == str(deadline["uid"]))
    assert deadline.decoded("dtend") == same.dtend.value == parser.parse("2027-03-16T20:30:00Z")
    forecasts = [each for each in entries if str(each["status"]) == "TENTATIVE"]
    assert len(forecasts) == 20
    assert all(str(each["summary"]).startswith("Прогноз. ") for each in forecasts)
    assert (await site.get("/grants.ics", If_None_Match=headers["ETag"]))[0] == 304
    await town.pass_time(hours=2)
    assert (await site.get("/grants.ics", If_None_Match=headers["ETag"]))[0] == 304, "the same bytes all day"
    await announce(town, "presidential-grants", "2027-03-20T23:30")
    status, text, _ = await site.get("/grants.ics", If_None_Match=headers["ETag"])
    later = icalendar.Calendar.from_ical(text).walk("VEVENT")
    moved = next(each for each in later if str(each["uid"]) == str(deadline["uid"]))
    assert moved.decoded("sequence") > deadline.decoded("sequence")


async def test_a_calendar_can_be_of_one_theme_and_place_as_the_bot_offers_it(site: Site, town: Town) -> None:
    object.__setattr__(town.settings, "public_url", ADDRESS)
    olga = town.somebody(101)
    await olga.say("/grants")
    seen = await olga.press_data("grk:text::.p.zeya")
    found = re.search(r"webcal:(//\S+)", seen)
    assert found
    assert found[1].endswith("/grants.ics?theme=places&place=zeya")
    every, own, elsewhere = [
        {str(each["summary"]) for each in icalendar.Calendar.from_ical((await site.get(path))[1]).walk("VEVENT")}
        for path in ("/grants.ics", "/grants.ics?theme=places&place=zeya", "/grants.ics?theme=places&place=svobodny")
    ]
    assert own < elsewhere < every
    assert any("Голосование за благоустройство" in each for each in own)
    assert not any("Формула хороших дел" in each or "Культурные инициативы" in each for each in own)
    assert any("Формула хороших дел" in each for each in elsewhere)


async def test_nothing_of_a_person_is_on_the_page(site: Site, town: Town) -> None:
    """A contact may be a person's phone: it stays in the bot."""
    found = await programme(town, "governor-amur")
    told = update(programmes).where(programmes.c.id == found.id).values(contact="Мария, +7 914 000-00-00")
    await town.store.write(lambda tx: tx.execute(told) and None)
    for path in ("/grants", "/grants.ics"):
        assert "914" not in (await site.get(path))[1]


async def test_the_last_page_is_shown_while_the_store_is_away(
    site: Site, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await site.get("/grants")

    async def away(*_: object, **__: object) -> tuple[int, Shelf]:
        raise OSError("no store")

    monkeypatch.setattr(type(town.app.catalogue), "edition", away)
    assert (await site.get("/grants"))[0] == 200
    status, _, headers = await site.get("/grants?who=nko")
    assert (status, headers["Retry-After"]) == (503, "60")


async def test_the_calendar_screen_names_the_public_addresses(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/grants")
    assert "webcal" not in await olga.press("Календарь на год")
    object.__setattr__(town.settings, "public_url", ADDRESS)
    await olga.say("/grants")
    assert "webcal://tos.example.org/tos/grants.ics" in await olga.press("Календарь на год")
    assert "Открыть на сайте" in olga.buttons()
