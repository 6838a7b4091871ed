"""Headings, signatures and rows stay together on a page, dates and ranges on a line, whatever the answers are."""

import random
import re
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Answer
from bot.domain.papers.kit import Paper
from bot.files.page_flow import NB_HYPHEN, NBSP, binder
from bot.files.papers import BOUND, Printer
from tests.files.answers import RUSSIAN
from tests.files.extremes import AFTER, CITY, NORMS, everything

BIND = binder(*(RUSSIAN.plain(key).split() for key in BOUND))
BREAKS = re.compile(r"\d[-\u2013]\d|\u2116 \S|[\d_] (?:г\.|года|января|декабря)|дома \d|декабря [\d_]")
SETS: list[dict[str, Answer]] = [{}, everything("meeting", 2), everything("conference", 2)]


def is_heading(paragraph: Paragraph) -> bool:
    return bool(paragraph.style and (paragraph.style.name or "").startswith("Heading"))


def kept(paragraph: Paragraph) -> bool:
    return bool(paragraph.paragraph_format.keep_with_next)


async def blocks(paper: Paper, answers: dict[str, Answer], *, is_clean: bool) -> list[Any]:
    file = await Printer(RUSSIAN).docx(paper, answers, Basis(NORMS, CITY, AFTER), is_clean=is_clean)
    return [*Document(BytesIO(file)).iter_inner_content()]


@pytest.mark.parametrize("paper", Paper)
async def test_headings_lead_ins_and_signatures_stay_with_their_text(paper: Paper) -> None:
    answers = random.Random(paper).choice(SETS)
    found = await blocks(paper, answers, is_clean=bool(len(paper) % 2))
    for block, following in pairwise(found):
        if isinstance(block, Paragraph) and (is_heading(block) or block.text.strip().endswith(":")):
            assert kept(block), block.text
        if (
            isinstance(following, Table)
            and isinstance(block, Paragraph)
            and not block.paragraph_format.page_break_before
        ):
            assert kept(block), block.text
    for table in (each for each in found if isinstance(each, Table)):
        assert all("cantSplit" in row._tr.xml for row in table.rows)
        assert len(table.rows) < 3 or all(kept(each) for cell in table.rows[0].cells for each in cell.paragraphs)
        assert len(table.rows) < 3 or all(kept(each) for cell in table.rows[-2].cells for each in cell.paragraphs)


@pytest.mark.parametrize("paper", Paper)
async def test_no_line_breaks_inside_a_date_a_range_or_a_number(paper: Paper) -> None:
    known = {
        "territory": "Лесная, дома 1–24",
        "meeting_at": "2026-12-20T18:00",
        "decision": "решение № 5 от 3 декабря 2026 г.",
    }
    for answers in ({}, {name: Answer(value) for name, value in known.items()}):
        for block in await blocks(paper, answers, is_clean=True):
            for text in [block.text] if isinstance(block, Paragraph) else [c.text for r in block.rows for c in r.cells]:
                assert not BREAKS.search(text), text


@given(
    st.text(max_size=40)
    | st.sampled_from(["дома 1–24", "20 декабря 2026 г.", "«___» ________ 20__ г.", "ст. 50", "№ 5"])
)
def test_binding_changes_only_spaces_and_hyphens(text: str) -> None:
    bound = BIND(text)
    assert bound.replace(NBSP, " ").replace(NB_HYPHEN, "-") == text.replace(NBSP, " ").replace(NB_HYPHEN, "-") or (
        "\u2013" in text
    )
    assert BIND(bound) == bound
    assert len(bound) == len(text)
