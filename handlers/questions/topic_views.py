"""The messages in the topics of the staff's group: the card of a question, what is said, edits of both."""

from typing import Any

from aiogram.filters.callback_data import CallbackData
from aiogram.methods import (
    CreateForumTopic,
    DeleteForumTopic,
    EditMessageCaption,
    EditMessageText,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.deliveries import Delivery
from bot.domain.questions import TEXT, Side
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.questions.inbox_views import SAID, head, short
from handlers.questions.office import moment
from handlers.questions.words import CAPTIONED, copies, shown
from handlers.shared.screens import Number, button, keyboard
from storage.questions import groups
from storage.questions.groups import Post

TOPIC_MOST, SAID_MOST = 128, 2500


class TopicButton(CallbackData, prefix="qsg"):
    """Under a card in the staff's group. `do`: take, sure (send what a colleague's question got), card (open it)."""

    do: str
    question: Number


def say_post(post: Post | None, row: Delivery, tr: Translator) -> Any:
    """A message in the person's topic; without a topic, the making of one. None when the question is gone."""
    if post is None:
        return None
    if post.thread_id is None:
        name = tr.plain("topic-name", name=post.name, number=str(post.asked.id))
        return CreateForumTopic(chat_id=row.chat_id, name=short(name, TOPIC_MOST))
    first = SendMessage(
        chat_id=row.chat_id,
        message_thread_id=post.thread_id,
        text=_text(post, row, tr),
        reply_markup=_buttons(post, tr),
    )
    return (first, *copies(post.said, row.chat_id, post.thread_id))[len(row.message_ids) :] or None


def _text(post: Post, row: Delivery, tr: Translator) -> Markup:
    said = post.said[0]
    line = tr(SAID[said.side], text=short(shown(tr, said.words), SAID_MOST))
    if post.is_first:
        due = moment(tr, post.asked.due_at, row.zone)
        return Markup("\n\n").join([head(tr, post.asked, post.name, {}, row.zone), line, tr("topic-how", due=due)])
    by = tr("topic-by", name=post.author) if said.side is not Side.PERSON else Markup()
    return Markup("\n").join(filter(None, [by, line]))


def _buttons(post: Post, tr: Translator) -> InlineKeyboardMarkup | None:
    if post.said[0].side is not Side.PERSON:
        return None
    to = {do: TopicButton(do=do, question=post.asked.id) for do in ("take", "card")}
    return keyboard([button(tr.plain("desk-take"), to["take"]), button(tr.plain("topic-card"), to["card"])])


def edit_post(post: Post | None, row: Delivery, tr: Translator) -> TelegramMethod[Any] | None:
    """The edit of a message in a topic."""
    if post is None:
        return None
    place, said = {"chat_id": row.chat_id, "message_id": row.payload["message_id"]}, post.said[0]
    if said.words.kind == TEXT:
        return EditMessageText(**place, text=_text(post, row, tr), reply_markup=_buttons(post, tr))
    return (
        EditMessageCaption(**place, caption=said.words.text, parse_mode=None) if said.words.kind in CAPTIONED else None
    )


def delete_topic(_: None, row: Delivery, tr: Translator) -> DeleteForumTopic:
    """The topic of a person who left, with all that stands in it."""
    return DeleteForumTopic(chat_id=row.chat_id, message_thread_id=row.payload["thread"])


NOTIFICATIONS = {
    ("notice", groups.CAUSE): Notification(load=groups.load_post, render=say_post, settle=groups.settle),
    ("correction", groups.CAUSE): Notification(load=groups.load_post, render=edit_post),
    ("correction", groups.GONE): Notification(load=lambda tx, topic_id: None, render=delete_topic),
}
