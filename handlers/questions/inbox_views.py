"""The screens of a coordinator's inbox: a question's card, what can be done with it, the answer before it is sent."""

from collections.abc import Mapping

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.people import REGION
from bot.domain.questions import Question, Said, Side, Words
from bot.domain.time import local_date
from bot.i18n import Translator
from handlers.questions.office import moment
from handlers.questions.origin import SCREENS
from handlers.questions.words import files, shown
from handlers.shared.context import Context
from handlers.shared.screens import Number, Open, button, keyboard, to_menu
from handlers.shared.step_names import STEPS
from storage.questions.inbox import Asked

# A card shows so many characters of each message.
BEFORE_MOST, SAID_MOST = 300, 400
SAID = {
    Side.PERSON: "desk-said-person",
    Side.STAFF: "desk-said-staff",
    Side.BACK: "desk-said-back",
    Side.NOTE: "desk-said-note",
}


class InboxButton(CallbackData, prefix="qs"):
    """`do`: card, answer, agree, send; back and note to write these, sure to answer what a colleague has, and take.

    `files` shows what no words can show, `more` the rest: close, sure-close, ban, unban, pass, faq.
    """

    do: str
    question: Number


def to_card(tr: Translator, question_id: int, key: str = "button-back-page") -> InlineKeyboardButton:
    return button(tr.plain(key), InboxButton(do="card", question=question_id))


def to_inbox(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("desk"), Open(place="questions"))


def short(text: str, most: int = BEFORE_MOST) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def card(ctx: Context, seen: Asked, names: Mapping[str, str]) -> tuple[Markup, InlineKeyboardMarkup]:
    """The question with its person, place, day and origin, what was said, who has it, and the draft of an answer."""
    tr, question = ctx.tr, seen.question
    parts = [head(tr, question, seen.name, names, ctx.zone, seen.grant)]
    if seen.previous:
        previous = short(seen.previous.text), short(seen.previous.answer or "—")
        parts.insert(0, tr("desk-before", text=previous[0], answer=previous[1]))
    parts += [said_line(tr, each) for each in seen.said]
    parts.append(_state(ctx, seen))
    if seen.draft:
        parts.append(tr("desk-draft", text=shown(tr, seen.draft.words)))
    return Markup("\n\n").join(parts), _buttons(ctx, seen)


def head(tr: Translator, question: Question, name: str, names: Mapping[str, str], zone: str, grant: str) -> Markup:
    """The person who asks, the place, the day, the origin."""
    place = tr.plain("role-region") if question.scope == REGION else names.get(question.scope, question.scope)
    day = tr.day(local_date(question.asked_at or question.created_at, zone))
    lines = [tr("desk-card", name=name, place=place, day=day, number=str(question.id))]
    if grant:
        lines.append(tr("desk-grant", title=grant))
    elif question.screen in SCREENS:
        lines.append(tr("desk-screen", screen=tr.plain(SCREENS[question.screen])))
    if step := next((key for each, key in STEPS.items() if each == question.step), None):
        lines.append(tr("desk-step", step=tr.plain(step)))
    if question.offered:
        lines.append(tr("desk-offered", count=len(question.offered)))
    return Markup("\n").join(lines)


def said_line(tr: Translator, said: Said) -> Markup:
    return tr(SAID[said.side], text=short(shown(tr, said.words), SAID_MOST))


def _state(ctx: Context, seen: Asked) -> Markup:
    tr, question = ctx.tr, seen.question
    if question.closed_at:
        return tr("desk-closed")
    if question.waiting_at is None:
        return tr("desk-waits-for-person", name=seen.holder or "—")
    due = moment(tr, question.due_at, ctx.zone)
    if seen.holder_id is None:
        return tr("desk-free", due=due)
    return tr("desk-mine", due=due) if seen.holder_id == ctx.person_id else tr("desk-held", name=seen.holder, due=due)


def _buttons(ctx: Context, seen: Asked) -> InlineKeyboardMarkup:
    tr, question_id = ctx.tr, seen.question.id

    def do(key: str, what: str) -> InlineKeyboardButton:
        return button(tr.plain(key), InboxButton(do=what, question=question_id))

    show = [do("desk-files", "files")] if files(seen.said) else []
    more, back = [do("desk-more", "more")], [to_inbox(tr), to_menu(tr)]
    if not seen.question.is_open:
        return keyboard(show, [do("desk-to-faq", "faq")] if seen.question.answer else [], more, back)
    send = [do("desk-send", "send")] if seen.draft else []
    rewrite = do("ask-rewrite" if seen.draft else "desk-answer", "answer")
    take = [] if seen.holder_id == ctx.person_id else [do("desk-take", "take")]
    return keyboard(send, [rewrite, do("desk-ask-back", "back")], show, take, more, back)


def more_buttons(tr: Translator, seen: Asked) -> InlineKeyboardMarkup:
    """Buttons for the rest."""

    def do(key: str, what: str) -> list[InlineKeyboardButton]:
        return [button(tr.plain(key), InboxButton(do=what, question=seen.question.id))]

    banned = do("desk-unban", "unban") if seen.banned else do("desk-ban", "ban")
    if not seen.question.is_open:
        return keyboard(do("desk-note", "note"), banned if seen.banned else [], [to_card(tr, seen.question.id)])
    rows = (
        do("desk-template", "template"),
        do("desk-note", "note"),
        do("desk-pass", "pass"),
        do("desk-close", "close"),
    )
    return keyboard(*rows, banned, [to_card(tr, seen.question.id)])


def preview(tr: Translator, question_id: int, side: Side, words: Words) -> tuple[Markup, InlineKeyboardMarkup]:
    """The answer as it will be sent. A file stands above, as the coordinator sent it."""
    again = {Side.STAFF: "answer", Side.BACK: "back", Side.NOTE: "note"}[side]
    keep = [button(tr.plain("template-keep"), InboxButton(do="template-keep", question=question_id))]
    return tr("desk-preview", text=shown(tr, words)), keyboard(
        [button(tr.plain("desk-send"), InboxButton(do="send", question=question_id))],
        [button(tr.plain("ask-rewrite"), InboxButton(do=again, question=question_id))],
        keep if side is Side.STAFF and words.text else [],
        [button(tr.plain("button-cancel"), InboxButton(do="card", question=question_id))],
    )
