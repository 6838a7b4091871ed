"""The session for answers to people."""

from bot.monitoring.telegram_date import DatedSession
from bot.network import LineSession


class AnsweringSession(DatedSession, LineSession):
    """A session over a bad line that also hears Telegram's date."""
