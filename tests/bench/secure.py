"""A thousand a second over TLS: how much of a core it takes, and how late the event loop is meanwhile."""

import asyncio
from pathlib import Path

from tests.bench.sending import LATENCY, PEOPLE, limited, refused
from tests.bench.table import Table, met

# A short key: the server must not be kept busy by handshakes.
MAKE = """
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2
    -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1
"""


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    ran = await limited(folder, 1000, PEOPLE, LATENCY, burst=100, certificate=await _certificate(folder))
    table.ratio(f"{PEOPLE} over TLS at 1000/s, burst 100: of the limit", ran["rate"], 1000, 0.98, least=True)
    refused(table, ran)
    table.add("  of a core", f"{ran['cores']:.2f}", f"aim <= 0.65: {met(ran['cores'] <= 0.65)}")
    table.add("  event loop late, p99", f"{ran['late'] * 1000:.0f} ms")
    table.add("  event loop late, at most", f"{ran['latest'] * 1000:.0f} ms")


async def _certificate(folder: Path) -> str:
    """A key and its own certificate in one file."""
    key, made = folder / "key.pem", folder / "certificate.pem"
    files = ("-keyout", str(key), "-out", str(made))
    quiet = asyncio.subprocess.DEVNULL
    child = await asyncio.create_subprocess_exec(*MAKE.split(), *files, stdout=quiet, stderr=quiet)
    assert await child.wait() == 0
    made.write_text(key.read_text() + made.read_text())
    return str(made)
