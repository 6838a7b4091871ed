"""Papers of three towns as pages: none ends with a heading or a lead-in, none is empty or holds a lone line.

LibreOffice prints all of them in one run. The suite turns through the towns and both forms of the meeting, so that
each paper is printed as a draft and clean; with ALL_PAGES set every combination is.
"""

import asyncio
import os
import re
from itertools import cycle, product
from pathlib import Path

from docx import Document
from pypdf import PdfReader

from bot.domain.papers.kit import Paper
from bot.files.papers import Printer
from tests.files.answers import RUSSIAN
from tests.files.extremes import AFTER, ANYWHERE
from tests.files.office import bare, printed_by, soffice
from tests.files.towns import TOWNS, answers_of, basis_of

CASES = [*product(TOWNS, ("meeting", "conference")), ("", "meeting")]
# Sheets whose closing lines once had a page of their own.
SHEETS = [(Paper.ATTENDANCE, True, ("zeya", "conference")), (Paper.ATTENDANCE, True, ("blagoveshchensk", "meeting"))]
FOOTER = re.compile("Проект;|Свод норм|сверено")


def chosen() -> list[tuple[Paper, bool, tuple[str, str]]]:
    """Each paper, as a draft and clean, with a case; every case where it is asked for."""
    kinds = [*product(Paper, (False, True))]
    if os.environ.get("ALL_PAGES"):
        return [(*kind, case) for kind, case in product(kinds, CASES)]
    # The blank minutes of the group once ended a page with a heading.
    turning = [(*kind, case) for kind, case in zip(kinds, cycle(CASES), strict=False)]
    return [*turning, (Paper.GROUP, True, CASES[-1]), (Paper.REGISTRATION, True, ("tambovsky", "conference")), *SHEETS]


def lines(text: str, number: int) -> list[str]:
    """The lines of a page without its number and its footer."""
    found = [line.strip() for line in text.splitlines() if bare(line) and not FOOTER.search(line)]
    return found[1:] if found and bare(found[0]) == str(number) else found


def faults(pdf: Path) -> list[str]:
    headings = [
        bare(each.text)
        for each in Document(str(pdf.with_suffix(".docx"))).paragraphs
        if each.style and (each.style.name or "").startswith("Heading") and bare(each.text)
    ]
    pages = [lines(page.extract_text(), number) for number, page in enumerate(PdfReader(pdf).pages, start=1)]
    found = [f"{pdf.stem}, page {number}: {page}" for number, page in enumerate(pages, start=1) if len(page) < 2]
    if pdf.stem.startswith("attendance") and "clean" in pdf.stem and not any(each.isdecimal() for each in pages[-1]):
        found.append(f"{pdf.stem} ends with a page without rows")
    for number, page in enumerate(pages[:-1], start=1):
        last = page[-1] if page else ""
        # The last item of an agenda has the words of a heading; the item before it stands above.
        item = re.match(r"(\d+)\.", last)
        is_agenda = item is not None and len(page) > 1 and page[-2].startswith(f"{int(item[1]) - 1}.")
        is_heading = bool(bare(last)) and any(each.endswith(bare(last)) for each in headings) and not is_agenda
        if is_heading or last.endswith(":"):
            found.append(f"{pdf.stem}, page {number} ends with {last}")
    return found


async def test_no_page_ends_with_a_heading_or_holds_a_lone_line(tmp_path: Path) -> None:
    office, printer = soffice(), Printer(RUSSIAN)
    for paper, is_clean, (town, gathering) in chosen():
        answers = answers_of(town, gathering) if town else {}
        basis = basis_of(town, AFTER) if town else ANYWHERE
        file = await printer.docx(paper, answers, basis, is_clean=is_clean)
        name = f"{paper}-{town or 'blank'}-{gathering}-{'clean' if is_clean else 'draft'}.docx"
        (tmp_path / name).write_bytes(file)
    await asyncio.to_thread(printed_by, office, tmp_path)
    made = sorted(tmp_path.glob("*.pdf"))
    assert len(made) == len([*tmp_path.glob("*.docx")])
    assert [fault for pdf in made for fault in faults(pdf)] == []
