"""Questions to a person: consent, the question, its coordinators, the answer, deletion."""

import pytest

from bot.config import Settings
from bot.domain.people import Purpose, Role, RoleKind
from storage.people import people
from storage.questions import questions
from tests.chat import Neighbour, Town, placeholders
from tests.handlers.questions import QUESTION, ask, resident


async def in_zeya(town: Town, user_id: int = 104) -> Neighbour:
    return await town.person(user_id, "Зоя", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR, "zeya"),))


async def test_a_question_goes_to_a_coordinator_and_the_answer_comes_back(town: Town) -> None:
    anna, olga = await town.coordinator(), town.somebody(101)
    await olga.say("/faq")
    assert "Согласие: вопрос координатору" in await olga.press("Спросить человека")
    assert "Напишите свой вопрос" in await olga.press("Даю согласие")
    said = await olga.say(QUESTION)
    assert QUESTION in said
    assert "увидят координаторы: вся область" in said
    assert "Вопрос отправлен" in await olga.press("Отправить")
    await town.deliver()
    assert QUESTION in anna.sees()
    assert "Ольга спрашивает" in await anna.press("Открыть вопрос")
    assert "Напишите ответ" in await anna.press("Ответить")
    assert "Отправить такой ответ?" in await anna.say("В администрации, по письму.")
    assert "Вопрос закрыт" in await anna.press("Отправить ответ")
    assert anna.hears() == "Ответ отправлен."
    assert "Сделать ответом для всех" in anna.buttons()
    await town.deliver()
    assert "Вам ответили" in olga.sees()
    assert "В администрации, по письму." in olga.sees()
    assert QUESTION in olga.sees()


async def test_who_refuses_has_asked_nothing(town: Town) -> None:
    await town.coordinator()
    olga = town.somebody(101)
    await olga.say("/faq")
    await olga.press("Спросить человека")
    assert "Вопросы и ответы" in await olga.press("Не даю")
    assert await olga.stored() is None


async def test_what_was_searched_for_need_not_be_written_again(town: Town) -> None:
    anna, olga = await town.coordinator(), town.somebody(101)
    await olga.say("/start")
    await olga.say("у нас сломали лавочку, кому сказать")
    await olga.press("Спросить человека")
    said = await olga.press("Даю согласие")
    assert "Отправить так?" in said
    assert "у нас сломали лавочку, кому сказать" in said
    assert "Напишите свой вопрос" in await olga.press("Написать по-другому")
    assert "Лавочка сломана" in await olga.say("Лавочка сломана")
    await olga.press("Отправить")
    await town.deliver()
    assert "Лавочка сломана" in anna.sees()


async def test_what_was_sent_once_is_not_offered_again(town: Town) -> None:
    await town.coordinator()
    olga = town.somebody(101)
    await olga.say("/start")
    await olga.say("у нас сломали лавочку, кому сказать")
    await olga.press("Спросить человека")
    await olga.press("Даю согласие")
    await olga.press("Отправить")
    await olga.press("Все темы")
    assert "Напишите свой вопрос" in await olga.press("Спросить человека")


async def test_nobody_there_is_said_and_nobody_is_asked_to_agree(town: Town, settings: Settings) -> None:
    settings.operator_name, settings.operator_contact = "Совет ТОС", "ул. Зейская, 1"
    olga = town.somebody(101)
    await olga.say("/faq")
    said = await olga.press("Спросить человека")
    assert "Пока отвечать некому" in said
    assert "ул. Зейская, 1" in said
    assert "Пока отвечать некому" in await olga.press_data("ask:agree:0:")
    assert await olga.stored() is None


async def test_who_lives_where_a_coordinator_is_chooses_the_place(town: Town) -> None:
    zoya, anna, olga = await in_zeya(town), await town.coordinator(), await resident(town)
    await olga.say("/faq")
    assert "Откуда вы?" in await olga.press("Спросить человека")
    assert olga.buttons()[:2] == ["город Зея", "Другое место"]
    await olga.press("город Зея")
    assert "город Зея" in await olga.say(QUESTION)
    await olga.press("Отправить")
    await town.deliver()
    assert QUESTION in zoya.sees()
    assert QUESTION not in anna.sees()


async def test_a_place_may_be_typed_and_the_words_of_the_search_stay(town: Town) -> None:
    await in_zeya(town)
    olga = await resident(town)
    await olga.say("у нас сломали лавочку, кому сказать")
    assert "Откуда вы?" in await olga.press("Спросить человека")
    assert "Своего координатора там пока нет" in await olga.say("Свободный")
    assert "Нажмите на своё место" in await olga.say("в Зее")
    assert "сломали лавочку" in await olga.press("город Зея")


async def test_a_question_typed_instead_of_a_place_is_not_lost(town: Town) -> None:
    await in_zeya(town)
    olga = await resident(town)
    await olga.say("/ask")
    assert "Откуда вы?" in await olga.say(QUESTION)
    assert QUESTION in await olga.press("город Зея")


