"""A question as a talk: voices, albums, more words, a question back, passing on, closing, a ban, reminders, edits."""

from datetime import timedelta

from bot.domain.people import Purpose, Role, RoleKind
from handlers.questions import remind
from tests.chat import Neighbour, Town
from tests.handlers.questions import QUESTION, answered, ask, kinds, lena_too, opened, resident


async def test_a_voice_message_out_of_nowhere_reaches_a_coordinator(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    assert "Передать координатору?" in await olga.send("voice")
    assert "🎤 Голосовое" in await olga.press("Спросить человека")
    await olga.press("Отправить")
    assert "🎤 Голосовое" in await opened(anna)
    await anna.press("Показать вложения")
    assert kinds(anna) == ["voice"]


async def test_words_photos_and_an_album_make_one_question(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await olga.say("/ask")
    await olga.say(QUESTION)
    await olga.send("voice")
    before = len(olga.said())
    for caption in ("Яма", "", ""):
        await olga.send("photo", caption=caption, media_group_id="7")
    assert len(olga.said()) == before + 1, "an album is one message"
    said = olga.sees()
    assert "🎤 Голосовое" in said
    assert "🖼 Фото Яма" in said
    await olga.press("Отправить")
    await opened(anna)
    await anna.press("Показать вложения")
    assert kinds(anna) == ["voice", "photo", "photo", "photo"]


async def test_the_number_the_hours_and_an_honest_time_are_said(town: Town) -> None:
    await town.coordinator()
    olga = await resident(town)
    said = await ask(olga)
    assert "Его номер — 1" in said
    assert "с 9:00 до 18:00" in said
    assert "ср, 25 ноября 2026 г., 11:00" in said or "ср, 25 ноября 2026, 11:00" in said


async def test_where_a_question_comes_from_is_shown(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await olga.say("/grants")
    await ask_now(olga, "Сколько дают?")
    assert "Спросили из раздела: Гранты" in await opened(anna)


async def test_a_question_from_the_card_of_a_grant_says_which_grant(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await olga.say("/start grant_1")
    await olga.press("Подробнее")
    await olga.press("Спросить человека")
    await olga.say("Сколько дают?")
    await olga.press("Отправить")
    assert "О гранте: Президентские гранты" in await opened(anna)


async def ask_now(who: Neighbour, text: str) -> None:
    await who.say("/ask")
    await who.say(text)
    await who.press("Отправить")


async def test_what_the_search_offered_goes_along(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await olga.say("какой нужен кворум")
    await olga.press("Спросить человека")
    await olga.press("Отправить")
    assert "Поиск уже показал" in await opened(anna)


async def test_an_answer_may_be_a_voice(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await ask(olga)
    await opened(anna)
    await anna.press("Ответить")
    assert "🎤 Голосовое" in await anna.send("voice")
    await anna.press("Отправить ответ")
    await town.deliver()
    assert kinds(olga) == ["voice"]
    assert "ответ в следующем сообщении" in olga.said()[-2]["text"]


async def test_an_album_is_answered_with_one_album(town: Town) -> None:
    """Parts that the coordinator adds to an answer are no part of it: an answer is one message."""
    anna, olga = await town.coordinator(), await resident(town)
    await ask(olga)
    await opened(anna)
    await anna.press("Ответить")
    await anna.send("document")
    await anna.press("Отправить ответ")
    await town.deliver()
    assert kinds(olga) == ["document"]


async def test_a_question_back_and_what_the_person_adds(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await ask(olga)
    await opened(anna)
    await anna.press("Спросить в ответ")
    await anna.say("В каком вы доме?")
    await anna.press("Отправить ответ")
    await town.deliver()
    assert "Координатор уточняет" in olga.sees()
    await anna.say("/questions")
    assert "никто не ждёт" in anna.sees()
    await olga.press("Ответить координатору")
    assert "Передал" in await olga.say("В пятом")
    await town.deliver()
    assert "дополнил вопрос" in anna.sees()
    await answered(anna, "Тогда к старосте.")
    assert "Тогда к старосте." in olga.sees()
    await olga.press("Не помогло")
    assert "Жаль" in olga.hears()


async def test_who_has_a_question_is_seen_and_passes_it_on(town: Town) -> None:
    anna, lena, olga = await town.coordinator(), await lena_too(town), await resident(town)
    await ask(olga)
    await opened(anna)
    assert "Вопрос у вас" in await anna.press("Взять")
    assert "Отвечает Анна" in await opened(lena)
    await anna.press("Ещё")
    await anna.press("Передать")
    await anna.press("Лена")
    assert anna.hears() == "Передал."
    await town.deliver()
    assert "Вам передали вопрос" in lena.sees()
    assert "Вопрос у вас" in await lena.press("Открыть вопрос")


async def test_a_question_goes_to_another_place(town: Town) -> None:
    anna, olga = await town.coordinator(), await town.person(101, "Ольга", Purpose.QUESTIONS)
    await ask(olga)
    zoya = await town.person(104, "Зоя", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR, "zeya"),))
    await opened(anna)
    await anna.press("Ещё")
    await anna.press("Передать")
    await anna.press("В другое место")
    await anna.press("Зея")
    await town.deliver()
    assert QUESTION in zoya.sees()
    assert "Зея" in await zoya.press("Открыть вопрос")


async def test_a_note_is_for_the_staff_alone(town: Town) -> None:
    anna, lena, olga = await town.coordinator(), await lena_too(town), await resident(town)
    await ask(olga)
    await opened(anna)
    await anna.press("Ещё")
    await anna.press("Заметка")
    await anna.say("Он звонил вчера")
    await anna.press("Отправить ответ")
    await town.deliver()
    assert all("звонил" not in str(message.get("text")) for message in olga.said())
    assert "Заметка: Он звонил вчера" in await opened(lena)
    await olga.press("Мои вопросы")
    assert "звонил" not in await olga.press(QUESTION)


async def test_a_question_is_closed_without_an_answer_and_the_person_hears_it(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await ask(olga)
    await opened(anna)
    await anna.press("Ещё")
    await anna.press("Закрыть без ответа")
    await anna.press("Закрыть без ответа")
    await town.deliver()
    assert "закрыл ваш вопрос № 1" in olga.sees()


async def test_a_banned_person_reads_why_and_is_allowed_again(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await ask(olga)
    await opened(anna)
    await anna.press("Ещё")
    await anna.press("Не принимать вопросы")
    await anna.say("Брань")
    assert "Причина: Брань" in await olga.say("/ask")
    await anna.press_data("qs:unban:1")
    assert "Напишите свой вопрос" in await olga.say("/ask")


async def test_a_resident_cannot_ban_close_or_pass_on(town: Town) -> None:
    await town.coordinator()
    olga, boris = await resident(town), await town.person(102, "Борис", Purpose.QUESTIONS)
    await ask(olga)
    for forged in ("qs:take:1", "qs:ban:1", "qsm:close:1", "qs:unban:1", "qst:1:1", "qss:1:zeya", "qs:files:1"):
        await boris.press_data(forged)
        assert boris.hears() == "Это могут только координаторы."


async def test_a_question_that_is_withdrawn_while_it_is_answered(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await ask(olga)
    await opened(anna)
    await anna.press("Ответить")
    await anna.say("Отвечаю")
    await olga.press("Мои вопросы")
    await olga.press(QUESTION)
    await olga.press("Удалить вопрос")
    await olga.press("Удалить вопрос")
    await town.deliver()
    assert "отозван" in anna.sees()
    await anna.press("Отправить ответ")
    assert anna.hears() == "Этого вопроса уже нет."


async def test_edits_are_carried_over_both_ways(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await olga.say("/ask")
    asked = town.world.say(olga.id, "Где спрваку?")
    await town.settle()
    await olga.press("Отправить")
    town.world.edit(olga.id, asked, "Где справку?")
    await town.settle()
    assert "Исправил" in olga.sees()
    assert "Где справку?" in await opened(anna)
    await anna.press("Ответить")
    answer = town.world.say(anna.id, "В доме 5")
    await town.settle()
    await anna.press("Отправить ответ")
    await town.deliver()
    town.world.edit(anna.id, answer, "В доме 7")
    await town.settle()
    await town.deliver()
    assert "В доме 7" in olga.sees()
    town.world.edit(olga.id, asked, "А где печать?")
    await town.settle()
    assert "уже закрыт" in olga.sees()


async def test_the_holder_is_reminded_first_and_then_everybody(town: Town) -> None:
    anna, lena, olga = await town.coordinator(), await lena_too(town), await resident(town)
    await ask(olga)
    await opened(anna)
    await anna.press("Взять")
    heard = len(lena.said())
    assert await remind(town.store, town.settings, town.clock()) == 0
    town.clock.now += timedelta(hours=4)
    assert await remind(town.store, town.settings, town.clock()) == 1
    await town.deliver()
    assert "Вопрос ждёт ответа" in anna.sees()
    assert len(lena.said()) == heard
    town.clock.now += timedelta(hours=20)
    assert await remind(town.store, town.settings, town.clock()) == 1
    await town.deliver()
    assert "Вопрос ждёт ответа" in lena.sees()
    town.clock.now += timedelta(days=9)
    assert await remind(town.store, town.settings, town.clock()) == 0


async def test_what_a_coordinator_has_passes_to_a_colleague_when_they_go(town: Town) -> None:
    anna, lena, olga = await town.coordinator(), await lena_too(town), await resident(town)
    await ask(olga)
    await opened(anna)
    await anna.press("Взять")
    await anna.say("/privacy")
    await anna.press("Отозвать: работа")
    await anna.press("Да, отозвать")
    await town.deliver()
    await lena.say("/questions")
    assert "Вопрос у вас" in await lena.press(QUESTION)


async def test_a_message_that_cannot_be_copied_is_refused_in_words(town: Town) -> None:
    await town.coordinator()
    olga = await resident(town)
    await olga.say("/ask")
    assert "передать не смогу" in await olga.send("poll")
