"""The catalogue of grants on a shelf, made again after each change and whenever one of its dates is over.

It is read in pages and put on its shelf in a thread: with ten thousand programmes that takes seconds, and the bot
answers meanwhile.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.domain.catalogue.shelf import Shelf
from bot.domain.catalogue.wishes import WORDS_MOST, GrantWish, mark
from bot.domain.catalogue.wording import Heard, hear
from bot.domain.grants import Programme
from bot.domain.municipalities import fold
from bot.domain.search import is_same, readings
from bot.lemmas import lemmatizer
from bot.vocabulary import words_of_wishes
from storage import grants
from storage.core.db import Store

AT_ONCE, TRIES = 300, 3

Words = tuple[Programme, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Understood:
    """A typed wish. `near` are words that may name a place, `unknown` those that no programme has.

    `doubtful` names several places.
    """

    wish: GrantWish
    near: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    doubtful: str = ""

    @property
    def is_sure(self) -> bool:
        """True when something was asked for and every word was understood."""
        return not self.unknown and (bool(self.doubtful) or not self.wish.is_empty)


@dataclass
class Catalogue:
    """The catalogue of this process; `shelf` is never older than the store."""

    store: Store
    _shelf: Shelf | None = None
    _version: int = -1
    _has_words: bool = False
    _words: dict[int, Words] = field(default_factory=dict)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def shelf(self, now: datetime, *, with_words: bool = False) -> Shelf:
        """The shelf of this moment; `with_words` it can be searched, which needs the dictionaries."""
        return (await self.edition(now, with_words=with_words))[1]

    async def edition(self, now: datetime, *, with_words: bool = False) -> tuple[int, Shelf]:
        """The version of the catalogue and its shelf."""
        self._has_words = self._has_words or with_words
        shelf = self._standing(await self.store.glance(grants.version), now)
        if shelf is None:
            async with self._lock:
                shelf = await self._renew(now)
        return self._version, shelf

    def _standing(self, version: int, now: datetime) -> Shelf | None:
        """The shelf that there is, if it is the one of this version and moment."""
        shelf = self._shelf if self._version == version else None
        if shelf is None or now >= shelf.fresh_until or (self._has_words and not shelf.can_search):
            return None
        return shelf

    async def _renew(self, now: datetime) -> Shelf:
        """Read the catalogue, again if it changes meanwhile, and put it on its shelf."""
        for _ in range(TRIES):
            version = await self.store.glance(grants.version)
            if shelf := self._standing(version, now):
                return shelf
            known = [each async for page in self.store.pages(grants.page, size=AT_ONCE) for each in page]
            words = self._words_of if self._has_words else None
            self._shelf, self._version = await asyncio.to_thread(Shelf, known, now, words), version
        return self._shelf or Shelf([], now)

    async def understand(self, typed: str, keyboards: Sequence[str], today: date, now: datetime) -> Understood:
        """The wish in a typed line, also on the wrong keyboard or in Latin letters: the reading that says most."""
        shelf = await self.shelf(now, with_words=True)
        known = words_of_wishes()
        read = [_find_words(shelf, hear(each, known, today)) for each in readings(typed, keyboards)]
        return max(read, key=lambda each: (each.is_sure, not each.wish.is_empty, -len(each.unknown)))

    def _words_of(self, programme: Programme) -> frozenset[str]:
        kept = self._words.get(programme.id)
        if kept is None or kept[0] != programme:
            kept = self._words[programme.id] = programme, words_of(programme)
        return kept[1]


def _find_words(shelf: Shelf, heard: Heard) -> Understood:
    """Look the words that are left up among those of the programmes; the rarest of them count."""
    found: dict[str, str | None] = {word: _known(shelf, word) for word in heard.left}
    marks = dict.fromkeys(mark(word) for word in found.values() if word)
    rarest = sorted(marks, key=lambda each: shelf.programmes.any_of([("word", each)]).bit_count())[:WORDS_MOST]
    unknown = tuple(typed for typed, word in found.items() if word is None)
    return Understood(replace(heard.wish, words=tuple(rarest)), tuple(heard.places), unknown)


def _known(shelf: Shelf, word: str) -> str | None:
    """The dictionary word of the catalogue that was typed, typing errors aside."""
    lemma = lemmatizer().lemma(word)
    alike = shelf.words.alike(word, lemma) if lemma else []
    return next((each for each, _ in alike if is_same(each, word, lemma)), None)


def words_of(programme: Programme) -> frozenset[str]:
    """The dictionary words of a programme's title, organiser, note and sums."""
    texts = [programme.title, programme.short_title, programme.organiser]
    texts += [*(programme.note or {}).values(), *(programme.amount or {}).values()]
    return lemmas(texts)


def lemmas(texts: Iterable[str]) -> frozenset[str]:
    known = lemmatizer()
    return frozenset(lemma for text in texts for word in fold(text).split() if (lemma := known.lemma(word)))
