"""[budget] → the lines, page by page, the sums, what speaks against them → a line → what, how many, price, who pays.

[add] → what → how many → the price → who pays; or many lines pasted at once: "what; how many; price".
"""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.applications.applications import Access, Application, ApplicationOutcome
from bot.domain.applications.budget import LINES_MAX, WHAT_MAX, BudgetLine
from bot.domain.applications.sums import is_name, read_lines, read_quantity, read_roubles
from bot.domain.words import one_line
from bot.logs import get_logger
from handlers.applications.access import refuse, require
from handlers.applications.budget_views import (
    asks_payer,
    bad_rows,
    budget_screen,
    line_name,
    line_screen,
    sum_words,
)
from handlers.applications.buttons import ApplicationButton, LineButton, LinesPage, PayerButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard
from storage.applications import lines


class Budgeting(StatesGroup):
    what = State()
    many = State()
    quantity = State()
    price = State()


router = Router(name="applications.budget")
router.message.filter(Said(states=Budgeting))
router.callback_query.filter(Pressed(ApplicationButton, LinesPage, LineButton, PayerButton))
log = get_logger(__name__)

ASKS = {"quantity": (Budgeting.quantity, "apply-ask-quantity"), "price": (Budgeting.price, "apply-ask-price")}


@router.callback_query(LinesPage.filter())
async def show_budget(query: CallbackQuery, ctx: Context, callback_data: LinesPage) -> None:
    await put_budget(query, ctx, callback_data.application_id, callback_data.page)


async def put_budget(
    event: Message | CallbackQuery, ctx: Context, application_id: int, page: int = 0, alert: str = ""
) -> None:
    if found := await require(event, ctx, application_id):
        await ctx.show(event, *budget_screen(ctx, found, page), alert)


async def held(
    event: Message | CallbackQuery, ctx: Context, line_id: int, access: Access = Access.VIEWER
) -> tuple[Application, BudgetLine] | None:
    """A line with its application, for a member with this right; else the reason is given and None returned."""
    application = await require(event, ctx, await ctx.store.read(lines.application_of, line_id), access)
    line = next((each for each in application.lines if each.id == line_id), None) if application else None
    return (application, line) if application and line else None


@router.callback_query(LineButton.filter(F.do == "card"))
async def show_line(query: CallbackQuery, ctx: Context, callback_data: LineButton) -> None:
    await put_line(query, ctx, callback_data.line_id)


async def put_line(event: Message | CallbackQuery, ctx: Context, line_id: int) -> None:
    if found := await held(event, ctx, line_id):
        await ctx.show(event, *line_screen(ctx, *found))


