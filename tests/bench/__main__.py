"""`make bench`: ratios measured in one run on this machine, each beside what we aim at. No test, no verdict."""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import (
    claiming,
    desks,
    flood,
    following,
    lossy,
    millions,
    papers,
    peers,
    reading,
    reading_catalogue,
    reading_times,
    searching,
    secure,
    sending,
    starting,
    unlimited,
    updates,
)
from tests.bench.table import Table

PARTS = {
    part.__name__.rpartition(".")[2]: part
    for part in (
        *(starting, updates, flood, following, claiming, papers, reading, reading_catalogue, reading_times),
        *(searching, sending),
        *(desks, secure, unlimited, millions, peers, lossy),
    )
}


async def run(names: Sequence[str], *, quick: bool) -> None:
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            table = Table()
            await PARTS[name].measure(table, Path(folder), quick=quick)
            table.show()


if __name__ == "__main__":
    parser = argparse.ArgumentParser("python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only these of: {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and people: for a first look")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    asyncio.run(run(asked.parts or list(PARTS), quick=asked.quick))
