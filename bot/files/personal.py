"""Everything of a person as two files: rows for a program (.json), and words to read (.docx)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import TextIO


class RowsFile:
    """Rows by kind as one JSON object, written row by row: the memory does not grow with them.

    Russian letters stay as they are; dates and moments in UTC are ISO 8601. `begin` a kind, `add` its rows, and so on;
    `done` ends the file.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._between_kinds, self._between_rows = "{\n", ""

    def begin(self, kind: str) -> None:
        self._out.write(f"{self._between_kinds}  {json.dumps(kind)}: [")
        self._between_kinds, self._between_rows = "],\n", "\n    "

    def add(self, rows: Iterable[Mapping[str, object]]) -> None:
        for row in rows:
            text = json.dumps(row, ensure_ascii=False, default=lambda day: day.isoformat())
            self._out.write(f"{self._between_rows}{text}")
            self._between_rows = ",\n    "

    def done(self) -> None:
        self._out.write("]\n}\n")


def readable(title: str, chapters: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """A .docx of chapters: a heading and its paragraphs. It takes time and needs no event loop."""
    from docx import Document

    paper, made = Document(), BytesIO()
    paper.core_properties.title = paper.core_properties.author = ""
    paper.add_heading(title, 0)
    for heading, paragraphs in chapters:
        if heading:
            paper.add_heading(heading, 1)
        for each in paragraphs:
            paper.add_paragraph(each)
    paper.save(made)
    return made.getvalue()
