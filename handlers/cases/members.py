"""[members] → the list → [invite] → a link for one person; /start case_… → consent → joined; leaving, removing."""

import secrets
from functools import partial

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.filters.command import CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain.cases import MEMBERS_MAX, Case, CaseOutcome
from bot.domain.people import Purpose
from bot.domain.retention import INVITATION
from bot.domain.time import local_date
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.cases.access import refuse, require_case, to_list
from handlers.cases.views import put_card, title, to_card, where
from handlers.shared.answer_names import parting_text
from handlers.shared.buttons import CaseButton
from handlers.shared.context import Context
from handlers.shared.screens import Number, Open, Pressed, Said, button, keyboard, to_menu
from storage.cases import membership

LINK = "case_"


class MemberButton(CallbackData, prefix="cmember"):
    """The removal of a member: `do` is ask or sure."""

    do: str
    case_id: Number
    person_id: Number


class JoinCaseButton(CallbackData, prefix="cjoin"):
    """The code of an invitation: `do` is join or agree."""

    do: str
    code: str


router = Router(name="cases.members")
router.message.filter(Said(link=LINK))
router.callback_query.filter(Pressed(CaseButton, MemberButton, JoinCaseButton))
log = get_logger(__name__)

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
    case = await require_case(query, ctx, case_id)
    if case is None:
        return
    lines = [
        ctx.tr("case-member", name=each.name, day=ctx.tr.day(local_date(each.joined_at, case.zone)))
        for each in case.members
    ]
    text = Markup("\n").join([ctx.tr("case-members-head", title=title(ctx.tr, case)), *lines])
    await ctx.show(query, text, members_buttons(ctx.tr, case, ctx.person_id or 0), alert)


def members_buttons(tr: Translator, case: Case, person_id: int) -> InlineKeyboardMarkup:
    """A button to remove each other member is only for the one who leads the case."""
    others = [each for each in case.members if each.person_id != person_id] if case.leads(person_id) else []
    removal = partial(MemberButton, do="ask", case_id=case.id)
    rows = [
        [button(tr.plain("case-remove", name=each.name[:20]), removal(person_id=each.person_id))] for each in others
    ]
    return keyboard(
        [button(tr.plain("case-invite"), CaseButton(do="invite", case_id=case.id))],
        *rows,
        [button(tr.plain("case-leave"), CaseButton(do="leave", case_id=case.id))],
        [to_card(tr, case.id)],
    )


