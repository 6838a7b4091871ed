"""The road to a TOS: municipality, its card, every step, the guide with its sources, links and old buttons."""

from typing import Any

import pytest

from bot.domain.founding import Step, road
from handlers.founding.municipality import Article
from storage.law import municipalities
from tests.chat import Neighbour, Town, placeholders
from tests.storage.profiles import correct, know

LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])
UNCONFIRMED = {"ru": "Порядок шагов не подтверждён", "en": "The order of steps is not confirmed"}


async def choose(who: Neighbour, typed: str) -> str:
    await who.say("/tos")
    await who.press("Выбрать муниципалитет")
    return await who.say(typed)


async def test_the_first_screen_leads_everywhere(town: Town) -> None:
    olga = town.somebody(101)
    assert "Порядок шагов зависит от муниципалитета" in await olga.say("/tos")
    assert olga.buttons() == [
        "Выбрать муниципалитет",
        "Что такое ТОС",
        "Что изменилось в законе",
        "Посчитать кворум",
        "Моё дело",
        "Меню",
    ]


async def test_a_step_is_three_presses_away_from_the_first_screen(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/tos")
    await olga.press("Выбрать муниципалитет")
    await olga.press("город Зея")
    assert "Шаг 3 из 11 · город Зея" in await olga.press("3. Сколько жителей")


async def test_who_was_refused_finds_what_to_do_without_a_case(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start tos_zeya")
    await olga.press("4. Границы")
    refusal = await olga.press("Если отказали")
    assert "Попросите письменный отказ с причиной" in refusal
    assert "Куда жаловаться" in refusal
    assert "Шаг 4 из 11 · город Зея" in await olga.press("← Назад")
    await olga.press("Дальше: Устав")
    assert "Если отказали" not in olga.buttons()


async def test_nothing_is_stored_about_who_reads(town: Town) -> None:
    olga = town.somebody(101)
    await choose(olga, "Зея")
    await olga.press("город Зея")
    await olga.press("1. ")
    await olga.press("Дальше")
    assert await olga.stored() is None


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Тамбовский район", "tambovsky"),
        ("тамбовский", "tambovsky"),
        ("Райчихинск", "raychikhinsk"),
        ("пгт Прогресс", "progress"),
        ("Живу в городе Шимановск", "shimanovsk"),
    ],
)
async def test_the_only_one_that_fits_is_opened_at_once(town: Town, typed: str, slug: str) -> None:
    olga = town.somebody(101)
    shown = await choose(olga, typed)
    one = await town.store.read(municipalities.get, slug)
    assert one
    assert shown.startswith(one.name)
    assert "Это место я знаю" in await olga.say("Зея"), "the question is closed"


async def test_of_namesakes_the_person_chooses(town: Town) -> None:
    olga = town.somebody(101)
    assert "Подходят 2 места" in await choose(olga, "Благавещенск")
    assert olga.buttons()[:2] == ["город Благовещенск", "Благовещенский муниципальный округ"]
    assert "муниципальный округ" in await olga.press("Благовещенский")


async def test_when_many_fit_the_first_are_shown_and_a_better_word_is_taken(town: Town) -> None:
    olga = town.somebody(101)
    assert "вот первые 5" in await choose(olga, "ма")
    assert len(olga.buttons()) == 5 + 2
    assert (await olga.say("Серышевский")).startswith("Серышевский муниципальный округ")


@pytest.mark.parametrize(("typed", "name"), [("Serysh", "Серышевский"), ("Райчихнск", "город Райчихинск")])
async def test_a_name_that_is_not_exact_is_a_question(town: Town, typed: str, name: str) -> None:
    olga = town.somebody(101)
    assert "Вы про это место?" in await choose(olga, typed) or "Подходят 2 места" in olga.sees()
    await olga.press(name)
    assert "Порядок шагов не подтверждён" in olga.sees()


async def test_an_unknown_name_is_said_and_the_common_road_offered(town: Town) -> None:
    olga = town.somebody(101)
    assert "Не нашёл «Москва <b>»" in await choose(olga, "Москва <b>")
    assert "Общая дорога" in await olga.press("Другой муниципалитет")


async def test_long_answers_and_stickers_leave_the_question_open(town: Town) -> None:
    olga = town.somebody(101)
    assert "Слишком длинно: 4000 знаков" in (await choose(olga, "ы" * 4000)).replace("\u00a0", "")
    assert "нужен ответ словами" in await olga.send("sticker")
    assert (await olga.say("Тында, город")).startswith("город Тында")


