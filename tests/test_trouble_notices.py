"""The three places where an operator reads of a trouble within five minutes: the log, `/health`, the chat."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.config import Settings
from bot.domain.people import Purpose, Role, RoleKind
from bot.domain.troubles import MUTE, PASSING, SERIOUS, Trouble
from bot.i18n import Translator
from bot.telegram.trouble_notices import TroubleNotices
from storage.core.db import Store
from storage.core.tables import told_troubles
from storage.people import people
from tests.chat import Neighbour, Town

ADMIN, OTHER = 900, 901
# Each notice has the moment of its trouble.
TIMES = ("Началось:", "Это случилось:", "It began:")
# The lines of "Done when" of the health of the bot, as the parts that meet them report them.
LINES = [
    (Trouble.LINE_LOSSY, "lost=12 of=40"),
    (Trouble.LINE_DEAD, "TelegramNetworkError"),
    (Trouble.TOKEN_REVOKED, ""),
    (Trouble.SECOND_COPY, ""),
    (Trouble.DISK_FULL, "disk full"),
    (Trouble.STORE_CORRUPT, "malformed"),
    (Trouble.STORE_REPLACED, "replaced"),
    (Trouble.CLOCK_JUMPED, "seconds=31536000"),
    (Trouble.REDIS_AWAY, "ConnectionError"),
    (Trouble.STORE_AWAY, "unreachable"),
    (Trouble.POISONED_UPDATE, "update_id=17 kind=poll"),
]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"admin_ids": frozenset({ADMIN})})


class Watched:
    """A town whose administrator has started the bot."""

    def __init__(self, town: Town) -> None:
        self.town, self.health = town, town.app.health
        self.admin = town.somebody(ADMIN, "Админ")
        self.restart()

    def restart(self) -> None:
        """A new process: what only memory knew is gone."""
        self.town.restart()
        self.health = self.town.app.health
        app, town = self.town.app, self.town
        self.notices = TroubleNotices(app.bot, town.store, app.texts, app.health, town.settings, town.clock)

    async def pass_minutes(self, minutes: int) -> None:
        """Time as a running bot spends it: it looks for something to tell twice a minute."""
        for _ in range(minutes * 2):
            self.town.clock.move(seconds=30)
            await self.notices.tell()


@pytest.fixture
async def watched(town: Town) -> Watched:
    made = Watched(town)
    await made.admin.say("/start")
    return made


def notices(who: Neighbour) -> list[str]:
    """The messages about troubles that somebody got, oldest first."""
    return [each["text"] for each in who.said() if any(word in each["text"] for word in TIMES)]


def words(trouble: Trouble, locale: str = "ru") -> str:
    """The first line of the text about a trouble, as it is read."""
    return Translator(locale).plain(f"trouble-{trouble.value}").split("</b>")[0].removeprefix("<b>")


@pytest.mark.parametrize(("trouble", "detail"), LINES)
async def test_an_operator_knows_within_five_minutes(
    watched: Watched, trouble: Trouble, detail: str, caplog: pytest.LogCaptureFixture
) -> None:
    watched.health.begin(trouble, detail)
    await watched.pass_minutes(5)
    assert f"trouble began trouble={trouble.value} detail={detail}" in caplog.messages
    parts = watched.health.parts()
    assert trouble.value in str(parts["troubles"])
    assert (trouble.value in str(parts["reasons"])) is (trouble in SERIOUS)
    if trouble in MUTE:
        assert notices(watched.admin) == []
        watched.health.end(trouble)
        await watched.pass_minutes(1)
        assert notices(watched.admin)[0].startswith("Это уже прошло. ")
        assert "длилось 5 минут." in notices(watched.admin)[0]
    (told,) = notices(watched.admin)
    assert words(trouble) in told
    assert not detail or detail in told


@pytest.mark.parametrize("trouble", sorted(PASSING))
async def test_what_passes_within_a_minute_is_told_to_nobody(watched: Watched, trouble: Trouble) -> None:
    for _ in range(5):
        watched.health.begin(trouble)
        await watched.pass_minutes(1)
        watched.health.end(trouble)
        await watched.pass_minutes(1)
    assert notices(watched.admin) == []


async def test_a_trouble_that_was_over_before_anybody_looked_is_told(watched: Watched) -> None:
    watched.health.begin(Trouble.CLOCK_JUMPED, "seconds=7200")
    watched.health.end(Trouble.CLOCK_JUMPED)
    await watched.pass_minutes(1)
    assert len(notices(watched.admin)) == 1


async def test_what_was_over_within_a_moment_did_not_last_nought_minutes(watched: Watched) -> None:
    watched.health.begin(Trouble.DISK_FULL)
    watched.health.end(Trouble.DISK_FULL)
    await watched.pass_minutes(1)
    (told,) = notices(watched.admin)
    assert "длилось меньше минуты" in told


async def test_what_happens_in_a_moment_neither_lasts_nor_ends(watched: Watched) -> None:
    watched.health.note(Trouble.POISONED_UPDATE, "update_id=17")
    await watched.pass_minutes(1)
    (told,) = notices(watched.admin)
    assert "Это случилось: " in told
    assert "ещё не прошло" not in told


async def test_a_store_that_is_away_is_told_to_people_with_the_role_too(watched: Watched) -> None:
    """They were looked up while the store answered."""
    boss = await watched.town.person(OTHER, "Boss", Purpose.WORK, roles=(Role(RoleKind.ADMIN),))
    await watched.pass_minutes(1)
    watched.health.begin(Trouble.STORE_AWAY)
    await watched.pass_minutes(4)
    assert len(notices(boss)) == 1


async def test_a_skipped_update_is_told_once_and_forgotten_after_an_hour(watched: Watched) -> None:
    for number in range(3):
        watched.health.note(Trouble.POISONED_UPDATE, f"update_id={number}")
        await watched.pass_minutes(59)
        assert [each.trouble for each in watched.health.troubles] == [Trouble.POISONED_UPDATE]
    await watched.pass_minutes(2)
    assert not watched.health.troubles
    assert len(notices(watched.admin)) == 1


async def test_it_is_told_once_a_day_whatever_restarts_meanwhile(watched: Watched) -> None:
    for _ in range(10):
        watched.health.begin(Trouble.DISK_LOW, "free_mb=300")
        await watched.pass_minutes(5)
        watched.restart()
    assert len(notices(watched.admin)) == 1
    watched.town.clock.move(days=1)
    watched.health.begin(Trouble.DISK_LOW, "free_mb=200")
    await watched.pass_minutes(1)
    assert len(notices(watched.admin)) == 2
    assert "free_mb=200" in notices(watched.admin)[1]


async def test_each_trouble_is_told_for_itself(watched: Watched) -> None:
    for trouble in (Trouble.DISK_LOW, Trouble.CLOCK_JUMPED, Trouble.POISONED_UPDATE):
        watched.health.begin(trouble)
    await watched.pass_minutes(5)
    assert len(notices(watched.admin)) == 3


async def test_while_the_store_is_away_memory_keeps_what_was_told(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise OSError("out of reach")

    monkeypatch.setattr(Store, "write", away)
    monkeypatch.setattr(Store, "read", away)
    watched.health.begin(Trouble.STORE_AWAY, "unreachable")
    await watched.pass_minutes(30)
    assert len(notices(watched.admin)) == 1


async def test_a_store_that_hangs_does_not_keep_its_trouble_from_being_told(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may hang before anybody knows that it does."""
    back = asyncio.Event()

    async def hang(*_: object) -> None:
        await back.wait()
        raise OSError("out of reach")

    monkeypatch.setattr("bot.telegram.trouble_notices.STORE_SECONDS", 0.01)
    monkeypatch.setattr(Store, "write", hang)
    monkeypatch.setattr(Store, "read", hang)
    watched.health.begin(Trouble.DISK_LOW)
    await watched.pass_minutes(1)
    watched.health.begin(Trouble.STORE_AWAY)
    await watched.pass_minutes(5)
    assert len(notices(watched.admin)) == 2
    back.set()


