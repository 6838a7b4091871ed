"""Municipalities → a profile: its fields, their sources, fields not confirmed yet → a field to correct."""

from aiogram import Router
from aiogram.types import CallbackQuery
from markupsafe import Markup

from bot.domain.corrections import CorrectionOutcome, Subject, value_of
from bot.domain.municipalities import Municipality, MunicipalityKind, fold
from bot.i18n import Translator
from handlers.law.views import (
    FieldButton,
    HeadcountsPage,
    MissedPlacesPage,
    PlaceButton,
    PlacesPage,
    history,
    may_correct,
    refuse,
    to_law,
    value_text,
)
from handlers.shared.citations import cite
from handlers.shared.context import Context
from handlers.shared.field_names import FIELDS
from handlers.shared.screens import Pressed, button, keyboard, pager
from storage.law import corrections, municipalities

PAGE_SIZE = 4

router = Router(name="law.municipalities")
router.callback_query.filter(Pressed(PlacesPage, PlaceButton))


@router.callback_query(PlacesPage.filter())
async def show_places(query: CallbackQuery, ctx: Context, callback_data: PlacesPage) -> None:
    """Show the municipalities that this person coordinates, cities first."""
    known = await ctx.store.read(municipalities.all_municipalities)
    found = [each for each in known if ctx.coordinates(each.slug)]
    found.sort(key=lambda one: (one.kind is not MunicipalityKind.URBAN_OKRUG, fold(one.name)))
    if not found:
        await refuse(query, ctx, CorrectionOutcome.FORBIDDEN)
        return
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(callback_data.page, pages - 1)
    shown = found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    rows = [[button(each.name, PlaceButton(slug=each.slug))] for each in shown]
    missed = button(ctx.tr.plain("places-missed-open"), MissedPlacesPage(page=0))
    counts = button(ctx.tr.plain("headcounts-open"), HeadcountsPage(page=0))
    buttons = keyboard(*rows, pager(ctx.tr, page, pages, PlacesPage), [missed, counts], [to_law(ctx.tr)])
    await ctx.show(query, ctx.tr("place-list"), buttons)


@router.callback_query(PlaceButton.filter())
async def show_place(query: CallbackQuery, ctx: Context, callback_data: PlaceButton) -> None:
    where = await ctx.store.read(municipalities.get, callback_data.slug)
    if where is None or not may_correct(ctx, Subject.PLACE, callback_data.slug):
        await refuse(query, ctx, CorrectionOutcome.GONE if where is None else CorrectionOutcome.FORBIDDEN)
        return
    await put_place(query, ctx, where)


async def put_place(query: CallbackQuery, ctx: Context, where: Municipality) -> None:
    lines = [_line(ctx.tr, where, field) for field in FIELDS]
    text = [ctx.tr("place", name=where.name), Markup("\n").join(lines)]
    text += history(ctx.tr, await ctx.store.read(corrections.history, Subject.PLACE, where.slug))
    labels = [
        button(ctx.tr.plain(FIELDS[field]), FieldButton(do="edit", slug=where.slug, field=field)) for field in FIELDS
    ]
    back = button(ctx.tr.plain("place-back"), PlacesPage(page=0))
    await ctx.show(query, Markup("\n\n").join(text), keyboard(*[[each] for each in labels], [back]))


def _line(tr: Translator, where: Municipality, field: str) -> Markup:
    """A field with its value and, where one is known, its source."""
    value = value_of(where, field)
    line = tr("place-line", field=tr.plain(FIELDS[field]), value=value_text(tr, field, value))
    known = where.cited.get(field)
    if known is None:
        return line
    cited = cite(tr, known.source, known.as_of, known.confidence)
    return Markup("\n").join([line, tr("place-source", source=cited)])
