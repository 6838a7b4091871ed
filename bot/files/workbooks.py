"""Excel files that people send, looked through before anything reads them.

A file of a few kilobytes may unpack to gigabytes, name a cell in the last row of the last column, or repeat one long
text a million times. So it is unpacked by hand within a limit, its cells are counted, and only what was unpacked is
read further.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

BYTES_MOST, UNPACKED_MOST, TEXT_MOST = 5_000_000, 48_000_000, 48_000_000
PARTS_MOST, COLUMNS_MOST, CHUNK = 300, 64, 1 << 16
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MACROS = "vbaproject.bin"
WORKBOOK, RELATIONS, STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
# What reading a file that is none may raise: RuntimeError is one with a password.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    LookupError,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
)
# No program that writes tables defines entities, which may stand for a billion letters.
DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")
# The rows above the first programme.
HEAD_ROOM = 10
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class UnreadableSheetError(Exception):
    """A file that is no list of rows; `reason` is one of big, text, alias, rows, broken, old, macros, form."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that may be read, packed anew. `sheets` are the cells with formulas, as (row, column) from 0."""

    content: bytes
    sheets: dict[str, frozenset[tuple[int, int]]]


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is one of Excel, of any age."""
    return content.startswith((ZIP, OLE))


def look_through(content: bytes, rows_most: int) -> Looked:
    """The file, if it may be read; UnreadableSheetError if not."""
    if content.startswith(OLE):
        raise UnreadableSheetError("old")
    if len(content) > BYTES_MOST:
        raise UnreadableSheetError("big")
    try:
        parts = _unpack(content)
        sheets = _sheets(parts)
        lengths = _lengths(parts.get(STRINGS))
        budget = [TEXT_MOST]
        looked = {name: _scan(parts[path], rows_most, lengths, budget) for name, path in sheets.items()}
    except UnreadableSheetError:
        raise
    except BROKEN:
        raise UnreadableSheetError("broken") from None
    return Looked(_pack(parts), looked)


def _unpack(content: bytes) -> dict[str, bytes]:
    """The parts of a file that a table needs."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        infos = packed.infolist()
        if len(infos) > PARTS_MOST:
            raise UnreadableSheetError("big")
        if any(each.filename.lower().endswith(MACROS) for each in infos):
            raise UnreadableSheetError("macros")
        left, parts = UNPACKED_MOST, dict[str, bytes]()
        for each in infos:
            if each.filename.endswith((".xml", ".rels")):
                part = parts[each.filename] = _unpack_part(packed, each, left)
                left -= len(part)
                if any(each in part for each in DEFINITIONS):
                    raise UnreadableSheetError("broken")
    return parts


def _unpack_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """A part, however large its header says it is."""
    found = bytearray()
    with packed.open(part) as file:
        while chunk := file.read(CHUNK):
            found += chunk
            if len(found) > most:
                raise UnreadableSheetError("big")
    return bytes(found)


def _pack(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def _sheets(parts: dict[str, bytes]) -> dict[str, str]:
    """The part of each sheet, by its name."""
    targets = {each.get("Id"): each.get("Target", "") for each in _root(parts[RELATIONS])}
    found: dict[str, str] = {}
    for each in _root(parts[WORKBOOK]).iter():
        if _name(each) == "sheet":
            relation = next(value for name, value in each.attrib.items() if name.endswith("}id"))
            target = targets[relation]
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if path in parts and "worksheets/" in path:
                found[each.attrib["name"]] = path
    return found


def _lengths(strings: bytes | None) -> list[int]:
    """The length of each shared text."""
    return [sum(map(len, each.itertext())) for each in _elements(strings, "si")] if strings else []


def _scan(sheet: bytes, rows_most: int, lengths: list[int], budget: list[int]) -> frozenset[tuple[int, int]]:
    """The cells of a sheet that hold formulas. Too many cells, or too much text in them, is refused."""
    formulas: set[tuple[int, int]] = set()
    for cell in _elements(sheet, "c"):
        names = {_name(part): part.text or "" for part in cell}
        if not names:
            continue
        place = _CELL.fullmatch(cell.get("r", ""))
        if place is None:
            raise UnreadableSheetError("broken")
        row, column = int(place[2]) - 1, _number(place[1]) - 1
        if "f" in names:
            formulas.add((row, column))
        text = lengths[int(names["v"])] if cell.get("t") == "s" and "v" in names else 0
        budget[0] -= text
        if row >= rows_most + HEAD_ROOM or column >= COLUMNS_MOST or budget[0] < 0:
            raise UnreadableSheetError("big")
    return frozenset(formulas)


def _elements(xml: bytes, name: str) -> Iterator[ElementTree.Element]:
    """The elements of a name, one after another; what was read is let go."""
    for _, each in ElementTree.iterparse(BytesIO(xml), ("end",)):  # noqa: S314 - it defines no entities
        if _name(each) == name:
            yield each
        if _name(each) in (name, "row"):
            each.clear()


def _root(xml: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(xml)  # noqa: S314 - it defines no entities


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _number(letters: str) -> int:
    """The number of a column from its letters: A is 1, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
