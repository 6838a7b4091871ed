"""Notifications about events: reminders, and changes of events that people signed up for."""

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton

from bot.domain.deliveries import Delivery
from bot.domain.events import Event, EventStatus, occasion
from bot.domain.time import local_date
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.events.views import EventButton, when
from handlers.shared.screens import button, keyboard
from storage.events import events

# The text of a row by the beginning of its occasion.
WORDS = {
    "start-1d": "remind-tomorrow",
    "today": "remind-today",
    "start-2h": "remind-soon",
    "moved": "event-moved-notice",
    "moved-waiting": "event-moved-waiting-notice",
    "cancelled": "event-cancelled-notice",
    "seat": "event-seat-notice",
}
# The label of the button that mends the entry in the person's calendar.
MENDS = {"moved": "event-calendar-mend", "moved-waiting": "event-calendar-mend", "cancelled": "event-calendar-clear"}


def say(event: Event | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The message to one person; None when the event is gone, or the reminder is out of date."""
    word = row.occasion.split("@")[0]
    if event is None or (word != "cancelled" and event.status is not EventStatus.PUBLISHED):
        return None
    if row.kind == "reminder" and (event.starts_at is None or row.occasion != occasion(word, event.starts_at)):
        return None  # The event has moved from that date.
    if word == "start-1d" and _is_today(event, row):
        word = "today"
    text = tr(WORDS[word], title=event.title, when=when(tr, event), place=event.place)
    card = button(tr.plain("event-open"), EventButton(do="card", event_id=event.id))
    saved = [button(tr.plain(MENDS[word]), EventButton(do="calendar", event_id=event.id))] if word in MENDS else []
    leave: list[InlineKeyboardButton] = []
    if word != "cancelled":
        label = tr.plain("event-leave-queue") if word == "moved-waiting" else tr.plain("event-leave")
        leave = [button(label, EventButton(do="leave", event_id=event.id))]
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([card], saved, leave))


def _is_today(event: Event, row: Delivery) -> bool:
    """True when the reminder of the day before is sent on the day itself, after a night or an outage."""
    return event.starts_local is not None and local_date(row.at, event.zone) == event.starts_local.date()


NOTIFICATIONS = {
    ("reminder", "event"): Notification(load=events.get, render=say),
    ("notice", "event"): Notification(load=events.get, render=say),
}
