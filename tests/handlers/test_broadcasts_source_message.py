"""An author edits their own message after its review: readers still get the text that was reviewed."""

import pytest

from bot.domain.broadcasts.sending import approvals as rules
from storage.broadcasts.sending import launches
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import EVERYBODY, WORDS, coordinator, got, own_message, reader, settle, write_to

OTHER = "Купите слона"


async def edit(town: Town, anna: Neighbour, message_id: int | None = None) -> None:
    town.world.edit(anna.id, message_id or own_message(anna), OTHER)
    await town.settle()


async def test_between_the_review_and_the_sending(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    assert "Чтобы изменить слова, нажмите «Изменить сообщение»" in await write_to(anna, EVERYBODY)
    await edit(town, anna)
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert (got(olga), got(olga, OTHER)) == (1, 0)


async def test_reviewed_again_it_is_still_what_was_shown_first(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await write_to(anna, EVERYBODY)
    older = anna.button("Отправить 1 человеку")
    await edit(town, anna)
    await anna.press("Прислать мне")
    assert anna.said()[-2]["text"] == WORDS
    await anna.press_data(older[1], older[0])
    assert "Черновик с тех пор изменился" in anna.hears(), "the older copy may be deleted by now"
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert got(olga) == 1


async def test_before_anything_was_shown_the_new_words_are_shown_and_sent(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await write_to(anna)
    await edit(town, anna)
    await anna.press(EVERYBODY)
    assert anna.said()[-2]["text"] == OTHER
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert got(olga, OTHER) == 1


async def test_while_a_second_coordinator_looks_at_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "THRESHOLD", 2)
    readers = [await reader(town, user_id) for user_id in (201, 202)]
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 2 людям")
    await town.deliver()
    assert boris.said()[-2]["text"] == WORDS
    await edit(town, anna)
    await boris.press("Одобрить")
    await settle(town)
    assert [(got(who), got(who, OTHER)) for who in readers] == [(1, 0), (1, 0)]


async def test_while_it_waits_for_its_moment(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await write_to(anna, EVERYBODY)
    written = own_message(anna)
    await anna.press("Когда отправить")
    await anna.press("В день и час")
    await anna.say("завтра в 10:00")
    await anna.press("Отправить 25 ноября")
    await edit(town, anna, written)
    town.clock.move(hours=22)
    await settle(town)
    assert (got(olga), got(olga, OTHER)) == (1, 0)


async def test_while_it_is_sent(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launches, "CHUNK", 1)
    readers = [await reader(town, user_id) for user_id in (201, 202, 203)]
    anna = await coordinator(town)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 3 людям")
    await town.deliver()
    await edit(town, anna)
    await settle(town)
    assert [(got(who), got(who, OTHER)) for who in readers] == [(1, 0)] * 3


async def test_corrected_words_are_what_was_shown_too(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launches, "CHUNK", 1)
    readers = [await reader(town, user_id) for user_id in (201, 202, 203)]
    anna = await coordinator(town)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 3 людям")
    await town.deliver()
    await anna.press_data("bc:correct:1")
    await anna.say("Субботник в 11:00")
    await edit(town, anna)
    await anna.press("Исправить у 1 человека")
    for _ in range(5):
        town.clock.move(minutes=2)
        await settle(town)
    town.world.refused.clear()
    assert [got(who, OTHER) for who in readers] == [0, 0, 0]
    assert [got(who, "Субботник в 11:00") for who in readers] == [1, 1, 1]


async def test_used_again_it_is_what_people_got(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 1 человеку")
    await settle(town)
    await edit(town, anna)
    await anna.say("/broadcast")
    await anna.press("Отчёт")
    await anna.press("Отправить ещё раз")
    await anna.press(EVERYBODY)
    assert anna.said()[-2]["text"] == WORDS


async def test_a_template_keeps_what_was_shown(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    await write_to(anna, EVERYBODY)
    await edit(town, anna)
    await anna.press("Изменить сообщение")
    await anna.press("В шаблоны")
    await anna.say("Субботник")
    await anna.press("Шаблоны")
    assert WORDS in await anna.press("Субботник")
