"""The screens of events: buttons, card, line in a list."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup
from pydantic import Field

from bot.domain.events import SEATS_MAX, Attendance, Event, EventKind, EventStatus, SignUpStatus, reminders_left, untold
from bot.domain.events.entry import has_pass, steward_until
from bot.domain.time import wall_clock
from bot.i18n import Translator
from handlers.events.after_buttons import AfterButton, ResultsButton
from handlers.events.choices import KINDS
from handlers.events.door_buttons import DoorButton
from handlers.events.list_buttons import DatesPage
from handlers.shared.buttons import ArrivalsPage
from handlers.shared.context import Context
from handlers.shared.parse_dates import Minutes
from handlers.shared.screens import Number, Open, button, clock, keyboard, pager, stretch, to_menu, zone_name

PAGE_SIZE = 5
DRAFTS_ON_PAGE = 4
TITLE_ON_BUTTON = 40


class EventsPage(CallbackData, prefix="evp"):
    page: Number


class EventButton(CallbackData, prefix="ev"):
    """`do`: card, join, agree, leave, back (take the leaving back), take (an offered seat), comes (after a move),
    calendar, map, pass.
    """

    do: str
    event_id: Number


class MakeButton(CallbackData, prefix="evm"):
    """A coordinator's: `do` is what the button does, event 0 a new one."""

    do: str
    event_id: Number


class DraftsPage(CallbackData, prefix="evdp"):
    page: Number


class CompanyButton(CallbackData, prefix="evwith"):
    """Companions: `do` is ask, agree (to the consent, then ask) or alone."""

    do: str
    event_id: Number


class MinePage(CallbackData, prefix="evmine"):
    """A page of a person's own sign-ups."""

    page: Number


class PastPage(CallbackData, prefix="evpast"):
    """A page of a coordinator's events that have begun and are still stored."""

    page: Number


class ScopeButton(CallbackData, prefix="evfor"):
    """The municipality of a new event; an empty slug is the whole region."""

    slug: str = ""


class GuestsPage(CallbackData, prefix="evwho"):
    """A page of the names of those who signed up, for coordinators."""

    event_id: Number
    page: Number


class DeskPage(CallbackData, prefix="evdesk"):
    """A page of names to choose from."""

    event_id: Number
    page: Number


class MoveButton(CallbackData, prefix="evmove"):
    """The confirmation of a move from the start `was`, which was shown, to the new one."""

    event_id: Number
    was: Minutes
    to: Minutes


class ShiftButton(CallbackData, prefix="evshift"):
    """The confirmation of another start and length (in minutes, 0 is unknown), with those that were shown."""

    event_id: Number
    was: Minutes
    to: Minutes
    was_length: Minutes
    length: Minutes


class SeatsButton(CallbackData, prefix="evseats"):
    """The answer to fewer seats than are taken: `do` is keep or queue. `was` is the limit that was shown, 0 is none."""

    do: str
    event_id: Number
    seats: Annotated[int, Field(ge=1, le=SEATS_MAX)]
    was: Annotated[int, Field(ge=0, le=SEATS_MAX)]
    taken: Annotated[int, Field(ge=0, le=SEATS_MAX)]


CLOSED_LINES = {EventStatus.CANCELLED: "event-is-cancelled", EventStatus.FINISHED: "event-is-finished"}


