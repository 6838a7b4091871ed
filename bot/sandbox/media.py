"""Files: what was uploaded, under which id it is known, and how the Bot API describes it in a message."""

import hashlib
import mimetypes
import struct
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from bot.sandbox.refusal import Json, RefusalError

MOST_UPLOADED = 50 * 1024 * 1024
MOST_DOWNLOADED = 20 * 1024 * 1024
MOST_PHOTO = 10 * 1024 * 1024
MOST_KEPT = 512 * 1024 * 1024  # the oldest files are forgotten beyond that


@dataclass(frozen=True)
class Upload:
    """A file as it came in a request."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Stored:
    """A file that Telegram keeps; `path` is where it is downloaded from, relative to
    /file/bot<token>/; `description` is its Bot API object (for a photo, its only size).
    """

    id: str
    kind: str
    name: str
    mime_type: str
    path: str
    content: bytes
    description: Json


class Files:
    """All files of the world by file_id; bounded by their total size."""

    def __init__(self) -> None:
        self._stored: OrderedDict[str, Stored] = OrderedDict()
        self._ids: dict[str, str] = {}  # by path
        self._size = 0
        self._count = 0

    def keep(self, kind: str, upload: Upload, **details: Any) -> Stored:
        """Store an upload as `kind` (photo, document, …); refuse one that is too big, empty, or no image."""
        _check_size(kind, upload)
        self._count += 1
        unique = hashlib.sha256(upload.content).hexdigest()[:16]
        name = upload.name.replace("/", "_") or kind
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file: Json = {"file_id": f"{kind}-{self._count}-{unique}", "file_unique_id": unique}
        file |= {"file_size": len(upload.content)} | _describe(kind, name, mime, upload.content) | details
        path = f"{kind}s/file_{self._count}{mimetypes.guess_extension(mime) or ''}"
        stored = Stored(file["file_id"], kind, name, mime, path, upload.content, file)
        self._stored[stored.id] = stored
        self._ids[path] = stored.id
        self._size += len(upload.content)
        self._forget_oldest()
        return stored

    def get(self, file_id: str) -> Stored:
        """The file of this id; Refused when Telegram would not know it."""
        if file_id.startswith(("http://", "https://")):
            raise RefusalError("failed to get HTTP URL content")  # the sandbox stays on this computer
        if file_id not in self._stored:
            raise RefusalError("wrong file identifier/HTTP URL specified")
        return self._stored[file_id]

    def at(self, path: str) -> Stored:
        """The file at this path; Refused when there is none."""
        return self.get(self._ids.get(path, ""))

    def _forget_oldest(self) -> None:
        while self._size > MOST_KEPT:
            _, oldest = self._stored.popitem(last=False)
            self._size -= len(oldest.content)
            del self._ids[oldest.path]


def _check_size(kind: str, upload: Upload) -> None:
    if not upload.content:
        raise RefusalError("file must be non-empty")
    if len(upload.content) > MOST_UPLOADED:
        raise RefusalError(status=413)
    if kind == "photo" and len(upload.content) > MOST_PHOTO:
        raise RefusalError(f"too big for a photo; the maximum size is {MOST_PHOTO} bytes")


def _describe(kind: str, name: str, mime: str, content: bytes) -> Json:
    """The fields that a kind of media has besides its ids and size."""
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
    """Width and height of a PNG, GIF or JPEG; RefusalError for anything Telegram could not make a photo of."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if content.startswith(b"GIF8") and len(content) >= 10:
        return struct.unpack("<HH", content[6:10])
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    raise RefusalError("IMAGE_PROCESS_FAILED")


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Walk over the segments of a JPEG to its frame header (SOF0 to SOF15, without DHT, JPG and DAC)."""
    at = 2
    while at + 9 <= len(content):
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise RefusalError("IMAGE_PROCESS_FAILED")
