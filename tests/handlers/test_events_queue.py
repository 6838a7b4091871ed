"""A freed seat: a minute for second thoughts, an offer with a term, near the start the first who comes."""

from datetime import timedelta

from bot.domain.people import Purpose
from storage.events import events
from tests.chat import Town
from tests.handlers.events import by_day, guests, make_event, seats_pass_on


async def test_i_cannot_come_is_taken_back_within_a_minute_although_somebody_waits(town: Town) -> None:
    event_id = await by_day(town, seats=1)
    olga, viktor = await guests(town, event_id, "Ольга", "Виктор")
    await olga.press("Не приду")
    assert "верните её в течение минуты" in olga.hears()
    await seats_pass_on(town, seconds=50)
    assert "Вы записаны" in await olga.press("Вернуть запись")
    assert "место: 1" in await viktor.say(f"/start event_{event_id}")
    await olga.press("Не приду")
    await seats_pass_on(town, seconds=61)
    message_id, data = olga.button("Вернуть запись")
    await olga.press_data(data, message_id)
    assert "Минута прошла" in olga.hears()
    assert "Для вас освободилось место" in viktor.sees()


async def test_who_leaves_the_queue_by_mistake_has_their_place_back(town: Town) -> None:
    event_id = await make_event(town, seats=1)
    _, viktor, _ = await guests(town, event_id, "Ольга", "Виктор", "Нина")
    await viktor.press("Выйти из очереди")
    assert "ваше место: 1" in await viktor.press("Вернуть запись")


async def test_an_offer_is_declined_or_runs_out_and_passes_on(town: Town) -> None:
    event_id = await by_day(town, seats=1, days=9)
    olga, viktor, nina, pavel = await guests(town, event_id, "Ольга", "Виктор", "Нина", "Павел")
    await olga.press("Не приду")
    await seats_pass_on(town, minutes=1)
    assert "Держу его до" in viktor.sees()
    await viktor.press("Не приду")
    await town.deliver()
    assert "Для вас освободилось место" in nina.sees()
    message_id, data = nina.button("Беру место")
    await seats_pass_on(town, hours=14)
    assert "Время вышло" in nina.sees()
    await nina.press_data(data, message_id)
    assert "предложение уже закончилось" in nina.hears()
    assert "Встать в очередь" in nina.buttons()
    await town.pass_time(hours=12)
    assert "Для вас освободилось место" in pavel.sees()
    assert "Вы записаны" in await pavel.press("Беру место")
    event = await town.store.read(events.get, event_id)
    assert event
    assert (event.going, event.held, event.waiting) == (1, 0, 0)


async def test_near_the_start_the_first_who_comes_has_the_seat(town: Town) -> None:
    event_id = await make_event(town, seats=1, hours=3)
    olga, viktor, nina = await guests(town, event_id, "Ольга", "Виктор", "Нина")
    town.clock.move(hours=2)
    await olga.press("Не приду")
    await seats_pass_on(town, minutes=1)
    for who in (viktor, nina):
        assert "кто нажмёт первым" in who.sees()
    assert "Вы записаны" in await nina.press("Беру место")
    await viktor.press("Беру место")
    assert "Место уже заняли" in viktor.hears()
    assert "ваше место: 1" in viktor.sees()


async def test_a_reminder_has_a_button_to_leave_in_one_tap(town: Town) -> None:
    event_id = await make_event(town, days=3)
    [olga] = await guests(town, event_id, "Ольга")
    await town.pass_time(days=2)
    assert "Завтра: Субботник" in olga.sees()
    await olga.press("Не приду")
    assert "Запись снята" in olga.hears()


async def test_ones_own_events_are_found_while_they_run_and_afterwards(town: Town) -> None:
    event_id = await make_event(town, days=1)
    [olga] = await guests(town, event_id, "Ольга")
    stranger = await town.person(150, "Пётр", Purpose.SIGN_UPS)
    for by, state in (
        (timedelta(0), "Вы записаны"),
        (timedelta(days=1), "Идёт сейчас"),
        (timedelta(days=2), "Уже прошло"),
    ):
        town.clock.move(seconds=by.total_seconds())
        await olga.say("/events")
        assert state in await olga.press("Мои мероприятия")
        assert "Двор" in await olga.press("Субботник")
    await stranger.say("/events")
    assert "никуда не записаны" in await stranger.press("Мои мероприятия")


