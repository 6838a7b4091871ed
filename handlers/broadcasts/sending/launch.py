"""[send] → progress; for many people without a second coordinator → type the number; [delete the draft]."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.broadcasts.broadcast import BroadcastOutcome
from bot.domain.broadcasts.schedule.timing import NEWS_A_DAY
from bot.domain.broadcasts.sending.approvals import THRESHOLD
from bot.domain.quorum import read_count
from bot.logs import get_logger
from bot.outbox import Worker
from handlers.broadcasts.access import author_id, own_draft, refuse, require_author
from handlers.broadcasts.audience.selection import put_review
from handlers.broadcasts.sending.progress import advance
from handlers.broadcasts.sending.scheduled import put_waiting
from handlers.broadcasts.views import REFUSALS, SendButton, do, to_home
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, keyboard
from storage.broadcasts.compose import drafts
from storage.broadcasts.sending import launches

# Outcomes that lead back to the review, with the reason shown. After a typed number, ALONE means clearly more people.
REVIEWED_AGAIN = {
    BroadcastOutcome.CHANGED: BroadcastOutcome.CHANGED,
    BroadcastOutcome.PAST: BroadcastOutcome.PAST,
    BroadcastOutcome.ALONE: BroadcastOutcome.GROWN,
}


class Sending(StatesGroup):
    number = State()


log = get_logger(__name__)

router = Router(name="broadcasts.sending.launch")
router.message.filter(Said(states=Sending))
router.callback_query.filter(Pressed(SendButton, BroadcastButton))


@router.callback_query(SendButton.filter())
async def send(query: CallbackQuery, ctx: Context, callback_data: SendButton, worker: Worker) -> None:
    """Start the broadcast. With a moment of its own it is scheduled; for many people it waits for an approval."""
    if not await require_author(query, ctx):
        return
    broadcast_id = callback_data.broadcast_id
    progress_message_id = (
        query.message.message_id if isinstance(query.message, Message) and query.message.text else None
    )
    draft = (broadcast_id, author_id(ctx), ctx.roles, callback_data.seal, progress_message_id)
    outcome = await ctx.store.write(launches.start, *draft, ctx.now, ctx.settings.admin_ids)
    if outcome is BroadcastOutcome.ALONE:
        await ask_number(query, ctx, callback_data)
    else:
        await answer(query, ctx, outcome, broadcast_id, worker)


async def answer(
    event: Message | CallbackQuery, ctx: Context, outcome: BroadcastOutcome, broadcast_id: int, worker: Worker
) -> None:
    """Show the progress, the schedule or the refusal; a draft that differs from its review is reviewed again."""
    log.info("broadcast start", broadcast_id=broadcast_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is BroadcastOutcome.DONE:
        await ctx.store.write(launches.plan_next, broadcast_id)
        await ctx.state.leave()
        await advance(ctx.bot, ctx.store, ctx.tr, broadcast_id, ctx.now)
        if isinstance(event, CallbackQuery):
            await event.answer()
    elif outcome in (BroadcastOutcome.SCHEDULED, BroadcastOutcome.ASKED):
        await put_waiting(event, ctx, broadcast_id)
    elif outcome is BroadcastOutcome.LIMIT:
        await refuse_more_news(event, ctx, broadcast_id)
    elif outcome in REVIEWED_AGAIN:
        words = ctx.tr.plain(REFUSALS[REVIEWED_AGAIN[outcome]])
        if isinstance(event, Message):
            await event.answer(words)
        await put_review(event, ctx, broadcast_id, words)
    else:
        await refuse(event, ctx, REFUSALS[outcome])
    worker.wake()


async def refuse_more_news(event: Message | CallbackQuery, ctx: Context, broadcast_id: int) -> None:
    draft = await ctx.store.read(drafts.own, broadcast_id, author_id(ctx))
    at = await ctx.store.read(launches.next_news, author_id(ctx), (draft and draft.send_at) or ctx.now)
    text = ctx.tr("timing-limit", most=NEWS_A_DAY, when=ctx.tr.moment(at, ctx.zone))
    await ctx.show(event, text, keyboard([do(ctx.tr, "timing-to-review", "review", broadcast_id)], [to_home(ctx.tr)]))


async def ask_number(query: CallbackQuery, ctx: Context, pressed: SendButton) -> None:
    """Ask the author to type the number of people: there are many, and no second coordinator who could approve."""
    found = await ctx.store.read(drafts.review, pressed.broadcast_id, author_id(ctx), ctx.now)
    if found is None:
        await refuse(query, ctx, REFUSALS[BroadcastOutcome.GONE])
        return
    text = ctx.tr("approval-alone", threshold=THRESHOLD, count=found.recipients)
    back = keyboard([do(ctx.tr, "timing-to-review", "review", pressed.broadcast_id)])
    known = {"broadcast_id": pressed.broadcast_id, "seal": pressed.seal, "count": found.recipients}
    await ctx.ask(query, Sending.number, text, back, **known)


@router.message(StateFilter(Sending.number), Typed())
async def take_number(message: Message, ctx: Context, typed: str, worker: Worker) -> None:
    if not await require_author(message, ctx):
        return
    known = await ctx.state.get_data()
    broadcast_id, count = known.get("broadcast_id", 0), known.get("count", 0)
    if not count or read_count(typed) != count:
        back = keyboard([do(ctx.tr, "timing-to-review", "review", broadcast_id)])
        await message.answer(ctx.tr("approval-other-number", count=count), reply_markup=back)
        return
    await ctx.state.clear()
    draft = (broadcast_id, author_id(ctx), ctx.roles, known.get("seal", ""), None)
    outcome = await ctx.store.write(launches.start, *draft, ctx.now, ctx.settings.admin_ids, count)
    await answer(message, ctx, outcome, broadcast_id, worker)


@router.message(StateFilter(Sending))
async def want_number(message: Message, ctx: Context) -> None:
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    back = keyboard([do(ctx.tr, "timing-to-review", "review", broadcast_id)])
    await message.answer(ctx.tr("want-words"), reply_markup=back)


@router.callback_query(BroadcastButton.filter(F.do == "discard"))
async def ask_before_discarding(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    draft = await own_draft(query, ctx, callback_data.broadcast_id)
    if draft is None:
        return
    sure = do(ctx.tr, "broadcast-discard", "discard-sure", draft.id)
    back = do(ctx.tr, "button-no", "review", draft.id)
    await ctx.show(query, ctx.tr("broadcast-discard-sure"), keyboard([sure], [back]))


@router.callback_query(BroadcastButton.filter(F.do == "discard-sure"))
async def discard(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    broadcast_id = callback_data.broadcast_id
    outcome = await ctx.store.write(drafts.discard, broadcast_id, author_id(ctx))
    log.info("broadcast draft deletion", broadcast_id=broadcast_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is BroadcastOutcome.DONE:
        await ctx.show(query, ctx.tr("broadcast-discarded"), keyboard([to_home(ctx.tr)]))
    else:
        await refuse(query, ctx, REFUSALS[outcome])
