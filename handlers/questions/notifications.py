"""Notifications about questions: to coordinators that one waits, to the person what the staff says; edits of both."""

from typing import Any

from aiogram.methods import EditMessageCaption, EditMessageText, SendMessage, TelegramMethod
from aiogram.types import InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.deliveries import Delivery
from bot.domain.questions import TEXT, Question, Said, Side
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.questions.inbox_views import InboxButton, short
from handlers.questions.publishing import NOTIFICATIONS as OF_ENTRIES
from handlers.questions.topic_views import NOTIFICATIONS as OF_TOPICS
from handlers.questions.views import AskButton, OwnButton, OwnPage, RateButton
from handlers.questions.words import CAPTIONED, copies
from handlers.shared.screens import button, keyboard
from storage.core.db import Transaction
from storage.questions import messages, questions

Carried = tuple[Question, tuple[Said, ...]]
# The notice of a question by the first part of its occasion.
NOTICES = {"asked": "desk-notice", "more": "desk-notice-more", "passed": "desk-notice-passed", "remind": "desk-remind"}


def say_waiting(question: Question | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The notice to a coordinator; None when the question is gone or needs none. "closed" is for the person."""
    what = row.occasion.split(":", 1)[0]
    if question is None:
        return None
    if what == "closed":
        return SendMessage(chat_id=row.chat_id, text=tr("own-was-closed", number=str(question.id)))
    if not question.is_open:
        return None
    see = button(tr.plain("desk-open"), InboxButton(do="card", question=question.id))
    text = tr(NOTICES.get(what, "desk-notice"), text=question.text or tr.plain("own-number", number=str(question.id)))
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([see]))


def say_answer(question: Question | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The answer as releases before this one planned it; None when the question is gone."""
    if question is None or question.answer is None:
        return None
    text = tr("ask-answered", text=question.text or "—", answer=question.answer)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=_answer_buttons(question, Side.STAFF, tr))


def load_said(tx: Transaction, message_id: int) -> Carried | None:
    """A message with the rest of its album, and its question; None when it is gone."""
    found = messages.get(tx, message_id)
    asked = questions.get(tx, found.question_id) if found else None
    return (asked, tuple(messages.album(tx, found))) if found and asked else None


def say_said(carried: Carried | None, row: Delivery, tr: Translator) -> tuple[TelegramMethod[Any], ...] | None:
    """The staff's message for the person: words in one message, anything else copied behind one."""
    if carried is None:
        return None
    asked, said = carried
    text, buttons = _answer_text(asked, said[0], tr), _answer_buttons(asked, said[0].side, tr)
    first = SendMessage(chat_id=row.chat_id, text=text, reply_markup=buttons)
    return (first, *copies(said, row.chat_id))[len(row.message_ids) :] or None


def _answer_text(asked: Question, said: Said, tr: Translator) -> Markup:
    is_words = said.words.kind == TEXT
    asked_words = short(asked.text) or tr.plain("own-number", number=str(asked.id))
    if said.side is Side.BACK:
        return tr("ask-asked-back", text=asked_words, answer=said.words.text if is_words else tr.plain("ask-below"))
    return tr("ask-answered", text=asked_words, answer=said.words.text if is_words else tr.plain("ask-below"))


def _answer_buttons(asked: Question, side: Side, tr: Translator) -> InlineKeyboardMarkup:
    mine = button(tr.plain("ask-own"), OwnPage(page=0))
    if side is Side.BACK:
        return keyboard([button(tr.plain("own-reply"), OwnButton(do="add", question=asked.id))], [mine])
    rate = [button(tr.plain(f"rate-{do}"), RateButton(do=do, question=asked.id)) for do in ("yes", "no")]
    on = button(tr.plain("ask-on"), AskButton(do="begin", after=asked.id, slug=""))
    return keyboard(rate, [on], [mine])


def edit_said(carried: Carried | None, row: Delivery, tr: Translator) -> TelegramMethod[Any] | None:
    """The edit of a message that the person has: new words, or new words under a file."""
    if carried is None:
        return None
    asked, said = carried
    place = {"chat_id": row.chat_id, "message_id": row.payload["message_id"]}
    if said[0].words.kind == TEXT:
        text, buttons = _answer_text(asked, said[0], tr), _answer_buttons(asked, said[0].side, tr)
        return EditMessageText(**place, text=text, reply_markup=buttons)
    return (
        EditMessageCaption(**place, caption=said[0].words.text, parse_mode=None)
        if said[0].words.kind in CAPTIONED
        else None
    )


def say_withdrawn(_: None, row: Delivery, tr: Translator) -> SendMessage:
    """The notice to the staff, in the person's topic or to the holder."""
    text = tr("desk-withdrawn", number=str(row.cause_id))
    return SendMessage(chat_id=row.chat_id, text=text, message_thread_id=row.payload.get("thread"))


NOTIFICATIONS = {
    ("notice", "question"): Notification(load=questions.get, render=say_waiting),
    ("answer", "question"): Notification(load=questions.get, render=say_answer),
    ("answer", "said"): Notification(load=load_said, render=say_said),
    ("correction", "said"): Notification(load=load_said, render=edit_said),
    ("notice", "withdrawn"): Notification(load=lambda tx, question_id: None, render=say_withdrawn),
    **OF_TOPICS,
    **OF_ENTRIES,
}
