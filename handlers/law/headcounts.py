"""[numbers of residents] → those that founders passed on and those that are confirmed → one: [confirm] or [delete]."""

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery
from markupsafe import Markup

from bot.domain.headcounts import ResidentCount
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.law.access import require_work
from handlers.law.views import HeadcountsPage, PlacesPage
from handlers.shared.context import Context
from handlers.shared.screens import Number, Pressed, button, keyboard, pager
from storage.law import headcounts, municipalities

PAGE_SIZE = 4


class HeadcountButton(CallbackData, prefix="hcount"):
    """A number of residents: `do` is card, confirm or drop."""

    do: str
    count: Number


router = Router(name="law.headcounts")
router.callback_query.filter(Pressed(HeadcountsPage, HeadcountButton))
log = get_logger(__name__)


@router.callback_query(HeadcountsPage.filter())
async def show_page(query: CallbackQuery, ctx: Context, callback_data: HeadcountsPage) -> None:
    if await require_work(query, ctx):
        await put_page(query, ctx, callback_data.page)


async def put_page(query: CallbackQuery, ctx: Context, page: int, done: str = "") -> None:
    """Show a page of numbers, those that wait on top; `done` is an alert with the result of the last step."""
    found, total = await ctx.store.read(headcounts.page, ctx.roles, page * PAGE_SIZE, PAGE_SIZE)
    rows = [[button(_label(ctx.tr, each), HeadcountButton(do="card", count=each.id))] for each in found]
    turn = pager(ctx.tr, page, -(-total // PAGE_SIZE), HeadcountsPage)
    back = button(ctx.tr.plain("place-back"), PlacesPage(page=0))
    waiting = await ctx.store.read(headcounts.waiting, ctx.roles)
    await ctx.show(query, ctx.tr("headcounts", count=waiting), keyboard(*rows, turn, [back]), done)


def _label(tr: Translator, count: ResidentCount) -> str:
    key = "headcount-label-known" if count.is_confirmed else "headcount-label"
    return tr.plain(key, settlement=count.settlement, residents=str(count.residents))


@router.callback_query(HeadcountButton.filter(F.do == "card"))
async def show_one(query: CallbackQuery, ctx: Context, callback_data: HeadcountButton) -> None:
    if not await require_work(query, ctx):
        return
    count = await ctx.store.read(headcounts.get, callback_data.count, ctx.roles)
    if count is None:
        await put_page(query, ctx, 0, ctx.tr.plain("headcount-gone"))
        return
    where = await ctx.store.read(municipalities.get, count.municipality)
    facts = ctx.tr(
        "headcount",
        municipality=where.name if where else count.municipality,
        settlement=count.settlement,
        territory=count.territory,
        residents=count.residents,
        young=count.residents_young or 0,
        source=count.source,
        houses=count.houses,
        streets=len(count.houses.splitlines()),
        day=ctx.tr.day(count.as_of),
    )
    text = Markup("\n\n").join([facts, ctx.tr("headcount-confirmed" if count.is_confirmed else "headcount-look")])
    confirm = button(ctx.tr.plain("headcount-confirm"), HeadcountButton(do="confirm", count=count.id))
    drop = button(ctx.tr.plain("headcount-drop"), HeadcountButton(do="drop", count=count.id))
    back = button(ctx.tr.plain("headcounts-open"), HeadcountsPage(page=0))
    await ctx.show(query, text, keyboard([] if count.is_confirmed else [confirm], [drop], [back]))


@router.callback_query(HeadcountButton.filter(F.do == "confirm"))
async def confirm(query: CallbackQuery, ctx: Context, callback_data: HeadcountButton) -> None:
    """Confirm a number after a look at its source: others are offered it from now on."""
    if not await require_work(query, ctx):
        return
    count = await ctx.store.write(headcounts.confirm, callback_data.count, ctx.roles, ctx.now)
    if count:
        log.info("headcount confirmed", count_id=count.id, municipality=count.municipality, person_id=ctx.person_id)
    await put_page(query, ctx, 0, ctx.tr.plain("headcount-done" if count else "headcount-gone"))


@router.callback_query(HeadcountButton.filter(F.do == "drop"))
async def drop(query: CallbackQuery, ctx: Context, callback_data: HeadcountButton) -> None:
    if not await require_work(query, ctx):
        return
    was_there = await ctx.store.write(headcounts.drop, callback_data.count, ctx.roles)
    if was_there:
        log.info("headcount dropped", count_id=callback_data.count, person_id=ctx.person_id)
    await put_page(query, ctx, 0, ctx.tr.plain("headcount-dropped" if was_there else "headcount-gone"))
