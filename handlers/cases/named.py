"""[somebody asks to be out of the papers] → the name or the telephone → what was found → why → taken out.

A member does it in a case, a coordinator in all cases of the scope: of them they read which answers go, none of the
answers. The name is not kept: what was found is remembered by codes.
"""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.papers.personal import is_named
from bot.domain.papers.questions import NAME_MAX
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.cases.access import require_case
from handlers.cases.views import title
from handlers.shared.answer_names import answer_names
from handlers.shared.buttons import CaseButton
from handlers.shared.context import Context
from handlers.shared.screens import Number, Open, PapersButton, Pressed, Said, Typed, button, keyboard
from storage.cases import named
from storage.cases.named import TITLE, Actor, Named


class NamedButton(CallbackData, prefix="cnamed"):
    """Take somebody out of a case of one's own: `do` is ask, or the reason why."""

    do: str
    case_id: Number


class NamedInScopeButton(CallbackData, prefix="snamed"):
    """The same in all cases of a coordinator's scope."""

    do: str


class TakingOut(StatesGroup):
    of_case = State()
    of_scope = State()


REASONS = {"asked": "named-why-asked", "over": "named-why-over", "error": "named-why-error"}
log = get_logger(__name__)
router = Router(name="cases.named")
router.message.filter(Said(states=TakingOut))
router.callback_query.filter(Pressed(NamedButton, NamedInScopeButton))


def back(tr: Translator, case_id: int, key: str = "button-cancel") -> InlineKeyboardButton:
    """Back to the case, or to the overview of all."""
    to = CaseButton(do="card", case_id=case_id) if case_id else Open(place="cases")
    return button(tr.plain(key), to)


@router.callback_query(NamedButton.filter(F.do == "ask"))
async def ask_name(query: CallbackQuery, ctx: Context, callback_data: NamedButton) -> None:
    if case := await require_case(query, ctx, callback_data.case_id):
        text = ctx.tr("named-ask", title=title(ctx.tr, case))
        await ctx.ask(query, TakingOut.of_case, text, keyboard([back(ctx.tr, case.id)]), case_id=case.id)


@router.callback_query(NamedInScopeButton.filter(F.do == "ask"))
async def ask_name_in_scope(query: CallbackQuery, ctx: Context) -> None:
    if await ctx.require_coordinator(query):
        await ctx.ask(query, TakingOut.of_scope, ctx.tr("named-ask-scope"), keyboard([back(ctx.tr, 0)]))


@router.message(StateFilter(TakingOut.of_case), Typed())
async def find_in_case(message: Message, ctx: Context, typed: str) -> None:
    case = await require_case(message, ctx, (await ctx.state.get_data()).get("case_id", 0))
    await (show_found(message, ctx, typed, case.id) if case else ctx.state.clear())


@router.message(StateFilter(TakingOut.of_scope), Typed())
async def find_in_scope(message: Message, ctx: Context, typed: str) -> None:
    await (show_found(message, ctx, typed, 0) if await ctx.require_coordinator(message) else ctx.state.clear())


@router.message(StateFilter(TakingOut))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))


async def show_found(message: Message, ctx: Context, typed: str, case_id: int) -> None:
    """Show which answers would go, and ask why; other words may be typed instead."""
    cancel = keyboard([back(ctx.tr, case_id)])
    if not is_named(typed) or len(typed) > NAME_MAX:
        await message.answer(ctx.tr("named-unclear"), reply_markup=cancel)
        return
    found = await ctx.store.read(named.find, actor(ctx), case_id, typed)
    if not found:
        await message.answer(ctx.tr("named-nowhere"), reply_markup=cancel)
        return
    lines = [found_line(ctx.tr, each, number) for number, each in enumerate(found, start=1)]
    text = Markup("\n").join([ctx.tr("named-found", cases=len(found)), *lines, "", ctx.tr("named-sure")])
    rows = [[button(ctx.tr.plain(label), reason_button(why, case_id))] for why, label in REASONS.items()]
    kept = {"case_id": case_id, "found": [[each.case_id, dict(each.questions)] for each in found]}
    question = TakingOut.of_case if case_id else TakingOut.of_scope
    await ctx.ask(message, question, text, keyboard(*rows, [back(ctx.tr, case_id)]), **kept)


def found_line(tr: Translator, found: Named, number: int) -> Markup:
    """The names of the answers of one case, and of the case itself."""
    answers = answer_names(tr, found.questions)
    own = [tr.plain("named-in-title")] if TITLE in found.questions else []
    return tr("named-line", number=number, answers=", ".join(filter(None, [*own, answers])))


def reason_button(why: str, case_id: int) -> NamedButton | NamedInScopeButton:
    return NamedButton(do=why, case_id=case_id) if case_id else NamedInScopeButton(do=why)


def actor(ctx: Context) -> Actor:
    return Actor(ctx.person_id or 0, ctx.roles)


@router.callback_query(NamedButton.filter())
async def take_out_of_case(query: CallbackQuery, ctx: Context, callback_data: NamedButton) -> None:
    if await require_case(query, ctx, callback_data.case_id):
        await take_out(query, ctx, callback_data.do, callback_data.case_id)


@router.callback_query(NamedInScopeButton.filter())
async def take_out_of_scope(query: CallbackQuery, ctx: Context, callback_data: NamedInScopeButton) -> None:
    if await ctx.require_coordinator(query):
        await take_out(query, ctx, callback_data.do, 0)


async def take_out(query: CallbackQuery, ctx: Context, why: str, case_id: int) -> None:
    """Take out what the open question found in this case, or in the scope; the reason is one of a few, never a name."""
    data = await ctx.state.get_data()
    if "found" not in data or data.get("case_id") != case_id:
        await ctx.refuse(query, "named-closed")
        return
    reason, gone = ctx.tr.plain(REASONS.get(why, REASONS["asked"])), 0
    for each, questions in data["found"]:
        taken = await ctx.store.write(named.take_out, actor(ctx), Named(each, questions), reason, ctx.now)
        log.info("named person taken out", case_id=each, by=ctx.person_id, answers=len(taken or ()))
        gone += len(taken or ())
    await ctx.state.clear()
    onward = [button(ctx.tr.plain("case-papers"), PapersButton(case_id=case_id))] if case_id else []
    again = NamedButton(do="ask", case_id=case_id) if case_id else NamedInScopeButton(do="ask")
    rows = [[button(ctx.tr.plain("named-again"), again)], onward, [back(ctx.tr, case_id, "button-back-page")]]
    await ctx.show(query, ctx.tr("named-done", count=gone), keyboard(*rows))
