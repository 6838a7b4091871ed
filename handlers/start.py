"""/start and /menu → the menu → any conversation; /help, /cancel, /language; coming and going.

Nothing is stored about a stranger: a language they choose stays with the talk for a day.
"""

from contextlib import suppress
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import KICKED, MEMBER, ChatMemberUpdatedFilter, Command, CommandStart
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import BotCommand, BotCommandScopeChat, CallbackQuery, ChatMemberUpdated, Message

from bot.domain.people import Person, Role, Visitor, coordinates_somewhere
from bot.i18n import Texts, Translator
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, show, to_menu
from storage.core.db import Store
from storage.core.fsm import Conversations, put
from storage.people import people

router = Router(name="start")


class LanguageButton(CallbackData, prefix="lang"):
    locale: str


router.message.filter(Said("start", "menu", "help", "cancel", "language"))
router.callback_query.filter(Pressed(LanguageButton, places=("menu", "help", "language")))

# What the command menu offers, in its order; the last are for coordinators.
COMMANDS = ("tos", "case", "events", "grants", "faq", "menu", "help", "privacy", "language")
COORDINATOR_COMMANDS = ("new_event", "broadcast", "cases", "law")


def commands(tr: Translator, *, coordinator: bool = False) -> list[BotCommand]:
    """The command menu in a language: `command-tos` is the text of /tos."""
    names = (*COMMANDS[:4], *COORDINATOR_COMMANDS, *COMMANDS[4:]) if coordinator else COMMANDS
    return [BotCommand(command=name, description=tr.plain(f"command-{name.replace('_', '-')}")) for name in names]


async def tell_here(bot: Bot, tr: Translator, visitor: Visitor, *, coordinator: bool) -> None:
    """This chat's own command menu: a coordinator's, or in a language that is not Telegram's.

    It is a courtesy: Telegram's trouble with it keeps nobody from the screen they asked for.
    """
    scope = BotCommandScopeChat(chat_id=visitor.chat_id)
    with suppress(TelegramAPIError):
        await bot.set_my_commands(commands(tr, coordinator=coordinator), scope=scope)


async def tell_commands(bot: Bot, texts: Texts) -> None:
    """The command menu of residents in each language; coordinators and who chooses a language get their own."""
    await bot.set_my_commands(commands(texts.choose(None)))
    for tr in texts:
        await bot.set_my_commands(commands(tr), language_code=tr.locale)


@router.message(CommandStart(deep_link=False))
@router.message(Command("menu"))
@router.callback_query(Open.filter(F.place == "menu"))
async def show_menu(
    event: Message | CallbackQuery, bot: Bot, tr: Translator, visitor: Visitor, roles: frozenset[Role]
) -> None:
    coordinates = coordinates_somewhere(roles)
    if coordinates and isinstance(event, Message):
        await tell_here(bot, tr, visitor, coordinator=True)
    buttons = keyboard(
        [button(tr.plain("menu-tos"), Open(place="tos"))],
        [button(tr.plain("menu-events"), Open(place="events"))],
        [button(tr.plain("menu-grants"), Open(place="grants"))],
        [button(tr.plain("menu-faq"), Open(place="faq"))],
        [button(tr.plain("menu-broadcast"), Open(place="broadcast"))] if coordinates else [],
        [button(tr.plain("menu-cases"), Open(place="cases")), button(tr.plain("menu-law"), Open(place="law"))]
        if coordinates
        else [],
        [button(tr.plain("menu-help"), Open(place="help")), button(tr.plain("menu-language"), Open(place="language"))],
        [button(tr.plain("menu-privacy"), Open(place="privacy"))],
    )
    await show(event, tr("menu"), buttons)


@router.message(Command("help"))
@router.callback_query(Open.filter(F.place == "help"))
async def show_help(event: Message | CallbackQuery, tr: Translator) -> None:
    await show(event, tr("help"), keyboard([to_menu(tr)]))


@router.message(Command("cancel"))
async def cancel(message: Message, tr: Translator, raw_state: str | None) -> None:
    """`LeaveQuestion` has closed the question by now; `raw_state` tells whether there was one."""
    await message.answer(tr("cancelled" if raw_state else "nothing-to-cancel"), reply_markup=keyboard([to_menu(tr)]))


@router.message(Command("language"))
@router.callback_query(Open.filter(F.place == "language"))
async def show_languages(event: Message | CallbackQuery, tr: Translator, texts: Texts) -> None:
    languages = [[button(each.plain("language-name"), LanguageButton(locale=each.locale))] for each in texts]
    await show(event, tr("choose-language"), keyboard(*languages, [to_menu(tr)]))


@router.callback_query(LanguageButton.filter())
async def choose_language(
    query: CallbackQuery,
    callback_data: LanguageButton,
    bot: Bot,
    store: Store,
    state: FSMContext,
    conversations: Conversations,
    texts: Texts,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    tr = texts.choose(callback_data.locale)
    if person:
        await store.write(people.change, person.id, locale=tr.locale)
    else:
        await store.write(put, conversations.key(state.key), now, locale=tr.locale)
    await tell_here(bot, tr, visitor, coordinator=coordinates_somewhere(roles))
    await show_menu(query, bot, tr, visitor, roles)


@router.my_chat_member(ChatMemberUpdatedFilter(KICKED))
async def went(_: ChatMemberUpdated, store: Store, visitor: Visitor, now: datetime) -> None:
    await store.write(people.block, visitor.chat_id, now)


@router.my_chat_member(ChatMemberUpdatedFilter(MEMBER))
async def came_back(_: ChatMemberUpdated, store: Store, visitor: Visitor, now: datetime) -> None:
    await store.write(people.unblock, visitor.chat_id, now)
