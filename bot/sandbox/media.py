"""Files: their contents, their ids, and the Bot API objects that describe them in messages."""

import hashlib
import mimetypes
import struct
from collections import OrderedDict
from dataclasses import dataclass

from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json

MOST_UPLOADED = 50 * 1024 * 1024  # bytes, as the other limits
MOST_DOWNLOADED = 20 * 1024 * 1024
MOST_PHOTO = 10 * 1024 * 1024
MOST_KEPT = 512 * 1024 * 1024  # of all files; the oldest are dropped


@dataclass(frozen=True)
class Upload:
    """A file in a request."""

    name: str
    content: bytes


@dataclass(frozen=True)
class StoredFile:
    """A file that Telegram keeps.

    `path` is its download address relative to /file/bot<token>/. `description` is its Bot API object (for a photo,
    its only size).
    """

    id: str
    kind: str
    name: str
    mime_type: str
    path: str
    content: bytes
    description: Json


class Files:
    """All files by file_id. Their total size is limited to MOST_KEPT."""

    def __init__(self) -> None:
        self._stored: OrderedDict[str, StoredFile] = OrderedDict()
        self._ids: dict[str, str] = {}  # file_id by path
        self._size = 0
        self._count = 0

    def add(self, kind: str, upload: Upload, **details: str | int) -> StoredFile:
        """Store an upload as `kind` (photo, document, …).

        Raises ApiError if it is empty, too big, or a photo that is no image.
        """
        _check_size(kind, upload)
        self._count += 1
        unique = hashlib.sha256(upload.content).hexdigest()[:16]
        name = upload.name.replace("/", "_") or kind
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file: Json = {"file_id": f"{kind}-{self._count}-{unique}", "file_unique_id": unique}
        file |= {"file_size": len(upload.content)} | _describe(kind, name, mime, upload.content) | details
        path = f"{kind}s/file_{self._count}{mimetypes.guess_extension(mime) or ''}"
        stored = StoredFile(file["file_id"], kind, name, mime, path, upload.content, file)
        self._stored[stored.id] = stored
        self._ids[path] = stored.id
        self._size += len(upload.content)
        self._drop_oldest()
        return stored

    def get(self, file_id: str) -> StoredFile:
        """The file with this id; ApiError if there is none."""
        if file_id.startswith(("http://", "https://")):
            raise ApiError("failed to get HTTP URL content")  # the sandbox makes no requests to other computers
        if file_id not in self._stored:
            raise ApiError("wrong file identifier/HTTP URL specified")
        return self._stored[file_id]

    def at(self, path: str) -> StoredFile:
        """The file at this path; ApiError if there is none."""
        return self.get(self._ids.get(path, ""))

    def _drop_oldest(self) -> None:
        while self._size > MOST_KEPT:
            _, oldest = self._stored.popitem(last=False)
            self._size -= len(oldest.content)
            del self._ids[oldest.path]


def _check_size(kind: str, upload: Upload) -> None:
    if not upload.content:
        raise ApiError("file must be non-empty")
    if len(upload.content) > MOST_UPLOADED:
        raise ApiError(status=413)
    if kind == "photo" and len(upload.content) > MOST_PHOTO:
        raise ApiError(f"too big for a photo; the maximum size is {MOST_PHOTO} bytes")


def _describe(kind: str, name: str, mime: str, content: bytes) -> Json:
    """The fields of the Bot API object besides ids and size."""
    if kind == "photo":
        return dict(zip(("width", "height"), photo_size(content), strict=True))
    named: Json = {"file_name": name, "mime_type": mime}
    moving: Json = {"width": 640, "height": 480, "duration": 1}
    return {
        "document": named,
        "video": named | moving,
        "animation": named | moving,
        "audio": named | {"duration": 1},
        "voice": {"duration": 1, "mime_type": "audio/ogg"},
        "video_note": {"length": 240, "duration": 1},
        "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
    }[kind]


def photo_size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF or JPEG; ApiError for any other content."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if content.startswith(b"GIF8") and len(content) >= 10:
        return struct.unpack("<HH", content[6:10])
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    raise ApiError("IMAGE_PROCESS_FAILED")


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Width and height from the frame header of a JPEG: the segment SOF0 to SOF15, except DHT, JPG and DAC."""
    at = 2
    while at + 9 <= len(content):
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise ApiError("IMAGE_PROCESS_FAILED")
