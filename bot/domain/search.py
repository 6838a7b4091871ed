"""Search for answers by what people type: with typos, in everyday words, in Latin letters, on the wrong keyboard.

The ranking is plain arithmetic over a few hundred short texts. A word matches by its lemma (the lemmatizer is an
argument), or by the trigrams that it shares with an indexed word; rare words weigh more (TF-IDF).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from bot.domain.municipalities import TO_LATIN, fold
from bot.domain.places.spelling import distance, errors_allowed

TYPED_MAX = 200
WORDS_MAX = 24

# The shares of the line's weight from which a document is offered, and from which no other reading is tried.
FITS, FITS_WELL = 0.2, 0.65
# Two words that share at least this part of their trigrams may be the same word in another spelling.
ALIKE = 0.42
ALIKE_MOST = 6
# The bonus of a title that the line covers whole: "what is a TOS" means that question, not a longer one around it.
TITLE = 0.25
# The weight of a word outside the title.
KEYWORDS, BODY = 0.9, 0.35
# The weight of a word that is only similar, multiplied by its similarity.
ALMOST = 0.9

Lemma = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Document:
    """A searchable document: its titles, one a language, and its keywords have full weight, its body has less."""

    id: str
    titles: tuple[str, ...]
    keywords: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A matching document, with the share of the typed line's weight that it covers: about 0 to 1."""

    id: str
    score: float


@dataclass(slots=True)
class Match:
    """The evidence for each document in a line: weights by document and by title, and the documents that it may mean.

    A document may be meant only if it has a word of the line, typing errors aside: a line whose words only resemble
    others is about something else.
    """

    covered: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    titled: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    meant: set[int] = field(default_factory=set)


class KnownWords:
    """Known words, and those of them that a typed word may be."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sizes = {word: len(pieces(word)) for word in words}
        self._pieces: dict[str, list[str]] = defaultdict(list)
        for word in self._sizes:
            for piece in pieces(word):
                self._pieces[piece].append(word)

    def alike(self, word: str, lemma: str) -> list[tuple[str, float]]:
        """The known words that a typed one may be, with their similarity: 1 for the same word."""
        same = [(lemma, 1.0)] if lemma in self._sizes else []
        return same + [each for each in self._similar({word, lemma}) if each[0] != lemma]

    def _similar(self, forms: set[str]) -> list[tuple[str, float]]:
        """The closest few words by the Dice coefficient of their trigrams."""
        best: dict[str, float] = {}
        for form in forms:
            mine = pieces(form)
            shared = Counter(chain.from_iterable(self._pieces.get(piece, ()) for piece in mine))
            for known, count in shared.items():
                dice = 2 * count / (len(mine) + self._sizes[known])
                if dice >= ALIKE:
                    best[known] = max(best.get(known, 0.0), dice)
        closest = sorted(best.items(), key=lambda row: (-row[1], row[0]))[:ALIKE_MOST]
        return [(known, ALMOST * dice) for known, dice in closest]


class Index:
    """An index of documents. `lemma` returns a folded word's dictionary form, "" for a stop word ("in", "the")."""

    def __init__(self, documents: Sequence[Document], lemma: Lemma) -> None:
        self._lemma = lemma
        self._ids = [each.id for each in documents]
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        # Titles by their words: a title is a document's number and its position in it.
        self._titles: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for number, each in enumerate(documents):
            self._take(number, each)
        count = len(documents)
        self._idf = {word: math.log(1 + count / (1 + len(found))) for word, found in self._postings.items()}
        self._unknown = math.log(1 + count) / 2
        self._title_weights: dict[tuple[int, int], float] = defaultdict(float)
        for word, titles in self._titles.items():
            for title in titles:
                self._title_weights[title] += self._idf[word]
        self._known = KnownWords(self._postings)

    def _take(self, number: int, document: Document) -> None:
        """Index a document's words, each with the weight of its best place."""
        for text, weight in ((document.body, BODY), (document.keywords, KEYWORDS)):
            for word in self._words(fold(text)):
                self._postings[word][number] = weight
        for place, title in enumerate(document.titles):
            for word in self._words(fold(title)):
                self._postings[word][number] = 1.0
                self._titles[word].add((number, place))

    def _words(self, folded: str) -> list[str]:
        return [lemma for word in folded.split() if (lemma := self._lemma(word))]

    def find(self, readings: Iterable[str], most: int) -> list[Hit]:
        """The best documents for the best matching reading of a line, best first; empty when none matches."""
        best: list[Hit] = []
        for reading in readings:
            hits = self._rank(fold(reading)[:TYPED_MAX], most)
            if hits and (not best or hits[0].score > best[0].score):
                best = hits
            if best and best[0].score >= FITS_WELL:
                break
        return best

    def _rank(self, folded: str, most: int) -> list[Hit]:
        match, whole = Match(), 0.0
        for word in dict.fromkeys(folded.split()[:WORDS_MAX]):
            if lemma := self._lemma(word):
                whole += self._cover(word, lemma, match)
        if not whole:
            return []
        bonus: dict[int, float] = defaultdict(float)
        for title, got in match.titled.items():
            bonus[title[0]] = max(bonus[title[0]], TITLE * min(got / self._title_weights[title], 1.0))
        fitting = [(number, got / whole) for number, got in match.covered.items() if number in match.meant]
        scored = [(share + bonus[number], number) for number, share in fitting if share >= FITS]
        scored.sort(key=lambda row: (-row[0], row[1]))
        return [Hit(self._ids[number], score) for score, number in scored[:most]]

    def _cover(self, word: str, lemma: str, match: Match) -> float:
        """Add the weight of a word's best match to each document. Returns the word's own weight."""
        fits: dict[int, float] = {}
        alike = self._known.alike(word, lemma)
        for known, likeness in alike:
            weight = self._idf[known] * likeness
            for number, place in self._postings[known].items():
                fits[number] = max(fits.get(number, 0.0), weight * place)
            if is_same(known, word, lemma):
                match.meant.update(self._postings[known])
            for title in self._titles.get(known, ()):
                match.titled[title] += weight
        for number, fit in fits.items():
            match.covered[number] += fit
        return max((self._idf[known] for known, _ in alike), default=self._unknown)


