"""/catalogue → the programmes, those to check first → a programme as readers see it → its rounds | its history."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.catalogue.checks import Check, CheckReason, Freshness, freshness, reason_to_check
from bot.domain.catalogue.edits import DeskOutcome
from bot.domain.catalogue.tips import Tip
from bot.domain.grants import Programme
from bot.domain.people import Purpose
from bot.domain.seasons import looked_at_on
from bot.i18n import Translator
from handlers.grants.desk.access import kept, refuse, to_catalogue, to_programme
from handlers.grants.desk.buttons import CataloguePage, KeepButton, RoundButton, TableButton, TipDeskButton
from handlers.grants.desk.words import history_text
from handlers.grants.views import card
from handlers.shared.buttons import ReachButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, pager, to_menu
from storage import grants
from storage.grants import checks, edits, tips

PAGE_SIZE, ROUNDS_SHOWN, TEXT_MOST = 4, 3, 3800
REASONS = {
    CheckReason.TOLD: "catalogue-told",
    CheckReason.LINK: "catalogue-dead-link",
    CheckReason.NEAR: "catalogue-near",
    CheckReason.PASSED: "catalogue-passed",
    CheckReason.DUE: "catalogue-due",
    CheckReason.OLD: "catalogue-old",
}

router = Router(name="grants.desk.browse")
router.message.filter(Said("catalogue"))
router.callback_query.filter(Pressed(CataloguePage, KeepButton, places=("catalogue",)))


@router.message(Command("catalogue"))
@router.callback_query(Open.filter())
@router.callback_query(CataloguePage.filter())
async def show_catalogue(
    event: Message | CallbackQuery, ctx: Context, callback_data: Open | CataloguePage | None = None
) -> None:
    """Show a page of the desk, after the consent to the work: edits keep the name of their author."""
    if not ctx.coordinates():
        await refuse(event, ctx, DeskOutcome.FORBIDDEN)
        return
    if not await ctx.require(event, Purpose.WORK, KeepButton(do="agree", programme_id=0), Open(place="menu")):
        return
    page = callback_data.page if isinstance(callback_data, CataloguePage) else 0
    found = await ctx.store.read(checks.kept_by, ctx.roles, ctx.now, ctx.settings.timezone)
    figures = freshness((each.programme for each in found), ctx.now, ctx.settings.timezone)
    await ctx.show(event, *catalogue_screen(ctx.tr, found, figures, page))


def catalogue_screen(
    tr: Translator, found: list[Check], figures: Freshness, page: int
) -> tuple[Markup, InlineKeyboardMarkup]:
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(page, pages - 1)
    shown = found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    head = tr("catalogue", count=len(found), due=sum(each.reason is not None for each in found))
    lines = [check_line(tr, each.programme.short_title, each.reason) for each in shown if each.reason]
    rows = [[programme_button(tr, each)] for each in shown]
    new = button(tr.plain("catalogue-new"), KeepButton(do="new", programme_id=0))
    turn = pager(tr, page, pages, CataloguePage)
    table = button(tr.plain("catalogue-table"), TableButton(do="show"))
    # On later pages the ways to turn take their place.
    tools = [] if page else [new, table]
    fresh = [] if page else [freshness_text(tr, figures)]
    return Markup("\n\n").join([head, *fresh, *lines]), keyboard(*rows, turn, tools, [to_menu(tr)])


def freshness_text(tr: Translator, figures: Freshness) -> Markup:
    """The freshness of the catalogue: looked at lately, with an announced date ahead, looked at longest ago."""
    share = tr("catalogue-freshness", fresh=figures.fresh, all=figures.programmes, confirmed=figures.confirmed)
    if figures.oldest is None:
        return share
    title, day = figures.oldest.short_title, figures.oldest_on
    never = tr("catalogue-oldest-never", title=title)
    return Markup("\n").join([share, tr("catalogue-oldest", title=title, day=tr.day(day)) if day else never])


def check_line(tr: Translator, title: str, reason: CheckReason) -> Markup:
    return tr("catalogue-check", title=title, reason=tr.plain(REASONS[reason]))


def programme_button(tr: Translator, check: Check) -> InlineKeyboardButton:
    key = "catalogue-button-due" if check.reason else "catalogue-button"
    label = tr.plain(key, title=check.programme.short_title)
    return button(label, KeepButton(do="card", programme_id=check.programme.id))


@router.callback_query(KeepButton.filter(F.do == "agree"))
async def agree(query: CallbackQuery, ctx: Context) -> None:
    if ctx.coordinates():
        ctx = await ctx.agreed(query, Purpose.WORK)
    await show_catalogue(query, ctx)


@router.callback_query(KeepButton.filter(F.do == "card"))
async def show_programme(query: CallbackQuery, ctx: Context, callback_data: KeepButton) -> None:
    await put_programme(query, ctx, callback_data.programme_id)


async def put_programme(event: Message | CallbackQuery, ctx: Context, programme_id: int, alert: str = "") -> None:
    """Show a programme as readers see it, and what its keepers know; `alert` has the result of the last step."""
    programme = await kept(event, ctx, programme_id)
    seen = await ctx.store.read(grants.look, programme_id, None) if programme else None
    if programme is None or seen is None:
        return
    readers = await ctx.store.read(grants.subscribers, programme_id)
    parts = [card(ctx, seen, None), kept_lines(ctx, programme, len(readers))]
    waiting = await ctx.store.read(tips.waiting, programme_id)
    await ctx.show(event, Markup("\n\n").join(parts), programme_buttons(ctx.tr, programme, waiting), alert)


def kept_lines(ctx: Context, programme: Programme, readers: int) -> Markup:
    """The day of the last look and of the next one, the reason to look now, the number of subscribers."""
    tr, seen = ctx.tr, looked_at_on(programme)
    parts = [tr("catalogue-seen", day=tr.day(seen)) if seen else tr("catalogue-never-seen")]
    if programme.recheck_on:
        parts.append(tr("catalogue-recheck", day=tr.day(programme.recheck_on)))
    if reason := reason_to_check(programme, (), ctx.now, ctx.settings.timezone):
        parts.append(tr("catalogue-why", reason=tr.plain(REASONS[reason])))
    return Markup("\n").join([tr("catalogue-for-keepers"), *parts, tr("catalogue-readers", count=readers)])


def programme_buttons(tr: Translator, programme: Programme, waiting: Sequence[Tip]) -> InlineKeyboardMarkup:
    told = tr.plain("tips-waiting", count=len(waiting))
    first = [button(told, TipDeskButton(do="card", tip_id=each.id)) for each in waiting[:1]]
    rounds = sorted(programme.rounds, key=lambda each: each.season)[-ROUNDS_SHOWN:]
    labels = [
        button(
            tr.plain("catalogue-season", season=each.season),
            RoundButton(do="card", programme_id=programme.id, round_id=each.id),
        )
        for each in rounds
    ]
    ways = {"seen": "catalogue-checked", "more": "catalogue-more"}
    rows = [[button(tr.plain(key), KeepButton(do=do, programme_id=programme.id))] for do, key in ways.items()]
    rows.append([button(tr.plain("reach-open"), ReachButton(do="show", programme_id=programme.id))])
    return keyboard(first, *[[each] for each in labels], *rows, [to_catalogue(tr)])


@router.callback_query(KeepButton.filter(F.do == "history"))
async def show_history(query: CallbackQuery, ctx: Context, callback_data: KeepButton) -> None:
    """Show the saved edits with their authors and sources, the newest first."""
    programme = await kept(query, ctx, callback_data.programme_id)
    if programme is None:
        return
    found = await ctx.store.read(edits.history, programme.id)
    parts = [ctx.tr("catalogue-history-of" if found else "catalogue-history-none", title=programme.short_title)]
    for each in found:
        line = history_text(ctx.tr, each, ctx.zone)
        if len(Markup("\n\n").join([*parts, line])) > TEXT_MOST:
            break
        parts.append(line)
    await ctx.show(query, Markup("\n\n").join(parts), keyboard([to_programme(ctx.tr, programme.id)]))