async def test_elsewhere_without_anybody_is_said(town: Town) -> None:
    await in_zeya(town)
    olga = await resident(town)
    await olga.say("/faq")
    await olga.press("Спросить человека")
    assert "Пока отвечать некому" in await olga.press("Другое место")


async def test_the_municipality_of_ones_news_is_not_asked_again(town: Town) -> None:
    await in_zeya(town)
    olga = await town.person(101, "Ольга", Purpose.QUESTIONS, Purpose.NOTIFICATIONS)
    person = await olga.stored()
    assert person
    await town.store.write(people.change, person.id, municipality="zeya")
    await olga.say("/faq")
    assert "Напишите свой вопрос" in await olga.press("Спросить человека")
    assert "город Зея" in await olga.say(QUESTION)


async def test_an_administrator_of_the_settings_answers_too(town: Town, settings: Settings) -> None:
    settings.admin_ids = frozenset({103})
    boss = await town.person(103, "Ирина", Purpose.WORK)
    town.restart()
    olga = await resident(town)
    await ask(olga)
    await town.deliver()
    await boss.press("Открыть вопрос")
    await boss.press("Ответить")
    await boss.say("Сейчас узнаю.")
    await boss.press("Отправить ответ")
    await town.deliver()
    assert "Сейчас узнаю." in olga.sees()


async def test_a_question_is_read_and_answered_after_the_consent_to_work(town: Town) -> None:
    """The journal of looks names whoever read it, so nobody unknown does."""
    await town.coordinator()
    olga, vera = await resident(town), town.somebody(105, "Вера")
    await ask(olga)
    town.settings.admin_ids = frozenset({105})
    town.restart()
    await vera.say("/faq")
    await vera.press("Вопросы жителей")
    assert "Согласие: работа координатора" in await vera.press(QUESTION)
    for forged in ("more", "take", "back", "close", "unban", "template-keep"):
        await vera.press_data(f"qs:{forged}:1")
        assert "Согласие: работа координатора" in vera.sees()
    for forged in ("qst:1:1", "qss:1:zeya", "qsm:close:1", "qsm:scopes:1", "qsx:use:1:1"):
        await vera.press_data(forged)
        assert "Согласие: работа координатора" in vera.sees()
    assert "Ольга" in await vera.press("Даю согласие")
    assert "Напишите ответ" in await vera.press("Ответить")
    await vera.say("Отвечаю.")
    await vera.press("Отправить ответ")
    await town.deliver()
    assert "Отвечаю." in olga.sees()


async def test_coordinators_of_other_places_see_nothing(town: Town) -> None:
    zoya, _ = await in_zeya(town), await town.coordinator()
    olga = await resident(town)
    await olga.say("/faq")
    await olga.press("Спросить человека")
    await olga.press("Другое место")
    await olga.say(QUESTION)
    await olga.press("Отправить")
    await zoya.say("/faq")
    assert "никто не ждёт" in await zoya.press("Вопросы жителей")
    for forged in ("qs:card:1", "qs:answer:1", "qs:send:1"):
        await zoya.press_data(forged)
        assert zoya.hears() in ("Этот вопрос задали другому муниципалитету.", "Этого вопроса уже нет.")
        await olga.press_data(forged)
        assert olga.hears() == "Это могут только координаторы."


async def test_a_resident_sees_no_desk(town: Town) -> None:
    olga = await resident(town)
    await olga.say("/faq")
    assert "Вопросы жителей" not in olga.buttons()
    await olga.press_data("qsp:0")
    assert olga.hears() == "Это могут только координаторы."


async def test_an_unsent_answer_is_there_again(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await ask(olga)
    await anna.say("/faq")
    await anna.press("Вопросы жителей")
    await anna.press(QUESTION)
    await anna.press("Ответить")
    await anna.say("Спрошу в отделе.")
    await anna.say("/menu")
    await anna.say("/faq")
    await anna.press("Вопросы жителей")
    assert "Спрошу в отделе." in await anna.press(QUESTION)
    await anna.press("Отправить ответ")
    await town.deliver()
    assert "Спрошу в отделе." in olga.sees()


async def test_of_two_coordinators_the_second_hears_that_it_is_done(town: Town) -> None:
    anna = await town.coordinator()
    lena = await town.person(106, "Лена", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR),))
    olga = await resident(town)
    await ask(olga)
    await town.deliver()
    await anna.press("Открыть вопрос")
    await anna.press("Ответить")
    await anna.say("Ответ 103")
    assert "Отвечает Анна" in await lena.press("Открыть вопрос")
    assert "занимается Анна" in await lena.press("Ответить")
    await lena.press("Всё равно")
    await lena.say("Ответ 106")
    assert "занимается Лена" in await anna.press("Отправить ответ")
    await anna.press("Всё равно")
    await lena.press("Отправить ответ")
    assert lena.hears() == "На этот вопрос уже ответили."
    await town.deliver()
    assert "Ответ 103" in olga.sees()
    assert "Ответ 106" not in olga.sees()


