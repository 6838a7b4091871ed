"""Everything that comes from groups: /connect and /disconnect, the talk in topics, and what becomes of a group.

Nothing from a group reaches another conversation.
"""

from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.logs import get_logger
from handlers.questions import group_connect, topic_card, topics
from handlers.questions.group_connect import RIGHTS
from handlers.questions.staff_chats import StaffChats
from handlers.shared.context import Context
from storage.questions import groups


class InGroup(Filter):
    """Passes what comes from a group."""

    async def __call__(self, event: Message | CallbackQuery | ChatMemberUpdated) -> bool:
        place = event.message if isinstance(event, CallbackQuery) else event
        return place is not None and place.chat.type != "private"


class Moved(Filter):
    """Passes the message that tells a group's new id."""

    async def __call__(self, message: Message) -> bool:
        return message.migrate_to_chat_id is not None


log = get_logger(__name__)
router = Router(name="questions.in_groups")
for observer in (router.message, router.edited_message, router.callback_query, router.my_chat_member):
    observer.filter(InGroup())
life, rest = Router(name="questions.in_groups.life"), Router(name="questions.in_groups.rest")
router.include_routers(life, group_connect.in_group, topics.router, topic_card.router, rest)


@life.message(Moved())
async def follow(message: Message, ctx: Context, staff_chats: StaffChats) -> None:
    """Follow a group that became a supergroup."""
    moved = await ctx.store.write(groups.move, message.chat.id, message.migrate_to_chat_id or 0)
    staff_chats.forget()
    log.info("group moved", chat_id=message.chat.id, is_known=moved)


@life.my_chat_member()
async def look(event: ChatMemberUpdated, ctx: Context, staff_chats: StaffChats) -> None:
    """Notice that the bot was thrown out, or lost a right that it needs."""
    found, me = await ctx.store.read(groups.at, event.chat.id), event.new_chat_member
    if found is None or all(getattr(me, right, False) for right in RIGHTS):
        return
    why = groups.THROWN_OUT if me.status in group_connect.STRANGERS else groups.NO_RIGHTS
    await ctx.store.write(groups.lose, found, why, ctx.now)
    staff_chats.forget()
    log.warning("group lost", group_id=found.id, reason=why)


@rest.message()
@rest.edited_message()
@rest.callback_query()
async def leave_out(event: Any) -> None:
    """Nothing else in a group is for the bot."""
    if isinstance(event, CallbackQuery):
        await event.answer()
