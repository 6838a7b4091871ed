"""Lemmatizing: the dictionary forms of words, Russian by pymorphy3, English by their endings.

The dictionaries take about 25 MiB. They are read at the first search, in a thread, since that takes half a second.
"""

from functools import cache, lru_cache

WORDS_KEPT = 20_000
# Prepositions and particles: stop words.
EMPTY = frozenset({"PREP", "PRCL"})
NAMES = frozenset({"Name", "Patr", "Surn"})
SOFT_SIGN = "\u044c"
ENDINGS = ("ing", "ies", "ed", "es", "s", "e", "y")
SHORTEST_STEM = 3


class Lemmatizer:
    """A lemmatizer of folded words; slow to create, fast to use."""

    def __init__(self) -> None:
        from pymorphy3 import MorphAnalyzer

        self._russian = MorphAnalyzer(lang="ru")
        self.lemma = lru_cache(WORDS_KEPT)(self._lemma)

    def _lemma(self, word: str) -> str:
        """The dictionary form, "" for a stop word.

        A word typed in Latin letters has lost its soft sign: the sign is added where that makes a known word.
        """
        if word.isascii():
            return _stem(word)
        if not self._russian.word_is_known(word) and self._russian.word_is_known(word + SOFT_SIGN):
            word += SOFT_SIGN
        likeliest = self._russian.parse(word)[0]
        return "" if likeliest.tag.POS in EMPTY else str(likeliest.normal_form)

    def is_name(self, word: str) -> bool:
        """Tell whether a word is most likely a first name, a patronymic or a surname."""
        return not word.isascii() and bool(NAMES & self._russian.parse(word)[0].tag.grammemes)


@cache
def lemmatizer() -> Lemmatizer:
    """The lemmatizer of this process. Call it in a thread first: its dictionaries are read then."""
    return Lemmatizer()


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
