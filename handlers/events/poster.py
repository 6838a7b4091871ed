"""[more] on a coordinator's card → [poster with a QR] → the QR as a picture and an A4 page with slips to tear off."""

import asyncio

from aiogram import F, Router
from aiogram.types import BufferedInputFile, CallbackQuery

from bot.domain.events import ChangeOutcome, EventStatus
from bot.domain.words import one_line
from bot.files.event_poster import EventPoster, poster_docx
from bot.files.qr import qr_code
from bot.logs import get_logger
from handlers.events.door_buttons import StewardsButton
from handlers.events.review import own_event, refuse_change
from handlers.events.views import EventButton, MakeButton, when
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard

SLIP_TITLE = 40

log = get_logger(__name__)
router = Router(name="events.poster")
router.callback_query.filter(Pressed(MakeButton))


@router.callback_query(MakeButton.filter(F.do == "tools"))
async def show_tools(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    """Show what a coordinator needs less often."""
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return
    rows = [
        [button(ctx.tr.plain("stewards-open"), StewardsButton(do="list", event_id=event.id))],
        [button(ctx.tr.plain("poster-open"), MakeButton(do="poster", event_id=event.id))],
        [button(ctx.tr.plain("series-open"), MakeButton(do="repeat", event_id=event.id))],
    ]
    back = button(ctx.tr.plain("event-open"), EventButton(do="card", event_id=event.id))
    await ctx.show(query, ctx.tr("tools", title=event.title), keyboard(*rows, [back]))


@router.callback_query(MakeButton.filter(F.do == "poster"))
async def send_poster(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    """Send the QR and the page. They are Russian papers; the QR opens the card of the event."""
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return
    if event.status is not EventStatus.PUBLISHED or query.message is None:
        await refuse_change(query, ctx, event.id, ChangeOutcome.CLOSED)
        return
    russian, link = ctx.texts.choose("ru"), await ctx.link(f"event_{event.id}")
    lines = [when(russian, event), event.place]
    lines += [russian.plain("after-diploma-organiser", organiser=event.organiser)] if event.organiser else []
    words = EventPoster(
        title=event.title,
        lines=lines,
        about=one_line(event.description),
        call=russian.plain("poster-call"),
        slip=russian.plain("poster-slip", title=event.title[:SLIP_TITLE], when=when(russian, event)),
        link=link,
    )
    page = await asyncio.to_thread(poster_docx, words)
    log.info("poster of an event sent", event_id=event.id, person_id=ctx.person_id)
    picture = BufferedInputFile(qr_code(link, scale=20), f"event_{event.id}.png")
    await query.message.answer_document(picture, caption=ctx.tr("poster-picture", title=event.title))
    see = button(ctx.tr.plain("event-open"), EventButton(do="card", event_id=event.id))
    file = BufferedInputFile(page, f"event_{event.id}.docx")
    await query.message.answer_document(file, caption=ctx.tr("poster-page"), reply_markup=keyboard([see]))
    await query.answer()
