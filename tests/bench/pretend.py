"""The sandbox as a process of its own, so that its work is not counted as ours."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parents[2]
TOKEN = "42:bench"


@asynccontextmanager
async def sandbox(people: int, **limiter: float) -> AsyncIterator[str]:
    """A sandbox with `people` who started the bot (ids from 1000), and its limiter if one is given."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox", "--token", TOKEN), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert child.stdout
    base = (await child.stdout.readline()).decode().removeprefix("Sandbox: ").strip().rstrip("/")
    try:
        async with aiohttp.ClientSession(base) as web:
            await web.post("/control/people", json={"from": 1000, "count": people})
            if limiter:
                await web.put("/control/limiter", json=limiter)
            yield base
    finally:
        child.terminate()
        await child.wait()
