"""/faq: from a topic to an answer in three presses, search by any words, the glossary."""

from datetime import timedelta

import pytest

from bot.domain.faq import FaqTopic
from bot.i18n import LOCALES
from bot.library import read_shelf
from handlers.questions.views import EntryButton, FaqTopicButton
from tests.chat import Town, placeholders

SHELVES = {locale: read_shelf(LOCALES / locale) for locale in ("ru", "en")}


async def test_three_taps_lead_from_the_menu_to_an_answer(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    assert "Вопросы и ответы" in await olga.press("Вопросы и ответы")
    assert "Территория" in await olga.press("Территория")
    said = await olga.press("Кто утверждает границы")
    assert "Представительный орган" in said
    assert "Источник: " in said
    assert "сверено 10.09.2026" in said
    assert "по одному источнику" in said
    assert await olga.stored() is None


async def test_an_answer_leads_to_its_step_and_back_to_its_topic(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/faq")
    await olga.press("Территория")
    await olga.press("Кто утверждает границы")
    assert "Шаг 4 из 11" in await olga.press("Подробнее: Границы")
    await olga.say("/faq")
    await olga.press("Территория")
    await olga.press("Кто утверждает границы")
    assert "Нажмите на вопрос" in await olga.press("← Территория")


async def test_the_words_of_an_answer_are_explained_in_place(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/faq")
    await olga.press("Собрание")
    await olga.press("Как созвать собрание")
    said = await olga.press("Что значат слова")
    assert "Повестка — список вопросов" in said
    assert "Госпошлина" not in said
    assert "Как созвать собрание?" in await olga.press("← Назад")


async def test_the_words_of_a_step_are_explained_in_place(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/tos")
    await olga.press_data("step:belogorsk:meeting")
    assert "Кворум — наименьшее число людей" in await olga.press("Что значат слова")
    assert "Белогорск" in await olga.press("← Назад")


async def test_the_glossary_is_read_page_by_page(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/faq")
    await olga.press("Словарь")
    seen = olga.sees()
    while "Дальше →" in olga.buttons():
        seen += await olga.press("Дальше →")
    assert all(f"{term.word} — " in seen for term in SHELVES["ru"].terms)
    assert "Что значат слова" in await olga.press_data("words:9999")


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_every_answer_of_every_topic_can_be_read(
    town: Town, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1_000_000)
    olga = town.somebody(101, language=language)
    await olga.say("/faq")
    for topic in FaqTopic:
        await olga.press_data(FaqTopicButton(topic=topic).pack())
    for entry in SHELVES[language].entries.values():
        said = await olga.press_data(EntryButton(entry=entry.id).pack())
        assert entry.question in said
        assert f"{entry.as_of:%d.%m.%Y}" in said
        assert not placeholders(said)


async def test_a_norm_in_an_answer_is_the_one_in_the_store(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/faq")
    said = await olga.press_data(EntryButton(entry="cost").pack())
    assert "4000 ₽ на бумаге или 0 ₽" in said
    assert "Ещё источники" in said


async def test_after_half_a_year_an_answer_says_that_it_may_have_changed(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/faq")
    answer = EntryButton(entry="is-power").pack()
    assert "могло измениться" not in await olga.press_data(answer)
    town.clock.now += timedelta(days=200)
    assert "могло измениться" in await olga.press_data(answer)


async def test_whatever_is_typed_finds_three_answers(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    assert "Вот что подходит" in await olga.say("сколко народу надо на сабрание")
    assert olga.buttons()[0] == "Сколько людей нужно на собрании?"
    assert olga.buttons()[3:] == ["Спросить человека", "Все темы", "Меню"]
    assert "Не меньше 1/3 жителей" in await olga.press("Сколько людей нужно")


@pytest.mark.parametrize("typed", ["kak sozdat tos", "rfr cjplfnm njc", "КАК СОЗДАТЬ ТОС???", "how to found a tos"])
async def test_latin_letters_a_wrong_keyboard_and_english_find_the_same(town: Town, typed: str) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    await olga.say(typed)
    assert "Как создать ТОС: с чего начать?" in olga.buttons()


async def test_an_english_reader_gets_english_answers(town: Town) -> None:
    john = town.somebody(104, "John", language="en")
    await john.say("/start")
    assert "may fit" in await john.say("какой нужен кворум")
    assert "At least 1/3" in await john.press("How many people must come?")


async def test_what_is_about_nothing_gets_a_way_on(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    assert "Я не понял" in await olga.say("рецепт борща")
    assert {"Вопросы и ответы", "Создать ТОС", "Меню"} <= {*olga.buttons()}


async def test_words_belong_to_an_open_question_first(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/new_event")
    assert "Когда начало?" in await anna.say("Какой нужен кворум")


async def test_a_gone_answer_leads_to_the_topics(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/faq")
    for button in ("faq:gone", "faqw:gone"):
        assert "Вопросы и ответы" in await olga.press_data(button)
        assert olga.hears() == "Этого ответа больше нет. Вот все темы."
