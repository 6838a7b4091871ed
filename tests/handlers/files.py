"""Files that the bot sent, as a person opens them."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from tests.chat import Neighbour
from tests.files.answers import words


def newest_file(who: Neighbour) -> tuple[str, bytes]:
    """The name and the content of the newest file in the chat."""
    document = next(message["document"] for message in reversed(who.said()) if "document" in message)
    stored = who.town.world.files.get(document["file_id"])
    return document["file_name"], stored.content


def opened(who: Neighbour) -> str:
    """The words of the newest Word file."""
    name, content = newest_file(who)
    assert name.endswith(".docx")
    return words(content)


def unpacked(who: Neighbour) -> dict[str, str]:
    """The words of every Word file in the newest archive, by name."""
    name, content = newest_file(who)
    assert name.endswith(".zip")
    with ZipFile(BytesIO(content)) as archive:
        return {each: words(archive.read(each)) for each in archive.namelist()}


def document(who: Neighbour) -> dict[str, list[dict[str, Any]]]:
    """The newest file, read as JSON."""
    held: dict[str, list[dict[str, Any]]] = json.loads(content(who, who.said()[-1]["document"]))
    return held


def content(who: Neighbour, sent: dict[str, Any]) -> bytes:
    """The content of a file by the document of its message."""
    return who.town.world.files.get(sent["file_id"]).content
