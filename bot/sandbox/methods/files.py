"""Method getFile, and files that a request sends."""

from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json
from bot.sandbox.media import MOST_DOWNLOADED, StoredFile, Upload
from bot.sandbox.world import World

DETAILS = ("duration", "width", "height", "performer", "title", "emoji")


def get_file(world: World, p: Json) -> Json:
    try:
        stored = world.files.get(p["file_id"])
    except ApiError:
        raise ApiError("invalid file_id") from None
    if len(stored.content) > MOST_DOWNLOADED:
        raise ApiError("file is too big")
    names = ("file_id", "file_unique_id", "file_size")
    return {name: stored.description[name] for name in names} | {"file_path": stored.path}


def file_to_send(world: World, kind: str, given: str | Upload, p: Json) -> StoredFile:
    """The file that a request sends: an upload, which is stored now, or the file_id of a file of the same kind."""
    if isinstance(given, Upload):
        return world.files.add(kind, given, **{name: p[name] for name in DETAILS if name in p})
    stored = world.files.get(given)
    if stored.kind != kind:
        raise ApiError(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored
