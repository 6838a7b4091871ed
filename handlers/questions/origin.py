"""The origin of a question: the conversation on the screen, the step of the case, the answers of a search."""

from collections.abc import Iterable

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.domain.questions import Origin
from bot.library import Shelf
from handlers.questions.views import EntryButton, EntryWordsButton, FoundButton
from handlers.shared.context import Context
from storage.cases import cases

# Conversations whose screens tell what a person was at.
SCREENS = {
    "founding": "menu-tos",
    "cases": "screen-case",
    "papers": "screen-papers",
    "law": "screen-law",
    "events": "menu-events",
    "grants": "menu-grants",
    "account": "menu-profile",
}


def screen_of(pressed: Iterable[str]) -> str | None:
    """The conversation that the buttons of a screen belong to; None where they tell nothing."""
    prefixes = {data.split(":", 1)[0] for data in pressed}
    rooms = (kind.__module__.split(".") for kind in CallbackData.__subclasses__() if kind.__prefix__ in prefixes)
    return next((room[1] for room in sorted(rooms) if room[0] == "handlers" and room[1] in SCREENS), None)


def programme_of(pressed: Iterable[str]) -> int | None:
    """The grant whose card the buttons of a screen belong to; None for a list of several."""
    kinds = {kind.__prefix__: kind for kind in CallbackData.__subclasses__() if "programme_id" in kind.model_fields}
    found = set()
    for data in pressed:
        kind = kinds.get(data.split(":", 1)[0])
        found |= {getattr(kind.unpack(data), "programme_id", None)} if kind else set()
    return found.pop() if len(found) == 1 else None


def buttons_of(query: CallbackQuery) -> list[str]:
    """The data of the buttons of the pressed message."""
    message = query.message
    markup = message.reply_markup if isinstance(message, Message) else None
    rows = markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else []
    return [each.callback_data for row in rows for each in row if each.callback_data]


def begun_at(pressed: list[str], shelf: Shelf) -> Origin:
    """The origin of a question that was begun among these buttons; its topic is that of the first answer there."""
    entries = {kind.__prefix__ for kind in (FoundButton, EntryButton, EntryWordsButton)}
    offered = dict.fromkeys(data.rsplit(":", 1)[1] for data in pressed if data.split(":", 1)[0] in entries)
    first = next((shelf.entries[each] for each in offered if each in shelf.entries), None)
    return Origin(screen_of(pressed), None, tuple(offered), first.topic if first else None, programme_of(pressed))


async def step_of(ctx: Context) -> str | None:
    """The step at which the person's newest open case stands."""
    if ctx.person is None:
        return None
    mine = await ctx.store.read(cases.of_person, ctx.person.id)
    case = next((each for each in mine if each.closed_at is None), None)
    return case.next_step if case else None
