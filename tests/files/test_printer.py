"""The printer is shared: founders before blank papers, a paper at a time, the same blank once."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Answer
from bot.domain.papers.kit import Paper, kit
from bot.files.page_flow import Bind
from bot.files.papers import Printer
from tests.files.answers import RUSSIAN
from tests.files.extremes import ANYWHERE, CITY, NORMS, TODAY

FOUNDER = {"tos_name": Answer("Сосновый бор")}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the TOS on the papers in the order of their making; "" on a blank one."""
    found: list[str] = []

    def note(path: Path, names: Mapping[str, Any], bind: Bind) -> bytes:
        assert bind("№ 7") == "№\xa07", "the printer binds what stays together on a line"
        found.append(names["tos_name"])
        return path.stem.encode()

    monkeypatch.setattr("bot.files.papers.render", note)
    return found


def in_town(number: int) -> Basis:
    return Basis(NORMS, replace(CITY, slug=f"town-{number}"), TODAY)


async def test_a_founder_does_not_wait_for_thirty_strangers(made: list[str]) -> None:
    printer, papers = Printer(RUSSIAN), kit()
    strangers = [printer.archive(papers, {}, in_town(number), str) for number in range(30)]
    *_, mine = await asyncio.gather(*strangers, printer.archive(papers, FOUNDER, ANYWHERE, str))
    assert mine
    assert len(made) == 31 * len(papers)
    last = max(place for place, name in enumerate(made) if name)
    assert last <= 2 * len(papers) + 1, "at most one blank paper before each of the founder's"


async def test_strangers_take_turns_paper_by_paper(made: list[str]) -> None:
    """One blank waits for one paper of each of the others, not for their archives."""
    printer, papers = Printer(RUSSIAN), kit()
    ready: list[int] = []

    async def one_blank() -> None:
        await printer.docx(Paper.GROUP, {}, in_town(99))
        ready.append(len(made))

    strangers = [printer.archive(papers, {}, in_town(number), str) for number in range(5)]
    await asyncio.gather(*strangers, one_blank())
    assert ready[0] <= 6, "one paper of each"


async def test_the_same_blank_is_made_once_until_the_law_changes(made: list[str]) -> None:
    printer = Printer(RUSSIAN)
    files = await asyncio.gather(*(printer.docx(Paper.GROUP, {}, ANYWHERE) for _ in range(10)))
    assert len({*files}) == len(made) == 1
    await printer.docx(Paper.GROUP, {}, replace(ANYWHERE, norms={**NORMS, "other": next(iter(NORMS.values()))}))
    await printer.docx(Paper.GROUP, {}, Basis(NORMS, CITY, TODAY))
    assert len(made) == 3


async def test_answers_are_never_kept(made: list[str]) -> None:
    printer = Printer(RUSSIAN)
    for _ in range(2):
        await printer.docx(Paper.GROUP, FOUNDER, ANYWHERE)
    assert made == ["Сосновый бор"] * 2


async def test_kept_blanks_are_bounded(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.files.papers.BLANKS_KEPT", 2)
    printer = Printer(RUSSIAN)
    for number in (0, 1, 2, 2, 1, 0):
        await printer.docx(Paper.GROUP, {}, in_town(number))
    assert len(made) == 4
