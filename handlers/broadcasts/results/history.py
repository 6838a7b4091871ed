"""[all broadcasts] → pages, own or of the area, filtered by end and month → report → [use again] → draft."""

from contextlib import suppress
from functools import partial

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardButton
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome
from bot.domain.broadcasts.results.history import End, Whose, Wish, span
from bot.domain.broadcasts.results.reports import Report
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.broadcasts.access import author_id, refuse, require_author
from handlers.broadcasts.audience.selection import put_review
from handlers.broadcasts.results.report import report_screen
from handlers.broadcasts.results.watch import words
from handlers.broadcasts.sending.colleagues import ways
from handlers.broadcasts.views import REFUSALS, FilterButton, HistoryButton, do, report_button, report_line, to_home
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard, pager
from storage.broadcasts.results import edit_reports, history, versions
from storage.broadcasts.results.versions import Version

ON_PAGE = 6
# So many of the last versions are shown, so many characters of each.
VERSIONS_SHOWN, VERSION_SHOWN = 5, 600
MONTHS = 24
HEADS = {Whose.MINE: "history-mine", Whose.AREA: "history-area"}
ENDS = {
    End.ANY: "history-any",
    End.GOING: "history-going",
    End.SENT: "history-sent",
    End.STOPPED: "history-stopped",
}

log = get_logger(__name__)

router = Router(name="broadcasts.results.history")
router.callback_query.filter(Pressed(BroadcastButton, HistoryButton, FilterButton))


def to_page(wish: Wish, page: int = 0) -> HistoryButton:
    return HistoryButton(whose=wish.whose, end=wish.end, month=wish.month, page=page)


