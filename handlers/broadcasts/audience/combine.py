"""The audience so far → [add] [narrow] [leave out] → a kind of people → one of that kind → the audience so far.

The first choice leads straight to the review, because most broadcasts are for one kind of people.
"""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.broadcasts.broadcast import BroadcastOutcome
from bot.logs import get_logger
from handlers.broadcasts.access import author_id, own_draft, refuse
from handlers.broadcasts.audience.selection import put_audience, put_kinds, put_parts, put_review
from handlers.broadcasts.audience.views import (
    JoinButton,
    PartButton,
    PartsButton,
    samples_screen,
    unticked_screen,
)
from handlers.broadcasts.views import REFUSALS, SAMPLES
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed
from storage.broadcasts.audience import selection
from storage.broadcasts.compose import drafts

log = get_logger(__name__)

router = Router(name="broadcasts.audience.combine")
router.callback_query.filter(Pressed(BroadcastButton, JoinButton, PartsButton, PartButton))


@router.callback_query(JoinButton.filter())
async def ask_kind(query: CallbackQuery, ctx: Context, callback_data: JoinButton) -> None:
    if draft := await own_draft(query, ctx, callback_data.broadcast_id):
        await put_kinds(query, ctx, draft, callback_data.join)


@router.callback_query(PartsButton.filter())
async def list_parts(query: CallbackQuery, ctx: Context, callback_data: PartsButton) -> None:
    await put_parts(query, ctx, callback_data)


@router.callback_query(PartButton.filter())
async def join_part(query: CallbackQuery, ctx: Context, callback_data: PartButton) -> None:
    broadcast_id, part = callback_data.broadcast_id, callback_data.part
    if part is None:
        await refuse(query, ctx, REFUSALS[BroadcastOutcome.NOWHERE])
        return
    before = await ctx.store.read(drafts.own, broadcast_id, author_id(ctx))
    outcome = await ctx.store.write(selection.join, broadcast_id, author_id(ctx), ctx.roles, part, ctx.now)
    if outcome is BroadcastOutcome.UNTICKED:
        await ctx.show(query, *unticked_screen(ctx.tr, broadcast_id, part))
    elif outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, REFUSALS[outcome])
    elif before and before.audience:
        await put_audience(query, ctx, broadcast_id)
    else:
        await put_review(query, ctx, broadcast_id)


@router.callback_query(BroadcastButton.filter(F.do == "drop"))
async def drop_last(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    outcome = await ctx.store.write(selection.drop, callback_data.broadcast_id, author_id(ctx))
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, REFUSALS[outcome])
        return
    await put_audience(query, ctx, callback_data.broadcast_id)


@router.callback_query(BroadcastButton.filter(F.do == "samples"))
async def show_samples(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    """Show some names as people gave them: a coordinator sees whether these are the people they mean."""
    found = await ctx.store.read(drafts.review, callback_data.broadcast_id, author_id(ctx), ctx.now)
    if found is None or found.broadcast.audience is None:
        await refuse(query, ctx, REFUSALS[BroadcastOutcome.GONE])
        return
    wish = (found.broadcast.id, author_id(ctx), ctx.settings.admin_ids, ctx.now, SAMPLES)
    names = await ctx.store.read(selection.samples, *wish)
    if isinstance(names, BroadcastOutcome):
        log.info("sample names refused", broadcast_id=found.broadcast.id, person_id=ctx.person_id, reason=names)
        await refuse(query, ctx, REFUSALS[names])
    elif names:
        await ctx.show(query, *samples_screen(ctx.tr, found.broadcast.id, names, found.recipients))
    else:
        await query.answer(ctx.tr.plain("samples-none"), show_alert=True)
