"""Events: list, sign-up and leaving; the last seat and the waitlist; reminders; rescheduling and cancelling."""

import re
from datetime import timedelta
from html import unescape

import pytest

from bot.domain.people import Purpose, Role, RoleKind
from storage.events import edits, events
from tests.chat import Town
from tests.handlers.events import ADMIN, OF_ZEYA, by_day, calendar_file, draft, make_event, seats_pass_on


async def test_a_stranger_sees_the_list_and_the_card_and_nothing_is_stored(town: Town) -> None:
    await make_event(town)
    olga = town.somebody(101)
    assert "Впереди 1 мероприятие" in await olga.say("/events")
    assert "Свободно 2 места из 2" in await olga.press("Субботник")
    assert await olga.stored() is None


async def test_joining_asks_for_consent_and_then_does_what_was_asked(town: Town) -> None:
    event_id = await make_event(town)
    olga = town.somebody(101)
    await olga.say(f"/start event_{event_id}")
    assert "Согласие: запись" in await olga.press("Записаться")
    assert await olga.stored() is None
    assert "Вы записаны" in await olga.press("Даю согласие")
    person = await olga.stored()
    assert person
    assert person.agreed(Purpose.SIGN_UPS)


async def test_last_seat_goes_to_one_person_and_the_next_waits(town: Town) -> None:
    event_id = await by_day(town, seats=1)
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    viktor = await town.person(102, "Виктор", Purpose.SIGN_UPS)
    for who in (olga, viktor):
        await who.say(f"/start event_{event_id}")
    await olga.press("Записаться")
    assert "ваше место: 1" in await viktor.press("Записаться")
    await olga.press("Не приду")
    await seats_pass_on(town, minutes=1)
    assert "Для вас освободилось место" in viktor.sees()
    assert "Вы записаны" in await viktor.press("Беру место")


async def test_reminders_come_a_day_and_two_hours_before(town: Town) -> None:
    event_id = await make_event(town, days=3)
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say(f"/start event_{event_id}")
    await olga.press("Записаться")
    await town.pass_time(days=1, hours=23)
    assert "Завтра" not in olga.sees()
    await town.pass_time(hours=1, minutes=1)
    assert "Завтра: Субботник" in olga.sees()
    await town.pass_time(hours=22)
    assert "Скоро начало: Субботник" in olga.sees()


async def test_a_coordinator_makes_and_publishes_an_event(town: Town) -> None:
    anna = await draft(town)
    assert "Субботник <b>& Ко</b>" in anna.sees()
    assert "ср, 25 ноября 2026, 18:30 по Благовещенску" in anna.sees()
    assert "?start=event_1" in await anna.press("Опубликовать")
    olga = town.somebody(101)
    assert "Субботник <b>& Ко</b>" in await olga.say("/start event_1")
    assert "Свободно 20 мест из 20" in olga.sees()


async def test_any_answer_can_be_changed_on_the_review_card(town: Town) -> None:
    anna = await draft(town)
    for label, answer, shown in (
        ("Название", "Чаепитие", "Чаепитие"),
        ("Время", "26.11.2026 19:00", "26 ноября 2026, 19:00"),
        ("Где", "Библиотека", "Библиотека"),
        ("Сколько мест", "3", "Мест: 3."),
        ("Описание", "Приносите пирог", "Приносите пирог"),
    ):
        await anna.press(label)
        assert shown in await anna.say(answer), label
    await anna.press("Сколько мест")
    assert "Приходите все" in await anna.press("Без ограничения")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("31.02.2027 12:00", "Такого дня в календаре нет"),
        ("никогда", "Не понял: «никогда»"),
        ("завтра", "День понял, а час — нет"),
        ("23.11.2026 10:00", "Это уже прошло"),
        ("ы" * 4096, "Не понял, когда это"),
    ],
)
async def test_a_start_that_cannot_be_is_asked_again(town: Town, typed: str, answer: str) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    await anna.say("Чаепитие")
    assert answer in await anna.say(typed)
    assert "Где встречаемся" in await anna.say("завтра в 10 утра")


