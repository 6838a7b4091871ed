"""Searching the answers: how often the right one is among three, how long it takes among 500, what the words weigh.

The phrasings are those of `tests/faq_questions.yaml`; each is searched once, so that no cache answers for us. A process
of its own (`python -m tests.bench.searching`) measures the memory.
"""

import asyncio
import json
import random
import statistics
import sys
import time
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from bot.domain.search import Document, Index, readings
from bot.i18n import LANGUAGES, LOCALES, Texts
from bot.library import Library, documents, read_shelf
from tests.bench.table import Table

ROOT = Path(__file__).parents[2]
ANSWERS = 500
P95_MS = 5.0


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    rows = yaml.safe_load((ROOT / "tests/faq_questions.yaml").read_text("utf-8"))
    for held_out, name in ((False, "tuned by"), (True, "held out")):
        share = await hits(Library(Texts("ru")), [row for row in rows if row.get("held_out", False) is held_out])
        table.ratio(f"the right answer among three, of phrasings {name}", share, 1, 0.9, least=True)
    figures = json.loads(await _output())
    table.add(f"a search among {ANSWERS} answers, half of them under", f"{figures['p50']:.1f} ms")
    table.add(f"a search among {ANSWERS} answers, 95 % of them under", f"{figures['p95']:.1f} ms", _aim(figures["p95"]))
    table.add("the first search, once a process", f"{figures['first']:.2f} s")
    table.add("resident memory of the dictionaries and the index", f"{figures['rss']:.0f} MiB")


def _aim(p95: float) -> str:
    return f"aim <= {P95_MS:g} ms: {'met' if p95 <= P95_MS else 'MISSED'}"


async def hits(library: Library, rows: list[dict[str, Any]]) -> float:
    """The share of phrasings whose answer is among the three that are offered."""
    found = [{hit.id for hit in await library.find(row["ask"])} for row in rows]
    return statistics.mean(bool(ids & set(row["expect"])) for ids, row in zip(found, rows, strict=True))


async def _output() -> bytes:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.searching"), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await child.communicate()
    assert child.returncode == 0
    return output


def crowd() -> list[Document]:
    """The answers there are, and as many more of the same words, shuffled, as make 500."""
    real = documents([read_shelf(LOCALES / locale) for locale in LANGUAGES], ())
    words = list(chain.from_iterable(" ".join([*each.titles, each.keywords, each.body]).split() for each in real))
    draw = random.Random(1)

    def some(count: int) -> str:
        return " ".join(draw.choices(words, k=count))

    more = [Document(str(number), (some(6), some(6)), some(30), some(80)) for number in range(ANSWERS - len(real))]
    return real + more


def alone() -> dict[str, float]:
    """The figures of a process that does nothing else: milliseconds, seconds, MiB."""
    rows = yaml.safe_load((ROOT / "tests/faq_questions.yaml").read_text("utf-8"))
    found, keyboards = crowd(), [tr.plain("keyboard-row") for tr in Texts("ru")]
    before, begun = _rss(), time.perf_counter()
    from bot.lemmas import Lemmatizer

    index = Index(found, Lemmatizer().lemma)
    first = time.perf_counter() - begun
    took = []
    for row in rows:
        begun = time.perf_counter()
        index.find(readings(row["ask"], keyboards), 3)
        took.append((time.perf_counter() - begun) * 1000)
    cuts = statistics.quantiles(took, n=20)
    return {"p50": statistics.median(took), "p95": cuts[-1], "first": first, "rss": (_rss() - before) / 1024}


def _rss() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


if __name__ == "__main__":
    print(json.dumps(alone()))
