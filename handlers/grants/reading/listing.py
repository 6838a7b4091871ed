"""/grants → the programmes by their next date, a page at a time → a card | the ways to narrow the list | the year.

What the list was narrowed to travels in the buttons. Without a choice it is what fits the profile.
"""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.catalogue import Catalogue
from bot.domain.catalogue.eligibility import fit
from bot.domain.catalogue.shelf import Shelf
from bot.domain.catalogue.wishes import GrantWish
from bot.domain.grants import Applicant, Programme
from bot.domain.people import Purpose
from bot.domain.seasons import coming, is_vote
from handlers.grants import dates
from handlers.grants.reading.buttons import GrantsFound, found, to_card, to_narrow, to_year, wish_of
from handlers.grants.reading.words import wish_in_words
from handlers.grants.views import TITLE_ON_BUTTON, WAYS, GrantsMine, GrantsPage, GrantsYours
from handlers.shared.buttons import FollowOwn
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, pager, to_menu
from storage import grants
from storage.people import profile

# With the ways on and the menu there are eight buttons on the first page.
PAGE_SIZE = 3

router = Router(name="grants.reading.listing")
router.message.filter(Said("grants"))
router.callback_query.filter(Pressed(GrantsFound, GrantsPage, GrantsYours, places=("grants",)))


@router.message(Command("grants"))
@router.callback_query(Open.filter(F.place == "grants"))
async def show_first(event: Message | CallbackQuery, ctx: Context, catalogue: Catalogue) -> None:
    await put_list(event, ctx, catalogue, GrantWish(kinds=await own_kinds(ctx)), 0)


@router.callback_query(GrantsFound.filter())
async def show_found(query: CallbackQuery, ctx: Context, callback_data: GrantsFound, catalogue: Catalogue) -> None:
    await put_list(query, ctx, catalogue, wish_of(callback_data), callback_data.page)


@router.callback_query(GrantsPage.filter())
async def show_page(query: CallbackQuery, ctx: Context, callback_data: GrantsPage, catalogue: Catalogue) -> None:
    """Show a page of the list by a button of earlier releases."""
    wish = GrantWish(kinds=frozenset({callback_data.who})) if callback_data.who else GrantWish()
    await put_list(query, ctx, catalogue, wish, callback_data.page)


@router.callback_query(GrantsYours.filter())
async def show_yours(query: CallbackQuery, ctx: Context, callback_data: GrantsYours, catalogue: Catalogue) -> None:
    await put_list(query, ctx, catalogue, GrantWish(kinds=await own_kinds(ctx)), callback_data.page)


async def own_kinds(ctx: Context) -> frozenset[Applicant]:
    """The kinds of applicant that the person said they are, in the profile."""
    if ctx.person is None or not ctx.person.agreed(Purpose.PROFILE):
        return frozenset()
    return (await ctx.store.read(profile.get, ctx.person.id)).applicants


async def put_list(
    event: Message | CallbackQuery,
    ctx: Context,
    catalogue: Catalogue,
    wish: GrantWish,
    page: int,
    above: Markup | None = None,
) -> None:
    """Show a page of what fits a wish; `above` stands over it."""
    shelf = await catalogue.shelf(ctx.now, with_words=bool(wish.words))
    fitting = shelf.programmes.fitting(wish)
    count = fitting.bit_count()
    pages = max(1, -(-count // PAGE_SIZE))
    page = min(page, pages - 1)
    shown = shelf.programmes.page(fitting, page, PAGE_SIZE)
    _, mine = await ctx.store.glance(grants.version_and_subscriptions, ctx.person_id)
    parts = [*([above] if above else []), await head(ctx, shelf, wish, count)]
    parts += [programme_line(ctx, each, wish) for each in shown]
    titles = [[button(each.short_title[:TITLE_ON_BUTTON], to_card("card", each.id, wish, page))] for each in shown]
    turn = pager(ctx.tr, page, pages, lambda page: found(wish, page))
    ways = list_ways(ctx, wish, page, len(mine))
    await ctx.show(event, Markup("\n\n").join(parts), keyboard(*titles, turn, *([each] for each in ways)))


async def head(ctx: Context, shelf: Shelf, wish: GrantWish, count: int) -> Markup:
    """The words over a list: how many there are, what it was narrowed to, and what was let in without knowing."""
    if wish.is_empty:
        return ctx.tr("grants-list", count=count)
    lines = [*await heading(ctx, shelf, wish), ctx.tr("grants-found", count=count)]
    lines += [ctx.tr("grants-theme-unsaid")] if wish.theme and count else []
    lines += [ctx.tr("grants-sum-unsaid")] if wish.roubles and count else []
    return Markup("\n").join(lines)


async def heading(ctx: Context, shelf: Shelf, wish: GrantWish) -> list[Markup]:
    """The conditions to which the catalogue was narrowed, in one line; nothing when it is whole."""
    if wish.is_empty:
        return []
    places = await municipality_names(ctx) if wish.place else {}
    said = wish_in_words(ctx.tr, wish, places, filter(None, map(shelf.word, wish.words)))
    return [ctx.tr("grants-wish", wish=said)]


def programme_line(ctx: Context, programme: Programme, wish: GrantWish) -> Markup:
    """A programme in a list: its title, its next date, the way in for whom the list was narrowed to."""
    stage = coming(programme, ctx.now)
    parts: list[str] = [ctx.tr("grant-short-title", title=programme.short_title)]
    told = dates.line(ctx.tr, stage, ctx.zone, vote=is_vote(programme)) if stage else None
    parts.append(told or ctx.tr("grant-nothing-ahead"))
    if way := fit(programme, wish.kinds, None).way:
        parts.append(ctx.tr(WAYS[way]))
    return Markup("\n").join(parts)


def list_ways(ctx: Context, wish: GrantWish, page: int, mine: int) -> list[InlineKeyboardButton]:
    """The ways on from a list, the most useful first; the calendar and the subscriptions stand on its first page."""
    tr = ctx.tr
    narrow = button(tr.plain("grants-narrow"), to_narrow("open", wish))
    year = button(tr.plain("grants-year"), to_year("text", wish))
    own = button(tr.plain("follow-to-own"), FollowOwn(do="see"))
    if mine:
        own = button(tr.plain("grants-mine", count=mine), GrantsMine(page=0))
    return [narrow, to_menu(tr)] if page else [narrow, year, own, to_menu(tr)]
