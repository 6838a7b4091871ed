"""[send] → counting up; to many and alone → type the number; [delete the draft]."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.config import Settings
from bot.domain.broadcasts.broadcast import BroadcastOutcome
from bot.domain.broadcasts.schedule.timing import NEWS_A_DAY
from bot.domain.broadcasts.sending.approvals import THRESHOLD
from bot.domain.people import Person, Role, Visitor
from bot.domain.quorum import read_count
from bot.i18n import Translator
from bot.outbox import Worker
from handlers.broadcasts.audience.selection import author, put_review
from handlers.broadcasts.compose.message import admitted
from handlers.broadcasts.sending.progress import advance
from handlers.broadcasts.sending.scheduled import put_waiting
from handlers.broadcasts.views import REFUSALS, BroadcastButton, SendButton, do, refuse, to_home
from handlers.shared.open_question import leave_question
from handlers.shared.screens import Pressed, Said, Typed, ask, keyboard, show
from storage.broadcasts.compose import drafts
from storage.broadcasts.sending import launches
from storage.core.db import Store

# What has to be looked at once more before it goes, and why. Who is alone and typed the number meets ALONE when they
# have become clearly more.
REVIEWED_AGAIN = {
    BroadcastOutcome.CHANGED: BroadcastOutcome.CHANGED,
    BroadcastOutcome.PAST: BroadcastOutcome.PAST,
    BroadcastOutcome.ALONE: BroadcastOutcome.GROWN,
}


class Sending(StatesGroup):
    number = State()


router = Router(name="broadcasts.sending.launch")
router.message.filter(Said(states=Sending))
router.callback_query.filter(Pressed(SendButton, BroadcastButton))


@router.callback_query(SendButton.filter())
async def send(
    query: CallbackQuery,
    callback_data: SendButton,
    bot: Bot,
    state: FSMContext,
    store: Store,
    worker: Worker,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """The first chunk goes at once, the rest behind it; what has a moment or needs a second coordinator waits."""
    if not await admitted(query, tr, settings, person, roles):
        return
    broadcast_id, seal = callback_data.broadcast_id, callback_data.seal
    counting = query.message.message_id if isinstance(query.message, Message) and query.message.text else None
    draft = (broadcast_id, author(person), roles, seal, counting)
    outcome = await store.write(launches.start, *draft, now, settings.admin_ids)
    if outcome is BroadcastOutcome.ALONE:
        await ask_number(query, state, callback_data, store, tr, person, now)
    else:
        await answer(query, outcome, broadcast_id, bot, store, worker, tr, settings, visitor, person, roles, now)


async def answer(
    event: Message | CallbackQuery,
    outcome: BroadcastOutcome,
    broadcast_id: int,
    bot: Bot,
    store: Store,
    worker: Worker,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """It goes, it waits, or why it does not; what is not as it was reviewed is reviewed again."""
    if outcome is BroadcastOutcome.DONE:
        await store.write(launches.plan_next, broadcast_id)
        await leave_question()
        await advance(bot, store, tr, broadcast_id, now)
        if isinstance(event, CallbackQuery):
            await event.answer()
    elif outcome in (BroadcastOutcome.SCHEDULED, BroadcastOutcome.ASKED):
        await put_waiting(event, broadcast_id, store, tr, person, now)
    elif outcome is BroadcastOutcome.LIMIT:
        await refuse_more_news(event, broadcast_id, store, tr, person, now)
    elif outcome in REVIEWED_AGAIN:
        words = tr.plain(REFUSALS[REVIEWED_AGAIN[outcome]])
        if isinstance(event, Message):
            await event.answer(words)
        await put_review(event, broadcast_id, bot, store, tr, settings, visitor, person, roles, now, words)
    else:
        await refuse(event, tr, outcome)
    worker.wake()


async def refuse_more_news(
    event: Message | CallbackQuery,
    broadcast_id: int,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    draft = await store.read(drafts.own, broadcast_id, author(person))
    at = await store.read(launches.next_news, author(person), (draft and draft.send_at) or now)
    text = tr("timing-limit", most=NEWS_A_DAY, when=tr.moment(at, person.zone if person else "UTC"))
    await show(event, text, keyboard([do(tr, "timing-to-review", "review", broadcast_id)], [to_home(tr)]))


async def ask_number(
    query: CallbackQuery,
    state: FSMContext,
    pressed: SendButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    """To many, and nobody else could look at it first: the author types how many they are."""
    found = await store.read(drafts.review, pressed.broadcast_id, author(person), now)
    if found is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    text = tr("approval-alone", threshold=THRESHOLD, count=found.recipients)
    back = keyboard([do(tr, "timing-to-review", "review", pressed.broadcast_id)])
    known = {"broadcast_id": pressed.broadcast_id, "seal": pressed.seal, "count": found.recipients}
    await ask(query, state, Sending.number, text, back, **known)


@router.message(StateFilter(Sending.number), Typed())
async def take_number(
    message: Message,
    typed: str,
    bot: Bot,
    state: FSMContext,
    store: Store,
    worker: Worker,
    tr: Translator,
    visitor: Visitor,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if not await admitted(message, tr, settings, person, roles):
        return
    known = await state.get_data()
    broadcast_id, count = known.get("broadcast_id", 0), known.get("count", 0)
    if not count or read_count(typed) != count:
        back = keyboard([do(tr, "timing-to-review", "review", broadcast_id)])
        await message.answer(tr("approval-other-number", count=count), reply_markup=back)
        return
    await state.clear()
    draft = (broadcast_id, author(person), roles, known.get("seal", ""), None)
    outcome = await store.write(launches.start, *draft, now, settings.admin_ids, count)
    await answer(message, outcome, broadcast_id, bot, store, worker, tr, settings, visitor, person, roles, now)


@router.message(StateFilter(Sending))
async def want_number(message: Message, state: FSMContext, tr: Translator) -> None:
    broadcast_id = (await state.get_data()).get("broadcast_id", 0)
    back = keyboard([do(tr, "timing-to-review", "review", broadcast_id)])
    await message.answer(tr("want-words"), reply_markup=back)


@router.callback_query(BroadcastButton.filter(F.do == "discard"))
async def ask_before_discarding(
    query: CallbackQuery, callback_data: BroadcastButton, store: Store, tr: Translator, person: Person | None
) -> None:
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    sure = do(tr, "broadcast-discard", "discard-sure", draft.id)
    await show(query, tr("broadcast-discard-sure"), keyboard([sure], [do(tr, "button-no", "review", draft.id)]))


@router.callback_query(BroadcastButton.filter(F.do == "discard-sure"))
async def discard(
    query: CallbackQuery, callback_data: BroadcastButton, store: Store, tr: Translator, person: Person | None
) -> None:
    outcome = await store.write(drafts.discard, callback_data.broadcast_id, author(person))
    if outcome is BroadcastOutcome.DONE:
        await show(query, tr("broadcast-discarded"), keyboard([to_home(tr)]))
    else:
        await refuse(query, tr, outcome)
