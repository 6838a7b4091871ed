"""[send] → counting up; to many and alone → type the number; [delete the draft]."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.broadcasts.broadcast import BroadcastOutcome
from bot.domain.broadcasts.schedule.timing import NEWS_A_DAY
from bot.domain.broadcasts.sending.approvals import THRESHOLD
from bot.domain.quorum import read_count
from bot.outbox import Worker
from handlers.broadcasts.audience.selection import author, put_review
from handlers.broadcasts.compose.message import admitted
from handlers.broadcasts.sending.progress import advance
from handlers.broadcasts.sending.scheduled import put_waiting
from handlers.broadcasts.views import REFUSALS, BroadcastButton, SendButton, do, refuse, to_home
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, keyboard
from storage.broadcasts.compose import drafts
from storage.broadcasts.sending import launches

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
async def send(query: CallbackQuery, ctx: Context, callback_data: SendButton, worker: Worker) -> None:
    """The first chunk goes at once, the rest behind it; what has a moment or needs a second coordinator waits."""
    if not await admitted(query, ctx):
        return
    broadcast_id, seal = callback_data.broadcast_id, callback_data.seal
    counting = query.message.message_id if isinstance(query.message, Message) and query.message.text else None
    draft = (broadcast_id, author(ctx.person), ctx.roles, seal, counting)
    outcome = await ctx.store.write(launches.start, *draft, ctx.now, ctx.settings.admin_ids)
    if outcome is BroadcastOutcome.ALONE:
        await ask_number(query, ctx, callback_data)
    else:
        await answer(query, ctx, outcome, broadcast_id, worker)


async def answer(
    event: Message | CallbackQuery, ctx: Context, outcome: BroadcastOutcome, broadcast_id: int, worker: Worker
) -> None:
    """It goes, it waits, or why it does not; what is not as it was reviewed is reviewed again."""
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
        await refuse(event, ctx, outcome)
    worker.wake()


async def refuse_more_news(event: Message | CallbackQuery, ctx: Context, broadcast_id: int) -> None:
    draft = await ctx.store.read(drafts.own, broadcast_id, author(ctx.person))
    at = await ctx.store.read(launches.next_news, author(ctx.person), (draft and draft.send_at) or ctx.now)
    text = ctx.tr("timing-limit", most=NEWS_A_DAY, when=ctx.tr.moment(at, ctx.person.zone if ctx.person else "UTC"))
    await ctx.show(event, text, keyboard([do(ctx.tr, "timing-to-review", "review", broadcast_id)], [to_home(ctx.tr)]))


async def ask_number(query: CallbackQuery, ctx: Context, pressed: SendButton) -> None:
    """To many, and nobody else could look at it first: the author types how many they are."""
    found = await ctx.store.read(drafts.review, pressed.broadcast_id, author(ctx.person), ctx.now)
    if found is None:
        await refuse(query, ctx, BroadcastOutcome.GONE)
        return
    text = ctx.tr("approval-alone", threshold=THRESHOLD, count=found.recipients)
    back = keyboard([do(ctx.tr, "timing-to-review", "review", pressed.broadcast_id)])
    known = {"broadcast_id": pressed.broadcast_id, "seal": pressed.seal, "count": found.recipients}
    await ctx.ask(query, Sending.number, text, back, **known)


@router.message(StateFilter(Sending.number), Typed())
async def take_number(message: Message, ctx: Context, typed: str, worker: Worker) -> None:
    if not await admitted(message, ctx):
        return
    known = await ctx.state.get_data()
    broadcast_id, count = known.get("broadcast_id", 0), known.get("count", 0)
    if not count or read_count(typed) != count:
        back = keyboard([do(ctx.tr, "timing-to-review", "review", broadcast_id)])
        await message.answer(ctx.tr("approval-other-number", count=count), reply_markup=back)
        return
    await ctx.state.clear()
    draft = (broadcast_id, author(ctx.person), ctx.roles, known.get("seal", ""), None)
    outcome = await ctx.store.write(launches.start, *draft, ctx.now, ctx.settings.admin_ids, count)
    await answer(message, ctx, outcome, broadcast_id, worker)


@router.message(StateFilter(Sending))
async def want_number(message: Message, ctx: Context) -> None:
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    back = keyboard([do(ctx.tr, "timing-to-review", "review", broadcast_id)])
    await message.answer(ctx.tr("want-words"), reply_markup=back)


@router.callback_query(BroadcastButton.filter(F.do == "discard"))
async def ask_before_discarding(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    draft = await ctx.store.read(drafts.own, callback_data.broadcast_id, author(ctx.person))
    if draft is None:
        await refuse(query, ctx, BroadcastOutcome.GONE)
        return
    sure = do(ctx.tr, "broadcast-discard", "discard-sure", draft.id)
    await ctx.show(
        query, ctx.tr("broadcast-discard-sure"), keyboard([sure], [do(ctx.tr, "button-no", "review", draft.id)])
    )


@router.callback_query(BroadcastButton.filter(F.do == "discard-sure"))
async def discard(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    outcome = await ctx.store.write(drafts.discard, callback_data.broadcast_id, author(ctx.person))
    if outcome is BroadcastOutcome.DONE:
        await ctx.show(query, ctx.tr("broadcast-discarded"), keyboard([to_home(ctx.tr)]))
    else:
        await refuse(query, ctx, outcome)
