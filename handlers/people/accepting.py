"""/start role_… → the role, its scope, who invites → [accept] → the consent to the work → accepted."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.filters.command import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Purpose
from bot.domain.roles import InvitationOutcome, RoleInvitation
from bot.domain.time import local_date
from bot.logs import get_logger
from handlers.people.giving import KINDS, mend_commands
from handlers.people.inviting import LINK
from handlers.people.views import actor
from handlers.shared.context import Context
from handlers.shared.first_steps import first_steps
from handlers.shared.municipality import municipality_names
from handlers.shared.role_names import roles_name
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, to_menu
from storage.people import invitations
from storage.people.invitations import Opened

log = get_logger(__name__)
CODE_MAX = 40


class AcceptRoleButton(CallbackData, prefix="rolejoin"):
    """The code of an invitation: `do` is accept or agree."""

    do: str
    code: str


REFUSALS = {
    InvitationOutcome.USED: "invitation-used",
    InvitationOutcome.EXPIRED: "invitation-expired",
    InvitationOutcome.WITHDRAWN: "invitation-withdrawn-before",
    InvitationOutcome.FOREIGN: "invitation-foreign",
    InvitationOutcome.OWN: "invitation-own",
    InvitationOutcome.ALREADY: "invitation-already",
    InvitationOutcome.UNKNOWN: "invitation-unknown",
    InvitationOutcome.TOO_OFTEN: "invitation-too-often",
}

router = Router(name="people.accepting")
router.message.filter(Said(link=LINK))
router.callback_query.filter(Pressed(AcceptRoleButton))


@router.message(Command("start"))
async def open_invitation(message: Message, ctx: Context, command: CommandObject) -> None:
    code = (command.args or "").removeprefix(LINK)[:CODE_MAX]
    opened = await ctx.store.write(invitations.open_by, code, ctx.state.row_key, actor(ctx), ctx.now)
    log.info("invitation to a role opened", person_id=ctx.person_id, outcome=opened.outcome)
    if opened.invitation is None or opened.outcome is not InvitationOutcome.OPEN:
        await ctx.refuse(message, REFUSALS[opened.outcome])
        return
    text = ctx.tr(
        "invitation-opened",
        name=opened.by,
        role=await named(ctx, opened.invitation),
        until=ctx.tr.day(local_date(opened.invitation.expires_at, ctx.zone)),
        about=ctx.tr(KINDS[opened.invitation.kind]),
    )
    accept_it = button(ctx.tr.plain("invitation-accept"), AcceptRoleButton(do="accept", code=code))
    await ctx.show(message, text, keyboard([accept_it], [to_menu(ctx.tr)]))


async def named(ctx: Context, invitation: RoleInvitation) -> str:
    return roles_name(ctx.tr, invitation.roles, await municipality_names(ctx))


@router.callback_query(AcceptRoleButton.filter(F.do == "accept"))
async def accept(query: CallbackQuery, ctx: Context, callback_data: AcceptRoleButton) -> None:
    """Accept, after the consent. An invitation that does not work is refused before anybody is asked to agree.

    A press may be forged: a code that does not exist counts as a guess here, too.
    """
    code = callback_data.code
    opened = await ctx.store.write(invitations.open_by, code, ctx.state.row_key, actor(ctx), ctx.now)
    if opened.outcome is not InvitationOutcome.OPEN:
        await refuse(query, ctx, opened)
        return
    agree = AcceptRoleButton(do="agree", code=code)
    if not await ctx.require(query, Purpose.WORK, agree, Open(place="menu")):
        return
    done = await ctx.store.write(invitations.accept, code, actor(ctx), ctx.now)
    if done.invitation is None or done.outcome is not InvitationOutcome.DONE:
        await refuse(query, ctx, done)
        return
    kind, count = done.invitation.kind, len(done.invitation.roles)
    log.info("invitation to a role accepted", person_id=ctx.person_id, kind=kind, scopes=count)
    await mend_commands(ctx, ctx.person_id or 0)
    text = ctx.tr("invitation-accepted", role=await named(ctx, done.invitation))
    await ctx.show(query, text, keyboard(*first_steps(ctx.tr, kind), [to_menu(ctx.tr)]))


async def refuse(query: CallbackQuery, ctx: Context, opened: Opened) -> None:
    log.info("invitation to a role refused", person_id=ctx.person_id, outcome=opened.outcome)
    await ctx.refuse(query, REFUSALS.get(opened.outcome, "invitation-unknown"))


@router.callback_query(AcceptRoleButton.filter(F.do == "agree"))
async def agree_and_accept(query: CallbackQuery, ctx: Context, callback_data: AcceptRoleButton) -> None:
    code = callback_data.code
    opened = await ctx.store.write(invitations.open_by, code, ctx.state.row_key, actor(ctx), ctx.now)
    if opened.outcome is InvitationOutcome.OPEN:
        await accept(query, await ctx.agreed(query, Purpose.WORK), callback_data)
    else:
        await refuse(query, ctx, opened)
