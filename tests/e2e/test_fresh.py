"""A bot on its first day: one administrator in the settings, an empty store, everything else by conversation.

Four people side by side in a browser: roles are given and taken, a question becomes an answer for everybody.
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
from tests.e2e.conftest import Page, free_port, running, until_noon

TOKEN = "77:real"
OPERATOR = {"OPERATOR_NAME": "ТОС «Берёзка»", "OPERATOR_CONTACT": "Садовая, 1", "DATA_LOCATION": "Благовещенск"}
MARIA, PYOTR, GALINA, VERA = 201, 202, 203, 204
PEOPLE: list[Persona] = [
    {"user_id": MARIA, "first_name": "Мария", "label": "администратор"},
    {"user_id": PYOTR, "first_name": "Пётр", "label": "координатор"},
    {"user_id": GALINA, "first_name": "Галина", "label": "жительница"},
    {"user_id": VERA, "first_name": "Вера", "label": "жительница"},
]
ASKED = "Кто поможет убрать старый тополь у дома"
PUBLISHED = "Кто убирает старые тополя во дворе?"
ANSWER = "Позвоните в городскую службу озеленения"


@pytest.fixture
async def town(folder: Path, web: aiohttp.ClientSession) -> AsyncIterator[Window]:
    """The page of a real bot that nobody has talked to, at noon."""
    if CHROMIUM is None:
        absent("Chromium is not installed")
    clock = folder / "clock"
    clock.write_text("0")
    async with serve(people=PEOPLE, token=TOKEN, clock_file=clock) as address, chromium() as browser:
        await Page(web, address).post("/api/clock", add=until_noon())
        server = {"BOT_TOKEN": TOKEN, "BOT_API_URL": address, "ADMIN_IDS": str(MARIA), "DEMO_CLOCK": str(clock)}
        async with running("run", folder, WEB_PORT=str(free_port()), **server, **OPERATOR) as process:
            await process.prints("bot started")
            async with window(browser, address) as page:
                yield page
            assert await process.end() == 0
            assert not re.search("error|traceback", process.output, re.IGNORECASE), process.output


async def test_the_first_day(town: Window) -> None:
    maria, pyotr, galina, vera = map(town.phone, (MARIA, PYOTR, GALINA, VERA))
    await becomes_coordinator(maria, pyotr)
    await galina.says(ASKED, "Вот что подходит")
    await asks(galina)
    await answers(pyotr)
    await galina.shows(ANSWER)
    await publishes(pyotr, maria)
    await vera.says("кто уберёт старые тополя", "Вот что подходит")
    await vera.presses(PUBLISHED, ANSWER)
    await vera.shows("Источник: Правила благоустройства")
    await loses_the_role(maria, pyotr)


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


async def loses_the_role(maria: Phone, pyotr: Phone) -> None:
    """The right ends in the middle of a broadcast, and says why."""
    await pyotr.says("/broadcast", "Новая рассылка")
    await maria.says("/people", "Люди и роли")
    await maria.presses("Пётр", "координатор, город Свободный")
    await maria.presses("Снять", "перейдёт вам")
    await maria.presses("Работа закончена", "Ролей нет")
    await maria.closes_alert("Роль снята")
    await pyotr.shows("С вас сняли роль")
    await pyotr.key("Шаблоны").click()
    await pyotr.closes_alert("Это могут только координаторы")
    await maria.says("/audit", "Работа закончена")
