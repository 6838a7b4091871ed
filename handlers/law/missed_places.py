"""[Places not found] → what people typed and nobody knew → the municipality it is in; [no such place]; [undo]."""

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from bot.domain.municipalities import fold
from bot.logs import get_logger
from handlers.law.access import require_work
from handlers.law.views import MissedPlacesPage, PlacesPage
from handlers.shared.context import Context
from handlers.shared.screens import Number, Pressed, button, keyboard, pager
from storage import places
from storage.law import municipalities

PAGE_SIZE = 4


class MissedPlaceButton(CallbackData, prefix="pmiss"):
    """A place that nobody knew: `do` is card, with a page of municipalities, or drop."""

    do: str
    miss: Number
    page: Number


class PlaceFoundButton(CallbackData, prefix="pmissin"):
    """The municipality of a place that nobody knew."""

    miss: Number
    slug: str


class PlaceUndoButton(CallbackData, prefix="pmissu"):
    settlement: Number


router = Router(name="law.missed_places")
router.callback_query.filter(Pressed(MissedPlacesPage, MissedPlaceButton, PlaceFoundButton, PlaceUndoButton))
log = get_logger(__name__)


@router.callback_query(MissedPlacesPage.filter())
async def show_missed(query: CallbackQuery, ctx: Context, callback_data: MissedPlacesPage) -> None:
    await put_missed(query, ctx, callback_data.page)


async def put_missed(query: CallbackQuery, ctx: Context, page: int, done: str = "") -> None:
    """Show a page of what people typed; `done` is an alert with the result of the last step."""
    if not await require_work(query, ctx):
        return
    found, total = await ctx.store.read(places.misses, ctx.roles, page * PAGE_SIZE, PAGE_SIZE)
    rows = [
        [
            button(
                ctx.tr.plain("miss-label", text=each.text, count=str(each.count)),
                MissedPlaceButton(do="card", miss=each.id, page=0),
            )
        ]
        for each in found
    ]
    turn = pager(ctx.tr, page, -(-total // PAGE_SIZE), MissedPlacesPage)
    back = button(ctx.tr.plain("place-back"), PlacesPage(page=0))
    await ctx.show(query, ctx.tr("places-missed", count=total), keyboard(*rows, turn, [back]), done)


@router.callback_query(MissedPlaceButton.filter(F.do == "card"))
async def show_one(query: CallbackQuery, ctx: Context, callback_data: MissedPlaceButton) -> None:
    """Show the typed words with the municipalities that this person coordinates."""
    if not await require_work(query, ctx):
        return
    miss = await ctx.store.read(places.miss, callback_data.miss)
    if miss is None:
        await put_missed(query, ctx, 0, ctx.tr.plain("miss-gone"))
        return
    known = await ctx.store.read(municipalities.all_municipalities)
    mine = sorted((each for each in known if ctx.coordinates(each.slug)), key=lambda one: fold(one.name))
    pages = max(1, -(-len(mine) // PAGE_SIZE))
    page = min(callback_data.page, pages - 1)
    shown = mine[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    rows = [[button(each.name, PlaceFoundButton(miss=miss.id, slug=each.slug))] for each in shown]
    turn = pager(ctx.tr, page, pages, lambda page: MissedPlaceButton(do="card", miss=miss.id, page=page))
    drop = button(ctx.tr.plain("place-drop"), MissedPlaceButton(do="drop", miss=miss.id, page=0))
    back = button(ctx.tr.plain("places-missed-open"), MissedPlacesPage(page=0))
    text = ctx.tr("place-missed", text=miss.text, count=miss.count)
    await ctx.show(query, text, keyboard(*rows, turn, [drop], [back]))


@router.callback_query(MissedPlaceButton.filter(F.do == "drop"))
async def drop(query: CallbackQuery, ctx: Context, callback_data: MissedPlaceButton) -> None:
    if not await require_work(query, ctx):
        return
    was_there = await ctx.store.write(places.drop_miss, callback_data.miss, ctx.roles)
    if was_there:
        log.info("missed place dropped", miss_id=callback_data.miss, person_id=ctx.person_id)
    await put_missed(query, ctx, 0, "" if was_there else ctx.tr.plain("miss-gone"))


@router.callback_query(PlaceFoundButton.filter())
async def add(query: CallbackQuery, ctx: Context, callback_data: PlaceFoundButton) -> None:
    """Add the place to the gazetteer: from now on people find it."""
    if not await require_work(query, ctx):
        return
    source = ctx.texts.choose("ru").plain("place-added-by")
    place = await ctx.store.write(places.add, callback_data.miss, callback_data.slug, ctx.roles, source, ctx.now)
    if place is None or place.settlement is None:
        await put_missed(query, ctx, 0, ctx.tr.plain("miss-gone"))
        return
    added = place.settlement.id
    log.info("place added", settlement_id=added, municipality=callback_data.slug, person_id=ctx.person_id)
    undo = button(ctx.tr.plain("miss-undo"), PlaceUndoButton(settlement=added))
    back = button(ctx.tr.plain("places-missed-open"), MissedPlacesPage(page=0))
    text = ctx.tr("place-added", name=place.settlement.name, municipality=place.municipality.name)
    await ctx.show(query, text, keyboard([undo], [back]))


@router.callback_query(PlaceUndoButton.filter())
async def undo(query: CallbackQuery, ctx: Context, callback_data: PlaceUndoButton) -> None:
    if not await require_work(query, ctx):
        return
    was_there = await ctx.store.write(places.remove, callback_data.settlement, ctx.roles)
    if was_there:
        log.info("place removed", settlement_id=callback_data.settlement, person_id=ctx.person_id)
    await put_missed(query, ctx, 0, ctx.tr.plain("place-removed" if was_there else "miss-gone"))
