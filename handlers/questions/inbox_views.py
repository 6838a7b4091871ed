"""The screens of a coordinator's inbox: a question's card, the answer before it is sent."""

from collections.abc import Mapping

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.people import REGION
from bot.domain.time import local_date
from bot.i18n import Translator
from handlers.questions.views import InboxPage
from handlers.shared.screens import Number, button, keyboard, to_menu
from storage.questions.questions import Asked

# A card shows a question in full, and so many characters of the one before it.
BEFORE_MOST = 300


class InboxButton(CallbackData, prefix="qs"):
    """`do`: card, answer, agree, send."""

    do: str
    question: Number


def card(tr: Translator, seen: Asked, names: Mapping[str, str], zone: str) -> tuple[Markup, InlineKeyboardMarkup]:
    """The question with its person, place and day, the question before it, and the answer or its draft."""
    question = seen.question
    place = tr.plain("role-region") if question.scope == REGION else names.get(question.scope, question.scope)
    day = tr.day(local_date(question.asked_at or question.created_at, zone))
    parts = [tr("desk-card", name=seen.name, place=place, day=day, text=question.text)]
    if seen.previous:
        before = tr("desk-before", text=_short(seen.previous.text), answer=_short(seen.previous.answer or "—"))
        parts.insert(0, before)
    if question.answer:
        parts.append(tr("own-answer", answer=question.answer))
    elif seen.draft:
        parts.append(tr("desk-draft", text=seen.draft))
    return Markup("\n\n").join(parts), _buttons(tr, seen)


def _short(text: str) -> str:
    return text if len(text) <= BEFORE_MOST else f"{text[: BEFORE_MOST - 1]}…"


def _buttons(tr: Translator, seen: Asked) -> InlineKeyboardMarkup:
    question_id = seen.question.id
    back = [button(tr.plain("desk"), InboxPage(page=0)), to_menu(tr)]
    if not seen.question.is_open:
        return keyboard(back)
    send = [button(tr.plain("desk-send"), InboxButton(do="send", question=question_id))] if seen.draft else []
    label = tr.plain("ask-rewrite" if seen.draft else "desk-answer")
    return keyboard(send, [button(label, InboxButton(do="answer", question=question_id))], back)


def preview(tr: Translator, question_id: int, text: str) -> tuple[Markup, InlineKeyboardMarkup]:
    """The answer as it will be sent."""
    return tr("desk-preview", text=text), keyboard(
        [button(tr.plain("desk-send"), InboxButton(do="send", question=question_id))],
        [button(tr.plain("ask-rewrite"), InboxButton(do="answer", question=question_id))],
        [button(tr.plain("button-cancel"), InboxButton(do="card", question=question_id))],
    )
