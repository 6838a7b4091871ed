"""/connect in a group → what the bot will do there, or what it lacks → [confirm] → private chat → scope → [connect].

/disconnect in the group → questions come privately again.
"""

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.domain.people import REGION, Purpose, may_administer
from bot.domain.roles import Actor
from bot.logs import get_logger
from handlers.questions.staff_chats import StaffChats
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Linked, Number, Open, Pressed, Said, button, keyboard, link, to_menu
from storage.questions import connecting, groups, staff

# What the bot needs in a group: topics made for people, and deleted when they leave.
RIGHTS = ("can_manage_topics", "can_delete_messages")
STRANGERS = ("left", "kicked")
LINK = "connect"


class ConnectButton(CallbackData, prefix="qsc"):
    """Connect a group, by its chat's id without the sign. `do`: scopes, agree, card, sure; `slug` is a scope, or ""."""

    do: str
    chat: Number
    slug: str


log = get_logger(__name__)
router = Router(name="questions.group_connect")
router.message.filter(Said("connect", "disconnect", link=f"{LINK}_"))
router.callback_query.filter(Pressed(ConnectButton))
in_group = Router(name="questions.in_groups.connect")


@in_group.message(Command("connect"))
async def begin(message: Message, ctx: Context) -> None:
    """Say what the bot will do in the group, or what it lacks; only an administrator of the bot is answered."""
    chat_id = message.chat.id
    if not may_administer(ctx.roles):
        log.info("group refused", chat_id=chat_id, person_id=ctx.person_id, reason="admin")
        return
    missing = await lacking(ctx.bot, chat_id)
    log.info("group asked for", chat_id=chat_id, person_id=ctx.person_id, missing=missing)
    if missing:
        await message.answer(ctx.tr(missing))
        return
    confirm = link(ctx.tr.plain("group-confirm"), await ctx.link(f"{LINK}_{abs(chat_id)}"))
    await message.answer(ctx.tr("group-will"), reply_markup=keyboard([confirm]))


async def lacking(bot: Bot, chat_id: int) -> str:
    """The key of the text that says what the bot lacks in a group; "" when it lacks nothing."""
    try:
        chat, me = await bot.get_chat(chat_id), await bot.get_chat_member(chat_id, bot.id)
    except TelegramAPIError:
        return "group-unreachable"
    if me.status in STRANGERS:
        return "group-unreachable"
    if not chat.is_forum:
        return "group-no-topics"
    return "" if all(getattr(me, right, False) for right in RIGHTS) else "group-no-rights"


@in_group.message(Command("disconnect"))
async def disconnect(message: Message, ctx: Context, staff_chats: StaffChats) -> None:
    if not may_administer(ctx.roles) or ctx.person_id is None:
        log.info("group refused", chat_id=message.chat.id, person_id=ctx.person_id, reason="admin")
        return
    found = await ctx.store.read(groups.at, message.chat.id)
    actor = Actor(ctx.person_id, ctx.settings.admin_ids)
    is_done = found is not None and await ctx.store.write(connecting.disconnect, actor, found, ctx.now)
    if found and is_done:
        staff_chats.forget()
        log.info("group disconnected", group_id=found.id, person_id=ctx.person_id)
    await message.answer(ctx.tr("group-disconnected" if is_done else "group-not-connected"))


@router.message(Command("connect", "disconnect"))
async def say_where(message: Message, ctx: Context) -> None:
    """Say that it is done in the group itself."""
    if may_administer(ctx.roles):
        await ctx.refuse(message, "setup-group-how")
    else:
        await ctx.deny(message, "setup-admins-only")


