"""Screens, buttons and filters that every conversation shares. A screen is one message that is edited in place."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import StatesGroup
from aiogram.types import (
    CallbackQuery,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)
from markupsafe import Markup
from pydantic import Field

from bot.i18n import Translator
from handlers.shared.typed_press import TypedPress

COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(\S+))?")
CANNOT_EDIT = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")

# Zones that people know by the name of a city; any other is shown by its own name.
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
    "menu",
    "tos",
    "case",
    "events",
    "grants",
    "faq",
    "learning",
    "school",
    "practice",
    "helpers",
    "ask",
    "questions",
    "work",
    "broadcast",
    "cases",
    "law",
    "catalogue",
    "applications",
    "people",
    "audit",
    "setup",
    "privacy",
    "help",
    "language",
    "profile",
]


# A number in a button. A larger number fits no database column, so the button is not one of the bot's.
Number = Annotated[int, Field(ge=0, le=10**15)]


# A screen has so many buttons at most, and few of them for people who want it so; one of them leads to the rest.
MOST, FEW = 8, 4


class Open(CallbackData, prefix="open"):
    """The button to the first screen of a conversation; each conversation handles its own place."""

    place: str


class MoreButton(CallbackData, prefix="more"):
    """To other buttons of the same screen; `mark` tells the screens apart."""

    mark: str
    page: Number


class PapersButton(CallbackData, prefix="papers"):
    """To the papers of a case; case 0 is no case: blank papers only."""

    case_id: Number


class BlanksButton(CallbackData, prefix="blanks"):
    """To the blank papers of a municipality ("" is any) and of a step or a section ("" is all)."""

    slug: str
    step: str


class Said(Filter):
    """Passes messages for one conversation: its commands, its deep link, or an answer to its open question.

    A command of another conversation does not pass, even while a question is open.
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
    """Passes presses of one conversation's buttons, by their prefix; `places` are its first screens."""

    def __init__(self, *buttons: type[CallbackData], places: Sequence[Place] = ()) -> None:
        self._prefixes = frozenset(button.__prefix__ for button in buttons)
        self._places = frozenset(Open(place=place).pack() for place in places)

    async def __call__(self, query: CallbackQuery) -> bool:
        data = query.data or ""
        return data in self._places or data.split(":", 1)[0] in self._prefixes


class Linked(Filter):
    """Handles a deep link like a button: `/start event_7` gives the handler `to(7)` as `callback_data`.

    Anything that is no number becomes 0, an id that nothing has.
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
    """Passes an answer in words and gives it to the handler as `typed`, trimmed: a text, or the caption of a photo."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        typed = words_of(message)
        return {"typed": typed} if typed else False


class Pinned(Filter):
    """Passes a point on the map, or a venue."""

    async def __call__(self, message: Message) -> bool:
        return message.location is not None


def words_of(message: Message) -> str:
    """The words of a message: its text, or the caption of a photo or a file; "" when it has none."""
    return (message.text or message.caption or "").strip()


def button(text: str, to: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=to.pack())


def link(text: str, url: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, url=url)


def keyboard(*rows: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """Rows of buttons; empty rows are left out."""
    return InlineKeyboardMarkup(inline_keyboard=[list(row) for row in rows if row])


def pairs(markup: InlineKeyboardMarkup) -> list[tuple[str, str, bool]]:
    """The buttons of a keyboard, to be kept: the label, the data or the address, and whether it is an address."""
    flat = [each for row in markup.inline_keyboard for each in row]
    return [(each.text, each.url or each.callback_data or "", each.url is not None) for each in flat]


def few_buttons(
    tr: Translator, kept: Sequence[Sequence[Any]], mark: str, page: int, most: int = FEW
) -> InlineKeyboardMarkup:
    """A page of kept buttons, one in a row, and below them the one to the next page; after the last comes the first.

    Where there is room, the last button of all, which leads back, stays on every page.
    """
    stays = kept[-1:] if most > FEW else kept[:0]
    rest, size = kept[: len(kept) - len(stays)], most - 1 - len(stays)
    pages = -(-len(rest) // size)
    page %= pages
    shown = [*rest[page * size : (page + 1) * size], *stays]
    rows = [
        [InlineKeyboardButton(text=text, **{"url" if is_url else "callback_data": to})] for text, to, is_url in shown
    ]
    label = tr.plain("button-more", page=page + 1, pages=pages)
    rows.insert(len(rows) - len(stays), [button(label, MoreButton(mark=mark, page=(page + 1) % pages))])
    return keyboard(*rows)


def to_menu(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("button-menu"), Open(place="menu"))


def pager(tr: Translator, page: int, pages: int, to: Callable[..., CallbackData]) -> list[InlineKeyboardButton]:
    """Buttons to the page before and after; `to(page=…)` makes one, counted from 0."""
    before = [button(tr.plain("button-back-page"), to(page=page - 1))] if page > 0 else []
    after = [button(tr.plain("button-next-page"), to(page=page + 1))] if page + 1 < pages else []
    return before + after


async def put_screen(
    event: Message | CallbackQuery,
    text: Markup,
    markup: InlineKeyboardMarkup | None = None,
    alert: str = "",
    toast: str = "",
) -> None:
    """Show a screen: after a press edit its message, after a message send a new one.

    A message that Telegram cannot edit any more is replaced by a new one. The press is answered with `alert`, which
    the person closes, or with `toast`, which disappears by itself. Conversations call `Context.show`.
    """
    if isinstance(event, TypedPress):
        await event.answer(alert or toast or None)
    if isinstance(event, Message):
        await event.answer(text, reply_markup=markup)
        return
    if not await _edited(event, text, markup) and event.message:
        await event.message.answer(text, reply_markup=markup)
    if not isinstance(event, TypedPress):
        await event.answer(alert or toast or None, show_alert=bool(alert))


async def _edited(query: CallbackQuery, text: Markup, markup: InlineKeyboardMarkup | None) -> bool:
    message = query.message
    if isinstance(query, TypedPress):
        return False
    if not isinstance(message, Message) or isinstance(message, InaccessibleMessage) or not message.text:
        return False
    try:
        await message.edit_text(text, reply_markup=markup)
    except TelegramBadRequest as error:
        if any(words in error.message for words in CANNOT_EDIT):
            return False
        raise
    return True


def clock(tr: Translator, at: datetime, zone: str) -> str:
    """A moment in `zone` with the zone's name: "Thu, 15 October 2026, 23:30 Moscow time"."""
    return tr.plain("clock", when=tr.moment(at, zone), zone=zone_name(tr, zone))


def stretch(tr: Translator, start: datetime, until: datetime | None) -> str:
    """A wall clock with the end, if there is one: "Thu, 15 October 2026, 11:00–13:00"."""
    if until is None:
        return tr.when(start)
    end = f"{until:%H:%M}" if until.date() == start.date() else tr.when(until)
    return tr.plain("when-until", when=tr.when(start), until=end)


def zone_name(tr: Translator, zone: str) -> str:
    return tr.plain(ZONE_NAMES[zone]) if zone in ZONE_NAMES else zone
