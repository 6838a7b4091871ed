"""Fields of an event: answers that are accepted, answers that are asked again, the buttons under each question."""

import pytest

from storage.events import events
from tests.chat import Town
from tests.handlers.events import ADMIN, draft, make_event


async def test_what_was_understood_of_a_start_is_shown_at_once(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    await anna.say("Чаепитие")
    assert "Понял так: ср, 25 ноября 2026, 18:30" in await anna.say("завтра в 18:30")
    assert "Где встречаемся" in anna.sees()


async def test_a_question_that_is_asked_again_keeps_its_buttons(town: Town) -> None:
    anna = await town.coordinator()
    kinds = ("Собрание жителей", "Праздник двора", "Семинар, учёба", "Конференция", "Поездка", "Слушания, голосование")
    steps = [
        ("/new_event", "ы" * 4096, ["Отмена"]),
        ("Чаепитие", "никогда", ["Отмена"]),
        ("завтра в 18:30", "\u200b\u2060", ["Исправить время", "Отмена"]),
        ("Двор", "много", ["Без ограничения", "Отмена"]),
        ("20", "ы" * 4000, ["Больше ничего", "Отмена"]),
        ("Перчатки дадим", "ы", ["Субботник", *kinds, "Другое"]),
    ]
    for answer, wrong, buttons in steps:
        await anna.say(answer)
        assert anna.buttons() == buttons, answer
        await anna.say(wrong)
        assert anna.buttons() == buttons, wrong
        await anna.send("sticker")
        assert "нужен ответ словами" in anna.sees()
        assert anna.buttons() == buttons, answer
    assert "Сколько продлится" in await anna.press("Другое")
    assert "Напишите число часов" in await anna.say("долго")
    assert "18:30–20:30" in await anna.say("2 часа")


async def test_a_passed_start_is_asked_again_with_a_way_out(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    await anna.say("Чаепитие")
    assert "Это уже прошло" in await anna.say("23.11.2026 10:00")
    assert anna.buttons() == ["Отмена"]


async def test_a_button_of_a_question_that_was_answered_changes_nothing(town: Town) -> None:
    anna = await town.coordinator()
    for answer in ("/new_event", "Чаепитие", "завтра в 18:30", "Двор"):
        await anna.say(answer)
    message_id, data = anna.button("Без ограничения")
    await anna.say("20")
    await anna.press_data(data, message_id)
    assert "вы уже ответили" in anna.hears()
    event = await town.store.read(events.get, 1)
    assert event
    assert event.seats == 20


@pytest.mark.parametrize("typed", ["\u200b\u200d", "\u202e\u2066", "\u3164\u3164", "🎉", "...", "\u00ad"])
async def test_a_title_that_nobody_can_read_is_refused(town: Town, typed: str) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    assert "Не вижу ни букв, ни цифр" in await anna.say(typed)
    assert "Когда начало" in await anna.say("Чай")


async def test_what_nobody_sees_is_taken_out_of_a_title(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    await anna.say("\u202eЧай\u200b\nи   пироги\u2069")
    event = await town.store.read(events.get, 1)
    assert event
    assert event.title == "Чай и пироги"


async def test_a_draft_says_its_seats_plainly(town: Town) -> None:
    anna = await draft(town)
    assert "Мест: 20." in anna.sees()
    assert "Свободно" not in anna.sees()


async def test_what_is_cancelled_is_not_asked_again(town: Town) -> None:
    event_id = await make_event(town)
    await town.store.write(events.call_off, event_id, ADMIN, town.clock())
    anna = await town.coordinator()
    for name in ("title", "when", "place", "seats", "about"):
        await anna.press_data(f"evm:{name}:1")
        assert "нельзя изменить" in anna.hears(), name
