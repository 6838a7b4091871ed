"""A card → [remind me] → consent → done; [my subscriptions] → their list."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.grants import Programme, StageKind
from bot.domain.people import Purpose
from bot.domain.seasons import by_nearest, coming, ladder
from bot.logs import get_logger
from handlers.grants import dates
from handlers.grants.reading.buttons import GrantCard
from handlers.grants.reading.card import put_card
from handlers.grants.views import GrantsMine, GrantsPage, Listing, list_screen
from handlers.shared.buttons import GrantButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button
from storage import grants

log = get_logger(__name__)
router = Router(name="grants.browse")
router.callback_query.filter(Pressed(GrantsMine, GrantButton, GrantCard))


async def browse(ctx: Context) -> tuple[Sequence[Programme], frozenset[int]]:
    """The catalogue, and the ids of the programmes that the person subscribed to."""
    version, mine = await ctx.store.glance(grants.version_and_subscriptions, ctx.person_id)
    return await ctx.store.remember(grants.catalogue, version), mine


@router.callback_query(GrantsMine.filter())
async def show_mine(query: CallbackQuery, ctx: Context, callback_data: GrantsMine) -> None:
    known, mine = await browse(ctx)
    found = by_nearest([programme for programme in known if programme.id in mine], ctx.now)
    head = ctx.tr("grants-mine-list", count=len(found))
    to_all = button(ctx.tr.plain("grants-to-list"), GrantsPage(who=None, page=0))
    listing = Listing(head, found, [to_all], turn=GrantsMine)
    await ctx.show(query, *list_screen(ctx, listing, GrantsPage(who=None, page=callback_data.page)))


@router.callback_query(GrantButton.filter(F.do == "on"))
@router.callback_query(GrantCard.filter(F.do == "on"))
async def subscribe(query: CallbackQuery, ctx: Context, callback_data: GrantButton | GrantCard) -> None:
    agree, refuse = (callback_data.model_copy(update={"do": do}) for do in ("agree", "card"))
    person = await ctx.require(query, Purpose.SUBSCRIPTIONS, agree, refuse)
    if person is None:
        return
    programme_id = callback_data.programme_id
    programme = await ctx.store.write(grants.subscribe, programme_id, person.id, ctx.now)
    alert = ""
    if programme:
        log.info("grant subscription on", programme_id=programme_id, person_id=person.id)
        alert = promise(ctx, programme)
    await put_card(query, ctx, callback_data, alert)


@router.callback_query(GrantButton.filter(F.do == "agree"))
@router.callback_query(GrantCard.filter(F.do == "agree"))
async def agree_and_subscribe(query: CallbackQuery, ctx: Context, callback_data: GrantButton | GrantCard) -> None:
    """Record the consent and subscribe; for a programme that is gone, ask for no consent."""
    if await ctx.store.read(grants.get, callback_data.programme_id) is None:
        await put_card(query, ctx, callback_data)
        return
    await subscribe(query, await ctx.agreed(query, Purpose.SUBSCRIPTIONS), callback_data)


def promise(ctx: Context, programme: Programme) -> str:
    """The alert that tells a new subscriber the day of the first reminder."""
    reminders = ladder(programme, ctx.zone, ctx.now)
    if reminders:
        first = reminders[0]
        key = "grant-subscribed-forecast" if first.stage.forecast else "grant-subscribed"
        return ctx.tr.plain(key, when=dates.clock(ctx.tr, first.due_at, ctx.zone))
    deadline = coming(programme, ctx.now, StageKind.DEADLINE)
    return ctx.tr.plain("grant-subscribed-late" if deadline else "grant-subscribed-unknown")


@router.callback_query(GrantButton.filter(F.do == "off"))
@router.callback_query(GrantCard.filter(F.do == "off"))
async def unsubscribe(query: CallbackQuery, ctx: Context, callback_data: GrantButton | GrantCard) -> None:
    programme_id = callback_data.programme_id
    was_subscribed = await ctx.store.write(grants.unsubscribe, programme_id, ctx.person.id) if ctx.person else False
    if was_subscribed:
        log.info("grant subscription off", programme_id=programme_id, person_id=ctx.person_id)
    alert = ctx.tr.plain("grant-unsubscribed" if was_subscribed else "grant-was-not-subscribed")
    await put_card(query, ctx, callback_data, alert)
