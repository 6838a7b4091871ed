"""Declension of Russian names for papers: the genitive and the accusative of people, bodies and places.

Two libraries decline a person's name. If both give the same form, it is used. If they differ or the gender is unknown
(a surname with initials may be of a man or a woman), the person chooses. Both are imported with the first name, because
most processes never need them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Protocol

from bot.domain.papers.questions import GrammaticalCase

if TYPE_CHECKING:
    from pytrovich.maker import PetrovichDeclinationMaker

GENDERS = ("masc", "femn")
MARKS = {GrammaticalCase.GENITIVE: "gent", GrammaticalCase.ACCUSATIVE: "accs"}
PARTS = {"Surn": "LASTNAME", "Name": "FIRSTNAME", "Patr": "MIDDLENAME"}


class Tag(Protocol):
    """Grammatical features of a word, as pymorphy3 names them."""

    grammemes: frozenset[str]
    gender: str | None
    number: str | None

    def __contains__(self, grammeme: str | None) -> bool: ...


class Parse(Protocol):
    """One reading of a word by pymorphy3."""

    word: str
    tag: Tag

    def inflect(self, required_grammemes: set[str | None]) -> "Parse | None": ...


class Morphology(Protocol):
    """pymorphy3's analyzer."""

    def parse(self, word: str) -> "list[Parse]": ...


# Declines a word of a name: the word, its part, a gender and the case.
Decline = Callable[[str, str, str, GrammaticalCase], str]


@dataclass(frozen=True, slots=True)
class WordForm:
    """A name in another case: the guesses, the best one first. `is_sure` means that nobody has to choose."""

    guesses: tuple[str, ...]
    is_sure: bool


def person(name: str, case: GrammaticalCase) -> WordForm:
    """The full name of a person in a case. The surname is first or last; initials and no patronymic are allowed."""
    words = name.split()
    parts = _parts(words)
    genders = _genders(words, parts)
    found: list[str] = []
    agreed = bool(parts)
    for gender in genders:
        ours, theirs = (
            " ".join(_word(word, part, gender, case, decline) for word, part in zip(words, parts, strict=False))
            for decline in (_morphology, _petrovich)
        )
        agreed = agreed and ours == theirs
        found += [ours, theirs]
    found.sort(key=lambda guess: _is_half_done(words, guess.split()))
    guesses = tuple(dict.fromkeys(guess for guess in found if guess)) or (name,)
    return WordForm(guesses, agreed and len(guesses) == 1)


def phrase(words: str, case: GrammaticalCase) -> WordForm:
    """The name of a body or a place in a case: the adjectives and their noun change, the words after it stay.

    Only one library knows such words, so the person always confirms the form.
    """
    changed = words.split()
    head = _head(changed)
    if head is None:
        return WordForm((words,), is_sure=False)
    place, noun = head
    for index in range(place + 1):
        changed[index] = _agreeing(changed[index], noun, case, "ADJF" if index < place else "NOUN")
    if place + 1 < len(changed) and changed[place + 1][:1].isupper():
        changed[place + 1] = _own_name(changed[place + 1], noun, case)
    return WordForm((" ".join(changed),), is_sure=False)


@lru_cache(maxsize=1)
def _morph() -> Morphology:
    from pymorphy3 import MorphAnalyzer

    analyzer: Morphology = MorphAnalyzer()
    return analyzer


def _parts(words: list[str]) -> tuple[str, ...]:
    """The part of the name that each word is; empty if unknown."""
    if not 2 <= len(words) <= 3 or not all(word[:1].isalpha() for word in words):
        return ()
    if any(_is_initial(word) for word in words):
        return tuple("" if _is_initial(word) else "Surn" for word in words)
    if len(words) == 3:
        return ("Surn", "Name", "Patr") if _can_be(words[2], "Patr") else _patronymic_second(words)
    return _two(words)


def _patronymic_second(words: list[str]) -> tuple[str, ...]:
    return ("Name", "Patr", "Surn") if _can_be(words[1], "Patr") else ()


def _two(words: list[str]) -> tuple[str, ...]:
    """The parts of two words: surname and first name in either order, or first name and patronymic."""
    first, second = words
    if _can_be(second, "Patr") and _can_be(first, "Name"):
        return ("Name", "Patr")
    orders = [
        order
        for order, name, other in ((("Surn", "Name"), second, first), (("Name", "Surn"), first, second))
        if _can_be(name, "Name") and not _can_be(other, "Name")
    ]
    return orders[0] if len(orders) == 1 else ()


