"""A PostgreSQL server of a test's own, which may be stopped and started: the machine's must not be."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import absent
from tests.e2e.conftest import free_port

DEBIAN = Path("/usr/lib/postgresql")


@dataclass
class Cluster:
    """`folder` belongs to `user`: PostgreSQL refuses to run as root."""

    folder: Path
    binaries: Path
    user: str
    port: int

    @property
    def url(self) -> str:
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self.port}/postgres"

    async def make(self) -> None:
        await self._run("initdb", "--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8", "--locale=C")

    async def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        await self._run("pg_ctl", "start", "-w", "-o", options, "-l", str(self.folder / "log"))

    async def stop(self, mode: str = "immediate") -> None:
        """`fast` says goodbye to everybody, `immediate` is a crash."""
        await self._run("pg_ctl", "stop", "-w", "-m", mode)

    async def _run(self, program: str, *arguments: str) -> None:
        as_user = ["runuser", "-u", self.user, "--"] if os.geteuid() == 0 else []
        quiet = asyncio.subprocess.DEVNULL
        command = (*as_user, str(self.binaries / program), "-D", str(self.folder / "data"), *arguments)
        child = await asyncio.create_subprocess_exec(*command, cwd="/", stdout=quiet, stderr=quiet)
        assert await child.wait() == 0, f"{program} ended with {child.returncode}"


@asynccontextmanager
async def cluster() -> AsyncIterator[Cluster]:
    """A running server with an empty database; nothing of it is left afterwards."""
    binaries = next((each for each in sorted(DEBIAN.glob("*/bin"), reverse=True) if (each / "initdb").exists()), None)
    if binaries is None:
        absent("PostgreSQL's initdb is not installed")
    # Not pytest's own folder: another user cannot enter that.
    folder = Path(tempfile.mkdtemp(prefix="tos-postgresql-"))
    made = Cluster(folder, binaries, "postgres", free_port())
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, made.user)
        await made.make()
        await made.start()
        yield made
        await made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
