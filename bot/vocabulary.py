"""Vocabularies of typed words, read from `locales/`: reserved words of one language, words of time of all together."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from bot.domain import time_reader
from bot.domain.catalogue.wording import Phrase, WishWords
from bot.domain.grants import Theme
from bot.domain.spoken import Phrases, ReservedWord, SpokenWords
from bot.i18n import LANGUAGES, LOCALES, TextError, read_yaml


@cache
def spoken_words(locale: str, folder: Path = LOCALES) -> SpokenWords:
    """The reserved words, places and courtesies of a language, read at the first typed word."""
    content = read_yaml(folder / locale / "words.yaml")
    return SpokenWords(
        meanings={
            ReservedWord(name): Phrases(tuple(words["said"]), tuple(words["labels"]))
            for name, words in content["meanings"].items()
        },
        commands={ReservedWord(name): command for name, command in content["commands"].items()},
        noise=frozenset(content["noise"]),
        places={name: tuple(words) for name, words in content["places"].items()},
        extra={name: tuple(words) for name, words in content["with"].items()},
        blanks={paper: tuple(words) for paper, words in content["blanks"].items()},
        hello=frozenset(content["hello"]),
        thanks=frozenset(content["thanks"]),
    )


@cache
def words_of_time(folder: Path = LOCALES) -> time_reader.Vocabulary:
    """The words of time, read once in a process: it takes a few milliseconds. TextError for a kind that nobody reads.

    People write in either language.
    """
    try:
        return time_reader.build([read_yaml(folder / locale / "time.yaml") for locale in LANGUAGES])
    except ValueError as error:
        raise TextError(f"time.yaml: {error}") from error


@cache
def passing_words(folder: Path = LOCALES) -> re.Pattern[str]:
    """A pattern of the words, in any language, that mean another day to every reader: "now", "this year"."""
    found = [word for locale in LANGUAGES for word in read_yaml(folder / locale / "words.yaml")["passing"]]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, found))})\b", re.IGNORECASE)


@cache
def words_of_wishes(folder: Path = LOCALES) -> WishWords:
    """The words with which people look for grants, of all languages, read once in a process."""
    read: list[dict[str, Any]] = [read_yaml(folder / locale / "wishes.yaml") for locale in LANGUAGES]

    def both(name: str) -> list[str]:
        return [word for each in read for word in each[name]]

    def phrases(name: str, meaning: object) -> list[Phrase]:
        return [tuple(map(str, phrase)) for each in read for phrase in each[name].get(meaning, ())]

    return WishWords(
        kinds={kind: phrases("kinds", kind) for each in read for kind in each["kinds"]},
        themes={theme: phrases("themes", theme.value) for theme in Theme},
        months={month: phrases("months", month) for month in range(1, 13)},
        units={unit: roubles for each in read for unit, roubles in each["units"].items()},
        sums={words: roubles for each in read for words, roubles in each["sums"].items()},
        openers=tuple(both("openers")),
        asks=frozenset(both("asks")),
        noise=frozenset(both("noise")),
        near=frozenset(both("near")),
    )