async def test_the_list_has_everybody_once_cities_first(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/tos")
    await olga.press("Выбрать муниципалитет")
    names = {one.name for one in await town.store.read(municipalities.all_municipalities)}
    seen = [label for label in olga.buttons() if label in names]
    assert seen[0] == "город Белогорск"
    while "Дальше →" in olga.buttons():
        await olga.press("Дальше →")
        seen += [label for label in olga.buttons() if label in names]
    assert sorted(seen) == sorted(names)
    assert len(seen) == 29


async def test_the_name_may_be_typed_on_any_page(town: Town) -> None:
    olga = town.somebody(101)
    await olga.press_data("munp:2", (await started(olga))["message_id"])
    assert (await olga.say("Тамбовский")).startswith("Тамбовский муниципальный округ")


async def started(who: Neighbour) -> dict[str, Any]:
    await who.say("/tos")
    return who.said()[-1]


@pytest.mark.parametrize(
    ("page", "first"),
    [("-1", "город Белогорск"), ("99", "Тындинский муниципальный округ"), ("0", "город Белогорск")],
)
async def test_a_page_that_is_not_there_shows_the_nearest(town: Town, page: str, first: str) -> None:
    olga = town.somebody(101)
    await started(olga)
    assert "Где вы живёте" in await olga.press_data(f"munp:{page}")
    assert olga.buttons()[0] == first


async def test_a_card_says_what_is_known_its_source_and_what_is_not(town: Town) -> None:
    olga = town.somebody(101)
    card = await olga.say("/start tos_blagoveshchensk")
    assert card.startswith("город Благовещенск")
    assert "По закону это: городской округ" in card
    assert "Представительный орган: Благовещенская городская Дума" in card
    assert "base.garant.ru/24152300" in card
    assert "сверено 01.09.2025; по одному источнику" in card
    assert UNCONFIRMED["ru"] in card
    steps = [label for label in olga.buttons() if label[0].isdigit()]
    for _ in range(2):
        await olga.press("Ещё кнопки")
        steps += [label for label in olga.buttons() if label[0].isdigit()]
    assert [label.split(". ")[0] for label in steps] == [str(place) for place in range(1, 12)]


async def test_an_unknown_body_is_said_to_be_unknown(town: Town) -> None:
    olga = town.somebody(101)
    assert "Представительный орган: не подтверждён" in await olga.say("/start tos_selemdzhinsky")
    assert "прямого источника нет; сверено 01.09.2025; не подтверждено" in olga.sees()


@LANGUAGES
@pytest.mark.parametrize("slug", ["", "blagoveshchensk"])
async def test_every_step_is_read_one_after_another(town: Town, language: str, slug: str) -> None:
    olga = town.somebody(101, language=language)
    await started(olga)
    await olga.press_data(f"road:{slug}")
    await olga.press("1. ")
    for place in range(1, 12):
        shown = olga.sees()
        assert f"Шаг {place} из 11" in shown or f"Step {place} of 11" in shown
        assert UNCONFIRMED[language] in shown
        assert "сверено" in shown or "checked on" in shown
        assert placeholders(shown) == []
        assert len(shown.encode("utf-16-le")) // 2 <= 4000
        if place < 11:
            await olga.press("Дальше: " if language == "ru" else "Next: ")
    assert not any("→" in label for label in olga.buttons())
    await olga.press("← ")
    assert "10 " in olga.sees()
    await olga.press("Все шаги" if language == "ru" else "All steps")
    assert UNCONFIRMED[language] in olga.sees()


@LANGUAGES
@pytest.mark.parametrize("article", Article)
async def test_articles_name_every_norm_they_use(town: Town, language: str, article: Article) -> None:
    olga = town.somebody(101, language=language)
    await started(olga)
    shown = await olga.press_data(f"art:{article}")
    assert placeholders(shown) == []
    assert "131-ФЗ, ст. 27 (памятки" in shown
    assert "11.09.2026" in shown
    assert len(shown.encode("utf-16-le")) // 2 <= 4000


async def test_dates_are_read_in_words_and_confidence_is_said(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/tos")
    shown = await olga.press("Что изменилось в законе")
    assert "утратит силу 1 января 2028" in shown
    assert "33-ФЗ, ст. 91, ч. 2 (пересказ портала tosborisoglebsk.ru); сверено 11.09.2026; по одному источнику" in shown


async def test_a_norm_past_its_day_warns_that_it_may_have_changed(town: Town) -> None:
    olga = town.somebody(101)
    await started(olga)
    fresh = "сверено 11.09.2026; по одному источнику\n"
    assert fresh in await olga.press_data("art:what-changed") + "\n"
    town.clock.move(days=48)
    await olga.press_data("art:what-changed")
    assert "ст. 91, ч. 2 (пересказ портала tosborisoglebsk.ru); сверено 11.09.2026; по одному источнику; могло" in (
        olga.sees()
    )


async def test_values_of_norms_are_not_markup(town: Town) -> None:
    await correct(town.store, "group.minimum", value="<b>5 & 6", source="<i>кто-то")
    olga = town.somebody(101)
    await started(olga)
    shown = await olga.press_data("step::group")
    assert "хватает <b>5 & 6" in shown
    assert "Источник: <i>кто-то" in shown


async def test_a_confirmed_order_is_followed_without_words_of_doubt(town: Town) -> None:
    await know(town.store, "zeya", order="single_application")
    olga = town.somebody(101)
    card = await olga.say("/start tos_zeya")
    assert "одна заявка на границы и устав" in card
    assert UNCONFIRMED["ru"] not in card
    assert not any("Границы" in label for label in olga.buttons())
    assert "Шаг 1 из 10" in await olga.press("1. ")
    assert UNCONFIRMED["ru"] not in olga.sees()


async def test_a_step_that_this_municipality_does_not_take_leads_back_to_its_road(town: Town) -> None:
    await know(town.store, "zeya", order="single_application")
    olga = town.somebody(101)
    await started(olga)
    assert (await olga.press_data("step:zeya:boundaries")).startswith("город Зея")
    assert "такого шага нет" in olga.hears()


@pytest.mark.parametrize(
    ("step", "facts", "said"),
    [
        ("group", {"group_minimum": 21}, "нужно не меньше 21 человека."),
        ("group", {"group_minimum": 3}, "нужно не меньше 3 человек."),
        ("notice", {"notice_days": 14}, "извещают за 14 дней."),
        ("meeting", {"meeting_share": "1/2"}, "прийти не меньше 1/2 жителей."),
        ("registration", {"review_days": 31, "charter_copies": 2}, "рассматривают 31 день."),
        ("registration", {"charter_copies": 2}, "подают в 2 экземплярах."),
        ("registration", {"attachments": "протокол <1>"}, "прикладывают: протокол <1>."),
    ],
)
async def test_what_the_municipality_says_of_a_step_comes_first(
    town: Town, step: str, facts: dict[str, Any], said: str
) -> None:
    await know(town.store, "zeya", **facts)
    olga = town.somebody(101)
    await started(olga)
    shown = await olga.press_data(f"step:zeya:{step}")
    assert said in shown
    assert shown.index(said) < shown.index("перечень муниципалитетов на сентябрь") < shown.index("Что делать")
    assert said not in await olga.press_data(f"step:tynda:{step}")


async def test_contacts_are_shown_where_they_are_known(town: Town) -> None:
    await know(town.store, "zeya", contact="кабинет 5")
    olga = town.somebody(101)
    assert "Куда обратиться: кабинет 5" in await olga.say("/start tos_zeya")
    assert "Куда обратиться" not in await olga.say("/start tos_tynda")


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("/start tos", "Создать ТОС"),
        ("/start tos_zeya", "город Зея"),
        ("/start tos_moscow", "Общая дорога"),
        ("/start tosca", "Эта ссылка мне незнакома"),
    ],
)
async def test_links_open_what_they_name(town: Town, link: str, shown: str) -> None:
    assert (await town.somebody(101).say(link)).startswith(shown)


