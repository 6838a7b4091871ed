"""/events → list → card → [join] → consent → done; /start event_7 opens a card."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.config import Settings
from bot.domain.events import Attendance, EventStatus, JoinOutcome, LeaveOutcome, SignUpStatus, reminders_left
from bot.domain.people import Person, Purpose, Role, Visitor, coordinates_somewhere
from bot.files import ics
from bot.i18n import Translator
from handlers.events.views import PAGE_SIZE, EventButton, EventsPage, card, card_buttons, coordinators_own, list_screen
from handlers.shared.screens import (
    Linked,
    Open,
    Pressed,
    Said,
    agreed_words,
    ask_consent,
    button,
    keyboard,
    show,
    to_menu,
)
from storage.core.db import Store
from storage.events import events, sign_ups
from storage.people import people

router = Router(name="events.signup")
router.message.filter(Said("events", link="event_"))
router.callback_query.filter(Pressed(EventsPage, EventButton, places=("events",)))

JOINED = {
    JoinOutcome.GOING: "event-joined",
    JoinOutcome.WAITING: "event-queued",
    JoinOutcome.ALREADY: "event-already",
    JoinOutcome.CLOSED: "event-closed",
    JoinOutcome.GONE: "event-gone",
}
LEFT = {
    LeaveOutcome.LEFT: "event-left",
    LeaveOutcome.UNQUEUED: "event-unqueued",
    LeaveOutcome.OVER: "event-over",
    LeaveOutcome.WAS_NOT_IN: "event-was-not-in",
    LeaveOutcome.GONE: "event-gone",
}


@router.message(Command("events"))
@router.callback_query(Open.filter())
@router.callback_query(EventsPage.filter())
async def show_list(
    event: Message | CallbackQuery,
    store: Store,
    tr: Translator,
    roles: frozenset[Role],
    now: datetime,
    callback_data: Open | EventsPage | None = None,
) -> None:
    page = max(callback_data.page, 0) if isinstance(callback_data, EventsPage) else 0
    found, total = await store.glance(events.upcoming, now, page * PAGE_SIZE, PAGE_SIZE)
    if page and not found:  # The last events of an old page are over: begin at the first.
        page = 0
        found, total = await store.glance(events.upcoming, now, 0, PAGE_SIZE)
    own = coordinators_own(tr) if coordinates_somewhere(roles) else []
    await show(event, *list_screen(tr, found, total, page, own))


@router.message(Linked("event", lambda event_id: EventButton(do="card", event_id=event_id)))
@router.callback_query(EventButton.filter(F.do == "card"))
async def show_card(
    event: Message | CallbackQuery,
    callback_data: EventButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    await _put_card(event, callback_data.event_id, store, tr, person, roles, now)


async def _put_card(
    event: Message | CallbackQuery,
    event_id: int,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
    outcome: str = "",
) -> None:
    """The card as it is now; `outcome` is the key of an alert that says what has just happened."""
    seen = await store.read(sign_ups.look, event_id, person.id if person else None)
    if seen is None or seen.event.status is EventStatus.DRAFT:
        back = button(tr.plain("event-to-list"), Open(place="events"))
        await show(event, tr("event-gone-screen"), keyboard([back, to_menu(tr)]))
        return
    alert = _alert(tr, seen, outcome, now) if outcome else ""
    await show(event, card(tr, seen, roles, now), card_buttons(tr, seen, roles, now), alert)


def _alert(tr: Translator, seen: Attendance, outcome: str, now: datetime) -> str:
    if outcome == JOINED[JoinOutcome.ALREADY] and seen.mine is SignUpStatus.WAITING:
        return tr.plain("event-already-waiting", place=seen.place or 0)
    left = reminders_left(seen.event.starts_at, now) if seen.event.starts_at else 0
    return tr.plain(outcome, place=seen.place or 0, reminders=left)


@router.callback_query(EventButton.filter(F.do == "join"))
async def join(
    query: CallbackQuery,
    callback_data: EventButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if person is None or not person.agreed(Purpose.SIGN_UPS):
        agree = EventButton(do="agree", event_id=callback_data.event_id)
        refuse = EventButton(do="card", event_id=callback_data.event_id)
        await ask_consent(query, tr, settings, Purpose.SIGN_UPS, agree, refuse)
        return
    outcome = await store.write(sign_ups.join, callback_data.event_id, person.id, now)
    await _put_card(query, callback_data.event_id, store, tr, person, roles, now, JOINED[outcome])


@router.callback_query(EventButton.filter(F.do == "agree"))
async def agree_and_join(
    query: CallbackQuery,
    callback_data: EventButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """The consent, then the very thing that was asked for; to nothing that is left to join, nobody need agree."""
    event = await store.read(events.get, callback_data.event_id)
    if event is None or not event.is_open(now):
        outcome = JoinOutcome.CLOSED if event else JoinOutcome.GONE
        await _put_card(query, callback_data.event_id, store, tr, person, roles, now, JOINED[outcome])
        return
    words = agreed_words(query, tr, settings, Purpose.SIGN_UPS)
    if words is None:
        await join(query, callback_data, store, tr, settings, person, roles, now)
        return
    person = await store.write(people.agree, visitor, Purpose.SIGN_UPS, words, tr.locale, settings.timezone, now)
    outcome = await store.write(sign_ups.join, callback_data.event_id, person.id, now)
    await _put_card(query, callback_data.event_id, store, tr, person, roles, now, JOINED[outcome])


@router.callback_query(EventButton.filter(F.do == "leave"))
async def leave(
    query: CallbackQuery,
    callback_data: EventButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if person is None:
        await query.answer(tr.plain("event-was-not-in"), show_alert=True)
        return
    outcome = await store.write(sign_ups.leave, callback_data.event_id, person.id, now)
    await _put_card(query, callback_data.event_id, store, tr, person, roles, now, LEFT[outcome])


@router.callback_query(EventButton.filter(F.do == "calendar"))
async def send_calendar(
    query: CallbackQuery, callback_data: EventButton, store: Store, tr: Translator, now: datetime
) -> None:
    event = await store.read(events.get, callback_data.event_id)
    if event is None or event.starts_at is None or event.status is not EventStatus.PUBLISHED:
        await query.answer(tr.plain("event-gone"), show_alert=True)
        return
    if query.message:
        file = BufferedInputFile(ics.event(event, now), f"event_{event.id}.ics")
        await query.message.answer_document(file, caption=tr("event-calendar-sent", title=event.title))
    await query.answer()
