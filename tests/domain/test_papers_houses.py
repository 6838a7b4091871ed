"""The table of houses: streets with their houses, however they are written, and remarks."""

import pytest

from bot.domain.papers.houses import HousesRow, rows_of
from bot.files.table_rows import house_words
from bot.i18n import Translator

WORDS = house_words(Translator("ru"))


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("улица Лесная: дома 1–24; чётная сторона", [("улица Лесная", "дома 1–24", "чётная сторона")]),
        ("переулок Тихий: 3, 5, 7", [("переулок Тихий", "3, 5, 7", "")]),
        (
            "ул. Зелёная, дома 1–31; ул.Садовая, дома 1–56; пер. Тихий, д. 1–9",
            [("ул. Зелёная", "дома 1–31", ""), ("ул.Садовая", "дома 1–56", ""), ("пер. Тихий", "д. 1–9", "")],
        ),
        ("Лесная дом 5\n\n Садовая ", [("Лесная", "дом 5", ""), ("Садовая", "", "")]),
        ("мкр Светлый: 1–40; кроме дома 17; без гаражей", [("мкр Светлый", "1–40", "кроме дома 17; без гаражей")]),
        ("ул. Домостроителей, 5", [("ул. Домостроителей, 5", "", "")]),
        ("", []),
        (" ; ", []),
    ],
)
def test_streets_houses_and_remarks(typed: str, rows: list[tuple[str, str, str]]) -> None:
    assert rows_of(typed, WORDS) == [HousesRow(*row) for row in rows]
