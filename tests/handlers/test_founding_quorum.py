"""The quorum calculator: one number at a time, wrong numbers, both age limits, exact verdicts, its buttons."""

import pytest

from bot.domain.quorum import MOST_RESIDENTS, Gathering
from handlers.founding.quorum import to
from handlers.founding.quorum_steps import Count
from storage.core import tables
from storage.law import municipalities
from tests.chat import Neighbour, Town, placeholders
from tests.storage.profiles import correct, know


async def begin(town: Town, gathering: str = "meeting", slug: str = "", language: str = "ru") -> Neighbour:
    olga = town.somebody(101, language=language)
    await olga.say("/tos")
    await olga.press_data(f"quo:{slug}")
    await olga.press_data(f"cnt:{gathering}:{slug}::")
    return olga


async def tell(who: Neighbour, *numbers: object) -> str:
    for number in numbers:
        await who.say(str(number))
    return who.sees()


async def test_questions_come_one_at_a_time_and_say_how_many_there_are(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/tos")
    assert "Собрание — когда зовут всех жителей" in await olga.press("Посчитать кворум")
    assert "Вопрос 1 из 4. Сколько на вашей территории жителей от 18 лет?" in await olga.press("Собрание")
    assert "Вопрос 2 из 4. А сколько жителей от 16 лет" in await olga.say("240")
    assert "Вопрос 3 из 4. Сколько пришло людей от 18 лет?" in await olga.say("252")
    assert "нужно не меньше 80" in olga.sees()
    assert "Вопрос 4 из 4. А сколько пришло всего от 16 лет" in await olga.say("80")
    assert "нужно не меньше 84" in olga.sees()
    assert "Кворум есть" in await olga.say("84")
    assert await olga.stored() is None
    assert "Я не понял" in await olga.say("84"), "the question is closed"


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((240, 252, 80, 84), "✅ Кворум есть."),
        ((240, 252, 80, 83), "Должен прийти ещё 1 человек от 16 лет."),
        ((240, 252, 79, 84), "Должен прийти ещё 1 человек от 18 лет."),
        ((240, 252, 79, 83), "Должен прийти ещё 1 человек от 18 лет."),
        ((240, 252, 78, 80), "Должны прийти ещё 4 человека от 16 лет, из них от 18 лет — не меньше 2."),
        ((240, 240, 0, 0), "Должны прийти ещё 80 человек от 18 лет."),
        ((1, 1, 1, 1), "✅ Кворум есть."),
        ((1, 1, 0, 0), "Должен прийти ещё 1 человек от 18 лет."),
    ],
)
async def test_the_verdict_is_exact_to_one_person(town: Town, numbers: tuple[int, ...], said: str) -> None:
    assert said in await tell(await begin(town), *numbers)


async def test_the_verdict_shows_numbers_rule_and_every_source_with_its_date(town: Town) -> None:
    shown = await tell(await begin(town), 240, 252, 79, 90)
    assert "❌ От 18 лет: пришло 79 из 240, нужно не меньше 80. Не хватает 1." in shown
    assert "✅ От 16 лет: пришло 90 из 252, нужно не меньше 84." in shown
    assert "не меньше 1/3 жителей" in shown
    assert "Возраст пока не подтверждён" in shown
    assert (
        "О доле: 33-ФЗ, ст. 50 (пересказ портала tosborisoglebsk.ru); сверено 11.09.2026; по одному источнику" in shown
    )
    assert "131-ФЗ, ст. 27 (памятки ural-nko.ru/tos, duma-vologda.ru и другие); сверено 11.09.2026; подтв" in shown


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("0", "Ноль не подойдёт"),
        ("-5", "одно целое число цифрами"),
        ("−5", "одно целое число цифрами"),
        ("около 300", "одно целое число цифрами"),
        ("1,5", "одно целое число цифрами"),
        ("двести", "одно целое число цифрами"),
        ("1000000000", "Столько людей на территории ТОС не бывает"),
        ("9" * 4000, "одно целое число цифрами"),
    ],
)
async def test_a_wrong_number_is_answered_and_the_question_asked_again(town: Town, typed: str, why: str) -> None:
    olga = await begin(town)
    shown = await olga.say(typed)
    assert why in shown
    assert "Вопрос 1 из 4" in shown
    assert "Начать заново" in olga.buttons()
    assert "Вопрос 2 из 4" in await olga.say("240")


@pytest.mark.parametrize("typed", ["240 человек", "240 жителей", " 240 чел. "])
async def test_what_a_number_counts_may_be_said_with_it(town: Town, typed: str) -> None:
    assert "Вопрос 2 из 4" in await (await begin(town)).say(typed)


@pytest.mark.parametrize("typed", ["около 300 человек", "5-7 человек", "-5 человек", "240 тысяч", "человек"])
async def test_a_number_that_is_not_exact_is_asked_again_whatever_it_counts(town: Town, typed: str) -> None:
    assert "одно целое число" in await (await begin(town)).say(typed)


