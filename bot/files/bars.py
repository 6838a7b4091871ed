"""Bars: numbers by name as lines of text, and as a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

BAR, WIDEST = "▇", 12
WIDTH, MARGIN, LINE, LABEL, NUMBER = 1080, 48, 64, 380, 260
INK, PALE, GREEN, BLUE = "#1f2933", "#9aa5b1", "#2f855a", "#2b6cb0"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, its length (None is hidden), what is written beside it, and the part of it that is filled."""

    name: str
    length: int | None
    said: str
    part: int | None = None


def text_bar(length: int | None, longest: int) -> str:
    """A bar of at most WIDEST signs; at least one for whatever is more than nothing, none for what is hidden."""
    if not length or not longest:
        return ""
    return BAR * max(1, round(length * WIDEST / longest))


def picture(title: str, note: str, bars: Sequence[Bar]) -> bytes:
    """The bars as PNG, with a title above and a note below. It takes time: call it in a thread."""
    from PIL import Image, ImageDraw
    from ttf_opensans import OPENSANS_BOLD, OPENSANS_REGULAR

    head, plain, small = OPENSANS_BOLD.imagefont(36), OPENSANS_REGULAR.imagefont(26), OPENSANS_REGULAR.imagefont(21)
    longest = max((each.length or 0 for each in bars), default=0)
    image = Image.new("RGB", (WIDTH, 2 * MARGIN + 2 * LINE + LINE * len(bars) + LINE // 2), "white")
    draw = ImageDraw.Draw(image)
    draw.text((MARGIN, MARGIN), _fitted(draw, title, head, WIDTH - 2 * MARGIN), INK, head)
    for place, each in enumerate(bars):
        top = MARGIN + LINE + LINE // 2 + place * LINE
        draw.text((MARGIN, top), _fitted(draw, each.name, plain, LABEL - 20), INK, plain)
        _draw_bar(draw, each, longest, top)
        x = MARGIN + LABEL + _width(each.length, longest) + 14
        draw.text((x, top), each.said, INK if each.length is not None else PALE, plain)
    draw.text((MARGIN, image.height - MARGIN - 20), _fitted(draw, note, small, WIDTH - 2 * MARGIN), PALE, small)
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _width(length: int | None, longest: int) -> int:
    room = WIDTH - 2 * MARGIN - LABEL - NUMBER
    return max(3, length * room // longest) if length and longest else 0


def _draw_bar(draw: Any, each: Bar, longest: int, top: int) -> None:
    x, wide = MARGIN + LABEL, _width(each.length, longest)
    if wide:
        draw.rectangle((x, top + 4, x + wide, top + 36), fill=BLUE)
    if wide and each.part:
        draw.rectangle((x, top + 4, x + _width(each.part, longest), top + 36), fill=GREEN)


def _fitted(draw: Any, text: str, font: object, room: int) -> str:
    """The text, cut with an ellipsis where it is wider than the room."""
    if draw.textlength(text, font) <= room:
        return text
    while text and draw.textlength(f"{text}…", font) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
