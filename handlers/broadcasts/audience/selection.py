"""Audience → one kind of people → preview → review; [change] → the audience so far → [next] → preview → review.

The module `combine` joins the parts of an audience.
"""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.broadcasts.audience.audience import Audience, Join
from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome, BroadcastStatus
from bot.domain.municipalities import Municipality
from bot.domain.people import own_scope
from handlers.broadcasts.access import author_id, refuse
from handlers.broadcasts.audience.views import PICKS, PartsButton, audience_screen, kinds_screen, parts_screen
from handlers.broadcasts.render import preview
from handlers.broadcasts.views import REFUSALS, AudienceButton, PickButton, do, review_screen, to_home
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, keyboard
from storage.broadcasts.audience import parts, saved
from storage.broadcasts.compose import drafts
from storage.law import municipalities

router = Router(name="broadcasts.audience.selection")
router.callback_query.filter(Pressed(BroadcastButton, PickButton, AudienceButton))


@router.callback_query(BroadcastButton.filter(F.do == "who"))
async def ask_whom(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    await put_audience(query, ctx, callback_data.broadcast_id)


async def put_kinds(event: Message | CallbackQuery, ctx: Context, draft: Broadcast, join: Join) -> None:
    """Show the kinds of people that the coordinator's roles reach."""
    home = await home_of(ctx)
    has_saved = bool(await ctx.store.read(saved.known, ctx.roles))
    await ctx.show(event, *kinds_screen(ctx, draft, join, home, has_saved=has_saved))


async def home_of(ctx: Context) -> Municipality | None:
    """The municipality that a coordinator has or else lives in; None when they may not write to it."""
    slug = own_scope(ctx.roles) or (ctx.person.municipality if ctx.person else None)
    return await ctx.store.read(municipalities.get, slug) if slug and ctx.coordinates(slug) else None


async def put_audience(event: Message | CallbackQuery, ctx: Context, broadcast_id: int) -> None:
    """Show the audience of a draft so far; ask for one when none is chosen."""
    found = await ctx.store.read(drafts.review, broadcast_id, author_id(ctx), ctx.now)
    if found is None:
        await refuse(event, ctx, REFUSALS[BroadcastOutcome.GONE])
    elif found.broadcast.audience is None:
        await put_kinds(event, ctx, found.broadcast, Join.OR)
    else:
        await ctx.show(event, *audience_screen(ctx.tr, found, ctx.zone))


@router.callback_query(PickButton.filter())
async def list_choices(query: CallbackQuery, ctx: Context, callback_data: PickButton) -> None:
    await put_parts(query, ctx, PartsButton(join=Join.OR, **callback_data.model_dump()))


async def put_parts(query: CallbackQuery, ctx: Context, asked: PartsButton) -> None:
    """Show a page of the municipalities, events, grants… of the kind that is asked for."""
    draft = await ctx.store.read(drafts.own, asked.broadcast_id, author_id(ctx))
    if draft is None or asked.kind not in PICKS:
        await refuse(query, ctx, REFUSALS[BroadcastOutcome.GONE])
        return
    found = await ctx.store.read(parts.choices, asked.kind, ctx.roles, ctx.now)
    await ctx.show(query, *parts_screen(ctx.tr, asked, found))


@router.callback_query(AudienceButton.filter())
async def choose(query: CallbackQuery, ctx: Context, callback_data: AudienceButton) -> None:
    broadcast_id, audience = callback_data.broadcast_id, Audience.of(callback_data.kind, callback_data.key)
    outcome = await ctx.store.write(drafts.address, broadcast_id, author_id(ctx), ctx.roles, audience, ctx.now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, REFUSALS[outcome])
        return
    await put_review(query, ctx, broadcast_id)


@router.callback_query(BroadcastButton.filter(F.do == "review"))
async def review(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    await put_review(query, ctx, callback_data.broadcast_id)


async def put_review(event: Message | CallbackQuery, ctx: Context, broadcast_id: int, alert: str = "") -> None:
    """Show the message as readers will get it, and the review below it; ask for an audience when none is chosen."""
    draft = await ctx.store.read(drafts.own, broadcast_id, author_id(ctx))
    if draft is None or draft.status is not BroadcastStatus.DRAFT or ctx.person is None:
        await refuse(event, ctx, REFUSALS[BroadcastOutcome.GONE])
        return
    if draft.audience is None:
        await put_kinds(event, ctx, draft, Join.OR)
        return
    await ctx.show(event, ctx.tr("broadcast-preview"), alert=alert)
    trouble = await preview(ctx, draft, ctx.person)
    found = await ctx.store.read(drafts.review, broadcast_id, ctx.person.id, ctx.now)
    if trouble:
        text, buttons = trouble, keyboard([do(ctx.tr, "broadcast-replace", "replace", broadcast_id)], [to_home(ctx.tr)])
    elif found is None:
        text, buttons = ctx.tr("broadcast-already"), keyboard([to_home(ctx.tr)])
    else:
        text, buttons = review_screen(ctx, found)
    await ctx.bot.send_message(ctx.visitor.chat_id, text, reply_markup=buttons)
