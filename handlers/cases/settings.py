"""[more] → name, nudges, listing for coordinators, closing; [in short] → a card to forward, without names."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain.cases import TITLE_MAX, Case, StepStatus
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.cases.access import refuse, require_case
from handlers.cases.named import NamedButton
from handlers.cases.views import put_card, title, to_card, where
from handlers.shared.buttons import CaseButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard
from handlers.shared.step_names import STEPS
from storage.cases import cases, membership


class Settling(StatesGroup):
    title = State()


router = Router(name="cases.settings")
router.message.filter(Said(states=Settling))
router.callback_query.filter(Pressed(CaseButton))
log = get_logger(__name__)

# By button: the field it sets, True for the moment of the press and False for none, the alert.
SWITCHES = {
    "list": ("listed_at", True, "case-listed"),
    "unlist": ("listed_at", False, "case-unlisted"),
    "close": ("closed_at", True, "case-closed"),
    "reopen": ("closed_at", False, "case-reopened"),
}


@router.callback_query(CaseButton.filter(F.do == "more"))
async def show_more(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    await put_more(query, ctx, callback_data.case_id)


async def put_more(query: CallbackQuery, ctx: Context, case_id: int, alert: str = "") -> None:
    case = await ctx.store.read(cases.of_member, case_id, ctx.person_id or 0)
    me = case.member(ctx.person_id or 0) if case else None
    if case is None or me is None:
        await refuse(query, ctx)
        return

    def to(do: str, key: str) -> list[InlineKeyboardButton]:
        return [button(ctx.tr.plain(key), CaseButton(do=do, case_id=case.id))]

    parts = [
        ctx.tr("case-more-head", title=title(ctx.tr, case)),
        ctx.tr("case-nudges-off" if me.quiet else "case-nudges-on"),
        ctx.tr("case-is-listed" if case.listed_at else "case-is-unlisted"),
    ]
    rows = [
        to("brief", "case-brief-button"),
        to("title", "case-rename"),
        to("loud", "case-nudge-again") if me.quiet else to("quiet", "case-hush"),
        to("unlist", "case-unlist") if case.listed_at else to("list", "case-let-see"),
        to("reopen", "case-reopen") if case.closed_at else to("close", "case-close"),
    ]
    named = button(ctx.tr.plain("named-open"), NamedButton(do="ask", case_id=case.id))
    await ctx.show(query, Markup("\n\n").join(parts), keyboard(*rows, [named], [to_card(ctx.tr, case.id)]), alert)


@router.callback_query(CaseButton.filter(F.do.in_(SWITCHES)))
async def switch(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    case_id, do = callback_data.case_id, callback_data.do
    field, is_on, said = SWITCHES[do]
    fresh = (case_id, ctx.person_id or 0, field, ctx.now if is_on else None)
    outcome = await ctx.store.write(cases.change, *fresh, days_off(ctx.now.date()), ctx.now)
    log.info("case switched", case_id=case_id, person_id=ctx.person_id, switch=do, outcome=outcome)
    await put_more(query, ctx, case_id, ctx.tr.plain(said))


@router.callback_query(CaseButton.filter(F.do.in_({"quiet", "loud"})))
async def set_quiet(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    case_id, is_quiet = callback_data.case_id, callback_data.do == "quiet"
    outcome = await ctx.store.write(
        membership.set_quiet, case_id, ctx.person_id or 0, is_quiet, days_off(ctx.now.date()), ctx.now
    )
    log.info("case nudges switched", case_id=case_id, person_id=ctx.person_id, quiet=is_quiet, outcome=outcome)
    await put_more(query, ctx, case_id, ctx.tr.plain("case-hushed" if is_quiet else "case-unhushed"))


@router.callback_query(CaseButton.filter(F.do == "title"))
async def ask_title(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    case = await require_case(query, ctx, callback_data.case_id)
    if case is None:
        return
    cancel = button(ctx.tr.plain("button-cancel"), CaseButton(do="more", case_id=case.id))
    await ctx.ask(query, Settling.title, ctx.tr("case-ask-title"), keyboard([cancel]), case_id=case.id)


@router.message(StateFilter(Settling.title), Typed())
async def take_title(message: Message, ctx: Context, typed: str) -> None:
    if len(typed) > TITLE_MAX:
        await message.answer(ctx.tr("too-long", typed=len(typed), most=TITLE_MAX))
        return
    case_id = (await ctx.state.get_data()).get("case_id", 0)
    await ctx.state.clear()
    fresh = (case_id, ctx.person_id or 0, "title", typed)
    outcome = await ctx.store.write(cases.change, *fresh, days_off(ctx.now.date()), ctx.now)
    log.info("case renamed", case_id=case_id, person_id=ctx.person_id, outcome=outcome)
    await put_card(message, ctx, case_id)


@router.message(StateFilter(Settling))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("case-want-words"))


@router.callback_query(CaseButton.filter(F.do == "brief"))
async def send_brief(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    """Send the case in short as a message of its own, without buttons, to be forwarded."""
    case = await require_case(query, ctx, callback_data.case_id)
    if case is None:
        return
    if query.message:
        await query.message.answer(brief(ctx.tr, case))
        await query.message.answer(ctx.tr("case-brief-sent"), reply_markup=keyboard([to_card(ctx.tr, case.id)]))
    await query.answer()


def brief(tr: Translator, case: Case) -> Markup:
    """The steps noted, with their days, the next step and the meeting; no names, no addresses."""
    parts = [tr("case-brief", title=title(tr, case), where=where(tr, case))]
    done = [case.steps[step] for step in case.road if step in case.steps]
    lines = [
        tr(BRIEF[each.status], step=tr.plain(STEPS[each.step]), day=tr.day(each.happened_on))
        for each in done
        if each.status in BRIEF
    ]
    parts += [Markup("\n").join(lines)] if lines else []
    if case.next_step:
        parts.append(tr("case-brief-next", step=tr.plain(STEPS[case.next_step])))
    if case.meeting_local:
        parts.append(tr("case-brief-meeting", when=tr.when(case.meeting_local)))
    return Markup("\n\n").join(parts)


BRIEF = {
    StepStatus.DONE: "case-brief-done",
    StepStatus.SENT: "case-brief-waiting",
    StepStatus.REFUSED: "case-brief-refused",
}
