"""Timeouts of requests."""

from dataclasses import dataclass
from typing import Any

from aiogram.methods import TelegramMethod
from aiogram.types import InputFile
from aiohttp import ClientTimeout


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Limits in seconds: `connect` for a connection with its handshake, `read` for silence once the request has left,
    `total` for a request with a file, whose upload takes its time.

    A request without a file may take `connect` and `read` together.
    """

    connect: float = 5
    read: float = 12
    total: float = 60

    def of(self, method: TelegramMethod[Any], asked: float | None = None) -> ClientTimeout:
        """The limits of a request; `asked` replaces those after the connection: a long poll waits, a probe hurries."""
        if asked is not None:
            return ClientTimeout(total=asked, sock_connect=min(self.connect, asked))
        total = self.total if has_file(method) else self.connect + self.read
        return ClientTimeout(total=total, sock_connect=self.connect, sock_read=self.read)


def has_file(method: TelegramMethod[Any]) -> bool:
    """Tell whether a file is uploaded with the request."""
    for _, value in method:
        parts = value if isinstance(value, list) else [value]
        if any(isinstance(part, InputFile) or isinstance(getattr(part, "media", None), InputFile) for part in parts):
            return True
    return False
