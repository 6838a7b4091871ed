"""[more] → the case's name, nudges, coordinators, closing; [in short] → a card to forward, without anybody's name."""

from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.config import Settings
from bot.daysoff import days_off
from bot.domain.cases import TITLE_MAX, Case, StepStatus
from bot.domain.people import Person
from bot.i18n import Translator
from handlers.cases.views import put_card, refuse, title, to_card, where
from handlers.shared.buttons import CaseButton
from handlers.shared.screens import Pressed, Said, Typed, ask, button, keyboard, show
from handlers.shared.step_names import STEPS
from storage.cases import cases, membership
from storage.core.db import Store


class Settling(StatesGroup):
    title = State()


router = Router(name="cases.settings")
router.message.filter(Said(states=Settling))
router.callback_query.filter(Pressed(CaseButton))

# What a button sets: the field, whether it gets the moment of the press or nothing, what is said.
SWITCHES = {
    "list": ("listed_at", True, "case-listed"),
    "unlist": ("listed_at", False, "case-unlisted"),
    "close": ("closed_at", True, "case-closed"),
    "reopen": ("closed_at", False, "case-reopened"),
}


@router.callback_query(CaseButton.filter(F.do == "more"))
async def show_more(
    query: CallbackQuery, callback_data: CaseButton, store: Store, tr: Translator, person: Person | None
) -> None:
    await put_more(query, callback_data.case_id, store, tr, person)


async def put_more(
    query: CallbackQuery, case_id: int, store: Store, tr: Translator, person: Person | None, alert: str = ""
) -> None:
    case = await store.read(cases.of_member, case_id, person.id) if person else None
    me = case.member(person.id) if case and person else None
    if case is None or me is None:
        await refuse(query, tr)
        return

    def to(do: str, key: str) -> list[InlineKeyboardButton]:
        return [button(tr.plain(key), CaseButton(do=do, case_id=case.id))]

    parts = [
        tr("case-more-head", title=title(tr, case)),
        tr("case-nudges-off" if me.quiet else "case-nudges-on"),
        tr("case-is-listed" if case.listed_at else "case-is-unlisted"),
    ]
    rows = [
        to("title", "case-rename"),
        to("loud", "case-nudge-again") if me.quiet else to("quiet", "case-hush"),
        to("unlist", "case-unlist") if case.listed_at else to("list", "case-let-see"),
        to("reopen", "case-reopen") if case.closed_at else to("close", "case-close"),
    ]
    await show(query, Markup("\n\n").join(parts), keyboard(*rows, [to_card(tr, case.id)]), alert)


@router.callback_query(CaseButton.filter(F.do.in_(SWITCHES)))
async def switch(
    query: CallbackQuery,
    callback_data: CaseButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    field, is_on, said = SWITCHES[callback_data.do]
    if person is not None:
        value: Any = now if is_on else None
        await store.write(cases.change, callback_data.case_id, person.id, field, value, days_off(now.date()), now)
    await put_more(query, callback_data.case_id, store, tr, person, tr.plain(said))


@router.callback_query(CaseButton.filter(F.do.in_({"quiet", "loud"})))
async def hush(
    query: CallbackQuery,
    callback_data: CaseButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    is_quiet = callback_data.do == "quiet"
    if person is not None:
        await store.write(membership.set_quiet, callback_data.case_id, person.id, is_quiet, days_off(now.date()), now)
    said = tr.plain("case-hushed" if is_quiet else "case-unhushed")
    await put_more(query, callback_data.case_id, store, tr, person, said)


@router.callback_query(CaseButton.filter(F.do == "title"))
async def ask_title(
    query: CallbackQuery,
    callback_data: CaseButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    person: Person | None,
) -> None:
    case = await store.read(cases.of_member, callback_data.case_id, person.id) if person else None
    if case is None:
        await refuse(query, tr)
        return
    cancel = button(tr.plain("button-cancel"), CaseButton(do="more", case_id=case.id))
    await ask(query, state, Settling.title, tr("case-ask-title"), keyboard([cancel]), case_id=case.id)


@router.message(StateFilter(Settling.title), Typed())
async def take_title(
    message: Message,
    typed: str,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    if len(typed) > TITLE_MAX:
        await message.answer(tr("too-long", typed=len(typed), most=TITLE_MAX))
        return
    case_id = (await state.get_data()).get("case_id", 0)
    await state.clear()
    if person is not None:
        await store.write(cases.change, case_id, person.id, "title", typed, days_off(now.date()), now)
    await put_card(message, case_id, person, store, tr, settings, now)


@router.message(StateFilter(Settling))
async def want_words(message: Message, tr: Translator) -> None:
    await message.answer(tr("case-want-words"))


@router.callback_query(CaseButton.filter(F.do == "brief"))
async def send_brief(
    query: CallbackQuery, callback_data: CaseButton, store: Store, tr: Translator, person: Person | None
) -> None:
    """A message of its own, without buttons: it is made to be forwarded."""
    case = await store.read(cases.of_member, callback_data.case_id, person.id) if person else None
    if case is None:
        await refuse(query, tr)
        return
    if query.message:
        await query.message.answer(brief(tr, case))
        await query.message.answer(tr("case-brief-sent"), reply_markup=keyboard([to_card(tr, case.id)]))
    await query.answer()


def brief(tr: Translator, case: Case) -> Markup:
    """What was done and when, what comes next, when the meeting is: nobody's name, no addresses."""
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