def _is_initial(word: str) -> bool:
    return all(len(letter) == 1 for letter in word.rstrip(".").split(".")) and len(word) <= 4


def _can_be(word: str, part: str) -> bool:
    return any({part, "nomn"} <= set(parse.tag.grammemes) for parse in _morph().parse(word))


def _genders(words: list[str], parts: tuple[str, ...]) -> tuple[str, ...]:
    """The possible genders of a name, by the patronymic, else by the first name, else by the surname."""
    for part in ("Patr", "Name", "Surn"):
        for word, is_part in zip(words, parts, strict=False):
            if is_part == part:
                told = {
                    gender
                    for parse, gender in product(_morph().parse(word.split("-")[-1]), GENDERS)
                    if {part, "nomn", gender} <= set(parse.tag.grammemes)
                }
                if len(told) == 1:
                    return tuple(told)
    return GENDERS


def _word(word: str, part: str, gender: str, case: GrammaticalCase, decline: Decline) -> str:
    """One word of a name, declined; both halves of a double surname change."""
    if not part:
        return word
    return "-".join(_as_written(half, decline(half, part, gender, case)) for half in word.split("-"))


def _is_half_done(words: list[str], changed: list[str]) -> bool:
    """True if only one half of a double surname changed: then the library probably does not know the other half."""
    halves = [[*zip(old.split("-"), new.split("-"), strict=False)] for old, new in zip(words, changed, strict=False)]
    return any(len({old == new for old, new in each}) > 1 for each in halves)


def _morphology(word: str, part: str, gender: str, case: GrammaticalCase) -> str:
    for parse in _morph().parse(word):
        if {part, "nomn", gender} <= set(parse.tag.grammemes) and (changed := parse.inflect({MARKS[case], "sing"})):
            return changed.word
    return word


@lru_cache(maxsize=1)
def _maker() -> "PetrovichDeclinationMaker":
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


def _petrovich(word: str, part: str, gender: str, case: GrammaticalCase) -> str:
    from pytrovich import enums

    known = {"masc": enums.Gender.MALE, "femn": enums.Gender.FEMALE}
    return str(_maker().make(enums.NamePart[PARTS[part]], known[gender], enums.Case[case.upper()], word))


def _as_written(word: str, changed: str) -> str:
    """The changed word with the first letter capital or small, as in the original."""
    return changed[:1].upper() + changed[1:].lower() if word[:1].isupper() else changed.lower()


def _head(words: list[str]) -> tuple[int, Parse] | None:
    """The index and the parse of the noun that the first words belong to; None if there is no such noun."""
    for place, word in enumerate(words):
        nouns = _nominative(word, "NOUN")
        is_adjective = bool(_nominative(word, "ADJF")) and place + 1 < len(words)
        if is_adjective and any(_nominative(words[place + 1], part) for part in ("ADJF", "NOUN")):
            continue
        return (place, nouns[0]) if nouns else None
    return None


def _nominative(word: str, part: str) -> list[Parse]:
    return [parse for parse in _morph().parse(word) if part in parse.tag and "nomn" in parse.tag]


def _agreeing(word: str, noun: Parse, case: GrammaticalCase, part: str) -> str:
    """An adjective before the noun, or the noun itself, in a case. An abbreviation in capitals does not change."""
    gender, number = noun.tag.gender, noun.tag.number
    for parse in [] if word.isupper() else _nominative(word, part):
        if number in parse.tag and (gender is None or number == "plur" or gender in parse.tag):
            wanted: set[str | None] = {MARKS[case], number}
            if part == "ADJF" and number == "sing":
                wanted |= {gender} | ({"inan"} if gender == "masc" and case is GrammaticalCase.ACCUSATIVE else set())
            if changed := parse.inflect(wanted):
                return _as_written(word, changed.word)
    return word


def _own_name(word: str, noun: Parse, case: GrammaticalCase) -> str:
    """A name after the noun, in a case: the name of a town changes, any other name stays."""
    for parse in _morph().parse(word):
        is_town = "Geox" in parse.tag or ("ADJF" in parse.tag and noun.tag.gender in parse.tag)
        if "nomn" in parse.tag and "sing" in parse.tag and is_town and (changed := parse.inflect({MARKS[case]})):
            return _as_written(word, changed.word)
    return word
