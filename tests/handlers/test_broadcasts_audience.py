"""The audience of a broadcast: parts joined in words, people left out and the reasons, names, newcomers."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.domain.broadcasts.sending import approvals
from bot.domain.people import Purpose, Role, RoleKind
from storage.cases import cases
from storage.core import tables
from storage.events import events
from storage.people import people
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import (
    ADMIN,
    CHANGE,
    EVERYBODY,
    NEWS_OFF,
    choose,
    coordinator,
    got,
    make_event,
    reader,
    settle,
    tick,
    welcome,
    write_to,
)


async def chair(town: Town, user_id: int, municipality: str) -> Neighbour:
    who = await reader(town, user_id, municipality)
    person = await who.stored()
    assert person
    await town.store.write(people.grant, person.id, Role(RoleKind.CHAIR, municipality), town.clock())
    return who


async def guest(town: Town, event_id: int, user_id: int, name: str = "Гость", label: str = "Записаться") -> Neighbour:
    who = await town.person(user_id, name, Purpose.SIGN_UPS)
    await who.say(f"/start event_{event_id}")
    await who.press(label)
    return who


async def founder(town: Town, user_id: int, title: str, municipality: str, *, listed: bool = True) -> Neighbour:
    """Somebody with a case that coordinators may see."""
    who = await town.person(user_id, "Тайное имя", Purpose.CASES)
    person = await who.stored()
    assert person
    begun = await town.store.write(cases.begin, person.id, municipality, "Asia/Yakutsk", (), town.clock())
    facts = {"title": title, "listed_at": town.clock() if listed else None}
    chosen = update(tables.cases).where(tables.cases.c.id == begun).values(**facts)
    await town.store.write(lambda tx: tx.execute(chosen) and None)
    return who


async def test_parts_are_joined_in_words_and_exactly_they_get_it(town: Town) -> None:
    event_id = await make_event(town, "Сход", seats=5)
    olga, busy = await chair(town, 201, "zeya"), await chair(town, 202, "zeya")
    plain, elsewhere = await reader(town, 203, "zeya"), await chair(town, 204, "belogorsk")
    await town.person(202, "Житель 202", Purpose.SIGN_UPS)
    await busy.say(f"/start event_{event_id}")
    await busy.press("Записаться")
    anna = await coordinator(town)
    await write_to(anna)
    assert "Кому: жителям (город Зея)" in await choose(anna, "Выбрать муниципалитет", "город Зея")
    assert "Жителям (город Зея)." in await anna.press(CHANGE)
    assert "Кого из них оставить?" in await anna.press("Сузить")
    narrowed = await choose(anna, "Председателей и координаторов", "Председателей ТОС")
    assert "Жителям (город Зея), но только председателям ТОС.\nПолучат 2 человека." in narrowed
    await anna.press("Исключить")
    assert "Кого исключить?" in await choose(anna, "Участников мероприятия", "Только записаны")
    assert "← Назад к выбору" in anna.buttons()
    assert "← Кому отправим" not in anna.buttons()
    words = "ителям (город Зея), но только председателям ТОС, кроме записанных на «Сход»"
    assert f"Ж{words}.\nПолучит 1 человек." in await anna.press("Сход")
    assert f"Кому: ж{words}\nПолучит 1 человек" in await anna.press("Дальше")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert [got(who) for who in (olga, busy, plain, elsewhere)] == [1, 0, 0, 0]


async def test_in_english_they_read_as_well(town: Town) -> None:
    await make_event(town, "Assembly", seats=5)
    anna = await coordinator(town)
    person = await anna.stored()
    assert person
    await town.store.write(people.change, person.id, locale="en")
    await write_to(anna, "Everybody who gets", "Change whom", "Narrow", "By language", "Those who read English")
    await anna.press("Leave out")
    await choose(anna, "Participants of an event", "Only waiting", "Assembly")
    await anna.press("Add more")
    said = await choose(anna, "Chairs and coordinators", "Coordinators")
    assert "Everybody who gets the news, but only those who read English" in said
    assert ", except those waiting for a seat at “Assembly”, and also coordinators." in said


async def test_the_last_part_is_taken_back_until_nobody_is_chosen(town: Town) -> None:
    anna = await coordinator(town)
    await write_to(anna, EVERYBODY, CHANGE, "Сузить", "По языку", "Тех, кто читает по-русски")
    assert "но только тем, кто читает по-русски" in anna.sees()
    assert "Всем, кто подписан на новости." in await anna.press("Убрать последнее")
    assert "Кому отправим?" in await anna.press("Выбрать заново")
    assert EVERYBODY in " ".join(anna.buttons())


async def test_a_button_of_before_sets_the_whole_audience(town: Town) -> None:
    await reader(town, 201, "zeya")
    anna = await coordinator(town)
    await write_to(anna, EVERYBODY, CHANGE, "Сузить", "По языку", "Тех, кто читает по-русски")
    assert "Кому: жителям (город Зея)\nПолучит 1" in await anna.press_data("bcto:1:municipality:zeya")
    assert "Кому: всем, кто подписан на новости\n" in await anna.press_data("bcto:1:everybody:")


async def test_guests_are_told_apart_by_their_seats_and_by_the_past(town: Town) -> None:
    event_id = await make_event(town, "Сход", hours=30)
    going = await guest(town, event_id, 201)
    waiting = await guest(town, event_id, 202, label="Встать в очередь")
    anna = await coordinator(town)
    await write_to(anna, "Участникам мероприятия", "Только ждут места")
    assert "тем, кто ждёт места на «Сход»\nПолучит 1 человек" in await anna.press("Сход")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert (got(going), got(waiting)) == (0, 1)
    town.clock.move(days=3)
    await write_to(anna, "Участникам мероприятия", "Были записаны", words="Спасибо")
    assert "все, кто был записан, даже если не пришёл" in anna.said()[-1]["text"]
    assert "тем, кто был записан на «Сход»" in await anna.press("Сход")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert (got(going, "Спасибо"), got(waiting, "Спасибо")) == (1, 0)


async def test_members_of_cases_hear_without_news_and_stay_unnamed(town: Town) -> None:
    lesnaya = await founder(town, 201, "Лесная, 5", "zeya")
    hidden = await founder(town, 202, "Тайная", "zeya", listed=False)
    foreign = await founder(town, 203, "Чужая", "belogorsk")
    anna = await coordinator(town, "zeya")
    await write_to(anna, "Тем, кто создаёт ТОС")
    assert anna.buttons()[0] == "Лесная, 5 · город Зея"
    assert not any("Тайная" in each or "Чужая" in each for each in anna.buttons())
    assert "участникам дела «Лесная, 5»\nПолучит 1 человек" in await anna.press("Лесная, 5")
    assert not any("Показать" in each for each in anna.buttons())
    await anna.press_data("bc:samples:1")
    assert "обещали не называть имён" in anna.hears()
    assert not any("Тайное имя" in each["text"] for each in anna.said())
    await anna.press("Отправить 1 человеку")
    await settle(town)
    await write_to(anna, "Тем, кто создаёт ТОС", "Все на одном шаге", words="Второе")
    said = await anna.press("Инициативная группа · город Зея")
    assert "дошёл до шага «Инициативная группа» (город Зея)\nПолучит 1 человек" in said
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert [got(who) for who in (lesnaya, hidden, foreign)] == [1, 0, 0]
    assert [got(who, "Второе") for who in (lesnaya, hidden, foreign)] == [1, 0, 0]


async def test_the_review_tells_who_is_left_out_and_why(town: Town) -> None:
    olga = await reader(town, 201)
    anna = await coordinator(town)
    for number in range(3):
        await write_to(anna, EVERYBODY, words=f"Новость {number}")
        await anna.press("Отправить 1 человеку")
        await settle(town)
    await reader(town, 202)
    gone = await reader(town, 203)
    town.world.block(gone.id)
    await town.settle()
    await town.person(204, "Без новостей", Purpose.SIGN_UPS)
    review = await write_to(anna, EVERYBODY)
    assert "Получит 1 человек." in review
    assert "Из 5 человек не получат:" in review
    assert "не подписаны на новости — 2" in review, "she and who only signs up"
    assert "остановили бота — 1" in review
    assert "уже получили три новости за неделю — 1" in review
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert got(olga) == 0
    assert "Отправлено 1 из 1" in anna.sees()


async def test_nobody_to_send_to_is_explained(town: Town) -> None:
    await town.person(204, "Без новостей", Purpose.SIGN_UPS)
    anna = await coordinator(town)
    review = await write_to(anna, EVERYBODY)
    assert "Отправлять пока некому" in review
    assert "не подписаны на новости — 2" in review
    assert not any("Показать" in each for each in anna.buttons())


async def test_ten_names_are_shown_as_people_gave_them(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1000)
    for user_id in range(201, 212):
        await reader(town, user_id)
    await town.store.write(people.change, 1, name="<b>Ольга & Ко</b>")
    anna = await coordinator(town)
    await write_to(anna, EVERYBODY)
    names = await anna.press("Показать десять из них")
    assert "Получат 11 человек. Вот кто среди них:" in names
    assert "· <b>Ольга & Ко</b>\n· Житель 202" in names
    assert names.count("·") == 10
    assert "Получат 11 человек" in await anna.press("К проверке")
    boris = await coordinator(town, user_id=104)
    await boris.press_data("bc:samples:1")
    assert "Такой рассылки у вас нет" in boris.hears()


async def test_who_leaves_the_event_before_the_morning_gets_nothing(town: Town) -> None:
    event_id = await make_event(town, "Сход", seats=5)
    olga, viktor = await guest(town, event_id, 201), await guest(town, event_id, 202)
    anna = await coordinator(town)
    town.clock.move(hours=11)
    await write_to(anna, "Участникам мероприятия", "Сход")
    await anna.press("Отправить 2 людям")
    await olga.say(f"/start event_{event_id}")
    await olga.press("Не приду")
    town.clock.move(hours=12)
    await settle(town)
    assert (got(olga), got(viktor)) == (0, 1)
    assert "вышли из числа получателей или рассылка остановлена: 1" in anna.sees()


async def test_a_whole_batch_that_has_left_keeps_nobody_waiting(town: Town) -> None:
    crowd = [await chair(town, user_id, "zeya") for user_id in (201, 202, 203)]
    olga = await reader(town, 204, "belogorsk")
    anna = await coordinator(town)
    town.clock.move(hours=11)
    await write_to(anna, EVERYBODY, CHANGE, "Сузить", "Председателей и координаторов", "Председателей ТОС", "Дальше")
    await anna.press("Отправить 3 людям")
    await write_to(anna, EVERYBODY, words="Второе")
    await anna.press("Отправить 4 людям")
    await town.store.write(lambda tx: tx.execute(tables.roles.delete().where(tables.roles.c.kind == "chair")) and None)
    town.clock.move(hours=12)
    await settle(town)
    assert [got(who) for who in crowd] == [0, 0, 0]
    assert got(olga, "Второе") == 1


async def test_no_news_still_leaves_reminders_and_a_cancelled_event(town: Town) -> None:
    event_id = await make_event(town, "Сход", seats=5, hours=50)
    olga = await town.person(201, "Ольга", Purpose.SIGN_UPS, Purpose.NOTIFICATIONS)
    await olga.say(f"/start event_{event_id}")
    await olga.press("Записаться")
    anna = await coordinator(town)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 1 человеку")
    await settle(town)
    await olga.press(NEWS_OFF)
    before = len(olga.said())
    await town.pass_time(hours=27)
    assert "Сход" in olga.sees()
    assert len(olga.said()) == before + 1, "the reminder of the day before"
    await town.store.write(events.call_off, event_id, ADMIN, town.clock())
    await town.deliver()
    assert "отмен" in olga.sees().lower()
    assert len(olga.said()) == before + 2


async def test_who_joins_before_the_date_gets_it_too(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await write_to(anna, EVERYBODY, CHANGE)
    assert "присоединится позже?" in await anna.press("Кто присоединится позже")
    assert "И тем, кто присоединится до вт, 1 декабря 2026" in await anna.press("Неделю")
    assert "И тем, кто присоединится до вт, 1 декабря 2026" in await anna.press("Дальше")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert "Отправлено 1 из 1" in anna.sees()
    assert "закончена" not in anna.sees()
    calls = len(town.world.calls)
    await tick(town)
    assert len(town.world.calls) == calls, "while it waits, nobody is bothered"
    town.clock.move(days=3)
    viktor = await reader(town, 202)
    await welcome(town)
    await welcome(town)
    assert (got(olga), got(viktor)) == (1, 1)
    town.clock.move(days=5)
    late = await reader(town, 203)
    await welcome(town)
    assert got(late) == 0
    assert "Рассылка закончена. Отправлено 2 из 2" in anna.sees()
    assert "Из них присоединились позже: 1" in anna.sees()


async def ask_for_newcomers(anna: Neighbour) -> str:
    """A broadcast to everybody and to people who join within a month, up to its review."""
    await write_to(anna, EVERYBODY, CHANGE, "Кто присоединится позже", "Месяц")
    return await anna.press("Дальше")


async def test_newcomers_become_many_only_with_a_second_coordinators_yes(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approvals, "THRESHOLD", 3)
    await reader(town, 201)
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    assert "остановлюсь и скажу вам" in await ask_for_newcomers(anna)
    await anna.press("Отправить 1 человеку")
    await settle(town)
    joined = [await reader(town, user_id) for user_id in range(210, 214)]
    town.clock.move(minutes=2)
    await welcome(town)
    assert sum(map(got, joined)) == 1
    told = [text for message in anna.said() if "смотрит второй координатор" in (text := message.get("text", ""))][-1]
    assert told.startswith("Рассылка уже у 2 человек. Кто присоединится теперь, её не получит")
    assert "Рассылка закончена. Отправлено 2 из 2" in str(anna.said())
    await reader(town, 220)
    await welcome(town)
    assert got(Neighbour(town, 220)) == 0
    assert "Посмотрите рассылку" not in str(boris.said())


async def test_who_agrees_to_newcomers_sees_them_and_all_of_them_get_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approvals, "THRESHOLD", 2)
    for user_id in (201, 202):
        await reader(town, user_id)
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    assert "остановлюсь и скажу вам" not in await ask_for_newcomers(anna)
    await anna.press("Отправить 2 людям")
    await town.deliver()
    assert "И тем, кто присоединится до чт, 24 декабря 2026" in boris.sees()
    await boris.press("Одобрить для 2 человек")
    await settle(town)
    joined = [await reader(town, user_id) for user_id in (210, 211, 212)]
    town.clock.move(minutes=2)
    await welcome(town)
    assert list(map(got, joined)) == [1, 1, 1]


async def test_the_date_for_newcomers_may_be_typed(town: Town) -> None:
    anna = await coordinator(town)
    await write_to(anna, EVERYBODY, CHANGE, "Кто присоединится позже")
    assert "Не понял: «когда-нибудь»" in await anna.say("когда-нибудь")
    await anna.send("sticker")
    assert "Не понял дату" in anna.sees()
    assert "дата уже прошла" in await anna.say("20 ноября 2026")
    assert "больше трёх месяцев" in await anna.say("1 июня 2027")
    assert "до пт, 18 декабря 2026, 23:59 по Благовещенску" in await anna.say("18 декабря")
    await anna.press("Кто присоединится позже")
    assert "до пт, 18 декабря 2026, 10:00" in await anna.say("18.12 10:00")
    await anna.press("Кто присоединится позже")
    assert "присоединится" not in await anna.press("Нет, только тем, кто есть")


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        ("bcpart:1:or:municipality.belogorsk", "Этим людям вы писать не можете"),
        ("bcpart:1:not:municipality.belogorsk", "Этим людям вы писать не можете"),
        ("bcpart:1:or:everybody.", "Этим людям вы писать не можете"),
        ("bcpart:1:or:role.chair", "Этим людям вы писать не можете"),
        ("bcpart:1:or:step.group", "Этим людям вы писать не можете"),
        ("bcpart:1:or:step.group@belogorsk", "Этим людям вы писать не можете"),
        ("bcpart:1:and:grant.1", "Этим людям вы писать не можете"),
        ("bcpart:1:and:role.king", "Писать некому"),
        ("bcpart:1:and:friends.1", "Писать некому"),
        ("bcpart:1:or:case.1", "Писать некому"),
        ("bcpart:1:or:event.99", "Писать некому"),
        ("bcpart:99:or:everybody.", "Такой рассылки у вас нет"),
        ("bcjoin:99:or", "Такой рассылки у вас нет"),
        ("bcparts:1:or:everybody:0", "Такой рассылки у вас нет"),
        ("bc:drop:99", "Такой рассылки у вас нет"),
        ("bcnew:99:7", "Такой рассылки у вас нет"),
    ],
)
async def test_a_local_coordinator_forges_in_vain(town: Town, forged: str, said: str) -> None:
    anna = await coordinator(town, "zeya")
    await write_to(anna, "Мой муниципалитет")
    await anna.press_data(forged)
    assert said in anna.hears()
    assert "Жителям (город Зея).\n" in await anna.press(CHANGE)


async def test_a_local_coordinator_narrows_their_own_people(town: Town) -> None:
    olga, foreign = await chair(town, 201, "zeya"), await chair(town, 202, "belogorsk")
    await reader(town, 203, "zeya")
    anna = await coordinator(town, "zeya")
    await write_to(anna)
    assert not any("редседател" in each for each in anna.buttons()), "chairs of the whole region are not theirs"
    await choose(anna, "Мой муниципалитет", CHANGE, "Сузить", "Председателей и координаторов", "Председателей ТОС")
    await anna.press("Дальше")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert (got(olga), got(foreign)) == (1, 0)


async def test_six_parts_are_enough_and_nobody_cannot_be_narrowed(town: Town) -> None:
    anna = await coordinator(town)
    await write_to(anna)
    for forged in ("bcpart:1:not:municipality.zeya", "bcpart:1:and:role.chair"):
        await anna.press_data(forged)
        assert "Сначала выберите, кому отправим" in anna.hears()
    for slug in ("zeya", "tynda", "belogorsk", "svobodny", "shimanovsk", "raychikhinsk"):
        await anna.press_data(f"bcpart:1:or:municipality.{slug}")
    assert anna.sees().count("а также") == 5
    assert "Добавить ещё" not in anna.buttons()
    await anna.press_data("bcpart:1:or:municipality.blagoveshchensk")
    assert "Можно не больше шести условий" in anna.hears()


@pytest.mark.parametrize("what", ["event", "case"])
async def test_what_is_gone_since_the_review_is_not_written_to(town: Town, what: str) -> None:
    event_id = await make_event(town, "Сход", seats=5)
    olga, viktor = await guest(town, event_id, 201), await founder(town, 202, "Лесная, 5", "zeya")
    anna = await coordinator(town)
    lists = {"event": ("Участникам мероприятия", "Сход"), "case": ("Тем, кто создаёт ТОС", "Лесная, 5")}
    await write_to(anna, *lists[what])

    def end(tx: Any) -> None:
        events.call_off(tx, event_id, ADMIN, town.clock())
        tx.execute(update(tables.cases).values(closed_at=town.clock() + timedelta()))

    await town.store.write(end)
    await anna.press("Отправить 1 человеку")
    assert "Писать некому" in anna.hears()
    await settle(town)
    assert got(olga) + got(viktor) == 0
