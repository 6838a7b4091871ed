"""An update that comes twice acts once: killed before the next poll, a webhook answered late, two replicas."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import Update
from prometheus_client import REGISTRY
from sqlalchemy import Connection, Table, select

from bot.app import assemble
from bot.config import Settings
from bot.daysoff import days_off
from bot.domain.people import Purpose
from bot.domain.tallies import Came
from bot.i18n import Translator
from storage.cases import cases, interview_answers, tallies
from storage.core import demo
from storage.core.db import Store
from storage.core.tables import deliveries, metadata
from storage.events import events
from tests.chat import InProcess, Neighbour, Town
from tests.demo_town import DEMO
from tests.handlers.cases import begin
from tests.handlers.events import ADMIN, make_event
from tests.handlers.papers import case_of, founder
from tests.selfcheck import KEPT, RELEASED, failed, states

AGAIN = Translator("ru").plain("came-again")
# Nobody is left to press the others after these.
LAST = ("withdraw:", "data:", "case:leave", "casenew:")
ANSWERS = ("5", "завтра в 18:30", "Двор дома 12")


@pytest.fixture
async def town(store: Store, settings: Settings) -> AsyncIterator[Town]:
    """The town on each engine."""
    town = Town(store, settings)
    yield town
    town.world.refused.clear()  # A screen that is shown again is "not modified" for Telegram.


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No limit of updates, and no LibreOffice: a paper of each button would take it a minute or two."""
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1_000_000)
    monkeypatch.setattr("bot.files.office.PROGRAMS", ())


def contents(tx: Connection) -> dict[str, list[str]]:
    """Every row of every table as text, read with one statement: one for each table takes most of these tests' time."""
    rows: dict[str, list[str]] = {table.name: [] for table in metadata.sorted_tables}
    for name, row in tx.exec_driver_sql(" UNION ALL ".join(as_text(tx, table) for table in metadata.sorted_tables)):
        rows[name].append(row)
    return {name: sorted(found) for name, found in rows.items()}


def as_text(tx: Connection, table: Table) -> str:
    """A query of the table's name beside each of its rows as text."""
    columns = " || ',' || ".join(f'quote("{column.name}")' for column in table.columns)
    row = columns if tx.dialect.name == "sqlite" else f"CAST({table.name} AS TEXT)"
    return f"SELECT '{table.name}', {row} FROM {table.name}"  # noqa: S608


async def feed(town: Town, update: dict[str, Any]) -> None:
    bot = town.app.bot
    await town.app.dispatcher.feed_update(bot, Update.model_validate(update, context={"bot": bot}))


async def kill_and_repeat(town: Town) -> None:
    """Hand over every waiting update; then the bot is killed, and a new process gets the same ones again."""
    while updates := town.world.take_updates():
        for update in updates:
            await feed(town, update)
        before = await town.store.read(contents)
        town.restart()
        for update in updates:
            await feed(town, update)
        after = await town.store.read(contents)
        assert {name for name in before if before[name] != after[name]} == set(), updates


async def people_of(town: Town) -> list[Neighbour]:
    """A resident, a coordinator and a stranger in the demo's town."""
    await town.store.write(demo.fill, DEMO, days_off(town.clock().date()), town.clock())
    town.world.add_silent_people(DEMO["readers"]["from"], DEMO["readers"]["count"])
    found = [town.somebody(user_id) for user_id in (102, 103, 105, 106)]
    for who in found:
        await who.say("/start")
    return [found[0], found[1], found[3]]


