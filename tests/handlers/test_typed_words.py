"""People type what stands on the buttons, and the words that they would say to a person."""

import pytest

from bot.domain.people import Purpose
from storage.events import events
from tests.chat import Town
from tests.handlers.cases import begin
from tests.handlers.events import ADMIN, make_event


async def test_the_label_of_a_button_does_what_the_button_does(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    assert "Гранты и сроки" in await olga.say("гранты и сроки")
    assert "Здравствуйте. Я помогаю соседям с ТОС." in await olga.say("Меню")


async def test_a_seat_is_taken_and_given_up_by_words_alone(town: Town) -> None:
    """The consent is given by its button's words, too: it is checked against the words that were shown."""
    event_id = await make_event(town)
    olga = town.somebody(101)
    await olga.say(f"/start event_{event_id}")
    assert "Согласие: запись" in await olga.say("записаться")
    await olga.say("да")
    event = await town.store.read(events.get, event_id)
    assert event
    assert event.going == 1
    await town.pass_time(days=2, minutes=1)
    assert "Завтра: Субботник" in olga.sees()
    await olga.say("не приду")
    event = await town.store.read(events.get, event_id)
    assert event
    assert event.going == 0


async def test_a_refused_consent_is_nothing(town: Town) -> None:
    event_id = await make_event(town)
    olga = town.somebody(101)
    await olga.say(f"/start event_{event_id}")
    await olga.say("записаться")
    await olga.say("не даю")
    assert await olga.stored() is None


@pytest.mark.parametrize("typed", ["Пропустить", "отмена", "назад", "меню", "не знаю", "да", "нет", "стоп"])
async def test_a_reserved_word_never_becomes_a_title(town: Town, typed: str) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    await anna.say(typed)
    drafts, _ = await town.store.read(events.drafts, ADMIN, 0, 10)
    assert [each.title for each in drafts] == []


async def test_a_word_without_its_button_leaves_the_question_open(town: Town) -> None:
    olga = await begin(town)
    await olga.press("План к собранию")
    assert "пропустить нельзя" in await olga.say("пропустить")
    assert "Ничего страшного" in await olga.say("не знаю")
    assert "план к собранию" in await olga.say("20 декабря в 18:00")


async def test_a_question_to_a_person_may_be_a_single_word(town: Town) -> None:
    await town.coordinator()
    olga = await town.person(101, "Ольга", Purpose.QUESTIONS)
    await olga.say("/faq")
    await olga.press("Спросить человека")
    assert "Спасибо" in await olga.say("Спасибо")
    assert "Отправить" in olga.buttons()[0]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("помощь", "/menu"),
        ("мое дело", "дел"),
        ("гранты", "Гранты и сроки"),
        ("бланк протокола", "Бланки"),
        ("когда будет субботник", "мероприяти"),
        ("привет", "Здравствуйте"),
        ("спасибо", "Пожалуйста"),
        ("язык", "язык"),
    ],
)
async def test_words_lead_to_a_place(town: Town, typed: str, shown: str) -> None:
    olga = town.somebody(101)
    assert shown.casefold() in (await olga.say(typed)).casefold()
    assert await olga.stored() is None


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("бланк схемы границ", "Схема границ"),
        ("бланк заявления об изменении устава", "Изменения в устав"),
        ("бланк просьбы о помещении", "помещени"),
        ("бланк запроса о численности жителей", "Запрос о числе"),
        ("бланк сопроводительного письма", "Сопроводительное письмо"),
        ("бланк списка избранных органов", "Список органов"),
        ("бланк плаката", "Объявление на подъезд"),
        ("бланк протокола собрания", "Протокол"),
        ("бланк устава", "Устав"),
    ],
)
async def test_a_named_paper_opens_its_blank(town: Town, typed: str, title: str) -> None:
    """Its words are shown at once, with its file below."""
    olga = town.somebody(101)
    assert title.casefold() in (await olga.say(typed)).casefold()[:120]
    assert any("Word" in each for each in olga.buttons())


async def test_stop_asks_whether_the_news_shall_end(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    assert "Отозвать согласие на новости?" in await olga.say("не пишите мне")
    await olga.say("да")
    person = await olga.stored()
    assert person
    assert not person.agreed(Purpose.NOTIFICATIONS)


async def test_a_stranger_who_says_stop_is_told_what_is_known(town: Town) -> None:
    assert "Я ничего о вас не храню" in await town.somebody(101).say("стоп")


async def test_after_a_restart_the_reserved_words_still_mean_what_they_say(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    town.restart()
    assert "Хорошо, остановились" in await anna.say("отмена")
    drafts, _ = await town.store.read(events.drafts, ADMIN, 0, 10)
    assert drafts == []


async def test_the_caption_of_a_photo_counts_as_its_words(town: Town) -> None:
    olga = await begin(town)
    await olga.press("План к собранию")
    assert "план к собранию" in await olga.send("photo", caption="20 декабря в 18:00")


async def edit(town: Town, user_id: int, text: str) -> str:
    """Edit the newest message of a person; returns what the bot shows after it."""
    mine = [each for each in town.world.messages(user_id) if not each["from"]["is_bot"]]
    town.world.edit(user_id, mine[-1]["message_id"], text)
    await town.settle()
    return str([each for each in town.world.messages(user_id) if each["from"]["is_bot"]][-1]["text"])


async def test_an_edited_answer_counts_while_its_question_is_open(town: Town) -> None:
    olga = await begin(town)
    await olga.press("План к собранию")
    await olga.say("30 февраля")
    assert "план к собранию" in await edit(town, olga.id, "20 декабря в 18:00")


async def test_an_edited_answer_never_answers_the_next_question(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    await anna.say("Субботнек")
    assert "прежний ответ я уже взял" in await edit(town, anna.id, "Субботник")
    drafts, _ = await town.store.read(events.drafts, ADMIN, 0, 10)
    assert [each.title for each in drafts] == ["Субботнек"]


async def test_edited_words_are_searched_for_again(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("ыфвафыва")
    await edit(town, olga.id, "кто утверждает границы")
    assert "Кто утверждает границы ТОС?" in olga.buttons()