async def test_a_sticker_is_answered_and_the_question_asked_again(town: Town) -> None:
    olga = await begin(town)
    await olga.say("240")
    shown = await olga.send("sticker")
    assert "одно целое число цифрами" in shown
    assert "Вопрос 2 из 4" in shown


async def test_numbers_that_contradict_each_other_are_named(town: Town) -> None:
    olga = await begin(town)
    assert "не может быть меньше, чем от 18: вы назвали 240" in await tell(olga, 240, 239)
    assert "вы назвали жителей от 18 лет — 240" in await tell(olga, 252, 241)
    assert "не может быть меньше, чем от 18: вы назвали 90" in await tell(olga, 90, 89)
    assert "вы назвали жителей от 16 лет — 252" in await tell(olga, 253)
    assert "Вопрос 4 из 4" in olga.sees()
    assert "Кворум есть" in await tell(olga, 90)


async def test_who_does_not_know_the_younger_hears_what_was_not_counted(town: Town) -> None:
    olga = await begin(town)
    assert not any("Не знаю" in label for label in olga.buttons())
    await olga.say("240")
    assert "Вопрос 2 из 2. Сколько пришло людей от 18 лет?" in await olga.press("Не знаю, сколько от 16 лет")
    shown = await olga.say("80")
    assert shown.startswith("⚠️ Если считать от 18 лет, кворум есть. Но посчитано не всё.")
    assert "От 16 лет мы не считали" in shown
    assert "✅ Кворум есть" not in shown


async def test_without_enough_adults_there_is_no_quorum_whatever_was_left_out(town: Town) -> None:
    olga = await begin(town)
    await olga.say("240")
    await olga.press("Не знаю, сколько от 16 лет")
    shown = await olga.say("79")
    assert "Должен прийти ещё 1 человек от 18 лет." in shown
    assert "От 16 лет мы не считали" in shown


async def test_a_confirmed_age_is_asked_alone(town: Town) -> None:
    await correct(town.store, "federal.age_min", confidence="A")
    olga = await begin(town)
    assert "Вопрос 1 из 2" in olga.sees()
    assert "Вопрос 2 из 2. Сколько пришло людей от 18 лет?" in await olga.say("240")
    shown = await olga.say("80")
    assert shown.startswith("✅ Кворум есть.")
    assert "Возраст пока не подтверждён" not in shown
    assert "131-ФЗ" not in shown


async def test_a_conference_counts_delegates_and_whom_they_represent(town: Town) -> None:
    olga = await begin(town, "conference")
    assert "Вопрос 1 из 5" in olga.sees()
    assert "Сколько делегатов избрали" in await tell(olga, 240, 252)
    assert "Сколько делегатов пришло?\n\nДля кворума их нужно не меньше 20" in await tell(olga, 30)
    assert "нужно не меньше 84" in await tell(olga, 19)
    shown = await tell(olga, 83)
    assert shown.startswith("❌ Кворума пока нет.")
    assert "❌ Делегаты: пришло 19 из 30, нужно не меньше 20. Не хватает 1." in shown
    assert "✅ Жители от 18 лет: представлено 83 из 240, нужно не меньше 80." in shown
    assert "❌ Жители от 16 лет: представлено 83 из 252, нужно не меньше 84. Не хватает 1." in shown
    assert "не меньше 2/3 избранных делегатов" in shown
    assert "131-ФЗ, ст. 27. Для 33-ФЗ они не подтверждены." in shown
    assert shown.count("О доле: 131-ФЗ, ст. 27 (там подтверждено)") == 1
    assert "сверено 24.11.2026; не подтверждено" in shown


async def test_a_conference_with_everybody_it_needs_has_a_quorum(town: Town) -> None:
    assert (await tell(await begin(town, "conference"), 240, 252, 30, 20, 84)).startswith("✅ Кворум есть.")


async def test_impossible_conferences_are_named(town: Town) -> None:
    olga = await begin(town, "conference")
    assert "без делегатов конференции не бывает" in await tell(olga, 240, 252, 0)
    assert "больше делегатов, чем избрали: вы назвали 30" in await tell(olga, 30, 31)
    assert "больше, чем всех жителей: вы назвали 252" in await tell(olga, 20, 253)
    assert "Вопрос 5 из 5" in olga.sees()


async def test_when_more_people_come_only_they_are_asked_about(town: Town) -> None:
    olga = await begin(town)
    await tell(olga, 240, 252, 70, 75)
    assert "Вопрос 3 из 4" in await olga.press("Изменить, сколько пришло")
    assert (await tell(olga, 85, 90)).startswith("✅ Кворум есть.")


async def test_at_a_conference_the_elected_are_remembered_too(town: Town) -> None:
    olga = await begin(town, "conference")
    await tell(olga, 240, 252, 30, 10, 60)
    assert "Вопрос 4 из 5. Сколько делегатов пришло?" in await olga.press("Изменить, сколько пришло")


