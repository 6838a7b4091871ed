"""The rules by which Russian surnames and first names decline, from `locales/ru/declension.yaml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.papers.questions import GrammaticalCase
from bot.i18n import LOCALES, read_yaml

FORMS = {
    ("masc", GrammaticalCase.GENITIVE): 0,
    ("masc", GrammaticalCase.ACCUSATIVE): 1,
    ("femn", GrammaticalCase.GENITIVE): 2,
    ("femn", GrammaticalCase.ACCUSATIVE): 3,
}
UNCHANGED = "^"
YE, YO = "\u0435", "\u0451"

Endings = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class NameRules:
    """Endings with their forms; see the file for what each is."""

    surnames: Endings
    short: Endings
    first_names: Endings
    fixed_halves: frozenset[str]
    particles: frozenset[str]
    patronymic_words: Mapping[str, str]
    vowels: str

    def surname(self, word: str, gender: str, case: GrammaticalCase) -> list[str]:
        """The forms that a surname may have, the likeliest first."""
        return _forms(word, {**self.surnames, **(self.short if self.is_short(word) else {})}, FORMS[gender, case])

    def is_short(self, word: str) -> bool:
        """Tell whether a word has one syllable."""
        return sum(letter in self.vowels for letter in word.lower()) <= 1

    def first_name(self, word: str, gender: str, case: GrammaticalCase) -> list[str]:
        return _forms(word, self.first_names, FORMS[gender, case])


def _forms(word: str, endings: Endings, form: int) -> list[str]:
    folded = word.lower().replace(YO, YE)
    ending = next(folded[at:] for at in range(len(folded) + 1) if folded[at:] in endings)
    stem = word[: len(word) - len(ending)]
    return [word if each == UNCHANGED else _dotted(word, stem + each) for each in endings[ending][form].split("/")]


def _dotted(word: str, form: str) -> str:
    """The form with the letters with two dots that the word has."""
    return "".join(YO if new == YE and word[at : at + 1] == YO else new for at, new in enumerate(form))


@lru_cache(maxsize=1)
def name_rules() -> NameRules:
    read = read_yaml(LOCALES / "ru" / "declension.yaml")
    words = {name: frozenset(read[name]) for name in ("fixed_halves", "particles")}
    return NameRules(**read | words)
