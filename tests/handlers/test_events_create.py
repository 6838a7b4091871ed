"""Coordinators' work with events: roles, rescheduling with confirmation, drafts in pages, guests, undo."""

from datetime import timedelta

import pytest

from bot.domain.people import Purpose, Role, RoleKind
from storage.events import events, sign_ups
from storage.people import people
from tests.chat import Neighbour, Town
from tests.clock import ZONE
from tests.handlers.events import ADMIN, OF_TYNDA, OF_ZEYA, coordinator_of, draft, guests, make_event


async def asked_to_move(town: Town, event_id: int, to: str = "1 декабря 2026 в 12:00") -> Neighbour:
    """A coordinator who has typed the new start and is asked to confirm it."""
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    await anna.press("Изменить")
    assert "На когда переносим" in await anna.press("Перенести")
    await anna.say(to)
    return anna


async def test_a_move_shows_both_starts_and_how_many_will_hear_and_waits_for_yes(town: Town) -> None:
    event_id = await make_event(town, seats=1)
    olga, viktor = await guests(town, event_id, "Ольга", "Виктор")
    anna = await asked_to_move(town, event_id)
    assert "Было: пт, 27 ноября 2026, 03:00" in anna.sees()
    assert "Станет: вт, 1 декабря 2026, 12:00" in anna.sees()
    assert "Записались 2 человека, каждому сразу напишу" in anna.sees()
    await anna.press("Нет, назад")
    await town.deliver()
    assert "27 ноября" in anna.sees()
    assert not any("Изменения" in who.sees() for who in (olga, viktor))


async def test_another_date_may_be_typed_instead_of_yes(town: Town) -> None:
    event_id = await make_event(town)
    anna = await asked_to_move(town, event_id)
    assert "Станет: ср, 2 декабря 2026, 12:00" in await anna.say("2 декабря в 12:00")
    assert "Перенесли." in await anna.press("Да, перенести")
    assert "Сообщать об этом некому" in anna.sees()
    assert "2 декабря 2026, 12:00" in anna.sees()


async def test_an_old_yes_moves_nothing(town: Town) -> None:
    event_id = await make_event(town)
    anna = await asked_to_move(town, event_id)
    message_id, data = anna.button("Да, перенести")
    await anna.press_data(data, message_id)
    await anna.press_data(data, message_id)
    assert "Время уже изменили" in anna.hears()


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("27.11.2026 03:00", "и так в это время"),
        ("23.11.2026 10:00", "Это уже прошло"),
        ("когда-нибудь", "Не понял: «когда-нибудь»"),
    ],
)
async def test_a_start_that_cannot_be_moved_to_is_asked_again_with_a_way_out(
    town: Town, typed: str, answer: str
) -> None:
    event_id = await make_event(town)
    anna = await asked_to_move(town, event_id, typed)
    assert answer in anna.sees()
    assert anna.buttons() == ["Отмена"]
    assert "Перенести «Субботник»?" in await anna.say("завтра в 18:30")
    await anna.send("sticker")
    assert anna.buttons() == ["Отмена"]


async def test_a_role_that_ended_in_between_moves_nothing(town: Town) -> None:
    event_id = await make_event(town)
    anna = await asked_to_move(town, event_id)
    person = await anna.stored()
    assert person
    await town.store.write(people.retire, person.id, town.clock())
    message_id, data = anna.button("Да, перенести")
    assert "только координаторы" in await anna.say("завтра в 18:30")
    await anna.press_data(data, message_id)
    assert "только координаторы" in anna.hears()


async def test_who_coordinates_two_municipalities_is_asked_for_which_the_event_is(town: Town) -> None:
    nina = await coordinator_of(town, OF_ZEYA, OF_TYNDA)
    assert "Для кого мероприятие?" in await nina.say("/new_event")
    assert len(nina.buttons()) == 3
    assert "Как назовём" in await nina.press("город Зея")
    await nina.say("Чаепитие")
    assert "Где встречаемся" in await nina.say("завтра в 18:30")
    await nina.say("Двор")
    await nina.press("Без ограничения")
    await nina.press("Больше ничего")
    await nina.press("Праздник двора")
    await nina.press("3 часа")
    assert "Опубликовано" in await nina.press("Опубликовать")
    event = await town.store.read(events.get, 1)
    assert event
    assert (event.municipality, event.kind, event.minutes) == ("zeya", "feast", 180)


async def test_a_coordinator_of_one_municipality_is_not_asked_and_others_are_refused(town: Town) -> None:
    nina = await coordinator_of(town, OF_ZEYA)
    assert "Как назовём" in await nina.say("/new_event")
    await nina.say("Чаепитие")
    await nina.press_data("evfor:tynda")
    assert "другие координаторы" in nina.hears()
    event = await town.store.read(events.get, 1)
    assert event
    assert event.municipality == "zeya"


async def test_who_coordinates_the_region_and_a_municipality_may_choose_the_region(town: Town) -> None:
    nina = await coordinator_of(town, OF_ZEYA, Role(RoleKind.COORDINATOR))
    await nina.say("/new_event")
    await nina.press("Вся область")
    await nina.say("Чаепитие")
    event = await town.store.read(events.get, 1)
    assert event
    assert event.municipality is None