async def test_what_telegram_does_not_take_is_told_when_it_does(watched: Watched) -> None:
    watched.health.begin(Trouble.DISK_LOW)
    watched.town.world.faults.add("502", method="sendMessage", times=6)
    await watched.pass_minutes(3)
    assert notices(watched.admin) == []
    await watched.pass_minutes(1)
    assert len(notices(watched.admin)) == 1
    watched.town.world.refused.clear()


async def test_people_with_the_role_read_it_in_their_language_too(watched: Watched) -> None:
    town = watched.town
    boss = await town.person(OTHER, "Boss", Purpose.WORK, roles=(Role(RoleKind.ADMIN),))
    found = await boss.stored()
    assert found
    await town.store.write(people.change, found.id, locale="en")
    coordinator = await town.coordinator()
    watched.health.begin(Trouble.DISK_LOW)
    await watched.pass_minutes(1)
    assert notices(boss)[0].startswith(words(Trouble.DISK_LOW, "en"))
    assert len(notices(watched.admin)) == 1
    assert notices(coordinator) == []


async def test_a_day_without_a_reachable_administrator_is_a_line_of_the_log(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    """The administrator has never started the bot: Telegram refuses."""
    watched = Watched(town)
    watched.health.begin(Trouble.DISK_LOW)
    await watched.pass_minutes(5)
    assert caplog.messages.count("administrators were told of a trouble trouble=disk-low reached=0") == 1
    town.world.refused.clear()


async def test_another_replica_does_not_tell_it_again(watched: Watched) -> None:
    watched.health.begin(Trouble.DISK_LOW)
    await watched.pass_minutes(1)
    watched.restart()
    watched.health.begin(Trouble.DISK_LOW)
    await watched.pass_minutes(1)
    assert len(notices(watched.admin)) == 1
    rows = await watched.town.store.read(lambda tx: tx.execute(select(told_troubles.c.trouble)).all())
    assert [row.trouble for row in rows] == ["disk-low"]


async def test_a_moment_in_the_future_silences_nobody(watched: Watched) -> None:
    watched.town.clock.move(days=365)
    watched.health.begin(Trouble.DISK_LOW)
    await watched.pass_minutes(1)
    watched.restart()
    watched.town.clock.now -= timedelta(days=365)
    watched.health.begin(Trouble.DISK_LOW)
    await watched.pass_minutes(1)
    assert len(notices(watched.admin)) == 2
