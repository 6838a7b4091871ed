"""The notice of a correction to whoever approved the broadcast: who did, the words before and after, [recall]."""

from typing import Any

from aiogram.methods import CopyMessage, SendMessage, TelegramMethod

from bot.domain.broadcasts.broadcast import Broadcast, Form
from bot.domain.broadcasts.compose import wording
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.broadcasts.results.edits import WATCH, caption_at
from bot.domain.deliveries import Delivery
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.broadcasts.audience.texts import to_whom
from handlers.broadcasts.views import do, to_home
from handlers.shared.screens import keyboard
from storage.broadcasts.results import versions
from storage.broadcasts.results.versions import Corrected

WORDS_SHOWN = 1000


def tell_of_correction(
    found: Corrected | None, row: Delivery, tr: Translator
) -> tuple[TelegramMethod[Any], ...] | None:
    """Show the words before and after; of a copied message, the message itself as it was approved."""
    if found is None:
        return None
    broadcast, change = found.broadcast, found.change
    name, to = found.author or tr.plain("approval-somebody"), to_whom(tr, broadcast.audience, found.names)
    head = SendMessage(
        chat_id=row.chat_id, text=tr("watch-corrected", name=name, to=to, was=words(broadcast, change.was))
    )
    buttons = keyboard([do(tr, "change-recall", "recall", broadcast.id)], [to_home(tr)])
    now = words(broadcast, change.content) if broadcast.form is Form.COPY else words(broadcast, broadcast.content)
    after = SendMessage(chat_id=row.chat_id, text=tr("watch-now", words=now), reply_markup=buttons)
    messages: list[TelegramMethod[Any]] = [head, *_before(found, row), after]
    return tuple(messages[len(row.message_ids) :]) or None


def _before(found: Corrected, row: Delivery) -> list[TelegramMethod[Any]]:
    source, message_id = found.broadcast.from_chat_id, found.change.was_message_id
    if found.broadcast.form is not Form.COPY or source is None or message_id is None:
        return []
    return [CopyMessage(chat_id=row.chat_id, from_chat_id=source, message_id=message_id)]


def words(broadcast: Broadcast, content: Content | None) -> str:
    """The words of a content as a reader sees them, cut; empty when they are not stored."""
    if content is None:
        return ""
    at = caption_at(content.files) if broadcast.form is Form.ALBUM else None
    said = wording.plain(content.text if at is None else content.files[at][2])
    return said if len(said) <= WORDS_SHOWN else said[:WORDS_SHOWN] + "\u2026"


NOTIFICATIONS = {("offer", WATCH): Notification(load=versions.corrected, render=tell_of_correction)}
