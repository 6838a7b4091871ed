"""Notifications about questions: to coordinators that a question waits, to the person the answer."""

from aiogram.methods import SendMessage

from bot.domain.deliveries import Delivery
from bot.domain.questions import Question
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.questions.inbox_views import InboxButton
from handlers.questions.views import AskButton, OwnPage
from handlers.shared.screens import button, keyboard
from storage.questions import questions


def say_waiting(question: Question | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The notice to a coordinator; None when the question is gone or answered."""
    if question is None or not question.is_open:
        return None
    see = button(tr.plain("desk-open"), InboxButton(do="card", question=question.id))
    return SendMessage(chat_id=row.chat_id, text=tr("desk-notice", text=question.text), reply_markup=keyboard([see]))


def say_answer(question: Question | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The answer to the person who asked; None when the question is gone."""
    if question is None or question.answer is None:
        return None
    on = button(tr.plain("ask-on"), AskButton(do="begin", after=question.id, slug=""))
    mine = button(tr.plain("ask-own"), OwnPage(page=0))
    text = tr("ask-answered", text=question.text, answer=question.answer)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([on], [mine]))


NOTIFICATIONS = {
    ("notice", "question"): Notification(load=questions.get, render=say_waiting),
    ("answer", "question"): Notification(load=questions.get, render=say_answer),
}
