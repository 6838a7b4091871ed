"""The vocabulary of typed words, from `locales/*/words.yaml`; read at the first typed word."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.domain.spoken import Meaning, Phrases, Vocabulary
from bot.i18n import LOCALES


@cache
def vocabulary(locale: str, folder: Path = LOCALES) -> Vocabulary:
    """The reserved words, places and courtesies of a language."""
    import yaml

    content: dict[str, Any] = yaml.load((folder / locale / "words.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return Vocabulary(
        meanings={
            Meaning(name): Phrases(tuple(words["said"]), tuple(words["labels"]))
            for name, words in content["meanings"].items()
        },
        commands={Meaning(name): command for name, command in content["commands"].items()},
        noise=frozenset(content["noise"]),
        places={name: tuple(words) for name, words in content["places"].items()},
        extra={name: tuple(words) for name, words in content["with"].items()},
        hello=frozenset(content["hello"]),
        thanks=frozenset(content["thanks"]),
    )
