"""An invitation to a role: made, shown as words with a link, and its picture; [invitations] → one → [withdraw]."""

import secrets
from collections.abc import Sequence
from typing import cast

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from bot.domain.people import Role
from bot.domain.roles import InvitationOutcome, RoleInvitation, RoleOutcome
from bot.domain.time import local_date
from bot.files.qr import qr_code
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.people.views import REFUSALS, PeopleButton, actor, require_desk, to_people
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.role_names import roles_name
from handlers.shared.screens import Number, Pressed, button, keyboard
from storage.people import invitations

log = get_logger(__name__)
LINK = "role_"
# 144 random bits: 24 characters.
CODE_BYTES = 18
SHOWN_MAX, ON_A_BUTTON = 6, 50
PICTURE = "invitation.png"


class InvitationButton(CallbackData, prefix="roleinv"):
    """`do` is card or withdraw."""

    do: str
    invitation_id: Number


WITHDRAWN = {
    InvitationOutcome.DONE: "invitation-withdrawn",
    InvitationOutcome.USED: "invitation-used",
    InvitationOutcome.WITHDRAWN: "invitation-withdrawn-before",
    InvitationOutcome.FOREIGN: "people-forbidden",
    InvitationOutcome.UNKNOWN: "invitation-unknown",
}

router = Router(name="people.inviting")
router.callback_query.filter(Pressed(PeopleButton, InvitationButton))


async def put_invitation(event: Message | CallbackQuery, ctx: Context, wanted: Sequence[Role], reason: str) -> None:
    """Make an invitation: a letter to send on, whose link is shown once (only a hash of it is kept), and what to do."""
    code = secrets.token_urlsafe(CODE_BYTES)
    made = await ctx.store.write(invitations.make, actor(ctx), wanted, code, reason, ctx.now)
    outcome = made if isinstance(made, RoleOutcome) else RoleOutcome.DONE
    log.info("invited to a role", by=ctx.person_id, kind=wanted[0].kind, scopes=len(wanted), outcome=outcome)
    message = event if isinstance(event, Message) else event.message
    if isinstance(made, RoleOutcome) or message is None:
        await ctx.deny(event, REFUSALS[outcome], *to_people(ctx.tr))
        return
    link = await ctx.link(f"{LINK}{code}")
    until = ctx.tr.day(local_date(made.expires_at, ctx.zone))
    shown = roles_name(ctx.tr, wanted, await municipality_names(ctx))
    letter = ctx.tr("invitation-letter", role=shown, link=link, until=until)
    await cast(Message, message).answer_photo(BufferedInputFile(qr_code(link), PICTURE), caption=letter)
    await cast(Message, message).answer(
        ctx.tr("invitation-made", role=shown), reply_markup=invitation_buttons(ctx.tr, link, made)
    )
    if isinstance(event, CallbackQuery):
        await event.answer()


def invitation_buttons(tr: Translator, link: str, made: RoleInvitation) -> InlineKeyboardMarkup:
    copy = InlineKeyboardButton(text=tr.plain("invitation-copy"), copy_text=CopyTextButton(text=link))
    withdraw = button(tr.plain("invitation-withdraw"), InvitationButton(do="withdraw", invitation_id=made.id))
    return keyboard([copy], [withdraw], to_people(tr))


@router.callback_query(PeopleButton.filter(F.do == "invitations"))
async def list_waiting(query: CallbackQuery, ctx: Context) -> None:
    if not await require_desk(query, ctx):
        return
    found = await ctx.store.read(invitations.waiting, actor(ctx), ctx.now, SHOWN_MAX)
    places = await municipality_names(ctx)
    rows = [
        [
            button(
                roles_name(ctx.tr, each.roles, places)[:ON_A_BUTTON], InvitationButton(do="card", invitation_id=each.id)
            )
        ]
        for each in found
    ]
    await ctx.show(query, ctx.tr("invitations-list", count=len(found)), keyboard(*rows, to_people(ctx.tr)))


@router.callback_query(InvitationButton.filter(F.do == "card"))
async def show_invitation(query: CallbackQuery, ctx: Context, callback_data: InvitationButton) -> None:
    if not await require_desk(query, ctx):
        return
    found = await ctx.store.read(invitations.waiting, actor(ctx), ctx.now, SHOWN_MAX)
    shown = next((each for each in found if each.id == callback_data.invitation_id), None)
    if shown is None:
        await ctx.deny(query, "invitation-unknown")
        return
    text = ctx.tr(
        "invitation-card",
        role=roles_name(ctx.tr, shown.roles, await municipality_names(ctx)),
        until=ctx.tr.day(local_date(shown.expires_at, ctx.zone)),
        reason=shown.reason,
    )
    withdraw = button(ctx.tr.plain("invitation-withdraw"), InvitationButton(do="withdraw", invitation_id=shown.id))
    await ctx.show(query, text, keyboard([withdraw], to_people(ctx.tr)))


@router.callback_query(InvitationButton.filter(F.do == "withdraw"))
async def withdraw(query: CallbackQuery, ctx: Context, callback_data: InvitationButton) -> None:
    if not await require_desk(query, ctx):
        return
    outcome = await ctx.store.write(invitations.withdraw, actor(ctx), callback_data.invitation_id, ctx.now)
    if outcome is not InvitationOutcome.DONE:
        await ctx.deny(query, WITHDRAWN[outcome])
        return
    log.info("invitation withdrawn", invitation_id=callback_data.invitation_id, by=ctx.person_id)
    await ctx.refuse(query, WITHDRAWN[outcome])
