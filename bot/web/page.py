"""The public page of the catalogue: plain HTML that needs no script, for an old phone, a screen reader or paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from bot.config import Settings
from bot.domain.catalogue.remaining import remaining
from bot.domain.catalogue.shelf import Shelf
from bot.domain.catalogue.wishes import GrantWish, months_from
from bot.domain.grants import TO_DO, Applicant, Programme, Theme, said
from bot.domain.seasons import coming, is_vote, seasons, standing
from bot.domain.time import local_date
from bot.i18n import Translator
from handlers.grants import dates
from handlers.grants.public_address import address, as_webcal
from handlers.grants.reading.words import kinds_in_words, left
from handlers.grants.reading.year import in_month, month_name, plain_date
from handlers.grants.views import CERTAINTIES, STANDINGS, THEMES, VOTE_STANDINGS, ascii_url, sums
from handlers.shared.applicant_names import APPLICANTS

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = Path(__file__).with_name("catalogue.html")
PAGE_SIZE, MONTH_DATES = 50, 12
WORDS = (
    "web-grants-skip",
    "web-grants-legend",
    "web-grants-follow",
    "web-grants-follow-how",
    "web-grants-webcal",
    "web-grants-file",
    "web-grants-year",
    "web-grants-programmes",
    "web-grants-documents",
    "web-grants-nothing",
    "web-grants-pages",
    "web-grants-foot",
    "web-grants-other-language",
)
LANGUAGE_NAMES = {"ru": "ru", "en": "en"}
KINDS = (
    Applicant.TOS,
    Applicant.TOS_LEGAL,
    Applicant.NKO,
    Applicant.GROUP,
    Applicant.PERSON14_35,
    Applicant.PERSON,
    Applicant.IP,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of a page at a moment: the language, the kinds of applicants it is for, its number from 1.

    A calendar may also be of one theme and of one place.
    """

    tr: Translator
    settings: Settings
    now: datetime
    kinds: frozenset[Applicant]
    number: int
    theme: Theme | None = None
    place: str | None = None


def render(shelf: Shelf, version: int, reading: Reading) -> bytes:
    """The page as HTML; of a number beyond the last page, the last one."""
    tr, wish = reading.tr, GrantWish(kinds=reading.kinds)
    fitting = shelf.programmes.fitting(wish)
    pages = max(1, -(-fitting.bit_count() // PAGE_SIZE))
    number = min(max(reading.number, 1), pages)
    shown = shelf.programmes.page(fitting, number - 1, PAGE_SIZE)
    who = ",".join(kind.value for kind in Applicant if kind in reading.kinds)
    feed = address(reading.settings, feed=True, who=who, lang=_unless_default(reading, tr.locale))
    values: dict[str, Any] = {
        "t": tr,
        "words": {key.removeprefix("web-grants-"): tr.plain(key) for key in WORDS},
        "said": tr("web-grants-said", count=fitting.bit_count(), day=tr.day(_today(reading))),
        "kinds": _kinds(reading),
        "languages": [(each, _own(reading, who, 1, each)) for each in LANGUAGE_NAMES if each != tr.locale],
        "months": _months(shelf, reading, wish) if number == 1 else [],
        "programmes": [_programme(reading, each) for each in shown],
        "pages": _pages(reading, who, number, pages),
        "feed": feed,
        "webcal": as_webcal(feed),
    }
    return template().render(values).encode()


@cache
def template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(TEMPLATE.read_text("utf-8"))


def _today(reading: Reading) -> Any:
    return local_date(reading.now, reading.settings.timezone)


def _unless_default(reading: Reading, language: str) -> str:
    return "" if language == reading.settings.default_locale else language


def _own(reading: Reading, who: str, number: int, language: str) -> str:
    page = str(number) if number > 1 else ""
    return address(reading.settings, who=who, page=page, lang=_unless_default(reading, language))


def _kinds(reading: Reading) -> list[tuple[str, str, bool]]:
    """The links to the pages for each kind: its name, the address, and whether it is this page."""
    tr = reading.tr
    every = (tr.plain("grants-everybody"), _own(reading, "", 1, tr.locale), not reading.kinds)
    own = [
        (tr.plain(APPLICANTS[kind]), _own(reading, kind.value, 1, tr.locale), reading.kinds == {kind}) for kind in KINDS
    ]
    return [every, *own]


def _pages(reading: Reading, who: str, number: int, pages: int) -> Mapping[str, str]:
    """The addresses of the pages before and after; "" where there is none."""
    beside = {"before": number - 1, "after": number + 1}
    return {
        name: _own(reading, who, each, reading.tr.locale) if 1 <= each <= pages else "" for name, each in beside.items()
    }


def _months(shelf: Shelf, reading: Reading, wish: GrantWish) -> list[tuple[str, list[tuple[str, bool, int]], int]]:
    """The months with their first dates (words, whether it is a forecast, its programme) and the number of others."""
    found, fitting = [], shelf.dates.fitting(wish)
    for month in months_from(_today(reading)):
        if within := in_month(shelf, fitting, month):
            shown = shelf.dates.page(within, 0, MONTH_DATES)
            lines = [(plain_date(reading.tr, each), each.stage.forecast, each.programme.id) for each in shown]
            found.append((month_name(reading.tr, month), lines, within.bit_count() - len(lines)))
    return found


def _programme(reading: Reading, programme: Programme) -> dict[str, Any]:
    """Tell what the page says of a programme. A contact stays in the bot: it may be a person's."""
    tr, now, zone = reading.tr, reading.now, reading.settings.timezone
    vote = is_vote(programme)
    names = VOTE_STANDINGS if vote else STANDINGS
    rounds = [
        {
            "head": tr("grant-season", season=each.season, standing=tr(names[standing(each, now)])),
            "lines": [dates.line(tr, stage, zone, now, vote=vote) for stage in each.stages],
        }
        for each in seasons(programme, now)
    ]
    return {
        "id": programme.id,
        "title": programme.title,
        "organiser": programme.organiser,
        "takes": tr("grant-takes-votes" if vote else "grant-takes", who=kinds_in_words(tr, programme.applicants)),
        "left": _left(reading, programme),
        "rounds": rounds,
        "facts": list(_facts(tr, programme)),
        "note": said(programme.note, tr.locale) if programme.note else "",
        "documents": programme.documents,
        "url": ascii_url(programme.url) if programme.url else "",
        "said_source": tr("web-grants-source", source=programme.source),
        "as_of": dates.as_of(tr, programme),
        "certainty": tr(CERTAINTIES[programme.confidence]),
        "recheck": _recheck(reading, programme),
    }


def _left(reading: Reading, programme: Programme) -> list[Markup]:
    stage = coming(programme, reading.now, *TO_DO)
    remains = remaining(stage, reading.settings.timezone, reading.now) if stage else None
    return left(reading.tr, stage, remains) if stage and remains else []


def _facts(tr: Translator, programme: Programme) -> Iterable[Markup]:
    yield from sums(tr, programme.amounts)
    if programme.amount:
        yield tr("grant-amount", amount=said(programme.amount, tr.locale))
    named = {
        "grant-themes": ", ".join(tr.plain(THEMES[theme]) for theme in programme.themes),
        "grant-own-share": programme.own_share,
        "grant-min-age": programme.min_age_months,
        "grant-hand-in": programme.hand_in,
    }
    yield from (tr(key, value=value) for key, value in named.items() if value)


def _recheck(reading: Reading, programme: Programme) -> Markup | str:
    if programme.recheck_on is None or _today(reading) < programme.recheck_on:
        return ""
    return reading.tr("grant-recheck", day=reading.tr.day(programme.recheck_on))
