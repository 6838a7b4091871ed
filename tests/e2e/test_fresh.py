"""A bot on its first day: one administrator in the settings, an empty store, everything else by conversation.

It is started as people start it, with `python -m bot run` from its first import on.

Five phones side by side in a browser: roles are given, taken and handed over, a question becomes an answer for
everybody, a second phone is linked, the coordinators answer in their group. The page shows no groups: what stands in
this one is said and read over the page's own API.
"""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import expect

from bot.sandbox.server import serve
from bot.sandbox.world import Persona
from tests.conftest import absent
from tests.e2e.browser import CHROMIUM, Phone, Window, chromium, window
from tests.e2e.conftest import Page, free_port, started, until_noon

TOKEN = "77:real"
OPERATOR = {"OPERATOR_NAME": "ТОС «Берёзка»", "OPERATOR_CONTACT": "Садовая, 1", "DATA_LOCATION": "Благовещенск"}
MARIA, PYOTR, GALINA, VERA, TABLET = 201, 202, 203, 204, 205
GROUP = -100_2001
PEOPLE: list[Persona] = [
    {"user_id": MARIA, "first_name": "Мария", "label": "администратор"},
    {"user_id": PYOTR, "first_name": "Пётр", "label": "координатор"},
    {"user_id": GALINA, "first_name": "Галина", "label": "жительница"},
    {"user_id": VERA, "first_name": "Вера", "label": "жительница"},
    {"user_id": TABLET, "first_name": "Галина", "label": "второй телефон"},
]
ASKED = "Кто поможет убрать старый тополь у дома"
PUBLISHED = "Кто убирает старые тополя во дворе?"
ASKED_NEXT, ANSWER_NEXT = "Когда вывезут ветки от дома пять", "Ветки вывезут в пятницу"
ANSWER = "Позвоните в городскую службу озеленения"


@pytest.fixture
async def town(folder: Path, web: aiohttp.ClientSession) -> AsyncIterator[tuple[Window, Page]]:
    """The page of a real bot that nobody has talked to, at noon, and the API that the page's script uses."""
    if CHROMIUM is None:
        absent("Chromium is not installed")
    clock = folder / "clock"
    clock.write_text("0")
    async with serve(people=PEOPLE, token=TOKEN, clock_file=clock) as address, chromium() as browser:
        api = Page(web, address)
        await api.post("/api/clock", add=until_noon())
        server = {"BOT_TOKEN": TOKEN, "BOT_API_URL": address, "ADMIN_IDS": str(MARIA), "DEMO_CLOCK": str(clock)}
        async with started("run", folder, WEB_PORT=str(free_port()), **server, **OPERATOR) as process:
            await process.prints("bot started")
            async with window(browser, address) as page:
                yield page, api
            assert await process.end() == 0
            assert not re.search("error|traceback", process.output, re.IGNORECASE), process.output


async def test_the_first_day(town: tuple[Window, Page]) -> None:
    page, api = town
    maria, pyotr, galina, vera, tablet = map(page.phone, (MARIA, PYOTR, GALINA, VERA, TABLET))
    await becomes_coordinator(maria, pyotr)
    await galina.says(ASKED, "Вот что подходит")
    await asks(galina)
    await answers(pyotr)
    await galina.shows(ANSWER)
    await publishes(pyotr, maria)
    await vera.says("кто уберёт старые тополя", "Вот что подходит")
    await vera.presses(PUBLISHED, ANSWER)
    await vera.shows("Источник: Правила благоустройства")
    await links_a_phone(galina, tablet)
    await becomes_second(maria, vera)
    await connects(maria, api)
    await asks_again(tablet)
    await takes_in_the_topic(api)
    await loses_the_role(maria, pyotr, vera)
    await answers_in_the_topic(api)
    await tablet.shows(ANSWER_NEXT)
    await maria.says("/setup", "✅ Группа координаторов")


async def becomes_coordinator(maria: Phone, pyotr: Phone) -> None:
    """From the administrator's first steps to the coordinator's work, by a link that is sent on."""
    await maria.says("/start", "⬜ Координаторы")
    await maria.presses("Пригласить координатора", "Согласие: работа координатора")
    await maria.presses("Даю согласие", "Где?")
    await maria.says("город Свободный", "Почему?")
    await maria.presses("Договорились о работе", "Приглашение готово")
    letter = maria.section.locator(".message", has_text="Вас приглашают").last
    await expect(letter.locator("img")).to_have_js_property("complete", True)
    link = re.search(r"start=(\S+)", await letter.inner_text())
    assert link
    await pyotr.says(f"/start {link[1]}", "Кто приглашает: Мария")
    await pyotr.presses("Принять", "Согласие: работа координатора")
    await unfolds(pyotr)
    await pyotr.presses("Даю согласие", "Ваша роль: координатор, город Свободный")
    await pyotr.presses("Работа координатора", "С чего начнём?")
    await maria.shows("Ваше приглашение приняли: Пётр")
    await maria.says("/setup", "✅ Координаторы")


async def unfolds(phone: Phone) -> None:
    """The law's words stand folded below the plain ones, and open at a tap."""
    folded = phone.section.locator(".message blockquote").last
    height = await folded.evaluate("each => each.clientHeight")
    await phone.section.get_by_text("Показать целиком").last.click()
    assert await folded.evaluate("each => each.clientHeight") > height


async def asks(galina: Phone) -> None:
    """A question that the search did not settle goes to a person, together with a voice message."""
    await galina.presses("Спросить человека", "Согласие: вопрос координатору")
    await galina.presses("Даю согласие", "Откуда вы?")
    await galina.presses("город Свободный", "Отправить так?")
    await galina.section.locator("[data-more]").click()
    await galina.section.get_by_role("menuitem", name="Голосовое").click()
    await galina.shows("🎤 Голосовое")
    await galina.presses("Отправить", "Вопрос отправлен. Его номер — 1.")


