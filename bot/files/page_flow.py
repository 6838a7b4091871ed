"""The flow of a rendered paper over its pages: what stays together, and where a line may not break.

The rules hold whatever the answers are and however a template was edited: no heading ends a page, no signature and no
row of a table opens one alone, and a date, a range or a number stays with its word. Word and LibreOffice both know
"keep with next" (`w:keepNext`), so nothing is measured here.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

NBSP, NB_HYPHEN = "\u00a0", "\u2011"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What may stand before w:keepNext in the properties of a paragraph.
BEFORE_KEEP = ("pStyle",)
# Lines of text that go over to the next page together with a signature, and rows that do with the text below a table.
ROWS_TOGETHER = 2
# A table of so few rows is not divided.
SHORT_TABLE = 4
# LibreOffice first puts so many blocks on the first page, and then takes back what fits from the second one without a
# look at "keep with next": a heading that is the last of them would end the page.
FIRST_BLOCKS = 20
# The spacing of a paragraph that nobody sees: a line of one point.
LOWEST = {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}
HEADING = re.compile(r"[Hh]eading|[1-9]$")

Bind = Callable[[str], str]


def binder(before: Sequence[str], after: Sequence[str], months: Sequence[str]) -> Bind:
    """A function that puts non-breaking spaces and hyphens into a text.

    `before` are words that stay with the number behind them, `after` those that stay with the number before them,
    `months` do both with the day and the year.
    """
    month, unit = _one_of(months), _one_of((*after, *months))
    rules = (
        (re.compile(rf"(\b{_one_of(before)}|\u2116) (?=[\d\u2116_{{]|[IVXL]+\b)", re.IGNORECASE), rf"\1{NBSP}"),
        (re.compile(rf"(?<=[\d_]) (?={unit}(?!\w))", re.IGNORECASE), NBSP),
        (re.compile(rf"(\b{month}) (?=[\d_])", re.IGNORECASE), rf"\1{NBSP}"),
        (re.compile(r"(?<=\d)[-\u2013](?=\d)"), NB_HYPHEN),
    )

    def bind(text: str) -> str:
        for pattern, bound in rules:
            text = pattern.sub(bound, text)
        return text

    return bind


def _one_of(words: Sequence[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def arrange(document: "Document", bind: Bind) -> None:
    """Set what stays together in a rendered document, and the spaces and hyphens at which no line breaks."""
    body = document.element.body
    _move_heading(body)
    blocks = [*_blocks(body)]
    for text in body.iter(f"{W}t"):
        text.text = bind(text.text or "")
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if block.tag == f"{W}tbl":
            _keep_rows(block, following)
        elif following is not None and _leads_to(block, following):
            _keep(block)
        elif place and _ends_page(block, blocks[place - 1], following):
            _shrink(block)
    for place, block in enumerate(blocks):
        if _is_signature(block):
            _keep_text_before(blocks, place)


def _blocks(body: Any) -> Iterator[Any]:
    return (each for each in body if each.tag in (f"{W}p", f"{W}tbl"))


def _move_heading(body: Any) -> None:
    """Put an unseen paragraph before a heading that LibreOffice would leave alone at the end of the first page."""
    last = next(islice(_blocks(body), FIRST_BLOCKS - 1, None), None)
    if last is not None and last.tag == f"{W}p" and _is_heading(last):
        unseen = last.makeelement(f"{W}p", {})
        _shrink(unseen)
        last.addprevious(unseen)


def _ends_page(block: Any, before: Any, following: Any | None) -> bool:
    """Tell whether a paragraph only stands there because a file or a page may not end with a table.

    In its full height it would open a page of its own behind a table that fills one.
    """
    is_last = following is None or (following.tag == f"{W}p" and _breaks(following))
    return is_last and before.tag == f"{W}tbl" and not _words(block) and not _breaks(block)


def _shrink(paragraph: Any) -> None:
    """Make an empty paragraph so low that it takes no place."""
    for old in paragraph.findall(f"{W}pPr"):
        paragraph.remove(old)
    properties = paragraph.makeelement(f"{W}pPr", {})
    spacing = {f"{W}{name}": value for name, value in LOWEST.items()}
    properties.append(properties.makeelement(f"{W}spacing", spacing))
    paragraph.insert(0, properties)


def _leads_to(block: Any, following: Any) -> bool:
    """Tell whether a paragraph is nothing without what follows: a heading, a lead-in, the line above a table."""
    is_lead_in = _words(block).endswith(":")
    return _is_heading(block) or is_lead_in or (following.tag == f"{W}tbl" and not _breaks(block))


def _is_heading(block: Any) -> bool:
    style = block.find(f"{W}pPr/{W}pStyle")
    return style is not None and bool(HEADING.search(style.get(f"{W}val") or ""))


def _keep_rows(table: Any, following: Any | None) -> None:
    """Keep the head of a table with its first row, a short table whole, and its last rows with the text below it."""
    rows = table.findall(f"{W}tr")
    for row in rows:
        _undivided(row)
    kept = rows[:-1] if len(rows) <= SHORT_TABLE or _is_signature(table) else [*rows[:2], *rows[-ROWS_TOGETHER:-1]]
    if following is not None and following.tag == f"{W}p" and not _is_signature(table) and _has_text_below(following):
        kept.append(rows[-1])
    for paragraph in (each for row in kept for each in row.iter(f"{W}p")):
        _keep(paragraph)


def _has_text_below(block: Any) -> bool:
    """Tell whether what follows a table is text on the same page."""
    sibling: Any | None = block
    while sibling is not None and sibling.tag == f"{W}p":
        if _breaks(sibling):
            return False
        if _words(sibling):
            return True
        sibling = sibling.getnext()
    return sibling is not None and sibling.tag == f"{W}tbl"


def _keep_text_before(blocks: Sequence[Any], place: int) -> None:
    """Keep a signature with the last paragraph that has words, and the empty ones between them."""
    for block in reversed(blocks[:place]):
        if block.tag != f"{W}p" or _breaks(block):
            return
        _keep(block)
        if _words(block):
            return


def _is_signature(block: Any) -> bool:
    """Tell whether a table is a line to sign on: it has no borders, and a line of underscores in it."""
    if block.tag != f"{W}tbl":
        return False
    return block.find(f"{W}tblPr/{W}tblBorders") is None and "____" in "".join(_texts(block)) and not _has_style(block)


def _has_style(table: Any) -> bool:
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return style is not None and "Grid" in (style.get(f"{W}val") or "")


def _texts(block: Any) -> Iterator[str]:
    return (text.text or "" for text in block.iter(f"{W}t"))


def _words(block: Any) -> str:
    return "".join(_texts(block)).strip()


def _breaks(block: Any) -> bool:
    """Tell whether a paragraph begins a new page or ends one."""
    return (
        block.find(f"{W}pPr/{W}pageBreakBefore") is not None
        or block.find(f"{W}pPr/{W}sectPr") is not None
        or any(each.get(f"{W}type") == "page" for each in block.iter(f"{W}br"))
    )


def _keep(paragraph: Any) -> None:
    """Keep a paragraph with the next one, and whole."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr", {})
        paragraph.insert(0, properties)
    for name in ("keepNext", "keepLines"):
        for old in properties.findall(f"{W}{name}"):
            properties.remove(old)
    place = sum(each.tag in {f"{W}{name}" for name in BEFORE_KEEP} for each in properties)
    for name in ("keepLines", "keepNext"):
        properties.insert(place, properties.makeelement(f"{W}{name}", {}))


def _undivided(row: Any) -> None:
    """Let no row go over to the next page in its middle."""
    properties = row.find(f"{W}trPr")
    if properties is None:
        properties = row.makeelement(f"{W}trPr", {})
        place = 1 if len(row) and row[0].tag == f"{W}tblPrEx" else 0
        row.insert(place, properties)
    if properties.find(f"{W}cantSplit") is None:
        properties.insert(0, properties.makeelement(f"{W}cantSplit", {}))
