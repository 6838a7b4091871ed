"""[who signed up] on a coordinator's card → the names, page by page."""

from collections.abc import Iterator, Sequence
from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery
from markupsafe import Markup

from bot.domain.events import Attendees, ChangeOutcome
from bot.domain.events.sheet import USUAL
from bot.domain.words import one_line
from bot.i18n import Translator
from handlers.events.door_buttons import SheetButton
from handlers.events.review import refuse_change
from handlers.events.views import DeskPage, EventButton, GuestsPage
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard, pager
from storage.events import sign_ups
from storage.people import looks

# So many of the longest names that Telegram allows fit one message.
NAMES_ON_PAGE = 20

router = Router(name="events.guests")
router.callback_query.filter(Pressed(GuestsPage))


@router.callback_query(GuestsPage.filter())
async def list_guests(query: CallbackQuery, ctx: Context, callback_data: GuestsPage) -> None:
    event_id = callback_data.event_id
    found = await ctx.store.read(sign_ups.attendees, event_id, ctx.roles)
    if isinstance(found, ChangeOutcome):
        await refuse_change(query, ctx, event_id, found)
        return
    person = await ctx.require_work(query)
    if person is None:
        return
    await ctx.store.write(looks.at_guests, person.id, event_id, ctx.now)
    total = len(found.going) + len(found.waiting)
    pages = max(1, -(-total // NAMES_ON_PAGE))
    page = min(callback_data.page, pages - 1)
    turn = pager(ctx.tr, page, pages, partial(GuestsPage, event_id=event_id))
    back = button(ctx.tr.plain("event-open"), EventButton(do="card", event_id=event_id))
    edit = [button(ctx.tr.plain("onlist-open"), DeskPage(event_id=event_id, page=0))] if total else []
    shown = edit if found.event.is_open(ctx.now) else []
    sheet = button(ctx.tr.plain("sheet-open"), SheetButton(do="open", event_id=event_id, columns=USUAL, blank=10))
    await ctx.show(query, guests_screen(ctx.tr, found, page), keyboard(turn, shown, [sheet], [back]))


def guests_screen(tr: Translator, found: Attendees, page: int) -> Markup:
    """A page of names: those with a seat, then the waitlist; each list is numbered from 1."""
    first = page * NAMES_ON_PAGE
    lines = [tr("event-guests-of", title=found.event.title)]
    lines += _names(tr("event-guests-going", count=len(found.going)), found.going, first)
    lines += _names(tr("event-guests-waiting", count=len(found.waiting)), found.waiting, first - len(found.going))
    if not found.going and not found.waiting:
        lines.append(tr("event-guests-none"))
    return Markup("\n").join(lines)


def _names(head: Markup, names: Sequence[str], first: int) -> Iterator[Markup]:
    """The part of a list on a page. The page begins at place `first` of the list, which is negative before the list."""
    last = first + NAMES_ON_PAGE
    shown = range(max(first, 0), min(last, len(names)))
    if shown:
        yield Markup("\n{}").format(head)
    for place in shown:
        yield Markup("{}. {}").format(place + 1, one_line(names[place]) or "–")
