"""Screens and filters that every conversation shares.

A screen is one message that is edited in place: `show`. A question waits for typed text: `ask`.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    CallbackQuery,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)
from markupsafe import Markup
from pydantic import Field

from bot.config import Settings
from bot.domain import retention
from bot.domain.people import Purpose
from bot.i18n import Translator
from handlers.shared.open_question import asked_anew, leave_question

COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(\S+))?")
CANNOT_EDIT = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")

# Zones whose clocks people know by a city's name; any other is shown by its own name.
ZONE_NAMES = {
    "Asia/Yakutsk": "zone-yakutsk",
    "Asia/Chita": "zone-chita",
    "Asia/Vladivostok": "zone-vladivostok",
    "Europe/Moscow": "zone-moscow",
    "Europe/Kaliningrad": "zone-kaliningrad",
    "Europe/Samara": "zone-samara",
    "Asia/Yekaterinburg": "zone-yekaterinburg",
    "Asia/Omsk": "zone-omsk",
    "Asia/Krasnoyarsk": "zone-krasnoyarsk",
    "Asia/Irkutsk": "zone-irkutsk",
    "Asia/Magadan": "zone-magadan",
    "Asia/Kamchatka": "zone-kamchatka",
}

Place = Literal[
    "menu", "tos", "case", "cases", "law", "events", "grants", "faq", "broadcast", "privacy", "help", "language"
]


# A number in a button: what no database would take is no button of ours.
Number = Annotated[int, Field(ge=0, le=10**15)]


class Open(CallbackData, prefix="open"):
    """The way to a conversation's first screen; each conversation answers for its own place."""

    place: str


class PapersButton(CallbackData, prefix="papers"):
    """To the papers of a case; case 0 is none: blank papers only."""

    case_id: Number


class BlanksButton(CallbackData, prefix="blanks"):
    """To the blank papers of a municipality, "" is anywhere; of one step, or of all when it is ""."""

    slug: str
    step: str


class Said(Filter):
    """A message for this conversation: one of its commands, its deep link, or an answer to its open question.

    Any other command belongs elsewhere, even while a question is open: commands win over every state.
    """

    def __init__(self, *commands: str, link: str = "", states: type[StatesGroup] | None = None) -> None:
        self._commands, self._link = frozenset(commands), link
        self._states = frozenset(states.__all_states_names__) if states else frozenset()

    async def __call__(self, message: Message, raw_state: str | None = None) -> bool:
        if (message.text or "").startswith("/"):
            command = COMMAND.match(message.text or "")
            if command is None:
                return False
            name, payload = command[1].lower(), command[2]
            is_link = bool(self._link and name == "start" and payload and payload.startswith(self._link))
            return is_link or (name in self._commands and not (name == "start" and payload))
        return raw_state in self._states


class Pressed(Filter):
    """A press of one of this conversation's buttons, told by the prefix; `places` are its first screens."""

    def __init__(self, *buttons: type[CallbackData], places: Sequence[Place] = ()) -> None:
        self._prefixes = frozenset(button.__prefix__ for button in buttons)
        self._places = frozenset(Open(place=place).pack() for place in places)

    async def __call__(self, query: CallbackQuery) -> bool:
        data = query.data or ""
        return data in self._places or data.split(":", 1)[0] in self._prefixes


class Linked(Filter):
    """A deep link is a button pressed from outside: `/start event_7` comes as the `callback_data` of `to(7)`.

    A number that is none comes as 0, which nothing has.
    """

    def __init__(self, noun: str, to: Callable[[int], CallbackData]) -> None:
        self._payload, self._to = re.compile(rf"/start(?:@\w+)?\s+{noun}_(\S*)"), to

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        found = self._payload.fullmatch((message.text or "").strip())
        if found is None:
            return False
        number = found[1]
        return {"callback_data": self._to(int(number) if number.isdecimal() and len(number) <= 15 else 0)}


