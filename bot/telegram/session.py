"""The session for answers to people."""

from bot.bot_api import BotApiSession
from bot.monitoring.telegram_date import DatedSession


class AnsweringSession(DatedSession, BotApiSession):
    """A session that tolerates answers of any shape and hears Telegram's date."""