async def test_the_asker_writes_on_and_the_coordinator_sees_what_went_before(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await ask(olga)
    await town.deliver()
    await anna.press("Открыть вопрос")
    await anna.press("Ответить")
    await anna.say("В администрации.")
    await anna.press("Отправить ответ")
    await town.deliver()
    assert "Напишите свой вопрос" in await olga.press("Написать ещё")
    await olga.say("А в какой кабинет?")
    await olga.press("Отправить")
    await town.deliver()
    said = await anna.press("Открыть вопрос")
    for line in (QUESTION, "В администрации.", "А в какой кабинет?"):
        assert line in said


async def test_what_one_asked_can_be_read_and_deleted(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await ask(olga)
    assert "Вы задали 1 вопрос" in await olga.press("Мои вопросы")
    assert "Ответа пока нет" in await olga.press(QUESTION)
    assert "Удалить этот вопрос" in await olga.press("Удалить вопрос")
    assert "Ваш вопрос" in await olga.press("Нет, назад")
    await olga.press("Удалить вопрос")
    assert "ни о чём не спрашивали" in await olga.press("Удалить вопрос")
    assert olga.hears() == "Вопрос удалён."
    before = len(anna.said())
    await town.deliver()
    assert len(anna.said()) == before, "nobody waits any more"
    assert await town.store.read(questions.get, 1) is None


async def test_what_others_asked_cannot_be_read_sent_or_deleted(town: Town) -> None:
    await town.coordinator()
    olga, boris = await resident(town), await town.person(102, "Борис", Purpose.QUESTIONS)
    await ask(olga)
    for forged in ("askq:card:1", "askq:delete-sure:1", "askd:send:1", "askd:drop:1"):
        assert QUESTION not in await boris.press_data(forged)
        assert boris.hears() == "Этого вопроса уже нет."
    assert await town.store.read(questions.get, 1)


async def test_not_sending_leaves_nothing(town: Town) -> None:
    await town.coordinator()
    olga = await resident(town)
    await olga.say("/faq")
    await olga.press("Спросить человека")
    await olga.say(QUESTION)
    message_id, send = olga.button("Отправить")
    await olga.press("Не отправлять")
    assert olga.hears() == "Хорошо, не отправляю."
    await olga.press_data(send, message_id)
    assert olga.hears() == "Этого вопроса уже нет."


async def test_sent_twice_is_asked_once(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await olga.say("/faq")
    await olga.press("Спросить человека")
    await olga.say(QUESTION)
    message_id, send = olga.button("Отправить")
    await olga.press_data(send, message_id)
    await olga.press_data(send, message_id)
    assert olga.hears() == "Этот вопрос уже отправлен."
    await town.deliver()
    assert len([each for each in anna.said() if QUESTION in each.get("text", "")]) == 1


async def test_too_many_at_once_wait(town: Town) -> None:
    await town.coordinator()
    olga = await resident(town)
    for number in range(5):
        await ask(olga, f"Вопрос {number}")
    await ask(olga, "Ещё один")
    assert "Слишком много" in olga.hears()


async def test_too_long_and_no_words_are_asked_again(town: Town) -> None:
    await town.coordinator()
    olga = await resident(town)
    await olga.say("/faq")
    await olga.press("Спросить человека")
    assert "Слишком длинно" in await olga.say("ы" * 1001)
    assert "передать не смогу" in await olga.send("sticker")
    assert "Отмена" in olga.buttons()
    assert "Отправить так?" in await olga.say("<b>Где</b> & как?")
    assert "<b>Где</b> & как?" in olga.sees()


async def test_withdrawing_the_consent_takes_the_questions_along(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await ask(olga)
    assert "Вопросы, которые вы задали координатору: 1" in await olga.say("/privacy")
    assert "Ваши вопросы и ответы на них удалятся" in await olga.press("Отозвать: вопросы")
    await olga.press("Да, отозвать")
    await anna.say("/faq")
    assert "никто не ждёт" in await anna.press("Вопросы жителей")
    await olga.say("/faq")
    assert "Мои вопросы" not in olga.buttons()


async def test_an_erased_question_is_answered_to_nobody(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await ask(olga)
    await town.deliver()
    await anna.press("Открыть вопрос")
    await anna.press("Ответить")
    await anna.say("Отвечаю.")
    assert "Удалится 1 вопрос" in await olga.say("/erase")
    await olga.press("Да, стереть всё")
    await anna.press("Отправить ответ")
    assert anna.hears() == "Этого вопроса уже нет."


async def test_a_forgotten_conversation_begins_again(town: Town) -> None:
    await town.coordinator()
    olga = await resident(town)
    await olga.say("/faq")
    await olga.press("Спросить человека")
    await olga.say("/privacy")
    await olga.press("Отозвать: вопросы")
    await olga.press("Да, отозвать")
    assert placeholders(await olga.say("Где взять справку?")) == []


@pytest.mark.parametrize("language", ["en"])
async def test_the_same_in_english(town: Town, language: str) -> None:
    anna = await town.coordinator()
    john = town.somebody(107, "John", language=language)
    await john.say("/faq")
    await john.press("Ask a person")
    await john.press("I agree")
    await john.say("Where do I get the note?")
    assert "Your question is sent" in await john.press("Send")
    await town.deliver()
    assert "Where do I get the note?" in anna.sees()
