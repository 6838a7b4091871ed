"""Invisible characters in typed text: zero-width ones, right-to-left overrides, fillers."""

import pytest

from bot.domain.words import one_line, says_something, visible


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("  Субботник  ", "Субботник"),
        ("Суббот\u200bник", "Субботник"),
        ("\u202eсубботник\u202c", "субботник"),
        ("\ufeffЧай\u00ad", "Чай"),
        ("Чай\u00a0и\u2003пироги", "Чай и пироги"),
        ("Чай\x00\x07\x1b", "Чай"),
        ("Чай\r\nи\u2028пироги", "Чай и пироги"),
        ("\u3164\u2800\u115f", ""),
        ("\u200d\u200d", ""),
        ("👩\u200d🌾 День огорода", "👩\u200d🌾 День огорода"),
        ("ёлка, cafe\u0301", "ёлка, cafe\u0301"),
    ],
)
def test_one_line_is_what_is_seen(typed: str, seen: str) -> None:
    assert one_line(typed) == seen


def test_lines_of_a_longer_text_stay() -> None:
    assert visible("Перчатки дадим.\n\nЖдём\u200b всех.\n") == "Перчатки дадим.\n\nЖдём всех."


@pytest.mark.parametrize(
    ("text", "says"), [("Чай", True), ("№ 7", True), ("🎉", False), ("...", False), ("", False), ("\u200d", False)]
)
def test_a_name_has_a_letter_or_a_digit(text: str, says: bool) -> None:
    assert says_something(text) is says
