"""[my pass] on the card → a QR and four digits; [QR on the wall] at the door → a picture that guests read themselves.

`/start here_…`, read from the wall, lets a guest in within the hours of the event.
"""

from datetime import timedelta

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.command import CommandObject
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.domain.events import DOORS, ChangeOutcome, Event, SignUpStatus
from bot.domain.events.entry import WALL, Ticket, code, has_pass, payload, read
from bot.domain.events.event import ends_at
from bot.domain.time import wall_clock
from bot.files.qr import qr_code
from bot.logs import get_logger
from handlers.events.door_buttons import DoorButton
from handlers.events.review import own_event
from handlers.events.signup import put_card
from handlers.events.views import EventButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, clock
from storage.events import entry, sign_ups

log = get_logger(__name__)
router = Router(name="events.passes")
router.message.filter(Said(link=f"{WALL}_"))
router.callback_query.filter(Pressed(EventButton, DoorButton))

HERE = {
    ChangeOutcome.DONE: "here-done",
    ChangeOutcome.ALREADY: "here-already",
    ChangeOutcome.MEANWHILE: "here-waiting",
    ChangeOutcome.LEFT: "here-not-listed",
    ChangeOutcome.EARLY: "here-early",
    ChangeOutcome.PAST: "here-over",
}


def key_of(ctx: Context) -> str:
    """The secret that passes are signed with: whoever has the bot's token is the bot."""
    token = ctx.settings.bot_token
    return token.get_secret_value() if token else ""


@router.callback_query(EventButton.filter(F.do == "pass"))
async def send_pass(query: CallbackQuery, ctx: Context, callback_data: EventButton) -> None:
    """Send a guest's own pass, of an event that is not over."""
    event_id = callback_data.event_id
    seen = await ctx.store.read(sign_ups.look, event_id, ctx.person_id)
    number = await ctx.store.read(sign_ups.number, event_id, ctx.person_id or 0)
    if seen is None or number is None or seen.mine is not SignUpStatus.GOING:
        await ctx.refuse(query, "event-was-not-in")
        return
    if not has_pass(seen.event, ctx.now):
        await ctx.refuse(query, "event-over")
        return
    ticket = Ticket(event_id, number)
    picture = qr_code(await ctx.link(payload(key_of(ctx), ticket)))
    text = ctx.tr("pass", title=seen.event.title, code=code(key_of(ctx), ticket), count=1 + len(seen.companions))
    if query.message:
        await query.message.answer_photo(BufferedInputFile(picture, "pass.png"), caption=text)
    await query.answer()


@router.callback_query(DoorButton.filter(F.do == "wall"))
async def send_wall(query: CallbackQuery, ctx: Context, callback_data: DoorButton) -> None:
    """Send the QR to hang up at the door; only coordinators may, since it is for everybody."""
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return
    if event.starts_at is None or not event.is_complete():
        await ctx.refuse(query, "make-incomplete")
        return
    picture = qr_code(await ctx.link(payload(key_of(ctx), Ticket(event.id, 0))), scale=20)
    opens, until = _hours(event)
    if query.message:
        file = BufferedInputFile(picture, f"event_{event.id}.png")
        await query.message.answer_document(file, caption=ctx.tr("wall", title=event.title, opens=opens, until=until))
    await query.answer()


def _hours(event: Event) -> tuple[str, str]:
    """The hours in which guests let themselves in, as the clock shows them there."""
    if event.starts_at is None:
        return "", ""
    opens, until = event.starts_at - DOORS, ends_at(event.starts_at, event.minutes)
    local = wall_clock(until, event.zone)
    is_long = until - opens > timedelta(hours=18)
    return f"{wall_clock(opens, event.zone):%H:%M}", f"{local:%d.%m %H:%M}" if is_long else f"{local:%H:%M}"


@router.message(Command("start"))
async def let_oneself_in(message: Message, ctx: Context, command: CommandObject) -> None:
    ticket = read(key_of(ctx), command.args or "")
    if ticket is None or ticket.sign_up_id:
        ctx.note_refusal(message, "pass-forged")
        await ctx.refuse(message, "pass-forged")
        return
    outcome, event, since = await ctx.store.write(entry.let_oneself_in, ticket.event_id, ctx.person_id, ctx.now)
    log.info("guest by the wall", event_id=ticket.event_id, person_id=ctx.person_id, outcome=outcome)
    if event is None:
        await ctx.refuse(message, "event-gone")
        return
    opens = clock(ctx.tr, event.starts_at - DOORS, event.zone) if event.starts_at else ""
    at = f"{wall_clock(since, event.zone):%H:%M}" if since else ""
    await put_card(message, ctx, event.id, HERE[outcome], opens=opens, at=at)
