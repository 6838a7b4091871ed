"""[members] → who is in it → [invite] → a link for one person; /start case_… → consent → in; leaving, removing."""

import secrets

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.filters.command import CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain.cases import MEMBERS_MAX, Case, CaseOutcome
from bot.domain.people import Person, Purpose
from bot.domain.retention import INVITATION
from bot.domain.time import local_date
from bot.i18n import Translator
from handlers.cases.views import put_card, refuse, title, to_card, to_list, where
from handlers.shared.buttons import CaseButton
from handlers.shared.context import Context
from handlers.shared.screens import Number, Open, Pressed, Said, button, keyboard, to_menu
from storage.cases import cases, membership

LINK = "case_"


class MemberButton(CallbackData, prefix="cmember"):
    """Taking a member out: `do` is ask or sure."""

    do: str
    case_id: Number
    person_id: Number


class JoinCaseButton(CallbackData, prefix="cjoin"):
    """An invitation's code: `do` is join or agree."""

    do: str
    code: str


router = Router(name="cases.members")
router.message.filter(Said(link=LINK))
router.callback_query.filter(Pressed(CaseButton, MemberButton, JoinCaseButton))

JOINED = {
    CaseOutcome.DONE: "case-joined",
    CaseOutcome.ALREADY: "case-joined-already",
    CaseOutcome.EXPIRED: "case-invitation-expired",
    CaseOutcome.TOO_MANY: "case-members-full",
}


@router.callback_query(CaseButton.filter(F.do == "members"))
async def show_members(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    await put_members(query, ctx, callback_data.case_id)


async def put_members(query: CallbackQuery, ctx: Context, case_id: int, alert: str = "") -> None:
    case = await ctx.store.read(cases.of_member, case_id, ctx.person.id) if ctx.person else None
    if case is None or ctx.person is None:
        await refuse(query, ctx)
        return
    lines = [
        ctx.tr("case-member", name=each.name, day=ctx.tr.day(local_date(each.joined_at, case.zone)))
        for each in case.members
    ]
    text = Markup("\n").join([ctx.tr("case-members-head", title=title(ctx.tr, case)), *lines])
    await ctx.show(query, text, members_buttons(ctx.tr, case, ctx.person), alert)


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
async def invite(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    code = secrets.token_urlsafe(12)
    case_id = callback_data.case_id
    outcome = await ctx.store.write(membership.invite, case_id, ctx.person.id, code, ctx.now) if ctx.person else None
    case = await ctx.store.read(cases.get, case_id)
    if outcome is not CaseOutcome.DONE or case is None:
        await refuse(query, ctx)
        return
    me = await ctx.bot.me()
    link = f"https://t.me/{me.username}?start={LINK}{code}"
    until = ctx.tr.day(local_date(ctx.now + INVITATION.term, case.zone))
    back = button(ctx.tr.plain("case-to-members"), CaseButton(do="members", case_id=case_id))
    await ctx.show(
        query, ctx.tr("case-invitation", link=link, until=until), keyboard([back], [to_card(ctx.tr, case_id)])
    )


@router.message(Command("start"))
async def open_invitation(message: Message, ctx: Context, command: CommandObject) -> None:
    code = (command.args or "").removeprefix(LINK)
    invitation = await ctx.store.read(membership.look, code[:32], ctx.now)
    if invitation is None:
        await message.answer(
            ctx.tr("case-invitation-expired"), reply_markup=keyboard([to_list(ctx.tr)], [to_menu(ctx.tr)])
        )
        return
    case = invitation.case
    text = ctx.tr("case-invited", name=invitation.by, title=title(ctx.tr, case), where=where(ctx.tr, case))
    join = button(ctx.tr.plain("case-join"), JoinCaseButton(do="join", code=code))
    await message.answer(text, reply_markup=keyboard([join], [to_menu(ctx.tr)]))


@router.callback_query(JoinCaseButton.filter(F.do == "join"))
async def join(query: CallbackQuery, ctx: Context, callback_data: JoinCaseButton) -> None:
    """To an invitation that leads nowhere nobody need agree."""
    code = callback_data.code
    if await ctx.store.read(membership.look, code, ctx.now) is None:
        await query.answer(ctx.tr.plain("case-invitation-expired"), show_alert=True)
        return
    person = await ctx.require(query, Purpose.CASES, JoinCaseButton(do="agree", code=code), Open(place="menu"))
    if person is None:
        return
    outcome, case_id = await ctx.store.write(membership.join, code, person.id, days_off(ctx.now.date()), ctx.now)
    if not case_id:
        await query.answer(ctx.tr.plain(JOINED[outcome], most=MEMBERS_MAX), show_alert=True)
        return
    await put_card(query, ctx, case_id, ctx.tr.plain(JOINED[outcome], most=MEMBERS_MAX))


@router.callback_query(JoinCaseButton.filter(F.do == "agree"))
async def agree_and_join(query: CallbackQuery, ctx: Context, callback_data: JoinCaseButton) -> None:
    if await ctx.store.read(membership.look, callback_data.code, ctx.now):
        ctx = await ctx.agreed(query, Purpose.CASES)
    await join(query, ctx, callback_data)


@router.callback_query(MemberButton.filter(F.do == "ask"))
async def ask_before_removing(query: CallbackQuery, ctx: Context, callback_data: MemberButton) -> None:
    case = await ctx.store.read(cases.of_member, callback_data.case_id, ctx.person.id) if ctx.person else None
    whom = case.member(callback_data.person_id) if case else None
    if case is None or ctx.person is None or whom is None or not case.leads(ctx.person.id):
        await refuse(query, ctx)
        return
    sure = MemberButton(do="sure", case_id=case.id, person_id=whom.person_id)
    no = button(ctx.tr.plain("button-no"), CaseButton(do="members", case_id=case.id))
    text = ctx.tr("case-remove-ask", name=whom.name)
    await ctx.show(query, text, keyboard([button(ctx.tr.plain("case-remove-sure"), sure)], [no]))


@router.callback_query(MemberButton.filter(F.do == "sure"))
async def remove(query: CallbackQuery, ctx: Context, callback_data: MemberButton) -> None:
    case_id, whom = callback_data.case_id, callback_data.person_id
    outcome = await ctx.store.write(membership.remove, case_id, ctx.person.id, whom, ctx.now) if ctx.person else None
    alert = ctx.tr.plain("case-removed") if outcome is CaseOutcome.DONE else ""
    await put_members(query, ctx, case_id, alert)


@router.callback_query(CaseButton.filter(F.do == "leave"))
async def ask_before_leaving(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    case = await ctx.store.read(cases.of_member, callback_data.case_id, ctx.person.id) if ctx.person else None
    if case is None:
        await refuse(query, ctx)
        return
    text = ctx.tr("case-leave-last" if len(case.members) == 1 else "case-leave-ask", title=title(ctx.tr, case))
    sure = button(ctx.tr.plain("case-leave-sure"), CaseButton(do="leave-sure", case_id=case.id))
    no = button(ctx.tr.plain("button-no"), CaseButton(do="members", case_id=case.id))
    await ctx.show(query, text, keyboard([sure], [no]))


@router.callback_query(CaseButton.filter(F.do == "leave-sure"))
async def leave(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    outcome = (
        await ctx.store.write(membership.leave, callback_data.case_id, ctx.person.id, ctx.now) if ctx.person else None
    )
    if outcome is not CaseOutcome.DONE:
        await refuse(query, ctx)
        return
    await ctx.store.scrub()
    await ctx.show(query, ctx.tr("case-left"), keyboard([to_list(ctx.tr)], [to_menu(ctx.tr)]))
