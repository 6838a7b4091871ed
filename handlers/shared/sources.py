"""The messages of broadcasts that passed from one person to others: copied to the chats of those who have them now."""

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.logs import get_logger
from storage.broadcasts.sending import ownership
from storage.core.db import Store

log = get_logger(__name__)


async def pass_sources_on(bot: Bot, store: Store, person_id: int) -> None:
    """Copy the messages that are still in a person's chat to the new authors, before that chat is forgotten.

    A message that Telegram does not copy stays where it is: its new author has to write it anew.
    """
    for source in await store.read(ownership.sources_of, person_id):
        try:
            copy = await bot.copy_message(source.to_chat_id, source.from_chat_id, source.message_id)
        except TelegramAPIError as error:
            log.info("broadcast source not passed on", broadcast_id=source.broadcast_id, error=type(error).__name__)
            continue
        await store.write(ownership.move_source, source, copy.message_id)
