"""pymorphy3 and pytrovich behind one face: the forms of single words. Imported with the first name, off the loop."""

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol
from unicodedata import name

from bot.domain.papers.questions import GrammaticalCase

if TYPE_CHECKING:
    from pytrovich.maker import PetrovichDeclinationMaker

MARKS = {GrammaticalCase.GENITIVE: "gent", GrammaticalCase.ACCUSATIVE: "accs"}
PARTS = {"Surn": "LASTNAME", "Name": "FIRSTNAME", "Patr": "MIDDLENAME"}
WORDS_KEPT = 5_000
# Marks of nouns that are names themselves, or whose surnames never change.
NO_SURNAMES = frozenset({"Surn", "Name", "Patr", "neut"})
# The last letters of nouns that are declined like a woman's name.
VOWELS = ("\u0430", "\u044f")


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
    is_known: bool

    def inflect(self, required_grammemes: set[str | None]) -> "Parse | None": ...


class Morphology(Protocol):
    """pymorphy3's analyzer."""

    def parse(self, word: str) -> "list[Parse]": ...


@lru_cache(maxsize=1)
def _morphology() -> Morphology:
    from pymorphy3 import MorphAnalyzer

    analyzer: Morphology = MorphAnalyzer()
    return analyzer


@lru_cache(maxsize=WORDS_KEPT)
def parses(word: str) -> "tuple[Parse, ...]":
    """All readings of a word, the likeliest first; none of one with a letter that Unicode gives no name."""
    is_read = word and all(name(letter, "") for letter in word)
    return tuple(_morphology().parse(word)) if is_read else ()


@lru_cache(maxsize=1)
def _maker() -> "PetrovichDeclinationMaker":
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


def of_part(word: str, part: str, gender: str, case: GrammaticalCase) -> str:
    """A word of a name in a case by pymorphy3; as it is if it does not know it as this part of a name."""
    for parse in parses(word):
        if {part, "nomn", gender} <= set(parse.tag.grammemes) and (changed := parse.inflect({MARKS[case], "sing"})):
            return changed.word
    return word


def of_petrovich(word: str, part: str, gender: str, case: GrammaticalCase) -> str:
    """A word of a name in a case by pytrovich."""
    from pytrovich import enums

    known = {"masc": enums.Gender.MALE, "femn": enums.Gender.FEMALE}
    return str(_maker().make(enums.NamePart[PARTS[part]], known[gender], enums.Case[case.upper()], word))


def of_noun(word: str, gender: str, case: GrammaticalCase) -> str | None:
    """The form of a surname that is a common noun too (hare, archer): it loses the vowels that the noun loses.

    None for anything else. A man is animate, whatever the noun is. A woman's surname changes only after a vowel.
    """
    for parse in parses(word):
        marks = parse.tag.grammemes
        if not (parse.is_known and {"NOUN", "nomn", "sing"} <= marks) or NO_SURNAMES & marks:
            continue
        if word.lower().endswith(VOWELS):
            wanted = MARKS[case]
        elif gender == "femn":
            return word
        else:
            wanted = MARKS[GrammaticalCase.GENITIVE]
        if changed := parse.inflect({wanted, "sing"}):
            return changed.word
    return None
