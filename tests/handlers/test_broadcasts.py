"""Broadcasts: a coordinator writes, exactly the audience gets one copy each, the author gets a report."""

from pathlib import Path

import pytest

from bot.domain.people import Purpose, Role, RoleKind, Visitor
from handlers.broadcasts import go_on
from storage import grants
from storage.broadcasts.results import reports
from storage.broadcasts.sending import launches
from storage.people import people
from tests.chat import Neighbour, Town, placeholders
from tests.clock import ZONE
from tests.handlers.broadcasts import (
    NEWS_OFF,
    WORDS,
    buttons_under,
    coordinator,
    counting,
    got,
    make_event,
    reader,
    settle,
    shown_message,
    stop,
    tick,
    write_to,
)


async def test_a_resident_is_refused_in_words_and_by_every_forged_button(town: Town) -> None:
    olga = await reader(town, 101)
    assert "только координаторы" in await olga.say("/broadcast")
    assert WORDS not in await olga.say(WORDS)
    for forged in ("open:broadcast", "bc:agree:0", "bcsend:1:00000000"):
        await olga.press_data(forged)
        assert "только координаторы" in olga.hears()
    for forged in ("bc:who:1", "bc:review:1", "bc:replace:1", "bc:stop:1", "bc:report:1", "bc:discard-sure:1"):
        await olga.press_data(forged)
        assert "только координаторы" in olga.hears()


async def test_a_stranger_is_refused_and_nothing_is_stored(town: Town) -> None:
    olga = town.somebody(101, language="en")
    assert "Only coordinators" in await olga.say("/broadcast")
    await olga.press_data("bc:agree:0")
    assert await olga.stored() is None


async def test_a_coordinator_agrees_to_their_work_first_and_goes_on(town: Town) -> None:
    anna = await town.person(103, "Анна", Purpose.SIGN_UPS, roles=(Role(RoleKind.COORDINATOR),))
    assert "Согласие: работа координатора" in await anna.say("/broadcast")
    assert "Пришлите одно сообщение" in await anna.press("Даю согласие")
    assert "Кому отправим?" in await anna.say(WORDS)


async def test_everybody_who_agreed_gets_the_very_message_once(town: Town) -> None:
    readers = [await reader(town, user_id) for user_id in (201, 202, 203)]
    silent = await town.person(204, "Без новостей", Purpose.SIGN_UPS)
    anna = await coordinator(town)
    review = await write_to(anna, "Всем, кто подписан")
    assert "Получат 3 человека" in review
    assert "ночь" not in review
    assert anna.said()[-2]["text"] == WORDS
    assert "Отправлено 0 из 3" in await anna.press("Отправить 3 людям")
    await settle(town)
    assert [got(who) for who in [*readers, silent]] == [1, 1, 1, 0]
    assert "Рассылка закончена. Отправлено 3 из 3" in anna.sees()
    assert not placeholders(anna.sees())
    await settle(town)
    assert [got(who) for who in readers] == [1, 1, 1]
    assert len(counting(anna)) == 2, "one message that counted, one report"


async def test_with_nobody_to_send_to_other_people_are_what_is_offered(town: Town) -> None:
    anna = await coordinator(town)
    assert "Отправлять пока некому" in await write_to(anna, "Всем, кто подписан")
    assert anna.buttons() == ["Изменить получателей", "Когда отправить", "Удалить черновик", "К рассылкам"]
    assert "Другое сообщение" not in anna.sees()


async def test_a_municipality_is_chosen_from_a_list_of_pages(town: Town) -> None:
    here, elsewhere = await reader(town, 201, "zeya"), await reader(town, 202, "belogorsk")
    anna = await coordinator(town)
    await write_to(anna, "Выбрать муниципалитет")
    while "город Зея" not in anna.buttons():
        await anna.press("Дальше")
    assert "жителям (город Зея)" in await anna.press("город Зея")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert (got(here), got(elsewhere)) == (1, 0)


