"""What people type, without what nobody can see: a title of invisible characters is no title."""

import unicodedata

# Unicode calls them letters and symbols, but they look like nothing: Hangul fillers, the empty Braille cell.
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# It holds emoji together: a family is three people and two of these.
JOINER = "\u200d"
BREAKS = frozenset("\n\u2028\u2029")
# Controls, formats (zero width, right-to-left overrides), surrogates, private use.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})


def visible(typed: str) -> str:
    """The text as it is seen: lines stay lines, any space is a plain one, what has no looks is gone, ends trimmed."""
    return "".join(map(_look, typed)).strip(f" \n{JOINER}")


def _look(character: str) -> str:
    if character in BREAKS:
        return "\n"
    if character.isspace():
        return " "
    unseen = character in BLANKS or unicodedata.category(character) in UNSEEN
    return "" if unseen and character != JOINER else character


def one_line(typed: str) -> str:
    """The visible text with single spaces and no line breaks: what fits a button and a heading."""
    return " ".join(visible(typed).split())


def says_something(text: str) -> bool:
    """Whether there is a letter or a digit in it: a name can be read aloud, dots and pictures cannot."""
    return any(character.isalnum() for character in text)