@router.callback_query(HistoryButton.filter())
async def list_sent(query: CallbackQuery, ctx: Context, callback_data: HistoryButton) -> None:
    author = await require_author(query, ctx)
    if author is None:
        return
    wish = Wish(callback_data.whose, callback_data.end, callback_data.month)
    asked = (author.id, ctx.roles, wish, ctx.zone, ctx.now)
    page = callback_data.page
    found, total = await ctx.store.read(history.page, *asked, page * ON_PAGE, ON_PAGE)
    pages = max(1, -(-total // ON_PAGE))
    if not found and page:
        page = pages - 1
        found, total = await ctx.store.read(history.page, *asked, page * ON_PAGE, ON_PAGE)
    turn = pager(ctx.tr, page, pages, partial(HistoryButton, whose=wish.whose, end=wish.end, month=wish.month))
    reports = [[report_button(ctx.tr, each, ctx.zone)] for each in found]
    text = _list(ctx.tr, wish, found, total, ctx.zone)
    await ctx.show(query, text, keyboard(*reports, turn, *_filters(ctx.tr, wish)))


def _list(tr: Translator, wish: Wish, found: list[Report], total: int, zone: str) -> Markup:
    lines = [tr(HEADS[wish.whose], count=total)]
    chosen = [tr.plain(ENDS[wish.end])] if wish.end is not End.ANY else []
    chosen += [_month(tr, wish.month)] if wish.month else []
    if chosen:
        lines.append(tr("history-only", what=", ".join(chosen)))
    lines += [report_line(tr, each, zone) for each in found]
    return Markup("\n\n").join(lines)


def _month(tr: Translator, month: str) -> str:
    first = span(month, "UTC")
    return tr.month(first[0].date()) if first else month


def _filters(tr: Translator, wish: Wish) -> list[list[InlineKeyboardButton]]:
    """Buttons for whose broadcasts, which end and which month."""
    other = Whose.AREA if wish.whose is Whose.MINE else Whose.MINE
    find = partial(FilterButton, whose=wish.whose, end=wish.end, month=wish.month)
    return [
        [button(tr.plain(f"history-to-{other.value}"), to_page(Wish(other, wish.end, wish.month)))],
        [button(tr.plain("history-by-end"), find(ask="end")), button(tr.plain("history-by-month"), find(ask="month"))],
        [to_home(tr)],
    ]


@router.callback_query(FilterButton.filter())
async def ask_filter(query: CallbackQuery, ctx: Context, callback_data: FilterButton) -> None:
    author = await require_author(query, ctx)
    if author is None:
        return
    wish = Wish(callback_data.whose, callback_data.end, callback_data.month)
    if callback_data.ask == "month":
        found = await ctx.store.read(history.months, author.id, ctx.roles, wish, ctx.zone)
        everything = button(ctx.tr.plain("history-all-months"), to_page(Wish(wish.whose, wish.end)))
        rows = [button(_month(ctx.tr, each), to_page(Wish(wish.whose, wish.end, each))) for each in found[:MONTHS]]
        await ctx.show(query, ctx.tr("history-which-month"), keyboard([everything], *([each] for each in rows)))
        return
    rows = [button(ctx.tr.plain(key), to_page(Wish(wish.whose, end, wish.month))) for end, key in ENDS.items()]
    await ctx.show(query, ctx.tr("history-which-end"), keyboard(*([each] for each in rows)))


@router.callback_query(BroadcastButton.filter(F.do == "report"))
async def show_report(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    """Show the report to the author, with its buttons, and without them to a coordinator of its whole audience."""
    found = await ctx.store.read(history.seen, callback_data.broadcast_id, author_id(ctx), ctx.roles, ctx.now)
    if found is None or ctx.person is None:
        await refuse(query, ctx, REFUSALS[BroadcastOutcome.GONE])
        return
    is_own = found.broadcast.author_id == ctx.person.id
    if not is_own and not await require_author(query, ctx):
        return
    changes = await ctx.store.read(edit_reports.of_broadcast, found.broadcast.id)
    text, buttons = report_screen(ctx.tr, found, ctx.zone, changes, is_own=is_own)
    if not is_own:
        buttons = keyboard(*ways(ctx.tr, found), *buttons.inline_keyboard)
    await ctx.show(query, text, buttons)


@router.callback_query(BroadcastButton.filter(F.do == "versions"))
async def show_versions(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    """Show every version that people got, to whoever may read the report."""
    found = await ctx.store.read(history.seen, callback_data.broadcast_id, author_id(ctx), ctx.roles, ctx.now)
    if found is None or ctx.person is None:
        await refuse(query, ctx, REFUSALS[BroadcastOutcome.GONE])
        return
    if found.broadcast.author_id != ctx.person.id and not await require_author(query, ctx):
        return
    sent = await ctx.store.read(versions.all_of, found.broadcast)
    lines = [version_text(ctx, found.broadcast, each, number) for number, each in enumerate(sent, start=1)]
    head = ctx.tr("versions", count=len(sent))
    back = do(ctx.tr, "change-to-report", "report", found.broadcast.id)
    await ctx.show(query, Markup("\n\n").join([head, *lines[-VERSIONS_SHOWN:]]), keyboard([back], [to_home(ctx.tr)]))
    for each in sent[-VERSIONS_SHOWN:]:
        if each.content is None and each.message_id and found.broadcast.from_chat_id:
            with suppress(TelegramBadRequest):
                await ctx.bot.copy_message(ctx.visitor.chat_id, found.broadcast.from_chat_id, each.message_id)


def version_text(ctx: Context, broadcast: Broadcast, version: Version, number: int) -> Markup:
    said = words(broadcast, version.content)[:VERSION_SHOWN] or ctx.tr.plain("versions-copied")
    if version.until is None:
        return ctx.tr("versions-now", number=str(number), words=said)
    name, until = version.by or ctx.tr.plain("approval-somebody"), ctx.tr.moment(version.until, ctx.zone)
    return ctx.tr("versions-before", number=str(number), until=until, name=name, words=said)


@router.callback_query(BroadcastButton.filter(F.do == "again"))
async def use_again(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    if not await require_author(query, ctx):
        return
    broadcast_id = callback_data.broadcast_id
    draft_id = await ctx.store.write(history.use_again, broadcast_id, author_id(ctx), ctx.now)
    if isinstance(draft_id, BroadcastOutcome):
        await refuse(query, ctx, REFUSALS[draft_id])
        return
    log.info("broadcast draft", broadcast_id=draft_id, person_id=ctx.person_id, copy_of=broadcast_id)
    await put_review(query, ctx, draft_id)