async def test_participants_get_it_whether_they_go_or_wait(town: Town) -> None:
    event_id = await make_event(town)
    going, waiting, left = [await town.person(id_, "Житель", Purpose.SIGN_UPS) for id_ in (201, 202, 203)]
    for who, label in ((going, "Записаться"), (waiting, "Встать в очередь"), (left, "Встать в очередь")):
        await who.say(f"/start event_{event_id}")
        await who.press(label)
    await left.press("Выйти из очереди")
    anna = await coordinator(town)
    assert "участникам мероприятия «Субботник»" in await write_to(anna, "Участникам мероприятия", "Субботник")
    assert NEWS_OFF not in [each["text"] for each in buttons_under(anna)]
    await anna.press("Отправить 2 людям")
    await settle(town)
    assert [got(who) for who in (going, waiting, left)] == [1, 1, 0]


async def test_subscribers_of_a_grant_get_it(town: Town) -> None:
    programme = next(each for each in await town.store.read(grants.catalogue) if "Губернатора" in each.short_title)
    subscriber = await town.person(201, "Виктор", Purpose.SUBSCRIPTIONS)
    other = await reader(town, 202)
    person = await subscriber.stored()
    assert person
    await town.store.write(grants.subscribe, programme.id, person.id, town.clock())
    anna = await coordinator(town)
    await write_to(anna, "Подписчикам гранта")
    while programme.short_title not in anna.buttons():
        await anna.press("Дальше")
    assert programme.short_title in await anna.press(programme.short_title)
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert (got(subscriber), got(other)) == (1, 0)


async def test_a_coordinator_of_one_municipality_is_offered_only_what_is_theirs(town: Town) -> None:
    await make_event(town, "Свой", "zeya", seats=5)
    foreign = await make_event(town, "Чужой", "belogorsk")
    neighbour = await reader(town, 201, "zeya")
    anna = await coordinator(town, "zeya")
    await write_to(anna)
    assert anna.buttons()[:2] == ["Мой муниципалитет: город Зея", "Участникам мероприятия"]
    for forged in ("bcto:1:everybody:", "bcto:1:municipality:belogorsk", f"bcto:1:event:{foreign}", "bcto:1:grant:1"):
        await anna.press_data(forged)
        assert "Этим людям вы писать не можете" in anna.hears()
    await anna.press("Участникам мероприятия")
    assert anna.buttons()[0] == "Свой"
    assert "Чужой" not in anna.buttons()
    await anna.press("← Кому отправим")
    await anna.press("Мой муниципалитет")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert got(neighbour) == 1


@pytest.mark.parametrize(
    "forged",
    ["bcto:1:event:999", "bcto:1:event:abc", "bcto:1:grant:999", "bcto:1:municipality:atlantis"],
)
async def test_an_audience_that_does_not_exist_is_refused(town: Town, forged: str) -> None:
    anna = await coordinator(town)
    await write_to(anna)
    await anna.press_data(forged)
    assert "Писать некому" in anna.hears()


async def test_nobody_to_send_to_means_no_button_to_send(town: Town) -> None:
    anna = await coordinator(town)
    assert "Отправлять пока некому" in await write_to(anna, "Всем, кто подписан")
    assert not [label for label in anna.buttons() if label.startswith("Отправить")]


