"""The demo in a real browser: four people press what they read, on a wide screen and on a phone."""

import re
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from babel.dates import get_month_names
from playwright.async_api import Browser, expect

from bot.sandbox.content import PIXEL
from tests.conftest import absent
from tests.e2e.browser import CHROMIUM, NARROW, Window, chromium, window
from tests.e2e.conftest import running

pytestmark = pytest.mark.asyncio(loop_scope="module")

OLGA, VIKTOR, ANNA, JOHN, NINA = 101, 102, 103, 104, 106
MONTH_NAMES = get_month_names(locale="ru")
MONTHS = {name: number for number, name in MONTH_NAMES.items()}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        absent("Chromium is not installed")
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """One demo for all tests here. It must end as calmly as it ran."""
    async with running("run", tmp_path_factory.mktemp("demo")) as process:
        yield await process.address()
        assert await process.end() == 0
        assert not re.search("error|traceback", process.output, re.IGNORECASE), process.output


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def event_day(browser: Browser, address: str) -> date:
    """Olga takes the last seat of an event. Returns the event's day, as its card names it."""
    async with window(browser, address) as page:
        olga = page.phone(OLGA)
        await olga.says("/start", "Здравствуйте")
        await olga.presses("Мероприятия", "Впереди 3 мероприятия")
        await olga.presses("школа председателей", "Свободно 1 место из 12")
        card = await olga.newest()
        await olga.presses("Записаться", "Согласие: запись")
        await olga.presses("Даю согласие", "✅ Вы записаны")
        await olga.closes_alert("Вы записаны")
    return day_in(card)


@pytest_asyncio.fixture(loop_scope="module")
async def wide(browser: Browser, address: str) -> AsyncIterator[Window]:
    async with window(browser, address) as page:
        yield page


@pytest_asyncio.fixture(loop_scope="module")
async def narrow(browser: Browser, address: str) -> AsyncIterator[Window]:
    async with window(browser, address, NARROW) as page:
        yield page


@pytest.mark.usefixtures("event_day")
async def test_the_last_seat_goes_to_olga_and_viktor_is_first_in_the_queue(wide: Window) -> None:
    await wide.phone(OLGA).shows("Мест нет")
    viktor = wide.phone(VIKTOR)
    await viktor.says("/events", "Впереди 3 мероприятия")
    await viktor.presses("школа председателей", "Мест нет")
    await viktor.presses("Встать в очередь", "Согласие: запись")
    await viktor.presses("Даю согласие", "Вы в очереди, ваше место: 1")
    await viktor.closes_alert("Ваше место: 1")


@pytest.mark.usefixtures("event_day")
async def test_olga_downloads_the_event_for_her_calendar(wide: Window, tmp_path: Path) -> None:
    olga = wide.phone(OLGA)
    await olga.presses("В календарь телефона", "для календаря")
    async with wide.page.expect_download() as coming:
        await olga.section.locator("a.file").last.click()
    download = await coming.value
    await download.save_as(tmp_path / "event.ics")
    assert download.suggested_filename.endswith(".ics")
    assert (tmp_path / "event.ics").read_text().startswith("BEGIN:VCALENDAR")


async def test_several_files_chosen_at_once_are_an_album(wide: Window, tmp_path: Path) -> None:
    anna, pictures = wide.phone(ANNA), [tmp_path / f"{number}.png" for number in range(3)]
    for each in pictures:
        each.write_bytes(PIXEL)
    await anna.says("/broadcast", "Новая рассылка")
    await anna.section.locator("[data-file]").set_input_files(pictures)
    await anna.says("Субботник", "Принимаю альбом")
    await expect(anna.section.locator(".message.own .photo-frame")).to_have_count(3)
    await anna.presses("Дальше", "Кому отправим?")
    await anna.presses("Всем, кто подписан", "В альбоме 3 файла")
    await expect(anna.section.locator(".message:not(.own) .photo-frame")).to_have_count(3)


async def test_days_pass_and_the_reminder_comes_shown_or_unread(event_day: date, wide: Window, narrow: Window) -> None:
    """Anna's phone is in the hand of the narrow screen: there, Olga's reminder waits unread."""
    await narrow.tab(ANNA).click()
    unread = narrow.tab(OLGA).locator("[data-unread]")
    await expect(unread).to_be_hidden()
    await move_to_evening(wide, event_day - timedelta(days=1))
    await wide.phone(OLGA).shows("Завтра: Пример: школа председателей ТОС")
    await expect(unread).to_have_text("1")
    await narrow.tab(OLGA).click()
    await narrow.phone(OLGA).shows("Завтра: Пример: школа председателей ТОС")
    await expect(unread).to_be_hidden()


