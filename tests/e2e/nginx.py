"""A real nginx in front of several replicas, with the configuration of `deploy/`."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.conftest import absent
from tests.deployment import nginx_config
from tests.e2e.conftest import free_port


@asynccontextmanager
async def nginx(folder: Path, replicas: Sequence[int]) -> AsyncIterator[int]:
    """Run nginx before the replicas on these ports. Yields its own port."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        absent("nginx is not installed")
    port, place = free_port(), folder / "nginx"
    place.mkdir()
    config = nginx_config(place, port, replicas, certificates=None)
    child = await asyncio.create_subprocess_exec(
        *(program, "-c", str(config), "-p", str(place), "-e", "stderr", "-g", "daemon off; master_process off;")
    )
    try:
        yield port
    finally:
        child.terminate()
        await child.wait()
