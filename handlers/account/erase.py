"""/erase → what will be lost → [erase] → a stranger again.

The warning of a long inactivity → [stay].
"""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.domain.roles import Actor, RoleOutcome
from bot.logs import get_logger
from handlers.account.privacy import reset_commands
from handlers.account.views import DataButton, is_appointed
from handlers.shared.answer_names import parting_text
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, to_menu
from handlers.shared.sources import pass_sources_on
from storage.cases import membership
from storage.core import fsm
from storage.events import sign_ups
from storage.people import accounts, people, personal_data, roles
from storage.people.people import Knowledge

log = get_logger(__name__)
router = Router(name="account.erase")
router.message.filter(Said("erase"))
router.callback_query.filter(Pressed(DataButton))


@router.message(Command("erase"))
@router.callback_query(DataButton.filter(F.do == "erase"))
async def ask_before_erasing(event: Message | CallbackQuery, ctx: Context) -> None:
    known = await ctx.store.read(people.know, ctx.person.id) if ctx.person else None
    if known is None:
        await forget_stranger(event, ctx)
        return
    ahead = await ctx.store.read(sign_ups.mine, known.person.id, ctx.now)
    loss = ctx.tr("erase-loss", events=len(ahead), grants=known.rows["subscriptions"])
    parts = [ctx.tr("erase-ask"), loss, *work_lost(event, ctx, known)]
    if known.rows["case_members"]:
        founding = await ctx.store.read(membership.loss, known.person.id)
        parts.append(ctx.tr("erase-cases", shared=founding.shared, alone=founding.alone))
        parts += [parting_text(ctx.tr, each) for each in await ctx.store.read(membership.partings, known.person.id)]
    if known.rows["questions"]:
        parts.append(ctx.tr("erase-questions", count=known.rows["questions"]))
    parts.append(ctx.tr("erase-forever"))
    sure = button(ctx.tr.plain("erase-sure"), DataButton(do="erase-sure"))
    back = button(ctx.tr.plain("button-no"), Open(place="privacy"))
    await ctx.show(event, Markup("\n\n").join(parts), keyboard([sure], [back]))


def work_lost(event: Message | CallbackQuery, ctx: Context, known: Knowledge) -> list[Markup]:
    """The effect of an erasure on a coordinator's work; empty for a person without any."""
    if is_appointed(event, ctx.settings):
        return [ctx.tr("erase-work-appointed")]
    works = known.person.roles or known.rows["events"] or known.rows["broadcasts"]
    return [ctx.tr("erase-work")] if works else []


async def forget_stranger(event: Message | CallbackQuery, ctx: Context) -> None:
    """Delete the language and the open question of a stranger, which are kept for a day under a hash."""
    await ctx.store.write(fsm.forget, ctx.state.row_key)
    await reset_commands(event, ctx)
    await ctx.show(event, ctx.tr("erase-nothing"), keyboard([to_menu(ctx.tr)]))


@router.callback_query(DataButton.filter(F.do == "erase-sure"))
async def erase(query: CallbackQuery, ctx: Context) -> None:
    if ctx.person is None:
        await forget_stranger(query, ctx)
        return
    person_id, admin_ids = ctx.person.id, ctx.settings.admin_ids
    if await ctx.store.write(roles.retire, Actor(person_id, admin_ids), ctx.now) is RoleOutcome.LAST_ADMIN:
        await ctx.refuse(query, "people-last-admin")
        return
    await pass_sources_on(ctx.bot, ctx.store, person_id)
    for account in await ctx.store.read(accounts.of, person_id):
        ctx.store.write_along(fsm.forget, ctx.state.key_of(account.chat_id, account.user_id))
    await ctx.store.write(personal_data.erase, person_id, ctx.state.row_key, ctx.now, person_id, admin_ids)
    log.info("person erased", person_id=person_id)
    await reset_commands(query, ctx)
    await ctx.show(query, ctx.tr("erase-done"), keyboard([to_menu(ctx.tr)]))


@router.callback_query(DataButton.filter(F.do == "stay"))
async def stay(query: CallbackQuery, ctx: Context) -> None:
    """Confirm that the data stays. The press itself, like any other, has already ended the inactivity."""
    await ctx.show(query, ctx.tr("absence-stays" if ctx.person else "absence-over"), keyboard([to_menu(ctx.tr)]))