async def move_to_evening(page: Window, day: date) -> None:
    """Press `+1 час` until it is six in the evening, an hour when the bot may write, then `+1 день` until that day."""
    while not (await page.clock()).startswith("18:"):
        await page.moves_clock("+1 час")
    while day_in(await page.clock()) < day:
        await page.moves_clock("+1 день")


async def test_an_announcement_that_a_chair_saw_becomes_a_date_and_rings_for_another_chair(wide: Window) -> None:
    """Viktor, a chair, sees it, Anna enters it, Nina, another, hears of it at once and again when a week is left."""
    await move_to_evening(wide, date.min)
    nina, viktor, anna = (wide.phone(each) for each in (NINA, VIKTOR, ANNA))
    await nina.says("/start grant_8", "Гранты города Благовещенска")
    await nina.presses("Напоминать о сроке", "Вот что придёт")
    await nina.presses("Да, пишите мне", "Согласие: напоминания")
    await nina.presses("Даю согласие", "Вы подписаны")
    await viktor.says("/start grant_8", "Гранты города Благовещенска")
    await viktor.presses("Подробнее", "Кто может участвовать")
    await viktor.presses("Я видел объявление", "Согласие")
    await viktor.presses("Даю согласие", "ссылку, фото или просто слова")
    day = day_in(await wide.clock()) + timedelta(days=9)
    written = f"{day.day} {MONTH_NAMES[day.month]} {day.year}, 17:00"
    await viktor.says(f"В администрации висит: приём до {written}", "Спасибо")
    await anna.presses("Посмотреть", f"приём до {written}")
    await anna.presses("Внести дату", "Кто может участвовать")
    await anna.presses("Сезон 2027", "по прошлым годам")
    await anna.presses("Срок подачи", "Напишите так, как объявил")
    await anna.says(written, "По каким часам это время")
    await anna.presses("по Благовещенску", "Это объявлено или это прогноз")
    await anna.presses("Объявлено", "Где вы это прочитали")
    await anna.says("https://admblag.ru/news/7", "Когда вы это видели")
    await anna.presses("Сегодня", "Сохранить так")
    await anna.presses("Сохранить", "Сохранено")
    await anna.presses("Ответить тому, кто прислал", "Прислали: В администрации")
    await anna.presses("Внёс: Срок подачи", "Сезон 2027 — объявлен")
    await viktor.shows("Ваше объявление подтвердилось")
    await nina.shows("Срок объявлен")
    while day_in(await wide.clock()) < day - timedelta(days=7):
        await wide.moves_clock("+1 день")
    await nina.shows("За 7 дней")


async def test_on_a_phone_the_tabs_pass_it_from_hand_to_hand(narrow: Window) -> None:
    john, anna = narrow.phone(JOHN), narrow.phone(ANNA)
    await narrow.tab(JOHN).click()
    await expect(narrow.tab(JOHN)).to_have_attribute("aria-current", "true")
    await expect(anna.section).to_be_hidden()
    await john.says("/start", "Hello")
    await john.presses("Found a TOS", "several steps")
    await narrow.tab(ANNA).click()
    await expect(john.section).to_be_hidden()
    await anna.says("/new_event", "Как назовём мероприятие")
    await anna.says("Субботник у реки", "Когда начало")
    await narrow.tab(JOHN).click()
    await expect(anna.section).to_be_hidden()
    await john.presses("What a TOS is", "neighbours who look after their own area")


async def test_the_newest_message_is_in_sight_however_fast_the_bot_answers(wide: Window) -> None:
    anna = wide.phone(ANNA)
    newest_button = anna.section.locator(".key").last
    for said, answer in (
        ("/new_event", "Как назовём мероприятие"),
        ("Субботник у реки", "Когда начало"),
        ("через неделю в 11:00", "Где встречаемся"),
        ("У моста", "Сколько мест"),
        ("30", "Расскажите ещё"),
        ("Перчатки и мешки дадим.", "Что это будет"),
        ("субботник", "Сколько продлится"),
        ("3", "Проверьте"),
    ):
        await anna.says(said, answer)
        await expect(newest_button).to_be_in_viewport()


def day_in(text: str) -> date:
    """The first day that a Russian text names: "пт, 27 ноября 2026, 18:00"."""
    day, month, year = re.findall(rf"(\d+) ({'|'.join(MONTHS)}) (\d{{4}})", text)[0]
    return date(int(year), MONTHS[month], int(day))
