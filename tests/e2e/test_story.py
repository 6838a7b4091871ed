"""The whole story over HTTP, as the page tells it: founding, signing up, subscribing, broadcasting; time moved on."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.e2e.conftest import Page, Process

OLGA, VIKTOR, ANNA, JOHN = 101, 102, 103, 104


async def test_four_people_found_sign_up_subscribe_and_broadcast(demo: tuple[Process, Page]) -> None:
    process, page = demo
    await found(page)
    await sign_up(page)
    await subscribe(page)
    await broadcast(page)
    await move_to_the_evening_before(page)
    await page.sees(OLGA, "Завтра: Пример: школа председателей ТОС")
    await privacy(page)
    assert "ERROR" not in process.output.upper()
    assert await process.end() == 0


async def move_to_the_evening_before(page: Page) -> None:
    """18:30 of the day before the event, which the demo puts at 18:00 in three days' time."""
    zone = ZoneInfo("Asia/Yakutsk")
    now = datetime.fromtimestamp((await page.state())["now"], zone)
    evening = (now + timedelta(days=2)).replace(hour=18, minute=30)
    await page.post("/api/clock", add=(evening - now).total_seconds())


async def found(page: Page) -> None:
    """A stranger goes from /start to a step of the road and counts a quorum; nothing is stored about her."""
    await page.say(OLGA, "/start", "Здравствуйте")
    await page.press(OLGA, "Создать ТОС", "Порядок шагов зависит от муниципалитета")
    await page.press(OLGA, "Выбрать муниципалитет", "Где вы живёте")
    await page.say(OLGA, "благовещенск", "Подходят 2 места")
    await page.press(OLGA, "город Благовещенск", "Благовещенская городская Дума")
    await page.press(OLGA, "Ещё кнопки (1 из 3)", "Благовещенская городская Дума")
    await page.press(OLGA, "Учредительное собрание", "Шаг 8 из 11")
    await page.say(OLGA, "/privacy", "Я ничего о вас не храню")


async def sign_up(page: Page) -> None:
    """The last seat goes to Olga, John lands on the waiting list; the calendar file comes."""
    await page.say(OLGA, "/events", "Впереди 3 мероприятия")
    await page.press(OLGA, "школа председателей", "Свободно 1 место из 12")
    await page.press(OLGA, "Записаться", "Согласие: запись")
    await page.press(OLGA, "Даю согласие", "Вы записаны")
    await page.press(OLGA, "В календарь", "для календаря")
    assert b"BEGIN:VEVENT" in await page.document(OLGA)
    await page.say(JOHN, "/start event_1", "No seats left")
    await page.press(JOHN, "waiting list", "Consent: signing up")
    await page.press(JOHN, "I agree", "your place: 1")


async def subscribe(page: Page) -> None:
    await page.say(VIKTOR, "/grants", "Гранты и сроки")
    await page.press(VIKTOR, "Найти и уточнить", "Что важно?")
    await page.press(VIKTOR, "Кто подаёт", "Кто подаёт заявку?")
    await page.press(VIKTOR, "ТОС без юрлица", "ТОС без юрлица")
    await page.press(VIKTOR, "Своими словами", "Что ищете?")
    await page.say(VIKTOR, "президентские гранты", "«президентский»")
    await page.press(VIKTOR, "Президентские гранты", "Через партнёрскую НКО")
    await page.press(VIKTOR, "Напоминать", "Вот что придёт")
    await page.press(VIKTOR, "Да, пишите мне", "Согласие: напоминания")
    await page.press(VIKTOR, "Даю согласие", "🔔 Вы подписаны")
    await page.button(VIKTOR, "Не напоминать")


async def broadcast(page: Page) -> None:
    """A coordinator writes to the participants of an event; exactly they get it."""
    await page.say(ANNA, "/broadcast", "Пришлите одно сообщение")
    await page.say(ANNA, "Принесите паспорт дома", "Кому отправим")
    await page.press(ANNA, "Участникам мероприятия", "Какое мероприятие")
    await page.press(ANNA, "школа председателей", "Проверьте перед отправкой")
    await page.press(ANNA, "Отправить", "Отправлено")
    await page.sees(OLGA, "Принесите паспорт дома")
    await page.sees(JOHN, "Принесите паспорт дома")
    assert not any("Принесите" in message.get("text", "") for message in await page.chat(VIKTOR))


async def privacy(page: Page) -> None:
    """She takes her data along, then erases them; her seat is offered to John, who takes it."""
    await page.say(OLGA, "/mydata", "всё, что я о вас храню")
    data = json.loads(await page.document(OLGA))
    assert "Ольга" in json.dumps(data, ensure_ascii=False)
    await page.say(OLGA, "/erase", "Стереть всё, что я о вас знаю")
    await page.press(OLGA, "Да, стереть всё", "всё стёрто")
    await page.sees(JOHN, "A seat is free for you")
    await page.press(JOHN, "I take the seat", "You are signed up")
    await page.say(OLGA, "/privacy", "Я ничего о вас не храню")
