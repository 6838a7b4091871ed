"""The library: frequent questions and the glossary in each language, and the search over them.

Files and dictionaries are read at the first use, in a thread, so that they do not block the loop.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bot.domain.faq import Entry, FaqTopic, GlossaryTerm
from bot.domain.founding import Step
from bot.domain.helpers import Helper, HelpTopic
from bot.domain.municipalities import fold
from bot.domain.norms import Confidence
from bot.domain.practices import Practice, PracticeTopic
from bot.domain.school import School
from bot.domain.search import FITS_WELL, Document, Hit, Index, readings
from bot.i18n import LANGUAGES, LOCALES, Texts, Translator, read_yaml
from bot.lemmas import Lemmatizer, lemmatizer
from bot.practices import read_practices
from bot.school import read_school

FOUND_MOST = 3
# Lessons and stories are offered beside the answers: only what covers half of a line is, among so many of all kinds.
# Whoever looks for helpers alone is shown more of them.
MORE_FITS, HELPERS_FIT, MORE_RANKED = 0.5, 0.3, 60
LESSON, STORY, HELPER = "lesson:", "story:", "helper:"

T = TypeVar("T")
PRACTICE_TOPICS = {
    PracticeTopic.YARD: "practice-topic-yard",
    PracticeTopic.PARK: "practice-topic-park",
    PracticeTopic.WATER: "practice-topic-water",
    PracticeTopic.ROAD: "practice-topic-road",
    PracticeTopic.CULTURE: "practice-topic-culture",
    PracticeTopic.MEMORY: "practice-topic-memory",
    PracticeTopic.SPORT: "practice-topic-sport",
    PracticeTopic.CHILDREN: "practice-topic-children",
    PracticeTopic.ELDERS: "practice-topic-elders",
    PracticeTopic.SAFETY: "practice-topic-safety",
    PracticeTopic.NEIGHBOURS: "practice-topic-neighbours",
    PracticeTopic.WASTE: "practice-topic-waste",
    PracticeTopic.SCHOOL: "practice-topic-school",
    PracticeTopic.ORGANISATION: "practice-topic-org",
}
HELP_TOPICS = {
    HelpTopic.TOS: "help-topic-tos",
    HelpTopic.YARD: "help-topic-yard",
    HelpTopic.MONEY: "help-topic-money",
    HelpTopic.PEOPLE: "help-topic-people",
    HelpTopic.LEARNING: "help-topic-learning",
    HelpTopic.RIGHTS: "help-topic-rights",
}
# Words that coordinators added to an answer's keywords: its id and the words.
Added = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The library in one language: the answers by their ids, in their order, the glossary, and the school."""

    entries: Mapping[str, Entry]
    terms: Sequence[GlossaryTerm]
    school: School


@dataclass
class Library:
    """The library in all languages. `find` searches all of them: people may ask in English and read in Russian."""

    texts: Texts
    folder: Path = LOCALES
    _shelves: dict[str, Shelf] = field(default_factory=dict)
    _words: Lemmatizer | None = None
    _index: Index | None = None
    _added: Added = ()
    _own: Sequence[Entry] = ()
    _elsewhere: frozenset[str] = frozenset()
    _practices: Mapping[str, Practice] = field(default_factory=dict)
    _helpers: Sequence[Helper] = ()
    _more: Index | None = None
    _build_lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def shelf(self, locale: str) -> Shelf:
        if locale not in self._shelves:
            self._shelves[locale] = await asyncio.to_thread(read_shelf, self.folder / locale)
        return self._shelves[locale]

    async def find(self, typed: str, added: Added = (), most: int = FOUND_MOST, own: Sequence[Entry] = ()) -> list[Hit]:
        """The best matching answers for a typed line, by their ids.

        `added` are additional keywords, `own` the answers that came from questions.
        """
        async with self._build_lock:
            if self._index is None or (self._added, self._own) != (added, own):
                shelves = [with_own(await self.shelf(locale), own) for locale in LANGUAGES]
                self._index = await asyncio.to_thread(self._build, shelves, added)
                self._added, self._own = added, own
        hits = self._index.find(readings(typed, self._keyboards()), most)
        return [hit for hit in hits if hit.score >= FITS_WELL] if await self._is_elsewhere(typed) else hits

    async def _is_elsewhere(self, typed: str) -> bool:
        """Tell whether a line is about something else: trade, weather, travel, and no word of the glossary."""
        if not self._elsewhere:
            lists = [await asyncio.to_thread(read_yaml, self.folder / each / "elsewhere.yaml") for each in LANGUAGES]
            self._elsewhere = frozenset(word for rows in lists for row in rows for word in row)
        words, lemma = fold(typed).split(), self._words.lemma if self._words else str
        terms = [term for locale in LANGUAGES for term in (await self.shelf(locale)).terms]
        begins = tuple(begin for term in terms for begin in term.begins)
        is_ours = any(word.startswith(begins) for word in words)
        return not is_ours and any(lemma(word) in self._elsewhere for word in words)

    async def practices(self) -> Mapping[str, Practice]:
        """The stories of neighbours, by their slugs; they are told in Russian alone."""
        if not self._practices:
            self._practices = await asyncio.to_thread(read_practices)
        return self._practices

    async def find_more(
        self, typed: str, kind: str = "", most: int = FOUND_MOST, helpers: Sequence[Helper] | None = None
    ) -> list[Hit]:
        """Find what fits a typed line beside the answers, by ids such as `lesson:a1`; of one kind only, if it is named.

        Lessons, stories and `helpers` (None: those of the last time), of which hidden ones are never found. They have
        an index of their own, so that however many there are, the ranking of the answers stays the same.
        """
        async with self._build_lock:
            if self._more is None or (helpers is not None and self._helpers != helpers):
                schools = [(await self.shelf(locale)).school for locale in LANGUAGES]
                stories = (await self.practices()).values()
                found = [*lesson_documents(schools), *(story_document(each, [*self.texts]) for each in stories)]
                self._helpers = helpers or ()
                found += [helper_document(each, [*self.texts]) for each in self._helpers if not each.is_hidden]
                self._more = await asyncio.to_thread(self._build_more, found)
        hits = self._more.find(readings(typed, self._keyboards()), MORE_RANKED)
        usual = HELPERS_FIT if kind == HELPER else MORE_FITS
        least = FITS_WELL if await self._is_elsewhere(typed) else usual
        return [hit for hit in hits if hit.id.startswith(kind) and hit.score >= least][:most]

    def _build_more(self, found: Sequence[Document]) -> Index:
        self._words = self._words or lemmatizer()
        return Index(found, self._words.lemma)

    def _build(self, shelves: Sequence[Shelf], added: Added) -> Index:
        self._words = self._words or lemmatizer()
        return Index(documents(shelves, added), self._words.lemma)

    def names_somebody(self, typed: str) -> bool:
        """Tell whether a line that was searched for contains a name of a person."""
        return self._words is not None and any(map(self._words.is_name, fold(typed).split()))

    def _keyboards(self) -> list[str]:
        return [tr.plain("keyboard-row") for tr in self.texts]


