"""/start and /menu → the menu → any conversation; /help, /cancel, /language; coming and going.

Nothing is stored about a stranger: a language they choose stays with the talk for a day.
"""

from contextlib import suppress
from dataclasses import replace

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import KICKED, MEMBER, ChatMemberUpdatedFilter, Command, CommandStart
from aiogram.filters.callback_data import CallbackData
from aiogram.types import BotCommand, BotCommandScopeChat, CallbackQuery, ChatMemberUpdated, Message

from bot.i18n import Texts, Translator
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, to_menu
from storage.core.fsm import put
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


async def tell_here(ctx: Context, *, coordinator: bool) -> None:
    """This chat's own command menu: a coordinator's, or in a language that is not Telegram's.

    It is a courtesy: Telegram's trouble with it keeps nobody from the screen they asked for.
    """
    scope = BotCommandScopeChat(chat_id=ctx.visitor.chat_id)
    with suppress(TelegramAPIError):
        await ctx.bot.set_my_commands(commands(ctx.tr, coordinator=coordinator), scope=scope)


async def tell_commands(bot: Bot, texts: Texts) -> None:
    """The command menu of residents in each language; coordinators and who chooses a language get their own."""
    await bot.set_my_commands(commands(texts.choose(None)))
    for tr in texts:
        await bot.set_my_commands(commands(tr), language_code=tr.locale)


@router.message(CommandStart(deep_link=False))
@router.message(Command("menu"))
@router.callback_query(Open.filter(F.place == "menu"))
async def show_menu(event: Message | CallbackQuery, ctx: Context) -> None:
    coordinates = ctx.coordinates()
    if coordinates and isinstance(event, Message):
        await tell_here(ctx, coordinator=True)
    buttons = keyboard(
        [button(ctx.tr.plain("menu-tos"), Open(place="tos"))],
        [button(ctx.tr.plain("menu-events"), Open(place="events"))],
        [button(ctx.tr.plain("menu-grants"), Open(place="grants"))],
        [button(ctx.tr.plain("menu-faq"), Open(place="faq"))],
        [button(ctx.tr.plain("menu-broadcast"), Open(place="broadcast"))] if coordinates else [],
        [button(ctx.tr.plain("menu-cases"), Open(place="cases")), button(ctx.tr.plain("menu-law"), Open(place="law"))]
        if coordinates
        else [],
        [
            button(ctx.tr.plain("menu-help"), Open(place="help")),
            button(ctx.tr.plain("menu-language"), Open(place="language")),
        ],
        [button(ctx.tr.plain("menu-privacy"), Open(place="privacy"))],
    )
    await ctx.show(event, ctx.tr("menu"), buttons)


@router.message(Command("help"))
@router.callback_query(Open.filter(F.place == "help"))
async def show_help(event: Message | CallbackQuery, ctx: Context) -> None:
    await ctx.show(event, ctx.tr("help"), keyboard([to_menu(ctx.tr)]))


@router.message(Command("cancel"))
async def cancel(message: Message, ctx: Context) -> None:
    """`LeaveQuestion` has closed the question by now; `raw_state` tells whether there was one."""
    await message.answer(
        ctx.tr("cancelled" if ctx.state.opened else "nothing-to-cancel"), reply_markup=keyboard([to_menu(ctx.tr)])
    )


@router.message(Command("language"))
@router.callback_query(Open.filter(F.place == "language"))
async def show_languages(event: Message | CallbackQuery, ctx: Context) -> None:
    languages = [[button(each.plain("language-name"), LanguageButton(locale=each.locale))] for each in ctx.texts]
    await ctx.show(event, ctx.tr("choose-language"), keyboard(*languages, [to_menu(ctx.tr)]))


@router.callback_query(LanguageButton.filter())
async def choose_language(query: CallbackQuery, ctx: Context, callback_data: LanguageButton) -> None:
    ctx = replace(ctx, tr=ctx.texts.choose(callback_data.locale))
    if ctx.person:
        await ctx.store.write(people.change, ctx.person.id, locale=ctx.tr.locale)
    else:
        await ctx.store.write(put, ctx.state.row_key, ctx.now, locale=ctx.tr.locale)
    await tell_here(ctx, coordinator=ctx.coordinates())
    await show_menu(query, ctx)


@router.my_chat_member(ChatMemberUpdatedFilter(KICKED))
async def went(_: ChatMemberUpdated, ctx: Context) -> None:
    await ctx.store.write(people.block, ctx.visitor.chat_id, ctx.now)


@router.my_chat_member(ChatMemberUpdatedFilter(MEMBER))
async def came_back(_: ChatMemberUpdated, ctx: Context) -> None:
    await ctx.store.write(people.unblock, ctx.visitor.chat_id, ctx.now)