@pytest.mark.parametrize("kind", ["photo", "document", "video", "voice", "sticker", "animation", "contact", "location"])
async def test_any_one_message_is_taken_and_copied_as_it_is(town: Town, kind: str) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await anna.say("/broadcast")
    assert "Кому отправим?" in await anna.send(kind)
    await anna.press("Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    source = next(each for each in town.world.messages(anna.id) if kind in each)
    assert [message[kind] for message in olga.said() if kind in message] == [source[kind]]


async def test_a_service_message_is_refused(town: Town) -> None:
    anna = await coordinator(town)
    await anna.say("/broadcast")
    message_id = town.world.say(anna.id, "…")
    message = town.world.chats[anna.id].messages[message_id]
    del message["text"]
    message["message_auto_delete_timer_changed"] = {"message_auto_delete_time": 86400}
    await town.settle()
    assert "Такое сообщение разослать нельзя" in anna.sees()
    assert "Кому отправим?" in await anna.say(WORDS)


async def test_what_telegram_cannot_copy_shows_in_the_preview(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    await anna.say("/broadcast")
    await anna.send("poll")
    assert "Скопировать это сообщение не получается" in await anna.press("Всем, кто подписан")
    town.world.refused.clear()
    await anna.press("Другое сообщение")
    assert "Получит 1 человек" in await anna.say(WORDS)


async def test_at_night_people_are_counted_and_get_it_in_the_morning(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    town.clock.move(hours=11)
    review = await write_to(anna, "Всем, кто подписан")
    assert "Получит 1 человек. Там сейчас ночь: сообщение придёт в 9:00" in review
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert got(olga) == 0
    assert "Отправлено 0 из 1 · ждут утра 1" in anna.sees()
    assert "Ждут утра: 1. Им придёт в 9:00 по их часам." in anna.sees()
    await anna.press_data("bc:report:1")
    assert "Получат в 9:00 по местному времени: 1" in anna.sees()
    town.clock.move(hours=10, minutes=1)
    await settle(town)
    assert got(olga) == 1
    assert "Рассылка закончена. Отправлено 1 из 1" in anna.sees()


async def test_at_night_participants_of_an_early_event_get_it_at_once(town: Town) -> None:
    event_id = await make_event(town, hours=20.5)
    olga = await town.person(201, "Ольга", Purpose.SIGN_UPS)
    await olga.say(f"/start event_{event_id}")
    await olga.press("Записаться")
    anna = await coordinator(town)
    town.clock.move(hours=11)
    review = await write_to(anna, "Участникам мероприятия", "Субботник")
    assert "У 1 из них сейчас ночь, но к 9:00 мероприятие уже начнётся, поэтому сообщение придёт сразу" in review
    assert "в 9:00" not in review
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert got(olga) == 1
    assert "Рассылка закончена. Отправлено 1 из 1" in anna.sees()


async def test_pressed_twice_it_is_sent_once(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    message_id, data = anna.button("Отправить 1 человеку")
    for _ in range(2):
        town.world.press(anna.id, message_id, data)
    await town.settle()
    assert "уже отправляется" in anna.hears()
    await settle(town)
    await anna.press_data(data, message_id)
    assert "уже отправляется" in anna.hears()
    await settle(town)
    assert got(olga) == 1


async def test_an_old_review_does_not_send_what_was_changed_since(town: Town) -> None:
    olga, anna = await reader(town, 201, "zeya"), await coordinator(town)
    await reader(town, 202)
    await write_to(anna, "Всем, кто подписан")
    old = anna.button("Отправить 2 людям")
    await anna.press("Изменить получателей")
    await anna.press_data("bcto:1:municipality:zeya")
    await anna.press_data(old[1], old[0])
    assert "Черновик с тех пор изменился" in anna.hears()
    assert "Получит 1 человек" in anna.sees()
    await settle(town)
    assert got(olga) == 0


async def test_a_draft_of_somebody_else_is_nobodys(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    boris = await coordinator(town, user_id=104)
    await write_to(anna, "Всем, кто подписан")
    send = anna.button("Отправить 1 человеку")[1]
    for forged in (send, "bcto:1:everybody:", "bcpick:1:event:0", "bc:review:1", "bc:replace:1", "bc:discard-sure:1"):
        await boris.press_data(forged)
        assert "Такой рассылки у вас нет" in boris.hears()
    await boris.say("/broadcast")
    assert not [label for label in boris.buttons() if "Черновик" in label]
    await settle(town)
    assert got(olga) == 0


async def test_the_button_under_news_ends_them_for_ever(town: Town) -> None:
    olga, viktor, anna = await reader(town, 201), await reader(town, 202), await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press(NEWS_OFF)
    assert "она ничего не меняет" in anna.hears()
    await anna.press("Отправить 2 людям")
    await settle(town)
    await olga.press(NEWS_OFF)
    assert "новостей больше не будет" in olga.hears()
    assert got(olga) == 1, "the message stays"
    person = await olga.stored()
    assert person
    assert not person.agreed(Purpose.NOTIFICATIONS)
    town.restart()
    await olga.press(NEWS_OFF)
    assert "и так не приходят" in olga.hears()
    await write_to(anna, "Всем, кто подписан", words="Вторая новость")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert (got(olga, "Вторая новость"), got(viktor, "Вторая новость")) == (0, 1)


async def test_who_withdraws_while_waiting_for_the_morning_gets_nothing(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    town.clock.move(hours=11)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await olga.press_data("news:off")
    town.clock.move(hours=12)
    await settle(town)
    assert got(olga) == 0
    assert "рассылка остановлена: 1" in anna.sees()


async def test_who_has_stopped_the_bot_is_counted(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    gone = await reader(town, 202)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 2 людям")
    town.world.block(gone.id)
    await settle(town)
    assert got(olga) == 1
    assert "Отправлено 1 из 2 · не доставлено 1" in anna.sees()
    assert "Остановили бота: 1" in anna.sees()
    town.world.refused.clear()
    town.world.unblock(gone.id)
    await town.settle()
    await settle(town)
    assert got(gone) == 1, "who comes back within the day still gets it"


async def test_a_message_that_was_deleted_fails_and_the_report_says_why(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    del town.world.chats[anna.id].messages[shown_message(anna)]
    await settle(town)
    town.world.refused.clear()
    assert got(olga) == 0
    assert "Не удалось доставить: 1" in anna.sees()
    assert "Сообщения для рассылки в переписке больше нет" in anna.sees()


@pytest.mark.parametrize("trouble", ["author", "reader", "author unknown"])
async def test_a_chat_that_is_gone_is_told_from_the_authors(town: Town, trouble: str) -> None:
    olga, viktor, anna = await reader(town, 201), await reader(town, 202), await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 2 людям")
    if trouble == "author unknown":
        town.world.faults.add("500", method="getChat", times=1)
    del town.world.chats[olga.id if trouble == "reader" else anna.id]
    await settle(town)
    await town.pass_time(minutes=1)  # A lost request is tried again.
    town.world.refused.clear()
    assert await blocked(town, olga) is (trouble == "reader")
    assert not await blocked(town, viktor)
    assert got(viktor) == (trouble == "reader")
    progress = (await town.store.read(reports.reports, 3, town.clock(), 1))[0].progress
    if trouble == "reader":
        assert (progress.sent, progress.blocked) == (1, 1)
    else:
        assert (progress.failed, progress.source_gone) == (2, True)


async def blocked(town: Town, who: Neighbour) -> bool:
    """True when the store holds that the person has stopped the bot."""
    return (await town.store.read(people.arrive, "", who.id)).was_blocked


async def test_after_a_restart_in_the_middle_everybody_else_gets_it_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launches, "CHUNK", 2)
    readers = [await reader(town, user_id) for user_id in range(201, 206)]
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 5 людям")
    await town.deliver()
    assert sum(map(got, readers)) == 2
    town.restart()
    await tick(town)
    town.restart()
    await settle(town)
    assert [got(who) for who in readers] == [1] * 5
    assert "Рассылка закончена. Отправлено 5 из 5" in anna.sees()
    assert len(counting(anna)) == 2


async def test_it_counts_up_in_one_message(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launches, "CHUNK", 2)
    for user_id in range(201, 205):
        await reader(town, user_id)
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 4 людям")
    assert [text.split("\n")[1] for text in counting(anna)] == ["Отправлено 0 из 4"]
    await town.deliver()
    town.clock.move(seconds=3)
    await go_on(town.app.bot, town.store, town.app.texts, town.clock())
    assert [text.split("\n")[1] for text in counting(anna)] == ["Отправлено 2 из 4"]


async def test_a_counting_message_that_was_deleted_is_written_anew(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    del town.world.chats[anna.id].messages[anna.said()[-1]["message_id"]]
    await settle(town)
    town.world.refused.clear()
    assert len(counting(anna)) == 2


async def test_telegrams_trouble_does_not_stop_the_counting(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await town.deliver()
    town.world.faults.add("502", method="editMessageText", times=1)
    await tick(town)
    town.world.refused.clear()
    assert "Рассылка закончена. Отправлено 1 из 1" in anna.sees()


async def test_a_proxys_page_stops_neither_the_counting_nor_the_broadcasts_behind(town: Town) -> None:
    olga, viktor = await reader(town, 201), await reader(town, 202, "zeya")
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await write_to(anna, "Всем, кто подписан")
    await write_to(boris, "Всем, кто подписан", words="Вторая")
    town.world.faults.add("502", method="editMessageText", html=True)
    for author in (anna, boris):
        await author.press("Отправить 2 людям")
        assert "сломалось" not in author.sees() + author.hears()
    for _ in range(2):
        town.clock.move(seconds=5)
        await tick(town)
    town.world.faults.clear()
    town.world.refused.clear()
    assert [(got(who), got(who, "Вторая")) for who in (olga, viktor)] == [(1, 1), (1, 1)]


async def test_stopping_leaves_the_rest_in_peace(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launches, "CHUNK", 2)
    readers = [await reader(town, user_id) for user_id in range(201, 206)]
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 5 людям")
    await town.deliver()
    assert "Ещё несколько сообщений могут дойти" in await stop(anna)
    assert anna.buttons() == ["К отчёту", "К рассылкам"]
    await settle(town)
    assert sum(map(got, readers)) == 2
    assert "Рассылка остановлена. Отправлено 2 из 5" in anna.sees()
    assert "рассылка остановлена: 3" in anna.sees()
    for late in ("bc:stop:1", "bc:stop-sure:1"):
        await anna.press_data(late)
        assert "Останавливать нечего" in anna.hears()


async def test_a_stop_is_asked_about_once_and_may_be_thought_better_of(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    assert anna.buttons() == ["Пауза", "Остановить"]
    assert await anna.press("Остановить") == "Остановить рассылку? Остальным уже не уйдёт."
    assert anna.buttons() == ["Остановить", "Не останавливать"]
    assert "Отчёт о рассылке" in await anna.press("Не останавливать")
    await settle(town)
    assert got(olga) == 1
    assert "Рассылка закончена. Отправлено 1 из 1" in anna.sees()


async def test_broadcast_lists_drafts_and_the_last_reports(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1000)
    await reader(town, 201)
    anna = await coordinator(town)
    for number in range(6):
        await write_to(anna, "Всем, кто подписан", words=f"Новость {number}")
        await anna.press("Отправить 1 человеку")
        await settle(town)
        town.clock.move(days=3)
    await write_to(anna, "Всем, кто подписан", words="Ещё не готово")
    screen = await anna.say("/broadcast")
    assert screen.count("Рассылка закончена. Отправлено 1 из 1") == 5
    assert "Новость" not in screen
    assert "Отправлено 1 из 1" in await anna.press("Отчёт")
    await anna.press("К рассылкам")
    assert "Получит 1 человек" in await anna.press("Черновик")
    assert anna.said()[-2]["text"] == "Ещё не готово"


async def test_a_draft_without_anybody_to_send_it_to_asks_for_them(town: Town) -> None:
    anna = await coordinator(town)
    await write_to(anna)
    await anna.say("/broadcast")
    assert "Кому отправим?" in await anna.press("Черновик")


async def test_a_draft_is_deleted_after_a_question(town: Town) -> None:
    anna = await coordinator(town)
    await write_to(anna)
    assert "Удалить черновик?" in await anna.press("Удалить черновик")
    assert "Кому отправим?" in await anna.press("Нет, назад")
    await anna.press("Удалить черновик")
    assert "Черновик удалён" in await anna.press("Удалить черновик")
    await anna.press_data("bc:review:1")
    assert "Такой рассылки у вас нет" in anna.hears()


async def test_a_report_can_be_looked_at_while_it_is_sent(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await anna.say("/broadcast")
    assert "Отправлено 0 из 1" in await anna.press("Отчёт")
    await town.deliver()
    assert "Отправлено 1 из 1" in await anna.press("Обновить")


async def test_a_withdrawn_consent_to_the_work_sends_nothing_more(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    send = anna.button("Отправить 1 человеку")[1]
    person = await anna.stored()
    assert person
    await town.store.write(people.withdraw, person.id, Purpose.WORK, town.clock())
    await anna.press_data(send)
    await settle(town)
    assert got(olga) == 0


async def test_none_of_the_words_is_stored(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан", words="Тайное слово")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    await town.store.scrub()
    kept = Path(str(town.store.url.database)).read_bytes()
    assert "Анна".encode() in kept
    assert "Тайное".encode() not in kept


async def test_english_speaks_too(town: Town) -> None:
    anna = await coordinator(town)
    person = await anna.stored()
    assert person
    await town.store.write(people.change, person.id, locale="en")
    await town.store.write(
        people.agree, Visitor(201, 201, "Olga"), Purpose.NOTIFICATIONS, "test", "en", ZONE, town.clock()
    )
    olga = town.somebody(201, "Olga", language="en")
    await olga.say("/start")
    await anna.say("/broadcast")
    await anna.say("News")
    assert "1 person will get it" in await anna.press("Everybody who gets the news")
    await anna.press("Send to 1 person")
    await settle(town)
    assert "The broadcast is finished. Sent 1 of 1" in anna.sees()
    assert [each["text"] for each in buttons_under(olga, "News")] == ["No more news, please"]
