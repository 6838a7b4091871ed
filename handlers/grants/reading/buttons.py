"""The buttons of readers. `wish` is what the list was narrowed to (`bot.domain.catalogue.wishes`): it leads back."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.catalogue.wishes import GrantWish, pack, unpack
from handlers.shared.buttons import GrantButton
from handlers.shared.screens import Number

# Telegram takes no more bytes in a button.
DATA_MOST = 64


class GrantsFound(CallbackData, prefix="grf"):
    """A page of the list, from 0, of what fits a wish."""

    wish: str
    page: Number


class GrantCard(CallbackData, prefix="grc"):
    """A programme: `do` is card, more, docs, ics; on, agree, off: the reminders of its deadline."""

    do: str
    programme_id: Number
    wish: str
    page: Number


class GrantsNarrow(CallbackData, prefix="grq"):
    """To the parts of a wish (`do` is open) or to one: who, others, theme, themes, place, month, months, sum, words."""

    do: str
    wish: str


class GrantsPlace(CallbackData, prefix="grl"):
    """The choice of a municipality; without a slug, of the whole region."""

    slug: str
    wish: str


class GrantsPlaces(CallbackData, prefix="grlp"):
    """A page of the municipalities to choose from."""

    page: Number
    wish: str


class GrantsYear(CallbackData, prefix="grk"):
    """The calendar of what fits a wish: `do` is text, month (the one that `month` names), picture or file."""

    do: str
    month: str
    wish: str


def found(wish: GrantWish, page: int) -> GrantsFound:
    """The button to a page of the list; a wish that is too long for a button loses its words."""
    return GrantsFound(wish=pack(wish), page=page)


def to_card(do: str, programme_id: int, wish: GrantWish, page: int = 0) -> GrantCard:
    made = GrantCard(do=do, programme_id=programme_id, wish=pack(wish), page=page)
    return made if len(made.pack().encode()) <= DATA_MOST else made.model_copy(update={"wish": ""})


def to_narrow(do: str, wish: GrantWish) -> GrantsNarrow:
    return GrantsNarrow(do=do, wish=pack(wish))


def to_year(do: str, wish: GrantWish, month: str = "") -> GrantsYear:
    return GrantsYear(do=do, month=month, wish=pack(wish))


def as_card(pressed: GrantButton | GrantCard) -> GrantCard:
    """A button of earlier releases as one of these."""
    if isinstance(pressed, GrantCard):
        return pressed
    wish = GrantWish(kinds=frozenset({pressed.who})) if pressed.who else GrantWish()
    return to_card(pressed.do, pressed.programme_id, wish, pressed.page)


def wish_of(pressed: GrantCard | GrantsFound | GrantsNarrow | GrantsPlace | GrantsPlaces | GrantsYear) -> GrantWish:
    return unpack(pressed.wish)
