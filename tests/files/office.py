"""A pretend LibreOffice: a script that is found on PATH and takes the same options."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

PDF = b"%PDF-1.7 pretended"
MAKES = 'for each; do case "$each" in *.docx) printf "%s" "%PDF-1.7 pretended" > "${each%.docx}.pdf";; esac; done'


def install(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str = MAKES) -> None:
    """Put a program on PATH that runs `script` with the same arguments."""
    folder.mkdir(exist_ok=True)
    program = folder / "pretended-office"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("bot.files.office.PROGRAMS", (program.name,))
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


async def until(happens: Callable[[], bool]) -> None:
    """Wait for what another process does; a test that waits for ever fails by its own limit."""
    for _ in range(2_000):
        if happens():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen")
