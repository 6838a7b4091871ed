"""Grammatical cases of names: who an application comes from, whom the meeting authorises, whom a letter goes to.

Two libraries are asked about a person's name. Where they agree they are right; where they differ, or know too little
(a surname with initials may be a man's or a woman's), the person is asked. Both are imported when the first name
comes: most starts never need them.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from bot.domain.papers.questions import GrammaticalCase

GENDERS = ("masc", "femn")
MARKS = {GrammaticalCase.GENITIVE: "gent", GrammaticalCase.ACCUSATIVE: "accs"}
PARTS = {"Surn": "LASTNAME", "Name": "FIRSTNAME", "Patr": "MIDDLENAME"}


@dataclass(frozen=True, slots=True)
class WordForm:
    """A name in another case: the best guess first. Sure when nobody has to be asked."""

    guesses: tuple[str, ...]
    is_sure: bool


def person(name: str, case: GrammaticalCase) -> WordForm:
    """A full name of a person in a case: surname first or last, with or without a patronymic, with initials."""
    words = name.split()
    parts = _parts(words)
    genders = _genders(words, parts)
    found: list[str] = []
    agreed = bool(parts)
    for gender in genders:
        ours, theirs = (
            " ".join(_word(word, part, gender, case, ask) for word, part in zip(words, parts, strict=False))
            for ask in (_morphology, _petrovich)
        )
        agreed = agreed and ours == theirs
        found += [ours, theirs]
    found.sort(key=lambda guess: _is_half_done(words, guess.split()))
    guesses = tuple(dict.fromkeys(guess for guess in found if guess)) or (name,)
    return WordForm(guesses, agreed and len(guesses) == 1)


def phrase(words: str, case: GrammaticalCase) -> WordForm:
    """A body's or a place's name: the adjectives and the noun they belong to change, what hangs on it stays.

    One library knows such words, so the person always confirms.
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
def _morph() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


def _parts(words: list[str]) -> tuple[str, ...]:
    """What each word of a name is; empty when it cannot be told."""
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
    """A surname and a first name, in whichever order; a first name and a patronymic alone."""
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
    """The genders a name may have: the patronymic decides, else the first name, else the surname."""
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


def _word(word: str, part: str, gender: str, case: GrammaticalCase, ask: Any) -> str:
    """One word of a name; both halves of a double surname change."""
    if not part:
        return word
    return "-".join(_as_written(half, ask(half, part, gender, case)) for half in word.split("-"))


def _is_half_done(words: list[str], changed: list[str]) -> bool:
    """Whether one half of a double surname changed and the other did not: rather a gap of a library than the form."""
    halves = [[*zip(old.split("-"), new.split("-"), strict=False)] for old, new in zip(words, changed, strict=False)]
    return any(len({old == new for old, new in each}) > 1 for each in halves)


def _morphology(word: str, part: str, gender: str, case: GrammaticalCase) -> str:
    for parse in _morph().parse(word):
        if {part, "nomn", gender} <= set(parse.tag.grammemes) and (changed := parse.inflect({MARKS[case], "sing"})):
            return str(changed.word)
    return word


@lru_cache(maxsize=1)
def _maker() -> Any:
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


def _petrovich(word: str, part: str, gender: str, case: GrammaticalCase) -> str:
    from pytrovich import enums

    known = {"masc": enums.Gender.MALE, "femn": enums.Gender.FEMALE}
    return str(_maker().make(enums.NamePart[PARTS[part]], known[gender], enums.Case[case.upper()], word))


def _as_written(word: str, changed: str) -> str:
    """The changed word in the capitals of the original."""
    return changed[:1].upper() + changed[1:].lower() if word[:1].isupper() else changed.lower()


def _head(words: list[str]) -> tuple[int, Any] | None:
    """The noun that the first words belong to, and where it stands; None when no name of a body begins so."""
    for place, word in enumerate(words):
        nouns = _nominative(word, "NOUN")
        is_adjective = bool(_nominative(word, "ADJF")) and place + 1 < len(words)
        if is_adjective and any(_nominative(words[place + 1], part) for part in ("ADJF", "NOUN")):
            continue
        return (place, nouns[0]) if nouns else None
    return None


def _nominative(word: str, part: str) -> list[Any]:
    return [parse for parse in _morph().parse(word) if part in parse.tag and "nomn" in parse.tag]


def _agreeing(word: str, noun: Any, case: GrammaticalCase, part: str) -> str:
    """An adjective before the noun, or the noun itself; an abbreviation in capitals stays as it is."""
    gender, number = noun.tag.gender, noun.tag.number
    for parse in [] if word.isupper() else _nominative(word, part):
        if number in parse.tag and (gender is None or number == "plur" or gender in parse.tag):
            wanted = {MARKS[case], number}
            if part == "ADJF" and number == "sing":
                wanted |= {gender} | ({"inan"} if gender == "masc" and case is GrammaticalCase.ACCUSATIVE else set())
            if changed := parse.inflect(wanted):
                return _as_written(word, changed.word)
    return word


def _own_name(word: str, noun: Any, case: GrammaticalCase) -> str:
    """The name of a town after its noun changes with it; any other name stays as it is."""
    for parse in _morph().parse(word):
        is_town = "Geox" in parse.tag or ("ADJF" in parse.tag and noun.tag.gender in parse.tag)
        if "nomn" in parse.tag and "sing" in parse.tag and is_town and (changed := parse.inflect({MARKS[case]})):
            return _as_written(word, changed.word)
    return word
