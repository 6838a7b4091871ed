"""The schedule of a broadcast: a moment, an anchor that may move, a window of hours, lateness, pauses."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.broadcasts.schedule import timing as timing_rules
from bot.domain.events import ChangeOutcome
from bot.domain.grants import Precision, StageKind
from bot.domain.people import Purpose
from handlers.broadcasts import go_on
from storage import grants
from storage.broadcasts.sending import launches
from storage.events import edits, events
from storage.people import people as people_store
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import (
    ADMIN,
    EVERYBODY,
    WORDS,
    at,
    coordinator,
    got,
    make_event,
    reader,
    settle,
    stop,
    write_to,
)
from tests.moves import reschedule


async def before_event(anna: Neighbour, lead: str, title: str = "Субботник") -> str:
    await write_to(anna, EVERYBODY)
    await anna.press("Когда отправить")
    await anna.press("До начала мероприятия")
    await anna.press(title)
    return await anna.press(lead)


async def move_event(town: Town, event_id: int, hours: float) -> None:
    """Reschedule the event to start `hours` from now."""

    def move(tx: Any) -> None:
        event = events.get(tx, event_id)
        assert event
        assert event.starts_local
        starts = (town.clock() + timedelta(hours=hours)).replace(tzinfo=None)
        assert edits.move(tx, event_id, ADMIN, event.starts_local, starts, town.clock()) is ChangeOutcome.DONE

    await town.store.write(move)


async def test_it_goes_at_the_moment_that_was_typed_and_not_before(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    review = await at(anna, "завтра в 10:00")
    assert "Когда: ср, 25 ноября 2026" in review
    assert "10:00" in review
    assert "Получит 1 человек" in review
    assert "Рассылка запланирована" in await anna.press("Отправить 25 ноября 2026")
    town.clock.move(hours=21, minutes=59)
    await settle(town)
    assert got(olga) == 0
    town.clock.move(minutes=1)
    await settle(town)
    assert got(olga) == 1
    assert "Рассылка закончена. Отправлено 1 из 1" in anna.sees()
    await settle(town)
    assert got(olga) == 1


async def test_who_joins_before_the_moment_gets_it_too(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await at(anna, "завтра в 10:00")
    await anna.press("Отправить 25 ноября")
    viktor = await reader(town, 202)
    town.clock.move(hours=22)
    await settle(town)
    assert (got(olga), got(viktor)) == (1, 1)


async def test_a_moment_that_is_none_or_behind_us_is_asked_again(town: Town) -> None:
    anna = await coordinator(town)
    await reader(town, 201)
    assert "Не понял: «как-нибудь»" in await at(anna, "как-нибудь")
    assert "а час — нет" in await anna.say("завтра")
    assert "Это уже прошло" in await anna.say("сегодня в 8:00")
    assert "словами" in await anna.send("sticker")
    assert "Когда: вт, 24 ноября 2026" in await anna.say("сегодня в 18:00")


async def test_a_moment_that_passes_over_the_review_sends_nothing(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await at(anna, "сегодня в 18:00")
    town.clock.move(hours=7)
    await anna.press("Отправить 24 ноября")
    assert "Это время уже прошло" in anna.hears()
    await settle(town)
    assert got(olga) == 0
    await anna.press("Когда отправить")
    assert "Получит 1 человек" in await anna.press("Сразу")


async def test_what_waits_is_listed_looked_at_moved_and_taken_back(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await at(anna, "завтра в 10:00")
    await anna.press("Отправить 25 ноября")
    await anna.say("/broadcast")
    assert "Уйдёт: ср, 25 ноября" in str(anna.buttons())
    assert "Сейчас это 1 человек" in await anna.press("Уйдёт:")
    await anna.press("Другое время")
    assert "Рассылка снова черновик" in anna.hears()
    await anna.press("В день и час")
    await anna.say("26.11 11:00")
    await anna.press("Отправить 26 ноября")
    town.clock.move(hours=23)
    await settle(town)
    assert got(olga) == 0
    await anna.press("Вернуть в черновики")
    town.clock.move(hours=30)
    await settle(town)
    assert got(olga) == 0


async def test_what_waits_can_go_at_once(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await at(anna, "завтра в 10:00")
    await anna.press("Отправить 25 ноября")
    await anna.press("Отправить сейчас")
    assert got(olga) == 0, "the review comes first"
    await anna.press("Отправить 1 человеку")
    await settle(town)
    town.clock.move(hours=30)
    await settle(town)
    assert got(olga) == 1


async def test_before_an_event_it_moves_with_the_event_and_goes_once(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    event_id = await make_event(town, hours=96)
    review = await before_event(anna, "За 2 дня")
    assert "за 2 дня до начала мероприятия «Субботник»" in review
    assert "26 ноября 2026" in review
    await anna.press("Отправить 26 ноября")
    await move_event(town, event_id, 120)
    town.clock.move(hours=49)
    await settle(town)
    assert got(olga) == 0, "it moved along"
    town.clock.move(hours=23)
    await settle(town)
    assert got(olga) == 1
    await move_event(town, event_id, 96)
    town.clock.move(hours=60)
    await settle(town)
    assert got(olga) == 1, "never twice"


async def test_an_event_moved_too_near_asks_the_author(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    event_id = await make_event(town, hours=96)
    await before_event(anna, "За 2 дня")
    await anna.press("Отправить 26 ноября")
    await move_event(town, event_id, 24)
    await settle(town)
    assert got(olga) == 0
    assert "Время рассылки уже прошло" in anna.sees()
    await anna.press("Открыть черновик")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert got(olga) == 1


async def test_an_event_called_off_takes_the_broadcast_back(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    event_id = await make_event(town, hours=96)
    await before_event(anna, "За 2 дня")
    await anna.press("Отправить 26 ноября")
    await town.store.write(events.call_off, event_id, ADMIN, town.clock())
    await settle(town)
    assert "отменено" in anna.sees()
    town.clock.move(hours=60)
    await settle(town)
    assert got(olga) == 0


async def test_before_a_deadline_any_number_of_days_it_moves_with_it(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    stage = next(
        stage
        for programme in await town.store.read(grants.catalogue)
        for each in programme.rounds
        for stage in each.stages
        if stage.kind is StageKind.DEADLINE
    )

    def move(tx: Any, local: str) -> None:
        reschedule(tx, stage.id, local, "Asia/Yakutsk", Precision.MINUTE, False, town.clock())

    await town.store.write(move, "2026-12-01T18:00")
    await write_to(anna, EVERYBODY)
    await anna.press("Когда отправить")
    await anna.press("До срока гранта")
    await anna.press("1 декабря 2026")
    await anna.press("За другое число дней")
    assert "от 1 до 60" in await anna.say("сто")
    review = await anna.say("4")
    assert "за 4 дня до срока" in review
    await anna.press("Отправить 27 ноября 2026")
    await town.store.write(move, "2026-12-02T18:00")
    town.clock.move(days=3, hours=7)
    await settle(town)
    assert got(olga) == 0
    town.clock.move(days=1)
    await settle(town)
    assert got(olga) == 1


async def test_a_lead_that_is_over_is_refused_and_a_foreign_event_is_not_offered(town: Town) -> None:
    await make_event(town, title="Чужое", municipality="zeya")
    own = await make_event(town, municipality="belogorsk", hours=30)
    anna = await coordinator(town, "belogorsk")
    await anna.say("/broadcast")
    await anna.say(WORDS)
    await anna.press_data("bcbefore:1:event:0")
    assert "Субботник" in str(anna.buttons())
    assert "Чужое" not in str(anna.buttons())
    await anna.press_data("bclead:1:event:1:60")
    assert "писать не можете" in anna.hears()
    await anna.press_data(f"bclead:1:event:{own}:2880")
    assert "уже прошло" in anna.hears()
    await anna.press_data("bclead:1:event:999:60")
    assert "отменено" in anna.hears()
    await anna.press_data("bcto:1:municipality:belogorsk")
    assert "Отправлять пока некому" in await anna.press_data(f"bclead:1:event:{own}:5")
    assert "за 1 час до начала мероприятия" in anna.sees(), "forged minutes are whole hours"


async def in_window(anna: Neighbour, window: str) -> str:
    await write_to(anna, EVERYBODY)
    await anna.press("Когда отправить")
    await anna.press("В какие часы")
    await anna.press(window)
    return await anna.press("К проверке")


async def test_in_its_hours_it_comes_by_each_readers_clock(town: Town) -> None:
    olga, viktor = await reader(town, 201), await reader(town, 202)
    person = await viktor.stored()
    assert person
    await town.store.write(people_store.change_zone, person.id, "Europe/Moscow", town.clock())
    anna = await coordinator(town)
    assert "Придёт с 9 до 12 по часам каждого" in await in_window(anna, "с 9 до 12")
    await anna.press("Отправить 2 людям")  # noon for Olga, six in the morning for Viktor
    await settle(town)
    assert (got(olga), got(viktor)) == (0, 0)
    town.clock.move(hours=3)
    await settle(town)
    assert (got(olga), got(viktor)) == (0, 1)
    town.clock.move(hours=18)
    await settle(town)
    assert (got(olga), got(viktor)) == (1, 1)


async def test_out_of_its_hours_nothing_comes_even_after_a_pause(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await in_window(anna, "с 12 до 18")
    await anna.press("Отправить 1 человеку")
    await anna.press("Пауза")
    town.clock.move(hours=8)
    await anna.press("Продолжить")
    await settle(town)
    assert got(olga) == 0, "eight in the evening"
    town.clock.move(hours=16)
    await settle(town)
    assert got(olga) == 1


async def late(anna: Neighbour) -> None:
    await write_to(anna, EVERYBODY)
    await anna.press("Когда отправить")
    await anna.press("Если опоздает")
    await anna.press("1 час")
    assert "больше чем на 1 час" in await anna.press("К проверке")


async def test_after_an_outage_the_author_is_asked_once_and_the_rest_goes(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await late(anna)
    await anna.press("Отправить 1 человеку")
    town.restart()
    town.clock.move(hours=2)
    await town.deliver()
    assert got(olga) == 0
    await settle(town)
    assert got(olga) == 0
    asked = [message["text"] for message in anna.said() if "Отправить остальным?" in message.get("text", "")]
    assert asked == [
        "Рассылка опоздала больше чем на 1 час. Отправлено 0, осталось 1. Отправить остальным?\n\n"
        "Не ответите за сутки — остальным не уйдёт."
    ]
    await anna.press("Отправить остальным")
    await settle(town)
    assert got(olga) == 1
    assert "Рассылка закончена. Отправлено 1 из 1" in anna.sees()
    await anna.press("Отправить остальным")
    assert "закончилась" in anna.hears()
    await settle(town)
    assert got(olga) == 1


@pytest.mark.parametrize("answer", ["no", "nothing"])
async def test_a_late_rest_that_nobody_wants_is_not_sent(town: Town, answer: str) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await late(anna)
    await anna.press("Отправить 1 человеку")
    town.clock.move(hours=2)
    await settle(town)
    if answer == "no":
        await anna.press("Не отправлять")
    town.clock.move(hours=25)
    await settle(town)
    assert got(olga) == 0
    assert await town.store.read(launches.running) == []
    ended = {
        "no": "Рассылка остановлена.",
        "nothing": "Рассылка закончена: остальным не отправили, вы не ответили за сутки.",
    }
    assert f"{ended[answer]} Отправлено 0 из 1" in str(anna.said())
    await anna.press_data("bc:resume:1")
    assert "закончилась" in anna.hears()


async def test_a_night_makes_nothing_less_late(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await write_to(anna, EVERYBODY)
    await anna.press("Когда отправить")
    await anna.press("Если опоздает")
    await anna.press("1 час")
    await anna.press("К проверке")
    town.clock.move(hours=8, minutes=50)  # ten to nine in the evening
    await anna.press("Отправить 1 человеку")
    for minutes in (20, 40):  # It is night, and the morning is later than it may be late.
        town.clock.move(minutes=minutes)
        await settle(town)
    assert "Отправить остальным?" in anna.sees()
    await anna.press("Отправить остальным")
    for hours in (0, 2, 10):  # It is sent anew, and has the morning again.
        assert got(olga) == 0
        town.clock.move(hours=hours)
        await settle(town)
    assert got(olga) == 1


async def test_a_scheduled_one_whose_moment_the_bot_slept_through_asks(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await at(anna, "завтра в 10:00")
    await anna.press("Отправить 25 ноября")
    town.clock.move(hours=47)
    await settle(town)
    assert got(olga) == 0
    assert "Время рассылки уже прошло" in anna.sees()


async def test_paused_it_stays_so_over_a_restart_and_resumed_it_reaches_everybody_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launches, "CHUNK", 2)
    readers = [await reader(town, user_id) for user_id in range(201, 206)]
    anna = await coordinator(town)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 5 людям")
    await town.deliver()
    await anna.press("Пауза")
    assert "дойдёт" in anna.hears()
    assert "Рассылка на паузе. Отправлено 2 из 5" in anna.sees()
    await anna.press_data("bc:pause:1")
    assert "уже на паузе" in anna.hears()
    town.restart()
    await settle(town)
    town.world.refused.clear()  # the same screen again: after a restart only Telegram remembers it
    assert sum(map(got, readers)) == 2
    await anna.press("Продолжить")
    await anna.press_data("bc:resume:1")
    assert "и так идёт" in anna.hears()
    await settle(town)
    assert [got(who) for who in readers] == [1] * 5
    for forged in ("bc:pause:1", "bc:resume:1", "bc:stop:1"):
        await anna.press_data(forged)
        assert "закончилась" in anna.hears()


async def test_paused_it_can_be_stopped(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 1 человеку")
    await anna.press("Пауза")
    await stop(anna)
    await settle(town)
    assert got(olga) == 0
    assert "Рассылка остановлена. Отправлено 0 из 1" in anna.sees()


async def test_nobody_else_steers_it(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    boris = await coordinator(town, user_id=104)
    await at(anna, "завтра в 10:00")
    forged = ("when:1", "at-once:1", "at:1", "hours:1", "late:1", "look:1", "take-back:1", "sooner:1", "later:1")
    more = ("bcbefore:1:event:0", "bclead:1:event:1:0", "bclead:1:event:1:60", "bcdays:1:event:1", "bchours:1:9:12")
    for who in (olga, boris):
        for data in (*(f"bc:{each}" for each in (*forged, "pause:1", "resume:1")), *more, "bclate:1:60"):
            await who.press_data(data)
            refusals = ("только координаторы",) if who is olga else ("Такой рассылки у вас нет", "отменено")
            assert any(refusal in who.hears() for refusal in refusals), data
    await anna.press("Отправить 25 ноября")
    town.clock.move(hours=22)
    await settle(town)
    assert got(olga) == 1


async def test_a_role_that_is_gone_launches_nothing(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await at(anna, "завтра в 10:00")
    await anna.press("Отправить 25 ноября")
    person = await anna.stored()
    assert person
    await town.store.write(people_store.withdraw, person.id, Purpose.WORK, town.clock())
    town.clock.move(hours=22)
    await settle(town)
    assert got(olga) == 0


async def test_an_administrator_of_the_settings_may_schedule(town: Town) -> None:
    olga = await reader(town, 201)
    town.settings = town.settings.model_copy(update={"admin_ids": frozenset({105})})
    town.restart()
    boss = await town.person(105, "Борис", Purpose.WORK)
    await at(boss, "завтра в 10:00")
    await boss.press("Отправить 25 ноября")
    town.clock.move(hours=22)
    await go_on(town.app.bot, town.store, town.app.texts, town.clock(), frozenset({105}))
    await town.deliver()
    assert got(olga) == 1


async def test_what_paused_until_its_event_began_can_only_be_stopped(town: Town) -> None:
    await make_event(town, seats=2, hours=4)
    olga = await town.person(201, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/start event_1")
    await olga.press("Записаться")
    anna = await coordinator(town)
    await write_to(anna, "Участникам мероприятия", "Субботник")
    await anna.press("Отправить 1 человеку")
    await anna.press("Пауза")
    town.clock.move(hours=4, minutes=1)
    assert "Мероприятие уже началось или отменено" in await anna.press("Продолжить")
    await anna.press("Остановить")
    await settle(town)
    assert got(olga) == 0
    assert "Рассылка остановлена. Отправлено 0 из 1" in str(anna.said())


async def test_who_waits_for_hours_of_ones_own_does_not_wait_for_the_morning(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await in_window(anna, "с 18 до 21")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert "Отправлено 0 из 1 · ждут своих часов 1" in anna.sees()
    assert "Ждут своих часов: 1. Им придёт с 18 до 21." in anna.sees()
    await anna.press_data("bc:report:1")
    assert "Получат с 18 до 21 по своим часам: 1" in anna.sees()
    assert "9:00" not in anna.sees()
    assert "утра" not in anna.sees()
    town.clock.move(hours=6, minutes=1)
    await settle(town)
    assert got(olga) == 1


async def test_the_sixth_news_of_a_day_waits(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1000)
    monkeypatch.setattr(timing_rules, "NEWS_A_DAY", 2)
    olga, anna = await reader(town, 201), await coordinator(town)
    for _ in range(2):
        await write_to(anna, EVERYBODY)
        await anna.press("Отправить 1 человеку")
        town.clock.move(hours=1)
    await write_to(anna, EVERYBODY)
    refused = await anna.press("Отправить 1 человеку")
    assert "Следующая может уйти: ср, 25 ноября 2026" in refused
    assert "12:00" in refused
    await settle(town)
    assert got(olga) == 2
    town.clock.move(hours=22)
    await anna.press("К проверке")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert got(olga) == 3


async def test_news_that_move_onto_one_day_go_until_it_is_full(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing_rules, "NEWS_A_DAY", 1)
    olga, anna = await reader(town, 201), await coordinator(town)
    await make_event(town, "Концерт", hours=50)
    later = await make_event(town, hours=99)
    for title in ("Концерт", "Субботник"):
        await before_event(anna, "За 1 день", title)
        await anna.press("Отправить")
        assert "Рассылка запланирована" in anna.sees()
    await move_event(town, later, 51)
    town.clock.move(hours=28)
    await settle(town)
    assert got(olga) == 1
    assert "за сутки вы уже отправили столько новостей, сколько можно" in str(anna.said())
    town.clock.move(hours=24)
    await anna.press("Открыть черновик")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert got(olga) == 2


async def test_participants_are_no_news(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing_rules, "NEWS_A_DAY", 0)
    event_id = await make_event(town)
    olga = await town.person(201, "Ольга", Purpose.SIGN_UPS)
    await olga.say(f"/start event_{event_id}")
    await olga.press("Записаться")
    anna = await coordinator(town)
    await write_to(anna, "Участникам мероприятия", "Субботник")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert got(olga) == 1


async def test_the_price_of_a_paid_broadcast_is_told_before_it_goes(town: Town) -> None:
    for user_id in range(201, 212):
        await reader(town, user_id)
    anna = await coordinator(town)
    review = await write_to(anna, EVERYBODY)
    assert "Telegram берёт 0,1 звезды" in review
    assert "не больше 2 звёзд" in review, "eleven messages, a tenth each, rounded up"
    town.settings = town.settings.model_copy(update={"paid_broadcast": False, "send_rate": 25})
    town.restart()
    assert "звёзд" not in await write_to(anna, EVERYBODY)


async def test_a_long_sending_says_so_and_that_it_may_be_too_late(town: Town) -> None:
    for user_id in range(201, 205):
        await reader(town, user_id)
    anna = await coordinator(town)
    assert "займёт" not in await write_to(anna, EVERYBODY)
    town.settings = town.settings.model_copy(update={"send_rate": 4 / 60 / 61})
    town.restart()
    assert "Отправка займёт около 61 минуты." in await write_to(anna, EVERYBODY)
    await anna.press("Когда отправить")
    await anna.press("Если опоздает")
    await anna.press("1 час")
    assert "около 61 минуты, а опоздать ей можно только на 1 час" in await anna.press("К проверке")
    assert "«Когда отправить» → «Если опоздает»" in anna.sees()


async def test_english_says_when(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    person = await anna.stored()
    assert person
    await town.store.write(people_store.change, person.id, locale="en")
    await anna.say("/broadcast")
    await anna.say("News")
    await anna.press("Everybody who gets the news")
    await anna.press("When to send")
    await anna.press("On a day")
    assert "When: Wed, 25 November 2026, 10:00" in await anna.say("tomorrow at 10:00")
    assert "The broadcast is scheduled" in await anna.press("Send on 25 November 2026 at 10:00")
