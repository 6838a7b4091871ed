"""LibreOffice, where it is installed, turns a .docx into a .pdf: one at a time, in a bounded time, off the loop.

It runs as a process of its own with a profile of its own, and gets nothing of the bot's environment: no token.
"""

import asyncio
import os
import shutil
import signal
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.turns import Turns

PROGRAMS = ("soffice", "libreoffice")
# With the wait for others. Less than an update may hold a person's lock.
SECONDS = 45.0


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
        program = office_program()
        if program is None:
            raise NoPdfError(NoPdf.ABSENT)
        try:
            async with asyncio.timeout(self._seconds), self._turns.turn(rank):
                return await self._converted(program, docx)
        except TimeoutError as error:
            raise NoPdfError(NoPdf.LATE) from error

    def stop(self) -> None:
        """End the work under way: a stop of the bot waits for no .pdf."""
        self._is_stopped = True
        _kill(self._process)

    async def _converted(self, program: str, docx: bytes) -> bytes:
        if self._is_stopped:
            raise NoPdfError(NoPdf.STOPPED)
        with TemporaryDirectory(prefix="tos-paper-", ignore_cleanup_errors=True) as folder:
            return await self._run(program, Path(folder), docx)

    async def _run(self, program: str, folder: Path, docx: bytes) -> bytes:
        source, made, profile = folder / "paper.docx", folder / "paper.pdf", folder / "profile"
        source.write_bytes(docx)
        options = ["--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
        self._process = process = await asyncio.create_subprocess_exec(
            *(program, *options, "--convert-to", "pdf", "--outdir", str(folder), str(source)),
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
        if self._is_stopped or not made.exists():
            raise NoPdfError(NoPdf.STOPPED if self._is_stopped else NoPdf.FAILED)
        return made.read_bytes()


def _kill(process: asyncio.subprocess.Process | None) -> None:
    """End a process and its children at once: LibreOffice is a script that starts the program."""
    if process is not None and process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