@router.callback_query(CaseButton.filter(F.do == "invite"))
async def invite(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    case = await require_case(query, ctx, callback_data.case_id)
    if case is None:
        return
    code = secrets.token_urlsafe(12)
    outcome = await ctx.store.write(membership.invite, case.id, ctx.person_id or 0, code, ctx.now)
    log.info("case invitation asked for", case_id=case.id, person_id=ctx.person_id, outcome=outcome)
    if outcome is not CaseOutcome.DONE:
        await refuse(query, ctx)
        return
    link = await ctx.link(f"{LINK}{code}")
    until = ctx.tr.day(local_date(ctx.now + INVITATION.term, case.zone))
    back = button(ctx.tr.plain("case-to-members"), CaseButton(do="members", case_id=case.id))
    text = ctx.tr("case-invitation", link=link, until=until)
    await ctx.show(query, text, keyboard([back], [to_card(ctx.tr, case.id)]))


@router.message(Command("start"))
async def open_invitation(message: Message, ctx: Context, command: CommandObject) -> None:
    code = (command.args or "").removeprefix(LINK)
    invitation = await ctx.store.read(membership.look, code[:32], ctx.now)
    if invitation is None:
        await ctx.refuse(message, "case-invitation-expired", to_list(ctx.tr))
        return
    case = invitation.case
    text = ctx.tr("case-invited", name=invitation.by, title=title(ctx.tr, case), where=where(ctx.tr, case))
    join = button(ctx.tr.plain("case-join"), JoinCaseButton(do="join", code=code))
    await message.answer(text, reply_markup=keyboard([join], [to_menu(ctx.tr)]))


@router.callback_query(JoinCaseButton.filter(F.do == "join"))
async def join(query: CallbackQuery, ctx: Context, callback_data: JoinCaseButton) -> None:
    """Join, after the consent. An invitation that does not work is refused before anybody is asked to agree."""
    code = callback_data.code
    if await ctx.store.read(membership.look, code, ctx.now) is None:
        log.info("case join", case_id=0, person_id=ctx.person_id, outcome=CaseOutcome.EXPIRED)
        await ctx.refuse(query, "case-invitation-expired")
        return
    person = await ctx.require(query, Purpose.CASES, JoinCaseButton(do="agree", code=code), Open(place="menu"))
    if person is None:
        return
    outcome, case_id = await ctx.store.write(membership.join, code, person.id, days_off(ctx.now.date()), ctx.now)
    log.info("case join", case_id=case_id, person_id=person.id, outcome=outcome)
    said = ctx.tr.plain(JOINED[outcome], most=MEMBERS_MAX)
    if not case_id:
        await query.answer(said, show_alert=True)
        return
    await put_card(query, ctx, case_id, said)


@router.callback_query(JoinCaseButton.filter(F.do == "agree"))
async def agree_and_join(query: CallbackQuery, ctx: Context, callback_data: JoinCaseButton) -> None:
    if await ctx.store.read(membership.look, callback_data.code, ctx.now):
        ctx = await ctx.agreed(query, Purpose.CASES)
    await join(query, ctx, callback_data)


@router.callback_query(MemberButton.filter(F.do == "ask"))
async def ask_before_removing(query: CallbackQuery, ctx: Context, callback_data: MemberButton) -> None:
    case = await require_case(query, ctx, callback_data.case_id)
    if case is None:
        return
    whom = case.member(callback_data.person_id)
    if whom is None or not case.leads(ctx.person_id or 0):
        await refuse(query, ctx)
        return
    sure = MemberButton(do="sure", case_id=case.id, person_id=whom.person_id)
    no = button(ctx.tr.plain("button-no"), CaseButton(do="members", case_id=case.id))
    text = ctx.tr("case-remove-ask", name=whom.name)
    await ctx.show(query, text, keyboard([button(ctx.tr.plain("case-remove-sure"), sure)], [no]))


@router.callback_query(MemberButton.filter(F.do == "sure"))
async def remove(query: CallbackQuery, ctx: Context, callback_data: MemberButton) -> None:
    case_id, whom = callback_data.case_id, callback_data.person_id
    outcome = await ctx.store.write(membership.remove, case_id, ctx.person_id or 0, whom, ctx.now)
    log.info("case member removal", case_id=case_id, person_id=whom, by=ctx.person_id, outcome=outcome)
    alert = ctx.tr.plain("case-removed") if outcome is CaseOutcome.DONE else ""
    await put_members(query, ctx, case_id, alert)


@router.callback_query(CaseButton.filter(F.do == "leave"))
async def ask_before_leaving(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    case = await require_case(query, ctx, callback_data.case_id)
    if case is None:
        return
    text = ctx.tr("case-leave-last" if len(case.members) == 1 else "case-leave-ask", title=title(ctx.tr, case))
    for each in await ctx.store.read(membership.partings, ctx.person_id or 0):
        text = Markup("\n\n").join([text, parting_text(ctx.tr, each)]) if each.case.id == case.id else text
    sure = button(ctx.tr.plain("case-leave-sure"), CaseButton(do="leave-sure", case_id=case.id))
    no = button(ctx.tr.plain("button-no"), CaseButton(do="members", case_id=case.id))
    await ctx.show(query, text, keyboard([sure], [no]))


@router.callback_query(CaseButton.filter(F.do == "leave-sure"))
async def leave(query: CallbackQuery, ctx: Context, callback_data: CaseButton) -> None:
    case_id = callback_data.case_id
    outcome = await ctx.store.write(membership.leave, case_id, ctx.person_id or 0, ctx.now)
    log.info("case leave", case_id=case_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is not CaseOutcome.DONE:
        await refuse(query, ctx)
        return
    await ctx.show(query, ctx.tr("case-left"), keyboard([to_list(ctx.tr)], [to_menu(ctx.tr)]))
