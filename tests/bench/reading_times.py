"""Reading typed days and hours: the time that one takes of the loop, and the time to load their words.

Measured as time of the thread, since the reader waits for nothing.

The texts are those of `tests/domain/typed_times/`; each is read once for a moment and once for a day.
"""

import statistics
import time
from datetime import datetime
from pathlib import Path

from bot.domain.time_reader import Expected, Leaning, read
from bot.vocabulary import words_of_time
from tests.bench.table import Table

TYPED = Path(__file__).parents[1] / "domain/typed_times"
NOW = datetime(2026, 11, 24, 14, 0)  # noqa: DTZ001 - a wall clock
QUESTIONS = (
    Expected(NOW, "Asia/Yakutsk"),
    Expected(NOW, "Asia/Yakutsk", Leaning.NEAREST, needs_hour=False),
)
# The longest that is read at all, and the most ambiguous.
WORST = "с 5 до 6 по 7 в 8 на 9 к 10 по 11 декабря в половине двенадцатого без четверти пять часов вечера мск"
P95_MS, ROUNDS = 5.0, 3


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    begun = time.thread_time()
    words = words_of_time()
    loaded = time.thread_time() - begun
    lines = [line for path in sorted(TYPED.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()]
    took = []
    for typed in [line.split("\t")[0] for line in lines] * (1 if quick else ROUNDS):
        for expected in QUESTIONS:
            begun = time.thread_time()
            read(typed, words, expected)
            took.append((time.thread_time() - begun) * 1000)
    begun = time.thread_time()
    read(WORST, words, QUESTIONS[0])
    worst = (time.thread_time() - begun) * 1000
    p95 = statistics.quantiles(took, n=20)[-1]
    aim = f"aim <= {P95_MS:g} ms: {'met' if p95 <= P95_MS else 'MISSED'}"
    table.add(f"a typed day or hour, half of {len(took)} under", f"{statistics.median(took):.1f} ms")
    table.add(f"a typed day or hour, 95 % of {len(took)} under", f"{p95:.1f} ms", aim)
    table.add("a hundred characters of nothing but hours and days", f"{worst:.1f} ms")
    table.add("loading the words of time, once a process", f"{loaded * 1000:.0f} ms")