async def test_answers_that_are_too_long_or_no_words_are_asked_again(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    assert "Слишком длинно: 4 096 знаков" in (await anna.say("ы" * 4096)).replace("\xa0", " ")
    assert "нужен ответ словами" in await anna.send("sticker")
    await anna.say("Чаепитие")
    await anna.say("завтра в 18:00")
    await anna.say("Двор")
    for wrong in ("0", "-5", "около 300", "10000000000"):
        assert "Напишите число" in await anna.say(wrong)


async def test_one_like_it_takes_over_all_but_the_time(town: Town) -> None:
    anna = await draft(town)
    await anna.press("Время")
    await anna.say("завтра с 18:30 до 20:00")
    await anna.press("Опубликовать")
    assert "Это черновик такого же" in await anna.press("Сделать такое же")
    assert "Проверьте" in await anna.say("28 ноября в 10:00")
    for said in ("Субботник <b>& Ко</b>", "28 ноября", "10:00", "11:30", "Двор дома 12", "Перчатки дадим", "20"):
        assert said in unescape(anna.sees())
    await anna.press("Опубликовать")
    await town.pass_time(days=5)
    await anna.say("/start event_1")
    assert "Когда начало" in await anna.press("Сделать такое же")
    assert "Проверьте" in await anna.say("12 декабря в 10:00")


async def test_who_agrees_to_the_work_first_gets_the_one_like_it(town: Town) -> None:
    event_id = await make_event(town, "Чай у колодца")
    lena = await town.person(104, "Лена", Purpose.NOTIFICATIONS, roles=(Role(RoleKind.COORDINATOR),))
    await lena.press_data(f"evm:copy:{event_id}")
    assert "Это черновик такого же" in await lena.press("Даю согласие")
    assert "Чай у колодца" in await lena.say("28 ноября в 10:00")


async def test_one_like_it_is_made_only_by_its_coordinators(town: Town) -> None:
    event_id = await make_event(town)
    lena = await town.person(104, "Лена", Purpose.WORK, roles=(OF_ZEYA,))
    await lena.press_data(f"evm:copy:{event_id}")
    assert await town.store.read(events.drafts, ADMIN, 0, 10) == ([], 0)


async def test_a_draft_outlives_everything_and_is_found_again(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    await anna.say("Чаепитие")
    town.restart()
    assert "Где встречаемся" in await anna.say("завтра в 18:00")
    await anna.say("/menu")
    await anna.say("/events")
    await anna.press("Черновики")
    assert "Чаепитие" in await anna.press("Чаепитие")
    assert "Опубликовать" not in anna.buttons()


async def test_moving_an_event_tells_who_goes(town: Town) -> None:
    await make_event(town)
    anna, olga = await town.coordinator(), await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/start event_1")
    await olga.press("Записаться")
    await anna.say("/start event_1")
    await anna.press("Изменить")
    await anna.press("Перенести")
    assert "Записался 1 человек" in await anna.say("1 декабря 2026 в 12:00")
    await town.deliver()
    assert "Изменения" not in olga.sees()
    assert "Перенесли. Через 5 минут сообщу" in await anna.press("Да, перенести")
    await anna.press("Сообщить сейчас")
    await town.deliver()
    assert "Изменения: Субботник" in olga.sees()
    await olga.press("Не приду")
    assert "Свободно 2 места" in olga.sees()


async def test_a_saved_entry_follows_the_event_until_it_is_off(town: Town) -> None:
    await make_event(town)
    anna, olga = await town.coordinator(), await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/start event_1")
    await olga.press("Записаться")
    await olga.press("В календарь")
    files = [calendar_file(town, olga)]
    await anna.say("/start event_1")
    await anna.press("Изменить")
    await anna.press("Перенести")
    await anna.say("1 декабря 2026 в 12:00")
    await anna.press("Да, перенести")
    await anna.press("Сообщить сейчас")
    await town.deliver()
    await olga.press("Исправить в календаре")
    files.append(calendar_file(town, olga))
    town.clock.move(minutes=1)
    await anna.say("/start event_1")
    await anna.press("Изменить")
    await anna.press("Отменить мероприятие")
    await anna.press("Да, отменить")
    await town.deliver()
    assert "Отметка об отмене" in await olga.press("Убрать из календаря")
    files.append(calendar_file(town, olga))
    assert [re.findall(r"METHOD:(\w+)", each) for each in files] == [["PUBLISH"], ["PUBLISH"], ["CANCEL"]]
    assert len({re.findall(r"UID:(\S+)", each)[0] for each in files}) == 1
    sequence = [int(re.findall(r"SEQUENCE:(\d+)", each)[0]) for each in files]
    assert sequence == sorted({*sequence})
    assert "DTSTART:20261201T" in files[1]


async def test_forged_buttons_of_a_coordinator_change_nothing(town: Town) -> None:
    event_id = await make_event(town)
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    for do in ("title", "move", "publish", "stop", "stop-sure", "review", "no-seats", "new", "agree"):
        await olga.press_data(f"evm:{do}:{event_id}")
        assert "только координаторы" in olga.hears() or "Такого мероприятия нет" in olga.hears(), do
    assert "только координаторы" in await olga.say("/new_event")
    event = await town.store.read(events.get, event_id)
    assert event
    assert event.status == "published"


@pytest.mark.parametrize("payload", ["event_0", "event_999", "event_-1", "event_abc", "event_" + "9" * 50, "event_"])
async def test_an_unknown_event_in_a_link_is_said_to_be_unknown(town: Town, payload: str) -> None:
    olga = town.somebody(101)
    assert "Такого мероприятия нет" in await olga.say(f"/start {payload}")


async def test_a_draft_is_nobody_elses_business(town: Town) -> None:
    await draft(town)
    assert "Такого мероприятия нет" in await town.somebody(101).say("/start event_1")


async def test_the_list_turns_pages(town: Town) -> None:
    for number in range(7):
        await make_event(town, f"Встреча {number}", days=number + 1)
    olga = town.somebody(101)
    assert "Впереди 7 мероприятий" in await olga.say("/events")
    assert "Встреча 6" in await olga.press("Дальше")
    assert "Встреча 0" in await olga.press("Назад")


async def test_the_calendar_file_holds_the_event(town: Town) -> None:
    await make_event(town, "Чай; пироги, и «ёлка»")
    olga = town.somebody(101)
    await olga.say("/start event_1")
    await olga.press("В календарь")
    document = olga.said()[-1]["document"]
    content = town.world.files.get(document["file_id"]).content.decode()
    assert document["file_name"] == "event_1.ics"
    assert "BEGIN:VEVENT" in content
    assert "TRIGGER:-PT2H" in content


async def test_pressing_join_twice_quickly_is_joining_once(town: Town) -> None:
    await make_event(town)
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/start event_1")
    message_id, data = olga.button("Записаться")
    for _ in range(2):
        town.world.press(olga.id, message_id, data)
    await town.settle()
    assert "Вы уже записаны" in olga.hears()
    assert "Свободно 1 место из 2" in olga.sees()


async def test_in_english_it_is_all_english(town: Town) -> None:
    await make_event(town)
    john = town.somebody(104, "John", language="en")
    assert "1 event ahead" in await john.say("/events")
    await john.say("/start event_1")
    await john.press("Sign up")
    await john.press("gree")
    assert "You are signed up" in john.sees()
    await town.pass_time(days=2, minutes=1)
    assert "Tomorrow: Субботник" in john.sees()


async def test_a_reminder_that_waited_for_the_morning_says_today(town: Town) -> None:
    """22:00 tomorrow: the reminder of the day before falls into the quiet hours and comes at 09:00 of the day."""
    event_id = await make_event(town, days=1, hours=10)
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say(f"/start event_{event_id}")
    await olga.press("Записаться")
    await town.pass_time(hours=10)
    assert "Завтра" not in olga.sees()
    await town.pass_time(hours=11)
    assert "Сегодня: Субботник" in olga.sees()


async def test_after_an_outage_one_reminder_comes_and_no_pile(town: Town) -> None:
    event_id = await make_event(town, days=2)
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say(f"/start event_{event_id}")
    await olga.press("Записаться")
    before = len(olga.said())
    await town.pass_time(days=1, hours=23)
    assert len(olga.said()) == before + 1
    assert "Скоро начало" in olga.sees()


async def test_cancelling_a_move_changes_nothing_and_says_nothing(town: Town) -> None:
    event_id = await make_event(town)
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    await anna.press("Изменить")
    await anna.press("Перенести")
    await anna.press("Отмена")
    assert "Перенесли" not in anna.sees()
    assert "Перенести" in anna.buttons()


async def test_a_reminder_of_the_old_date_is_not_said_to_who_comes_back(town: Town) -> None:
    event_id = await make_event(town, days=1, hours=1)
    olga, anna = await town.person(101, "Ольга", Purpose.SIGN_UPS), await town.coordinator()
    await olga.say(f"/start event_{event_id}")
    await olga.press("Записаться")
    town.world.block(olga.id)
    await town.settle()
    await town.pass_time(hours=1)
    await anna.say(f"/start event_{event_id}")
    await anna.press("Изменить")
    await anna.press("Перенести")
    await anna.say("3 декабря 2026 в 12:00")
    await anna.press("Да, перенести")
    town.world.unblock(olga.id)
    await town.settle()
    await town.pass_time(minutes=5)
    texts = [message.get("text", "") for message in olga.said()]
    assert any("Новое время" in text for text in texts)
    assert not any("Завтра" in text or "Сегодня" in text for text in texts)


async def test_who_writes_again_is_reminded_even_if_the_return_was_never_told(town: Town) -> None:
    event_id = await make_event(town, days=1, hours=1)
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    town.world.block(olga.id)
    await town.settle()
    town.world.unblock(olga.id)
    town.world.take_updates()
    await olga.say(f"/start event_{event_id}")
    await olga.press("Записаться")
    await town.pass_time(hours=1)
    assert "Завтра: Субботник" in olga.sees()


async def test_a_page_behind_the_last_begins_again(town: Town) -> None:
    await make_event(town)
    olga = town.somebody(101)
    await olga.say("/events")
    assert "Впереди 1 мероприятие" in await olga.press_data("evp:7")


async def test_a_forged_skip_of_what_cannot_be_skipped_is_stale(town: Town) -> None:
    anna = await draft(town)
    for name in ("title", "when", "place"):
        await anna.press_data(f"evm:no-{name}:1")
        assert "уже не действует" in anna.hears(), name


async def test_who_waits_hears_of_a_move_that_they_still_wait(town: Town) -> None:
    event_id = await make_event(town, seats=1)
    anna = await town.coordinator()
    for number in (101, 102):
        who = await town.person(number, f"Сосед {number}", Purpose.SIGN_UPS)
        await who.say(f"/start event_{event_id}")
        await who.press("очередь" if number == 102 else "Записаться")
    await anna.say(f"/start event_{event_id}")
    await anna.press("Изменить")
    await anna.press("Перенести")
    await anna.say("1 декабря 2026 в 12:00")
    await anna.press("Да, перенести")
    await anna.press("Сообщить сейчас")
    await town.deliver()
    assert "Вы по-прежнему в очереди" in who.sees()
    assert "Выйти из очереди" in who.buttons()


async def test_whoever_is_offered_a_seat_at_night_hears_of_it_in_the_morning_and_not_that_they_still_wait(
    town: Town,
) -> None:
    event_id = await make_event(town, seats=1, days=5)
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    viktor = await town.person(102, "Виктор", Purpose.SIGN_UPS)
    for who, label in ((olga, "Записаться"), (viktor, "очередь")):
        await who.say(f"/start event_{event_id}")
        await who.press(label)
    town.clock.move(hours=19)
    event = await town.store.read(events.get, event_id)
    assert event
    assert event.starts_local
    later = event.starts_local + timedelta(days=2)
    await town.store.write(edits.move, event_id, ADMIN, event.starts_local, later, town.clock())
    await olga.press("Не приду")
    before = len(viktor.said())
    await seats_pass_on(town, minutes=2)
    assert len(viktor.said()) == before
    await town.pass_time(hours=12)
    assert len(viktor.said()) == before + 1
    assert "Для вас освободилось место" in viktor.sees()
