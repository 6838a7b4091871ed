"""The text of a paper in pages: each fits a phone's screen and is short enough for a screen reader."""

import re

from markupsafe import Markup, escape

from bot.i18n import Translator

PAGE_UNITS = 3500
# An empty numbered row, then more of them, then the last.
EMPTY_ROWS = re.compile(r"^(\d+ \|[ |]*)\n(?:\d+ \|[ |]*\n)+(\d+ \|[ |]*)$", re.MULTILINE)


def page_of(words: str, page: int, most: int = PAGE_UNITS) -> tuple[str, int, int]:
    """A page, its number and the number of pages; at most `most` UTF-16 units, in whole lines where they fit."""
    pages, room = [""], most
    for line in (piece for whole in words.splitlines() for piece in _pieces(whole, most // 2 - 1)):
        if _units(line) + 1 > room and pages[-1]:
            pages.append("")
            room = most
        pages[-1] += line + "\n"
        room -= _units(line) + 1
    page = min(page, len(pages) - 1)
    return pages[page].strip(), page, len(pages)


def _pieces(line: str, most: int) -> list[str]:
    return [line[place : place + most] for place in range(0, len(line), most)] or [""]


def _units(text: str) -> int:
    """The length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf_16_le")) // 2


def folded(words: str) -> str:
    """Replace consecutive empty rows of a table with the first, dots and the last: a screen reader reads every row."""
    return EMPTY_ROWS.sub(lambda rows: f"{rows[1]}\n…\n{rows[2]}", words)


def page_text(tr: Translator, title: str, words: str, page: int) -> tuple[Markup, int, int]:
    """The text of a page with its heading, its number, and the number of pages."""
    said, page, pages = page_of(folded(words), page)
    head = tr("paper-page", paper=title, place=str(page + 1), of=str(pages))
    return Markup("\n\n").join([head, escape(said)]), page, pages
