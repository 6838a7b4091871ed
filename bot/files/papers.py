"""Papers as .docx and .pdf files, rendered from the Word templates in `locales/ru/documents/`, and their plain text.

Rendering runs in a thread, one paper at a time, so that the event loop stays free: threads share the interpreter lock,
two papers at once take as long as one after another. The libraries are imported with the first paper.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Answers
from bot.domain.papers.kit import Paper
from bot.files.office import Office
from bot.files.page_flow import Bind, arrange, binder
from bot.files.table_rows import Printed
from bot.files.template_context import context
from bot.i18n import LOCALES, Translator
from bot.turns import Turns

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

T = TypeVar("T")

FOLDER = LOCALES / "ru" / "documents"
FOUNDERS, STRANGERS = range(2)  # ranks
BLANK_LINE = 30
# Words that stay on one line with a number: behind them, before them, on both sides.
BOUND = ("paper-bound-before", "paper-bound-after", "paper-bound-months")
BLANKS_KEPT = 200  # files and texts, some 40 kB each


class TemplateError(Exception):
    """A template is missing or broken. The message names the file, the place and the reason."""


class Printer:
    """Renders papers, one after another. `tr` has the language of the papers, whoever reads them.

    Papers with answers go before blank ones: a founder does not wait for strangers. Blank papers are the same for
    everybody, so they are kept. An archive waits for its turn with each of its papers: nobody holds the printer.
    """

    def __init__(self, tr: Translator, folder: Path = FOLDER, office: Office | None = None) -> None:
        self._tr, self._folder, self._office = tr, folder, office or Office()
        self._turns = Turns(1)
        self._bind = binder(*(tr.plain(key).split() for key in BOUND))
        self._blanks: OrderedDict[tuple[Hashable, ...], tuple[Basis, Any]] = OrderedDict()

    async def docx(self, paper: Paper, answers: Answers, basis: Basis, *, is_clean: bool = False) -> bytes:
        """A paper as a .docx file. Without answers it is a blank form.

        A draft says so and explains itself; a clean one holds nothing but the paper.
        """
        names = partial(context, paper, answers, basis, self._tr, is_clean=is_clean)
        make = partial(_make, self._folder / f"{paper}.docx", names, self._bind)
        return await self._printed(("docx", paper, is_clean), make, answers, basis)

    async def pdf(self, paper: Paper, answers: Answers, basis: Basis, *, is_clean: bool = False) -> bytes:
        """The same paper as a .pdf file. Raises NoPdfError."""
        file = await self.docx(paper, answers, basis, is_clean=is_clean)
        if answers:
            return await self._office.pdf(file, FOUNDERS)
        key = _key(("pdf", paper, is_clean), basis)
        if not self._keeps(key, basis):
            self._keep(key, basis, await self._office.pdf(file, STRANGERS))
        made: bytes = self._kept(key)
        return made

    async def filled(self, path: Path, names: Mapping[str, Any]) -> bytes:
        """A template outside the kit as a .docx file, filled with the values of `names`."""
        async with self._turns.turn(FOUNDERS):
            return await asyncio.to_thread(render, path, names)

    async def pdf_of(self, file: bytes) -> bytes:
        """The .pdf of a .docx that was made for somebody. Raises NoPdfError."""
        return await self._office.pdf(file, FOUNDERS)

    def stop(self) -> None:
        """Begin nothing slow any more: the bot stops."""
        self._office.stop()

    async def words(self, paper: Paper, answers: Answers, basis: Basis) -> str:
        """The plain text of the paper, for the chat and for screen readers."""
        file = await self.docx(paper, answers, basis)
        return await self._printed(("words", paper), partial(words, file), answers, basis)

    async def archive(
        self,
        papers: Iterable[Paper],
        answers: Answers,
        basis: Basis,
        name: Callable[[Paper], str],
        *,
        is_clean: bool = False,
        is_pdf: bool = False,
    ) -> bytes:
        """Papers in one .zip, numbered in the given order. Papers of other people may be rendered in between.

        Raises NoPdfError where .pdf files are wanted.
        """
        every = list(papers)
        made = [await self.docx(paper, answers, basis, is_clean=is_clean) for paper in every]
        if is_pdf:
            made = await self._pdfs(every, made, answers, basis)
        kind = "pdf" if is_pdf else "docx"
        files = {
            f"{place:02} {name(paper)}.{kind}": file
            for place, (paper, file) in enumerate(zip(every, made, strict=True), start=1)
        }
        return await self._printed(("zip", *files), partial(zipped, files), answers, basis)

    async def _pdfs(self, papers: list[Paper], made: list[bytes], answers: Answers, basis: Basis) -> list[bytes]:
        """The .pdf of each file; of blank papers those that are kept."""
        if answers:
            return await self._office.pdfs(made, FOUNDERS)
        keys = [_key(("pdf", paper, False), basis) for paper in papers]
        known: dict[Hashable, bytes] = {key: self._kept(key) for key in keys if self._keeps(key, basis)}
        lacking = {key: file for key, file in zip(keys, made, strict=True) if key not in known}
        new = await self._office.pdfs([*lacking.values()], STRANGERS)
        for key, pdf in zip(lacking, new, strict=True):
            self._keep(key, basis, pdf)
        known |= zip(lacking, new, strict=True)
        return [known[key] for key in keys]

    async def _printed(self, what: tuple[Hashable, ...], make: Callable[[], T], answers: Answers, basis: Basis) -> T:
        """The result of `make`, in a thread; of a blank, the one that was kept if the law is still the same."""
        if answers:
            async with self._turns.turn(FOUNDERS):
                return await asyncio.to_thread(make)
        key = _key(what, basis)
        if not self._keeps(key, basis):
            async with self._turns.turn(STRANGERS):
                if not self._keeps(key, basis):
                    self._keep(key, basis, await asyncio.to_thread(make))
        kept: T = self._kept(key)
        return kept

    def _keep(self, key: tuple[Hashable, ...], basis: Basis, made: Any) -> None:
        self._blanks[key] = basis, made
        self._blanks.move_to_end(key)
        while len(self._blanks) > BLANKS_KEPT:
            self._blanks.popitem(last=False)

    def _kept(self, key: tuple[Hashable, ...]) -> Any:
        self._blanks.move_to_end(key)
        return self._blanks[key][1]

    def _keeps(self, key: tuple[Hashable, ...], basis: Basis) -> bool:
        return key in self._blanks and self._blanks[key][0] == basis


def _key(what: tuple[Hashable, ...], basis: Basis) -> tuple[Hashable, ...]:
    return (*what, basis.where.slug if basis.where else "")


def _make(path: Path, names: Callable[[], Mapping[str, Printed]], bind: Bind) -> bytes:
    return render(path, names(), bind)


def environment() -> "SandboxedEnvironment":
    """The Jinja environment of the templates: sandboxed, strict about unknown names, with typed text escaped."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    made = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    made.filters |= {"line": line, "sentence": sentence}
    return made


def line(value: str, length: int = BLANK_LINE) -> str:
    """The answer, or a line to write on."""
    return value or "_" * length


def sentence(value: str) -> str:
    """A text that ends as a sentence does; a line to write on stays as it is."""
    return value if value.rstrip().endswith((".", "!", "?", "\u2026", "_")) else f"{value.rstrip()}."


def render(path: Path, names: Mapping[str, Printed], bind: Bind = str) -> bytes:
    """The .docx file of a template filled with the values of `names`, and arranged for its pages."""
    from docxtpl import DocxTemplate

    template, filled = DocxTemplate(path), BytesIO()
    template.render(dict(names), environment())
    arrange(template.docx, bind)
    template.save(filled)
    return filled.getvalue()


def words(file: bytes) -> str:
    """The text of a .docx in reading order. A row of a table is a line, with bars between its cells."""
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
    """A .zip of files by name."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def digest(folder: Path = FOLDER) -> str:
    """A digest of all templates."""
    found = sha256()
    for name in (*Paper, "forms/application"):
        path = folder / f"{name}.docx"
        found.update(path.read_bytes() if path.exists() else b"")
    return found.hexdigest()
