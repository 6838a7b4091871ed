"""What waits for its moment or for a second coordinator: looked at, taken back, moved; and why it did not go out."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome, BroadcastStatus, Review
from bot.domain.broadcasts.schedule.timing import Halt
from bot.domain.deliveries import Delivery
from bot.domain.people import Person, Role, Visitor
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.broadcasts.audience.selection import author, put_review
from handlers.broadcasts.audience.texts import to_whom
from handlers.broadcasts.schedule.texts import when_text
from handlers.broadcasts.schedule.timing import put_when
from handlers.broadcasts.views import BroadcastButton, do, refuse, to_home
from handlers.shared.screens import Pressed, keyboard, show
from storage.broadcasts.compose import drafts
from storage.broadcasts.schedule import anchors, timing
from storage.core.db import Store

HALTS = {
    Halt.EVENT_OFF: "halt-event-off",
    Halt.TOO_LATE: "halt-too-late",
    Halt.UNANSWERED: "halt-unanswered",
    Halt.NO_RIGHT: "halt-no-right",
    Halt.NOWHERE: "halt-nowhere",
    Halt.NOBODY: "halt-nobody",
    Halt.GROWN: "halt-grown",
    Halt.LIMIT: "halt-limit",
}

router = Router(name="broadcasts.sending.scheduled")
router.callback_query.filter(Pressed(BroadcastButton))


@router.callback_query(BroadcastButton.filter(F.do == "look"))
async def look(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    await put_waiting(query, callback_data.broadcast_id, store, tr, person, now)


async def put_waiting(
    event: Message | CallbackQuery,
    broadcast_id: int,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    found = await store.read(timing.waiting, broadcast_id, author(person), now)
    if found is None or person is None:
        await refuse(event, tr, BroadcastOutcome.GONE)
    else:
        await show(event, *waiting_screen(tr, found, person.zone))


def waiting_screen(tr: Translator, review: Review, zone: str) -> tuple[Markup, InlineKeyboardMarkup]:
    """Whom it will go to and when, and the ways to have it back."""
    broadcast = review.broadcast
    values = {"to": to_whom(tr, broadcast.audience, review.names), "count": review.recipients}
    if broadcast.status is BroadcastStatus.ASKED:
        text, rows = tr("approval-waits", **values), [do(tr, "approval-take-back", "take-back", broadcast.id)]
    else:
        ways = {"sooner": "timing-sooner", "later": "timing-later", "take-back": "timing-take-back"}
        text = tr("timing-scheduled", **values)
        rows = [do(tr, key, what, broadcast.id) for what, key in ways.items()]
    return text + when_text(tr, review, zone), keyboard(*([each] for each in rows), [to_home(tr)])


@router.callback_query(BroadcastButton.filter(F.do == "take-back"))
async def take_back(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    visitor: Visitor,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    broadcast_id = callback_data.broadcast_id
    outcome = await store.write(timing.take_back, broadcast_id, author(person))
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    words = tr.plain("timing-taken-back")
    await put_review(query, broadcast_id, bot, store, tr, settings, visitor, person, roles, now, words)


@router.callback_query(BroadcastButton.filter(F.do == "later"))
async def choose_another_moment(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    """It is a draft until the new moment is reviewed and sent."""
    outcome = await store.write(timing.take_back, callback_data.broadcast_id, author(person))
    if outcome is BroadcastOutcome.DONE:
        await put_when(query, callback_data.broadcast_id, store, tr, person, now, tr.plain("timing-taken-back"))
    else:
        await refuse(query, tr, outcome)


def tell_halt(broadcast: Broadcast | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """Why it did not go out. None when the draft is gone."""
    if broadcast is None:
        return None
    text = tr(HALTS[Halt(row.payload["why"])])
    if broadcast.status is not BroadcastStatus.DRAFT:
        return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([to_home(tr)]))
    open_draft = do(tr, "halt-open", "review", broadcast.id)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([open_draft], [to_home(tr)]))


NOTIFICATIONS = {("answer", anchors.HALT): Notification(load=drafts.get, render=tell_halt)}
