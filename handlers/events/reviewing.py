"""The review card → [publish]; [cancel the event] → sure → done; a coordinator's drafts."""

from datetime import datetime
from typing import Any

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.events import Attendance, ChangeOutcome, Event, EventStatus
from bot.domain.people import Person, Role, may_coordinate
from bot.i18n import Translator
from handlers.common import Open, Pressed, button, keyboard, show, to_menu
from handlers.events.questions import QUESTIONS
from handlers.events.screens import EventButton, MakeButton, card
from storage import events
from storage.db import Store

router = Router(name="events.reviewing")
router.callback_query.filter(Pressed(MakeButton))

REFUSALS = {
    ChangeOutcome.FORBIDDEN: "not-allowed",
    ChangeOutcome.GONE: "event-gone",
    ChangeOutcome.CLOSED: "make-closed",
    ChangeOutcome.INCOMPLETE: "make-incomplete",
    ChangeOutcome.PAST: "make-past",
}


async def refuse(event: Message | CallbackQuery, tr: Translator, outcome: ChangeOutcome) -> None:
    if isinstance(event, Message):
        await event.answer(tr(REFUSALS[outcome]), reply_markup=keyboard([to_menu(tr)]))
    else:
        await event.answer(tr.plain(REFUSALS[outcome]), show_alert=True)


@router.callback_query(MakeButton.filter(F.do == "drafts"))
async def list_drafts(query: CallbackQuery, store: Store, tr: Translator, person: Person | None) -> None:
    found = await store.read(events.drafts, person.id) if person else []
    rows = [[button(draft.title[:40], MakeButton(do="review", event_id=draft.id))] for draft in found]
    back = button(tr.plain("event-to-list"), Open(place="events"))
    await show(query, tr("make-drafts", count=len(found)), keyboard(*rows, [back]))


@router.callback_query(MakeButton.filter(F.do == "review"))
async def review(
    query: CallbackQuery, callback_data: MakeButton, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    event = await store.read(events.get, callback_data.event_id)
    if event is None or not may_coordinate(roles, event.scope):
        await refuse(query, tr, ChangeOutcome.GONE if event is None else ChangeOutcome.FORBIDDEN)
        return
    await put_review(query, event.id, store, tr)


async def put_review(event: Message | CallbackQuery, event_id: int, store: Store, tr: Translator) -> None:
    """The card as people will see it, with what a coordinator may still do to it."""
    found = await store.read(events.get, event_id)
    if found is None:
        await refuse(event, tr, ChangeOutcome.GONE)
        return
    head = "make-review" if found.status is EventStatus.DRAFT else "make-changed"
    await show(event, Markup("\n\n").join([tr(head), card(tr, Attendance(found))]), review_buttons(tr, found))


def review_buttons(tr: Translator, event: Event) -> InlineKeyboardMarkup:
    def to(do: str, key: str) -> Any:
        return button(tr.plain(key), MakeButton(do=do, event_id=event.id))

    back = button(tr.plain("event-to-list"), Open(place="events"))
    if event.status is not EventStatus.DRAFT:
        return keyboard([button(tr.plain("event-open"), EventButton(do="card", event_id=event.id))], [back])
    edits = [to(name, question.button) for name, question in QUESTIONS.items()]
    publish = [to("publish", "make-publish")] if event.is_complete() else []
    return keyboard(publish, edits[:3], edits[3:], [to("stop", "make-discard")], [back])


@router.callback_query(MakeButton.filter(F.do == "publish"))
async def publish(
    query: CallbackQuery,
    callback_data: MakeButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    event_id = callback_data.event_id
    outcome = await store.write(events.publish, event_id, roles, now)
    if outcome is not ChangeOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    me = await bot.me()
    text = tr("make-published", link=f"https://t.me/{me.username}?start=event_{event_id}")
    see = button(tr.plain("event-open"), EventButton(do="card", event_id=event_id))
    await show(query, text, keyboard([see], [button(tr.plain("event-to-list"), Open(place="events"))]))


@router.callback_query(MakeButton.filter(F.do == "stop"))
async def ask_before_stopping(
    query: CallbackQuery, callback_data: MakeButton, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    event = await store.read(events.get, callback_data.event_id)
    if event is None or not may_coordinate(roles, event.scope):
        await refuse(query, tr, ChangeOutcome.GONE if event is None else ChangeOutcome.FORBIDDEN)
        return
    is_draft = event.status is EventStatus.DRAFT
    text = tr("make-discard-sure" if is_draft else "event-stop-sure", title=event.title, going=event.going)
    stop = button(tr.plain("make-discard" if is_draft else "event-stop"), MakeButton(do="stop-sure", event_id=event.id))
    back = MakeButton(do="review", event_id=event.id) if is_draft else EventButton(do="card", event_id=event.id)
    await show(query, text, keyboard([stop], [button(tr.plain("button-no"), back)]))


@router.callback_query(MakeButton.filter(F.do == "stop-sure"))
async def stop(
    query: CallbackQuery,
    callback_data: MakeButton,
    store: Store,
    tr: Translator,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    outcome = await store.write(events.call_off, callback_data.event_id, roles, now)
    if outcome is not ChangeOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    await show(query, tr("event-stopped"), keyboard([button(tr.plain("event-to-list"), Open(place="events"))]))
