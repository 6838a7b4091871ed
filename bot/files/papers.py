"""Papers as .docx files, and the words in them. Templates are Word files of `locales/ru/documents/`.

Rendering runs in a thread, one paper after another: people are answered meanwhile. The libraries are imported with the
first paper.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Answers
from bot.domain.papers.kit import Paper
from bot.files.filling import context
from bot.i18n import LOCALES, Translator

P = ParamSpec("P")
T = TypeVar("T")

FOLDER = LOCALES / "ru" / "documents"
# Threads share one interpreter: two papers at once are made no sooner, and everybody else waits twice as long.
AT_ONCE = 1
BLANK_LINE = 30


class TemplateError(Exception):
    """A template is missing or broken: the file, the place, the reason."""


class Printer:
    """Makes papers. `tr` speaks the language of the papers, whoever reads the bot."""

    def __init__(self, tr: Translator, folder: Path = FOLDER) -> None:
        self._tr, self._folder = tr, folder
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def docx(self, paper: Paper, answers: Answers, basis: Basis) -> bytes:
        """One paper as a file. Nothing answered is a blank one."""
        return await self._in_turn(_make, self._folder, paper, answers, basis, self._tr)

    async def words(self, paper: Paper, answers: Answers, basis: Basis) -> str:
        """The very words of the paper, without its looks: for a screen and whoever reads it aloud."""
        file = await self.docx(paper, answers, basis)
        return await self._in_turn(words, file)

    async def archive(
        self, papers: Iterable[Paper], answers: Answers, basis: Basis, name: Callable[[Paper], str]
    ) -> bytes:
        """Papers in one .zip, numbered in the order given; others' papers are made in between."""
        files = {
            f"{place:02} {name(paper)}.docx": await self.docx(paper, answers, basis)
            for place, paper in enumerate(papers, start=1)
        }
        return await self._in_turn(zipped, files)

    async def _in_turn(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        async with self._turns:
            return await asyncio.to_thread(work, *args, **kwargs)


def _make(folder: Path, paper: Paper, answers: Answers, basis: Basis, tr: Translator) -> bytes:
    return render(folder / f"{paper}.docx", context(paper, answers, basis, tr))


def environment() -> Any:
    """Jinja as the templates may use it: sandboxed, every name known, what people typed never markup."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    made = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    made.filters["line"] = line
    return made


def line(value: str, length: int = BLANK_LINE) -> str:
    """The answer, or a line to write it on."""
    return value or "_" * length


def render(path: Path, names: Mapping[str, Any]) -> bytes:
    """A template with its places filled."""
    from docxtpl import DocxTemplate

    template, filled = DocxTemplate(path), BytesIO()
    template.render(dict(names), environment())
    template.save(filled)
    return filled.getvalue()


def words(file: bytes) -> str:
    """The text of a .docx in reading order; a table's row is a line, its cells parted by bars."""
    from docx import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    lines = []
    for block in Document(BytesIO(file)).iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
    return "\n".join(each.rstrip() for each in lines).strip()


def zipped(files: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def digest(folder: Path = FOLDER) -> str:
    """Changes whenever a template does."""
    found = sha256()
    for paper in Paper:
        path = folder / f"{paper}.docx"
        found.update(path.read_bytes() if path.exists() else b"")
    return found.hexdigest()
