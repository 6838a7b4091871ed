"""The command menu of a chat: that of residents, which Telegram keeps for everybody, or a coordinator's own."""

from contextlib import suppress

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.i18n import Texts, Translator

# The commands of the menu, in its order.
COMMANDS = (
    "tos",
    "case",
    "events",
    "grants",
    "applications",
    "faq",
    "school",
    "practice",
    "helpers",
    "ask",
    "profile",
    "privacy",
    "language",
    "menu",
    "help",
)
COORDINATOR_COMMANDS = ("work", "questions", "new_event", "broadcast", "cases", "law", "catalogue", "people", "audit")


def commands(tr: Translator, *, coordinator: bool = False) -> list[BotCommand]:
    """The command menu in a language: `command-tos` is the text of /tos."""
    names = (*COMMANDS[:5], *COORDINATOR_COMMANDS, *COMMANDS[5:]) if coordinator else COMMANDS
    return [BotCommand(command=name, description=tr.plain(f"command-{name.replace('_', '-')}")) for name in names]


async def set_commands(bot: Bot, tr: Translator, chat_id: int, *, coordinator: bool) -> None:
    """Set the command menu of a chat: a coordinator's, or one in a language that is not Telegram's.

    An error of Telegram is ignored: it keeps nobody from the screen they asked for.
    """
    with suppress(TelegramAPIError):
        await bot.set_my_commands(commands(tr, coordinator=coordinator), scope=BotCommandScopeChat(chat_id=chat_id))


async def drop_commands(bot: Bot, chat_id: int) -> None:
    """Delete the command menu of a chat, so that the menu for everybody shows. An error of Telegram is ignored."""
    with suppress(TelegramAPIError):
        await bot.delete_my_commands(scope=BotCommandScopeChat(chat_id=chat_id))


async def tell_commands(bot: Bot, texts: Texts) -> None:
    """Set the command menu of residents in each language. A chat with a menu of its own keeps it."""
    await bot.set_my_commands(commands(texts.choose(None)))
    for tr in texts:
        await bot.set_my_commands(commands(tr), language_code=tr.locale)
