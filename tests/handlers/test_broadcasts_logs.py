"""Log lines of broadcasts: one for each outcome, with ids, without the words of people."""

import logging

import pytest

from bot.domain.broadcasts.sending import approvals as rules
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import EVERYBODY, WORDS, coordinator, reader, settle, write_to

RIGHT = "Субботник в 11:00"
REASON = "Поправьте час"


@pytest.fixture(autouse=True)
def info(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="handlers.broadcasts")


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The lines that broadcasts have written."""
    return [each.getMessage() for each in caplog.records if each.name.startswith("handlers.broadcasts")]


async def id_of(who: Neighbour) -> int:
    person = await who.stored()
    assert person
    return person.id


async def test_a_broadcast_from_its_draft_to_its_end_is_logged_without_words(
    town: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "THRESHOLD", 2)
    for user_id in (201, 202):
        await reader(town, user_id)
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 2 людям")
    await town.deliver()
    await boris.press("Вернуть автору")
    await boris.say(REASON)
    await anna.press_data("bc:review:1")
    town.clock.move(minutes=1)
    await anna.press("Отправить 2 людям")
    await town.deliver()
    await boris.press("Одобрить")
    for button in ("bc:pause:1", "bc:resume:1", "bc:resume:1"):
        await anna.press_data(button)
    await settle(town)
    await anna.press_data("bc:stop-sure:1")
    by_anna = f"broadcast_id=1 person_id={await id_of(anna)}"
    by_boris = f"broadcast_id=1 person_id={await id_of(boris)}"
    assert lines(caplog) == [
        f"broadcast draft {by_anna} form=copy outcome=done",
        f"broadcast start {by_anna} outcome=asked",
        f"broadcast given back {by_boris} outcome=done",
        f"broadcast start {by_anna} outcome=asked",
        f"broadcast approval {by_boris} outcome=done",
        f"broadcast pause {by_anna} outcome=done",
        f"broadcast resume {by_anna} outcome=done",
        f"broadcast resume {by_anna} outcome=running",
        "broadcast ended broadcast_id=1",
        f"broadcast stop {by_anna} outcome=over",
    ]
    assert not any(word in caplog.text for word in (WORDS, REASON, "Анна", "Житель"))


async def test_edits_the_table_and_the_end_of_news_are_logged_without_words(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 1 человеку")
    await settle(town)
    caplog.clear()
    await anna.press_data("bc:correct:1")
    await anna.say(RIGHT)
    await anna.press("Исправить у 1 человека")
    await settle(town)
    await anna.press_data("bc:recall:1")
    await anna.press("Отозвать у 1 человека")
    await settle(town)
    await anna.press_data("bc:table:1")
    await olga.press_data("news:off")
    author = await id_of(anna)
    assert lines(caplog) == [
        f"broadcast edit draft edit_id=1 broadcast_id=1 person_id={author} kind=correct copies=1",
        f"broadcast edit start edit_id=1 person_id={author} outcome=done",
        "broadcast edit ended edit_id=1",
        f"broadcast edit draft edit_id=2 broadcast_id=1 person_id={author} kind=recall copies=1",
        f"broadcast edit start edit_id=2 person_id={author} outcome=done",
        "broadcast edit ended edit_id=2",
        f"broadcast table made broadcast_id=1 person_id={author} rows=1",
        f"consent withdrawn person_id={await id_of(olga)} purpose=notifications",
    ]
    assert not any(word in caplog.text for word in (WORDS, RIGHT, "Анна", "Житель"))
