"""A coordinator: inbox → [figures] → the year in one screen → [table] with places and topics."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

from aiogram import F, Router
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.domain.faq import FaqTopic
from bot.files.tables import Cell, Table
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.questions.inbox_views import to_inbox
from handlers.questions.views import TOPICS, FiguresButton
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Pressed, button, keyboard, to_menu
from storage.questions import statistics
from storage.questions.statistics import Answered

YEAR = timedelta(days=365)
COLUMNS = {
    "figures-place": 30,
    "figures-topic": 20,
    "figures-asked": 12,
    "figures-answered": 12,
    "figures-in-time": 12,
    "figures-hours": 16,
    "figures-helped": 12,
}


log = get_logger(__name__)
router = Router(name="questions.statistics")
router.callback_query.filter(Pressed(FiguresButton))


@router.callback_query(FiguresButton.filter(F.do == "show"))
async def show(query: CallbackQuery, ctx: Context) -> None:
    if not await ctx.require_coordinator(query):
        return
    total, _ = await ctx.store.read(statistics.since, ctx.roles, ctx.now - YEAR)
    said = {"asked": total.asked, "answered": str(total.answered), "in_time": str(total.in_time)}
    said |= {"hours": _hours(total), "helped": str(total.helped)}
    table = [button(ctx.tr.plain("figures-table"), FiguresButton(do="table"))] if total.asked else []
    await ctx.show(query, ctx.tr("figures", **said), keyboard(table, [to_inbox(ctx.tr), to_menu(ctx.tr)]))


def _hours(part: Answered) -> str:
    return "—" if part.hours is None else f"{part.hours:g}"


@router.callback_query(FiguresButton.filter(F.do == "table"))
async def send_table(query: CallbackQuery, ctx: Context) -> None:
    """Send the figures by place and topic as a file."""
    if not await ctx.require_coordinator(query):
        return
    _, parts = await ctx.store.read(statistics.since, ctx.roles, ctx.now - YEAR)
    names = await municipality_names(ctx)
    rows = [_row(ctx.tr, part, names) for part in parts]
    heads = [(ctx.tr.plain(key), width) for key, width in COLUMNS.items()]
    content = await asyncio.to_thread(_table, ctx.tr.plain("figures-sheet"), heads, rows)
    await query.answer()
    if isinstance(query.message, Message):
        file = BufferedInputFile(content, ctx.tr.plain("figures-file"))
        await query.message.answer_document(file, caption=ctx.tr.plain("figures-caption"))
    log.info("table of questions made", person_id=ctx.person_id, rows=len(rows))


def _row(tr: Translator, part: Answered, names: Mapping[str, str]) -> tuple[Cell, ...]:
    slug = part.municipality
    place = names.get(slug, slug) if slug else tr.plain("role-region")
    topic = tr.plain(TOPICS[FaqTopic(part.topic)]) if part.topic else None
    return place, topic, part.asked, part.answered, part.in_time, _hours(part), part.helped


def _table(sheet: str, heads: list[tuple[str, int]], rows: list[tuple[Cell, ...]]) -> bytes:
    table = Table(sheet, heads)
    table.add(rows)
    return table.done()
