"""[newcomers] → no · a week · a month · a typed date → the audience so far.

The job `take_in` runs once a minute and plans broadcasts for newcomers. It may be run at any time and repeatedly.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from aiogram import Bot, F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.domain.broadcasts.broadcast import CROWDED, Broadcast, BroadcastOutcome
from bot.domain.broadcasts.sending.approvals import THRESHOLD
from bot.domain.deliveries import Delivery
from bot.domain.time import moment
from bot.i18n import Texts, Translator
from bot.logs import get_logger
from bot.outbox import Notification
from handlers.broadcasts.access import author_id, own_draft, refuse
from handlers.broadcasts.audience.selection import put_audience
from handlers.broadcasts.sending.progress import advance, translator_for
from handlers.broadcasts.views import REFUSALS, do, to_home
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, example, expect, from_minutes, read_limit
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard
from storage.broadcasts.audience import newcomers
from storage.broadcasts.compose import drafts
from storage.core.db import Store

log = get_logger(__name__)

CHOICES = {0: "newcomers-none", 7: "newcomers-week", 30: "newcomers-month"}


class NewcomersButton(CallbackData, prefix="bcnew"):
    """Send the broadcast to newcomers for this number of days from now; 0: not at all."""

    broadcast_id: Number
    days: Number


class Newcoming(StatesGroup):
    until = State()


router = Router(name="broadcasts.audience.newcomers")
router.message.filter(Said(states=Newcoming))
router.callback_query.filter(Pressed(BroadcastButton, NewcomersButton, TimeButton))


@router.callback_query(BroadcastButton.filter(F.do == "newcomers"))
async def ask_until(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    if draft := await own_draft(query, ctx, callback_data.broadcast_id):
        text = ctx.tr("newcomers-ask", example=sample_day(ctx))
        await ctx.ask(query, Newcoming.until, text, choices(ctx.tr, draft.id), broadcast_id=draft.id)


def sample_day(ctx: Context) -> str:
    return example(ctx.tr, expect(ctx.tr, ctx.now, ctx.zone, needs_hour=False))


def choices(
    tr: Translator, broadcast_id: int, rows: Sequence[Sequence[InlineKeyboardButton]] = ()
) -> InlineKeyboardMarkup:
    given = [[button(tr.plain(key), NewcomersButton(broadcast_id=broadcast_id, days=d))] for d, key in CHOICES.items()]
    return keyboard(*rows, *given, [do(tr, "audience-back", "who", broadcast_id)])


@router.callback_query(NewcomersButton.filter())
async def take_days(query: CallbackQuery, ctx: Context, callback_data: NewcomersButton) -> None:
    days = callback_data.days if callback_data.days in CHOICES else 0
    until = ctx.now + timedelta(days=days) if days else None
    await keep(query, ctx, callback_data.broadcast_id, until)


@router.message(StateFilter(Newcoming), Typed())
async def take_date(message: Message, ctx: Context, typed: str) -> None:
    """Keep the typed date; one that cannot be used leaves the question open."""
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    local = read_limit(typed, ctx.tr, expect(ctx.tr, ctx.now, ctx.zone))
    if isinstance(local, NotRead):
        await message.answer(local.text, reply_markup=choices(ctx.tr, broadcast_id, local.rows))
        return
    await keep(message, ctx, broadcast_id, moment(local, ctx.zone))


@router.callback_query(TimeButton.filter(), StateFilter(Newcoming.until))
async def take_pressed_date(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    await keep(query, ctx, broadcast_id, moment(from_minutes(callback_data.at), ctx.zone))


async def keep(event: Message | CallbackQuery, ctx: Context, broadcast_id: int, until: datetime | None) -> None:
    outcome = await ctx.store.write(newcomers.admit_until, broadcast_id, author_id(ctx), until, ctx.now)
    if outcome is BroadcastOutcome.UNFIT and isinstance(event, Message):
        await event.answer(ctx.tr("newcomers-unfit"), reply_markup=choices(ctx.tr, broadcast_id))
    elif outcome is not BroadcastOutcome.DONE:
        await refuse(event, ctx, REFUSALS[outcome])
    else:
        await put_audience(event, ctx, broadcast_id)


@router.message(StateFilter(Newcoming))
async def want_date(message: Message, ctx: Context) -> None:
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    await message.answer(
        ctx.tr("newcomers-unread", example=sample_day(ctx)), reply_markup=choices(ctx.tr, broadcast_id)
    )


async def take_in(bot: Bot, store: Store, texts: Texts, now: datetime) -> bool:
    """Plan outbox rows for people who joined the audience of a broadcast that is open to newcomers.

    Returns whether there are any.
    """
    joined = 0
    for broadcast_id in await store.read(newcomers.open_to_newcomers):
        while found := await store.write(newcomers.plan, broadcast_id, now):
            joined += found
            log.info("newcomers planned", broadcast_id=broadcast_id, people=found)
        broadcast = await store.read(drafts.get, broadcast_id)
        tr = await translator_for(store, texts, broadcast.author_id if broadcast else None)
        await advance(bot, store, tr, broadcast_id, now)
    return joined > 0


def tell_crowded(broadcast: Broadcast | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """Tell the author why no more newcomers get it. None when the broadcast is gone."""
    if broadcast is None:
        return None
    text = tr("newcomers-crowded", count=broadcast.recipients, threshold=THRESHOLD)
    report = [do(tr, "change-to-report", "report", broadcast.id)]
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard(report, [to_home(tr)]))


NOTIFICATIONS = {("answer", CROWDED): Notification(load=drafts.get, render=tell_crowded)}