@router.message(Linked(LINK, lambda number: ConnectButton(do="scopes", chat=number, slug="")))
@router.callback_query(ConnectButton.filter(F.do.in_({"scopes", "card"})))
async def show(event: Message | CallbackQuery, ctx: Context, callback_data: ConnectButton) -> None:
    """Ask for the scope and then, with a scope, whether to connect."""
    title = await allowed(event, ctx, callback_data)
    agree = callback_data.model_copy(update={"do": "agree"})
    if title is None or not await ctx.require(event, Purpose.WORK, agree, Open(place="menu")):
        return
    if not callback_data.slug:
        await ctx.show(event, ctx.tr("group-scope", title=title), await scopes(ctx, callback_data.chat))
        return
    name = await scope_name(ctx, callback_data.slug)
    before = await ctx.store.read(groups.for_scope, callback_data.slug)
    instead = ctx.tr("group-instead", title=before.title) if before and before.chat_id != -callback_data.chat else ""
    sure = button(ctx.tr.plain("group-connect"), callback_data.model_copy(update={"do": "sure"}))
    other = button(ctx.tr.plain("button-back-page"), callback_data.model_copy(update={"do": "scopes", "slug": ""}))
    text = ctx.tr("group-sure", title=title, scope=name, instead=instead)
    await ctx.show(event, text, keyboard([sure], [other], [to_menu(ctx.tr)]))


@router.callback_query(ConnectButton.filter(F.do == "agree"))
async def agree_and_show(query: CallbackQuery, ctx: Context, callback_data: ConnectButton) -> None:
    """Record the consent to the work and go on."""
    if await allowed(query, ctx, callback_data):
        ctx = await ctx.agreed(query, Purpose.WORK)
        await show(query, ctx, callback_data.model_copy(update={"do": "scopes"}))


async def allowed(event: Message | CallbackQuery, ctx: Context, asked: ConnectButton) -> str | None:
    """The title of a group that lacks nothing and whose member this administrator is; else the reason is given."""
    chat_id = -asked.chat
    if not may_administer(ctx.roles):
        await ctx.deny(event, "setup-admins-only")
        return None
    missing = await lacking(ctx.bot, chat_id)
    if not missing and (await ctx.bot.get_chat_member(chat_id, ctx.visitor.user_id)).status in STRANGERS:
        missing = "group-not-yours"
    if missing:
        log.info("group refused", chat_id=chat_id, person_id=ctx.person_id, reason=missing)
        await ctx.show(event, ctx.tr(missing), keyboard([to_menu(ctx.tr)]))
        return None
    return (await ctx.bot.get_chat(chat_id)).title or "—"


async def scopes(ctx: Context, chat: int) -> InlineKeyboardMarkup:
    """The region, and the municipalities that have coordinators."""
    desk, names = await ctx.store.read(staff.desk, ctx.settings.admin_ids), await municipality_names(ctx)
    here = [(slug, names.get(slug, slug)) for slug in desk.slugs]
    to = [button(name, ConnectButton(do="card", chat=chat, slug=slug)) for slug, name in here]
    region = button(ctx.tr.plain("role-everywhere"), ConnectButton(do="card", chat=chat, slug=REGION))
    return keyboard([region], *(to[first : first + 2] for first in range(0, len(to), 2)), [to_menu(ctx.tr)])


async def scope_name(ctx: Context, slug: str) -> str:
    return ctx.tr.plain("role-region") if slug == REGION else (await municipality_names(ctx)).get(slug, slug)


@router.callback_query(ConnectButton.filter(F.do == "sure"))
async def connect(query: CallbackQuery, ctx: Context, callback_data: ConnectButton, staff_chats: StaffChats) -> None:
    """Connect the group, and say so there, too."""
    title = await allowed(query, ctx, callback_data)
    slug, known = callback_data.slug, await municipality_names(ctx)
    if title is None or ctx.person_id is None or slug not in {REGION, *known}:
        return
    actor = Actor(ctx.person_id, ctx.settings.admin_ids)
    made = await ctx.store.write(connecting.connect, actor, -callback_data.chat, title, slug, ctx.now)
    if made is None:
        await ctx.deny(query, "setup-admins-only")
        return
    staff_chats.forget()
    log.info("group connected", group_id=made.id, person_id=ctx.person_id, scope=slug)
    name = await scope_name(ctx, slug)
    await ctx.show(query, ctx.tr("group-connected", title=title, scope=name), keyboard([to_menu(ctx.tr)]))
    await ctx.bot.send_message(made.chat_id, ctx.tr("group-works", scope=name))