async def test_the_verdict_leads_on(town: Town) -> None:
    olga = await begin(town, slug="zeya")
    await tell(olga, 240, 252, 80, 84)
    assert olga.buttons() == ["Изменить, сколько пришло", "Начать заново", "Все шаги", "Меню"]
    assert (await olga.press("Все шаги")).startswith("город Зея")
    assert "Посчитаем кворум" in await olga.press("Посчитать кворум")


async def test_a_stricter_local_share_is_used_and_named(town: Town) -> None:
    await know(town.store, "zeya", meeting_share="1/2")
    olga = await begin(town, slug="zeya")
    assert "нужно не меньше 120" in await tell(olga, 240, 252)
    shown = await tell(olga, 119, 126)
    assert "Должен прийти ещё 1 человек от 18 лет." in shown
    assert "Доля жителей 1/2 — по местному положению" in shown
    assert "О местной доле: перечень муниципалитетов на сентябрь 2025 года" in shown
    assert "может требовать больше" not in shown


async def test_a_milder_local_share_changes_nothing(town: Town) -> None:
    await know(town.store, "zeya", meeting_share="1/4")
    shown = await tell(await begin(town, slug="zeya"), 240, 252, 80, 84)
    assert "не меньше 1/3 жителей" in shown
    assert "по местному положению" not in shown


@pytest.mark.parametrize(
    ("gathering", "numbers"), [("meeting", (3000, 3100, 900, 1000)), ("conference", (9, 9, 3, 1, 2))]
)
async def test_english_readers_get_the_same(town: Town, gathering: str, numbers: tuple[int, ...]) -> None:
    olga = await begin(town, gathering, language="en")
    await olga.say("about 300")
    assert "one whole number in digits" in olga.sees()
    shown = await tell(olga, *numbers)
    assert "There is no quorum yet." in shown
    assert "checked on 11.09.2026; by one source" in shown
    assert "The age is not confirmed yet" in shown
    assert placeholders(shown) == []
    assert len(shown.encode("utf-16-le")) // 2 <= 4000


async def test_the_count_survives_a_restart(town: Town) -> None:
    olga = await begin(town)
    await tell(olga, 240, 252)
    town.restart()
    assert (await tell(olga, 80, 84)).startswith("✅ Кворум есть.")


async def test_the_state_keeps_only_numbers_and_the_municipality(town: Town) -> None:
    olga = await begin(town, slug="zeya")
    await tell(olga, 240, "Меня зовут Ольга", 252)
    kept = await town.store.read(lambda tx: [row.data for row in tx.execute(tables.conversations.select())])
    assert kept == [{"slug": "zeya", "ages": [18, 16], "numbers": [240, 252]}]


async def test_nothing_is_kept_after_the_verdict(town: Town) -> None:
    await tell(await begin(town, slug="zeya"), 240, 252, 80, 84)
    kept = await town.store.read(
        lambda tx: [(row.state, row.data) for row in tx.execute(tables.conversations.select())]
    )
    assert kept == [(None, {})]


async def test_an_old_button_goes_on_from_its_own_numbers(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    assert "Вопрос 2 из 2" in await olga.press_data("cnt:meeting::18:240")
    assert (await olga.press_data("cnt:meeting::18.16:240.252.80.84")).startswith("✅ Кворум есть.")


@pytest.mark.parametrize(
    "data",
    [
        "cnt:meeting::99:240",
        "cnt:meeting::16.18:240.252",
        "cnt:meeting::18.16:240.1",
        "cnt:meeting::18.16:ночь",
        "cnt:meeting::18.16:1.1.1.1.1.1.1",
        "cnt:meeting::18.16:-5",
        "cnt:meeting:moscow:18.16:99999999999",
        "cnt:conference:::5",
        "cnt:conference::18.16:9.9.0",
        f"cnt:meeting:{'a' * 50}::",
    ],
)
async def test_an_impossible_button_begins_afresh(town: Town, data: str) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    assert "Вопрос 1 из" in await olga.press_data(data)
    assert "Вопрос 2 из" in await olga.say("240")


@pytest.mark.parametrize("data", ["cnt:dance:::", "cnt:meeting", "quo"])
async def test_a_forged_button_is_refused_politely(town: Town, data: str) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    await olga.press_data(data)
    assert "уже не действует" in olga.hears()


async def test_a_municipality_that_is_not_there_counts_by_the_federal_law(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    await olga.press_data(f"quo:{'a' * 50}")
    await olga.press("Собрание")
    assert (await tell(olga, 240, 252, 80, 84)).startswith("✅ Кворум есть.")


async def test_the_largest_count_fits_a_button_everywhere(town: Town) -> None:
    everybody = await town.store.read(municipalities.all_municipalities)
    for one in everybody:
        for gathering in Gathering:
            count = Count(gathering, one.slug, (18, 16), (MOST_RESIDENTS,) * 3).before_gathering()
            assert len(to(count).pack()) <= 64


async def test_a_command_ends_the_count(town: Town) -> None:
    olga = await begin(town)
    await olga.say("/cancel")
    assert "Я не понял" in await olga.say("84")
