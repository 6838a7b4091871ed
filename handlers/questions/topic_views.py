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
from storage.questions.groups import Post, StaffGroup

TOPIC_MOST, SAID_MOST = 128, 2500


class TopicButton(CallbackData, prefix="qsg"):
    """Under a card in the staff's group. `do`: take, take-sure, pass, scopes, close, sure-close, ban; back to the card.

    ban-spam, ban-rude and ban-other close the question and take no more of the person's, with this reason.
    `card` opens the question in the private chat; `sure` sends what somebody wrote about a colleague's question.
    """

    do: str
    question: Number


class TopicPassButton(CallbackData, prefix="qsgp"):
    """Pass a question on to a colleague."""

    question: Number
    person: Number


class TopicScopeButton(CallbackData, prefix="qsgs"):
    """Pass a question on to the coordinators of a municipality, or of the region."""

    question: Number
    slug: str


BANS = {"ban-spam": "topic-ban-spam", "ban-rude": "topic-ban-rude", "ban-other": "topic-ban-other"}


def say_post(post: Post | None, row: Delivery, tr: Translator) -> Any:
    """A message in the person's topic; without a topic, the making of one. None when the question is gone."""
    if post is None:
        return None
    if post.thread_id is None:
        name = tr.plain("topic-name", name=post.name, number=str(post.asked.id))
        return CreateForumTopic(chat_id=row.chat_id, name=short(name, TOPIC_MOST))
    text, buttons = _text(post, row, tr), _buttons(post, tr)
    first = SendMessage(chat_id=row.chat_id, message_thread_id=post.thread_id, text=text, reply_markup=buttons)
    return (first, *copies(post.said, row.chat_id, post.thread_id))[len(row.message_ids) :] or None


def _text(post: Post, row: Delivery, tr: Translator) -> Markup:
    if post.is_first:
        return card_text(post, tr, row.zone)
    by = tr("topic-by", name=post.author) if post.said[0].side is not Side.PERSON else Markup()
    return Markup("\n").join(filter(None, [by, _line(post, tr)]))


def _line(post: Post, tr: Translator) -> Markup:
    said = post.said[0]
    return tr(SAID[said.side], text=short(shown(tr, said.words), SAID_MOST))


def card_text(post: Post, tr: Translator, zone: str) -> Markup:
    """The card: the person, the place, the origin, the first words, who has it and what to do."""
    due = moment(tr, post.asked.due_at, zone)
    if post.asked.closed_at:
        state = tr("desk-closed")
    else:
        state = tr("desk-held", name=post.holder, due=due) if post.holder else tr("desk-free", due=due)
    return Markup("\n\n").join(
        [head(tr, post.asked, post.name, {}, zone, post.grant), _line(post, tr), state, tr("topic-how")]
    )


def _buttons(post: Post, tr: Translator) -> InlineKeyboardMarkup | None:
    return topic_buttons(post, tr) if post.is_first else None


def topic_buttons(post: Post, tr: Translator) -> InlineKeyboardMarkup:
    """Buttons for all that can be done in the topic; a closed question is only opened in the private chat."""
    to_private = button(tr.plain("topic-card"), TopicButton(do="card", question=post.asked.id))
    if post.asked.closed_at:
        return keyboard([to_private])
    keys = {"take": "desk-take", "pass": "desk-pass", "close": "desk-close", "ban": "desk-ban"}
    row = {do: button(tr.plain(key), TopicButton(do=do, question=post.asked.id)) for do, key in keys.items()}
    return keyboard([row["take"], row["pass"]], [row["close"], row["ban"]], [to_private])


def ban_buttons(tr: Translator, question_id: int) -> InlineKeyboardMarkup:
    """The reasons of a ban, which the person is shown; another one is written in the private chat."""
    rows = [[button(tr.plain(key), TopicButton(do=do, question=question_id))] for do, key in BANS.items()]
    return keyboard(*rows, [button(tr.plain("button-back-page"), TopicButton(do="back", question=question_id))])


def close_buttons(tr: Translator, question_id: int) -> InlineKeyboardMarkup:
    sure = button(tr.plain("desk-close"), TopicButton(do="sure-close", question=question_id))
    return keyboard([sure], [button(tr.plain("button-back-page"), TopicButton(do="back", question=question_id))])


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


def say_lost(group: StaffGroup | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The notice to coordinators that their group takes no questions any more; None once it is connected again."""
    if group is None or group.lost_why is None:
        return None
    key = "group-lost-thrown-out" if group.lost_why == groups.THROWN_OUT else "group-lost-rights"
    return SendMessage(chat_id=row.chat_id, text=tr(key, title=group.title))


NOTIFICATIONS = {
    ("notice", groups.LOST): Notification(load=groups.get, render=say_lost),
    ("notice", groups.CAUSE): Notification(load=groups.load_post, render=say_post, settle=groups.settle),
    ("correction", groups.CAUSE): Notification(load=groups.load_post, render=edit_post),
    ("correction", groups.GONE): Notification(load=lambda tx, topic_id: None, render=delete_topic),
}
