"""The words of time, read from `locales/`: of all languages together, since people write in either."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.domain import time_reader
from bot.i18n import LANGUAGES, LOCALES, TextError


@cache
def words_of_time(folder: Path = LOCALES) -> time_reader.Vocabulary:
    """The vocabulary, read once in a process: it takes a few milliseconds. TextError for a kind that nobody reads."""
    try:
        return time_reader.build([_read(folder / locale / "time.yaml") for locale in LANGUAGES])
    except ValueError as error:
        raise TextError(f"time.yaml: {error}") from error


def _read(path: Path) -> Any:
    import yaml

    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
