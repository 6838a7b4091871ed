"""`make bench`: ratios measured in one run on this machine, each beside what we aim at. No test, no verdict."""

import argparse
import asyncio
import tempfile
from pathlib import Path

from tests.bench import claiming, papers, searching, sending, starting, updates
from tests.bench.table import Table


async def run(*, quick: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for measure in (
            starting.measure,
            updates.measure,
            claiming.measure,
            papers.measure,
            searching.measure,
            sending.measure,
        ):
            table = Table()
            await measure(table, Path(folder), quick=quick)
            table.show()


if __name__ == "__main__":
    parser = argparse.ArgumentParser("python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and people: for a first look")
    asyncio.run(run(quick=parser.parse_args().quick))
