"""LibreOffice, where it is installed, turns .docx into .pdf: one run at a time, in a bounded time, off the loop.

It runs as a process of its own with a profile of its own, and gets nothing of the bot's environment: no token.
"""

import asyncio
import os
import shutil
import signal
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.turns import Turns

PROGRAMS = ("soffice", "libreoffice")
# With the wait for others. Less than an update may hold a person's lock.
SECONDS = 45.0
# Files of one run: starting costs as much as five of them, and others wait no longer than for such a run.
AT_ONCE = 5


class NoPdf(StrEnum):
    """The reason why there is no .pdf."""

    ABSENT = "absent"
    FAILED = "failed"
    LATE = "late"
    STOPPED = "stopped"


class NoPdfError(Exception):
    """No .pdf was made."""

    def __init__(self, reason: NoPdf) -> None:
        super().__init__(reason)
        self.reason = reason


def office_program() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)


class Office:
    """Makes .pdf files. After `stop` it makes no more, and the one under way ends at once."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turns = Turns(1)
        self._process: asyncio.subprocess.Process | None = None
        self._is_stopped = False

    async def pdf(self, docx: bytes, rank: int = 0) -> bytes:
        """The .pdf of a .docx; those of a lower rank go first. Raises NoPdfError."""
        return (await self.pdfs([docx], rank))[0]

    async def pdfs(self, every: Sequence[bytes], rank: int = 0) -> list[bytes]:
        """The .pdf of each .docx. Between two runs for many of them others have their turn. Raises NoPdfError."""
        program, made = office_program(), list[bytes]()
        if program is None:
            raise NoPdfError(NoPdf.ABSENT)
        try:
            async with asyncio.timeout(self._seconds):
                for first in range(0, len(every), AT_ONCE):
                    async with self._turns.turn(rank):
                        made += await self._converted(program, every[first : first + AT_ONCE])
        except TimeoutError as error:
            raise NoPdfError(NoPdf.LATE) from error
        return made

    def stop(self) -> None:
        """End the work under way: a stop of the bot waits for no .pdf."""
        self._is_stopped = True
        _kill(self._process)

    async def _converted(self, program: str, some: Sequence[bytes]) -> list[bytes]:
        if self._is_stopped:
            raise NoPdfError(NoPdf.STOPPED)
        with TemporaryDirectory(prefix="tos-paper-", ignore_cleanup_errors=True) as folder:
            return await self._run(program, Path(folder), some)

    async def _run(self, program: str, folder: Path, some: Sequence[bytes]) -> list[bytes]:
        sources, profile = [folder / f"paper{place}.docx" for place in range(len(some))], folder / "profile"
        for source, docx in zip(sources, some, strict=True):
            source.write_bytes(docx)
        options = ["--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
        self._process = process = await asyncio.create_subprocess_exec(
            *(program, *options, "--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(profile), "LANG": "C.UTF-8"},
            start_new_session=True,
        )
        if self._is_stopped:
            _kill(process)
        try:
            await process.wait()
        finally:
            self._process = None
            _kill(process)
            await process.wait()
        made = [source.with_suffix(".pdf") for source in sources]
        if self._is_stopped or not all(each.exists() for each in made):
            raise NoPdfError(NoPdf.STOPPED if self._is_stopped else NoPdf.FAILED)
        return [each.read_bytes() for each in made]


def _kill(process: asyncio.subprocess.Process | None) -> None:
    """End a process and its children at once: LibreOffice is a script that starts the program."""
    if process is not None and process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
