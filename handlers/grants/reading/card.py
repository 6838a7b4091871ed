"""The card: whether the reader may apply, what remains, the sum → [more] → [documents] | [calendar file] | [ask].

What matters most stands first; the rest is behind [more], so that a card fits a phone.
"""

from aiogram import F, Router
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.catalogue.eligibility import fit
from bot.domain.catalogue.remaining import remaining
from bot.domain.catalogue.wishes import GrantWish, unpack
from bot.domain.grants import TO_DO, Applicant, Interest, Programme, StageKind, said
from bot.domain.seasons import coming, is_vote, standing
from bot.files import ics
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.grants import dates
from handlers.grants.calendar_entries import entries_of
from handlers.grants.reading.buttons import GrantCard, as_card, found, to_card
from handlers.grants.reading.listing import own_kinds
from handlers.grants.reading.words import for_you, kinds_in_words, left
from handlers.grants.views import (
    STANDINGS,
    VOTE_STANDINGS,
    GrantsWho,
    TipButton,
    brief_origin,
    origin,
    site_button,
    sums,
)
from handlers.grants.views import card as whole_card
from handlers.shared.buttons import ApplyButton, GrantButton, WonButton
from handlers.shared.context import Context
from handlers.shared.screens import Linked, Open, Pressed, Said, button, keyboard, to_menu
from storage import grants

log = get_logger(__name__)
router = Router(name="grants.reading.card")
router.message.filter(Said(link="grant_"))
router.callback_query.filter(Pressed(GrantButton, GrantCard))


@router.message(Linked("grant", lambda number: to_card("card", number, GrantWish())))
@router.callback_query(GrantButton.filter(F.do == "card"))
@router.callback_query(GrantCard.filter(F.do == "card"))
async def show_card(event: Message | CallbackQuery, ctx: Context, callback_data: GrantButton | GrantCard) -> None:
    await put_card(event, ctx, as_card(callback_data))


async def put_card(
    event: Message | CallbackQuery, ctx: Context, pressed: GrantButton | GrantCard, alert: str = ""
) -> None:
    """Show the card as it is now; `alert` has the result of the last step."""
    at = as_card(pressed)
    seen = await look(event, ctx, at)
    if seen is None:
        return
    kinds = unpack(at.wish).kinds or await own_kinds(ctx)
    await ctx.show(event, card_text(ctx, seen, kinds), card_buttons(ctx, seen, at, kinds), alert)


async def look(event: Message | CallbackQuery, ctx: Context, at: GrantCard) -> Interest | None:
    """The programme as the person sees it; without it, say so, lead on and return None."""
    seen = await ctx.store.read(grants.look, at.programme_id, ctx.person_id)
    if seen is None:
        to_list = button(ctx.tr.plain("grants-to-list"), found(unpack(at.wish), at.page))
        await ctx.show(event, ctx.tr("grant-gone"), keyboard([to_list, to_menu(ctx.tr)]))
    return seen


def card_text(ctx: Context, seen: Interest, kinds: frozenset[Applicant]) -> Markup:
    """The card: who may apply, when, how much, from which source."""
    tr, programme = ctx.tr, seen.programme
    parts: list[Markup] = [
        tr("grant-head", title=programme.title, organiser=programme.organiser),
        Markup("\n").join(_eligibility(ctx, seen, kinds)),
        *_next_date(ctx, programme),
        _sum(tr, programme, kinds),
        brief_origin(ctx, programme),
        *([tr("grant-you-hear")] if seen.subscribed else []),
    ]
    return Markup("\n\n").join(filter(None, parts))


def _eligibility(ctx: Context, seen: Interest, kinds: frozenset[Applicant]) -> list[Markup]:
    """The way in for the reader; for somebody who said nothing of themselves, all who may apply."""
    tr, programme = ctx.tr, seen.programme
    if programme.archived_at is not None:
        return [tr("grant-archived")]
    mine = fit(programme, kinds, ctx.person.municipality if ctx.person else None)
    takes = kinds_in_words(tr, programme.applicants)
    if is_vote(programme):
        return [tr("grant-takes-votes", who=takes), *for_you(tr, mine, seen.places)]
    if mine.way is None:
        return [tr("grant-takes", who=takes), *for_you(tr, mine, seen.places), tr("grant-who-are-you")]
    lines = for_you(tr, mine, seen.places)
    return [lines[0], tr("grant-takes", who=takes), *lines[1:]]


def _next_date(ctx: Context, programme: Programme) -> list[Markup]:
    """The next thing to do and its date; the standing of its round."""
    stage = coming(programme, ctx.now, *TO_DO) or coming(programme, ctx.now)
    if stage is None:
        return [ctx.tr("grant-nothing-ahead-card")]
    season = next(each for each in programme.rounds if stage in each.stages)
    names = VOTE_STANDINGS if is_vote(programme) else STANDINGS
    lines = [ctx.tr("grant-standing", season=season.season, standing=ctx.tr(names[standing(season, ctx.now)]))]
    opens = [each for each in season.stages if each.kind is StageKind.OPEN and each.over_at > ctx.now]
    shown = sorted({*opens, stage}, key=lambda each: each.over_at)
    lines += [dates.line(ctx.tr, each, ctx.zone, vote=is_vote(programme)) for each in shown]
    if remains := remaining(stage, ctx.zone, ctx.now):
        lines += left(ctx.tr, stage, remains)
    if programme.hand_in:
        lines.append(ctx.tr("grant-hand-in", value=programme.hand_in))
    return [Markup("\n").join(lines)]


