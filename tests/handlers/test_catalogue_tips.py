"""An announcement that somebody saw: it reaches the keepers of the programme, and its finder hears what came of it."""

import re

from bot.domain.people import Purpose
from storage import grants
from tests.chat import Neighbour, Town
from tests.handlers.catalogue import coordinator_of, enter_date, open_programme
from tests.handlers.programmes import open_card, programme, reader

SLUG = "presidential-grants"
LINK = "https://президентскиегранты.рф/news/7"


async def finder(town: Town, user_id: int = 102) -> Neighbour:
    who = await town.person(user_id, "Борис", Purpose.QUESTIONS)
    await open_card(town, who, SLUG)
    await who.press("Подробнее")
    return who


async def test_what_a_chair_saw_becomes_a_date_and_rings_for_another_chair(town: Town) -> None:
    anna, olga, boris = await town.coordinator(), await reader(town), await finder(town)
    await open_card(town, olga, SLUG)
    await olga.press("Напоминать о сроке")
    await olga.press("Да, пишите мне")
    assert "ссылку, фото или просто слова" in await boris.press("Я видел объявление")
    assert "Спасибо" in await boris.say(f"Приём до 16 марта 2027, 23:30 мск: {LINK}")
    await town.deliver()
    assert "Президентские гранты" in anna.sees()
    shown = await anna.press("Посмотреть")
    assert f"Приём до 16 марта 2027, 23:30 мск: {LINK}" in shown
    assert "Срок подачи: ожидается в марте 2027, не объявлено" in shown
    assert "⚠️ Президентские гранты — люди видели объявление" in await anna.say("/catalogue")
    await anna.press_data("tipd:entered:1")
    assert "Сначала внесите дату" in anna.hears()
    await open_programme(town, anna, SLUG)
    await anna.press("Сезон 2027-2")
    await anna.press("Срок подачи")
    await enter_date(anna, "16 марта 2027, 23:30 мск", source=LINK)
    await anna.press("Сохранить")
    await anna.press("Ответить тому, кто прислал")
    assert "Внёс: Срок подачи: 16 марта 2027" in anna.buttons()
    await anna.press("Внёс: Срок подачи")
    assert "увидит ответ" in anna.hears()
    await town.deliver()
    assert "Ваше объявление подтвердилось" in boris.sees()
    assert "Срок подачи, сезон 2027-2: до 16 марта 2027, 23:30 по Москве" in boris.sees()
    assert "Срок объявлен" in olga.sees()
    await town.pass_time(days=81, hours=22)
    assert "За 30 дней" in olga.sees()
    assert "Объявления от людей" not in " ".join(anna.buttons())


async def test_a_photo_is_shown_to_the_keepers_only(town: Town) -> None:
    anna, boris, galina = await town.coordinator(), await finder(town), await coordinator_of(town, "zeya")
    await boris.press("Я видел объявление")
    assert "ссылку, фото или слова" in await boris.send("sticker")
    assert "Спасибо" in await boris.send("photo", caption="на двери администрации")
    await town.deliver()
    assert not galina.sees().startswith("👀")
    await galina.press_data("tipd:card:1")
    assert "на двери" not in galina.sees()
    assert "на двери администрации" in await anna.press("Посмотреть")
    await anna.press("Показать фото")
    assert "photo" in anna.said()[-1]
    await anna.press("Не подтвердилось")
    await town.deliver()
    assert "не нашли" in boris.sees()
    await anna.press_data("tipd:known:1")
    assert "уже нет" in anna.hears()


async def test_a_stranger_agrees_first_and_a_dead_link_is_one_press(town: Town) -> None:
    olga = town.somebody(101)
    await open_card(town, olga, SLUG)
    await olga.press("Подробнее")
    assert "Согласие" in await olga.press("Я видел объявление")
    await olga.press("Даю согласие")
    assert "Спасибо" in await olga.press("Ссылка на сайт не открывается")
    for _ in range(4):
        await olga.press_data(f"tip:dead:{(await programme(town, SLUG)).id}")
    await olga.press_data(f"tip:dead:{(await programme(town, SLUG)).id}")
    assert "уже ждут" in olga.hears()
    await olga.say("/erase")


