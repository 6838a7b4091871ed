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
from bot.i18n import Translator
from handlers.founding.views import MunicipalitiesPage, RoadButton, road_screen, to_quorum, to_start
from handlers.shared.citations import read_law
from handlers.shared.municipality import Picker
from handlers.shared.screens import Open, Pressed, Said, Typed, answer_once, button, keyboard, show, to_menu
from storage.core.db import Store
from storage.law import municipalities


class Choosing(StatesGroup):
    municipality = State()


class Article(StrEnum):
    """A guide text that belongs to no step."""

    WHAT_IS_TOS = "what-is-tos"
    WHAT_CHANGED = "what-changed"


class ArticleButton(CallbackData, prefix="art"):
    name: Article


PICKER = Picker(Choosing.municipality, chosen=RoadButton, page=MunicipalitiesPage)

router = Router(name="founding.municipality")
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
        [button(tr.plain("founding-case"), Open(place="case"))],
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
    below = [[anywhere(tr)], [to_start(tr), to_menu(tr)]]
    await PICKER.ask(query, callback_data.page, state, store, tr, tr("founding-where"), below=below)


def anywhere(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("founding-anywhere"), RoadButton(slug=""))


@router.message(StateFilter(Choosing), Typed())
async def find(message: Message, typed: str, state: FSMContext, store: Store, tr: Translator) -> None:
    unlisted, below = tr("founding-unlisted"), [[anywhere(tr)]]
    one = await PICKER.find(message, typed, state, store, tr, unlisted=unlisted, below=below)
    if one:
        await show(message, *road_screen(tr, one))


@router.message(StateFilter(Choosing))
async def want_words(message: Message, state: FSMContext, tr: Translator) -> None:
    await answer_once(message, state, tr("want-words"))
