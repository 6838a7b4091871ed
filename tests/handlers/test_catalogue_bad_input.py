"""Bad input at the desk of the catalogue: each gets a clear answer, and nothing is half applied."""

import pytest

from bot.domain.people import Purpose
from storage import grants
from tests.chat import Neighbour, Town
from tests.handlers.catalogue import enter_date, open_programme, open_round
from tests.handlers.programmes import open_card, programme, reader

SLUG, OTHER = "presidential-grants", "rosmolodezh-nko"
BUTTONS_MOST = 8


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (["Сезон 2027-2", "Срок подачи", "> 31 февраля 2027"], "нет"),
        (["Сезон 2027-2", "Срок подачи", "> 16 марта"], "Какой это год?"),
        (["Сезон 2027-2", "Срок подачи", "> через неделю"], "Это считается от сегодняшнего дня"),
        (["Сезон 2027-2", "Срок подачи", "> скоро"], "Срок подачи"),
        (["Сезон 2027-2", "Срок подачи", "> 16 марта 2027, 23:30", "> по Луне"], "Такого часового пояса я не знаю"),
        (["Сезон 2027-2", "Срок подачи", "> 16 марта 2027, 23:30", "> Moon/Sea"], "Такого часового пояса я не знаю"),
        (["Сезон 2027-2", "Срок перенесли", "> на следующей неделе"], "завтра будет значить"),
        (["Сезон 2027-2", "Срок перенесли", "> 15.01.2027", "> приказ", "Сегодня"], "раньше, чем начинается"),
        (["Сезон 2027-2", "Срок перенесли", "> 20.03.2027", "> сегодня в газете"], "«сегодня» завтра будет значить"),
        (["Сезон 2027-2", "Приём закрыт"], "Где вы это прочитали?"),
        (["Сезон 2027-2", "Отменён", "> приказ № 1"], "Когда вы это видели?"),
        (["Сезон 2027-2", "Отменён", "> приказ № 1", "> 1 января 2030"], "Когда вы это видели?"),
        (["Проверено, без изменений", "> скоро откроют"], "«скоро» завтра будет значить"),
        (["Ещё", "Новый сезон", "> 2027-2"], "Такой сезон уже есть"),
        (["Ещё", "Новый сезон", "> в этом году"], "Нужен год"),
        (["Ещё", "Изменить сведения", "Сайт", "> президентскиегранты.рф"], "https://"),
        (["Ещё", "Изменить сведения", "Сайт", "> https://фонд"], "https://"),
        (
            ["Ещё", "Изменить сведения", *3 * ["Дальше"], "Что важно знать", "> Сейчас идёт приём"],
            "«Сейчас» завтра",
        ),
        (["Ещё", "Изменить сведения", "Дальше", "Дальше", "Свои деньги, %", "> много"], "целое число"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
async def test_bad_input_is_answered_and_changes_nothing(town: Town, steps: list[str], words: str) -> None:
    anna = await town.coordinator()
    before = await programme(town, SLUG)
    await open_programme(town, anna, SLUG)
    for step in steps:
        await (anna.say(step[2:]) if step.startswith("> ") else anna.press(step))
        assert len(anna.buttons()) <= BUTTONS_MOST
    assert words in anna.sees() or words in anna.hears()
    assert await programme(town, SLUG) == before


async def archived(town: Town, anna: Neighbour, slug: str) -> None:
    await open_programme(town, anna, slug)
    await anna.press("Ещё")
    await anna.press("В архив")
    await anna.say("фонд закрыт")
    await anna.press("Сегодня")
    assert "Сохранено" in await anna.press("Сохранить")


async def merged(town: Town, anna: Neighbour, slug: str) -> None:
    await open_programme(town, anna, slug)
    await anna.press_data(f"catm:{(await programme(town, slug)).id}:{(await programme(town, SLUG)).id}:0")
    await anna.say("одно и то же")
    await anna.press("Сегодня")
    assert "Сохранено" in await anna.press("Сохранить")


@pytest.mark.parametrize(("how", "words"), [(archived, "больше не ведём"), (merged, "Конкурс президентских грантов")])
async def test_a_programme_that_ends_while_it_is_read_says_so(town: Town, how: object, words: str) -> None:
    """Olga subscribes, Boris tells of an announcement, Vera edits, each from a screen that was right when it came."""
    assert callable(how)
    anna, vera, olga = await town.coordinator(), await town.coordinator(105, "Вера"), await reader(town)
    boris = await town.person(102, "Борис", Purpose.QUESTIONS)
    for who in (olga, boris):
        await open_card(town, who, OTHER)
    await boris.press("Подробнее")
    await boris.press("Я видел объявление")
    await open_programme(town, vera, OTHER)
    await vera.press("Ещё")
    await vera.press("Изменить сведения")
    for _ in range(3):
        await vera.press("Дальше")
    await vera.press("Кого спросить")
    await how(town, anna, OTHER)
    await olga.press("Напоминать о сроке")
    if "Да, пишите мне" in olga.buttons():
        await olga.press("Да, пишите мне")
    assert "Спасибо" in await boris.say("видел в газете")
    assert words in await open_card(town, olga, OTHER)
    await vera.say("8 800")
    await vera.say("звонили")
    review = await vera.press("Сегодня")
    assert "Кого спросить: было не знаем → стало 8 800" in review
    assert "Сохранено" in await vera.press("Сохранить")
    stays = SLUG if how is merged else OTHER
    if how is merged:
        assert len(await town.store.read(grants.subscribers, (await programme(town, stays)).id)) == 1
    assert "Объявления от людей: 1" in " ".join((await open_programme(town, anna, stays)) and anna.buttons())


async def test_a_postponed_deadline_asks_only_for_its_date_source_and_day(town: Town) -> None:
    anna, olga = await town.coordinator(), await reader(town)
    await open_round(town, anna, SLUG, "2027-2")
    await anna.press("Срок подачи")
    await enter_date(anna, "16 марта 2027, 23:30")
    await anna.press("Сохранить")
    await open_card(town, olga, SLUG)
    await olga.press("Напоминать о сроке")
    await olga.press("Да, пишите мне")
    await open_round(town, anna, SLUG, "2027-2")
    assert "Сейчас: до 16 марта 2027, 23:30 по Москве" in await anna.press("Срок перенесли")
    assert "Где вы это прочитали?" in await anna.say("30.03.2027 18:00")
    await anna.say("приказ № 7")
    review = await anna.press("Сегодня")
    assert "стало до 30 марта 2027, 18:00 по Москве" in review
    assert "Напишу сразу: 1" in review
    await anna.press("Сохранить")
    await town.deliver()
    assert "30 марта 2027, 18:00 по Москве" in olga.sees()
    assert "16 марта 2027, 23:30 по Москве" in olga.sees()
    assert "приказ № 7" in await anna.say("/audit")
    assert "правка каталога грантов: Президентские гранты" in anna.sees()
