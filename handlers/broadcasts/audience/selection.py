"""Whom → one kind of people → preview → review; [change whom] → who is chosen so far → [next] → preview → review.

How parts are joined stands in `joining`.
"""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.broadcasts.audience.audience import Audience, Join
from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome, BroadcastStatus
from bot.domain.municipalities import Municipality
from bot.domain.people import Person, own_scope
from handlers.broadcasts.audience.views import PICKS, audience_screen, kinds_screen, parts_screen
from handlers.broadcasts.render import preview
from handlers.broadcasts.views import AudienceButton, BroadcastButton, PickButton, do, refuse, review_screen, to_home
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, keyboard
from storage.broadcasts.audience import parts
from storage.broadcasts.compose import drafts
from storage.law import municipalities

router = Router(name="broadcasts.audience.selection")
router.callback_query.filter(Pressed(BroadcastButton, PickButton, AudienceButton))


def author(person: Person | None) -> int:
    """Whose drafts are asked for; 0, whose there are none, for a stranger."""
    return person.id if person else 0


@router.callback_query(BroadcastButton.filter(F.do == "who"))
async def ask_whom(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    await put_audience(query, ctx, callback_data.broadcast_id)


async def put_whom(event: Message | CallbackQuery, ctx: Context, draft: Broadcast, join: Join) -> None:
    """The kinds of people that these roles reach."""
    home = await home_of(ctx)
    await ctx.show(event, *kinds_screen(ctx, draft, join, home))


async def home_of(ctx: Context) -> Municipality | None:
    """The municipality that a coordinator answers for, or else lives in; None when it is none of theirs."""
    slug = own_scope(ctx.roles) or (ctx.person.municipality if ctx.person else None)
    return await ctx.store.read(municipalities.get, slug) if slug and ctx.coordinates(slug) else None


async def put_audience(event: Message | CallbackQuery, ctx: Context, broadcast_id: int) -> None:
    """Whom a draft is for so far; the question for whom when nobody is chosen."""
    found = await ctx.store.read(drafts.review, broadcast_id, author(ctx.person), ctx.now)
    if found is None or ctx.person is None:
        await refuse(event, ctx, BroadcastOutcome.GONE)
    elif found.broadcast.audience is None:
        await put_whom(event, ctx, found.broadcast, Join.OR)
    else:
        await ctx.show(event, *audience_screen(ctx.tr, found, ctx.person.zone))


@router.callback_query(PickButton.filter())
async def list_choices(query: CallbackQuery, ctx: Context, callback_data: PickButton) -> None:
    draft = await ctx.store.read(drafts.own, callback_data.broadcast_id, author(ctx.person))
    if draft is None or callback_data.kind not in PICKS:
        await refuse(query, ctx, BroadcastOutcome.GONE)
        return
    found = await ctx.store.read(parts.choices, callback_data.kind, ctx.roles, ctx.now)
    await ctx.show(query, *parts_screen(ctx.tr, draft, Join.OR, callback_data.kind, found, callback_data.page))


@router.callback_query(AudienceButton.filter())
async def choose(query: CallbackQuery, ctx: Context, callback_data: AudienceButton) -> None:
    broadcast_id, audience = callback_data.broadcast_id, Audience.of(callback_data.kind, callback_data.key)
    outcome = await ctx.store.write(drafts.address, broadcast_id, author(ctx.person), ctx.roles, audience, ctx.now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await put_review(query, ctx, broadcast_id)


@router.callback_query(BroadcastButton.filter(F.do == "review"))
async def review(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    broadcast_id = callback_data.broadcast_id
    await put_review(query, ctx, broadcast_id)


async def put_review(event: Message | CallbackQuery, ctx: Context, broadcast_id: int, alert: str = "") -> None:
    """The very message as people will get it, and below it whom it goes to; the question for whom when that is open."""
    draft = await ctx.store.read(drafts.own, broadcast_id, author(ctx.person))
    if draft is None or draft.status is not BroadcastStatus.DRAFT or ctx.person is None:
        await refuse(event, ctx, BroadcastOutcome.GONE)
        return
    if draft.audience is None:
        await put_whom(event, ctx, draft, Join.OR)
        return
    await ctx.show(event, ctx.tr("broadcast-preview"), alert=alert)
    trouble = await preview(ctx, draft, ctx.person, ctx.visitor.chat_id)
    found = await ctx.store.read(drafts.review, broadcast_id, author(ctx.person), ctx.now)
    if trouble:
        text, buttons = trouble, keyboard([do(ctx.tr, "broadcast-replace", "replace", broadcast_id)], [to_home(ctx.tr)])
    elif found is None:
        text, buttons = ctx.tr("broadcast-already"), keyboard([to_home(ctx.tr)])
    else:
        text, buttons = review_screen(ctx, found, ctx.person.zone)
    await ctx.bot.send_message(ctx.visitor.chat_id, text, reply_markup=buttons)
