"""/case → my cases → card; [keep a case] → consent → the card of a new one."""

from typing import TypeAlias

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.daysoff import days_off
from bot.domain.cases import CASES_MAX, Case, CaseOutcome
from bot.domain.people import Purpose
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.cases.access import require_case
from handlers.cases.views import TITLE_ON_BUTTON, put_card, steps_screen, title, where
from handlers.shared.buttons import CaseButton, CaseHereButton, CaseNewButton
from handlers.shared.context import Context
from handlers.shared.municipality import settlement_name
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, to_menu
from storage import places
from storage.cases import cases
from storage.law import municipalities

Begin: TypeAlias = CaseNewButton | CaseHereButton

router = Router(name="cases.my_cases")
router.message.filter(Said("case"))
router.callback_query.filter(Pressed(CaseButton, CaseNewButton, CaseHereButton, places=("case",)))
log = get_logger(__name__)


@router.message(Command("case"))
@router.callback_query(Open.filter())
async def show_mine(event: Message | CallbackQuery, ctx: Context) -> None:
    """Open the only case at once, let the person choose among several, explain what a case is to the others."""
    mine = await ctx.store.read(cases.of_person, ctx.person_id or 0)
    if len(mine) == 1:
        await put_card(event, ctx, mine[0].id)
        return
    begin = button(ctx.tr.plain("case-begin"), CaseNewButton(do="begin", slug=""))
    choose = button(ctx.tr.plain("case-choose-place"), Open(place="tos"))
    text = ctx.tr("case-list", count=len(mine)) if mine else ctx.tr("case-none")
    await ctx.show(event, text, keyboard(*case_rows(ctx.tr, mine), [begin], [choose], [to_menu(ctx.tr)]))


def case_rows(tr: Translator, mine: list[Case]) -> list[list[InlineKeyboardButton]]:
    names = {case.id: f"{title(tr, case)} · {where(tr, case)}"[:TITLE_ON_BUTTON] for case in mine}
    return [[button(name, CaseButton(do="card", case_id=case_id))] for case_id, name in names.items()]


@router.callback_query(CaseNewButton.filter(F.do == "begin"))
@router.callback_query(CaseHereButton.filter(F.do == "begin"))
async def begin(query: CallbackQuery, ctx: Context, callback_data: Begin) -> None:
    """Begin a case; a member of another case is asked first, if they mean a new one or that one's municipality."""
    person = await ctx.require(query, Purpose.CASES, same(callback_data, "agree"), Open(place="case"))
    if person is None:
        return
    mine = await ctx.store.read(cases.of_person, person.id)
    if not mine:
        await open_new(query, ctx, person.id, callback_data)
        return
    place = await ctx.store.read(municipalities.get, callback_data.slug)
    another = button(ctx.tr.plain("case-begin-another"), same(callback_data, "sure"))
    is_only = place and len(mine) == 1
    move = [button(ctx.tr.plain("case-place-here"), same(callback_data, "place"))] if is_only else []
    rows = case_rows(ctx.tr, mine)
    await ctx.show(query, ctx.tr("case-have-already"), keyboard(*rows, move, [another], [to_menu(ctx.tr)]))


def same(pressed: Begin, do: str) -> Begin:
    """The button about the same place that does something else."""
    return pressed.model_copy(update={"do": do})


async def settlement_of(ctx: Context, pressed: Begin) -> str | None:
    """The settlement of a new case as its papers name it; a place that nobody knew as it was typed; None for none."""
    if isinstance(pressed, CaseNewButton):
        return None
    if located := await ctx.store.read(places.locate, pressed.settlement):
        return settlement_name(ctx.texts.choose("ru"), located.settlement) if located.settlement else None
    missed = await ctx.store.read(places.miss, pressed.missed)
    return missed.text if missed else None


async def open_new(query: CallbackQuery, ctx: Context, person_id: int, pressed: Begin) -> None:
    """Begin a case and show its card. An unknown municipality counts as none."""
    known = await ctx.store.read(municipalities.get, pressed.slug)
    here, holidays = known.slug if known else None, days_off(ctx.now.date())
    settlement = await settlement_of(ctx, pressed)
    begun = await ctx.store.write(cases.begin, person_id, here, ctx.settings.timezone, holidays, ctx.now, settlement)
    if isinstance(begun, CaseOutcome):
        log.info("case refused", person_id=person_id, reason=begun)
        await query.answer(ctx.tr.plain("case-too-many", most=CASES_MAX), show_alert=True)
        return
    log.info("case begun", case_id=begun, person_id=person_id, municipality=here)
    await put_card(query, ctx, begun, ctx.tr.plain("case-begun"))


@router.callback_query(CaseNewButton.filter(F.do == "agree"))
@router.callback_query(CaseHereButton.filter(F.do == "agree"))
async def agree_and_begin(query: CallbackQuery, ctx: Context, callback_data: Begin) -> None:
    await begin(query, await ctx.agreed(query, Purpose.CASES), callback_data)


@router.callback_query(CaseNewButton.filter(F.do == "sure"))
@router.callback_query(CaseHereButton.filter(F.do == "sure"))
async def begin_another(query: CallbackQuery, ctx: Context, callback_data: Begin) -> None:
    if person := await ctx.require(query, Purpose.CASES, same(callback_data, "agree"), Open(place="case")):
        await open_new(query, ctx, person.id, callback_data)


@router.callback_query(CaseNewButton.filter(F.do == "place"))
@router.callback_query(CaseHereButton.filter(F.do == "place"))
async def set_municipality(query: CallbackQuery, ctx: Context, callback_data: Begin) -> None:
    """Set the municipality of the person's only case, and its settlement where one was named."""
    place = await ctx.store.read(municipalities.get, callback_data.slug)
    mine = await ctx.store.read(cases.of_person, ctx.person_id or 0)
    if place is None or len(mine) != 1:
        await show_mine(query, ctx)
        return
    case_id, me, holidays = mine[0].id, ctx.person_id or 0, days_off(ctx.now.date())
    settlement = await settlement_of(ctx, callback_data)
    await ctx.store.write(cases.change, case_id, me, "settlement", settlement, holidays, ctx.now)
    outcome = await ctx.store.write(cases.change, case_id, me, "municipality", place.slug, holidays, ctx.now)
    log.info("case placed", case_id=mine[0].id, person_id=ctx.person_id, municipality=place.slug, outcome=outcome)
    await put_card(query, ctx, mine[0].id, ctx.tr.plain("case-placed", where=place.name))


@router.callback_query(CaseButton.filter(F.do == "card"))
async def show_card(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    await put_card(query, ctx, callback_data.case_id)


@router.callback_query(CaseButton.filter(F.do == "steps"))
async def show_steps(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    case = await require_case(query, ctx, callback_data.case_id)
    if case:
        await ctx.show(query, *steps_screen(ctx.tr, case))
