"""[who joins later] → no · a week · a month · a typed date → who is chosen so far.

A broadcast that waits for newcomers looks for them once a minute: `take_in`, which may be run at any time and again.
"""

from datetime import datetime, timedelta

from aiogram import Bot, F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.domain.broadcasts.broadcast import CROWDED, Broadcast, BroadcastOutcome
from bot.domain.broadcasts.sending.approvals import THRESHOLD
from bot.domain.deliveries import Delivery
from bot.domain.time import moment
from bot.i18n import Texts, Translator
from bot.outbox import Notification
from handlers.broadcasts.audience.selection import author, put_audience
from handlers.broadcasts.sending.progress import advance
from handlers.broadcasts.views import BroadcastButton, do, refuse, to_home
from handlers.shared.context import Context
from handlers.shared.parse_dates import Unread, read_when
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard
from storage.broadcasts.audience import newcomers
from storage.broadcasts.compose import drafts
from storage.core.db import Store
from storage.people import people

CHOICES = {0: "newcomers-none", 7: "newcomers-week", 30: "newcomers-month"}
# A date without an hour lasts to its end.
TO_ITS_END = "23:59"


class NewcomersButton(CallbackData, prefix="bcnew"):
    """Newcomers get it for so many days from now; 0: they do not."""

    broadcast_id: Number
    days: Number


class Newcoming(StatesGroup):
    until = State()


router = Router(name="broadcasts.audience.newcomers")
router.message.filter(Said(states=Newcoming))
router.callback_query.filter(Pressed(BroadcastButton, NewcomersButton))


@router.callback_query(BroadcastButton.filter(F.do == "newcomers"))
async def ask_until(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    draft = await ctx.store.read(drafts.own, callback_data.broadcast_id, author(ctx.person))
    if draft is None:
        await refuse(query, ctx, BroadcastOutcome.GONE)
        return
    await ctx.ask(query, Newcoming.until, ctx.tr("newcomers-ask"), choices(ctx.tr, draft.id), broadcast_id=draft.id)


def choices(tr: Translator, broadcast_id: int) -> InlineKeyboardMarkup:
    given = [[button(tr.plain(key), NewcomersButton(broadcast_id=broadcast_id, days=d))] for d, key in CHOICES.items()]
    return keyboard(*given, [do(tr, "audience-back", "who", broadcast_id)])


@router.callback_query(NewcomersButton.filter())
async def take_days(query: CallbackQuery, ctx: Context, callback_data: NewcomersButton) -> None:
    days = callback_data.days if callback_data.days in CHOICES else 0
    until = ctx.now + timedelta(days=days) if days else None
    await keep(query, ctx, callback_data.broadcast_id, until)


@router.message(StateFilter(Newcoming), Typed())
async def take_date(message: Message, ctx: Context, typed: str) -> None:
    """A date that cannot be taken leaves the question open."""
    broadcast_id, zone = (await ctx.state.get_data()).get("broadcast_id", 0), ctx.person.zone if ctx.person else "UTC"
    local = await read_when(typed, ctx.tr, ctx.now, zone)
    if local is Unread.NO_TIME:
        local = await read_when(f"{typed} {TO_ITS_END}", ctx.tr, ctx.now, zone)
    if isinstance(local, Unread):
        await message.answer(ctx.tr("newcomers-unread"), reply_markup=choices(ctx.tr, broadcast_id))
        return
    await keep(message, ctx, broadcast_id, moment(local, zone))


async def keep(event: Message | CallbackQuery, ctx: Context, broadcast_id: int, until: datetime | None) -> None:
    outcome = await ctx.store.write(newcomers.admit_until, broadcast_id, author(ctx.person), until, ctx.now)
    if outcome is BroadcastOutcome.UNFIT and isinstance(event, Message):
        await event.answer(ctx.tr("newcomers-unfit"), reply_markup=choices(ctx.tr, broadcast_id))
    elif outcome is not BroadcastOutcome.DONE:
        await refuse(event, ctx, outcome)
    else:
        await put_audience(event, ctx, broadcast_id)


@router.message(StateFilter(Newcoming))
async def want_date(message: Message, ctx: Context) -> None:
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    await message.answer(ctx.tr("newcomers-unread"), reply_markup=choices(ctx.tr, broadcast_id))


async def take_in(bot: Bot, store: Store, texts: Texts, now: datetime) -> bool:
    """Plan who has joined the audiences of broadcasts that wait for them. Returns whether anybody has."""
    joined = 0
    for broadcast_id in await store.read(newcomers.open_to_newcomers):
        while found := await store.write(newcomers.plan, broadcast_id, now):
            joined += found
        broadcast = await store.read(drafts.get, broadcast_id)
        author_ = await store.read(people.get, (broadcast.author_id if broadcast else None) or 0)
        await advance(bot, store, texts.choose(author_.locale if author_ else None), broadcast_id, now)
    return joined > 0


def tell_crowded(broadcast: Broadcast | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """Why nobody else gets it. None when the broadcast is gone."""
    if broadcast is None:
        return None
    text = tr("newcomers-crowded", count=broadcast.recipients, threshold=THRESHOLD)
    report = [do(tr, "change-to-report", "report", broadcast.id)]
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard(report, [to_home(tr)]))


NOTIFICATIONS = {("answer", CROWDED): Notification(load=drafts.get, render=tell_crowded)}
