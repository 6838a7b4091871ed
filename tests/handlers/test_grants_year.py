"""A year of a chair who follows two programmes and everything for her TOS, while a coordinator keeps the catalogue."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, func, select

from bot.domain.people import Purpose
from bot.domain.time import wall_clock
from storage.core.tables import deliveries, grant_readers
from storage.people import profile
from tests.chat import Neighbour, Town
from tests.clock import ZONE
from tests.handlers.catalogue import enter_date, open_round
from tests.handlers.programmes import open_card

FOUNDATION, CITY, PRACTICE = "presidential-grants", "blagoveshchensk-nko", "best-practice-oatos"


TITLES = {
    "foundation": "Конкурс президентских грантов",
    "city": "Гранты города Благовещенска для некоммерческих организаций",
    "practice": "Всероссийский конкурс «Лучшая практика гражданских инициатив»",
}
# All that the chair hears in the year, by her own clock. The lines without a title of the list are answers to presses.
YEAR = [
    "2026-12-03 10:00 ❓ Пора готовиться: {city}",
    "2026-12-15 14:00 Срок объявлен: {city}",
    "2026-12-16 10:00 Срок объявлен: {practice}",
    "2026-12-31 10:00 2 новости о грантах",
    "2027-01-10 10:00 ⏰ За 30 дней до последнего дня: {city}",
    "2027-01-12 12:00 Срок объявлен: {foundation}",
    "2027-01-12 12:20 Срок изменился: {foundation}",
    "2027-01-13 10:00 Дата объявлена: {foundation}",
    "2027-01-26 10:00 ⏰ За 14 дней до последнего дня: {city}",
    "2027-02-01 10:00 🟢 Приём открылся: {foundation}",
    "2027-02-02 10:00 ⏰ За 7 дней до последнего дня: {city}",
    "2027-02-06 10:00 ⏰ За 3 дня до последнего дня: {city}",
    "2027-02-08 10:00 ⏰ За 1 день до последнего дня: {city}",
    "2027-02-08 15:00 Срок изменился: {city}",
    "2027-02-08 15:10 Срок изменился: {city}",
    "2027-02-11 10:00 ⏰ За 7 дней до последнего дня: {city}",
    "2027-02-12 12:00 Поздравляю с поданной заявкой: Гранты Благовещенска",
    "2027-02-12 12:00 Появилась дата: {city}",
    "2027-02-14 10:00 ⏰ За 30 дней до последнего дня: {foundation}",
    "2027-02-20 16:00 Конкурс отменён: {practice}",
    "2027-03-02 10:00 ⏰ За 14 дней до последнего дня: {foundation}",
    "2027-03-02 18:00 Президентские гранты",
    "2027-03-05 10:00 ⏰ За 11 дней до последнего дня: {foundation}",
    "2027-03-09 10:00 ⏰ За 7 дней до последнего дня: {foundation}",
    "2027-03-10 11:00 Срок изменился: {foundation}",
    "2027-03-16 10:00 ⏰ За 7 дней до последнего дня: {foundation}",
    "2027-03-17 12:00 Хорошо. О сезоне этой программы больше не пишу: Президентские гранты",
    "2027-04-15 10:00 🏁 Пора узнать итоги: {city}",
    "2027-08-18 10:00 Давно нет вестей: {city}",
    "2027-09-20 10:00 Давно нет вестей: {foundation}",
]


def wakes(tx: Connection) -> datetime | None:
    """The next moment at which a reader is gone through or a row is due."""
    due = select(func.min(deliveries.c.due_at)).where(deliveries.c.status == "planned")
    moments = tx.scalar(select(func.min(grant_readers.c.next_at))), tx.scalar(due)
    return min(filter(None, moments), default=None)


async def live_until(town: Town, local: str) -> None:
    """Time goes on, from one moment at which the bot has something to do to the next."""
    end = datetime.fromisoformat(f"{local}:00").replace(tzinfo=ZoneInfo(ZONE))
    await town.deliver()
    while (at := await town.store.read(wakes)) and at <= end:
        town.clock.now = max(town.clock.now, at)
        await town.deliver()
    town.clock.now = end


def heard(who: Neighbour, since: int) -> list[str]:
    """The local time and the first line of each message after the first `since`."""
    found = []
    for message in who.said()[since:]:
        at = wall_clock(datetime.fromtimestamp(message["date"], ZoneInfo(ZONE)), ZONE)
        found.append(f"{at:%Y-%m-%d %H:%M} {message['text'].partition(chr(10))[0]}")
    return found


async def chair(town: Town) -> Neighbour:
    """Olga, the chair of a TOS without a legal entity in Blagoveshchensk."""
    olga = await town.person(101, "Ольга", Purpose.PROFILE, Purpose.SUBSCRIPTIONS)
    person = await olga.stored()
    assert person
    await olga.press_data("about:kinds")
    await olga.press("ТОС без юрлица")
    await town.store.write(profile.live_in, person.id, "blagoveshchensk", None)
    for slug in (FOUNDATION, CITY):
        await open_card(town, olga, slug)
        await olga.press("Напоминать о сроке")
        await olga.press("Да, пишите мне")
    await olga.press_data("about:open")
    assert "Сейчас подходят 6 программ" in await olga.press("Следить за тем, что нам подходит")
    await olga.press("Да, пишите мне")
    return olga


async def keep(town: Town, anna: Neighbour, slug: str, season: str, what: str, typed: str, **how: str) -> None:
    """The coordinator enters a date that she has read of."""
    await open_round(town, anna, slug, season)
    if not any(what in label for label in anna.buttons()):
        await anna.press("Другая дата")
    await anna.press(what)
    await enter_date(anna, typed, **how)
    await anna.press("Сохранить")
    await town.deliver()


async def cancel(town: Town, anna: Neighbour, slug: str, season: str) -> None:
    await open_round(town, anna, slug, season)
    await anna.press("Отменён")
    await anna.say("сайт организатора")
    await anna.press("Сегодня")
    await anna.press("Сохранить")
    await town.deliver()


async def test_a_year_of_a_chair_and_a_coordinator(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 10_000)  # the year takes seconds here
    anna, olga = await town.coordinator(), await chair(town)
    since = len(olga.said())
    amur = {"zone": "Благовещенску"}

    await live_until(town, "2026-12-15T14:00")
    await keep(town, anna, CITY, "2027", "Срок подачи", "10 февраля 2027, 17:00", **amur)
    await live_until(town, "2026-12-15T14:30")
    await keep(town, anna, PRACTICE, "2027", "Срок подачи", "25 марта 2027", **amur)
    await live_until(town, "2027-01-12T12:00")
    await keep(town, anna, FOUNDATION, "2027-2", "Срок подачи", "15 марта 2027, 23:30")
    await live_until(town, "2027-01-12T12:20")  # she had typed a wrong day
    await keep(town, anna, FOUNDATION, "2027-2", "Срок подачи", "16 марта 2027, 23:30")
    await keep(town, anna, FOUNDATION, "2027-2", "Начало приёма", "1 февраля 2027")
    await live_until(town, "2027-02-08T15:00")
    await keep(town, anna, CITY, "2027", "Срок подачи", "20 февраля 2027, 17:00", **amur)
    await live_until(town, "2027-02-08T15:10")  # and again
    await keep(town, anna, CITY, "2027", "Срок подачи", "19 февраля 2027, 17:00", **amur)
    await live_until(town, "2027-02-12T12:00")
    await olga.press("Подали")
    await keep(town, anna, CITY, "2027", "Объявление итогов", "15 апреля 2027", **amur)
    await live_until(town, "2027-02-20T16:00")
    await cancel(town, anna, PRACTICE, "2027")
    await live_until(town, "2027-03-02T18:00")
    await olga.press("Позже")
    await olga.press("Через 3 дня")
    await live_until(town, "2027-03-10T11:00")
    await keep(town, anna, FOUNDATION, "2027-2", "Срок подачи", "23 марта 2027, 23:30")
    await live_until(town, "2027-03-17T12:00")
    await olga.press("Не для нас")
    await live_until(town, "2027-11-24T12:00")
    assert heard(olga, since) == [line.format(**TITLES) for line in YEAR]
