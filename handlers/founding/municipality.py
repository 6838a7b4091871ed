"""/tos → [choose] → a village, a town or a municipality → the road; articles: about the TOS, changes of the law.

/start tos and /start tos_belogorsk open the same screens from a link.
"""

from enum import StrEnum

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.filters.command import CommandObject
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.i18n import Translator
from bot.places import Places
from handlers.founding.views import MunicipalitiesPage, road_from, road_screen, to_quorum, to_start
from handlers.shared.buttons import RoadButton, RoadFromButton
from handlers.shared.citations import read_law
from handlers.shared.context import Context
from handlers.shared.municipality import Picker
from handlers.shared.screens import Open, Pressed, Said, Typed, button, keyboard, to_menu
from storage.law import municipalities


class Choosing(StatesGroup):
    municipality = State()


class Article(StrEnum):
    """A guide text that belongs to no step."""

    WHAT_IS_TOS = "what-is-tos"
    WHAT_CHANGED = "what-changed"


class ArticleButton(CallbackData, prefix="art"):
    name: Article


PICKER = Picker(
    Choosing.municipality,
    chosen=RoadButton,
    page=MunicipalitiesPage,
    unlisted="founding-unlisted",
    settled=RoadFromButton,
)

router = Router(name="founding.municipality")
router.message.filter(Said("tos", link="tos", states=Choosing))
router.callback_query.filter(Pressed(MunicipalitiesPage, ArticleButton, places=("tos",)))


@router.message(Command("tos"))
@router.message(Command("start", magic=F.args == "tos"))
@router.callback_query(Open.filter())
async def show_start(event: Message | CallbackQuery, ctx: Context) -> None:
    buttons = keyboard(
        [button(ctx.tr.plain("founding-choose"), MunicipalitiesPage(page=0))],
        [button(ctx.tr.plain("founding-what"), ArticleButton(name=Article.WHAT_IS_TOS))],
        [button(ctx.tr.plain("founding-changed"), ArticleButton(name=Article.WHAT_CHANGED))],
        [to_quorum(ctx.tr, "")],
        [button(ctx.tr.plain("founding-case"), Open(place="case"))],
        [to_menu(ctx.tr)],
    )
    await ctx.show(event, ctx.tr("founding"), buttons)


@router.message(Command("start", magic=F.args.startswith("tos_")))
async def open_link(message: Message, ctx: Context, command: CommandObject) -> None:
    slug = (command.args or "").removeprefix("tos_")
    await ctx.show(message, *road_screen(ctx.tr, await ctx.store.read(municipalities.get, slug)))


@router.callback_query(ArticleButton.filter())
async def show_article(query: CallbackQuery, ctx: Context, callback_data: ArticleButton) -> None:
    law = await read_law(ctx)
    onward = button(ctx.tr.plain("founding-choose"), MunicipalitiesPage(page=0))
    await ctx.show(query, law.guide(callback_data.name), keyboard([onward], [to_start(ctx.tr), to_menu(ctx.tr)]))


@router.callback_query(MunicipalitiesPage.filter())
async def ask_where(query: CallbackQuery, ctx: Context, callback_data: MunicipalitiesPage) -> None:
    below = [[anywhere(ctx.tr)], [to_start(ctx.tr), to_menu(ctx.tr)]]
    await PICKER.ask(query, ctx, callback_data.page, ctx.tr("founding-where"), below=below)


def anywhere(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("founding-anywhere"), RoadButton(slug=""))


@router.message(StateFilter(Choosing), Typed())
async def find(message: Message, ctx: Context, typed: str, places: Places) -> None:
    if place := await PICKER.find(message, ctx, places, typed, [[anywhere(ctx.tr)]]):
        await ctx.show(message, *road_from(ctx.tr, place))


@router.message(StateFilter(Choosing))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))
