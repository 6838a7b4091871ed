"""card → [remind me] → what will come → [yes] → consent → the card; [stop] on a card or under a message."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.grants import Programme, StageKind
from bot.domain.people import Purpose
from bot.domain.seasons import coming
from bot.logs import get_logger
from handlers.grants import dates
from handlers.grants.following.words import coming_lines
from handlers.grants.reading.buttons import GrantCard
from handlers.grants.reading.card import put_card
from handlers.shared.buttons import GrantButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard
from storage import grants
from storage.grants import upcoming

log = get_logger(__name__)
router = Router(name="grants.following.programmes")
router.callback_query.filter(Pressed(GrantButton, GrantCard))


@router.callback_query(GrantButton.filter(F.do == "on"))
@router.callback_query(GrantCard.filter(F.do == "on"))
async def show_what_will_come(query: CallbackQuery, ctx: Context, callback_data: GrantButton | GrantCard) -> None:
    """Show the next messages before anything is agreed to."""
    programme = await ctx.store.read(grants.get, callback_data.programme_id)
    if programme is None:
        await put_card(query, ctx, callback_data)
        return
    items = await ctx.store.read(upcoming.of_programme, programme, ctx.person_id, ctx.zone, ctx.now)
    text = ctx.tr("follow-programme", title=programme.title, ahead=coming_lines(ctx, items, {programme.id: programme}))
    yes, back = (callback_data.model_copy(update={"do": do}) for do in ("yes", "card"))
    buttons = keyboard([button(ctx.tr.plain("follow-yes"), yes)], [button(ctx.tr.plain("follow-to-card"), back)])
    await ctx.show(query, text, buttons)


@router.callback_query(GrantButton.filter(F.do == "yes"))
@router.callback_query(GrantCard.filter(F.do == "yes"))
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
        alert = await promise(ctx, programme)
    await put_card(query, ctx, callback_data, alert)


@router.callback_query(GrantButton.filter(F.do == "agree"))
@router.callback_query(GrantCard.filter(F.do == "agree"))
async def agree_and_subscribe(query: CallbackQuery, ctx: Context, callback_data: GrantButton | GrantCard) -> None:
    """Record the consent and subscribe; for a programme that is gone, ask for no consent."""
    if await ctx.store.read(grants.get, callback_data.programme_id) is None:
        await put_card(query, ctx, callback_data)
        return
    await subscribe(query, await ctx.agreed(query, Purpose.SUBSCRIPTIONS), callback_data)


async def promise(ctx: Context, programme: Programme) -> str:
    """The alert that tells a new subscriber the day of the first message."""
    items = await ctx.store.read(upcoming.of_programme, programme, ctx.person_id, ctx.zone, ctx.now)
    if items:
        forecast = items[0].date is not None and items[0].date.forecast
        key = "grant-subscribed-forecast" if forecast else "grant-subscribed"
        return ctx.tr.plain(key, when=dates.clock(ctx.tr, items[0].at, ctx.zone))
    deadline = coming(programme, ctx.now, StageKind.DEADLINE)
    return ctx.tr.plain("grant-subscribed-late" if deadline and not deadline.forecast else "grant-subscribed-unknown")


@router.callback_query(GrantButton.filter(F.do == "off"))
@router.callback_query(GrantCard.filter(F.do == "off"))
async def unsubscribe(query: CallbackQuery, ctx: Context, callback_data: GrantButton | GrantCard) -> None:
    programme_id = callback_data.programme_id
    followed = await ctx.store.write(grants.unsubscribe, programme_id, ctx.person.id, ctx.now) if ctx.person else False
    if followed:
        log.info("grant subscription off", programme_id=programme_id, person_id=ctx.person_id)
    alert = ctx.tr.plain("grant-unsubscribed" if followed else "grant-was-not-subscribed")
    await put_card(query, ctx, callback_data, alert)
