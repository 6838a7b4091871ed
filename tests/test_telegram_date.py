"""Telegram's date is heard from its answers over HTTP, and from nobody whose clock proves nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiogram.exceptions import TelegramServerError

from bot.app import make_bot, make_session
from bot.clock_watch import hear_dates
from bot.config import Settings
from bot.monitoring.clock_guard import ClockGuard
from bot.monitoring.telegram_date import DatedSession, HearMessageDates
from bot.sandbox.server import read_people, serve
from tests.e2e.conftest import ROOT

YEAR = timedelta(days=365)
SANDBOX = "42:sandbox"
PEOPLE = read_people(ROOT / "storage" / "seed" / "demo.yaml")


def settings_of(base: str, token: str = SANDBOX) -> Settings:
    return Settings(_env_file=None, bot_token=token, bot_api_url=base)


async def test_the_date_of_an_answer_is_heard_and_that_of_a_proxys_page_is_not(tmp_path: Path) -> None:
    (tmp_path / "clock").write_text(str(YEAR.total_seconds()))
    heard: list[datetime] = []
    async with serve(token=SANDBOX, clock_file=tmp_path / "clock") as base:
        settings = settings_of(base)
        session = make_session(settings, 1)
        assert isinstance(session, DatedSession)
        session.hear = heard.append
        async with session:
            bot = make_bot(settings, session)
            async with (await session.create_session()).put(
                f"{base}/control/faults", json=[{"kind": "502", "html": True, "times": 1}]
            ) as changed:
                assert changed.status == 200
            heard.clear()
            with pytest.raises(TelegramServerError):
                await bot.get_me()
            assert heard == []
            await bot.get_me()
    assert len(heard) == 1
    assert abs(heard[0] - datetime.now(UTC) - YEAR) < timedelta(minutes=1)


async def test_the_date_of_a_message_that_was_sent_is_heard() -> None:
    heard: list[datetime] = []
    async with serve(token=SANDBOX, people=PEOPLE) as base:
        settings = settings_of(base)
        async with make_session(settings, 1) as session:
            session.middleware(HearMessageDates(heard.append))
            bot = make_bot(settings, session)
            sent = await bot.send_message(102, "Здравствуйте")
            assert heard == [sent.date]
            await bot.edit_message_text("Добрый день", chat_id=102, message_id=sent.message_id)
            assert len(heard) == 1, "an edited message has the date of its sending"


@pytest.mark.parametrize(
    ("base", "token", "counts"),
    [
        ("http://127.0.0.1:8081", "123456:own-server", False),
        ("http://127.0.0.1:8081", SANDBOX, True),
        ("https://bot-api.example", "123456:own-server", True),
        ("", "123456:telegram", True),
    ],
)
async def test_a_server_on_this_machine_has_the_clock_in_question(base: str, token: str, counts: bool) -> None:
    settings = Settings(_env_file=None, bot_token=token, bot_api_url=base or None)
    session = make_session(settings, 1)
    assert isinstance(session, DatedSession)
    hear_dates(session, settings, ClockGuard(lambda: datetime.now(UTC)))
    assert (session.hear is not None) is counts
