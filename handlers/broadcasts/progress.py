"""How far a broadcast is: one message in its author's chat that counts up, also after a restart.

What has to be done next stands in the store: `go_on` may be run at any time, by any process, and again.
"""

import logging
from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.broadcasts import Broadcast
from bot.i18n import Texts, Translator
from handlers.broadcasts.screens import counting_screen
from handlers.common import CANNOT_EDIT
from storage import broadcasts, people
from storage.db import Store

log = logging.getLogger(__name__)


async def go_on(bot: Bot, store: Store, texts: Texts, now: datetime) -> bool:
    """Move every broadcast that is not finished: plan, finish, count up. Returns whether there is any."""
    unfinished = await store.read(broadcasts.running)
    for broadcast in unfinished:
        while await store.write(broadcasts.plan_next, broadcast.id):
            continue  # Each chunk is a transaction of its own.
        author = await store.read(people.get, broadcast.author_id or 0)
        await advance(bot, store, texts.choose(author.locale if author else None), broadcast.id, now)
    return bool(unfinished)


async def advance(bot: Bot, store: Store, tr: Translator, broadcast_id: int, now: datetime) -> None:
    """Finish a broadcast of which nothing is left, and show how far it is; what is refused waits for the next time."""
    await store.write(broadcasts.finish, broadcast_id, now)
    report = await store.read(broadcasts.report, broadcast_id, now)
    if report is None:
        return
    try:
        await _count_up(bot, store, report.broadcast, *counting_screen(tr, report))
    except TelegramAPIError as error:
        log.info("the counting of broadcast %d is not shown: %s", broadcast_id, type(error).__name__)


async def _count_up(bot: Bot, store: Store, broadcast: Broadcast, text: Markup, buttons: InlineKeyboardMarkup) -> None:
    """Change the message that counts, or send one where there is none that can be changed."""
    chat_id, message_id = broadcast.from_chat_id, broadcast.progress_message_id
    if chat_id is None:
        return
    if message_id and await _edited(bot, chat_id, message_id, text, buttons):
        return
    sent = await bot.send_message(chat_id, text, reply_markup=buttons)
    await store.write(broadcasts.count_up_in, broadcast.id, sent.message_id)


async def _edited(bot: Bot, chat_id: int, message_id: int, text: Markup, buttons: InlineKeyboardMarkup) -> bool:
    try:
        await bot.edit_message_text(text, chat_id=chat_id, message_id=message_id, reply_markup=buttons)
    except TelegramBadRequest as error:
        if any(words in error.message for words in CANNOT_EDIT):
            return False
        raise
    return True
