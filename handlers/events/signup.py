"""/events → list → card → [join] → consent → done; /start event_7 opens a card."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from markupsafe import Markup

from bot.domain.events import Attendance, EventStatus, JoinOutcome, LeaveOutcome, SignUpStatus, reminders_left
from bot.domain.people import Purpose
from bot.files import ics
from bot.logs import get_logger
from handlers.events.list_buttons import FindButton
from handlers.events.views import (
    PAGE_SIZE,
    TITLE_ON_BUTTON,
    EventButton,
    EventsPage,
    MinePage,
    card,
    card_buttons,
    coordinators_own,
    list_screen,
    mine_line,
)
from handlers.shared.context import Context
from handlers.shared.screens import Linked, Open, Pressed, Said, button, keyboard, pager, to_menu
from storage.events import events, sign_ups

log = get_logger(__name__)
router = Router(name="events.signup")
router.message.filter(Said("events", link="event_"))
router.callback_query.filter(Pressed(EventsPage, MinePage, EventButton, places=("events",)))

JOINED = {
    JoinOutcome.GOING: "event-joined",
    JoinOutcome.WAITING: "event-queued",
    JoinOutcome.ALREADY: "event-already",
    JoinOutcome.EXPIRED: "event-offer-over",
    JoinOutcome.CLOSED: "event-closed",
    JoinOutcome.GONE: "event-gone",
}
LEFT = {
    LeaveOutcome.LEFT: "event-left",
    LeaveOutcome.UNQUEUED: "event-unqueued",
    LeaveOutcome.OVER: "event-over",
    LeaveOutcome.WAS_NOT_IN: "event-was-not-in",
    LeaveOutcome.GONE: "event-gone",
}

TAKEN = JOINED | {JoinOutcome.WAITING: "event-taken-before"}
BACK = JOINED | {JoinOutcome.WAITING: "event-back-in-queue", JoinOutcome.EXPIRED: "event-back-too-late"}

# The words with a calendar file: a cancelled event has one, too.
CALENDAR = {EventStatus.PUBLISHED: "event-calendar-sent", EventStatus.CANCELLED: "event-calendar-off"}


@router.message(Command("events"))
@router.callback_query(Open.filter())
@router.callback_query(EventsPage.filter())
async def show_list(
    event: Message | CallbackQuery, ctx: Context, callback_data: Open | EventsPage | None = None
) -> None:
    page = max(callback_data.page, 0) if isinstance(callback_data, EventsPage) else 0
    found, total = await ctx.store.glance(events.upcoming, ctx.now, page * PAGE_SIZE, PAGE_SIZE)
    if page and not found:  # The last events of an old page are over: begin at the first.
        page = 0
        found, total = await ctx.store.glance(events.upcoming, ctx.now, 0, PAGE_SIZE)
    own = [button(ctx.tr.plain("find-open"), FindButton(do="open", page=0))] if total else []
    own += [button(ctx.tr.plain("event-mine"), MinePage(page=0))] if ctx.person else []
    own += coordinators_own(ctx.tr) if ctx.coordinates() else []
    await ctx.show(event, *list_screen(ctx.tr, found, total, page, own))


@router.callback_query(MinePage.filter())
async def show_mine(query: CallbackQuery, ctx: Context, callback_data: MinePage) -> None:
    """A person's own sign-ups: what is ahead, what runs, what is over."""
    found = await ctx.store.read(sign_ups.own, ctx.person_id or 0, ctx.now)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(callback_data.page, pages - 1)
    shown = found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    lines = [ctx.tr("events-mine", count=len(found)), *(mine_line(ctx, seen) for seen in shown)]
    cards = [[button(each.event.title[:TITLE_ON_BUTTON], _card(each.event.id))] for each in shown]
    back = button(ctx.tr.plain("event-to-list"), Open(place="events"))
    turn = pager(ctx.tr, page, pages, MinePage)
    await ctx.show(query, Markup("\n\n").join(lines), keyboard(*cards, turn, [back, to_menu(ctx.tr)]))


def _card(event_id: int) -> EventButton:
    return EventButton(do="card", event_id=event_id)


@router.message(Linked("event", lambda event_id: EventButton(do="card", event_id=event_id)))
@router.callback_query(EventButton.filter(F.do == "card"))
async def show_card(event: Message | CallbackQuery, ctx: Context, callback_data: EventButton) -> None:
    await put_card(event, ctx, callback_data.event_id)


async def put_card(event: Message | CallbackQuery, ctx: Context, event_id: int, outcome: str = "", **said: str) -> None:
    """Show the card as it is now; `outcome` is the text key of what the last step did: an alert, or a line.

    `said` are variables of that text which the card does not know.
    """
    seen = await ctx.store.read(sign_ups.look_for, event_id, ctx.person_id, ctx.roles)
    if seen is None or seen.event.status is EventStatus.DRAFT:
        back = button(ctx.tr.plain("event-to-list"), Open(place="events"))
        await ctx.show(event, ctx.tr("event-gone-screen"), keyboard([back, to_menu(ctx.tr)]))
        return
    alert = _alert(ctx, seen, outcome, **said) if outcome else ""
    above = [Markup.escape(alert)] if alert and isinstance(event, Message) else []
    await ctx.show(event, Markup("\n\n").join([*above, card(ctx, seen)]), card_buttons(ctx, seen), alert)


