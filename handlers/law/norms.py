"""/law → every norm, those that are due for a check first → one → [checked, unchanged] → source | [correct]."""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.corrections import SOURCE_MAX, CorrectionOutcome, Subject
from bot.domain.norms import Confidence, Norm, is_due
from bot.domain.people import Purpose
from bot.domain.time import local_date
from bot.logs import get_logger
from handlers.law.views import NormButton, NormsPage, PlacesPage, history, may_correct, refuse, to_law
from handlers.shared.buttons import HelperButton
from handlers.shared.citations import Law, read_law
from handlers.shared.context import Context
from handlers.shared.norm_titles import title, words
from handlers.shared.screens import Open, Pressed, Said, Typed, button, keyboard, pager, to_menu
from storage.law import corrections

PAGE_SIZE = 4


class Checking(StatesGroup):
    source = State()


router = Router(name="law.norms")
router.message.filter(Said("law", states=Checking))
router.callback_query.filter(Pressed(NormsPage, NormButton, HelperButton, places=("law",)))
log = get_logger(__name__)


@router.message(Command("law"))
@router.callback_query(Open.filter())
@router.callback_query(NormsPage.filter())
async def show_norms(
    event: Message | CallbackQuery, ctx: Context, callback_data: Open | NormsPage | None = None
) -> None:
    """Show a page of the norms, after the consent to the work: corrections keep the name of their author."""
    if not ctx.coordinates():
        await refuse(event, ctx, CorrectionOutcome.FORBIDDEN)
        return
    if not await ctx.require(event, Purpose.WORK, NormButton(do="agree", key=""), Open(place="menu")):
        return
    page = callback_data.page if isinstance(callback_data, NormsPage) else 0
    await put_norms(event, ctx, page)


async def put_norms(event: Message | CallbackQuery, ctx: Context, page: int) -> None:
    tr, law = ctx.tr, await read_law(ctx)
    due = {key for key, norm in law.norms.items() if is_due(norm, law.today)}
    keys = sorted(law.norms, key=lambda key: (key not in due, key))
    pages = max(1, -(-len(keys) // PAGE_SIZE))
    page = min(page, pages - 1)
    shown = keys[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    rows = [
        [
            button(
                tr.plain("law-due" if key in due else "law-fresh", title=title(tr, key)), NormButton(do="card", key=key)
            )
        ]
        for key in shown
    ]
    places = button(tr.plain("law-places"), PlacesPage(page=0))
    buttons = keyboard(*rows, pager(tr, page, pages, NormsPage), [places], [to_menu(tr)])
    await ctx.show(event, tr("law", count=len(keys), due=len(due)), buttons)


@router.callback_query(NormButton.filter(F.do == "agree"))
async def agree(query: CallbackQuery, ctx: Context) -> None:
    if ctx.coordinates():
        ctx = await ctx.agreed(query, Purpose.WORK)
    await show_norms(query, ctx)


@router.callback_query(NormButton.filter(F.do == "card"))
async def show_norm(query: CallbackQuery, ctx: Context, callback_data: NormButton) -> None:
    if not ctx.coordinates():
        await refuse(query, ctx, CorrectionOutcome.FORBIDDEN)
        return
    law = await read_law(ctx)
    if callback_data.key not in law.norms:
        await refuse(query, ctx, CorrectionOutcome.GONE)
        return
    await put_norm(query, ctx, callback_data.key, law)


async def put_norm(event: Message | CallbackQuery, ctx: Context, key: str, law: Law, alert: str = "") -> None:
    tr, norm = law.tr, law.norms[key]
    value = words(tr, law.value(key))
    parts = [tr("law-norm", title=title(tr, key), value=value, source=law.source(key))]
    if norm.recheck_on:
        parts.append(tr("law-recheck", day=tr.day(norm.recheck_on)))
    parts += history(tr, await ctx.store.read(corrections.history, Subject.NORM, key))
    await ctx.show(event, Markup("\n\n").join(parts), keyboard(*norm_buttons(ctx, norm), [to_law(tr)]), alert)


def norm_buttons(ctx: Context, norm: Norm) -> list[list[InlineKeyboardButton]]:
    """The buttons of those who may correct; a value without a source can only be corrected, not confirmed as it is."""
    if not may_correct(ctx, Subject.NORM, norm.key):
        return []
    doings = (
        {"edit": "law-correct"}
        if norm.confidence is Confidence.OWN
        else {"checked": "law-checked", "edit": "law-correct"}
    )
    return [[button(ctx.tr.plain(key), NormButton(do=do, key=norm.key))] for do, key in doings.items()]


@router.callback_query(NormButton.filter(F.do == "checked"))
@router.callback_query(HelperButton.filter(F.do == "checked"))
async def ask_where_seen(query: CallbackQuery, ctx: Context, callback_data: NormButton | HelperButton) -> None:
    """Ask for the source that was read: a press alone makes no fact fresher."""
    if isinstance(callback_data, NormButton):
        subject, key = Subject.NORM, callback_data.key
    else:
        subject, key = Subject.HELPER, callback_data.helper
    card = callback_data.model_copy(update={"do": "card"})
    if not may_correct(ctx, subject, key):
        await refuse(query, ctx, CorrectionOutcome.FORBIDDEN)
        return
    back = button(ctx.tr.plain("button-cancel"), card)
    await ctx.ask(query, Checking.source, ctx.tr("law-ask-source"), keyboard([back]), subject=subject, key=key)


@router.message(StateFilter(Checking.source), Typed())
async def mark_checked(message: Message, ctx: Context, typed: str) -> None:
    if len(typed) > SOURCE_MAX:
        await message.answer(ctx.tr("too-long", typed=len(typed), most=SOURCE_MAX))
        return
    data = await ctx.state.get_data()
    subject, key = Subject(data.get("subject", Subject.NORM)), data.get("key", "")
    today = local_date(ctx.now, ctx.settings.timezone)
    outcome = await ctx.store.write(corrections.check, subject, key, typed, ctx.roles, today, ctx.now)
    await ctx.state.clear()
    if outcome is not CorrectionOutcome.DONE:
        await refuse(message, ctx, outcome)
        return
    log.info("fact checked", subject=subject, key=key, person_id=ctx.person_id)
    if subject is Subject.HELPER:
        card = button(ctx.tr.plain("helper-to-card"), HelperButton(do="card", helper=key))
        await message.answer(ctx.tr("helper-checked"), reply_markup=keyboard([card]))
        return
    await message.answer(ctx.tr("law-is-checked"))
    await put_norm(message, ctx, key, await read_law(ctx))


@router.message(StateFilter(Checking))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(ctx.tr("want-words"))
