"""/start and /menu → the menu → any conversation; /help, /cancel, /language; blocking and unblocking the bot.

Nothing is stored about a stranger: the language they choose is kept with the open question for a day.
"""

from contextlib import suppress
from dataclasses import replace

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import KICKED, MEMBER, ChatMemberUpdatedFilter, Command, CommandStart
from aiogram.filters.callback_data import CallbackData
from aiogram.types import BotCommand, BotCommandScopeChat, CallbackQuery, ChatMemberUpdated, Message

from bot.i18n import Texts, Translator
from bot.logs import get_logger
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, to_menu
from storage.core.fsm import put
from storage.people import people

log = get_logger(__name__)
router = Router(name="start")


class LanguageButton(CallbackData, prefix="lang"):
    locale: str


router.message.filter(Said("start", "menu", "help", "cancel", "language"))
router.callback_query.filter(Pressed(LanguageButton, places=("menu", "help", "language")))

# The commands of the menu, in its order.
COMMANDS = ("tos", "case", "events", "grants", "faq", "menu", "help", "privacy", "language")
COORDINATOR_COMMANDS = ("work", "new_event", "broadcast", "cases", "law", "catalogue")


def commands(tr: Translator, *, coordinator: bool = False) -> list[BotCommand]:
    """The command menu in a language: `command-tos` is the text of /tos."""
    names = (*COMMANDS[:4], *COORDINATOR_COMMANDS, *COMMANDS[4:]) if coordinator else COMMANDS
    return [BotCommand(command=name, description=tr.plain(f"command-{name.replace('_', '-')}")) for name in names]


async def set_chat_commands(ctx: Context, *, coordinator: bool) -> None:
    """Set the command menu of this chat: a coordinator's, or one in a language that is not Telegram's.

    An error of Telegram is ignored: it keeps nobody from the screen they asked for.
    """
    scope = BotCommandScopeChat(chat_id=ctx.visitor.chat_id)
    with suppress(TelegramAPIError):
        await ctx.bot.set_my_commands(commands(ctx.tr, coordinator=coordinator), scope=scope)


async def tell_commands(bot: Bot, texts: Texts) -> None:
    """Set the command menu of residents in each language. A chat with a menu of its own keeps it."""
    await bot.set_my_commands(commands(texts.choose(None)))
    for tr in texts:
        await bot.set_my_commands(commands(tr), language_code=tr.locale)


@router.message(CommandStart(deep_link=False))
@router.message(Command("menu"))
@router.callback_query(Open.filter(F.place == "menu"))
async def show_menu(event: Message | CallbackQuery, ctx: Context) -> None:
    coordinates = ctx.coordinates()
    if coordinates and isinstance(event, Message):
        await set_chat_commands(ctx, coordinator=True)
    buttons = keyboard(
        [button(ctx.tr.plain("menu-tos"), Open(place="tos"))],
        [button(ctx.tr.plain("menu-events"), Open(place="events"))],
        [button(ctx.tr.plain("menu-grants"), Open(place="grants"))],
        [button(ctx.tr.plain("menu-faq"), Open(place="faq"))],
        [button(ctx.tr.plain("menu-work"), Open(place="work"))] if coordinates else [],
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
    """Confirm: `LeaveQuestion` has closed the question by now, `ctx.state.opened` tells whether there was one."""
    text = ctx.tr("cancelled" if ctx.state.opened else "nothing-to-cancel")
    await ctx.show(message, text, keyboard([to_menu(ctx.tr)]))


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
    await set_chat_commands(ctx, coordinator=ctx.coordinates())
    await show_menu(query, ctx)


@router.my_chat_member(ChatMemberUpdatedFilter(KICKED))
async def note_blocked(_: ChatMemberUpdated, ctx: Context) -> None:
    await ctx.store.write(people.block, ctx.visitor.chat_id, ctx.now, ctx.visitor.channel.platform)
    log.info("bot blocked", person_id=ctx.person_id)


@router.my_chat_member(ChatMemberUpdatedFilter(MEMBER))
async def note_unblocked(_: ChatMemberUpdated, ctx: Context) -> None:
    await ctx.store.write(people.unblock, ctx.visitor.chat_id, ctx.now, ctx.visitor.channel.platform)
    log.info("bot unblocked", person_id=ctx.person_id)
