"""`python -m bot check`: what is allowed and yet looks like a mistake, and who else uses the token."""

import asyncio
from pathlib import Path

import pytest

from bot.check import another_copy, doubts
from bot.config import Settings
from bot.telegram.polling import poll
from tests.chat import Town


def test_a_misspelt_setting_is_named_with_the_one_that_was_meant(settings: Settings, tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("# ADMIN=1\nADMIN_ID=1\nexport SEND_RATES = 3\nTIMEZONE=Asia/Yakutsk\nPAPERCLIPS=5\n", "utf-8")
    appointed = settings.model_copy(update={"admin_ids": frozenset({1}), "backup_dir": tmp_path})
    assert doubts(appointed, env) == [
        "ADMIN_ID in .env is no setting, did you mean ADMIN_IDS?",
        "SEND_RATES in .env is no setting, did you mean SEND_RATE?",
        "PAPERCLIPS in .env is no setting",
    ]


def test_a_bot_without_administrators_or_backups_is_doubted_and_a_demo_is_not(
    settings: Settings, tmp_path: Path
) -> None:
    nothing = tmp_path / ".env"
    assert [words.split(":")[0] for words in doubts(settings, nothing)] == ["ADMIN_IDS is empty", "BACKUP_DIR is empty"]
    assert doubts(settings.model_copy(update={"bot_token": None}), nothing) == []


async def test_another_copy_that_polls_is_noticed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both talk to one Telegram: the other's next request for updates ends this one."""
    bot, stopping = town.app.bot, asyncio.Event()
    monkeypatch.setattr("bot.check.POLL_SECONDS", 30)
    async with asyncio.TaskGroup() as group:
        group.create_task(poll(bot, town.app.dispatcher, stopping, town.app.backlog))
        assert "another process asks for updates" in await another_copy(bot, town.settings)
        stopping.set()
    town.world.refused.clear()


async def test_nobody_else_is_noticed_where_there_is_nobody(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.check.POLL_SECONDS", 0)
    assert await another_copy(town.app.bot, town.settings) == ""


async def test_a_webhook_is_noticed_where_polling_is_meant_and_where_it_is_foreign(town: Town) -> None:
    bot, mine = town.app.bot, "http://127.0.0.1:1/hook"
    await bot.set_webhook(mine)
    assert "a webhook is set" in await another_copy(bot, town.settings)
    assert await another_copy(bot, town.settings.model_copy(update={"webhook_url": mine})) == ""
    other = town.settings.model_copy(update={"webhook_url": "http://127.0.0.1:1/other"})
    assert "of another address" in await another_copy(bot, other)