async def test_a_dead_link_that_two_people_saw_is_mended_once_and_both_hear_of_it(town: Town) -> None:
    anna, boris, vera = await town.coordinator(), await finder(town), await finder(town, 105)
    for who in (boris, vera):
        await who.press("Я видел объявление")
        await who.press("Ссылка на сайт не открывается")
    assert "⚠️ Президентские гранты — люди пишут, что ссылка не открывается" in await anna.say("/catalogue")
    await town.deliver()
    assert "Люди пишут, что ссылка не открывается" in anna.sees()
    assert "Ссылка не открывается: https://" in await anna.press("Посмотреть")
    await anna.press("Поправить ссылку")
    await anna.say("https://new.example/grants")
    await anna.say("сайт фонда")
    await anna.press("Сегодня")
    await anna.press("Сохранить")
    await anna.press("Ответить тому, кто прислал")
    await anna.press("Внёс: Сайт")
    await town.deliver()
    for who in (boris, vera):
        assert "Мы её поправили" in who.sees()
        assert "Сайт: https://new.example/grants" in who.sees()
    assert "ссылка не открывается" not in await anna.say("/catalogue")


async def test_the_desk_says_how_fresh_the_catalogue_is(town: Town) -> None:
    """The programme that nobody looked at for longest is looked at, and its figures change."""
    anna = await town.coordinator()
    fresh, confirmed, oldest = figures(await anna.say("/catalogue"))
    slug = next(each.slug for each in await town.store.read(grants.catalogue) if each.short_title == oldest)
    await open_programme(town, anna, slug)
    await anna.press("Проверено, без изменений")
    await anna.say("https://fund.example")
    await open_programme(town, anna, SLUG)
    await anna.press("Сезон 2027-2")
    await anna.press("Срок подачи")
    await enter_date(anna, "16 марта 2027, 23:30 мск")
    await anna.press("Сохранить")
    later = figures(await anna.say("/catalogue"))
    assert later[0] > fresh
    assert later[1] == confirmed + 1
    assert later[2] != oldest


def figures(shown: str) -> tuple[int, int, str]:
    found = re.search(
        r"за три месяца: (\d+) из 13. С объявленной датой впереди: (\d+)\.\n.*смотрели: ([^,.\n]+)", shown
    )
    assert found, shown
    return int(found[1]), int(found[2]), found[3]


async def test_words_go_with_the_consent(town: Town) -> None:
    boris, anna = await finder(town), await town.coordinator()
    await boris.press("Я видел объявление")
    await boris.say("видел в газете")
    person = await boris.stored()
    assert person
    from storage.people import people

    await town.store.write(people.withdraw, person.id, Purpose.QUESTIONS, town.clock())
    await open_programme(town, anna, SLUG)
    assert "Объявления от людей: 1" not in anna.buttons()


async def test_keepers_are_reminded_once_a_week_while_something_waits(town: Town) -> None:
    from storage.grants import checks

    anna = await town.coordinator()
    for _ in range(2):
        await town.store.write(checks.remind_keepers, frozenset(), town.clock(), "Asia/Yakutsk")
    before = len(anna.said())
    await town.deliver()
    assert len(anna.said()) == before + 1
    assert "пора проверить" in anna.sees()
    assert "Каталог грантов" in await anna.press("Открыть каталог")
    await town.pass_time(days=2)
    await town.store.write(checks.remind_keepers, frozenset(), town.clock(), "Asia/Yakutsk")
    before = len(anna.said())
    await town.deliver()
    assert len(anna.said()) == before, "the same week"
    town.clock.move(days=5)
    await town.store.write(checks.remind_keepers, frozenset(), town.clock(), "Asia/Yakutsk")
    await town.deliver()
    assert len(anna.said()) == before + 1
