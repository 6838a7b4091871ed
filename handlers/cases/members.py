"""[members] → who is in it → [invite] → a link for one person; /start case_… → consent → in; leaving, removing."""

import secrets
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.filters.command import CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.config import Settings
from bot.daysoff import days_off
from bot.domain.cases import MEMBERS_MAX, Case, CaseOutcome
from bot.domain.people import Person, Purpose, Visitor
from bot.domain.retention import INVITATION
from bot.domain.time import local_date
from bot.i18n import Translator
from handlers.cases.views import put_card, refuse, title, to_card, to_list, where
from handlers.shared.buttons import CaseButton
from handlers.shared.screens import (
    Number,
    Open,
    Pressed,
    Said,
    agreed_words,
    ask_consent,
    button,
    keyboard,
    show,
    to_menu,
)
from storage.cases import cases, membership
from storage.core.db import Store
from storage.people import people

LINK = "case_"


class MemberButton(CallbackData, prefix="cmember"):
    """Taking a member out: `do` is ask or sure."""

    do: str
    case_id: Number
    person_id: Number


class JoinButton(CallbackData, prefix="cjoin"):
    """An invitation's code: `do` is join or agree."""

    do: str
    code: str


router = Router(name="cases.members")
router.message.filter(Said(link=LINK))
router.callback_query.filter(Pressed(CaseButton, MemberButton, JoinButton))

JOINED = {
    CaseOutcome.DONE: "case-joined",
    CaseOutcome.ALREADY: "case-joined-already",
    CaseOutcome.EXPIRED: "case-invitation-expired",
    CaseOutcome.TOO_MANY: "case-members-full",
}


@router.callback_query(CaseButton.filter(F.do == "members"))
async def show_members(
    query: CallbackQuery, callback_data: CaseButton, store: Store, tr: Translator, person: Person | None
) -> None:
    await put_members(query, callback_data.case_id, store, tr, person)


async def put_members(
    query: CallbackQuery, case_id: int, store: Store, tr: Translator, person: Person | None, alert: str = ""
) -> None:
    case = await store.read(cases.of_member, case_id, person.id) if person else None
    if case is None or person is None:
        await refuse(query, tr)
        return
    lines = [
        tr("case-member", name=each.name, day=tr.day(local_date(each.joined_at, case.zone))) for each in case.members
    ]
    text = Markup("\n").join([tr("case-members-head", title=title(tr, case)), *lines])
    await show(query, text, members_buttons(tr, case, person), alert)


def members_buttons(tr: Translator, case: Case, person: Person) -> InlineKeyboardMarkup:
    others = [each for each in case.members if each.person_id != person.id] if case.leads(person.id) else []
    rows = [
        [
            button(
                tr.plain("case-remove", name=each.name[:20]),
                MemberButton(do="ask", case_id=case.id, person_id=each.person_id),
            )
        ]
        for each in others
    ]
    return keyboard(
        [button(tr.plain("case-invite"), CaseButton(do="invite", case_id=case.id))],
        *rows,
        [button(tr.plain("case-leave"), CaseButton(do="leave", case_id=case.id))],
        [to_card(tr, case.id)],
    )


