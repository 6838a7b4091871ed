"""LibreOffice for tests: the real one, and a pretended one, a script on PATH that takes the same options."""

import asyncio
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import absent

SECONDS = 300
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


def soffice() -> str:
    return shutil.which("soffice") or absent("soffice is not installed")


def bare(text: str) -> str:
    """Only the letters and digits, which every printer keeps."""
    return "".join(re.findall(r"\w", text))


def printed_by(office: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Convert every .docx of a folder to a .pdf in the same folder."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(path) for path in folder.glob("*.docx")]
    return subprocess.run([*command, *files], capture_output=True, check=True, text=True, timeout=SECONDS)
