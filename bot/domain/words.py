"""Cleaning of typed text from invisible characters: a title of invisible characters is no title."""

import unicodedata

# Letters and symbols for Unicode, but invisible: Hangul fillers, the empty Braille cell.
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# The zero-width joiner of emoji: a family is three people joined by two of these.
JOINER = "\u200d"
BREAKS = frozenset("\n\u2028\u2029")
# Controls, formats (zero width, right-to-left overrides), surrogates, private use.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})


def visible(typed: str) -> str:
    """The visible text: lines are kept, every space is a plain one, invisible characters are removed, ends trimmed."""
    return "".join(map(_look, typed)).strip(f" \n{JOINER}")


def _look(character: str) -> str:
    if character in BREAKS:
        return "\n"
    if character.isspace():
        return " "
    unseen = character in BLANKS or unicodedata.category(character) in UNSEEN
    return "" if unseen and character != JOINER else character


def one_line(typed: str) -> str:
    """The visible text with single spaces and no line breaks, for a button or a heading."""
    return " ".join(visible(typed).split())


def says_something(text: str) -> bool:
    """Tell whether the text has a letter or a digit: a name can be read aloud, dots and pictures cannot."""
    return any(character.isalnum() for character in text)
