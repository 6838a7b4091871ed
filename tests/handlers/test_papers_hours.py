"""The hours in a room: as a number, or from the hour of the meeting to the end."""

from datetime import datetime

import pytest

from bot.i18n import Translator
from handlers.papers.parse import Reading, Unclear, read
from tests.clock import START

AT = datetime(2026, 12, 20, 18, 0)  # noqa: DTZ001 - a wall clock
ROOM = Reading("premises_hours", Translator("ru"), START, "Asia/Yakutsk", meeting_at=AT)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("3", 3),
        ("2 часа", 2),
        ("с 18 до 20", 2),
        ("с 18:00 до 20:30", 3),
        ("с шести до восьми вечера", 2),
        ("с 17 до 20", None),  # the meeting begins at six
        ("до 20", None),
        ("18", 18),
        ("с 18", None),
        ("20.12.2026 с 18 до 20 по Москве", None),
    ],
)
async def test_the_hours_in_a_room(typed: str, hours: int | None) -> None:
    found = await read(typed, ROOM)
    assert found == (Unclear("paper-no-number") if hours is None else hours)


async def test_without_a_meeting_no_span_is_read() -> None:
    assert isinstance(await read("с 18 до 20", Reading("premises_hours", ROOM.tr, START, ROOM.zone)), Unclear)
