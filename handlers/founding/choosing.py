"""/tos → [choose] → a name typed or pressed → the road; what a TOS is, what changed in the law.

/start tos and /start tos_belogorsk open the same screens from a link.
"""

from datetime import datetime
from enum import StrEnum

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.filters.command import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.config import Settings
from bot.domain.municipalities import Kind, Municipality, fold, search
from bot.i18n import Translator
from handlers.common import Open, Pressed, Said, Typed, ask, button, keyboard, pager, show, to_menu
from handlers.founding.law import read_law
from handlers.founding.screens import MunicipalitiesPage, RoadButton, road_screen, to_quorum, to_start
from storage import municipalities
from storage.db import Store

PAGE_SIZE = 8
TYPED_MAX = 60


class Choosing(StatesGroup):
    municipality = State()


class Article(StrEnum):
    """A guide text that belongs to no step."""

    WHAT_IS_TOS = "what-is-tos"
    WHAT_CHANGED = "what-changed"


class ArticleButton(CallbackData, prefix="art"):
    name: Article


router = Router(name="founding.choosing")
router.message.filter(Said("tos", link="tos", states=Choosing))
router.callback_query.filter(Pressed(MunicipalitiesPage, ArticleButton, places=("tos",)))


@router.message(Command("tos"))
@router.message(Command("start", magic=F.args == "tos"))
@router.callback_query(Open.filter())
async def show_start(event: Message | CallbackQuery, tr: Translator) -> None:
    buttons = keyboard(
        [button(tr.plain("founding-choose"), MunicipalitiesPage(page=0))],
        [button(tr.plain("founding-what"), ArticleButton(name=Article.WHAT_IS_TOS))],
        [button(tr.plain("founding-changed"), ArticleButton(name=Article.WHAT_CHANGED))],
        [to_quorum(tr, "")],
        [to_menu(tr)],
    )
    await show(event, tr("founding"), buttons)


@router.message(Command("start", magic=F.args.startswith("tos_")))
async def open_link(message: Message, command: CommandObject, store: Store, tr: Translator) -> None:
    slug = (command.args or "").removeprefix("tos_")
    await show(message, *road_screen(tr, await store.read(municipalities.get, slug)))


@router.callback_query(ArticleButton.filter())
async def show_article(
    query: CallbackQuery,
    callback_data: ArticleButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    now: datetime,
) -> None:
    law = await read_law(store, tr, settings, now)
    onward = button(tr.plain("founding-choose"), MunicipalitiesPage(page=0))
    await show(query, law.guide(callback_data.name), keyboard([onward], [to_start(tr), to_menu(tr)]))


@router.callback_query(MunicipalitiesPage.filter())
async def ask_where(
    query: CallbackQuery, callback_data: MunicipalitiesPage, state: FSMContext, store: Store, tr: Translator
) -> None:
    """A list to press and a question to answer in one: cities first, since most people live there."""
    found = await store.read(municipalities.all_municipalities)
    found.sort(key=lambda one: (one.kind is not Kind.URBAN_OKRUG, fold(one.name)))
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(callback_data.page, 0), pages - 1)
    buttons = keyboard(
        *choices(found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]),
        pager(tr, page, pages, MunicipalitiesPage),
        [anywhere(tr)],
        [to_start(tr), to_menu(tr)],
    )
    await ask(query, state, Choosing.municipality, tr("founding-where"), buttons)


def choices(found: list[Municipality]) -> list[list[InlineKeyboardButton]]:
    return [[button(one.name, RoadButton(slug=one.slug))] for one in found]


def anywhere(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("founding-anywhere"), RoadButton(slug=""))


@router.message(StateFilter(Choosing), Typed())
async def find(message: Message, typed: str, state: FSMContext, store: Store, tr: Translator) -> None:
    """One that fits is opened at once; of several the person chooses, and may as well type again."""
    if len(typed) > TYPED_MAX:
        await message.answer(tr("too-long", typed=len(typed), most=TYPED_MAX))
        return
    found = search(await store.read(municipalities.all_municipalities), typed)
    if len(found) == 1:
        await state.clear()
        await show(message, *road_screen(tr, found[0]))
        return
    if not found:
        text = tr("founding-not-found", typed=typed)
    elif len(found) > PAGE_SIZE:
        text = tr("founding-found-many", shown=PAGE_SIZE)
    else:
        text = tr("founding-found", count=len(found))
    all_of_them = button(tr.plain("founding-list"), MunicipalitiesPage(page=0))
    await show(message, text, keyboard(*choices(found[:PAGE_SIZE]), [all_of_them], [anywhere(tr)]))


@router.message(StateFilter(Choosing))
async def want_words(message: Message, tr: Translator) -> None:
    await message.answer(tr("want-words"))
