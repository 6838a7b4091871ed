"""Words brought to their dictionary form: Russian by pymorphy3, English by its ending.

The dictionaries take some 25 MiB. They are read when somebody searches for the first time, away from the event loop,
for that takes half a second.
"""

from functools import lru_cache

WORDS_KEPT = 20_000
# Prepositions and particles: they say nothing about what is asked.
EMPTY = frozenset({"PREP", "PRCL"})
NAMES = frozenset({"Name", "Patr", "Surn"})
SOFT_SIGN = "\u044c"
ENDINGS = ("ing", "ies", "ed", "es", "s", "e", "y")
SHORTEST_STEM = 3


class Lemmatizer:
    """Slow to make, fast to ask. It is asked for folded words."""

    def __init__(self) -> None:
        from pymorphy3 import MorphAnalyzer

        self._russian = MorphAnalyzer(lang="ru")
        self.lemma = lru_cache(WORDS_KEPT)(self._lemma)

    def _lemma(self, word: str) -> str:
        """The dictionary form, "" for a word that says nothing.

        A word typed in Latin letters has lost its soft sign: it is tried where that makes a word.
        """
        if word.isascii():
            return _stem(word)
        if not self._russian.word_is_known(word) and self._russian.word_is_known(word + SOFT_SIGN):
            word += SOFT_SIGN
        likeliest = self._russian.parse(word)[0]
        return "" if likeliest.tag.POS in EMPTY else str(likeliest.normal_form)

    def is_name(self, word: str) -> bool:
        """Whether a word is likeliest somebody's first, second or last name."""
        return not word.isascii() and bool(NAMES & self._russian.parse(word)[0].tag.grammemes)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
