"""Notifications of grants: reminders in two time zones, forecasts, deadlines that moved."""

from tests.chat import Neighbour, Town
from tests.clock import ZONE
from tests.handlers.programmes import announce, open_card, reader


async def subscribed(town: Town, slug: str, *, english: bool = False) -> Neighbour:
    who = await reader(town, english=english)
    await open_card(town, who, slug)
    await who.press("Remind me" if english else "Напоминать о сроке")
    await who.press("Yes, write to me" if english else "Да, пишите мне")
    return who


async def test_reminders_come_at_ten_with_the_days_and_both_clocks(town: Town) -> None:
    await announce(town, "presidential-grants", "2026-12-10T23:30")
    olga = await subscribed(town, "presidential-grants")
    await town.pass_time(days=1, hours=21, minutes=59)
    assert "⏰" not in olga.sees()
    await town.pass_time(minutes=1)
    assert olga.sees() == (
        "⏰ За 14 дней до последнего дня: Конкурс президентских грантов\n\n"
        "📅 Срок подачи: до 10 декабря 2026, 23:30 по Москве = 11 декабря, 05:30 по Благовещенску;"
        " ваш последний целый день — 10 декабря"
    )
    assert olga.buttons() == [
        "Подали", "Не для нас", "Позже", "Открыть карточку", "Сайт организатора", "Не напоминать", "Мои подписки",
    ]  # fmt: skip
    for days, words in ((7, "За 7 дней"), (4, "За 3 дня"), (2, "За 1 день"), (1, "Сегодня последний день")):
        await town.pass_time(days=days)
        assert words in olga.sees()
    assert "Вы подписаны" in await olga.press("Открыть карточку")


async def test_reminder_in_english(town: Town) -> None:
    await announce(town, "presidential-grants", "2026-12-10T23:30")
    olga = await subscribed(town, "presidential-grants", english=True)
    await town.pass_time(days=2)
    assert "14 days before the last day" in olga.sees()
    assert "until 10 December 2026, 23:30 Moscow time = 11 December, 05:30 Blagoveshchensk time" in olga.sees()
    assert "your last whole day is 10 December" in olga.sees()


async def test_unsubscribing_from_a_reminder_ends_them(town: Town) -> None:
    await announce(town, "presidential-grants", "2026-12-10T23:30")
    olga = await subscribed(town, "presidential-grants")
    await town.pass_time(days=2)
    await olga.press("Не напоминать")
    before = len(olga.said())
    await town.pass_time(days=14)
    assert len(olga.said()) == before


async def test_forecast_is_told_once_early_enough_to_prepare(town: Town) -> None:
    olga = await subscribed(town, "blagoveshchensk-nko")  # it took papers until 10 February in earlier years
    before = len(olga.said())
    await town.pass_time(days=8, hours=22)  # 3 December, ten o'clock
    assert olga.sees().startswith("❓ Пора готовиться")
    assert "❓ Срок подачи: ожидается" in olga.sees()
    assert "объявления ещё нет" in olga.sees()
    assert "Подали" not in olga.buttons()
    for _ in range(60):
        await town.pass_time(days=1)
    assert len(olga.said()) == before + 1


async def test_announced_month_is_told_without_the_word_forecast(town: Town) -> None:
    await announce(town, "best-practice-oatos", "2026-12")
    olga = await subscribed(town, "best-practice-oatos")
    await town.pass_time(days=7)
    assert "📅 Срок подачи: в декабре 2026, день не указан" in olga.sees()
    assert "прогноз" not in olga.sees()


async def test_nobody_is_told_the_old_rungs_after_a_long_silence(town: Town) -> None:
    await announce(town, "presidential-grants", "2026-12-30T23:30")
    olga = await subscribed(town, "presidential-grants")
    before = len(olga.said())
    await town.pass_time(days=34)
    assert len(olga.said()) == before + 1
    assert "За 3 дня" in olga.sees()


async def test_moved_deadline_is_told_at_once(town: Town) -> None:
    olga = await subscribed(town, "presidential-grants")
    await announce(town, "presidential-grants", "2027-03-16T23:30")
    await town.deliver()
    assert olga.sees() == (
        "Срок объявлен: Конкурс президентских грантов\n\n"
        "📅 Срок подачи: до 16 марта 2027, 23:30 по Москве = 17 марта, 05:30 по Благовещенску;"
        " ваш последний целый день — 16 марта\n\n"
        "Было: ожидается в марте 2027, не объявлено"
    )


async def test_moved_deadline_in_english(town: Town) -> None:
    olga = await subscribed(town, "presidential-grants", english=True)
    await announce(town, "presidential-grants", "2027-03-16", zone=ZONE)
    await town.deliver()
    assert "It was: expected in March 2027, not announced" in olga.sees()
    assert "until 16 March 2027, the hour is not given; your last whole day is 16 March" in olga.sees()


async def test_only_the_newest_of_two_moves_is_told(town: Town) -> None:
    olga = await subscribed(town, "presidential-grants")
    before = len(olga.said())
    await announce(town, "presidential-grants", "2027-03-16")
    town.clock.move(minutes=1)
    await announce(town, "presidential-grants", "2027-03-20")
    await town.deliver()
    assert len(olga.said()) == before + 1
    assert "до 20 марта 2027" in olga.sees()
