"""The picture of a year: a row for each programme with its calls as bars over twelve months.

An announced call is filled, a forecast is striped and outlined, so that it is told apart without colours. It is drawn
in a thread: it takes a tenth of a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from bot.domain.catalogue.year import MONTHS, Bar

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, MARGIN, TOP, ROW, FOOT, BAR = 1080, 40, 210, 118, 110, 34
PAPER, INK, PALE, LINE = "#ffffff", "#1b1f24", "#5a6370", "#d5dae1"
ANNOUNCED, FORECAST, STRIPES = "#0b5cad", "#a85400", 12


@dataclass(frozen=True, slots=True)
class Row:
    """A programme: its title, its bars and the words for its next date."""

    title: str
    bars: Sequence[Bar]
    note: str


@dataclass(frozen=True, slots=True)
class Year:
    """The words of a picture: its title, the short names of twelve months, the legend, a last line."""

    title: str
    months: Sequence[str]
    announced: str
    forecast: str
    foot: str


def draw(year: Year, rows: Sequence[Row]) -> bytes:
    """The picture as a PNG file."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, TOP + ROW * len(rows) + FOOT), PAPER)
    pen = ImageDraw.Draw(image)
    _head(pen, year)
    _months(pen, year.months, image.height - FOOT)
    for number, row in enumerate(rows):
        _row(image, pen, row, TOP + number * ROW)
    pen.text((MARGIN, image.height - FOOT + 34), _fit(pen, year.foot, 28), font=_font(28), fill=PALE)
    content = BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def _font(size: int, *, bold: bool = False) -> "FreeTypeFont":
    from PIL import ImageFont
    from ttf_opensans import OPENSANS_BOLD, OPENSANS_REGULAR

    return ImageFont.truetype(str((OPENSANS_BOLD if bold else OPENSANS_REGULAR).path), size)


def _head(pen: "ImageDraw", year: Year) -> None:
    pen.text((MARGIN, 26), _fit(pen, year.title, 42, bold=True), font=_font(42, bold=True), fill=INK)
    pen.rectangle((MARGIN, 104, MARGIN + 54, 130), fill=ANNOUNCED)
    pen.text((MARGIN + 68, 96), year.announced, font=_font(28), fill=INK)
    left = MARGIN + 68 + int(pen.textlength(year.announced, _font(28))) + 44
    _striped(pen, (left, 104, left + 54, 130))
    pen.text((left + 68, 96), year.forecast, font=_font(28), fill=INK)


def _months(pen: "ImageDraw", names: Sequence[str], bottom: int) -> None:
    for number, name in enumerate(names):
        left = _at(number)
        pen.line((left, TOP - 12, left, bottom), fill=LINE, width=1)
        pen.text((left + 6, TOP - 54), name, font=_font(26), fill=PALE)
    pen.line((_at(MONTHS), TOP - 12, _at(MONTHS), bottom), fill=LINE, width=1)


def _row(image: "Image", pen: "ImageDraw", row: Row, top: int) -> None:
    note = _font(26)
    room = WIDTH - 2 * MARGIN - int(pen.textlength(row.note, note)) - 24
    pen.text((MARGIN, top), _fit(pen, row.title, 30, room, bold=True), font=_font(30, bold=True), fill=INK)
    pen.text((WIDTH - MARGIN - pen.textlength(row.note, note), top + 4), row.note, font=note, fill=PALE)
    for bar in row.bars:
        box = (_at(bar.begins), top + 50, _at(bar.ends), top + 50 + BAR)
        if bar.is_forecast:
            _striped(pen, box)
        else:
            pen.rectangle(box, fill=ANNOUNCED)
    pen.line((MARGIN, top + ROW - 18, WIDTH - MARGIN, top + ROW - 18), fill=LINE, width=1)


def _at(month: float) -> int:
    return MARGIN + round((WIDTH - 2 * MARGIN) * month / MONTHS)


def _striped(pen: "ImageDraw", box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    for start in range(left, right, STRIPES):
        reach = min(bottom - top, right - start)
        pen.line((start, bottom, start + reach, bottom - reach), fill=FORECAST, width=2)
    pen.rectangle(box, outline=FORECAST, width=3)


def _fit(pen: "ImageDraw", text: str, size: int, room: int = WIDTH - 2 * MARGIN, *, bold: bool = False) -> str:
    """The text, cut where it is longer than the room for it."""
    font = _font(size, bold=bold)
    if pen.textlength(text, font) <= room:
        return text
    while text and pen.textlength(f"{text}…", font) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
