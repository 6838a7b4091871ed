"""/case → my cases → card; [keep a case] → consent → the card of a new one."""

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
from handlers.shared.buttons import CaseButton, CaseNewButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, to_menu
from storage.cases import cases
from storage.law import municipalities

router = Router(name="cases.my_cases")
router.message.filter(Said("case"))
router.callback_query.filter(Pressed(CaseButton, CaseNewButton, places=("case",)))
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
async def begin(query: CallbackQuery, ctx: Context, callback_data: CaseNewButton) -> None:
    """Begin a case; a member of another case is asked first, if they mean a new one or that one's municipality."""
    slug = callback_data.slug
    person = await ctx.require(query, Purpose.CASES, CaseNewButton(do="agree", slug=slug), Open(place="case"))
    if person is None:
        return
    mine = await ctx.store.read(cases.of_person, person.id)
    if not mine:
        await open_new(query, ctx, person.id, slug)
        return
    place = await ctx.store.read(municipalities.get, slug)
    another = button(ctx.tr.plain("case-begin-another"), CaseNewButton(do="sure", slug=slug))
    is_only = place and len(mine) == 1
    move = [button(ctx.tr.plain("case-place-here"), CaseNewButton(do="place", slug=slug))] if is_only else []
    rows = case_rows(ctx.tr, mine)
    await ctx.show(query, ctx.tr("case-have-already"), keyboard(*rows, move, [another], [to_menu(ctx.tr)]))


async def open_new(query: CallbackQuery, ctx: Context, person_id: int, slug: str) -> None:
    """Begin a case and show its card. An unknown municipality counts as none."""
    known = await ctx.store.read(municipalities.get, slug)
    here, holidays = known.slug if known else None, days_off(ctx.now.date())
    begun = await ctx.store.write(cases.begin, person_id, here, ctx.settings.timezone, holidays, ctx.now)
    if isinstance(begun, CaseOutcome):
        log.info("case refused", person_id=person_id, reason=begun)
        await query.answer(ctx.tr.plain("case-too-many", most=CASES_MAX), show_alert=True)
        return
    log.info("case begun", case_id=begun, person_id=person_id, municipality=here)
    await put_card(query, ctx, begun, ctx.tr.plain("case-begun"))


@router.callback_query(CaseNewButton.filter(F.do == "agree"))
async def agree_and_begin(query: CallbackQuery, ctx: Context, callback_data: CaseNewButton) -> None:
    await begin(query, await ctx.agreed(query, Purpose.CASES), callback_data)


@router.callback_query(CaseNewButton.filter(F.do == "sure"))
async def begin_another(query: CallbackQuery, ctx: Context, callback_data: CaseNewButton) -> None:
    slug = callback_data.slug
    person = await ctx.require(query, Purpose.CASES, CaseNewButton(do="agree", slug=slug), Open(place="case"))
    if person:
        await open_new(query, ctx, person.id, slug)


@router.callback_query(CaseNewButton.filter(F.do == "place"))
async def set_municipality(query: CallbackQuery, ctx: Context, callback_data: CaseNewButton) -> None:
    """Set the municipality of the person's only case."""
    place = await ctx.store.read(municipalities.get, callback_data.slug)
    mine = await ctx.store.read(cases.of_person, ctx.person_id or 0)
    if place is None or len(mine) != 1:
        await show_mine(query, ctx)
        return
    fresh = (mine[0].id, ctx.person_id or 0, "municipality", place.slug)
    outcome = await ctx.store.write(cases.change, *fresh, days_off(ctx.now.date()), ctx.now)
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
