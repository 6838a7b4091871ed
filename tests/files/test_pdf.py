"""PDF by LibreOffice: one at a time, in a bounded time, nothing left running, nothing of the bot's environment."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.domain.papers.interview import Answer
from bot.domain.papers.kit import Paper
from bot.files.office import NoPdf, NoPdfError, Office
from bot.files.papers import Printer
from tests.files.answers import RUSSIAN
from tests.files.extremes import ANYWHERE
from tests.files.office import MAKES, PDF, install, until

HANGS = "sleep 600 & echo $! > {told}; wait"


async def reason_of(office: Office) -> NoPdf:
    with pytest.raises(NoPdfError) as told:
        await office.pdf(b"paper")
    return told.value.reason


async def child_of(told: Path) -> str:
    """The number of the program's child, once it runs."""
    await until(lambda: told.exists() and told.read_text("utf-8").strip() != "")
    return told.read_text("utf-8").strip()


async def ended(child: str) -> None:
    stat = Path("/proc") / child / "stat"
    await until(lambda: not stat.exists() or ") Z" in stat.read_text("utf-8"))


async def test_where_no_office_is_installed_the_reason_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.files.office.PROGRAMS", ("no-such-office",))
    assert await reason_of(Office()) is NoPdf.ABSENT


async def test_an_office_that_makes_nothing_is_no_pdf_and_the_next_one_may_succeed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office = Office()
    install(monkeypatch, tmp_path / "bin", "exit 0")
    assert await reason_of(office) is NoPdf.FAILED
    install(monkeypatch, tmp_path / "bin")
    assert await office.pdf(b"paper") == PDF


async def test_an_office_that_hangs_is_ended_with_its_children(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = tmp_path / "child"
    install(monkeypatch, tmp_path / "bin", HANGS.format(told=told))
    assert await reason_of(Office(seconds=0.05)) is NoPdf.LATE
    making = asyncio.ensure_future(Office().pdf(b"paper"))
    child = await child_of(told)
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    await ended(child)


async def test_a_stop_ends_the_work_under_way_and_begins_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told, office = tmp_path / "child", Office()
    install(monkeypatch, tmp_path / "bin", HANGS.format(told=told))
    making = asyncio.ensure_future(reason_of(office))
    child = await child_of(told)
    office.stop()
    assert await making is NoPdf.STOPPED
    await ended(child)
    assert await reason_of(office) is NoPdf.STOPPED


async def test_one_pdf_is_made_at_a_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    busy, both = tmp_path / "busy", tmp_path / "both"
    install(monkeypatch, tmp_path / "bin", f"mkdir {busy} || echo two > {both}\n{MAKES}\nrmdir {busy}")
    office = Office()
    assert await asyncio.gather(*(office.pdf(b"paper") for _ in range(5))) == [PDF] * 5
    assert not both.exists()


async def test_the_office_sees_no_secret_of_the_bot(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BOT_TOKEN", "42:hidden")
    seen = tmp_path / "seen"
    install(monkeypatch, tmp_path / "bin", f"env > {seen}\n{MAKES}")
    await Office().pdf(b"paper")
    assert "HOME=" in seen.read_text("utf-8")
    assert "42:hidden" not in seen.read_text("utf-8")


async def test_the_pdf_of_a_blank_is_made_once_and_of_answers_each_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    install(monkeypatch, tmp_path / "bin", f"echo 1 >> {made}\n{MAKES}")
    printer, mine = Printer(RUSSIAN), {"tos_name": Answer("Двор")}
    answers: tuple[dict[str, Any], ...] = ({}, {}, mine, mine)
    for each in answers:
        assert await printer.pdf(Paper.CONSENT, each, ANYWHERE) == PDF
    assert made.read_text("utf-8").split() == ["1"] * 3
