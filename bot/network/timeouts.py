"""Timeouts of requests."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from aiogram.methods import (
    EditMessageMedia,
    SendAnimation,
    SendAudio,
    SendDocument,
    SendMediaGroup,
    SendPhoto,
    SendSticker,
    SendVideo,
    SendVoice,
    TelegramMethod,
)
from aiohttp import ClientTimeout

# Methods that may upload a file.
UPLOADS = (
    *(EditMessageMedia, SendAnimation, SendAudio, SendDocument, SendMediaGroup),
    *(SendPhoto, SendSticker, SendVideo, SendVoice),
)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Limits in seconds: `connect` for a connection with its handshake, `read` for silence once the request has left,
    `total` for a request that may upload a file, which takes its time.

    Any other request may take `connect` and `read` together.
    """

    connect: float = 5
    read: float = 12
    total: float = 60

    def of(self, method: TelegramMethod[Any], asked: float | None = None) -> ClientTimeout:
        """The limits of a request; `asked` replaces those after the connection: a long poll waits, a probe hurries."""
        if asked is not None:
            return ClientTimeout(total=asked, sock_connect=min(self.connect, asked))
        return _limits(self, isinstance(method, UPLOADS))


@cache
def _limits(timeouts: Timeouts, is_upload: bool) -> ClientTimeout:
    total = timeouts.total if is_upload else timeouts.connect + timeouts.read
    return ClientTimeout(total=total, sock_connect=timeouts.connect, sock_read=timeouts.read)
