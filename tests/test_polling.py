"""Long polling that outlives Telegram's absence."""

import asyncio
from typing import Any

import pytest
from aiogram.exceptions import ClientDecodeError, TelegramUnauthorizedError
from aiogram.methods import GetMe, GetUpdates

from bot.telegram.polling import TokenRefusedError, introduce, poll
from tests.chat import Town


@pytest.fixture
def unknown(town: Town, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Telegram rejects the token twice, then accepts it and has no updates; the bot is to stop."""
    asked: list[str] = []

    async def refuse(bot: Any, method: Any, timeout: int | None = None) -> Any:
        asked.append(type(method).__name__)
        if len(asked) < 3:
            raise TelegramUnauthorizedError(method=method, message="Unauthorized")
        return []

    monkeypatch.setattr(town.app.bot.session, "make_request", refuse)
    return asked


async def test_a_token_that_is_refused_at_the_start_is_no_outage(town: Town, unknown: list[str]) -> None:
    with pytest.raises(TokenRefusedError):
        await introduce(town.app.bot)
    assert unknown == [GetMe.__name__]


async def test_a_token_that_is_refused_later_is_an_outage_told_once(
    town: Town, unknown: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stopping = asyncio.Event()

    async def no_wait(_: float) -> None:
        if len(unknown) > 1:
            stopping.set()

    monkeypatch.setattr("bot.telegram.polling.asyncio.sleep", no_wait)
    await poll(town.app.bot, town.app.dispatcher, stopping)
    assert set(unknown) == {GetUpdates.__name__}
    assert caplog.text.count("Telegram does not answer error=TelegramUnauthorizedError") == 1


async def test_a_proxys_page_is_an_outage_too(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[str] = []
    stopping = asyncio.Event()

    async def page(bot: Any, method: Any, timeout: int | None = None) -> Any:
        asked.append(type(method).__name__)
        if len(asked) < 3:
            raise ClientDecodeError("Failed to decode object", ValueError(), "<html>")
        stopping.set()
        return []

    async def no_wait(_: float) -> None:
        return

    monkeypatch.setattr(town.app.bot.session, "make_request", page)
    monkeypatch.setattr("bot.telegram.polling.asyncio.sleep", no_wait)
    await poll(town.app.bot, town.app.dispatcher, stopping)
    assert len(asked) >= 3
    assert caplog.text.count("Telegram does not answer error=ClientDecodeError") == 1
