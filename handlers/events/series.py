"""[repeat] after an event is published, or on a past one → how often → the dates → [make them] → made.

Card → [other dates] → a date; after a change → [the same in the next ones] → done; [cancel] → also the next ones.
"""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from markupsafe import Markup

from bot.domain.events import ChangeOutcome, Event, EventStatus
from bot.domain.events.series import TIMES, Every
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.events.list_buttons import DatesPage, RepeatButton
from handlers.events.review import own_event, refuse_change
from handlers.events.views import PAGE_SIZE, EventButton, MakeButton, when
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, button, keyboard, pager
from storage.events import events, series

log = get_logger(__name__)
router = Router(name="events.series")
router.callback_query.filter(Pressed(MakeButton, RepeatButton, DatesPage))

EVERY = {Every.WEEK: "series-weekly", Every.MONTH: "series-monthly"}


@router.callback_query(MakeButton.filter(F.do == "repeat"))
async def ask_how_often(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    event = await repeatable(query, ctx, callback_data.event_id)
    if event is None:
        return
    rows = [
        [
            button(
                ctx.tr.plain(EVERY[every], count=times),
                RepeatButton(do="ask", event_id=event.id, every=every, times=times),
            )
        ]
        for every, counts in TIMES.items()
        for times in counts
    ]
    back = button(ctx.tr.plain("event-open"), EventButton(do="card", event_id=event.id))
    await ctx.show(query, ctx.tr("series-ask", title=event.title, when=when(ctx.tr, event)), keyboard(*rows, [back]))


async def repeatable(query: CallbackQuery, ctx: Context, event_id: int) -> Event | None:
    """An event of these roles that may be repeated; else the reason is given and None returned."""
    event = await own_event(query, ctx, event_id)
    if event and (event.starts_local is None or event.status not in (EventStatus.PUBLISHED, EventStatus.FINISHED)):
        await refuse_change(query, ctx, event_id, ChangeOutcome.CLOSED)
        return None
    return event


@router.callback_query(RepeatButton.filter(F.do == "ask"))
async def show_dates(query: CallbackQuery, ctx: Context, callback_data: RepeatButton) -> None:
    """Show the dates before anything is made."""
    event = await repeatable(query, ctx, callback_data.event_id)
    if event is None:
        return
    found = series.ahead(event, callback_data.every, callback_data.times, ctx.now)
    lines = Markup("\n").join(Markup.escape(ctx.tr.when(at)) for at in found)
    text = Markup("\n\n").join([ctx.tr("series-sure", title=event.title, count=len(found)), lines])
    yes = button(ctx.tr.plain("series-yes"), callback_data.model_copy(update={"do": "sure"}))
    no = button(ctx.tr.plain("button-no"), MakeButton(do="repeat", event_id=event.id))
    await ctx.show(query, text, keyboard([yes], [no]))


@router.callback_query(RepeatButton.filter(F.do == "sure"))
async def repeat(query: CallbackQuery, ctx: Context, callback_data: RepeatButton) -> None:
    event_id, every, times = callback_data.event_id, callback_data.every, callback_data.times
    outcome, made = await ctx.store.write(series.repeat, event_id, ctx.roles, every, times, ctx.person_id, ctx.now)
    log.info("series made", event_id=event_id, person_id=ctx.person_id, every=every, events=made, outcome=outcome)
    if outcome is not ChangeOutcome.DONE:
        await refuse_change(query, ctx, event_id, outcome)
        return
    other = button(ctx.tr.plain("series-dates"), DatesPage(event_id=event_id, page=0))
    back = button(ctx.tr.plain("event-to-list"), Open(place="events"))
    await ctx.show(query, ctx.tr("series-made", count=made), keyboard([other], [back]))


@router.callback_query(DatesPage.filter())
async def list_dates(query: CallbackQuery, ctx: Context, callback_data: DatesPage) -> None:
    """List the coming events of a series."""
    event = await ctx.store.read(events.get, callback_data.event_id)
    if event is None or event.status is EventStatus.DRAFT:
        await ctx.refuse(query, "event-gone")
        return
    found = await ctx.store.read(series.coming, event, ctx.now)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(callback_data.page, pages - 1)
    rows = [
        [button(short(ctx.tr, each), EventButton(do="card", event_id=each.id))]
        for each in found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    ]
    turn = pager(ctx.tr, page, pages, lambda page: DatesPage(event_id=event.id, page=page))
    back = button(ctx.tr.plain("event-open"), EventButton(do="card", event_id=event.id))
    await ctx.show(query, ctx.tr("series-list", title=event.title, count=len(found)), keyboard(*rows, turn, [back]))


def short(tr: Translator, event: Event) -> str:
    """A date for a button."""
    return tr.when(event.starts_local) if event.starts_local else event.title


@router.callback_query(MakeButton.filter(F.do == "spread"))
async def spread(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    """Make the latest change in all later events, too."""
    event_id = callback_data.event_id
    outcome, done, left = await ctx.store.write(series.spread, event_id, ctx.roles, ctx.person_id, ctx.now)
    log.info("series mended", event_id=event_id, person_id=ctx.person_id, events=done, left=left, outcome=outcome)
    if outcome is not ChangeOutcome.DONE:
        await refuse_change(query, ctx, event_id, outcome)
        return
    other = button(ctx.tr.plain("series-dates"), DatesPage(event_id=event_id, page=0))
    see = button(ctx.tr.plain("event-open"), EventButton(do="card", event_id=event_id))
    await ctx.show(query, ctx.tr("series-spread", count=done, left=left), keyboard([other], [see]))


@router.callback_query(MakeButton.filter(F.do == "stop-series"))
async def stop_series(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    """Cancel an event and all later ones of its series."""
    event_id = callback_data.event_id
    outcome, gone = await ctx.store.write(series.call_off_from, event_id, ctx.roles, ctx.person_id, ctx.now)
    log.info("series called off", event_id=event_id, person_id=ctx.person_id, events=gone, outcome=outcome)
    if outcome is not ChangeOutcome.DONE:
        await refuse_change(query, ctx, event_id, outcome)
        return
    back = button(ctx.tr.plain("event-to-list"), Open(place="events"))
    await ctx.show(query, ctx.tr("series-stopped", count=gone), keyboard([back]))
