"""/events → [past] → card → [who came] → a name: ticked, or not any more; [everybody came] → sure → done.

Several coordinators tick at once, each on a screen of their own, so a button sets a tick and never toggles it.
"""

from functools import partial

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.events import Arrivals, Guest
from bot.domain.words import one_line
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.events.review import refuse_change
from handlers.events.views import TITLE_ON_BUTTON, EventButton, PastPage
from handlers.shared.buttons import ArrivalsPage
from handlers.shared.context import Context
from handlers.shared.screens import Number, Open, Pressed, button, keyboard, pager
from storage.events import attendance, events
from storage.people import looks

ON_PAGE = 5
NAME_ON_BUTTON = 40


class TickButton(CallbackData, prefix="evtick"):
    """`do`: came or absent for one sign-up; all or all-sure for everybody with a seat, without a sign-up."""

    do: str
    event_id: Number
    sign_up_id: Number = 0


log = get_logger(__name__)
router = Router(name="events.attendance")
router.callback_query.filter(Pressed(PastPage, ArrivalsPage, TickButton))


@router.callback_query(PastPage.filter())
async def list_past(query: CallbackQuery, ctx: Context, callback_data: PastPage) -> None:
    if not await ctx.require_coordinator(query):
        return
    found = await ctx.store.read(events.recent, ctx.roles, ctx.now)
    pages = max(1, -(-len(found) // ON_PAGE))
    page = min(callback_data.page, pages - 1)
    rows = [
        [button(event.title[:TITLE_ON_BUTTON], EventButton(do="card", event_id=event.id))]
        for event in found[page * ON_PAGE : (page + 1) * ON_PAGE]
    ]
    turn = pager(ctx.tr, page, pages, PastPage)
    back = button(ctx.tr.plain("event-to-list"), Open(place="events"))
    await ctx.show(query, ctx.tr("events-past", count=len(found)), keyboard(*rows, turn, [back]))


@router.callback_query(ArrivalsPage.filter())
async def list_arrivals(query: CallbackQuery, ctx: Context, callback_data: ArrivalsPage) -> None:
    if found := await arrivals(query, ctx, callback_data.event_id):
        await ctx.show(query, *arrivals_screen(ctx.tr, found, callback_data.page))


async def arrivals(query: CallbackQuery, ctx: Context, event_id: int) -> Arrivals | None:
    """The guests with their ticks, if the roles allow to see them now; else the reason is given and None returned."""
    found = await ctx.store.read(attendance.look, event_id, ctx.roles, ctx.now, ctx.person_id)
    if isinstance(found, Arrivals):
        person = ctx.person or await ctx.require_work(query)
        if person is None:
            return None
        await ctx.store.write(looks.at_guests, person.id, event_id, ctx.now)
        return found
    await refuse_change(query, ctx, event_id, found)
    return None


def arrivals_screen(tr: Translator, found: Arrivals, page: int) -> tuple[Markup, InlineKeyboardMarkup]:
    """The number of those who came, and a page of names to press."""
    event, pages = found.event, max(1, -(-len(found.guests) // ON_PAGE))
    page = min(page, pages - 1)
    key = "arrivals" if found.guests else "arrivals-none"
    text = tr(key, title=event.title, came=found.came, seats=found.seats, queued=found.queued, walked=found.walked_in)
    names = [[_name_button(tr, event.id, guest)] for guest in found.guests[page * ON_PAGE : (page + 1) * ON_PAGE]]
    turn = pager(tr, page, pages, partial(ArrivalsPage, event_id=event.id))
    everybody = button(tr.plain("arrivals-everybody"), TickButton(do="all", event_id=event.id))
    write = button(tr.plain("arrivals-write"), Open(place="broadcast"))
    back = button(tr.plain("event-open"), EventButton(do="card", event_id=event.id))
    are_missing, is_anybody = found.came < found.seats, found.came + found.queued > 0
    # On pages between there is room for the names, both ways to turn, and the way back.
    has_everybody, has_write = are_missing and page == 0, is_anybody and page == pages - 1
    return text, keyboard(*names, turn, [everybody] if has_everybody else [], [write] if has_write else [], [back])


def _name_button(tr: Translator, event_id: int, guest: Guest) -> InlineKeyboardButton:
    key = "arrivals-ticked" if guest.came else "arrivals-unticked"
    name = _name(guest) if guest.has_seat else tr.plain("arrivals-queued", name=_name(guest))
    return button(
        tr.plain(key, name=name),
        TickButton(do="absent" if guest.came else "came", event_id=event_id, sign_up_id=guest.id),
    )


def _name(guest: Guest) -> str:
    return one_line(guest.name)[:NAME_ON_BUTTON] or "–"


@router.callback_query(TickButton.filter(F.do.in_({"came", "absent"})))
async def tick(query: CallbackQuery, ctx: Context, callback_data: TickButton) -> None:
    """Set one tick and show the page of that name, with the ticks that others have set meanwhile."""
    event_id, sign_up_id, came = callback_data.event_id, callback_data.sign_up_id, callback_data.do == "came"
    outcome = await ctx.store.write(attendance.tick, event_id, sign_up_id, came, ctx.roles, ctx.now, ctx.person_id)
    done = {"event_id": event_id, "sign_up_id": sign_up_id, "came": came, "outcome": outcome}
    log.info("attendance ticked", person_id=ctx.person_id, **done)
    found = await arrivals(query, ctx, event_id)
    if found is None:
        return
    place = next((place for place, guest in enumerate(found.guests) if guest.id == sign_up_id), None)
    if place is None:
        await ctx.show(query, *arrivals_screen(ctx.tr, found, 0), alert=ctx.tr.plain("arrivals-left"))
        return
    said = ctx.tr.plain("arrivals-said" if came else "arrivals-unsaid", name=_name(found.guests[place]))
    await ctx.show(query, *arrivals_screen(ctx.tr, found, place // ON_PAGE), toast=said)


@router.callback_query(TickButton.filter(F.do == "all"))
async def ask_before_ticking(query: CallbackQuery, ctx: Context, callback_data: TickButton) -> None:
    """Ask first: afterwards nobody could tell those who were ticked one by one from the others."""
    found = await arrivals(query, ctx, callback_data.event_id)
    if found is None:
        return
    yes = button(ctx.tr.plain("arrivals-everybody-yes"), TickButton(do="all-sure", event_id=found.event.id))
    no = button(ctx.tr.plain("button-no"), ArrivalsPage(event_id=found.event.id, page=0))
    text = ctx.tr("arrivals-everybody-sure", title=found.event.title, count=found.seats)
    await ctx.show(query, text, keyboard([yes], [no]))


@router.callback_query(TickButton.filter(F.do == "all-sure"))
async def tick_everybody(query: CallbackQuery, ctx: Context, callback_data: TickButton) -> None:
    event_id = callback_data.event_id
    outcome = await ctx.store.write(attendance.tick_everybody, event_id, ctx.roles, ctx.now, ctx.person_id)
    log.info("attendance ticked for everybody", event_id=event_id, person_id=ctx.person_id, outcome=outcome)
    if found := await arrivals(query, ctx, event_id):
        await ctx.show(query, *arrivals_screen(ctx.tr, found, 0))
