"""Formatted text: parses HTML into plain text and entities, with Telegram's errors and UTF-16 offsets.

Follows `parse_html` of Telegram's open client library (td/telegram/MessageEntity.cpp). The Markdown modes are not
implemented: they are refused as unsupported.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json
from bot.sandbox.keyboards import is_public_link
from bot.sandbox.utf16 import index_at, units

MOST_ENTITIES = 100  # Telegram drops the rest without an error

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "span": "spoiler",
    "tg-spoiler": "spoiler", "a": "text_link", "tg-emoji": "custom_emoji", "tg-time": "date_time",
    "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip

REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot)(?![A-Za-z]));?")
START_TAG = re.compile(r"<([^\s>]*)")
END_TAG = re.compile(r"</([^\s>]*)\s*(>?)")
ATTRIBUTE = re.compile(
    r"""([^\s=>/"']+)\s*(?:(=)\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<name>[A-Za-z0-9.-]*)(?=[\s>]|$)))?"""
)
DETECTED = re.compile(
    r"(?P<url>https?://[^\s<>\"«»]+[^\s<>\"«».,;:!?()])"
    r"|(?<![\w.+-])(?P<email>[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?<![\w@])(?P<mention>@[A-Za-z]\w{3,31})"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
)
OPAQUE = {"code", "pre", "text_link", "text_mention"}  # Telegram detects no entities inside these


def formatted(text: str, mode: str = "", given: list[Json] | None = None) -> tuple[str, list[Json]]:
    """The plain text and the entities of a text: parsed by the parse_mode `mode`, or `given` with the text."""
    entities = list(given or [])
    if mode:
        if mode.lower() != "html":
            raise ApiError("unsupported parse_mode")
        text, entities = parse_html(text)
    _check_ranges(entities, units(text))
    text, entities = _trimmed(text, entities)
    return text, (entities + _detected(text, entities))[:MOST_ENTITIES]


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Text and entities of an HTML source; ApiError "can't parse entities: …" if Telegram cannot parse it."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Html(source).parse()


@dataclass
class _Html:
    """A parser: `at` is the index in `source`, `length` the UTF-16 length of the text so far."""

    source: str
    at: int = 0
    length: int = 0
    text: list[str] = field(default_factory=list)
    open: list[tuple[str, dict[str, str], int, int]] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._end_tag()
            elif self.source[self.at] == "<":
                self._start_tag()
            else:
                self._plain()
        if self.open:
            raise _parse_error(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)  # only a <pre> around the <code> shows its language
        return "".join(self.text), sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))

    def _plain(self) -> None:
        end = self.source.find("<", self.at)
        end = len(self.source) if end < 0 else end
        piece = _unescaped(self.source[self.at : end])
        self.text.append(piece)
        self.length += units(piece)
        self.at = end

    def _start_tag(self) -> None:
        begin = self.at
        found = START_TAG.match(self.source, begin)
        name = found[1] if found else ""
        self.at += 1 + len(name)
        name = name.lower()
        if self.at >= len(self.source):
            raise self._error_at("Unclosed start tag", begin)
        if name not in TAGS:
            raise self._error_at(f'Unsupported start tag "{name}"', begin)
        attributes = dict(self._attributes(name, begin))
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error_at('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append((name, attributes, self.length, len(self.text)))

    def _attributes(self, tag: str, begin: int) -> Iterator[tuple[str, str]]:
        """Read the attributes one by one, up to the closing bracket."""
        while True:
            while self.at < len(self.source) and self.source[self.at].isspace():
                self.at += 1
            if self.at >= len(self.source):
                raise self._error_at("Unclosed start tag", begin)
            if self.source[self.at] == ">":
                self.at += 1
                return
            found = ATTRIBUTE.match(self.source, self.at)
            if found is None:
                raise self._error_at(f'Empty attribute name in the tag "{tag}"', begin)
            if found[2] is None and self.source.startswith("=", found.end()):
                raise self._error_at("Unclosed start tag", begin)
            self.at = found.end()
            value = found["double"] or found["single"] or (found["name"] or "").lower()
            yield found[1].lower(), _unescaped(value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._error_at("Unexpected end tag", begin)
        found = END_TAG.match(self.source, begin)
        if found is None or not found[2]:
            raise self._error_at("Unclosed end tag", begin)
        name, attributes, offset, piece = self.open.pop()
        if found[1] and found[1].lower() != name:
            expected = f'expected "</{name}>", found "</{found[1]}>"'
            raise _parse_error(f"Unmatched end tag at byte offset {self._byte(begin)}, {expected}")
        self.at = found.end()
        if self.length > offset:
            self._add(name, attributes, offset, "".join(self.text[piece:]))

    def _add(self, tag: str, attributes: Mapping[str, str], offset: int, inner: str) -> None:
        entity = _entity(tag, attributes, inner)
        if entity is None:
            return
        entity |= {"offset": offset, "length": self.length - offset}
        last = self.entities[-1] if self.entities else {}
        same_place = all(last.get(key) == entity[key] for key in ("offset", "length"))
        if same_place and entity["type"] == "pre" and last["type"] == "code":
            self.entities[-1] = entity | {key: last[key] for key in ("language",) if key in last}
        else:
            self.entities.append(entity)

    def _error_at(self, what: str, begin: int) -> ApiError:
        return _parse_error(f"{what} at byte offset {self._byte(begin)}")

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())


def _parse_error(why: str) -> ApiError:
    return ApiError(f"can't parse entities: {why}")


def _unescaped(text: str) -> str:
    """`text` with its character references replaced. Unknown references stay as they are."""
    return REFERENCE.sub(_unescaped_one, text) if "&" in text else text


def _unescaped_one(found: re.Match[str]) -> str:
    sixteen, ten, name = found.groups()
    if name:
        return REFERENCES[name]
    code = int(sixteen, 16) if sixteen else int(ten)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]


