"""Chromium at the demo's page: a window, in it the personas' phones, and hands that read labels and press them."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, async_playwright, expect

from tests.e2e.conftest import PATIENCE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = PATIENCE * 1000
WIDE, NARROW = (1280, 900), (390, 844)

expect.set_options(timeout=PATIENCE_MS)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The browser of this machine, which must have one."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        yield browser
        await browser.close()


@dataclass
class Phone:
    """One persona's phone on the page."""

    section: Locator

    async def says(self, text: str, answer: str) -> None:
        await self.section.locator("[data-input]").fill(text)
        await self.section.locator("[data-send]").click()
        await self.shows(answer)

    async def presses(self, label: str, leads_to: str) -> None:
        """Press the newest button that holds `label`, and wait for the bot's words that it leads to."""
        await self.key(label).click()
        await self.shows(leads_to)

    async def shows(self, words: str) -> None:
        await expect(self.section.locator(".message:not(.own) .bubble", has_text=words).last).to_be_visible()

    async def newest(self) -> str:
        """The newest message, with the labels of its buttons."""
        return await self.section.locator(".message").last.inner_text()

    def key(self, label: str) -> Locator:
        return self.section.locator(".key", has_text=label).last

    async def closes_alert(self, words: str) -> None:
        """The bot's alert stands over the chat until it is tapped away."""
        alert = self.section.locator("[data-alert]")
        await expect(alert).to_contain_text(words)
        await alert.locator("[data-alert-close]").click()
        await expect(alert).to_be_hidden()


@dataclass
class Window:
    """The page as it stands on a screen."""

    page: Page

    def phone(self, user_id: int) -> Phone:
        return Phone(self.page.locator(f'[data-person="{user_id}"]'))

    def tab(self, user_id: int) -> Locator:
        """The tab that puts this persona's phone into the hand, where only one fits."""
        return self.page.locator(f'[data-tab="{user_id}"]')

    async def clock(self) -> str:
        """The clock's text: "18:05, четверг, 26 ноября 2026 г."."""
        return await self.page.locator("[data-now]").inner_text()

    async def moves_clock(self, label: str) -> None:
        """Press `+1 час`, `+1 день` or `+7 дней`; the clock shows the new time when this returns."""
        button = self.page.locator("[data-clock]", has_text=label)
        await button.click()
        await expect(button).to_have_attribute("aria-busy", "false")


@asynccontextmanager
async def window(
    browser: Browser, address: str, size: tuple[int, int] = WIDE, scale: float = 1
) -> AsyncIterator[Window]:
    """The loaded page in a window of `size` CSS pixels. An error in its console or its script is a failure."""
    width, height = size
    context = await browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: _note(wrong, message))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    await page.goto(address)
    await expect(page.locator("[data-connection]")).to_be_empty()
    yield Window(page)
    await context.close()
    assert not wrong, wrong


def _note(wrong: list[str], message: ConsoleMessage) -> None:
    if message.type == "error":
        wrong.append(message.text)
