"""The content of a broadcast: words with variables, links, the files of an album; and the checks before sending.

Lengths are Telegram's: UTF-16 units, counted after the markup. Words are Telegram's HTML as their author formatted
them; variables are stored as `{name}` and `{municipality}`, whatever language they were typed in.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from zlib import crc32

from bot.domain.municipalities import Municipality

TEXT_MOST = 4096
CAPTION_MOST = 1024
ALBUM_MOST = 10
LINKS_MOST = 3
LABEL_MOST = 40
URL_MOST = 1000
NAME_MOST = 64
TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler", "tg-emoji", "tg-time"}
TOGETHER = {"photo", "video"}

_VARIABLE = re.compile(r"\{[ ]*(\w[\w-]{0,39})[ ]*\}")
_TYPED = re.compile(r"\{((?:[ ]|<[^<>]*>)*)(\w[\w-]{0,39})((?:[ ]|<[^<>]*>)*)\}")
_TAG = re.compile(r"""<(/?)([a-z][a-z-]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)>""")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9-]{2,}")
_ENDS_A_SENTENCE = ("", ".", "!", "?", "\u2026", "\n")


@dataclass(frozen=True, slots=True)
class Content:
    """The content that is sent anew to each reader: words with variables, the files of an album, and links.

    `text` is Telegram's HTML as its author wrote it. `links` are (label, url) in the order of the buttons, under any
    form. `files` are (kind, file id, caption as HTML) of an album; `places` are the ids of the messages in which the
    files came, in the same order.
    """

    text: str = ""
    links: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str, str], ...] = ()
    places: tuple[int, ...] = ()

    def as_data(self) -> dict[str, Any]:
        lists = {"links": [list(each) for each in self.links], "files": [list(each) for each in self.files]}
        return {"text": self.text, **lists, "places": list(self.places)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Content":
        links = tuple((label, url) for label, url in data["links"])
        files = tuple((kind, file, caption) for kind, file, caption in data["files"])
        return cls(data["text"], links, files, tuple(data["places"]))


class Variable(StrEnum):
    """A variable of a text; a municipality may stand in the grammatical case that its sentence needs."""

    NAME = "name"
    MUNICIPALITY = "municipality"
    GENITIVE = "municipality-genitive"
    DATIVE = "municipality-dative"
    ACCUSATIVE = "municipality-accusative"
    INSTRUMENTAL = "municipality-instrumental"
    PREPOSITIONAL = "municipality-prepositional"


PLACES = frozenset(Variable) - {Variable.NAME}
# The values of the variables of a municipality.
PlaceForms: TypeAlias = Mapping[Variable, str]


def place_forms(where: Municipality) -> PlaceForms:
    """The values of all variables of a municipality."""
    return {each: where.in_case(each.removeprefix("municipality-")) for each in PLACES}


class Flaw(StrEnum):
    """The reason why words cannot be sent.

    UNKNOWN: a variable that does not exist. SPLIT: a variable that formatting cuts, or inside a link's address. BROKEN:
    markup that Telegram cannot parse. LONG: with the longest values the text does not fit a message.
    """

    UNKNOWN = "unknown"
    SPLIT = "split"
    BROKEN = "broken"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Fault:
    """A flaw with its details: `names` are the wrong variables, `length` is that of the longest text, in units."""

    flaw: Flaw
    names: tuple[str, ...] = ()
    length: int = 0


def units(text: str) -> int:
    """The length in UTF-16 units, as Telegram counts it: an emoji is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(words: str) -> str:
    """The text that a reader sees of HTML."""
    return html.unescape(_TAG.sub("", words))


def has_variables(text: str) -> bool:
    """Tell whether a text contains anything that looks like a variable, known or not."""
    return _VARIABLE.search(text) is not None


def translated(words: str, spellings: Mapping[str, Variable]) -> str:
    """The words with their variables in the stored form; unknown ones stay. `spellings` are in lower case.

    An author who makes only the name between the braces bold means the whole variable: the braces move inside.
    """

    def keep(found: re.Match[str]) -> str:
        known = spellings.get(found[2].casefold())
        return f"{found[1].strip()}{{{known}}}{found[3].strip()}" if known else found[0]

    return _TYPED.sub(keep, words)


