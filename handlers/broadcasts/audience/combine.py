"""Who is chosen so far → [add] [narrow] [leave out] → a kind of people → one of them → who is chosen so far.

The first choice leads straight to the review: most broadcasts are for one kind of people.
"""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.broadcasts.broadcast import BroadcastOutcome
from handlers.broadcasts.audience.selection import author, put_audience, put_review, put_whom
from handlers.broadcasts.audience.views import (
    PICKS,
    JoinButton,
    PartButton,
    PartsButton,
    parts_screen,
    samples_screen,
    unticked_screen,
)
from handlers.broadcasts.views import SAMPLES, BroadcastButton, refuse
from handlers.shared.context import Context
from handlers.shared.screens import Pressed
from storage.broadcasts.audience import parts, selection
from storage.broadcasts.compose import drafts

router = Router(name="broadcasts.audience.combine")
router.callback_query.filter(Pressed(BroadcastButton, JoinButton, PartsButton, PartButton))


@router.callback_query(JoinButton.filter())
async def ask_kind(query: CallbackQuery, ctx: Context, callback_data: JoinButton) -> None:
    draft = await ctx.store.read(drafts.own, callback_data.broadcast_id, author(ctx.person))
    if draft is None:
        await refuse(query, ctx, BroadcastOutcome.GONE)
        return
    await put_whom(query, ctx, draft, callback_data.join)


@router.callback_query(PartsButton.filter())
async def list_parts(query: CallbackQuery, ctx: Context, callback_data: PartsButton) -> None:
    kind, join = callback_data.kind, callback_data.join
    draft = await ctx.store.read(drafts.own, callback_data.broadcast_id, author(ctx.person))
    if draft is None or kind not in PICKS:
        await refuse(query, ctx, BroadcastOutcome.GONE)
        return
    found = await ctx.store.read(parts.choices, kind, ctx.roles, ctx.now)
    await ctx.show(query, *parts_screen(ctx.tr, draft, join, kind, found, callback_data.page))


@router.callback_query(PartButton.filter())
async def join_part(query: CallbackQuery, ctx: Context, callback_data: PartButton) -> None:
    broadcast_id, part = callback_data.broadcast_id, callback_data.part
    if part is None:
        await refuse(query, ctx, BroadcastOutcome.NOWHERE)
        return
    before = await ctx.store.read(drafts.own, broadcast_id, author(ctx.person))
    outcome = await ctx.store.write(selection.join, broadcast_id, author(ctx.person), ctx.roles, part, ctx.now)
    if outcome is BroadcastOutcome.UNTICKED:
        await ctx.show(query, *unticked_screen(ctx.tr, broadcast_id, part))
    elif outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, outcome)
    elif before and before.audience:
        await put_audience(query, ctx, broadcast_id)
    else:
        await put_review(query, ctx, broadcast_id)


@router.callback_query(BroadcastButton.filter(F.do == "drop"))
async def drop_last(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    outcome = await ctx.store.write(selection.drop, callback_data.broadcast_id, author(ctx.person))
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await put_audience(query, ctx, callback_data.broadcast_id)


@router.callback_query(BroadcastButton.filter(F.do == "samples"))
async def show_samples(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    """Names as people gave them, so that a coordinator sees at a glance whether these are the people they mean."""
    found = await ctx.store.read(drafts.review, callback_data.broadcast_id, author(ctx.person), ctx.now)
    if found is None or found.broadcast.audience is None:
        await refuse(query, ctx, BroadcastOutcome.GONE)
        return
    names = await ctx.store.read(selection.samples, found.broadcast, ctx.now, SAMPLES)
    if names:
        await ctx.show(query, *samples_screen(ctx.tr, found.broadcast.id, names, found.recipients))
    else:
        await query.answer(ctx.tr.plain("samples-none"), show_alert=True)