def _sum(tr: Translator, programme: Programme, kinds: frozenset[Applicant]) -> Markup:
    """The most that may be asked for: by the reader's kinds where they are known, else by all."""
    if is_vote(programme) and not programme.amount and not programme.amounts:
        return Markup()
    mine = {kind: most for kind, most in programme.amounts.items() if kind in kinds} or programme.amounts
    lines = sums(tr, mine)
    if programme.amount:
        lines.append(tr("grant-amount", amount=said(programme.amount, tr.locale)))
    if programme.own_share:
        lines.append(tr("grant-own-share", value=programme.own_share))
    return Markup("\n").join(lines or [tr("grant-amount-unknown")])


def card_buttons(ctx: Context, seen: Interest, at: GrantCard, kinds: frozenset[Applicant]) -> InlineKeyboardMarkup:
    tr, programme = ctx.tr, seen.programme
    do, key = ("off", "grant-unsubscribe") if seen.subscribed else ("on", "grant-subscribe")
    back = button(tr.plain("grants-to-list"), found(unpack(at.wish), at.page))
    return keyboard(
        [button(tr.plain(key), step(at, do, programme))],
        [button(tr.plain("apply-open"), ApplyButton(do="open", programme_id=programme.id))],
        [button(tr.plain("grant-more"), step(at, "more", programme))],
        [button(tr.plain("grant-stories"), WonButton(programme_id=programme.id, page=0))],
        who_button(ctx, kinds),
        site_button(tr, programme),
        [back, to_menu(tr)],
    )


def who_button(ctx: Context, kinds: frozenset[Applicant]) -> list[InlineKeyboardButton]:
    """The way to say who one is, for those who did not: the profile, or for a stranger the question of the list."""
    if kinds:
        return []
    to = Open(place="profile") if ctx.person else GrantsWho()
    return [button(ctx.tr.plain("grant-say-who"), to)]


def step(at: GrantCard, do: str, programme: Programme) -> GrantCard:
    return to_card(do, programme.id, unpack(at.wish), at.page)


# The rest.


@router.callback_query(GrantCard.filter(F.do == "more"))
async def show_more(query: CallbackQuery, ctx: Context, callback_data: GrantCard) -> None:
    """Show everything that is known, and who may be asked."""
    seen = await look(query, ctx, callback_data)
    if seen is not None:
        kinds = unpack(callback_data.wish).kinds
        who = next(iter(kinds)) if len(kinds) == 1 else None
        await ctx.show(query, whole_card(ctx, seen, who), more_buttons(ctx.tr, seen, callback_data))


def more_buttons(tr: Translator, seen: Interest, at: GrantCard) -> InlineKeyboardMarkup:
    programme = seen.programme
    documents = tr.plain("grant-to-documents", count=len(programme.documents))
    return keyboard(
        [button(documents, step(at, "docs", programme))] if programme.documents else [],
        [button(tr.plain("grant-to-calendar"), step(at, "ics", programme))] if programme.rounds else [],
        site_button(tr, programme),
        [button(tr.plain("grant-ask"), Open(place="ask"))],
        [button(tr.plain("tip-begin"), TipButton(do="begin", programme_id=programme.id))],
        [to_programme(tr, at, programme)],
    )


def to_programme(tr: Translator, at: GrantCard, programme: Programme) -> InlineKeyboardButton:
    return button(tr.plain("grant-to-card"), step(at, "card", programme))


@router.callback_query(GrantCard.filter(F.do == "docs"))
async def show_documents(query: CallbackQuery, ctx: Context, callback_data: GrantCard) -> None:
    """Show the documents as a list to tick off on paper or to send on."""
    seen = await look(query, ctx, callback_data)
    if seen is None:
        return
    programme = seen.programme
    lines = [ctx.tr("grant-document", document=each) for each in programme.documents]
    head = ctx.tr("grant-documents-list", title=programme.short_title, count=len(lines))
    text = Markup("\n\n").join([head, Markup("\n").join(lines), origin(ctx, programme)])
    buttons = keyboard(site_button(ctx.tr, programme), [to_programme(ctx.tr, callback_data, programme)])
    await ctx.show(query, text, buttons)


@router.callback_query(GrantCard.filter(F.do == "ics"))
async def send_calendar(query: CallbackQuery, ctx: Context, callback_data: GrantCard) -> None:
    """Send the dates of a programme as a calendar file; a later one replaces the entries of an earlier one."""
    seen = await look(query, ctx, callback_data)
    if seen is None:
        return
    entries = entries_of(ctx.tr, seen.programme, ctx.zone, ctx.now)
    if not entries:
        await ctx.refuse(query, "grant-no-dates-file")
        return
    if query.message:
        number = await ctx.store.glance(grants.version)
        file = ics.dates(entries, ics.Edition(None, ctx.now, number))
        log.info("calendar file of a grant sent", programme_id=seen.programme.id, dates=len(entries))
        caption = ctx.tr("grant-calendar-sent", title=seen.programme.short_title)
        await query.message.answer_document(BufferedInputFile(file, f"grant_{seen.programme.id}.ics"), caption=caption)
    await query.answer()
