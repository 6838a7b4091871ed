"""[all broadcasts] → pages, mine or all of my area, by how they ended and by month → report → [use again] → draft."""

from datetime import datetime
from functools import partial

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton
from markupsafe import Markup

from bot.config import Settings
from bot.domain.broadcasts.broadcast import BroadcastOutcome
from bot.domain.broadcasts.results.history import End, Whose, Wish, span
from bot.domain.broadcasts.results.reports import Report
from bot.domain.people import Person, Role, Visitor
from bot.i18n import Translator
from handlers.broadcasts.audience.selection import author, put_review
from handlers.broadcasts.compose.message import admitted
from handlers.broadcasts.results.report import report_screen
from handlers.broadcasts.views import (
    BroadcastButton,
    FilterButton,
    HistoryButton,
    refuse,
    report_button,
    report_line,
    to_home,
)
from handlers.shared.screens import Pressed, button, keyboard, pager, show
from storage.broadcasts.results import edit_reports, history
from storage.core.db import Store

ON_PAGE = 6
MONTHS = 24
HEADS = {Whose.MINE: "history-mine", Whose.AREA: "history-area"}
ENDS = {
    End.ANY: "history-any",
    End.GOING: "history-going",
    End.SENT: "history-sent",
    End.STOPPED: "history-stopped",
}

router = Router(name="broadcasts.results.history")
router.callback_query.filter(Pressed(BroadcastButton, HistoryButton, FilterButton))


def to_page(wish: Wish, page: int = 0) -> HistoryButton:
    return HistoryButton(whose=wish.whose, end=wish.end, month=wish.month, page=page)


@router.callback_query(HistoryButton.filter())
async def list_sent(
    query: CallbackQuery,
    callback_data: HistoryButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if not await admitted(query, tr, settings, person, roles) or person is None:
        return
    wish = Wish(callback_data.whose, callback_data.end, callback_data.month)
    asked = (person.id, roles, wish, person.zone, now)
    page = callback_data.page
    found, total = await store.read(history.page, *asked, page * ON_PAGE, ON_PAGE)
    pages = max(1, -(-total // ON_PAGE))
    if not found and page:
        page = pages - 1
        found, total = await store.read(history.page, *asked, page * ON_PAGE, ON_PAGE)
    turn = pager(tr, page, pages, partial(HistoryButton, whose=wish.whose, end=wish.end, month=wish.month))
    reports = [[report_button(tr, each, person.zone)] for each in found]
    await show(query, _list(tr, wish, found, total, person.zone), keyboard(*reports, turn, *_filters(tr, wish)))


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
    """Whose, how they ended, which month: each a button that says what it changes."""
    other = Whose.AREA if wish.whose is Whose.MINE else Whose.MINE
    find = partial(FilterButton, whose=wish.whose, end=wish.end, month=wish.month)
    return [
        [button(tr.plain(f"history-to-{other.value}"), to_page(Wish(other, wish.end, wish.month)))],
        [button(tr.plain("history-by-end"), find(ask="end")), button(tr.plain("history-by-month"), find(ask="month"))],
        [to_home(tr)],
    ]


@router.callback_query(FilterButton.filter())
async def ask_filter(
    query: CallbackQuery,
    callback_data: FilterButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
) -> None:
    if not await admitted(query, tr, settings, person, roles) or person is None:
        return
    wish = Wish(callback_data.whose, callback_data.end, callback_data.month)
    if callback_data.ask == "month":
        found = await store.read(history.months, person.id, roles, wish, person.zone)
        everything = button(tr.plain("history-all-months"), to_page(Wish(wish.whose, wish.end)))
        rows = [button(_month(tr, each), to_page(Wish(wish.whose, wish.end, each))) for each in found[:MONTHS]]
        await show(query, tr("history-which-month"), keyboard([everything], *([each] for each in rows)))
        return
    rows = [button(tr.plain(key), to_page(Wish(wish.whose, end, wish.month))) for end, key in ENDS.items()]
    await show(query, tr("history-which-end"), keyboard(*([each] for each in rows)))


@router.callback_query(BroadcastButton.filter(F.do == "report"))
async def show_report(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """For the author, and for whoever coordinates everybody it was for; what can be done with it, for the author."""
    found = await store.read(history.seen, callback_data.broadcast_id, author(person), roles, now)
    if found is None or person is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    is_own = found.broadcast.author_id == person.id
    if not is_own and not await admitted(query, tr, settings, person, roles):
        return
    changes = await store.read(edit_reports.of_broadcast, found.broadcast.id)
    await show(query, *report_screen(tr, found, person.zone, changes, is_own=is_own))


@router.callback_query(BroadcastButton.filter(F.do == "again"))
async def use_again(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if not await admitted(query, tr, settings, person, roles):
        return
    draft = await store.write(history.use_again, callback_data.broadcast_id, author(person), now)
    if isinstance(draft, BroadcastOutcome):
        await refuse(query, tr, draft)
        return
    await put_review(query, draft, bot, store, tr, settings, visitor, person, roles, now)