class Typed(Filter):
    """An answer in words: the handler gets it as `typed`, trimmed. Stickers and photos are not words."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        typed = (message.text or "").strip()
        return {"typed": typed} if typed else False


def button(text: str, to: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=to.pack())


def link(text: str, url: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, url=url)


def keyboard(*rows: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """Rows of buttons; empty rows are left out."""
    return InlineKeyboardMarkup(inline_keyboard=[list(row) for row in rows if row])


def to_menu(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("button-menu"), Open(place="menu"))


def pager(tr: Translator, page: int, pages: int, to: Callable[..., CallbackData]) -> list[InlineKeyboardButton]:
    """Buttons to the page before and after; `to(page=…)` makes one, counted from 0."""
    before = [button(tr.plain("button-back-page"), to(page=page - 1))] if page > 0 else []
    after = [button(tr.plain("button-next-page"), to(page=page + 1))] if page + 1 < pages else []
    return before + after


async def show(
    event: Message | CallbackQuery,
    text: Markup,
    markup: InlineKeyboardMarkup | None = None,
    alert: str = "",
    toast: str = "",
) -> None:
    """Put a screen up: a press changes the message it came from, a message gets a new one.

    A message that Telegram can edit no more is replaced by a new one. The press is answered: with `alert`, which waits
    to be read, or `toast`, which goes by itself, if one is given.
    """
    if isinstance(event, Message):
        await event.answer(text, reply_markup=markup)
        return
    await leave_question()
    if not await _edited(event, text, markup) and event.message:
        await event.message.answer(text, reply_markup=markup)
    await event.answer(alert or toast or None, show_alert=bool(alert))


async def answer_once(
    message: Message, state: FSMContext, text: Markup, markup: InlineKeyboardMarkup | None = None
) -> None:
    """Say that a message is of no use here. An album comes as many messages, and only the first gets the answer."""
    album = message.media_group_id
    if album:
        if (await state.get_data()).get("album") == album:
            return
        await state.update_data(album=album)
    await message.answer(text, reply_markup=markup)


async def _edited(query: CallbackQuery, text: Markup, markup: InlineKeyboardMarkup | None) -> bool:
    message = query.message
    if not isinstance(message, Message) or isinstance(message, InaccessibleMessage) or not message.text:
        return False
    try:
        await message.edit_text(text, reply_markup=markup)
    except TelegramBadRequest as error:
        if any(words in error.message for words in CANNOT_EDIT):
            return False
        raise
    return True


async def ask(
    event: Message | CallbackQuery,
    state: FSMContext,
    question: State,
    text: Markup,
    markup: InlineKeyboardMarkup | None = None,
    **data: Any,
) -> None:
    """Ask for typed text and wait: `data` (ids, never words) is there again when the answer comes."""
    asked_anew()
    await state.set_data(data)
    await state.set_state(question)
    await show(event, text, markup)


def clock(tr: Translator, at: datetime, zone: str) -> str:
    """A moment as clocks of `zone` show it, with the zone's name: "Thu, 15 October 2026, 23:30 Moscow time"."""
    return tr.plain("clock", when=tr.moment(at, zone), zone=zone_name(tr, zone))


def zone_name(tr: Translator, zone: str) -> str:
    return tr.plain(ZONE_NAMES[zone]) if zone in ZONE_NAMES else zone


def operator(tr: Translator, settings: Settings) -> dict[str, str]:
    """Who keeps personal data: the values of every text that has to say it."""
    return {
        "operator": settings.operator_name or tr.plain("demo-operator"),
        "contact": settings.operator_contact or tr.plain("demo-contact"),
    }


CONSENTS = {
    Purpose.SIGN_UPS: "consent-sign-ups",
    Purpose.SUBSCRIPTIONS: "consent-subscriptions",
    Purpose.NOTIFICATIONS: "consent-notifications",
    Purpose.WORK: "consent-work",
    Purpose.CASES: "consent-cases",
    Purpose.QUESTIONS: "consent-questions",
}


# Days that texts name: for how long drafts and backups are kept.
KEPT = {"drafts": retention.DRAFT.days, "backups": retention.BACKUP.days}


def consent_text(tr: Translator, settings: Settings, purpose: Purpose) -> Markup:
    return tr(CONSENTS[purpose], **operator(tr, settings), **KEPT)


def consent_hash(tr: Translator, settings: Settings, purpose: Purpose) -> str:
    """SHA-256 of the words of a consent: what the journal keeps as proof of them."""
    return hashlib.sha256(consent_text(tr, settings, purpose).encode()).hexdigest()


def agreed_words(query: CallbackQuery, tr: Translator, settings: Settings, purpose: Purpose) -> str | None:
    """The hash of the consent under whose words the button was pressed.

    None when the message shows other words: another language, an older consent, or nothing we can see. Then the
    consent has to be shown again.
    """
    seen = query.message.text if isinstance(query.message, Message) else None
    if " ".join((seen or "").split()) != consent_text(tr, settings, purpose).striptags():
        return None
    return consent_hash(tr, settings, purpose)


async def ask_consent(
    query: CallbackQuery | Message,
    tr: Translator,
    settings: Settings,
    purpose: Purpose,
    agree: CallbackData,
    refuse: CallbackData,
) -> None:
    """A consent is a screen of its own. `agree` goes on with the very thing that was asked for."""
    buttons = keyboard(
        [button(tr.plain("button-agree"), agree)],
        [button(tr.plain("button-refuse"), refuse)],
    )
    await show(query, consent_text(tr, settings, purpose), buttons)