def _entity(tag: str, attributes: Mapping[str, str], inner: str) -> Json | None:
    """The entity of a tag without offset and length, or None for a link that Telegram drops."""
    kind = TAGS[tag]
    if kind == "text_link":
        return _link(attributes.get("href", inner), inner)
    if kind == "blockquote" and "expandable" in attributes:
        return {"type": "expandable_blockquote"}
    if kind == "code" and attributes.get("class", "").startswith("language-"):
        return {"type": kind, "language": attributes["class"].removeprefix("language-")}
    if kind == "custom_emoji":
        return {"type": kind, "custom_emoji_id": attributes.get("emoji-id", "")}
    if kind == "date_time":
        return _date_time(attributes)
    return {"type": kind}


def _date_time(attributes: Mapping[str, str]) -> Json:
    moment = attributes.get("unix", "")
    if not moment.isdecimal():
        raise _parse_error('Tag "tg-time" must have attribute "unix" with a number')
    shown = {"date_time_format": attributes["format"]} if attributes.get("format") else {}
    return {"type": "date_time", "unix_time": int(moment)} | shown


def _link(href: str, inner: str) -> Json | None:
    if not is_public_link(href):
        return None
    parts = urlsplit(href if "://" in href else f"http://{href}")
    if parts.scheme == "tg":
        user_id = parse_qs(parts.query).get("id", [""])[0]
        if parts.netloc != "user" or not user_id.isdecimal():
            return {"type": "text_link", "url": href}
        return {"type": "text_mention", "user": {"id": int(user_id), "is_bot": False, "first_name": inner}}
    return {"type": "text_link", "url": parts._replace(path=parts.path or "/").geturl()}


def _check_ranges(entities: list[Json], end: int) -> None:
    for entity in entities:
        if entity["offset"] < 0 or entity["length"] <= 0:
            raise ApiError(f"entity at UTF-16 offset {entity['offset']} has no length")
        if entity["offset"] + entity["length"] > end:
            begins = f"entity beginning at UTF-16 offset {entity['offset']}"
            raise ApiError(f"{begins} ends after the end of the text at UTF-16 offset {end}")


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """The text without blanks at both ends, and its entities. Blanks at the start stay if an entity covers them."""
    start = len(text) - len(text.lstrip())
    if entities and start:
        start = min(start, index_at(text, min(entity["offset"] for entity in entities)))
    kept = text[start:].rstrip()
    if kept == text:
        return text, entities
    shift, end = units(text[:start]), units(kept)
    moved = [entity | {"offset": entity["offset"] - shift} for entity in entities]
    clipped = [entity | {"length": min(entity["length"], end - entity["offset"])} for entity in moved]
    return kept, [entity for entity in clipped if entity["length"] > 0]


def _detected(text: str, entities: list[Json]) -> list[Json]:
    """The entities that Telegram detects: links, e-mail addresses, @names, /commands and #hashtags."""
    if not any(sign in text for sign in ("/", "@", "#")):
        return []
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in OPAQUE]
    found: list[Json] = []
    for match in DETECTED.finditer(text):
        offset, length = units(text[: match.start()]), units(match[0])
        if not any(offset < end and start < offset + length for start, end in taken):
            found.append({"type": match.lastgroup, "offset": offset, "length": length})
    return found
