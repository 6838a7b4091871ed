"""Makes the pictures of the README anew: a demo is started, four people talk to the bot, the page is photographed.

`python -m tests.e2e.pictures` writes `.github/demo.png` (phones side by side) and `.github/demo-phone.png` (one).
It needs Chromium and the font Liberation Sans.
"""

import asyncio
import tempfile
from pathlib import Path

from tests.e2e.browser import NARROW, Phone, Window, chromium, window
from tests.e2e.conftest import ROOT, running

OLGA, VIKTOR, ANNA, JOHN = 101, 102, 103, 104
FOLDER = ROOT / ".github"


async def make() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with running("run", Path(folder)) as demo, chromium() as browser:
            address = await demo.address()
            async with window(browser, address) as wide:
                await talk(wide)
                await photograph(wide, "demo.png")
            async with window(browser, f"{address}/#{OLGA}", NARROW, scale=2) as narrow:
                await photograph(narrow, "demo-phone.png")
            await demo.end()


async def talk(page: Window) -> None:
    await sign_up(page.phone(OLGA))
    await subscribe(page.phone(VIKTOR))
    await draft_event(page.phone(ANNA))
    await page.phone(JOHN).says("/tos", "Found a TOS")


async def sign_up(olga: Phone) -> None:
    await olga.says("/events", "Впереди 3 мероприятия")
    await olga.presses("школа председателей", "Свободно 1 место из 12")
    await olga.presses("Записаться", "Согласие: запись")
    await olga.presses("Даю согласие", "✅ Вы записаны")
    await olga.closes_alert("Вы записаны")


async def subscribe(viktor: Phone) -> None:
    await viktor.says("/grants", "Гранты и сроки")
    await viktor.presses("Гранты Губернатора", "Организатор")
    await viktor.presses("Напоминать", "Согласие: напоминания")
    await viktor.presses("Даю согласие", "🔔 Вы подписаны")
    await viktor.closes_alert("Подписка включена")


async def draft_event(anna: Phone) -> None:
    await anna.says("/new_event", "Как назовём мероприятие")
    await anna.says("Субботник на улице Зейской", "Когда начало")
    await anna.says("через неделю в 11:00", "Где встречаемся")
    await anna.says("Двор дома 12", "Сколько мест")
    await anna.says("30", "Расскажите ещё")
    await anna.says("Перчатки и мешки дадим.", "Что это будет")
    await anna.presses("Субботник", "Сколько продлится")
    await anna.presses("3 часа", "Проверьте")


async def photograph(page: Window, name: str) -> None:
    """As it stands once nothing moves, from the first phone on, every chat at its end, the pointer in a corner."""
    for button in await page.page.locator("[data-to-end]:visible").all():
        await button.click()
    await page.page.evaluate("document.querySelector('.phones').scrollLeft = 0")
    await page.page.mouse.move(0, 0)
    # What `system-ui` is on a bare machine is nobody's everyday font.
    await page.page.evaluate("document.documentElement.style.fontFamily = 'Liberation Sans'")
    await page.page.screenshot(path=FOLDER / name, animations="disabled")


if __name__ == "__main__":
    asyncio.run(make())