async def answers(pyotr: Phone) -> None:
    await pyotr.presses("Открыть вопрос", "Галина спрашивает")
    await pyotr.presses("Показать вложения", "Голосовое сообщение")
    await pyotr.presses("Ответить", "Напишите ответ или наговорите его")
    await pyotr.says(ANSWER, "Отправить такой ответ?")
    await pyotr.presses("Отправить ответ", "Вопрос закрыт")
    await pyotr.closes_alert("Ответ отправлен")


async def publishes(pyotr: Phone, maria: Phone) -> None:
    await pyotr.key("Сделать ответом для всех").click()
    await pyotr.closes_alert("Администратор проверит")
    await maria.shows("ждёт проверки")
    await maria.presses("Ответы для всех", "Черновик ответа для всех")
    await maria.presses("Изменить вопрос", "как спросил бы любой")
    await maria.says(PUBLISHED, PUBLISHED)
    await maria.presses("Источник", "Откуда")
    await maria.says("Правила благоустройства", "Источник: Правила благоустройства")
    await maria.key("Опубликовать").click()
    await maria.closes_alert("Поиск уже находит")


async def links_a_phone(galina: Phone, tablet: Phone) -> None:
    """One person on two phones, by a code from the first."""
    await galina.says("/profile", "Мой профиль")
    await galina.presses("Второй телефон", "Ваши аккаунты")
    await galina.presses("Добавить", "Код:")
    code = re.search(r"Код: (\d{4} \d{4})", await galina.newest())
    assert code
    await tablet.says("/profile", "Профиля пока нет")
    await tablet.presses("У меня есть код", "Напишите код")
    await tablet.says(code[1], "Это тоже вы, Галина?")
    await tablet.presses("Да, это я", "вы на обоих телефонах")
    await galina.shows("подключили ещё один аккаунт")


async def becomes_second(maria: Phone, vera: Phone) -> None:
    """A second coordinator of the same place, from the people's desk."""
    await maria.says("/people", "Люди и роли")
    await maria.presses("Пригласить", "Кого приглашаем?")
    await maria.presses("координатор", "Где?")
    await maria.says("город Свободный", "Почему?")
    before = await maria.section.locator(".message", has_text="Вас приглашают").count()
    await maria.key("Договорились о работе").click()
    letters = maria.section.locator(".message", has_text="Вас приглашают")
    await expect(letters).to_have_count(before + 1)
    link = re.search(r"start=(\S+)", await letters.last.inner_text())
    assert link
    await vera.says(f"/start {link[1]}", "Кто приглашает: Мария")
    await vera.presses("Принять", "Согласие: работа координатора")
    await vera.presses("Даю согласие", "Ваша роль: координатор, город Свободный")


async def connects(maria: Phone, api: Page) -> None:
    """The group says what the bot will do there, the administrator confirms it in private, the group hears it."""
    group = {"chat_id": GROUP, "title": "Штаб", "members": [MARIA, PYOTR, VERA]}
    await api.post("/control/groups", **group, rights=["can_manage_topics", "can_delete_messages"])
    await api.post("/api/say", user_id=MARIA, chat_id=GROUP, text="/connect")
    asked = await api.sees(GROUP, "Подключить эту группу")
    [[confirm]] = asked["reply_markup"]["inline_keyboard"]
    await maria.says(f"/start {confirm['url'].split('start=')[1]}", "Группа «Штаб»")
    await maria.presses("город Свободный", "Подключить группу «Штаб»?")
    await maria.presses("Подключить", "Группа «Штаб» подключена")
    await api.sees(GROUP, "Группа подключена")


async def asks_again(tablet: Phone) -> None:
    """From the second phone, which knows the consent and the place of the first."""
    await tablet.says("/ask", "Откуда вы?")
    await tablet.presses("город Свободный", "Напишите свой вопрос")
    await tablet.says(ASKED_NEXT, "Отправить так?")
    await tablet.presses("Отправить", "Его номер — 2.")


async def takes_in_the_topic(api: Page) -> None:
    await api.sees(GROUP, ASKED_NEXT)
    message_id, data = await api.button(GROUP, "Взять")
    await api.post("/api/press", user_id=PYOTR, message_id=message_id, data=data)
    await api.sees(GROUP, "Отвечает Пётр")


async def answers_in_the_topic(api: Page) -> None:
    """Vera has the question of whoever left, so nobody asks her whether she is sure."""
    card = await api.sees(GROUP, ASKED_NEXT)
    here = {"user_id": VERA, "chat_id": GROUP, "topic": card["message_thread_id"]}
    await api.post("/api/say", text=ANSWER_NEXT, **here)


async def loses_the_role(maria: Phone, pyotr: Phone, vera: Phone) -> None:
    """The right ends in the middle of a broadcast and says why; what was begun passes to a colleague by name."""
    await pyotr.says("/broadcast", "Новая рассылка")
    await pyotr.says("Субботник в пятницу", "Кому отправим?")
    await maria.says("/people", "Люди и роли")
    await maria.presses("Пётр", "координатор, город Свободный")
    await maria.presses("Снять", "перейдёт вам")
    await maria.presses("Передать работу другому", "Кому передать незаконченную работу?")
    await maria.presses("Вера", "перейдёт коллеге: Вера")
    await maria.presses("Работа закончена", "Ролей нет")
    await maria.closes_alert("Роль снята")
    await pyotr.shows("С вас сняли роль")
    await vera.shows("Раньше ею занимался другой координатор: Пётр")
    await pyotr.key("Мой муниципалитет").click()
    await pyotr.closes_alert("Это могут только координаторы")
    await maria.says("/audit", "Работа закончена")
