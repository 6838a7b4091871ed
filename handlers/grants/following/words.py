"""The things that one follows in words, and what will come of it: the next dates by the person's own clock."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.domain.catalogue.wishes import Filter
from bot.domain.following.items import Item, Topic
from bot.domain.grants import Applicant, Programme, Theme
from bot.domain.ladder import ten_on
from bot.domain.seasons import coming, is_vote
from bot.domain.time import local_date, wall_clock
from bot.i18n import Translator
from handlers.grants import dates
from handlers.grants.views import THEMES
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import zone_name
from storage.grants.subscriptions import Followed

COMING = {
    Topic.STEP: "follow-coming-step",
    Topic.HEADS_UP: "follow-coming-month",
    Topic.EXPECTED: "follow-coming-expected",
    Topic.OPENED: "follow-coming-opened",
    Topic.RESULTS: "follow-coming-results",
    Topic.START: "follow-coming-start",
}


def filter_words(tr: Translator, wanted: Filter, places: Mapping[str, str]) -> str:
    parts = [
        tr.plain(APPLICANTS[Applicant(wanted.kind)]) if wanted.kind else "",
        places.get(wanted.municipality, wanted.municipality),
        tr.plain(THEMES[Theme(wanted.theme)]) if wanted.theme else "",
        tr.plain("follow-at-least", roubles=wanted.at_least) if wanted.at_least else "",
    ]
    return ", ".join(filter(None, parts)) or tr.plain("follow-everything")


def followed_words(tr: Translator, each: Followed, places: Mapping[str, str]) -> str:
    """The name of one thing that somebody follows."""
    if each.own:
        return tr.plain("follow-own", what="; ".join(filter_words(tr, one, places) for one in each.filters))
    return each.title if each.programme_id is not None else filter_words(tr, each.filters[0], places)


def coming_lines(ctx: Context, items: Iterable[Item], known: Mapping[int, Programme]) -> Markup:
    """The next messages: when they come, of what, about which programme."""
    lines = [
        ctx.tr(
            "follow-coming",
            day=ctx.tr.day(wall_clock(each.at, ctx.zone)),
            time=f"{wall_clock(each.at, ctx.zone):%H:%M}",
            what=ctx.tr.plain(COMING[each.topic], days=each.days or 0),
            title=known[each.programme_id].short_title,
        )
        for each in items
    ]
    if not lines:
        return _no_message_ahead(ctx, known.values())
    # A forecast of the opening and one of the deadline are one message.
    return Markup("\n").join([ctx.tr("follow-ahead", zone=zone_name(ctx.tr, ctx.zone)), *dict.fromkeys(lines)])


def _no_message_ahead(ctx: Context, known: Iterable[Programme]) -> Markup:
    """No message is due as far as is known; of one programme its next date, if there is one."""
    dated = [(each, stage) for each in known if (stage := coming(each, ctx.now))]
    if len(dated) != 1:
        return ctx.tr("follow-nothing-ahead")
    programme, stage = dated[0]
    return ctx.tr("follow-only-date", line=dates.line(ctx.tr, stage, ctx.zone, vote=is_vote(programme)))


def ten_in(ctx: Context, days: int) -> datetime:
    """Ten in the morning in so many days, by the person's clock."""
    return ten_on(local_date(ctx.now, ctx.zone) + timedelta(days=days), ctx.zone)


async def place_names(ctx: Context) -> Mapping[str, str]:
    return await municipality_names(ctx)
