"""Dates as people type them, at 14:00 of Tuesday 24 November 2026 in Blagoveshchensk."""

from datetime import UTC, datetime

import pytest

from bot.i18n import Translator
from handlers.when import Unread, read_when
from tests.chat import ZONE

NOW = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("5 декабря в 11:00", "2026-12-05 11:00"),
        ("5 декабря 11:00", "2026-12-05 11:00"),
        ("5 декабря в 11 часов", "2026-12-05 11:00"),
        ("05.12.2026 11:00", "2026-12-05 11:00"),
        ("5.12.26 11.00", "2026-12-05 11:00"),
        ("5.12 в 9 утра", "2026-12-05 09:00"),
        ("28.11 в 11", "2026-11-28 11:00"),
        ("2026-12-05 11:00", "2026-12-05 11:00"),
        ("завтра в 7 вечера", "2026-11-25 19:00"),
        ("Завтра в 18:30", "2026-11-25 18:30"),
        ("послезавтра в 12 дня", "2026-11-26 12:00"),
        ("через неделю в 3 часа дня", "2026-12-01 15:00"),
        ("через 3 дня в 18:00", "2026-11-27 18:00"),
        ("в субботу в 11", "2026-11-28 11:00"),
        ("1 января в 12 ночи", "2027-01-01 00:00"),
        ("5 декабря в 18 30", "2026-12-05 18:30"),
        ("5.12 9 30", "2026-12-05 09:30"),
        ("5 декабря в 11 00", "2026-12-05 11:00"),
        ("23.11 10:00", "2026-11-23 10:00"),
        ("1 ноября в 11:00", "2026-11-01 11:00"),
        ("23.11.2027 10:00", "2027-11-23 10:00"),
        ("20 марта в 11:00", "2027-03-20 11:00"),
        ("29.02.2028 10:00", "2028-02-29 10:00"),
        ("tomorrow at 6pm", "2026-11-25 18:00"),
        ("7 вечера 5 декабря", "2026-12-05 19:00"),
        ("5 декабря 7 вечера", "2026-12-05 19:00"),
        ("завтра к 7 вечера", "2026-11-25 19:00"),
        ("завтра 3 часа дня", "2026-11-25 15:00"),
        ("завтра в полдень", "2026-11-25 12:00"),
        ("в полдень 5 декабря", "2026-12-05 12:00"),
        ("5 декабря 19-00", "2026-12-05 19:00"),
        ("5 декабря в 9-30", "2026-12-05 09:30"),
        ("5.12 19-00", "2026-12-05 19:00"),
        ("в следующий вторник в 18:00", "2026-12-01 18:00"),
        ("следующий вторник 10:00", "2026-12-01 10:00"),
        ("В следующий понедельник в 6 вечера", "2026-11-30 18:00"),
        ("5 декабря 11 часов", "2026-12-05 11:00"),
        ("5 декабря 11", "2026-12-05 11:00"),
        ("5.12 11", "2026-12-05 11:00"),
        ("5 декабря 2026 11", "2026-12-05 11:00"),
        ("завтра 11", "2026-11-25 11:00"),
        ("Завтра, 9", "2026-11-25 09:00"),
        ("через 2 часа", "2026-11-24 16:00"),
        ("через  24 часа", "2026-11-25 14:00"),
        ("через 3 дня 11", "2026-11-27 11:00"),
        ("в 18:00 5.12", "2026-12-05 18:00"),
        ("18:00 05-12", "2026-12-05 18:00"),
        ("18:00, 5.12.26", "2026-12-05 18:00"),
        ("5-го декабря в 11:00", "2026-12-05 11:00"),
    ],
)
async def test_a_date_is_understood(typed: str, understood: str) -> None:
    found = await read_when(typed, Translator("ru"), NOW, ZONE)
    assert isinstance(found, datetime), found
    assert f"{found:%Y-%m-%d %H:%M}" == understood


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("tomorrow at 7 pm", "2026-11-25 19:00"),
        ("5 December at 11:00", "2026-12-05 11:00"),
        ("next friday 6:30pm", "2026-11-27 18:30"),
        ("Dec 5 at 12 am", "2026-12-05 00:00"),
        ("5 декабря в 11:00", "2026-12-05 11:00"),
        ("tomorrow at noon", "2026-11-25 12:00"),
        ("7 pm 5 December", "2026-12-05 19:00"),
        ("Dec 5 11am", "2026-12-05 11:00"),
        ("tomorrow 11", "2026-11-25 11:00"),
        ("5 December 11", "2026-12-05 11:00"),
        ("5 December 19-00", "2026-12-05 19:00"),
        ("next Tuesday at 6 pm", "2026-12-01 18:00"),
        ("the following Tuesday at 18:00", "2026-12-01 18:00"),
        ("in 3 hours", "2026-11-24 17:00"),
        ("in 3 days at 6pm", "2026-11-27 18:00"),
        ("18:00 5/12", "2026-12-05 18:00"),
        ("12 pm 5 December", "2026-12-05 12:00"),
    ],
)
async def test_a_date_is_understood_in_english(typed: str, understood: str) -> None:
    found = await read_when(typed, Translator("en"), NOW, ZONE)
    assert isinstance(found, datetime), found
    assert f"{found:%Y-%m-%d %H:%M}" == understood


@pytest.mark.parametrize(
    "typed",
    [
        "31.02.2027 10:00",
        "31 февраля в 10:00",
        "32.01 10:00",
        "5.12.2026 25:00",
        "31.12.9999 23:59",
        "1 января 0001 00:00",
        "привет",
        "ы" * 4096,
        "?",
        "11:00",
        "2 часа",
        "10.10",
        "к 5 декабря",
        "декабря 5 11",
    ],
)
async def test_no_date_is_no_date(typed: str) -> None:
    assert await read_when(typed, Translator("ru"), NOW, ZONE) is Unread.NO_DATE


@pytest.mark.parametrize(
    "typed",
    [
        "завтра",
        "5 декабря",
        "в субботу",
        "через 3 дня",
        "завтра в полночь",
        "5 декабря, полночь",
        "5 декабря 10-12",
        "5 декабря в 10-12",
        "5 декабря 26",
        "в субботу 28",
        "суббота 5",
    ],
)
async def test_a_day_without_a_clear_hour_is_asked_for_its_hour(typed: str) -> None:
    """Midnight belongs to two days, "10-12" may be two hours, and a number after a weekday may be a date."""
    assert await read_when(typed, Translator("ru"), NOW, ZONE) is Unread.NO_TIME


async def test_midnight_is_asked_for_its_hour_in_english_too() -> None:
    assert await read_when("tomorrow at midnight", Translator("en"), NOW, ZONE) is Unread.NO_TIME


@pytest.mark.parametrize("typed", ["в следующую пятницу в 18:00", "следующее воскресенье 11:00"])
async def test_a_next_weekday_that_is_still_ahead_in_this_week_is_asked_for_its_date(typed: str) -> None:
    assert await read_when(typed, Translator("ru"), NOW, ZONE) is Unread.WHICH_WEEK
