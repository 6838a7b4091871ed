"""/events → [find] → words typed, a kind, or [by municipality] → a municipality → the list of what was found."""

from functools import partial

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.events import Event, EventKind
from bot.domain.words import one_line
from handlers.events.choices import KINDS
from handlers.events.list_buttons import FindButton, FoundPage
from handlers.events.views import PAGE_SIZE, TITLE_ON_BUTTON, EventButton, event_line
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Open, Pressed, Said, Typed, button, keyboard, pager
from storage.events import search

PLACES_ON_PAGE, TYPED_MOST = 5, 60


class Finding(StatesGroup):
    words = State()


router = Router(name="events.find")
router.message.filter(Said(states=Finding))
router.callback_query.filter(Pressed(FindButton, FoundPage))

COLUMNS = {"kind": "kind", "place": "municipality"}


@router.callback_query(FindButton.filter(F.do == "open"))
async def ask_words(query: CallbackQuery, ctx: Context) -> None:
    await put_question(query, ctx, ctx.tr("find"))


async def put_question(event: Message | CallbackQuery, ctx: Context, text: Markup) -> None:
    """Wait for words below the kinds that there are."""
    found = await ctx.store.read(search.kinds, ctx.now)
    rows = [
        [_choice(ctx, ctx.tr.plain(KINDS[kind]), count, FoundPage(by="kind", value=kind, page=0))]
        for kind, count in [*found.items()][:PLACES_ON_PAGE]
    ]
    places = button(ctx.tr.plain("find-by-place"), FindButton(do="places", page=0))
    await ctx.ask(event, Finding.words, text, keyboard(*rows, [places], [to_list(ctx)]))


def _choice(ctx: Context, name: str, count: int, to: CallbackData) -> InlineKeyboardButton:
    return button(ctx.tr.plain("find-choice", name=name, count=count), to)


def to_list(ctx: Context) -> InlineKeyboardButton:
    return button(ctx.tr.plain("event-to-list"), Open(place="events"))


@router.callback_query(FindButton.filter(F.do == "places"))
async def choose_place(query: CallbackQuery, ctx: Context, callback_data: FindButton) -> None:
    found = [*(await ctx.store.read(search.places, ctx.now)).items()]
    names = await municipality_names(ctx) | {"": ctx.tr.plain("find-everywhere")}
    pages = max(1, -(-len(found) // PLACES_ON_PAGE))
    page = min(callback_data.page, pages - 1)
    rows = [
        [_choice(ctx, names.get(slug, slug), count, FoundPage(by="place", value=slug, page=0))]
        for slug, count in found[page * PLACES_ON_PAGE : (page + 1) * PLACES_ON_PAGE]
    ]
    turn = pager(ctx.tr, page, pages, partial(FindButton, do="places"))
    back = button(ctx.tr.plain("find-open"), FindButton(do="open", page=0))
    await ctx.show(query, ctx.tr("find-places", count=len(found)), keyboard(*rows, turn, [back]))


@router.callback_query(FoundPage.filter(F.by.in_(COLUMNS)))
async def list_found(query: CallbackQuery, ctx: Context, callback_data: FoundPage) -> None:
    by, value, page = callback_data.by, callback_data.value, callback_data.page
    asked = (COLUMNS[by], value or None, ctx.now)
    found, total = await ctx.store.read(search.of, *asked, page * PAGE_SIZE, PAGE_SIZE)
    if page and not found:  # The last events of an old page are over: begin at the first.
        page = 0
        found, total = await ctx.store.read(search.of, *asked, 0, PAGE_SIZE)
    kind = KINDS.get(EventKind(value)) if by == "kind" and value in [*EventKind] else None
    names = await municipality_names(ctx) | {"": ctx.tr.plain("find-everywhere")}
    what = ctx.tr.plain(kind) if kind else names.get(value, value)
    turn = pager(ctx.tr, page, max(1, -(-total // PAGE_SIZE)), partial(FoundPage, by=by, value=value))
    again = button(ctx.tr.plain("find-open"), FindButton(do="open", page=0))
    await ctx.show(query, _lines(ctx, found, what, total), keyboard(*_cards(found), turn, [again, to_list(ctx)]))


def _lines(ctx: Context, found: list[Event], what: str, total: int) -> Markup:
    head = ctx.tr("find-found", what=what, count=total)
    return Markup("\n\n").join([head, *(event_line(ctx.tr, event) for event in found)])


def _cards(found: list[Event]) -> list[list[InlineKeyboardButton]]:
    return [[button(each.title[:TITLE_ON_BUTTON], EventButton(do="card", event_id=each.id))] for each in found]


@router.message(StateFilter(Finding), Typed())
async def find(message: Message, ctx: Context, typed: str) -> None:
    """Search by words; the next words may follow at once."""
    words = one_line(typed)[:TYPED_MOST]
    found, total = await ctx.store.read(search.by_words, words, ctx.now, PAGE_SIZE)
    if not found:
        await put_question(message, ctx, ctx.tr("find-found", what=words, count=0))
        return
    more = [ctx.tr("find-first", most=PAGE_SIZE)] if total > len(found) else []
    text = Markup("\n\n").join([_lines(ctx, found, words, total), *more])
    again = button(ctx.tr.plain("find-open"), FindButton(do="open", page=0))
    await ctx.ask(message, Finding.words, text, keyboard(*_cards(found), [again, to_list(ctx)]))


@router.message(StateFilter(Finding))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))
