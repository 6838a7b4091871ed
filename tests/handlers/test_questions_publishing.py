"""The closed loop: a resident asks, a coordinator answers, an administrator publishes, the next resident finds it."""

import re
from io import BytesIO
from zipfile import ZipFile

from bot.domain.people import Purpose, Role, RoleKind
from handlers.questions.shelf import entry_of
from storage.questions import published
from tests.chat import Neighbour, Town, placeholders
from tests.handlers.files import newest_file
from tests.handlers.questions import answered, ask, resident

OLGAS, ASKED = "Где мне, Ольге, взять ключ павильона?", "Где брать ключи от павильона?"
ANSWER = "У вахтёра <дом 5> & под {norm:quorum} роспись"


async def administrator(town: Town) -> Neighbour:
    return await town.person(108, "Ирина", Purpose.WORK, roles=(Role(RoleKind.ADMIN),))


async def test_a_question_becomes_an_answer_that_the_next_resident_finds(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    boss, boris = await administrator(town), town.somebody(102, "Борис")
    await ask(olga, OLGAS)
    await answered(anna, ANSWER)
    await anna.press("Сделать ответом для всех")
    assert "Администратор проверит" in anna.hears()
    await town.deliver()
    assert "ждёт проверки" in boss.sees()
    assert "Черновик ответа для всех" in await boss.press("Ответы для всех")
    assert f"Спросили так: «{OLGAS}»" in boss.sees()
    await boss.press("Опубликовать")
    assert "своими словами" in boss.hears()
    await boss.press("Изменить вопрос")
    await boss.say(OLGAS.lower())
    await boss.press("Опубликовать")
    assert "своими словами" in boss.hears(), "as it was asked is not in one's own words"
    await boss.press("Изменить вопрос")
    await boss.say(ASKED)
    await boss.press("Опубликовать")
    assert boss.hears() == "Сначала укажите источник."
    await boss.press("Источник")
    assert "Устав дома культуры" in await boss.say("Устав дома культуры, п. 3")
    await boris.say("/start")
    await boris.say("ключ от павильона")
    assert ASKED not in boris.buttons()
    await boss.press("Опубликовать")
    assert "Поиск уже находит" in boss.hears()
    await boris.say("ключ от павильона")
    said = await boris.press(ASKED)
    assert ANSWER in said, "typed words are words, neither markup nor a norm"
    assert "Источник: Устав дома культуры, п. 3" in said
    assert "Подтвердил ответ: Ирина" in said
    assert not placeholders(said.replace("{norm:quorum}", ""))
    await boris.say("/faq")
    await boris.press("Что такое ТОС")
    assert ASKED in boris.buttons()
    await olga.say("/erase")
    await olga.press("Да, стереть всё")
    found = await town.store.read(published.published)
    assert [(each.question, each.asked) for each in found] == [(ASKED, "")]


async def test_an_answer_is_mended_moved_and_taken_away(town: Town) -> None:
    anna, olga, boss = await town.coordinator(), await resident(town), await administrator(town)
    await ask(olga, "Я живу: Ленина 5, 89140000000. Где ключи?")
    await answered(anna, "У вахтёра")
    await boss.say("/questions")
    await boss.press_data("qs:faq:1")
    await boss.press("Изменить вопрос")
    assert "личные данные" in await boss.say("Где ключи от Ленина 5, 89140000000?")
    await boss.press("Изменить вопрос")
    assert "личные данные" not in await boss.say("Где ключи?")
    await boss.press("Тема")
    assert "Тема: Территория" in await boss.press("Территория")
    await boss.press("Источник")
    await boss.say("Вахтёр")
    await boss.press("Опубликовать")
    assert [entry_of(row).topic for row in await town.store.read(published.published)] == ["territory"]
    await boss.press("Где ключи?")
    await boss.press("Удалить")
    assert boss.hears() == "Удалил."
    assert await town.store.read(published.published) == ()


async def test_only_administrators_publish(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await ask(olga, ASKED)
    await answered(anna, ANSWER)
    await anna.press_data("qs:faq:1")
    for forged in ("faqd:0", "faqe:card:1", "faqe:publish:1", "faqe:remove:1", "faqet:1:basics", "faqe:answer:1"):
        await anna.press_data(forged)
        assert anna.hears() == "Это могут только координаторы." or "админ" in anna.hears()
        await olga.press_data(forged)
    assert await town.store.read(published.published) == ()
    found = await town.store.read(published.get, 1)
    assert found
    assert found.topic == "basics"


async def test_a_ready_text_is_kept_used_and_taken_away(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await ask(olga)
    await ask(olga, "И ещё?")
    await anna.say("/questions")
    await anna.press("Где взять")
    await anna.press("Ответить")
    await anna.say("Спросите в администрации.")
    await anna.press("Запомнить как готовый текст")
    assert anna.hears() == "Запомнил."
    await anna.say("/questions")
    await anna.press("И ещё?")
    await anna.press("Ещё")
    await anna.press("Готовый текст")
    assert "Отправить такой ответ?" in await anna.press("Спросите в администрации.")
    await anna.press("Отправить ответ")
    await town.deliver()
    assert "Спросите в администрации." in olga.sees()
    await anna.press_data("qs:template:1")
    await anna.press("Убрать лишние")
    await anna.press("Спросите в администрации.")
    assert anna.hears() == "Убрал."


async def test_the_year_in_figures_and_as_a_table(town: Town) -> None:
    anna, olga = await town.coordinator(), await resident(town)
    await olga.say("какой нужен кворум")
    await olga.press("Спросить человека")
    await olga.press("Отправить")
    town.clock.move(hours=2)
    await answered(anna, "Треть.")
    await olga.press("Помогло")
    await anna.press("Вопросы жителей")
    await anna.press("Сколько и как быстро")
    for line in ("Задано: 1", "С ответом: 1", "срок: 1", "часов: 2", "нажали: 1"):
        assert line in anna.sees()
    await anna.press("Таблица")
    name, content = newest_file(anna)
    assert name == "voprosy.xlsx"
    with ZipFile(BytesIO(content)) as archive:
        second_row = archive.read("xl/worksheets/sheet1.xml").decode().split("<row ")[2]
    cells = re.findall(r"<(?:t|v)>([^<]*)<", second_row)
    assert cells == ["вся область", "Что такое ТОС", "1", "1", "1", "2", "1"]
    await olga.press_data("qsf:table")
    assert olga.hears() == "Это могут только координаторы."
