"""/privacy → what is known → [withdraw] → what ends → done."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Purpose
from bot.domain.roles import Actor, RoleOutcome
from bot.logs import get_logger
from handlers.account.views import WithdrawButton, is_appointed, put_privacy
from handlers.shared.commands import drop_commands
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, button, keyboard
from handlers.shared.sources import pass_sources_on
from storage.cases import membership
from storage.events import sign_ups
from storage.people import people, roles

log = get_logger(__name__)
router = Router(name="account.privacy")
router.message.filter(Said("privacy"))
router.callback_query.filter(Pressed(WithdrawButton, places=("privacy",)))

# The text that says what ends with each consent.
ENDS = {
    Purpose.SIGN_UPS: "withdraw-sign-ups",
    Purpose.SUBSCRIPTIONS: "withdraw-subscriptions",
    Purpose.NOTIFICATIONS: "withdraw-notifications",
    Purpose.WORK: "withdraw-work",
    Purpose.CASES: "withdraw-cases",
    Purpose.QUESTIONS: "withdraw-questions",
    Purpose.PROFILE: "withdraw-profile",
    Purpose.LEARNING: "withdraw-learning",
    Purpose.APPLICATIONS: "withdraw-applications",
    Purpose.FIGURES: "withdraw-figures",
}
APPOINTED_ENDS = ENDS | {Purpose.WORK: "withdraw-work-appointed"}


@router.message(Command("privacy"))
@router.callback_query(Open.filter(F.place == "privacy"))
async def show_privacy(event: Message | CallbackQuery, ctx: Context) -> None:
    await put_privacy(event, ctx)


@router.callback_query(WithdrawButton.filter(F.do == "ask"))
async def ask_before_withdrawing(query: CallbackQuery, ctx: Context, callback_data: WithdrawButton) -> None:
    purpose = callback_data.purpose
    known = await ctx.store.read(people.know, ctx.person.id) if ctx.person else None
    if known is None or not known.gave(purpose):
        await put_privacy(query, ctx, ctx.tr.plain("withdraw-nothing"))
        return
    ahead = await ctx.store.read(sign_ups.mine, known.person.id, ctx.now)
    ends = APPOINTED_ENDS if is_appointed(query, ctx.settings) else ENDS
    loss = await ctx.store.read(membership.loss, known.person.id)
    text = ctx.tr(
        ends[purpose],
        events=len(ahead),
        grants=known.rows["subscriptions"],
        shared=loss.shared,
        alone=loss.alone,
        projects=known.rows["application_members"],
    )
    sure = button(ctx.tr.plain("withdraw-sure"), WithdrawButton(do="sure", purpose=purpose))
    await ctx.show(query, text, keyboard([sure], [button(ctx.tr.plain("button-no"), Open(place="privacy"))]))


@router.callback_query(WithdrawButton.filter(F.do == "sure"))
async def withdraw(query: CallbackQuery, ctx: Context, callback_data: WithdrawButton) -> None:
    purpose = callback_data.purpose
    done = await ctx.store.write(roles.withdraw, Actor(ctx.person_id or 0, ctx.settings.admin_ids), purpose, ctx.now)
    if done is RoleOutcome.LAST_ADMIN:
        await ctx.refuse(query, "people-last-admin")
        return
    if not done:
        await put_privacy(query, ctx, ctx.tr.plain("withdraw-nothing"))
        return
    log.info("consent withdrawn", person_id=ctx.person_id, purpose=purpose)
    if purpose is Purpose.WORK:
        await pass_sources_on(ctx.bot, ctx.store, ctx.person_id or 0)
        await reset_commands(query, ctx)
    await put_privacy(query, ctx, ctx.tr.plain("withdraw-done"))


async def reset_commands(event: Message | CallbackQuery, ctx: Context) -> None:
    """Delete the command menu of this chat, so that the menu for everybody shows; an administrator keeps theirs."""
    if event.from_user and not is_appointed(event, ctx.settings):
        await drop_commands(ctx.bot, event.from_user.id)