def with_own(shelf: Shelf, own: Sequence[Entry]) -> Shelf:
    """The shelf with the answers that came from questions, the newest first in each topic."""
    return Shelf({entry.id: entry for entry in own} | dict(shelf.entries), shelf.terms, shelf.school) if own else shelf


def documents(shelves: Sequence[Shelf], added: Added) -> list[Document]:
    """The documents of the search: each answer in all languages together, with its additional keywords."""
    more: dict[str, list[str]] = {}
    for entry_id, words in added:
        more.setdefault(entry_id, []).append(words)
    return [
        Document(
            id=entry_id,
            titles=tuple(each.question for each in same),
            keywords=" ".join([*(each.keywords for each in same), *more.get(entry_id, ())]),
            body=" ".join(each.answer for each in same),
        )
        for entry_id in shelves[0].entries
        for same in [[shelf.entries[entry_id] for shelf in shelves if entry_id in shelf.entries]]
    ]


def lesson_documents(schools: Sequence[School]) -> list[Document]:
    """The documents of the lessons: each in all languages together."""
    return [
        Document(
            id=f"{LESSON}{same[0].id}",
            titles=tuple(each.title for each in same),
            keywords=" ".join(f"{each.keywords} {each.gist}" for each in same),
        )
        for same in zip(*(school.lessons() for school in schools), strict=True)
    ]


def story_document(practice: Practice, texts: Sequence[Translator]) -> Document:
    """The document of a story: its topics are its keywords, as each language calls them."""
    topics = [tr.plain(PRACTICE_TOPICS[topic]) for tr in texts for topic in practice.topics]
    keywords = " ".join([*topics, practice.place])
    return Document(f"{STORY}{practice.slug}", (practice.title,), keywords, practice.what)


def helper_document(helper: Helper, texts: Sequence[Translator]) -> Document:
    """The document of a helper: what it helps with is its keywords, as each language calls it."""
    topics = [tr.plain(HELP_TOPICS[topic]) for tr in texts for topic in helper.topics]
    keywords = " ".join([*topics, helper.does])
    return Document(f"{HELPER}{helper.slug}", (helper.name,), keywords, helper.for_whom)


def read_shelf(folder: Path) -> Shelf:
    """Read the files `faq.yaml` and `glossary.yaml` of a language, and its school."""
    entries = [_entry(row) for row in read_yaml(folder / "faq.yaml")]
    terms = [
        GlossaryTerm(row["word"], row["means"], tuple(row["begins"])) for row in read_yaml(folder / "glossary.yaml")
    ]
    return Shelf({entry.id: entry for entry in entries}, terms, read_school(folder))


def _entry(row: dict[str, Any]) -> Entry:
    kinds = {"topic": FaqTopic(row["topic"]), "confidence": Confidence(row["confidence"])}
    return Entry(**row | kinds | {"step": Step(row["step"]) if row.get("step") else None})
