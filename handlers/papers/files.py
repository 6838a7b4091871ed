"""The file of a paper as it is sent: Word, or PDF where it can be made, else Word with the reason in words.

The same for an archive of papers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiogram.types import BufferedInputFile
from markupsafe import Markup

from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Answers
from bot.domain.papers.kit import Paper
from bot.files.office import NoPdf, NoPdfError
from bot.files.papers import Printer
from bot.i18n import Translator
from bot.logs import get_logger

log = get_logger(__name__)
NO_PDF = {
    NoPdf.ABSENT: "paper-pdf-absent",
    NoPdf.FAILED: "paper-pdf-failed",
    NoPdf.LATE: "paper-pdf-failed",
    NoPdf.STOPPED: "paper-pdf-failed",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made. `excuse` is the text key of the reason why it is no PDF, although one was wanted."""

    content: bytes
    kind: str
    excuse: str | None = None

    def named(self, name: str) -> BufferedInputFile:
        return BufferedInputFile(self.content, f"{name}.{self.kind}")

    def caption(self, tr: Translator, said: Markup) -> Markup:
        """The caption, with the excuse below."""
        return Markup("\n\n").join([said, tr(self.excuse)]) if self.excuse else said


async def make(
    printer: Printer, paper: Paper, answers: Answers, basis: Basis, *, is_clean: bool = False, is_pdf: bool = False
) -> Made:
    """The file of a paper. Where no PDF can be made it is the Word file, so that nobody leaves without one."""
    excuse = None
    if is_pdf:
        try:
            return Made(await printer.pdf(paper, answers, basis, is_clean=is_clean), "pdf")
        except NoPdfError as error:
            log.warning("no PDF was made", paper=paper, reason=error.reason)
            excuse = NO_PDF[error.reason]
    return Made(await printer.docx(paper, answers, basis, is_clean=is_clean), "docx", excuse)


async def make_all(
    printer: Printer,
    papers: Sequence[Paper],
    answers: Answers,
    basis: Basis,
    name: Callable[[Paper], str],
    *,
    is_clean: bool = False,
    is_pdf: bool = False,
) -> Made:
    """An archive of papers. Where no PDF can be made it has the Word files."""
    excuse = None
    if is_pdf:
        try:
            return Made(await printer.archive(papers, answers, basis, name, is_clean=is_clean, is_pdf=True), "zip")
        except NoPdfError as error:
            log.warning("no PDF was made", papers=len(papers), reason=error.reason)
            excuse = NO_PDF[error.reason]
    return Made(await printer.archive(papers, answers, basis, name, is_clean=is_clean), "zip", excuse)
