"""Files that the bot sent, as a person opens them."""

from io import BytesIO
from zipfile import ZipFile

from bot.files.papers import words
from tests.chat import Neighbour


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
