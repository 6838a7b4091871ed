"""The words of time, read from `locales/`: of all languages together, since people write in either."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.domain import time_reader
from bot.i18n import LANGUAGES, LOCALES


@cache
def words_of_time(folder: Path = LOCALES) -> time_reader.Vocabulary:
    """The vocabulary, read once in a process: it takes a few milliseconds."""
    return time_reader.build([_read(folder / locale / "time.yaml") for locale in LANGUAGES])


def _read(path: Path) -> Any:
    import yaml

    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
