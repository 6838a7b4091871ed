"""Every reader of typed words and every declension under random texts: no exception, bounded time."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings

from bot.catalogue import Catalogue
from bot.domain.papers.questions import GrammaticalCase
from bot.files import declension
from bot.i18n import Texts
from bot.library import Library
from bot.places import Places
from storage.core.db import Store
from tests.fuzz.readers import AWAITED, READERS, Shelves, known_readers
from tests.fuzz.texts import HOSTILE, texts

# Far more than any reader needs for a text, on any machine; a search that grows with a power of the length needs more.
SECONDS_MOST = 5


@contextmanager
def bounded(name: str) -> Iterator[None]:
    """Break off what takes seconds of the processor: an endless search fails and does not hang."""

    def stop(*_: object) -> None:
        raise TimeoutError(name)

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_MOST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def test_every_reader_is_tried() -> None:
    """A new reader stands in `tests/fuzz/readers.py`, or takes whoever typed as well and is an answer in a chat."""
    assert known_readers() == READERS.keys() | AWAITED.keys()


def test_every_declension_is_tried() -> None:
    found = {
        each
        for each in vars(declension).values()
        if getattr(each, "__annotations__", {}).get("return") is declension.WordForm
    }
    assert found == {declension.person, declension.phrase}


def try_all(typed: str) -> None:
    for name, read in READERS.items():
        with bounded(name):
            read(typed)
    for decline in (declension.person, declension.phrase):
        for case in GrammaticalCase:
            with bounded(decline.__name__):
                decline(typed, case)


@settings(max_examples=settings().max_examples // 4)
@given(texts())
def test_no_text_breaks_a_reader(typed: str) -> None:
    try_all(typed)


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_hostile_text_breaks_or_holds_a_reader(typed: str) -> None:
    try_all(typed)


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    """A loop for all texts of a test: what the readers build in it stays."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def shelves(runner: asyncio.Runner, seeded: Path) -> Iterator[Shelves]:
    store = Store(f"sqlite+aiosqlite:///{seeded}")
    yield Shelves(Library(Texts("ru")), Catalogue(store), Places(store, Texts("ru")))
    runner.run(store.close())


async def try_awaited(shelves: Shelves, typed: str) -> None:
    for name, read in AWAITED.items():
        with bounded(name):
            await read(shelves, typed)


@settings(max_examples=settings().max_examples // 4)
@given(typed=texts())
def test_no_text_breaks_a_reader_that_waits(runner: asyncio.Runner, shelves: Shelves, typed: str) -> None:
    runner.run(try_awaited(shelves, typed))


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_hostile_text_breaks_a_reader_that_waits(runner: asyncio.Runner, shelves: Shelves, typed: str) -> None:
    runner.run(try_awaited(shelves, typed))
