"""The screens of grant programmes: buttons, line in a list, card."""

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton
from markupsafe import Markup

from bot.domain.grants import Applicant, Certainty, Eligibility, Interest, Programme, Round, Theme, may_apply, said
from bot.domain.seasons import Standing, is_vote, seasons, standing
from bot.domain.time import local_date
from bot.i18n import Translator
from handlers.grants import dates
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.context import Context
from handlers.shared.screens import Number, link

PAGE_SIZE = 4
TITLE_ON_BUTTON = 40


class GrantsPage(CallbackData, prefix="grp"):
    """A page of the list, from 0, for one kind of applicant; None is everybody."""

    who: Applicant | None
    page: Number


class GrantsMine(CallbackData, prefix="grm"):
    """A page of the programmes that the person subscribed to."""

    page: Number


class GrantsYours(CallbackData, prefix="gry"):
    """A page of the programmes for what the person said they are."""

    page: Number


class GrantsWho(CallbackData, prefix="grw"):
    """The question about the kind of applicant."""


class TipButton(CallbackData, prefix="tip"):
    """An announcement that somebody saw: `do` is begin, agree, or dead (the link does not open)."""

    do: str
    programme_id: Number


WAYS = {
    Eligibility.DIRECTLY: "grant-directly",
    Eligibility.THROUGH_PARTNER: "grant-through-partner",
    Eligibility.THROUGH_MUNICIPALITY: "grant-through-municipality",
    Eligibility.NO: "grant-not-for-them",
}
STANDINGS = {
    Standing.EXPECTED: "grant-round-expected",
    Standing.ANNOUNCED: "grant-round-announced",
    Standing.OPEN: "grant-round-open",
    Standing.UNTIL_UNKNOWN: "grant-round-until-unknown",
    Standing.PROBABLY_OVER: "grant-round-probably-over",
    Standing.PASSED_UNSEEN: "grant-round-passed-unseen",
    Standing.CLOSED: "grant-round-closed",
    Standing.CANCELLED: "grant-round-cancelled",
}
VOTE_STANDINGS = STANDINGS | {
    Standing.OPEN: "grant-vote-open",
    Standing.UNTIL_UNKNOWN: "grant-vote-until-unknown",
    Standing.PROBABLY_OVER: "grant-vote-probably-over",
    Standing.PASSED_UNSEEN: "grant-vote-passed-unseen",
    Standing.CLOSED: "grant-vote-closed",
}
THEMES = {
    Theme.PLACES: "grant-theme-places",
    Theme.CULTURE: "grant-theme-culture",
    Theme.SPORT: "grant-theme-sport",
    Theme.YOUTH: "grant-theme-youth",
    Theme.ELDERS: "grant-theme-elders",
    Theme.NATURE: "grant-theme-nature",
    Theme.HISTORY: "grant-theme-history",
    Theme.NEIGHBOURS: "grant-theme-neighbours",
}
CERTAINTIES = {
    Certainty.HIGH: "grant-certainty-high",
    Certainty.MEDIUM: "grant-certainty-medium",
    Certainty.LOW: "grant-certainty-low",
}


def card(ctx: Context, seen: Interest, who: Applicant | None) -> Markup:
    """The programme in full, with its source and the certainty of the facts."""
    programme = seen.programme
    shown = [season(ctx, each, vote=is_vote(programme)) for each in seasons(programme, ctx.now)]
    parts: list[str] = [
        _head(ctx.tr, seen),
        *([said(programme.note, ctx.tr.locale)] if programme.note else []),
        _applicants(ctx.tr, programme, who),
        *_terms(ctx.tr, programme),
        *(shown or [ctx.tr("grant-no-dates")]),
        origin(ctx, programme),
        *([ctx.tr("grant-you-hear")] if seen.subscribed else []),
    ]
    return Markup("\n\n").join(parts)


def _head(tr: Translator, seen: Interest) -> Markup:
    programme = seen.programme
    parts: list[str] = [tr("grant-head", title=programme.title, organiser=programme.organiser)]
    if seen.places:
        parts.append(tr("grant-places", places=", ".join(seen.places)))
    if programme.amount:
        parts.append(tr("grant-amount", amount=said(programme.amount, tr.locale)))
    elif not programme.amounts:
        parts.append(tr("grant-amount-unknown"))
    if programme.archived_at is not None:
        parts.append(tr("grant-archived"))
    return Markup("\n").join(parts)