async def test_the_choice_of_a_municipality_waits_for_the_consent(town: Town) -> None:
    nina = await town.person(110, "Нина", Purpose.NOTIFICATIONS, roles=(OF_ZEYA, OF_TYNDA))
    assert "Согласие: работа координатора" in await nina.press_data("evfor:zeya")
    assert "Для кого мероприятие?" in await nina.press("Даю согласие")


async def test_an_event_of_others_is_said_to_be_theirs(town: Town) -> None:
    await make_event(town)
    nina = await coordinator_of(town, OF_ZEYA)
    await nina.say("/start event_1")
    assert "Изменить" not in nina.buttons()
    for data in ("evm:move:1", "evm:stop:1", "evm:title:1", "evm:review:1", "evwho:1:0", "evmove:1:1:2"):
        await nina.press_data(data)
        assert "Его ведут другие координаторы" in nina.hears(), data


async def test_many_drafts_turn_pages(town: Town) -> None:
    anna = await town.coordinator()
    person = await anna.stored()
    assert person
    for number in range(120):
        await town.store.write(events.draft, ADMIN, f"Встреча {number}", None, ZONE, person.id, town.clock())
    await anna.say("/events")
    assert "120 черновиков" in await anna.press("Черновики")
    assert "Встреча 119" in anna.buttons()
    await anna.press("Дальше")
    assert "Встреча 115" in anna.buttons()
    await anna.press("Назад")
    assert "Встреча 119" in anna.buttons()
    assert "120 черновиков" in await anna.press_data("evdp:999")


async def test_a_deleted_draft_is_said_to_be_deleted(town: Town) -> None:
    anna = await draft(town)
    assert "Удалить черновик" in await anna.press("Удалить черновик")
    assert "Черновик удалён" in await anna.press("Да, удалить")
    assert "Черновиков нет" in await anna.press("Черновики")


async def test_calling_off_asks_first_and_only_once(town: Town) -> None:
    event_id = await make_event(town)
    [olga] = await guests(town, event_id, "Ольга")
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    await anna.press("Изменить")
    assert "Записался 1 человек" in await anna.press("Отменить мероприятие")
    assert "Мероприятие отменено. Всем, кто записан, я напишу." in await anna.press("Да, отменить")
    await town.deliver()
    assert "Отменили: Субботник" in olga.sees()
    await anna.press_data(f"evm:stop:{event_id}")
    assert "нельзя изменить" in anna.hears()


async def test_names_of_guests_are_for_coordinators_alone(town: Town) -> None:
    event_id = await make_event(town, seats=2)
    olga, *_ = await guests(town, event_id, "Яна <b>", "Анна", "Борис")
    await olga.say(f"/start event_{event_id}")
    assert "Список участников" not in olga.buttons()
    assert "Записано" not in olga.sees()
    await olga.press_data(f"evwho:{event_id}:0")
    assert "только координаторы" in olga.hears()
    anna = await town.coordinator()
    assert "Записано: 2." in await anna.say(f"/start event_{event_id}")
    shown = await anna.press("Список участников")
    assert "Придут: 2\n1. Анна\n2. Яна <b>\n\nВ очереди: 1\n1. Борис" in shown
    assert "Записано: 2." in await anna.press("Открыть карточку")


async def test_without_a_limit_coordinators_see_how_many_come(town: Town) -> None:
    event_id = await make_event(town, seats=None)
    await guests(town, event_id, "Ольга")
    anna = await town.coordinator()
    assert "Записано: 1." in await anna.say(f"/start event_{event_id}")


async def test_an_empty_list_of_guests_says_so(town: Town) -> None:
    event_id = await make_event(town)
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    assert "Пока никто не записан" in await anna.press("Список участников")


async def test_a_long_list_of_guests_turns_pages_also_in_the_middle_of_the_queue(town: Town) -> None:
    event_id = await make_event(town, seats=23)
    person_ids = []
    for number in range(45):
        who = await town.person(300 + number, f"Сосед {number:02}", Purpose.SIGN_UPS)
        person = await who.stored()
        assert person
        person_ids.append(person.id)
    for number, person_id in enumerate(person_ids):
        await town.store.write(sign_ups.join, event_id, person_id, town.clock() + timedelta(seconds=number))
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    assert "20. Сосед 19" in await anna.press("Список участников")
    assert "В очереди" not in anna.sees()
    shown = await anna.press("Дальше")
    assert "21. Сосед 20" in shown
    assert "В очереди: 22\n1. Сосед 23" in shown
    shown = await anna.press("Дальше")
    assert "Придут" not in shown
    assert "22. Сосед 44" in shown
    assert "22. Сосед 44" in await anna.press_data(f"evwho:{event_id}:999")


async def test_after_the_event_the_list_of_guests_is_still_there(town: Town) -> None:
    event_id = await make_event(town)
    await guests(town, event_id, "Ольга")
    town.clock.move(days=4)
    await town.store.write(events.finish, town.clock())
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    assert "Изменить" not in anna.buttons()
    assert "1. Ольга" in await anna.press("Список участников")
