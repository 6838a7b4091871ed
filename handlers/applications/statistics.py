"""A coordinator: [statistics] → a year in bars, by municipality → another year | a picture | a table.

Numbers that could name somebody are hidden (`bot.domain.applications.figures`), in the file and the picture as well.
"""

import asyncio
from collections.abc import Mapping, Sequence

from aiogram import F, Router
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.applications.budget import KOPECKS
from bot.domain.applications.figures import FEWEST, PlaceFigures, YearFigures, year_figures
from bot.domain.time import local_date
from bot.files.application_words import money
from bot.files.bars import Bar, picture, text_bar
from bot.files.tables import Cell, whole_table
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.applications.access import to_applications
from handlers.applications.buttons import FiguresOfYear
from handlers.applications.reach import said
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Open, Pressed, button, keyboard, to_menu
from storage.applications import figures

PLACES_SHOWN, PLACES_DRAWN, YEARS_SHOWN = 10, 15, 3
COLUMNS = {
    "apply-figures-place": 32,
    "apply-figures-subscribed": 16,
    "apply-figures-applied": 12,
    "apply-figures-won": 12,
    "apply-figures-asked-sum": 20,
    "apply-figures-won-sum": 20,
}

router = Router(name="applications.statistics")
router.callback_query.filter(Pressed(FiguresOfYear))
log = get_logger(__name__)


async def figures_of(ctx: Context, pressed: FiguresOfYear) -> tuple[int, list[int], YearFigures]:
    """The year that is meant, all years with numbers, and the figures that may be seen."""
    known = await ctx.store.read(figures.years)
    latest = known[0] if known else local_date(ctx.now, ctx.zone).year
    year = pressed.year if 2000 <= pressed.year <= 2200 else latest
    return year, known, year_figures(await ctx.store.read(figures.of_year, ctx.roles, year))


@router.callback_query(FiguresOfYear.filter(F.do == "show"))
async def show(query: CallbackQuery, ctx: Context, callback_data: FiguresOfYear) -> None:
    if not await ctx.require_coordinator(query):
        return
    year, known, found = await figures_of(ctx, callback_data)
    names = await municipality_names(ctx)
    files = [
        button(ctx.tr.plain("apply-figures-picture"), FiguresOfYear(do="picture", year=year)),
        button(ctx.tr.plain("apply-figures-table"), FiguresOfYear(do="table", year=year)),
    ]
    text = figures_text(ctx.tr, year, found, names)
    rows = [files if found.rows else [], years_row(known, year)]
    to_desk = button(ctx.tr.plain("reach-to-catalogue"), Open(place="catalogue"))
    await ctx.show(query, text, keyboard(*rows, [to_desk, to_applications(ctx.tr)], [to_menu(ctx.tr)]))


def years_row(known: Sequence[int], year: int) -> list[InlineKeyboardButton]:
    return [button(f"{each}", FiguresOfYear(do="show", year=each)) for each in known if each != year][:YEARS_SHOWN]


def figures_text(tr: Translator, year: int, found: YearFigures, names: Mapping[str, str]) -> Markup:
    whole = found.whole
    head = tr(
        "apply-figures-head",
        year=f"{year}",
        subscribed=said(tr, whole.subscribed),
        applied=said(tr, whole.applied),
        won=said(tr, whole.won),
        asked=_sum(tr, whole.asked_sum),
        given=_sum(tr, whole.won_sum),
    )
    longest = max((each.applied or 0 for each in found.rows), default=0)
    lines = [_line(tr, each, longest, names) for each in found.rows[:PLACES_SHOWN]]
    more = [tr("apply-figures-more", count=len(found.rows) - PLACES_SHOWN)] if len(found.rows) > PLACES_SHOWN else []
    return Markup("\n\n").join([head, *lines, *more, tr("apply-figures-rule", fewest=FEWEST)])


def _line(tr: Translator, each: PlaceFigures, longest: int, names: Mapping[str, str]) -> Markup:
    return tr(
        "apply-figures-line",
        place=_place(tr, each.place, names),
        bar=text_bar(each.applied, longest),
        subscribed=said(tr, each.subscribed),
        applied=said(tr, each.applied),
        won=said(tr, each.won),
    )


def _place(tr: Translator, slug: str, names: Mapping[str, str]) -> str:
    return names.get(slug, slug) if slug else tr.plain("reach-nowhere")


def _sum(tr: Translator, kopecks: int | None) -> str:
    return tr.plain("reach-hidden") if kopecks is None else money(tr, kopecks)


@router.callback_query(FiguresOfYear.filter(F.do == "picture"))
async def send_picture(query: CallbackQuery, ctx: Context, callback_data: FiguresOfYear) -> None:
    if not await ctx.require_coordinator(query):
        return
    year, _, found = await figures_of(ctx, callback_data)
    names = await municipality_names(ctx)
    bars = [
        Bar(_place(ctx.tr, each.place, names), each.applied, _beside(ctx.tr, each), each.won)
        for each in found.rows[:PLACES_DRAWN]
    ]
    title, note = ctx.tr.plain("apply-figures-title", year=f"{year}"), ctx.tr.plain("apply-figures-note", fewest=FEWEST)
    drawn = await asyncio.to_thread(picture, title, note, bars)
    await query.answer()
    if isinstance(query.message, Message):
        file = BufferedInputFile(drawn, ctx.tr.plain("apply-figures-picture-name", year=f"{year}"))
        await query.message.answer_photo(file, caption=ctx.tr.plain("apply-figures-title", year=f"{year}"))
    log.info("picture of applications made", person_id=ctx.person_id, year=year)


def _beside(tr: Translator, each: PlaceFigures) -> str:
    return tr.plain("apply-figures-beside", applied=said(tr, each.applied), won=said(tr, each.won))


@router.callback_query(FiguresOfYear.filter(F.do == "table"))
async def sendwhole_table(query: CallbackQuery, ctx: Context, callback_data: FiguresOfYear) -> None:
    if not await ctx.require_coordinator(query):
        return
    year, _, found = await figures_of(ctx, callback_data)
    names = await municipality_names(ctx)
    rows = [_row(ctx.tr, _place(ctx.tr, each.place, names), each) for each in found.rows]
    rows.append(_row(ctx.tr, ctx.tr.plain("apply-figures-whole"), found.whole))
    heads = [(ctx.tr.plain(key), width) for key, width in COLUMNS.items()]
    content = await asyncio.to_thread(whole_table, f"{year}", heads, rows)
    await query.answer()
    if isinstance(query.message, Message):
        file = BufferedInputFile(content, ctx.tr.plain("apply-figures-file", year=f"{year}"))
        await query.message.answer_document(file, caption=ctx.tr("apply-figures-rule", fewest=FEWEST))
    log.info("table of applications made", person_id=ctx.person_id, year=year, rows=len(rows))


def _row(tr: Translator, name: str, each: PlaceFigures) -> tuple[Cell, ...]:
    counts = (each.subscribed, each.applied, each.won)
    sums = (
        None if each.asked_sum is None else each.asked_sum // KOPECKS,
        None if each.won_sum is None else each.won_sum // KOPECKS,
    )
    return name, *(tr.plain("reach-hidden") if count is None else count for count in (*counts, *sums))
