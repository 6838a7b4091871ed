"""What an event looks like: its buttons, its card, its line in a list."""

from collections.abc import Sequence
from datetime import datetime

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.events import Attendance, Event, EventStatus, SignUpStatus
from bot.domain.people import Role, may_coordinate
from bot.i18n import Translator
from handlers.common import Number, Open, button, clock, keyboard, pager, to_menu

PAGE_SIZE = 5
TITLE_ON_BUTTON = 40


class EventsPage(CallbackData, prefix="evp"):
    page: Number


class EventButton(CallbackData, prefix="ev"):
    """`do`: card, join, agree, leave, calendar."""

    do: str
    event_id: Number


class MakeButton(CallbackData, prefix="evm"):
    """A coordinator's: `do` is what the button does, event 0 a new one."""

    do: str
    event_id: Number


STATE_LINES = {SignUpStatus.GOING: "event-you-go", SignUpStatus.WAITING: "event-you-wait"}


def list_screen(
    tr: Translator, events: Sequence[Event], total: int, page: int, mine: Sequence[InlineKeyboardButton]
) -> tuple[Markup, InlineKeyboardMarkup]:
    """A page of upcoming events; `mine` are a coordinator's own buttons."""
    pages = max(1, -(-total // PAGE_SIZE))
    lines = [event_line(tr, event) for event in events]
    text = Markup("\n\n").join([tr("events-list", count=total), *lines]) if events else tr("events-none")
    buttons = [[button(event.title[:TITLE_ON_BUTTON], EventButton(do="card", event_id=event.id))] for event in events]
    return text, keyboard(*buttons, pager(tr, page, pages, EventsPage), *[[each] for each in mine], [to_menu(tr)])


def event_line(tr: Translator, event: Event) -> Markup:
    return tr("events-line", title=event.title, when=when(tr, event), seats=seats_line(tr, event))


def when(tr: Translator, event: Event) -> str:
    return clock(tr, event.starts_at, event.zone) if event.starts_at else tr.plain("event-no-time")


def seats_line(tr: Translator, event: Event) -> str:
    if event.free is None:
        return tr.plain("event-seats-open")
    if event.free == 0:
        return tr.plain("event-seats-none", waiting=event.waiting)
    return tr.plain("event-seats-free", free=event.free, seats=event.seats)


def card(tr: Translator, seen: Attendance) -> Markup:
    """The event with what this person has in it. Long words of people are joined, not formatted."""
    event = seen.event
    head = tr("event-card", title=event.title, when=when(tr, event), place=event.place or tr.plain("event-no-place"))
    parts: list[str] = [head, *([event.description] if event.description else [])]
    if event.status is EventStatus.CANCELLED:
        parts.append(tr("event-is-cancelled"))
    elif event.status is EventStatus.FINISHED:
        parts.append(tr("event-is-finished"))
    else:
        parts.append(seats_line(tr, event))
    if seen.mine in STATE_LINES:
        parts.append(tr(STATE_LINES[seen.mine], place=seen.place or 0))
    return Markup("\n\n").join(parts)


def card_buttons(tr: Translator, seen: Attendance, roles: frozenset[Role], now: datetime) -> InlineKeyboardMarkup:
    event = seen.event
    own: list[list[InlineKeyboardButton]] = []
    if event.is_open(now):
        own = [[_join_or_leave(tr, seen)], [button(tr.plain("event-calendar"), _do("calendar", event))]]
        if may_coordinate(roles, event.scope):
            move = button(tr.plain("event-move"), MakeButton(do="move", event_id=event.id))
            stop = button(tr.plain("event-stop"), MakeButton(do="stop", event_id=event.id))
            own.append([move, stop])
    back = button(tr.plain("event-to-list"), Open(place="events"))
    return keyboard(*own, [back, to_menu(tr)])


def _do(what: str, event: Event) -> EventButton:
    return EventButton(do=what, event_id=event.id)


def _join_or_leave(tr: Translator, seen: Attendance) -> InlineKeyboardButton:
    if seen.mine is SignUpStatus.GOING:
        return button(tr.plain("event-leave"), _do("leave", seen.event))
    if seen.mine is SignUpStatus.WAITING:
        return button(tr.plain("event-leave-queue"), _do("leave", seen.event))
    key = "event-queue" if seen.event.free == 0 else "event-join"
    return button(tr.plain(key), _do("join", seen.event))