def is_same(known: str, word: str, lemma: str) -> bool:
    """Tell whether an indexed word is a typed one, or its lemma, apart from typing errors."""
    return any(distance(known, form, errors_allowed(form)) <= errors_allowed(form) for form in {word, lemma})


def pieces(word: str) -> frozenset[str]:
    """The trigrams of a word, with its ends marked."""
    marked = f"^{word}$"
    return frozenset(marked[at : at + 3] for at in range(len(marked) - 2))


def readings(typed: str, keyboards: Sequence[str]) -> list[str]:
    """The possible readings of a typed line: as it is, typed on the other keyboard, Russian in Latin letters.

    `keyboards` are two strings of letters with the letters of the same key at the same index.
    """
    line = typed[:TYPED_MAX].casefold()
    meant = [line, _other_keyboard(line, keyboards)]
    return [*meant, cyrillic(line)] if re.search("[a-z]", line) else meant


def _other_keyboard(line: str, keyboards: Sequence[str]) -> str:
    one, other = keyboards
    typed_on_one = sum(letter in one for letter in line) >= sum(letter in other for letter in line)
    table = str.maketrans(one, other) if typed_on_one else str.maketrans(other, one)
    return line.translate(table)


# The spellings that people type for a Russian letter, besides those in `latin`.
_ALSO = {
    "sch": "shch", "shh": "shch", "h": "kh", "x": "kh", "c": "ts", "w": "v", "j": "y", "q": "k",
    "ja": "ya", "ju": "yu", "jo": "e", "yo": "e", "je": "e", "ye": "e",
}  # fmt: skip
_LETTERS = {spelling: chr(code) for code, spelling in reversed(TO_LATIN.items()) if spelling}
_SPELLED = _LETTERS | {also: _LETTERS[spelling] for also, spelling in _ALSO.items()}
_SPELLING = re.compile("|".join(sorted(_SPELLED, key=len, reverse=True)))
# After a consonant "y" is a vowel: its last letter in the alphabet; elsewhere the short one.
_VOWEL_Y = chr(max(code for code, spelling in TO_LATIN.items() if spelling == "y"))
_AFTER_CONSONANT = re.compile("(?<=[bcdfghjklmnpqrstvwxz])y(?![aou])")


def cyrillic(line: str) -> str:
    """The closest Russian reading of a line in Latin letters; soft and hard signs are lost."""
    return _SPELLING.sub(lambda found: _SPELLED[found[0]], _AFTER_CONSONANT.sub(_VOWEL_Y, line))