def _applicants(tr: Translator, programme: Programme, who: Applicant | None) -> Markup:
    takes = [
        tr("grant-applicant", who=tr.plain(key)) for kind, key in APPLICANTS.items() if kind in programme.applicants
    ]
    chosen = [tr("grant-chosen", who=tr.plain(APPLICANTS[who]), way=tr(WAYS[may_apply(programme, who)]))] if who else []
    return Markup("\n").join([tr("grant-who"), *takes, *chosen])


def _terms(tr: Translator, programme: Programme) -> list[Markup]:
    """Sums, themes, own share, age, the way to hand in, papers, the contact."""
    named = {
        "grant-themes": ", ".join(tr.plain(THEMES[theme]) for theme in programme.themes),
        "grant-own-share": programme.own_share,
        "grant-min-age": programme.min_age_months,
        "grant-hand-in": programme.hand_in,
        "grant-documents": ", ".join(programme.documents),
        "grant-contact": programme.contact,
        "grant-links": ", ".join(programme.links),
    }
    lines = [*sums(tr, programme.amounts), *(tr(key, value=value) for key, value in named.items() if value)]
    return [Markup("\n").join(lines)] if lines else []


def sums(tr: Translator, amounts: Mapping[Applicant, int]) -> list[Markup]:
    """The most that each kind of applicant may ask for; one line where it is the same for several."""
    if len(amounts) > 1 and len(set(amounts.values())) == 1:
        return [tr("grant-most-each", most=next(iter(amounts.values())))]
    return [
        tr("grant-most", who=tr.plain(key), most=amounts[kind]) for kind, key in APPLICANTS.items() if kind in amounts
    ]


def season(ctx: Context, each: Round, *, vote: bool = False) -> Markup:
    """A round: its name and state, its dates, the sources in which a coordinator has read them."""
    head = ctx.tr(
        "grant-season",
        season=each.season,
        standing=ctx.tr((VOTE_STANDINGS if vote else STANDINGS)[standing(each, ctx.now)]),
    )
    seen = {(stage.source, stage.seen_on): None for stage in each.stages if stage.seen_on}
    sources = [ctx.tr("grant-dates-from", source=source, day=ctx.tr.day(day)) for source, day in seen if day]
    lines = (dates.line(ctx.tr, stage, ctx.zone, ctx.now, vote=vote) for stage in each.stages)
    return Markup("\n").join([head, *lines, *sources])


def origin(ctx: Context, programme: Programme) -> Markup:
    """The source of the facts, their date and their certainty; past `recheck_on`, a warning."""
    tr, certainty = ctx.tr, ctx.tr(CERTAINTIES[programme.confidence])
    said = tr("grant-origin", source=programme.source, when=dates.as_of(tr, programme), certainty=certainty)
    return Markup("\n").join([said, *_recheck(ctx, programme)])


def brief_origin(ctx: Context, programme: Programme) -> Markup:
    """The date of the facts, their certainty unless it is high, and the warning past `recheck_on`; no source."""
    tr = ctx.tr
    lines = [tr("grant-origin-brief", when=dates.as_of(tr, programme))]
    lines += [tr(CERTAINTIES[programme.confidence])] if programme.confidence is not Certainty.HIGH else []
    return Markup("\n").join([*lines, *_recheck(ctx, programme)])


def _recheck(ctx: Context, programme: Programme) -> list[Markup]:
    if programme.recheck_on is None or local_date(ctx.now, ctx.settings.timezone) < programme.recheck_on:
        return []
    return [ctx.tr("grant-recheck", day=ctx.tr.day(programme.recheck_on))]


def site_button(tr: Translator, programme: Programme) -> list[InlineKeyboardButton]:
    """The link to the organiser's site; empty without an address."""
    return [link(tr.plain("grant-site"), ascii_url(programme.url))] if programme.url else []


def ascii_url(url: str) -> str:
    """The address in ASCII, for every server: a Cyrillic host in IDNA, a Cyrillic path percent-encoded."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode()
    path, query = quote(parts.path, safe="/%:@+,;=~"), quote(parts.query, safe="/%:@+,;=~&?")
    return parts._replace(netloc=host, path=path, query=query).geturl()
