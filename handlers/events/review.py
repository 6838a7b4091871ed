"""The review card → [publish]; [cancel the event] → sure → done; a coordinator's drafts."""

from datetime import datetime
from typing import Any

from aiogram import Bot, F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.events import Attendance, ChangeOutcome, Event, EventStatus
from bot.domain.people import Person, Role
from bot.i18n import Translator
from handlers.events.fields import QUESTIONS
from handlers.events.views import DRAFTS_ON_PAGE, TITLE_ON_BUTTON, DraftsPage, EventButton, MakeButton, card
from handlers.shared.screens import Open, Pressed, button, keyboard, pager, show, to_menu
from storage.core.db import Store
from storage.events import events

router = Router(name="events.review")
router.callback_query.filter(Pressed(MakeButton, DraftsPage))

REFUSALS = {
    ChangeOutcome.FORBIDDEN: "not-allowed",
    ChangeOutcome.ELSEWHERE: "make-not-yours",
    ChangeOutcome.MEANWHILE: "move-meanwhile",
    ChangeOutcome.GONE: "event-gone",
    ChangeOutcome.CLOSED: "make-closed",
    ChangeOutcome.INCOMPLETE: "make-incomplete",
    ChangeOutcome.PAST: "make-past",
    ChangeOutcome.EARLY: "arrivals-early",
    ChangeOutcome.CALLED_OFF: "arrivals-called-off",
    ChangeOutcome.FORGOTTEN: "arrivals-forgotten",
    ChangeOutcome.LEFT: "arrivals-left",
}


async def refuse(event: Message | CallbackQuery, tr: Translator, outcome: ChangeOutcome) -> None:
    if isinstance(event, Message):
        await event.answer(tr(REFUSALS[outcome]), reply_markup=keyboard([to_menu(tr)]))
    else:
        await event.answer(tr.plain(REFUSALS[outcome]), show_alert=True)


async def own_event(
    query: CallbackQuery, event_id: int, store: Store, tr: Translator, roles: frozenset[Role]
) -> Event | None:
    """The event, if these roles may change it; None after the press was answered with why not."""
    found = await store.read(events.own, event_id, roles)
    if isinstance(found, Event):
        return found
    await refuse(query, tr, found)
    return None


@router.callback_query(MakeButton.filter(F.do == "drafts"))
@router.callback_query(DraftsPage.filter())
async def list_drafts(
    query: CallbackQuery,
    callback_data: MakeButton | DraftsPage,
    store: Store,
    tr: Translator,
    person: Person | None,
) -> None:
    page = callback_data.page if isinstance(callback_data, DraftsPage) else 0
    author_id = person.id if person else 0
    found, total = await store.read(events.drafts, author_id, page * DRAFTS_ON_PAGE, DRAFTS_ON_PAGE)
    if page and not found:  # The last drafts of an old page are gone: begin at the first.
        page = 0
        found, total = await store.read(events.drafts, author_id, 0, DRAFTS_ON_PAGE)
    rows = [[button(draft.title[:TITLE_ON_BUTTON], MakeButton(do="review", event_id=draft.id))] for draft in found]
    turn = pager(tr, page, max(1, -(-total // DRAFTS_ON_PAGE)), DraftsPage)
    new = button(tr.plain("event-new"), MakeButton(do="new", event_id=0))
    back = button(tr.plain("event-to-list"), Open(place="events"))
    await show(query, tr("make-drafts", count=total), keyboard(*rows, turn, [new], [back]))


@router.callback_query(MakeButton.filter(F.do == "review"))
async def review(
    query: CallbackQuery, callback_data: MakeButton, store: Store, tr: Translator, roles: frozenset[Role], now: datetime
) -> None:
    if await own_event(query, callback_data.event_id, store, tr, roles):
        await put_review(query, callback_data.event_id, store, tr, roles, now)


async def put_review(
    event: Message | CallbackQuery, event_id: int, store: Store, tr: Translator, roles: frozenset[Role], now: datetime
) -> None:
    """The card as people will see it, with what a coordinator may still do to it."""
    found = await store.read(events.own, event_id, roles)
    if not isinstance(found, Event):
        await refuse(event, tr, found)
        return
    head = [tr("make-review")] if found.status is EventStatus.DRAFT else []
    text = Markup("\n\n").join([*head, card(tr, Attendance(found), roles, now)])
    await show(event, text, review_buttons(tr, found))


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
    event = await own_event(query, callback_data.event_id, store, tr, roles)
    if event is None:
        return
    back: CallbackData
    if event.status is EventStatus.DRAFT:
        text, yes = tr("make-discard-sure", title=event.title), tr.plain("make-discard-yes")
        back = MakeButton(do="review", event_id=event.id)
    elif event.status is EventStatus.PUBLISHED:
        text = tr("event-stop-sure", title=event.title, count=event.going + event.waiting)
        yes, back = tr.plain("event-stop-yes"), EventButton(do="card", event_id=event.id)
    else:
        await refuse(query, tr, ChangeOutcome.CLOSED)
        return
    stop = button(yes, MakeButton(do="stop-sure", event_id=event.id))
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
    event = await own_event(query, callback_data.event_id, store, tr, roles)
    if event is None:
        return
    outcome = await store.write(events.call_off, event.id, roles, now)
    if outcome is not ChangeOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    to_list = button(tr.plain("event-to-list"), Open(place="events"))
    if event.status is EventStatus.DRAFT:
        drafts = button(tr.plain("event-drafts"), MakeButton(do="drafts", event_id=0))
        await show(query, tr("make-discarded"), keyboard([drafts], [to_list]))
    else:
        await show(query, tr("event-stopped", count=event.going + event.waiting), keyboard([to_list]))
