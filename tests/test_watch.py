"""The watch: its jobs keep `/health` true, and ask Telegram something while nobody else does."""

import pytest

from bot.app import assemble
from bot.config import Settings
from bot.domain.troubles import Trouble
from bot.monitoring.health import ANSWER_SECONDS, Health
from bot.telegram.summary import egress, summary
from bot.telegram.trouble_notices import TroubleNotices
from bot.telegram.watch import SILENT_SECONDS, Watch
from tests.chat import InProcess, Town

PROXIES = ("socks5://anna:s3cret@127.0.0.1:1", "http://127.0.0.1:2")


class Watched:
    """A bot whose monotonic time is moved by hand."""

    def __init__(self, town: Town) -> None:
        self.seconds, self.town = 0.0, town
        self.health = Health(town.clock, lambda: self.seconds)
        sessions = InProcess(town.world), InProcess(town.world)
        app = assemble(town.settings, town.store, town.clock, *sessions, health=self.health)
        self.bot = app.bot
        self.watch = Watch(TroubleNotices(app.bot, town.store, app.texts, self.health, town.settings, town.clock))

    async def run_jobs(self) -> None:
        for _, job in self.watch.jobs():
            await job()


async def test_a_bot_that_nobody_writes_to_asks_for_a_sign_of_life(town: Town) -> None:
    """With a webhook there is no poll that would be answered."""
    watched = Watched(town)
    await watched.bot.get_me()
    for _ in range(10):
        watched.seconds += SILENT_SECONDS + 1
        await watched.run_jobs()
        assert watched.health.reasons() == ()


async def test_telegram_that_is_away_is_a_reason_and_no_error(town: Town) -> None:
    watched = Watched(town)
    await watched.bot.get_me()
    town.world.faults.add("502", html=True, method="getMe")
    for _ in range(4):
        watched.seconds += SILENT_SECONDS + 1
        await watched.run_jobs()
    assert watched.seconds > ANSWER_SECONDS
    assert watched.health.reasons() == ("bot-api-silent",)
    town.world.faults.clear()
    watched.seconds += 1
    await watched.run_jobs()
    assert watched.health.reasons() == ()
    town.world.refused.clear()


@pytest.mark.parametrize(("url", "said"), [(None, []), ("https://tos.example.org/telegram", ["WATCHDOG=1"])])
async def test_with_a_webhook_the_tick_feeds_the_watchdog(
    town: Town, monkeypatch: pytest.MonkeyPatch, url: str | None, said: list[str]
) -> None:
    """Long polling does it by itself: a tick would hide that it hangs."""
    heard: list[str] = []
    monkeypatch.setattr("bot.monitoring.health.tell", heard.append)
    town.settings = town.settings.model_copy(update={"webhook_url": url})
    await Watched(town).watch.tick()
    assert heard == said


async def test_a_refusal_is_an_answer_too(town: Town) -> None:
    watched = Watched(town)
    await watched.bot.get_me()
    watched.seconds += 100
    town.world.faults.add("400", method="getMe", words="Bad Request: any")
    with pytest.raises(Exception, match="any"):
        await watched.bot.get_me()
    assert watched.health.answer_age == 0
    town.world.refused.clear()


async def test_the_jobs_report_what_the_store_has(town: Town) -> None:
    watched = Watched(town)
    await watched.run_jobs()
    assert watched.health.store == "ok"
    assert Trouble.STORE_AWAY not in [each.trouble for each in watched.health.troubles]


def test_the_way_to_telegram_has_a_number_and_no_address(settings: Settings) -> None:
    through = settings.model_copy(update={"bot_proxy": PROXIES})
    assert [egress(through, proxy) for proxy in PROXIES] == ["proxy 1 of 2", "proxy 2 of 2"]
    assert egress(settings, None) == "sandbox"
    real = Settings(_env_file=None, bot_token="77:real", bot_api_url="http://127.0.0.1:1")
    assert egress(real, None) == "own Bot API server"
    assert egress(real.model_copy(update={"bot_api_url": None}), None) == "direct"


def test_a_start_says_what_runs(town: Town) -> None:
    several = Settings(
        _env_file=None,
        bot_token="77:real",
        database_url="postgresql+asyncpg://anna:s3cret@127.0.0.1/tos",
        redis_url="redis://127.0.0.1",
        webhook_url="https://example.org/hook",
        webhook_secret="word",
    )
    said = summary(several, Health(town.clock))
    assert said.pop("version").count(".") == 2
    assert said == {"mode": "webhook", "store": "postgresql", "egress": "direct", "replicas": "several"}
    assert summary(town.settings, Health(town.clock))["mode"] == "demo"