def _alert(ctx: Context, seen: Attendance, outcome: str, **said: str) -> str:
    if outcome == JOINED[JoinOutcome.ALREADY] and seen.mine is SignUpStatus.WAITING:
        return ctx.tr.plain("event-already-waiting", place=seen.place or 0)
    if outcome in LEFT.values() and seen.until and seen.until > ctx.now:
        return ctx.tr.plain("event-left-for-now")
    left = reminders_left(seen.event.starts_at, ctx.now) if seen.event.starts_at else 0
    return ctx.tr.plain(outcome, place=seen.place or 0, reminders=left, **said)


@router.callback_query(EventButton.filter(F.do == "join"))
async def join(query: CallbackQuery, ctx: Context, callback_data: EventButton) -> None:
    agree, refuse = (callback_data.model_copy(update={"do": do}) for do in ("agree", "card"))
    person = await ctx.require(query, Purpose.SIGN_UPS, agree, refuse)
    if person is None:
        return
    outcome = await ctx.store.write(sign_ups.join, callback_data.event_id, person.id, ctx.now)
    if outcome in (JoinOutcome.GOING, JoinOutcome.WAITING):
        log.info("signed up", event_id=callback_data.event_id, person_id=person.id, outcome=outcome)
    else:
        log.info("sign-up refused", event_id=callback_data.event_id, person_id=person.id, reason=outcome)
    await put_card(query, ctx, callback_data.event_id, JOINED[outcome])


@router.callback_query(EventButton.filter(F.do == "agree"))
async def agree_and_join(query: CallbackQuery, ctx: Context, callback_data: EventButton) -> None:
    """Record the consent and sign up; for an event that nobody can join any more, ask for no consent."""
    event = await ctx.store.read(events.get, callback_data.event_id)
    if event is None or not event.is_open(ctx.now):
        outcome = JoinOutcome.CLOSED if event else JoinOutcome.GONE
        await put_card(query, ctx, callback_data.event_id, JOINED[outcome])
        return
    await join(query, await ctx.agreed(query, Purpose.SIGN_UPS), callback_data)


@router.callback_query(EventButton.filter(F.do == "leave"))
async def leave(query: CallbackQuery, ctx: Context, callback_data: EventButton) -> None:
    if ctx.person is None:
        await ctx.refuse(query, LEFT[LeaveOutcome.WAS_NOT_IN])
        return
    outcome = await ctx.store.write(sign_ups.step_out, callback_data.event_id, ctx.person.id, ctx.now)
    log.info("sign-up given up", event_id=callback_data.event_id, person_id=ctx.person.id, outcome=outcome)
    await put_card(query, ctx, callback_data.event_id, LEFT[outcome])


@router.callback_query(EventButton.filter(F.do == "back"))
async def take_back(query: CallbackQuery, ctx: Context, callback_data: EventButton) -> None:
    """Take "I cannot come" back."""
    outcome = await ctx.store.write(sign_ups.take_back, callback_data.event_id, ctx.person_id or 0, ctx.now)
    log.info("sign-up taken back", event_id=callback_data.event_id, person_id=ctx.person_id, outcome=outcome)
    await put_card(query, ctx, callback_data.event_id, BACK[outcome])


@router.callback_query(EventButton.filter(F.do == "take"))
async def take(query: CallbackQuery, ctx: Context, callback_data: EventButton) -> None:
    """Take a seat that was offered, or that is open to all who wait."""
    outcome = await ctx.store.write(sign_ups.take, callback_data.event_id, ctx.person_id or 0, ctx.now)
    log.info("offered seat taken", event_id=callback_data.event_id, person_id=ctx.person_id, outcome=outcome)
    await put_card(query, ctx, callback_data.event_id, TAKEN[outcome])


@router.callback_query(EventButton.filter(F.do == "comes"))
async def confirm(query: CallbackQuery, ctx: Context, callback_data: EventButton) -> None:
    """The answer to "still coming?" after a move."""
    comes = await ctx.store.write(sign_ups.confirm, callback_data.event_id, ctx.person_id or 0, ctx.now)
    log.info("still coming", event_id=callback_data.event_id, person_id=ctx.person_id, outcome=comes)
    await put_card(query, ctx, callback_data.event_id, "event-comes" if comes else "event-comes-not")


@router.callback_query(EventButton.filter(F.do == "map"))
async def send_map(query: CallbackQuery, ctx: Context, callback_data: EventButton) -> None:
    event = await ctx.store.read(events.get, callback_data.event_id)
    if event is None or event.latitude is None or event.longitude is None or event.status not in CALENDAR:
        await ctx.refuse(query, "event-gone")
        return
    if query.message:
        await query.message.answer_venue(event.latitude, event.longitude, event.title, event.place or "–")
    await query.answer()


@router.callback_query(EventButton.filter(F.do == "calendar"))
async def send_calendar(query: CallbackQuery, ctx: Context, callback_data: EventButton) -> None:
    event = await ctx.store.read(events.get, callback_data.event_id)
    if event is None or event.starts_at is None or event.status not in CALENDAR:
        await ctx.refuse(query, "event-gone")
        return
    if query.message:
        content = ics.event(event, ctx.tr.plain("event-calendar-length"), ctx.now)
        file = BufferedInputFile(content, f"event_{event.id}.ics")
        await query.message.answer_document(file, caption=ctx.tr(CALENDAR[event.status], title=event.title))
    await query.answer()