def list_screen(
    tr: Translator, events: Sequence[Event], total: int, page: int, mine: Sequence[InlineKeyboardButton]
) -> tuple[Markup, InlineKeyboardMarkup]:
    """A page of upcoming events; `mine` are a coordinator's own buttons."""
    pages = max(1, -(-total // PAGE_SIZE))
    lines = [event_line(tr, event) for event in events]
    text = Markup("\n\n").join([tr("events-list", count=total), *lines]) if events else tr("events-none")
    buttons = [[button(event.title[:TITLE_ON_BUTTON], EventButton(do="card", event_id=event.id))] for event in events]
    return text, keyboard(*buttons, pager(tr, page, pages, EventsPage), *[[each] for each in mine], [to_menu(tr)])


def coordinators_own(tr: Translator) -> list[InlineKeyboardButton]:
    """A coordinator's buttons below the list: a new event, drafts, past events."""
    new = button(tr.plain("event-new"), MakeButton(do="new", event_id=0))
    drafts = button(tr.plain("event-drafts"), MakeButton(do="drafts", event_id=0))
    return [new, drafts, button(tr.plain("event-past"), PastPage(page=0))]


def event_line(tr: Translator, event: Event) -> Markup:
    return tr("events-line", title=event.title, when=when(tr, event), seats=seats_line(tr, event))


# How a person stands to an event in their own list.
MINE = {
    SignUpStatus.GOING: "mine-going",
    SignUpStatus.WAITING: "mine-waiting",
    SignUpStatus.OFFERED: "mine-offered",
}


def mine_line(ctx: Context, seen: Attendance) -> Markup:
    """An event in a person's own list: cancelled, over, or how they stand to it."""
    event = seen.event
    key = MINE.get(seen.mine, "mine-over") if seen.mine else "mine-over"
    if event.has_begun(ctx.now):
        key = "mine-over" if event.is_over(ctx.now) else "mine-runs"
    if event.status is EventStatus.CANCELLED:
        key = "mine-cancelled"
    state = ctx.tr.plain(key, place=seen.place or 0)
    return ctx.tr("mine-line", title=event.title, when=when(ctx.tr, event), state=state)


def when(tr: Translator, event: Event) -> str:
    """The start, and the end where it is known, with the zone."""
    if event.starts_at is None:
        return tr.plain("event-no-time")
    start = wall_clock(event.starts_at, event.zone)
    until = start + timedelta(minutes=event.minutes) if event.minutes else None
    return tr.plain("clock", when=stretch(tr, start, until), zone=zone_name(tr, event.zone))


def seats_line(tr: Translator, event: Event) -> str:
    if event.seats is None or event.free is None:
        return tr.plain("event-seats-open")
    if event.status is EventStatus.DRAFT:
        return tr.plain("event-seats-in-all", seats=event.seats)
    if event.free == 0:
        return tr.plain("event-seats-none", waiting=event.waiting)
    return tr.plain("event-seats-free", free=event.free, seats=event.seats)


def card(ctx: Context, seen: Attendance) -> Markup:
    """The event with the person's own sign-up. Long texts of people are joined, not formatted."""
    event = seen.event
    head = ctx.tr(
        "event-card", title=event.title, when=when(ctx.tr, event), place=event.place or ctx.tr.plain("event-no-place")
    )
    more = [ctx.tr("event-kind", kind=ctx.tr.plain(KINDS[EventKind(event.kind)]))] if event.kind else []
    more += [ctx.tr("event-organiser", organiser=event.organiser)] if event.organiser else []
    more += [ctx.tr("event-link", link=event.link)] if event.link else []
    about = [event.description] if event.description else []
    parts: list[str] = [Markup("\n").join([head, *more]), *about, *_state_lines(ctx, seen)]
    if event.status is not EventStatus.DRAFT and ctx.coordinates(event.scope):
        parts.append(ctx.tr("event-count", going=event.going))
        if event.confirmed:
            parts.append(ctx.tr("event-confirmed", count=event.confirmed))
        if seen.silent:
            parts.append(ctx.tr("event-silent", count=seen.silent))
    return Markup("\n\n").join(parts)


def _state_lines(ctx: Context, seen: Attendance) -> list[str]:
    """The lines about free seats and about the person's own sign-up, with the reminders that will really come."""
    event = seen.event
    if event.status in CLOSED_LINES:
        return [ctx.tr(CLOSED_LINES[event.status])]
    if event.status is EventStatus.PUBLISHED and not event.is_open(ctx.now):
        goes = [ctx.tr("event-you-are-in")] if seen.mine is SignUpStatus.GOING else []
        return [*goes, ctx.tr("event-has-begun"), *_helper_lines(ctx, seen)]
    lines: list[str] = [seats_line(ctx.tr, event)]
    if seen.mine is SignUpStatus.GOING and event.starts_at:
        lines.append(ctx.tr("event-you-go", reminders=reminders_left(event.starts_at, ctx.now)))
    elif seen.mine is SignUpStatus.WAITING:
        lines.append(ctx.tr("event-you-wait", place=seen.place or 0))
    elif seen.mine is SignUpStatus.OFFERED and seen.until:
        lines.append(ctx.tr("event-you-are-offered", until=clock(ctx.tr, seen.until, event.zone)))
    lines += [ctx.tr("onlist-why", reason=reason) for reason in seen.reasons]
    if seen.companions:
        lines.append(ctx.tr("company-line", names=", ".join(seen.companions)))
    return [*lines, *_helper_lines(ctx, seen)]


def _helper_lines(ctx: Context, seen: Attendance) -> list[str]:
    return [ctx.tr("event-you-help")] if _helps(ctx, seen) else []


def _helps(ctx: Context, seen: Attendance) -> bool:
    """True for a steward whose right has not ended."""
    until = steward_until(seen.event)
    return seen.helps and until is not None and ctx.now < until


def card_buttons(ctx: Context, seen: Attendance) -> InlineKeyboardMarkup:
    event = seen.event
    own: list[list[InlineKeyboardButton]] = []
    if event.is_open(ctx.now):
        calendar = button(ctx.tr.plain("event-calendar"), _do("calendar", event))
        on_map = [[button(ctx.tr.plain("event-map"), _do("map", event))]] if event.latitude is not None else []
        company = button(ctx.tr.plain("company-open"), CompanyButton(do="ask", event_id=event.id))
        own = [_join_or_leave(ctx, seen), [company], [calendar], *on_map]
        if event.series_id:
            own.append([button(ctx.tr.plain("series-dates"), DatesPage(event_id=event.id, page=0))])
    if seen.mine is SignUpStatus.GOING and has_pass(event, ctx.now):
        own.append([button(ctx.tr.plain("event-pass"), _do("pass", event))])
    coordinates = ctx.coordinates(event.scope)
    if seen.came and event.has_begun(ctx.now):
        own.append([button(ctx.tr.plain("after-open"), AfterButton(do="open", event_id=event.id))])
    if (coordinates or _helps(ctx, seen)) and untold(event, ctx.now) is None:
        own.append([button(ctx.tr.plain("entry-open"), DoorButton(do="open", event_id=event.id))])
    if coordinates:
        own += _coordinators_buttons(ctx, event)
    back = button(ctx.tr.plain("event-to-list"), Open(place="events"))
    return keyboard(*own, [back, to_menu(ctx.tr)])


def _coordinators_buttons(ctx: Context, event: Event) -> list[list[InlineKeyboardButton]]:
    guests = button(ctx.tr.plain("event-guests"), GuestsPage(event_id=event.id, page=0))
    if not event.is_open(ctx.now):
        copy = button(ctx.tr.plain("event-copy"), MakeButton(do="copy", event_id=event.id))
        repeat = button(ctx.tr.plain("series-open"), MakeButton(do="repeat", event_id=event.id))
        came = button(ctx.tr.plain("arrivals-open"), ArrivalsPage(event_id=event.id, page=0))
        counted = button(ctx.tr.plain("results-open"), ResultsButton(do="open", event_id=event.id))
        results = [counted] if event.has_begun(ctx.now) else []
        return [[guests], [*([] if untold(event, ctx.now) else [came]), *results], [copy, repeat]]
    tools = button(ctx.tr.plain("tools-open"), MakeButton(do="tools", event_id=event.id))
    return [[guests, button(ctx.tr.plain("event-mend"), MakeButton(do="mend", event_id=event.id))], [tools]]


def _do(what: str, event: Event) -> EventButton:
    return EventButton(do=what, event_id=event.id)


def _join_or_leave(ctx: Context, seen: Attendance) -> list[InlineKeyboardButton]:
    """The buttons of the person's own sign-up."""
    tr, event = ctx.tr, seen.event
    leave = button(tr.plain("event-leave"), _do("leave", event))
    if seen.mine is SignUpStatus.GOING:
        return [leave]
    if seen.mine is SignUpStatus.OFFERED:
        return [button(tr.plain("event-take"), _do("take", event)), leave]
    if seen.mine is SignUpStatus.WAITING:
        take = [button(tr.plain("event-take"), _do("take", event))] if event.free else []
        return [*take, button(tr.plain("event-leave-queue"), _do("leave", event))]
    if seen.until and seen.until > ctx.now:
        return [button(tr.plain("event-back"), _do("back", event))]
    return [button(tr.plain("event-queue" if event.free == 0 else "event-join"), _do("join", event))]
