"""Notifications about events: reminders, and changes of events that people signed up for."""

from dataclasses import replace
from datetime import datetime

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton
from markupsafe import Markup

from bot.domain.deliveries import Delivery
from bot.domain.events import SHOWN, Event, EventStatus, SignUpStatus, occasion
from bot.domain.events.changes import OCCASIONS, EventPart, Values, unheard, values_of
from bot.domain.events.results import THANKS
from bot.domain.time import local_date, moment
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.events.after_views import stars, thanks_text
from handlers.events.views import EventButton, when
from handlers.shared.screens import button, clock, keyboard
from storage.events import edits
from storage.events.edits import Told

# The text of a row by the beginning of its occasion.
WORDS = {
    "start-1d": "remind-tomorrow",
    "today": "remind-today",
    "start-2h": "remind-soon",
    "moved": "event-moved-notice",
    "moved-waiting": "event-moved-waiting-notice",
    "cancelled": "event-cancelled-notice",
    "seat": "event-seat-notice",
    "unseated": "event-unseated-notice",
    "offer": "event-offer-notice",
    "open": "event-open-notice",
    "passed": "event-passed-notice",
    "withdrawn": "event-withdrawn-notice",
    "removed": "event-removed-notice",
    "first": "event-first-notice",
    "steward": "event-steward-notice",
}
LEAVES = dict.fromkeys(("moved-waiting", "unseated", "open", "withdrawn", "first"), "event-leave-queue")
# Notices that offer a seat, or a place in the queue.
TAKES = {"offer": ("event-take", "take"), "open": ("event-take", "take"), "passed": ("event-queue", "join")}
# Reminders that ask whether the person still comes.
ASKS = ("start-1d", "today")
# Notices without a button to leave: there is nothing to give up.
NOTHING_LEFT = ("cancelled", "passed", "removed", "steward")
# What is told of an event that is not to come any more.
TOLD_OF = {"cancelled": tuple(EventStatus), THANKS: SHOWN}
# The label of the button that mends the entry in the person's calendar.
MENDS = {"moved": "event-calendar-mend", "moved-waiting": "event-calendar-mend", "cancelled": "event-calendar-clear"}


# What a notice of changes says of each part.
PARTS = {
    EventPart.TITLE: "changed-title",
    EventPart.WHEN: "changed-when",
    EventPart.PLACE: "changed-place",
    EventPart.LINK: "changed-link",
    EventPart.PIN: "changed-pin",
    EventPart.ABOUT: "changed-about",
    EventPart.ORGANISER: "changed-organiser",
}
TAILS = {
    SignUpStatus.GOING: "changed-seat-kept",
    SignUpStatus.OFFERED: "changed-seat-held",
    SignUpStatus.WAITING: "changed-still-waiting",
}
STATUSES = {occasion: status for status, occasion in OCCASIONS.items()}


def say(told: Told | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The message to one person; None when the event is gone, or what the row would say is out of date."""
    word = row.occasion.split("@")[0]
    event = told.event if told else None
    if told is None or event is None or event.status not in TOLD_OF.get(word, (EventStatus.PUBLISHED,)):
        return None
    if word == THANKS:
        return SendMessage(chat_id=row.chat_id, text=thanks_text(tr, event), reply_markup=stars(tr, event.id))
    if word in STATUSES:
        return say_changes(told, row, tr, STATUSES[word])
    if row.kind == "reminder" and (event.starts_at is None or row.occasion != occasion(word, event.starts_at)):
        return None  # The event has moved from that date.
    if word == "start-1d" and _is_today(event, row):
        word = "today"
    until = row.payload.get("until")
    ends = clock(tr, datetime.fromisoformat(until), event.zone) if until else ""
    reason = told.reasons.get(row.payload.get("entry", 0), "")
    text = tr(WORDS[word], title=event.title, when=when(tr, event), place=event.place, until=ends, reason=reason)
    take = [_do(tr, event, *TAKES[word])] if word in TAKES else []
    take += [_do(tr, event, "event-comes-yes", "comes")] if word in ASKS else []
    saved = [_do(tr, event, MENDS[word], "calendar")] if word in MENDS else []
    leave = [] if word in NOTHING_LEFT else [_do(tr, event, LEAVES.get(word, "event-leave"), "leave")]
    see = [_do(tr, event, "event-open", "card")]
    ticket = [_do(tr, event, "event-pass", "pass")] if row.kind == "reminder" else []
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([*take, *leave], saved, ticket, see))


def say_changes(told: Told, row: Delivery, tr: Translator, status: SignUpStatus) -> SendMessage | None:
    """Everything that this person has not heard of the event's changes; when it moves, also whether they still come."""
    event, has_seat = told.event, status is SignUpStatus.GOING
    found = unheard(event, told.changes, row.payload["since"], status)
    if not found:
        return None
    moves = EventPart.WHEN in found and found[EventPart.WHEN][0] != event.starts_local
    tail = "changed-still-coming" if moves and has_seat else TAILS[status]
    lines = [_line(event, part, was, tr) for part, was in found.items()]
    text = Markup("\n\n").join([tr("changed-head", title=event.title), *lines, tr(tail)])
    comes = [_do(tr, event, "event-comes-yes", "comes")] if has_seat and moves else []
    waits = status is SignUpStatus.WAITING
    comes += [_do(tr, event, "event-take", "take")] if status is SignUpStatus.OFFERED else []
    leave = _do(tr, event, "event-leave-queue" if waits else "event-leave", "leave")
    mend = [_do(tr, event, "event-calendar-mend", "calendar")]
    rows = ([*comes, leave], mend, [_do(tr, event, "event-open", "card")])
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard(*rows))


def _line(event: Event, part: EventPart, was: Values, tr: Translator) -> Markup:
    """The value of one part now, and the earlier one where that helps to recognise it. Long texts are not formatted."""
    if part is EventPart.ABOUT:
        return Markup("\n").join([tr("changed-about", is_empty=int(not event.description)), event.description]).rstrip()
    old = when(tr, former(event, was)) if part is EventPart.WHEN else " ".join(str(each or "") for each in was)
    new = {EventPart.WHEN: when(tr, event), EventPart.TITLE: event.title, EventPart.PLACE: event.place}
    new |= {EventPart.LINK: event.link, EventPart.ORGANISER: event.organiser}
    return tr(PARTS[part], new=new.get(part, ""), was=old, is_empty=int(not values_of(event, part)[0]))


def former(event: Event, was: Values) -> Event:
    """The event with the start and the length that it had."""
    starts, minutes = was
    if not isinstance(starts, datetime) or isinstance(minutes, str | float | datetime):
        return replace(event, starts_at=None)
    return replace(event, starts_local=starts, starts_at=moment(starts, event.zone), minutes=minutes)


def _do(tr: Translator, event: Event, key: str, do: str) -> InlineKeyboardButton:
    return button(tr.plain(key), EventButton(do=do, event_id=event.id))


def _is_today(event: Event, row: Delivery) -> bool:
    """True when the reminder of the day before is sent on the day itself, after a night or an outage."""
    return event.starts_local is not None and local_date(row.at, event.zone) == event.starts_local.date()


NOTIFICATIONS = {
    ("reminder", "event"): Notification(load=edits.with_changes, render=say),
    ("notice", "event"): Notification(load=edits.with_changes, render=say),
}