def fault(
    words: str, longest: Mapping[Variable, str], spellings: Mapping[str, Variable] = MappingProxyType({})
) -> Fault | None:
    """The flaw of stored words; None when they can be sent. `longest` is the longest value of each variable.

    `spellings` are those that people type: a known variable is recognised although formatting cuts it.
    """
    if _is_broken(words):
        return Fault(Flaw.BROKEN)
    known = {each.value for each in Variable}
    seen = [spellings.get(name.casefold(), name) for name in _VARIABLE.findall(plain(words))]
    marked = _VARIABLE.findall(words)
    if unknown := tuple(dict.fromkeys(name for name in seen if name not in known)):
        return Fault(Flaw.UNKNOWN, unknown)
    if split := tuple(sorted(name for name in known if seen.count(name) != marked.count(name))):
        return Fault(Flaw.SPLIT, split)
    length = units(plain(filled(words, longest)))
    return Fault(Flaw.LONG, length=length) if length > TEXT_MOST else None


def _is_broken(words: str) -> bool:
    if "<" in _TAG.sub("", words):
        return True
    still_open: list[str] = []
    for closes, tag, _ in _TAG.findall(words):
        if tag not in TAGS or (closes and (not still_open or still_open.pop() != tag)):
            return True
        if not closes:
            still_open.append(tag)
    return bool(still_open)


def uses(words: str, variable: Variable) -> bool:
    return variable in _VARIABLE.findall(words)


def filled(words: str, values: Mapping[Variable, str]) -> str:
    """The words for one reader: values are escaped, and capitalised at the beginning of a sentence."""

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            return found[0]
        said = values[Variable(found[1])]
        before = plain(words[: found.start()]).rstrip(" ")
        return html.escape(_capital(said) if before[-1:] in _ENDS_A_SENTENCE else said)

    return _VARIABLE.sub(value, words)


def _capital(said: str) -> str:
    """The text with a capital first letter, at the same length: a capital of several letters is not used."""
    first = said[:1].upper()
    return first + said[1:] if len(first) == 1 else said


def called(name: str) -> str:
    """The name by which a reader is addressed: one line, 64 units at most; "" when it has no letter."""
    seen = "".join(each if unicodedata.category(each) not in ("Cc", "Cf") else " " for each in name)
    seen = " ".join(seen.split())
    while units(seen) > NAME_MOST:
        seen = seen[:-1].rstrip()
    return seen if any(each.isalpha() for each in seen) else ""


def longest(places: Sequence[PlaceForms]) -> dict[Variable, str]:
    """The longest values that any reader can have: a name of full length, and the longest of each form of `places`."""
    forms = {each: max((place[each] for place in places), key=units, default="") for each in PLACES}
    return {Variable.NAME: "x" * NAME_MOST, **forms}


def web_address(typed: str) -> str | None:
    """The typed https:// address, also without the scheme; None when it is no address of a public page."""
    address = typed.strip()
    address = address if "://" in address else f"https://{address}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        is_odd = parts.username is not None or (parts.port or 443) <= 0
    except ValueError:
        return None
    if parts.scheme != "https" or is_odd or not _HOST.fullmatch(host):
        return None
    return address if len(address) <= URL_MOST and not any(each.isspace() for each in address) else None


def host(address: str) -> str:
    """The host of an address: the label of a button until its author names it."""
    return (urlsplit(address).hostname or address)[:LABEL_MOST]


def label(typed: str) -> str | None:
    """The typed label of a button: one line, at most 40 units, no variables; None when it is not allowed."""
    said = " ".join(typed.split())
    return said if said and units(said) <= LABEL_MOST and not has_variables(said) else None


def mark(link: tuple[str, str]) -> str:
    """Eight characters that identify a link in a button's data."""
    return f"{crc32(repr(link).encode()):08x}"


def fits(kinds: Iterable[str], kind: str) -> bool:
    """Tell whether Telegram puts a file into one album with others: documents and audios only with their own kind."""
    return all(other == kind or {other, kind} <= TOGETHER for other in kinds)


def line(text: str, most: int) -> str:
    """A text as one line of at most `most` characters."""
    said = " ".join(text.split())
    return said if len(said) <= most else said[: most - 1].rstrip() + "\u2026"
