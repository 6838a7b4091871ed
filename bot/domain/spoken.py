"""Typed words that mean a button: the label of one on the screen, "skip", "cancel", "my papers", "hello".

All words are folded (`bot.domain.municipalities.fold`). A label counts only as it stands: one letter away may be
another village or another person. The reserved words may have a typo.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeAlias

from bot.domain.municipalities import fold

TYPED_MAX, WORDS_MAX = 64, 6
# The shortest word that may have a typo, and the likeness of two spellings of it: one letter of six.
TYPO_FROM, ALIKE = 5, 0.83


class ReservedWord(StrEnum):
    """A reserved word: it is never the answer to a question, except to one that takes any words."""

    SKIP = "skip"
    UNKNOWN = "unknown"
    CANCEL = "cancel"
    BACK = "back"
    NEXT = "next"
    MENU = "menu"
    STOP = "stop"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words that people type for a meaning, and the beginnings of labels of buttons that do it."""

    said: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """The words of one language. `commands` are the commands of meanings; `places` and `extra` have beginnings.

    `blanks` are the beginnings of words that tell one paper from the others: the first paper that was named counts.
    """

    meanings: Mapping[ReservedWord, Phrases]
    commands: Mapping[ReservedWord, str]
    noise: frozenset[str] = frozenset()
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extra: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    blanks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hello: frozenset[str] = frozenset()
    thanks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Label:
    """A button on the screen: its label and what it sends."""

    text: str
    data: str


@dataclass(frozen=True, slots=True)
class ButtonMeant:
    data: str


@dataclass(frozen=True, slots=True)
class CommandMeant:
    command: str


@dataclass(frozen=True, slots=True)
class PlaceMeant:
    """A place; `about` is the one thing of it that was named, such as a paper of the blanks."""

    place: str
    about: str | None = None


class Courtesy(StrEnum):
    HELLO = "hello"
    THANKS = "thanks"


class NoButton(StrEnum):
    """A reserved word that no button on the screen answers, while a question is open."""

    SKIP = "skip"
    UNKNOWN = "unknown"
    YES_NO = "yes_no"


Meant: TypeAlias = ButtonMeant | CommandMeant | PlaceMeant | Courtesy | NoButton


class Openness(StrEnum):
    """The question that waits for words: NONE, one with an ANSWER of its own kind, or one that takes ANY words."""

    NONE = "none"
    ANSWER = "answer"
    ANY = "any"


def understand(typed: str, screen: Sequence[Label], openness: Openness, known: SpokenWords) -> Meant | None:
    """The meaning of typed words besides an answer or a search; None when they are one of these."""
    words = fold(typed)
    if not words or len(typed) > TYPED_MAX:
        return None
    if same := [each for each in screen if fold(each.text) == words]:
        return ButtonMeant(same[0].data) if len(same) == 1 else None
    meaning = meaning_of(words, known)
    if meaning and (found := button_for(meaning, screen, known)):
        return ButtonMeant(found.data)
    if openness is Openness.ANY:
        return None
    if meaning:
        return _without_button(meaning, openness, known)
    return _place_or_courtesy(words, known) if openness is Openness.NONE else None


def meaning_of(words: str, known: SpokenWords) -> ReservedWord | None:
    """The reserved word that was typed, also with one typo; None for any other words."""
    for meaning, phrases in known.meanings.items():
        if words in phrases.said:
            return meaning
    for meaning, phrases in known.meanings.items():
        # "Yes" and "no" with a typo may be a name: Vernoye is a village, and "verno" is "right".
        if meaning not in (ReservedWord.YES, ReservedWord.NO) and any(_is_typo(words, each) for each in phrases.said):
            return meaning
    return None


def _is_typo(typed: str, word: str) -> bool:
    near = abs(len(typed) - len(word)) <= 1 and min(len(typed), len(word)) >= TYPO_FROM
    return near and SequenceMatcher(None, typed, word).ratio() >= ALIKE


def button_for(meaning: ReservedWord, screen: Sequence[Label], known: SpokenWords) -> Label | None:
    """The only button whose label begins like one of the meaning's; the first such beginning decides."""
    for beginning in known.meanings[meaning].labels:
        found = [each for each in screen if f"{fold(each.text)} ".startswith(f"{beginning} ")]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _without_button(meaning: ReservedWord, openness: Openness, known: SpokenWords) -> Meant | None:
    if meaning is ReservedWord.STOP and openness is Openness.NONE:
        return PlaceMeant("news")
    if meaning in known.commands:
        is_way_back = meaning is ReservedWord.BACK and openness is Openness.NONE
        return CommandMeant(known.commands[ReservedWord.MENU if is_way_back else meaning])
    if openness is Openness.NONE:
        return None
    return {ReservedWord.SKIP: NoButton.SKIP, ReservedWord.UNKNOWN: NoButton.UNKNOWN}.get(meaning, NoButton.YES_NO)


def _place_or_courtesy(words: str, known: SpokenWords) -> Meant | None:
    if words in known.hello:
        return Courtesy.HELLO
    if words in known.thanks:
        return Courtesy.THANKS
    said = [each for each in words.split() if each not in known.noise]
    if not said or len(words.split()) > WORDS_MAX:
        return None
    fitting = [place for place in known.places if _fits(said, place, known)]
    if len(fitting) != 1:
        return None
    named = known.blanks if fitting[0] == "blanks" else {}
    about = next((thing for thing, own in named.items() if any(each.startswith(own) for each in said)), None)
    return PlaceMeant(fitting[0], about)


def _fits(said: Sequence[str], place: str, known: SpokenWords) -> bool:
    own, more = known.places[place], known.extra.get(place, ())
    return any(each.startswith(own) for each in said) and all(each.startswith((*own, *more)) for each in said)