@router.callback_query(CaseButton.filter(F.do == "invite"))
async def invite(
    query: CallbackQuery,
    callback_data: CaseButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    code = secrets.token_urlsafe(12)
    case_id = callback_data.case_id
    outcome = await store.write(membership.invite, case_id, person.id, code, now) if person else None
    case = await store.read(cases.get, case_id)
    if outcome is not CaseOutcome.DONE or case is None:
        await refuse(query, tr)
        return
    me = await bot.me()
    link = f"https://t.me/{me.username}?start={LINK}{code}"
    until = tr.day(local_date(now + INVITATION.term, case.zone))
    back = button(tr.plain("case-to-members"), CaseButton(do="members", case_id=case_id))
    await show(query, tr("case-invitation", link=link, until=until), keyboard([back], [to_card(tr, case_id)]))


@router.message(Command("start"))
async def open_invitation(
    message: Message, command: CommandObject, store: Store, tr: Translator, now: datetime
) -> None:
    code = (command.args or "").removeprefix(LINK)
    invitation = await store.read(membership.look, code[:32], now)
    if invitation is None:
        await message.answer(tr("case-invitation-expired"), reply_markup=keyboard([to_list(tr)], [to_menu(tr)]))
        return
    case = invitation.case
    text = tr("case-invited", name=invitation.by, title=title(tr, case), where=where(tr, case))
    join = button(tr.plain("case-join"), JoinButton(do="join", code=code))
    await message.answer(text, reply_markup=keyboard([join], [to_menu(tr)]))


@router.callback_query(JoinButton.filter(F.do == "join"))
async def join(
    query: CallbackQuery,
    callback_data: JoinButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    """To an invitation that leads nowhere nobody need agree."""
    code = callback_data.code
    if await store.read(membership.look, code, now) is None:
        await query.answer(tr.plain("case-invitation-expired"), show_alert=True)
        return
    if person is None or not person.agreed(Purpose.CASES):
        await ask_consent(query, tr, settings, Purpose.CASES, JoinButton(do="agree", code=code), Open(place="menu"))
        return
    outcome, case_id = await store.write(membership.join, code, person.id, days_off(now.date()), now)
    if not case_id:
        await query.answer(tr.plain(JOINED[outcome], most=MEMBERS_MAX), show_alert=True)
        return
    await put_card(query, case_id, person, store, tr, settings, now, tr.plain(JOINED[outcome], most=MEMBERS_MAX))


@router.callback_query(JoinButton.filter(F.do == "agree"))
async def agree_and_join(
    query: CallbackQuery,
    callback_data: JoinButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    now: datetime,
) -> None:
    words = agreed_words(query, tr, settings, Purpose.CASES)
    known = await store.read(membership.look, callback_data.code, now)
    if known is not None and words is not None:
        person = await store.write(people.agree, visitor, Purpose.CASES, words, tr.locale, settings.timezone, now)
    await join(query, callback_data, store, tr, settings, person, now)


@router.callback_query(MemberButton.filter(F.do == "ask"))
async def ask_before_removing(
    query: CallbackQuery, callback_data: MemberButton, store: Store, tr: Translator, person: Person | None
) -> None:
    case = await store.read(cases.of_member, callback_data.case_id, person.id) if person else None
    whom = case.member(callback_data.person_id) if case else None
    if case is None or person is None or whom is None or not case.leads(person.id):
        await refuse(query, tr)
        return
    sure = MemberButton(do="sure", case_id=case.id, person_id=whom.person_id)
    no = button(tr.plain("button-no"), CaseButton(do="members", case_id=case.id))
    text = tr("case-remove-ask", name=whom.name)
    await show(query, text, keyboard([button(tr.plain("case-remove-sure"), sure)], [no]))


@router.callback_query(MemberButton.filter(F.do == "sure"))
async def remove(
    query: CallbackQuery,
    callback_data: MemberButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    case_id, whom = callback_data.case_id, callback_data.person_id
    outcome = await store.write(membership.remove, case_id, person.id, whom, now) if person else None
    alert = tr.plain("case-removed") if outcome is CaseOutcome.DONE else ""
    await put_members(query, case_id, store, tr, person, alert)


@router.callback_query(CaseButton.filter(F.do == "leave"))
async def ask_before_leaving(
    query: CallbackQuery, callback_data: CaseButton, store: Store, tr: Translator, person: Person | None
) -> None:
    case = await store.read(cases.of_member, callback_data.case_id, person.id) if person else None
    if case is None:
        await refuse(query, tr)
        return
    text = tr("case-leave-last" if len(case.members) == 1 else "case-leave-ask", title=title(tr, case))
    sure = button(tr.plain("case-leave-sure"), CaseButton(do="leave-sure", case_id=case.id))
    no = button(tr.plain("button-no"), CaseButton(do="members", case_id=case.id))
    await show(query, text, keyboard([sure], [no]))


@router.callback_query(CaseButton.filter(F.do == "leave-sure"))
async def leave(
    query: CallbackQuery,
    callback_data: CaseButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    outcome = await store.write(membership.leave, callback_data.case_id, person.id, now) if person else None
    if outcome is not CaseOutcome.DONE:
        await refuse(query, tr)
        return
    await store.scrub()
    await show(query, tr("case-left"), keyboard([to_list(tr)], [to_menu(tr)]))
