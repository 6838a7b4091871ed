"""Reading a place and a name: the time that each takes of the processor, and how many are right or rightly asked.

The inputs are those of `tests/cases`; each is read once, so that no cache answers for us.
"""

import re
import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot.domain.papers.questions import GrammaticalCase
from bot.domain.places.gazetteer import Gazetteer
from bot.files.declension import WordForm, person, phrase
from bot.i18n import LANGUAGES, LOCALES
from bot.places import read_words
from tests.bench.table import Table
from tests.domain.places import MUNICIPALITIES, SETTLEMENTS, gazetteer

CASES = Path(__file__).parents[1] / "cases"
P95_MS = 5.0

T = TypeVar("T")


def lines(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (CASES / f"{name}.tsv").read_text("utf-8").splitlines()]


def p95(read: Callable[[T], object], inputs: Iterable[T]) -> float:
    """Milliseconds of the processor: on a busy machine the wall clock measures the others."""
    took = []
    for each in inputs:
        begun = time.process_time()
        read(each)
        took.append((time.process_time() - begun) * 1000)
    return statistics.quantiles(took, n=20)[-1]


def named(typed: str) -> tuple[str, GrammaticalCase]:
    found = re.fullmatch(r"(.*) \[(\w+)\]", typed)
    assert found
    return found[1], GrammaticalCase(found[2])


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    known, words = gazetteer(), read_words([LOCALES / locale for locale in LANGUAGES])
    begun = time.process_time()
    Gazetteer(MUNICIPALITIES, SETTLEMENTS, words)
    table.add("the gazetteer, made in a thread after each change", f"{time.process_time() - begun:.2f} s")
    _add(table, "a place", p95(known.find, [typed for typed, _ in lines("municipalities")]))
    person("Иванова Мария Петровна", GrammaticalCase.GENITIVE)  # imports the libraries
    for what, decline in (("names", person), ("bodies", phrase)):
        rows = [(*named(typed), right) for typed, right in lines(what)]
        _add(table, f"a form of {what}", p95(partial(_decline, decline), [(name, case) for name, case, _ in rows]))
        first = [decline(name, case).guesses[0] == right for name, case, right in rows]
        table.ratio(f"the right form first, of {what}", statistics.mean(first), 1, 0.97, least=True)
        wrong = sum((form := decline(name, case)).is_sure and form.guesses[0] != right for name, case, right in rows)
        table.add(f"sure and wrong, of {what}", str(wrong), f"aim 0: {'met' if wrong == 0 else 'MISSED'}")


def _decline(decline: Callable[[str, GrammaticalCase], WordForm], row: tuple[str, GrammaticalCase]) -> WordForm:
    return decline(*row)


def _add(table: Table, what: str, took: float) -> None:
    verdict = "met" if took <= P95_MS else "MISSED"
    table.add(f"{what}, p95", f"{took:.1f} ms", f"aim <= {P95_MS:g} ms: {verdict}")
