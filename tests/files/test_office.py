"""LibreOffice, which did not write these files, prints them: no file is broken and no text is lost."""

import asyncio
import re
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Answer
from bot.domain.papers.kit import Paper
from bot.files.papers import Printer
from bot.i18n import Translator
from tests.files.answers import in_another_case, printed
from tests.files.extremes import AFTER, CITY, NORMS, everything
from tests.files.office import bare, printed_by, soffice

# A table's head is repeated on each page, also in the middle of a cell that continues there.
HEAD = "УлицапереулокДомаориентирыПримечание"

# As long as they fit in large letters.
BRIEF = {
    "gathering": "meeting",
    "settlement": "посёлок городского типа Новобурейский",
    "tos_name": "Берег Буреи",
    "territory": "улица Советская, дома 1–24, переулок Тихий, дома 2–8",
    "meeting_at": "2026-12-20T18:00",
    "meeting_place": "дом культуры, улица Советская, 49, зал на втором этаже",
    "contact": "чат «Советская», 8 914 555-12-34",
}


def running(pdf: Path) -> str:
    """The text of a file across its pages, without page numbers, footers and table heads."""
    footer = re.compile("Проектсверено.*?Своднорм[0-9a-f]{16}")
    pages = enumerate((bare(page.extract_text()) for page in PdfReader(pdf).pages), start=1)
    return "".join(footer.sub("", page).removeprefix(str(number)).replace(HEAD, "") for number, page in pages)


async def test_the_printer_makes_a_pdf_and_a_poster_is_one_page_however_long_its_answers(tmp_path: Path) -> None:
    soffice()
    printer, basis = Printer(Translator("ru")), Basis(NORMS, CITY, AFTER)
    brief = {name: Answer(value) for name, value in BRIEF.items()}
    for answers in (brief, everything("meeting", 2)):
        made = PdfReader(BytesIO(await printer.pdf(Paper.POSTER, answers, basis, is_clean=True)))
        assert len(made.pages) == 1
        assert "СОБРАНИЕ СОСЕДЕЙ" in made.pages[0].extract_text()


async def test_all_papers_of_an_extreme_case_become_pdf_with_every_answer_in_them(tmp_path: Path) -> None:
    office, printer, answers = soffice(), Printer(Translator("ru")), everything("meeting", 2)
    for paper in Paper:
        (tmp_path / f"{paper}.docx").write_bytes(await printer.docx(paper, answers, Basis(NORMS, CITY, AFTER)))
    made = await asyncio.to_thread(printed_by, office, tmp_path)
    assert "Error" not in made.stdout + made.stderr
    for paper in Paper:
        text, wanted = running(tmp_path / f"{paper}.pdf"), printed(paper, answers)
        # The text of a row is read line by line across its cells, so only the beginning of a long answer is searched.
        pieces = {name: [bare(part)[:40] for part in said.splitlines()] for name, said in wanted.items()}
        whole = {name: [bare(said)] for name, said in wanted.items() if name != "houses"}
        lost = {name for name, parts in (pieces | whole).items() if not all(part in text for part in parts)}
        assert lost - in_another_case(wanted, lost) == set(), paper
