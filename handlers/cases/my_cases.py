"""/case → my cases → card; [keep a case] → consent → the card of a new one."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.daysoff import days_off
from bot.domain.cases import CASES_MAX, Case, CaseOutcome
from bot.domain.people import Person, Purpose
from bot.i18n import Translator
from handlers.cases.views import TITLE_ON_BUTTON, put_card, refuse, see, steps_screen, title, where
from handlers.shared.buttons import CaseButton, CaseNewButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, to_menu
from storage.cases import cases
from storage.law import municipalities

router = Router(name="cases.my_cases")
router.message.filter(Said("case"))
router.callback_query.filter(Pressed(CaseButton, CaseNewButton, places=("case",)))


@router.message(Command("case"))
@router.callback_query(Open.filter())
async def show_mine(event: Message | CallbackQuery, ctx: Context) -> None:
    """The only case opens at once; of several the person chooses; without one, we say what it is."""
    mine = await ctx.store.read(cases.of_person, ctx.person.id) if ctx.person else []
    if len(mine) == 1:
        await put_card(event, ctx, mine[0].id)
        return
    begin = button(ctx.tr.plain("case-begin"), CaseNewButton(do="begin", slug=""))
    choose = button(ctx.tr.plain("case-choose-place"), Open(place="tos"))
    rows = [[button(name_of(ctx.tr, case), CaseButton(do="card", case_id=case.id))] for case in mine]
    text = ctx.tr("case-list", count=len(mine)) if mine else ctx.tr("case-none")
    await ctx.show(event, text, keyboard(*rows, [begin], [choose], [to_menu(ctx.tr)]))


def name_of(tr: Translator, case: Case) -> str:
    return f"{title(tr, case)} · {where(tr, case)}"[:TITLE_ON_BUTTON]


@router.callback_query(CaseNewButton.filter(F.do == "begin"))
async def begin(query: CallbackQuery, ctx: Context, callback_data: CaseNewButton) -> None:
    """Who has a case already is asked whether this is another one, or the place of the one there is."""
    slug = callback_data.slug
    person = await ctx.require(query, Purpose.CASES, CaseNewButton(do="agree", slug=slug), Open(place="case"))
    if person is None:
        return
    mine = await ctx.store.read(cases.of_person, person.id)
    if mine:
        place = await ctx.store.read(municipalities.get, slug)
        rows = [[button(name_of(ctx.tr, case), CaseButton(do="card", case_id=case.id))] for case in mine]
        another = button(ctx.tr.plain("case-begin-another"), CaseNewButton(do="sure", slug=slug))
        is_only = place and len(mine) == 1
        move = [button(ctx.tr.plain("case-place-here"), CaseNewButton(do="place", slug=slug))] if is_only else []
        await ctx.show(query, ctx.tr("case-have-already"), keyboard(*rows, move, [another], [to_menu(ctx.tr)]))
        return
    await open_new(query, ctx, slug, person)


async def open_new(query: CallbackQuery, ctx: Context, slug: str, person: Person) -> None:
    """A municipality that is no more is none: the case begins all the same."""
    known = await ctx.store.read(municipalities.get, slug)
    begun = await ctx.store.write(
        cases.begin, person.id, known.slug if known else None, ctx.settings.timezone, days_off(ctx.now.date()), ctx.now
    )
    if isinstance(begun, CaseOutcome):
        await query.answer(ctx.tr.plain("case-too-many", most=CASES_MAX), show_alert=True)
        return
    await put_card(query, ctx, begun, ctx.tr.plain("case-begun"))


@router.callback_query(CaseNewButton.filter(F.do == "agree"))
async def agree_and_begin(query: CallbackQuery, ctx: Context, callback_data: CaseNewButton) -> None:
    await begin(query, await ctx.agreed(query, Purpose.CASES), callback_data)


@router.callback_query(CaseNewButton.filter(F.do == "sure"))
async def begin_another(query: CallbackQuery, ctx: Context, callback_data: CaseNewButton) -> None:
    if ctx.person is None or not ctx.person.agreed(Purpose.CASES):
        await begin(query, ctx, callback_data)
        return
    await open_new(query, ctx, callback_data.slug, ctx.person)


@router.callback_query(CaseNewButton.filter(F.do == "place"))
async def choose_whose_place(query: CallbackQuery, ctx: Context, callback_data: CaseNewButton) -> None:
    """The municipality of the only case is set."""
    place = await ctx.store.read(municipalities.get, callback_data.slug)
    mine = await ctx.store.read(cases.of_person, ctx.person.id) if ctx.person else []
    if ctx.person is None or place is None or len(mine) != 1:
        await show_mine(query, ctx)
        return
    case_id = mine[0].id
    await ctx.store.write(
        cases.change, case_id, ctx.person.id, "municipality", place.slug, days_off(ctx.now.date()), ctx.now
    )
    await put_card(query, ctx, case_id, ctx.tr.plain("case-placed", where=place.name))


@router.callback_query(CaseButton.filter(F.do == "card"))
async def show_card(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    await put_card(query, ctx, callback_data.case_id)


@router.callback_query(CaseButton.filter(F.do == "steps"))
async def show_steps(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    view = await see(ctx, callback_data.case_id)
    if view is None:
        await refuse(query, ctx)
        return
    await ctx.show(query, *steps_screen(ctx.tr, view.case))
