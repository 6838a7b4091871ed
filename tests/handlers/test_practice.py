"""Stories of neighbours as people look for them: from the menu, by topic, by words, a place and a sum."""

from bot.i18n import Texts
from bot.library import LESSON, STORY, Library
from tests.chat import Town


async def test_a_story_is_reached_from_the_menu_by_its_topic(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    await olga.press("Учёба и опыт")
    await olga.press("Опыт соседей")
    await olga.press("По теме")
    assert len(olga.buttons()) <= 8
    await olga.press("Свет, вода, дорога")
    assert len(olga.buttons()) <= 8
    await olga.press("Дальше")
    assert len(olga.buttons()) <= 8
    said = await olga.press("Водовод на станции")
    assert "2,1 млн ₽" in said
    assert "apkmedia.ru" in said
    assert "смотрели 29.11.2026; по одному источнику" in said
    assert "это наш вывод" in said
    assert "Сначала — из нашей области" in await olga.press("Свет, вода, дорога")


async def test_words_a_place_and_a_sum_find_stories_one_after_another(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/practice")
    await olga.say("колодец")
    assert "Колодец на 309 тысяч" in olga.buttons()
    await olga.say("Ивановка")
    assert "Берег озера лотосов" in olga.buttons()
    await olga.say("до 300 тысяч")
    assert "Деревья на пустом сквере" in olga.buttons()
    assert "Колодец на 309 тысяч" not in olga.buttons()
    assert "историй нет" in await olga.say("расписание автобусов")


async def test_a_story_that_is_gone_and_a_sticker_lead_on(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/practice")
    await olga.press_data("story:nothing:yards")
    assert "Этой истории больше нет" in olga.hears()
    await olga.say("/practice")
    assert "Опыт соседей" in await olga.send("sticker")


async def test_a_grant_and_the_first_step_lead_to_stories_by_one_button(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/grants")
    await olga.press_data("gr:card:1::0")
    assert len(olga.buttons()) <= 8
    assert "Президентские гранты: что выигрывали" in await olga.press("Что выигрывали")
    assert "президентский грант" in await olga.press("Кино во дворе")
    await olga.press("К историям этого гранта")
    assert "Организатор" in await olga.press("К карточке")
    await olga.press_data("gr:card:2::0")
    assert "у нас пока нет" in await olga.press("Что выигрывали")
    assert "В Амурской области" in await olga.press("В Амурской области")
    await olga.press_data("storygr:99:0")
    assert "Такой программы нет" in olga.hears()
    await olga.press_data("step::group")
    assert len(olga.buttons()) <= 8
    assert "Старшие, учёба, команда" in await olga.press("Как начинали другие")


async def test_in_english_the_story_says_that_it_is_russian(town: Town) -> None:
    olga = town.somebody(101, language="en")
    await olga.say("/practice")
    assert "told in Russian" in await olga.press_data("story:yerkovtsy-semya:")


async def test_lessons_and_stories_are_found_and_nothing_else_is(town: Town) -> None:
    library = Library(Texts("ru"))
    for typed, expected in {
        "где обучиться председателю": f"{LESSON}a1",
        "как составить смету проекта": f"{LESSON}b3",
        "администрация не отвечает на письмо": f"{LESSON}a3",
        "попросить доски у спонсора": f"{LESSON}b6",
        "конфликт с соседями из-за шума": f"{LESSON}a6",
        "колодец в селе": f"{STORY}zakharovka-kolodets",
        "день соседей во дворе": f"{STORY}den-sosedey-2025",
    }.items():
        assert expected in [hit.id for hit in await library.find_more(typed)], typed
    for typed in ("рецепт борща", "расписание автобусов", "такси", "ывапролд", "84"):
        assert await library.find_more(typed) == [], typed


async def test_words_typed_anywhere_offer_lessons_and_stories_beside_answers(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("где обучиться председателю")
    assert any(each.startswith("Урок: ") for each in olga.buttons())
    assert len(olga.buttons()) <= 8
    await olga.say("колодец для села")
    assert len(olga.buttons()) <= 8
    assert "309 тысяч ₽" in await olga.press("Соседи: Колодец на 309 тысяч")
