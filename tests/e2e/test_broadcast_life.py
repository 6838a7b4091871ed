"""The whole life of a broadcast on the demo, over HTTP: written, agreed to, watched, paused, corrected, recalled."""

from tests.e2e.conftest import Page, Process, until

VIKTOR, ANNA, ZOYA = 102, 103, 105


async def test_a_broadcast_to_many_from_the_first_word_to_the_recall(demo: tuple[Process, Page]) -> None:
    process, page = demo
    await written(page)
    await agreed_to(page)
    await paused_and_resumed(page)
    await reported(page)
    await corrected(page)
    await recalled(page)
    assert "ERROR" not in process.output.upper()
    assert await process.end() == 0


async def written(page: Page) -> None:
    """To all who read the news: more than one coordinator may write to alone."""
    await page.say(ANNA, "/broadcast", "Пришлите одно сообщение")
    await page.say(ANNA, "Завтра в 18:00 собрание", "Кому отправим")
    await page.press(ANNA, "Всем, кто подписан", "Проверьте перед отправкой")
    await page.press(ANNA, "Отправить 242", "Ждём второго координатора")


async def agreed_to(page: Page) -> None:
    """The second coordinator sees the very message, whom it goes to, and says yes."""
    await page.sees(ZOYA, "Завтра в 18:00 собрание")
    await page.press(ZOYA, "Одобрить для 242 человек", "Рассылка уйдёт")
    await page.sees(ANNA, "Рассылку одобрили")


async def paused_and_resumed(page: Page) -> None:
    await page.press(ANNA, "Пауза", "Рассылка на паузе")
    before = await sent(page)
    await page.press(ANNA, "Продолжить", "Отправлено")

    async def goes_on() -> bool:
        return await sent(page) > before

    await until(goes_on)


async def reported(page: Page) -> None:
    await page.sees(VIKTOR, "Завтра в 18:00 собрание")
    report = await page.sees(ANNA, "Отчёт о рассылке")
    assert "Отправлено 242 из 242" in report["text"]
    await page.press(ANNA, "Таблица .xlsx", "Кто получил рассылку")
    assert (await page.document(ANNA)).startswith(b"PK")


async def corrected(page: Page) -> None:
    await page.press(ANNA, "Исправить текст", "Исправим текст")
    await page.say(ANNA, "Завтра в 19:00 собрание", "Проверьте")
    await page.press(ANNA, "Исправить у", "Исправляем")
    await page.sees(ANNA, "Текст исправлен: 242 из 242")
    await page.sees(VIKTOR, "Завтра в 19:00 собрание")


async def recalled(page: Page) -> None:
    await page.press(ANNA, "К отчёту", "Отчёт о рассылке")
    await page.press(ANNA, "Отозвать", "Отозвать рассылку?")
    await page.press(ANNA, "Отозвать у", "Отзываем")
    await page.sees(ANNA, "Рассылка отозвана: 242 из 242")
    assert not [each for each in await page.chat(VIKTOR) if "собрание" in each.get("text", "")]


async def sent(page: Page) -> int:
    """The number of messages that the bot has sent to anybody."""
    async with page.web.get(f"{page.base}/control/stats") as response:
        return sum((await response.json())["sent"].values())