async def test_a_family_has_seats_together_or_waits_together(town: Town) -> None:
    event_id = await by_day(town, seats=3)
    olga, viktor = await guests(town, event_id, "Ольга", "Виктор")
    assert "Кто придёт с вами?" in await olga.press("Я приду не один")
    assert "ничего не изменилось" in await olga.say("Пётр\nМария")
    await olga.press("Я приду не один")
    assert "С вами придут: Пётр" in await olga.say("Пётр")
    assert "Мест нет" in await viktor.say(f"/start event_{event_id}")
    nina = await town.person(150, "Нина", Purpose.SIGN_UPS)
    await nina.say(f"/start event_{event_id}")
    await nina.press("Я приду не один")
    assert "вместе в очереди, ваше место: 1" in await nina.say("Егор, Ира")
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    assert "Ольга + Пётр" in await anna.press("Список участников")
    assert "Нина + Егор + Ира" in anna.sees()
    await olga.press("Я приду не один")
    assert "С вами" not in await olga.press("Приду без них")
    await viktor.press("Не приду")
    await seats_pass_on(town, minutes=2)
    assert "Для вас освободилось место" not in nina.sees()
    await olga.press("Не приду")
    await seats_pass_on(town, minutes=2)
    assert "Для вас освободилось место" in nina.sees()


async def test_names_of_companions_have_to_be_names_and_few(town: Town) -> None:
    event_id = await make_event(town, seats=30)
    [olga] = await guests(town, event_id, "Ольга")
    await olga.press("Я приду не один")
    assert "Не вижу имён" in await olga.say("..., —")
    assert "не больше девяти" in await olga.say("\n".join(f"Сосед {n}" for n in range(10)))
    assert "С вами придут: Пётр" in await olga.say("Пётр")


async def test_a_coordinator_takes_somebody_off_and_moves_another_with_reasons_that_those_who_wait_read(
    town: Town,
) -> None:
    event_id = await by_day(town, seats=1)
    olga, viktor, nina = await guests(town, event_id, "Ольга", "Виктор", "Нина")
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    await anna.press("Список участников")
    await anna.press("Изменить список")
    await anna.press("Нина")
    assert "Почему ставим первым" in await anna.press("Поставить первым в очереди")
    assert "причину словами" in await anna.say("—")
    assert "Готово" in await anna.say("Ведёт кружок на этой встрече")
    await town.deliver()
    assert "Вы теперь первые в очереди" in nina.sees()
    assert "Ведёт кружок" in await viktor.say(f"/start event_{event_id}")
    assert "ваше место: 2" in viktor.sees()
    await anna.press("К списку имён")
    await anna.press("Ольга")
    await anna.press("Снять запись")
    await anna.say("Записалась дважды")
    await town.deliver()
    assert "Причина от координатора: Записалась дважды" in olga.sees()
    assert "Для вас освободилось место" in nina.sees()
    assert "снята запись человека" in await anna.say("/audit")
    assert "Записалась дважды" in anna.sees()


async def test_the_day_before_people_are_asked_and_silence_is_seen(town: Town) -> None:
    event_id = await by_day(town, seats=2, days=3)
    yana, boris = await guests(town, event_id, "Яна", "Борис")
    anna = await town.coordinator()
    town.clock.move(days=2, minutes=-1)
    await town.deliver()
    assert "ждут" not in await anna.say(f"/start event_{event_id}")
    await town.pass_time(minutes=2)
    assert "Придёте?" in yana.sees()
    assert "Спросил и жду ответа: 2." in await anna.say(f"/start event_{event_id}")
    await yana.press("Приду")
    assert "ждём вас" in yana.hears()
    await boris.press("Не приду")
    seen = await anna.say(f"/start event_{event_id}")
    assert "Ответили, что придут: 1." in seen
    assert "жду ответа" not in seen
    zoya = await town.person(300, "Зоя", Purpose.SIGN_UPS)
    await zoya.say(f"/start event_{event_id}")
    await zoya.press("Записаться")
    await town.pass_time(minutes=5)
    assert "Придёте?" not in zoya.sees(), "who signs up a day before is not asked"
    assert "жду ответа" not in await anna.say(f"/start event_{event_id}")