@pytest.mark.parametrize("data", ["step:zeya:dance", "art:../../../etc/passwd", "munp:first", "road", "step:zeya"])
async def test_forged_buttons_are_refused_politely(town: Town, data: str) -> None:
    olga = town.somebody(101)
    await started(olga)
    await olga.press_data(data)
    assert "уже не действует" in olga.hears()


@pytest.mark.parametrize("step", Step)
async def test_every_step_fits_the_buttons_of_the_longest_name(town: Town, step: Step) -> None:
    olga = town.somebody(101)
    await started(olga)
    everybody = await town.store.read(municipalities.all_municipalities)
    longest = max((one.slug for one in everybody), key=len)
    place = road(None).index(step) + 1
    assert f"Шаг {place} из 11" in await olga.press_data(f"step:{longest}:{step}")


async def test_a_button_pressed_twice_is_answered_twice(town: Town) -> None:
    olga = town.somebody(101)
    await started(olga)
    await olga.press_data("step:zeya:group")
    assert "Шаг 1 из 11" in await olga.press_data("step:zeya:group")


async def test_buttons_work_after_a_restart_and_the_question_is_still_open(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/tos")
    await olga.press("Выбрать муниципалитет")
    town.restart()
    assert (await olga.say("Тында, город")).startswith("город Тында")
    town.restart()
    assert "Шаг 2 из 11" in await olga.press("2. ")


async def test_a_command_ends_the_question(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/tos")
    await olga.press("Выбрать муниципалитет")
    await olga.say("/menu")
    assert "Это место я знаю" in await olga.say("Зея")