async def test_every_button_ever_released_acts_once(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    people = await people_of(town)
    last = [line for line in RELEASED if line.startswith(LAST)]
    for line in [*(line for line in RELEASED if line not in last), *last]:
        for who in people:
            town.world.press(who.id, who.said()[-1]["message_id"], line)
        await kill_and_repeat(town)
    assert not failed(caplog)


@pytest.mark.parametrize("state", states(), ids=lambda state: state.state)
async def test_every_question_takes_an_answer_once(town: Town, state: State, caplog: pytest.LogCaptureFixture) -> None:
    anna = await town.coordinator()
    await begin(town, anna.id, "Анна")
    await make_event(town)
    for answer in ANSWERS:
        question = FSMContext(town.app.conversations, StorageKey(town.app.bot.id, anna.id, anna.id))
        await question.set_state(state)
        await question.set_data(KEPT)
        town.world.say(anna.id, answer)
        await kill_and_repeat(town)
    assert not failed(caplog)


async def test_commands_stickers_and_blocks_act_once(town: Town) -> None:
    anna = await town.coordinator()
    await make_event(town)
    for text in ("/start", "/new_event", "/cancel", "/start event_1", "/broadcast", "привет", "/no_such_command"):
        town.world.say(anna.id, text)
        await kill_and_repeat(town)
    town.world.send(anna.id, "sticker")
    await kill_and_repeat(town)
    town.world.block(anna.id)
    await kill_and_repeat(town)
    town.world.unblock(anna.id)
    await kill_and_repeat(town)


async def count_of(town: Town, who: Neighbour) -> dict[Came, int]:
    person = await who.stored()
    assert person
    tally = await town.store.read(tallies.get, 1, person.id)
    assert tally
    return dict(tally.sums)


def repeats() -> float:
    return REGISTRY.get_sample_value("tos_repeated_updates_total") or 0


def count_of_answers(town: Town) -> int:
    return [method for method, _ in town.world.calls].count("answerCallbackQuery")


async def meeting(town: Town) -> Neighbour:
    """Olga, who counts at the meeting of her case."""
    olga = await begin(town)
    await olga.press_data("tally:1")
    await olga.press("Собрание")
    for number in ("300", "330"):
        await olga.say(number)
    return olga


async def test_five_at_the_door_are_five(town: Town) -> None:
    olga = await meeting(town)
    message_id, data = olga.button("+5")
    town.world.press(olga.id, message_id, data)
    await kill_and_repeat(town)
    assert await count_of(town, olga) == {Came.ADULTS: 5}
    for _ in range(2):
        town.world.press(olga.id, message_id, data)
    await kill_and_repeat(town)
    assert await count_of(town, olga) == {Came.ADULTS: 15}, "presses of their own count"


async def test_two_replicas_that_get_the_same_press_at_once_count_it_once(town: Town, settings: Settings) -> None:
    """On SQLite two processes on one file."""
    olga = await meeting(town)
    message_id, data = olga.button("+5")
    stores = [Store(town.store.url.render_as_string(hide_password=False)) for _ in range(2)]
    apps = [assemble(settings, each, town.clock, InProcess(town.world), InProcess(town.world)) for each in stores]
    before, answered = repeats(), count_of_answers(town)
    for _ in range(5):
        town.world.press(olga.id, message_id, data)
        (update,) = town.world.take_updates()
        await asyncio.gather(*(app.dispatcher.feed_update(app.bot, Update.model_validate(update)) for app in apps))
    assert await count_of(town, olga) == {Came.ADULTS: 25}
    assert repeats() - before == 5
    assert count_of_answers(town) - answered == 10, "a button spins on"
    for each in stores:
        await each.close()


async def test_one_answer_fills_one_question(town: Town) -> None:
    olga = await founder(town)
    case_id = await case_of(olga)
    await olga.press_data(f"papers:{case_id}")
    await olga.press("До собрания")
    await olga.press("Протокол группы")
    town.world.say(olga.id, "Восход")
    await kill_and_repeat(town)
    answers = await town.store.read(interview_answers.all_of, case_id)
    assert [each.value for each in answers.values() if each.value == "Восход"] == ["Восход"]


async def test_one_answer_fills_one_field_of_an_event(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    for answer in ("Субботник", "завтра в 18:30", "Двор"):
        town.world.say(anna.id, answer)
        await kill_and_repeat(town)
    person = await anna.stored()
    assert person
    found, total = await town.store.read(events.drafts, ADMIN, 0, 10)
    assert total == 1
    assert (found[0].title, found[0].place) == ("Субботник", "Двор")


async def test_a_consent_and_the_sign_up_after_it_are_one(town: Town) -> None:
    event_id = await make_event(town)
    olga = town.somebody(101)
    for say in ("/start", f"/start event_{event_id}"):
        await olga.say(say)
    for label in ("Записаться", "Даю согласие"):
        message_id, data = olga.button(label)
        town.world.press(olga.id, message_id, data)
        await kill_and_repeat(town)
    event = await town.store.read(events.get, event_id)
    assert event
    assert event.going == 1


async def test_a_broadcast_is_launched_once(town: Town) -> None:
    anna = await town.coordinator()
    await town.person(110, "Борис", Purpose.NOTIFICATIONS)
    await anna.say("/broadcast")
    for say in ("Завтра субботник.",):
        town.world.say(anna.id, say)
        await kill_and_repeat(town)
    for label in ("Всем", "Отправить"):
        message_id, data = anna.button(label)
        town.world.press(anna.id, message_id, data)
        await kill_and_repeat(town)
    found = await town.store.read(lambda tx: [tuple(row)[1:4] for row in tx.execute(select(deliveries))])
    assert found
    assert len(found) == len({*found})


async def test_within_one_process_a_repeat_says_nothing(town: Town) -> None:
    olga = await meeting(town)
    message_id, data = olga.button("+5")
    town.world.press(olga.id, message_id, data)
    town.world.say(olga.id, "/help")
    updates = town.world.take_updates()
    for update in updates:
        await feed(town, update)
    said, answered = len(olga.said()), count_of_answers(town)
    for update in updates:
        await feed(town, update)
    assert len(olga.said()) == said
    assert count_of_answers(town) == answered + 1
    assert AGAIN not in olga.hears()
    assert await count_of(town, olga) == {Came.ADULTS: 5}


async def test_after_a_kill_people_are_asked_to_look(town: Town) -> None:
    """The answer may have been lost with the process; what wrote nothing is simply answered."""
    anna = await town.coordinator()
    await anna.say("/new_event")
    town.world.say(anna.id, "Субботник")
    (update,) = town.world.take_updates()
    await feed(town, update)
    town.restart()
    await feed(town, update)
    assert anna.sees() == AGAIN
    await anna.say("/cancel")
    town.world.say(anna.id, "/help")
    (update,) = town.world.take_updates()
    for _ in range(2):
        town.restart()
        await feed(town, update)
        assert "Что я умею" in anna.sees()


async def test_the_end_of_a_question_is_saved_with_the_answer_or_not_at_all(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga = await begin(town)
    question = FSMContext(town.app.conversations, StorageKey(town.app.bot.id, olga.id, olga.id))
    await question.set_state("Settling:title")
    await question.set_data({"case_id": 1})
    before = await town.store.read(contents)

    def full(*_: Any) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(cases, "change", full)
        town.world.say(olga.id, "Сосновый бор")
        (update,) = town.world.take_updates()
        await feed(town, update)
    assert await town.store.read(contents) == before
    await feed(town, update)
    assert "Сосновый бор" in olga.sees()
    assert await question.get_state() is None