@router.callback_query(ApplicationButton.filter(F.do == "line-new"))
async def ask_what(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    if found := await require(query, ctx, callback_data.application_id, Access.HELPER):
        many = button(ctx.tr.plain("apply-lines-many"), ApplicationButton(do="lines-many", application_id=found.id))
        cancel = button(ctx.tr.plain("button-cancel"), LinesPage(application_id=found.id, page=0))
        text = ctx.tr("apply-ask-what")
        await ctx.ask(query, Budgeting.what, text, keyboard([many], [cancel]), application_id=found.id)


@router.callback_query(LineButton.filter(F.do == "what"))
async def ask_other_name(query: CallbackQuery, ctx: Context, callback_data: LineButton) -> None:
    if found := await held(query, ctx, callback_data.line_id, Access.HELPER):
        text = ctx.tr("apply-ask-what")
        cancel = button(ctx.tr.plain("button-cancel"), LineButton(do="card", line_id=found[1].id))
        await ctx.ask(query, Budgeting.what, text, keyboard([cancel]), line_id=found[1].id)


@router.message(StateFilter(Budgeting.what), Typed())
async def take_what(message: Message, ctx: Context, typed: str) -> None:
    """Name a line. Rows with a semicolon are taken as whole lines."""
    data, name = await ctx.state.get_data(), one_line(typed)
    if "line_id" not in data and ";" in typed:
        await keep_many(message, ctx, typed)
    elif not is_name(name):
        key = "too-long" if len(name) > WHAT_MAX else "want-words"
        await message.answer(ctx.tr(key, typed=len(name), most=WHAT_MAX))
    elif "line_id" in data:
        await keep(message, ctx, data["line_id"], what=name)
    else:
        application_id = data.get("application_id", 0)
        made = await ctx.store.write(lines.add, application_id, ctx.person_id or 0, [BudgetLine(0, name)], ctx.now)
        await ask_next(message, ctx, made)


async def ask_next(message: Message, ctx: Context, made: int | ApplicationOutcome) -> None:
    if isinstance(made, ApplicationOutcome):
        await ctx.state.clear()
        await refuse(message, ctx, made)
        return
    log.info("budget line added", line_id=made, person_id=ctx.person_id)
    await put_question(message, ctx, made, "quantity")


@router.callback_query(LineButton.filter(F.do.in_(ASKS)))
async def ask_number(query: CallbackQuery, ctx: Context, callback_data: LineButton) -> None:
    await put_question(query, ctx, callback_data.line_id, callback_data.do)


async def put_question(event: Message | CallbackQuery, ctx: Context, line_id: int, what: str) -> None:
    found = await held(event, ctx, line_id, Access.HELPER)
    if found is None:
        return
    state, key = ASKS[what]
    one = [button(ctx.tr.plain("apply-one-piece"), LineButton(do="price", line_id=line_id))]
    later = [button(ctx.tr.plain("apply-later"), LineButton(do="card", line_id=line_id))]
    skip = one if what == "quantity" and found[1].price is None else later
    text = ctx.tr(key, what=line_name(ctx.tr, found[1]))
    await ctx.ask(event, state, text, keyboard(skip), line_id=line_id)


@router.message(StateFilter(Budgeting.quantity), Typed())
async def take_quantity(message: Message, ctx: Context, typed: str) -> None:
    found = read_quantity(typed)
    if found is None:
        await message.answer(ctx.tr("apply-bad-quantity"))
        return
    line_id = (await ctx.state.get_data()).get("line_id", 0)
    quantity, unit = found
    outcome = await ctx.store.write(lines.change, line_id, ctx.person_id or 0, ctx.now, quantity=quantity, unit=unit)
    if outcome is not ApplicationOutcome.DONE:
        await ctx.state.clear()
        await refuse(message, ctx, outcome)
        return
    await put_question(message, ctx, line_id, "price")


@router.message(StateFilter(Budgeting.price), Typed())
async def take_price(message: Message, ctx: Context, typed: str) -> None:
    price = read_roubles(typed, sum_words(ctx.tr))
    if price is None:
        await message.answer(ctx.tr("apply-bad-price"))
        return
    line_id = (await ctx.state.get_data()).get("line_id", 0)
    outcome = await ctx.store.write(lines.change, line_id, ctx.person_id or 0, ctx.now, price=price)
    await ctx.state.clear()
    if outcome is not ApplicationOutcome.DONE:
        await refuse(message, ctx, outcome)
        return
    await ask_payer(message, ctx, line_id)


@router.callback_query(LineButton.filter(F.do == "payer"))
async def ask_other_payer(query: CallbackQuery, ctx: Context, callback_data: LineButton) -> None:
    await ask_payer(query, ctx, callback_data.line_id)


async def ask_payer(event: Message | CallbackQuery, ctx: Context, line_id: int) -> None:
    if found := await held(event, ctx, line_id, Access.HELPER):
        await ctx.show(event, *asks_payer(ctx.tr, found[1]))


@router.callback_query(PayerButton.filter())
async def take_payer(query: CallbackQuery, ctx: Context, callback_data: PayerButton) -> None:
    line_id, payer = callback_data.line_id, callback_data.payer
    application_id = await ctx.store.read(lines.application_of, line_id)
    outcome = await ctx.store.write(lines.change, line_id, ctx.person_id or 0, ctx.now, payer=payer)
    if outcome is not ApplicationOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await put_budget(query, ctx, application_id, LAST)


# Any page beyond the last one: the screen shows the last, where a new line stands.
LAST = LINES_MAX


async def keep(message: Message, ctx: Context, line_id: int, what: str) -> None:
    await ctx.state.clear()
    outcome = await ctx.store.write(lines.change, line_id, ctx.person_id or 0, ctx.now, what=what)
    if outcome is not ApplicationOutcome.DONE:
        await refuse(message, ctx, outcome)
        return
    await put_line(message, ctx, line_id)


@router.callback_query(LineButton.filter(F.do == "remove"))
async def remove(query: CallbackQuery, ctx: Context, callback_data: LineButton) -> None:
    application_id = await ctx.store.read(lines.application_of, callback_data.line_id)
    outcome = await ctx.store.write(lines.remove, callback_data.line_id, ctx.person_id or 0, ctx.now)
    log.info("budget line removed", line_id=callback_data.line_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is not ApplicationOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await put_budget(query, ctx, application_id)


@router.callback_query(ApplicationButton.filter(F.do == "lines-many"))
async def ask_many(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    if found := await require(query, ctx, callback_data.application_id, Access.HELPER):
        cancel = button(ctx.tr.plain("button-cancel"), LinesPage(application_id=found.id, page=0))
        text = ctx.tr("apply-ask-many")
        await ctx.ask(query, Budgeting.many, text, keyboard([cancel]), application_id=found.id)


@router.message(StateFilter(Budgeting.many), Typed())
async def keep_many(message: Message, ctx: Context, typed: str) -> None:
    """Add all lines, or none and say which rows are not understood."""
    found = read_lines(typed, sum_words(ctx.tr))
    good = [each for each in found if isinstance(each, BudgetLine)]
    if len(good) < len(found) or len(found) > LINES_MAX:
        await message.answer(bad_rows(ctx.tr, found))
        return
    application_id = (await ctx.state.get_data()).get("application_id", 0)
    await ctx.state.clear()
    made = await ctx.store.write(lines.add, application_id, ctx.person_id or 0, good, ctx.now)
    if isinstance(made, ApplicationOutcome):
        await refuse(message, ctx, made)
        return
    log.info("budget lines added", application_id=application_id, person_id=ctx.person_id, count=len(good))
    await put_budget(message, ctx, application_id, LAST)


@router.message(StateFilter(Budgeting))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))
