"""The Bot API, read with tolerance: a newer or older server and a proxy in between must not stop this bot."""

from bot.bot_api.session import BotApiSession, TolerantAnswers
from bot.bot_api.tolerance import decode, without_half_characters

__all__ = ["BotApiSession", "TolerantAnswers", "decode", "without_half_characters"]
