"""A correction of a broadcast to many: whoever approved it is told at once what changed, and can recall it."""

import pytest
from sqlalchemy import select

from bot.domain.broadcasts.sending import approvals as rules
from storage.core import tables
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import EVERYBODY, WORDS, coordinator, got, reader, settle, tick, write_to

RIGHT = "Субботник послезавтра"


@pytest.fixture(autouse=True)
def two_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "THRESHOLD", 2)


async def asked(town: Town) -> tuple[Neighbour, Neighbour, Neighbour]:
    """Anna asks Boris to approve a broadcast to two: Anna, Boris, and one of its readers."""
    olga, _ = await reader(town, 201), await reader(town, 202)
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 2 людям")
    await tick(town)
    return anna, boris, olga


async def corrected(town: Town) -> tuple[Neighbour, Neighbour, Neighbour]:
    anna, boris, olga = await asked(town)
    await boris.press("Одобрить")
    await settle(town)
    await anna.press_data("bc:correct:1")
    await anna.say(RIGHT)
    await anna.press("Исправить")
    await settle(town)
    return anna, boris, olga


async def test_who_approved_sees_the_words_before_and_after(town: Town) -> None:
    _, boris, _ = await corrected(town)
    shown = [message.get("text", "") for message in boris.said()]
    at = next(place for place, text in enumerate(shown) if "Рассылку исправили" in text)
    assert "Исправил координатор: Анна." in shown[at]
    assert (shown[at + 1], "Стало: " + RIGHT in shown[at + 2]) == (WORDS, True)


async def test_who_approved_can_recall_what_was_corrected(town: Town) -> None:
    _, boris, olga = await corrected(town)
    assert got(olga, RIGHT) == 1
    await boris.press("Отозвать")
    await boris.press("Отозвать")
    await settle(town)
    assert got(olga, RIGHT) == 0


async def test_every_version_is_kept_with_the_broadcast(town: Town) -> None:
    await corrected(town)
    chosen = select(tables.broadcast_changes)
    row = await town.store.read(lambda tx: tx.execute(chosen).one())
    assert row.was_message_id is not None
    assert row.content["text"] == RIGHT


async def test_a_second_request_shows_the_author_and_the_earlier_refusal(town: Town) -> None:
    anna, boris, _ = await asked(town)
    assert "Автор: Анна" in boris.sees()
    await boris.press("Вернуть автору")
    await boris.say("Нет даты")
    await tick(town)
    town.clock.move(minutes=1)
    await anna.press("Открыть черновик")
    await anna.press("Отправить 2 людям")
    await tick(town)
    assert "Раньше отказал координатор: Анна. Почему: Нет даты" in boris.sees()
