"""/sources → how much is known of each municipality, as bars or a table: what is confirmed by a source, in numbers."""

import asyncio

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton
from markupsafe import Markup

from bot.domain.corrections import FIELDS, known_fields
from bot.domain.municipalities import Municipality, fold
from bot.files.bars import text_bar
from bot.files.tables import Row, whole_table
from bot.i18n import Translator
from handlers.shared.context import Context
from handlers.shared.field_names import FIELDS as NAMES
from handlers.shared.screens import Number, Open, Pressed, button, keyboard, pager, to_menu
from storage.law import municipalities

PAGE_SIZE = 10


class KnownPlacesPage(CallbackData, prefix="knownp"):
    page: Number


class KnownPlacesFile(CallbackData, prefix="knownx"):
    """The table of what is known, as .xlsx."""


router = Router(name="founding.known_places")
router.callback_query.filter(Pressed(KnownPlacesPage, KnownPlacesFile))


@router.callback_query(KnownPlacesPage.filter())
async def show_known(query: CallbackQuery, ctx: Context, callback_data: KnownPlacesPage) -> None:
    """Show a page of the municipalities, the best known first."""
    found = await best_known(ctx)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(callback_data.page, pages - 1)
    lines = [_line(ctx.tr, each) for each in found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]]
    whole = sum(len(known_fields(each)) for each in found)
    head = ctx.tr("known", count=len(found), fields=len(FIELDS), known=whole, most=len(FIELDS) * len(found))
    rows = [pager(ctx.tr, page, pages, KnownPlacesPage)]
    rows += [[button(ctx.tr.plain("known-file"), KnownPlacesFile())]]
    rows += [[button(ctx.tr.plain("known-help"), Open(place="ask"))], [to_menu(ctx.tr)]]
    await ctx.show(query, Markup("\n\n").join([head, Markup("\n").join(lines)]), keyboard(*rows))


async def best_known(ctx: Context) -> list[Municipality]:
    found = await ctx.store.read(municipalities.all_municipalities)
    return sorted(found, key=lambda each: (-len(known_fields(each)), fold(each.name)))


def _line(tr: Translator, where: Municipality) -> Markup:
    count = len(known_fields(where))
    return tr("known-line", place=where.name, bar=text_bar(count, len(FIELDS)), count=count, most=len(FIELDS))


@router.callback_query(KnownPlacesFile.filter())
async def send_file(query: CallbackQuery, ctx: Context) -> None:
    """Send the table: the municipalities, what is known of each, and the sources."""
    found, tr = await best_known(ctx), ctx.tr
    columns = [(tr.plain("known-place"), 36), (tr.plain("known-count"), 10)]
    columns += [(tr.plain(name), 22) for name in NAMES.values()] + [(tr.plain("known-sources"), 80)]
    rows = [_row(tr, each) for each in found]
    content = await asyncio.to_thread(whole_table, tr.plain("known-sheet"), columns, rows)
    await query.answer()
    if query.message:
        await query.message.answer_document(BufferedInputFile(content, f"{tr.plain('known-sheet')}.xlsx"))


def _row(tr: Translator, where: Municipality) -> Row:
    known = known_fields(where)
    marks = [tr.plain("known-yes") if field in known else "" for field in NAMES]
    sources = dict.fromkeys(f"{said.source} ({said.as_of:%d.%m.%Y})" for said in map(where.said_by, known))
    return [where.name, len(known), *marks, "; ".join(sources)]


def to_known(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("known-open"), KnownPlacesPage(page=0))
