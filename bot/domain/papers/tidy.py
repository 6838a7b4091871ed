"""Names of people and bodies typed in capitals or in small letters, as they should stand in a paper."""

from collections.abc import Set

# The longest word that may be an abbreviation in a line that is not all in capitals.
ABBREVIATION_MAX = 5
ENDS = " ,;:"


def tidy_person(typed: str, small: Set[str], particles: Set[str] = frozenset()) -> str:
    """A full name with a capital at the beginning of each word and each half of a double one.

    Initials are capitals, words of `small` stay small. Letters inside a word that has capitals and small letters stay,
    and so does a particle in small letters, unless all of the name is.
    """
    kept: Set[str] = frozenset() if typed.islower() or typed.isupper() else particles
    words = typed.strip(ENDS).split()
    if words and words[-1].endswith(".") and not _is_initials(words[-1]):
        words[-1] = words[-1].rstrip(".")
    return " ".join(word if word in kept else _word(word, small) for word in words)


def _word(word: str, small: Set[str]) -> str:
    if word.casefold() in small:
        return word.lower()
    if _is_initials(word):
        return word.upper()
    return "-".join(_half(half, small) for half in word.split("-"))


def _half(half: str, small: Set[str]) -> str:
    if half.casefold() in small:
        return half.lower()
    return half.capitalize() if half.isupper() or half.islower() else half


def _is_initials(word: str) -> bool:
    letters = word.split(".")
    return "." in word and all(len(letter) <= 1 for letter in letters)


def tidy_body(typed: str, proper: Set[str]) -> str:
    """The name of a body; one in capitals gets small letters, with a capital first and in words of `proper`."""
    if not typed.isupper() or len(typed) <= ABBREVIATION_MAX:
        return typed
    known = {word.casefold(): word for word in proper}
    words = [known.get(word.casefold().strip('"\u00ab\u00bb,.'), word.lower()) for word in typed.split()]
    first = words[0]
    return " ".join([first[:1].upper() + first[1:], *words[1:]])
