"""Telegram's date, for the clock guard: from the headers of its answers, and from the messages that it sent for us."""

from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import Response, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Message
from aiohttp import ClientResponse, ClientSession, TraceConfig, TraceRequestEndParams

Hear = Callable[[datetime], None]


class DatedSession(AiohttpSession):
    """aiogram's session; `hear` gets the date of every answer of the Bot API.

    It stays unset for a server on this machine: its date comes from the very clock that is in question.
    """

    hear: Hear | None = None

    async def create_session(self) -> ClientSession:
        session = await super().create_session()
        if self.hear is not None and not session.trace_configs:
            trace = TraceConfig()
            trace.on_request_end.append(self._read_date)
            trace.freeze()
            session.trace_configs.append(trace)
        return session

    async def _read_date(self, _session: ClientSession, _context: object, answer: TraceRequestEndParams) -> None:
        moment = date_of(answer.response)
        if moment is not None and self.hear is not None:
            self.hear(moment)


def date_of(response: ClientResponse) -> datetime | None:
    """The date of a JSON answer; None for the page of a proxy or censor, whose clock nobody knows."""
    date = response.headers.get("Date")
    if date is None or response.content_type != "application/json":
        return None
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


class HearMessageDates(BaseRequestMiddleware):
    """Hands the date of every message that was just sent to `hear`: it is Telegram's own on any Bot API server."""

    def __init__(self, hear: Hear) -> None:
        self._hear = hear

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        done = await make_request(bot, method)
        sent: Any = done
        if isinstance(method, SendMessage) and isinstance(sent, Message):
            self._hear(sent.date)
        return done
