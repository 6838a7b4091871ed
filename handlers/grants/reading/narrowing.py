"""The list → [find and narrow] → the parts of a wish → one of them → its choices → the same screen → [show].

Nothing is kept but a question for typed words: the wish travels in the buttons.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.catalogue import Catalogue
from bot.domain.catalogue.wishes import NO_ENTITY, GrantWish, months_from, pack, unpack
from bot.domain.grants import Applicant, Theme
from bot.domain.time import local_date
from bot.i18n import Translator
from bot.places import Places
from handlers.grants.reading.buttons import GrantsNarrow, GrantsPlace, GrantsPlaces, found, to_narrow, wish_of
from handlers.grants.reading.listing import head
from handlers.grants.reading.words import rounded
from handlers.grants.views import THEMES, GrantsWho
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.context import Context
from handlers.shared.municipality import Picker
from handlers.shared.screens import MOST, Pressed, Said, Typed, button, keyboard, to_menu

FIRST_KINDS = (Applicant.TOS, Applicant.TOS_LEGAL, Applicant.NKO, Applicant.GROUP, Applicant.PERSON14_35)
OTHER_KINDS = (Applicant.PERSON, Applicant.IP, Applicant.BIZ, Applicant.BUDGET, Applicant.MUN)
FIRST_THEMES = (Theme.PLACES, Theme.CULTURE, Theme.SPORT, Theme.YOUTH, Theme.NEIGHBOURS)
OTHER_THEMES = tuple(each for each in Theme if each not in FIRST_THEMES)
SUMS = (100_000, 300_000, 500_000, 1_000_000, 3_000_000)
MONTHS_SHOWN = 6
PARTS = {
    "who": "grants-narrow-who",
    "theme": "grants-narrow-theme",
    "place": "grants-narrow-place",
    "month": "grants-narrow-month",
    "sum": "grants-narrow-sum",
    "words": "grants-narrow-words",
}

Choices = Sequence[tuple[str, GrantWish]]


class Narrowing(StatesGroup):
    place = State()


router = Router(name="grants.reading.narrowing")
router.message.filter(Said(states=Narrowing))
router.callback_query.filter(Pressed(GrantsNarrow, GrantsPlace, GrantsPlaces, GrantsWho))


@router.callback_query(GrantsNarrow.filter(F.do == "open"))
async def show_parts(query: CallbackQuery, ctx: Context, callback_data: GrantsNarrow, catalogue: Catalogue) -> None:
    await put_parts(query, ctx, catalogue, wish_of(callback_data))


async def put_parts(event: Message | CallbackQuery, ctx: Context, catalogue: Catalogue, wish: GrantWish) -> None:
    """Show what the list is narrowed to, and the ways to narrow it further."""
    shelf = await catalogue.shelf(ctx.now, with_words=bool(wish.words))
    count = shelf.programmes.fitting(wish).bit_count()
    said = await head(ctx, shelf, wish, count)
    parts = [button(ctx.tr.plain(key), to_narrow(do, wish)) for do, key in PARTS.items()]
    show = button(ctx.tr.plain("grants-show", count=count), found(wish, 0))
    clear = [] if wish.is_empty else [button(ctx.tr.plain("grants-clear"), to_narrow("open", GrantWish()))]
    text = Markup("\n\n").join([said, ctx.tr("grants-narrow-ask")])
    await ctx.show(event, text, keyboard(parts[:2], parts[2:4], parts[4:], [show], clear or [to_menu(ctx.tr)]))


@router.callback_query(GrantsWho.filter())
async def ask_who(query: CallbackQuery, ctx: Context) -> None:
    await ctx.show(
        query, *choice_screen(ctx.tr, "grants-ask-who", who_choices(ctx.tr, GrantWish()), GrantWish(), "others")
    )


@router.callback_query(GrantsNarrow.filter(F.do.in_({"who", "others"})))
async def show_kinds(query: CallbackQuery, ctx: Context, callback_data: GrantsNarrow) -> None:
    wish = wish_of(callback_data)
    if callback_data.do == "others":
        choices: Choices = [(ctx.tr.plain(APPLICANTS[each]), of_kind(wish, each)) for each in OTHER_KINDS]
        await ctx.show(query, *choice_screen(ctx.tr, "grants-ask-who", choices, wish, "who"))
        return
    await ctx.show(query, *choice_screen(ctx.tr, "grants-ask-who", who_choices(ctx.tr, wish), wish, "others"))


def who_choices(tr: Translator, wish: GrantWish) -> Choices:
    no_entity = tr.plain("grants-no-entity"), replace(wish, kinds=NO_ENTITY)
    kinds = [(tr.plain(APPLICANTS[each]), of_kind(wish, each)) for each in FIRST_KINDS]
    return [no_entity, *kinds, (tr.plain("grants-everybody"), replace(wish, kinds=frozenset()))]


def of_kind(wish: GrantWish, kind: Applicant) -> GrantWish:
    return replace(wish, kinds=frozenset({kind}))


@router.callback_query(GrantsNarrow.filter(F.do.in_({"theme", "themes"})))
async def show_themes(query: CallbackQuery, ctx: Context, callback_data: GrantsNarrow) -> None:
    wish, is_first = wish_of(callback_data), callback_data.do == "theme"
    shown = FIRST_THEMES if is_first else OTHER_THEMES
    choices = [(ctx.tr.plain(THEMES[each]), replace(wish, theme=each)) for each in shown]
    choices += [(ctx.tr.plain("grants-any-theme"), replace(wish, theme=None))] if is_first else []
    await ctx.show(query, *choice_screen(ctx.tr, "grants-ask-theme", choices, wish, "themes" if is_first else "theme"))


@router.callback_query(GrantsNarrow.filter(F.do.in_({"month", "months"})))
async def show_months(query: CallbackQuery, ctx: Context, callback_data: GrantsNarrow) -> None:
    wish, is_first = wish_of(callback_data), callback_data.do == "month"
    months = months_from(local_date(ctx.now, ctx.zone))
    shown = months[:MONTHS_SHOWN] if is_first else months[MONTHS_SHOWN:]
    choices = [(ctx.tr.month(date.fromisoformat(f"{each}-01")), replace(wish, month=each)) for each in shown]
    choices += [(ctx.tr.plain("grants-any-month"), replace(wish, month=None))] if not is_first else []
    await ctx.show(query, *choice_screen(ctx.tr, "grants-ask-month", choices, wish, "months" if is_first else "month"))


@router.callback_query(GrantsNarrow.filter(F.do == "sum"))
async def show_sums(query: CallbackQuery, ctx: Context, callback_data: GrantsNarrow) -> None:
    wish = wish_of(callback_data)
    choices = [(rounded(ctx.tr, each), replace(wish, roubles=each)) for each in SUMS]
    choices.append((ctx.tr.plain("grants-any-sum"), replace(wish, roubles=None)))
    await ctx.show(query, *choice_screen(ctx.tr, "grants-ask-sum", choices, wish))


def choice_screen(
    tr: Translator, key: str, choices: Choices, wish: GrantWish, other: str = ""
) -> tuple[Markup, InlineKeyboardMarkup]:
    """A question about a part of a wish; `other` is the step with the rest of the choices."""
    rows = [[button(label, to_narrow("open", chosen))] for label, chosen in choices]
    turn = [button(tr.plain("grants-other-choices"), to_narrow(other, wish))] if other else []
    back = button(tr.plain("grants-to-narrow"), to_narrow("open", wish))
    return tr(key), keyboard(*rows, [*turn, back] if len(rows) + len(turn) < MOST else turn)


# The place.


def picker(wish: GrantWish) -> Picker:
    packed = pack(wish)
    return Picker(
        Narrowing.place,
        chosen=lambda slug: GrantsPlace(slug=slug, wish=packed),
        page=lambda page: GrantsPlaces(page=page, wish=packed),
        unlisted="grants-place-unlisted",
        everywhere="grants-everywhere",
    )


def way_back(ctx: Context, wish: GrantWish) -> list[InlineKeyboardButton]:
    return [button(ctx.tr.plain("grants-to-narrow"), to_narrow("open", wish))]


@router.callback_query(GrantsNarrow.filter(F.do == "place"))
@router.callback_query(GrantsPlaces.filter())
async def ask_place(query: CallbackQuery, ctx: Context, callback_data: GrantsNarrow | GrantsPlaces) -> None:
    wish = wish_of(callback_data)
    page = callback_data.page if isinstance(callback_data, GrantsPlaces) else 0
    await picker(wish).ask(query, ctx, page, ctx.tr("grants-ask-place"), [way_back(ctx, wish)])
    await ctx.state.update_data(wish=pack(wish))


@router.callback_query(GrantsPlace.filter())
async def choose_place(query: CallbackQuery, ctx: Context, callback_data: GrantsPlace, catalogue: Catalogue) -> None:
    wish = replace(wish_of(callback_data), place=callback_data.slug or None)
    await put_parts(query, ctx, catalogue, unpack(pack(wish)))


@router.message(StateFilter(Narrowing.place), Typed())
async def take_place(message: Message, ctx: Context, typed: str, places: Places, catalogue: Catalogue) -> None:
    wish = unpack(str((await ctx.state.get_data()).get("wish", "")))
    located = await picker(wish).find(message, ctx, places, typed, [way_back(ctx, wish)])
    if located:
        await put_parts(message, ctx, catalogue, replace(wish, place=located.municipality.slug))
