"""Frequent questions and the glossary: each answer has its source, its date and its confidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.founding import Step
from bot.domain.municipalities import fold
from bot.domain.norms import PLACE, Confidence

CHECKED_FOR = timedelta(days=180)


class FaqTopic(StrEnum):
    """The section of an answer in the list, in the list's order."""

    BASICS = "basics"
    PEOPLE = "people"
    TERRITORY = "territory"
    MEETING = "meeting"
    CHARTER = "charter"
    MONEY = "money"
    WORK = "work"
    BOT = "bot"


@dataclass(frozen=True, slots=True)
class Entry:
    """A question with its answer in one language.

    `answer` is Telegram HTML and may show norms: `{norm:KEY}`. `keywords` are people's own words for it; `step` is the
    step of the road that tells more. An answer that came from a question names who confirmed it.
    """

    id: str
    topic: FaqTopic
    question: str
    answer: str
    keywords: str
    confidence: Confidence
    source: str
    as_of: date
    step: Step | None = None
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A glossary term in plain words. `begins` are the folded beginnings by which it is found in a text."""

    word: str
    means: str
    begins: tuple[str, ...]


def is_due(entry: Entry, today: date) -> bool:
    """Tell whether an answer was checked so long ago that it may have changed."""
    return today - entry.as_of > CHECKED_FOR


def terms_in(text: str, terms: Iterable[GlossaryTerm]) -> list[GlossaryTerm]:
    """The terms that a guide text or an answer uses, in the order of `terms`."""
    said = f" {fold(PLACE.sub(' ', text))}"
    return [term for term in terms if any(f" {beginning}" in said for beginning in term.begins)]


def of_topic(entries: Iterable[Entry], topic: FaqTopic) -> Sequence[Entry]:
    """The answers of a topic, in their order."""
    return [entry for entry in entries if entry.topic is topic]
