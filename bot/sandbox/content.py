"""Content of messages: text, media, and the other kinds of content that people send."""

import struct
import zlib
from collections.abc import Callable, Mapping

from bot.sandbox.chats import Person
from bot.sandbox.formatting import formatted
from bot.sandbox.json_types import Json
from bot.sandbox.media import Files, StoredFile, Upload
from bot.sandbox.utf16 import units

MOST_TEXT = 4096  # UTF-16 units
MEDIA = ("photo", "document", "video", "animation", "audio", "voice", "sticker", "video_note")
# Media with a caption: a sticker and a video note never have one.
CAPTIONED = ("photo", "document", "video", "animation", "audio", "voice")


def text_content(text: str, mode: str = "", entities: list[Json] | None = None, prefix: str = "") -> Json:
    """`text` and `entities` of a message; with the prefix "caption_", its `caption` and `caption_entities`."""
    plain, found = formatted(text, mode, entities)
    content: Json = {prefix.rstrip("_") or "text": plain} if plain else {}
    return content | ({f"{prefix}entities": found} if found else {})


def typed_text(text: str) -> Json:
    """`text` and `entities` of a text that a person types; ValueError if it is empty or too long."""
    content = text_content(text)
    if not 1 <= units(content.get("text", "")) <= MOST_TEXT:
        raise ValueError(f"a message has 1-{MOST_TEXT} characters")
    return content


def media_content(stored: StoredFile) -> Json:
    """The fields of a message for a file: a list of sizes for a photo, a document too for an animation."""
    if stored.kind == "photo":
        return {"photo": [stored.description]}
    if stored.kind == "animation":
        return {"animation": stored.description, "document": stored.description}
    return {stored.kind: stored.description}


def content_of(kind: str, person: Person, files: Files, now: int, details: Mapping[str, object]) -> Json:
    """The content of a message of this kind that a person sends at `now`, in seconds since 1970.

    Raises ValueError for an unknown kind, TypeError for details that the kind does not have.
    """
    if kind in SAMPLES:
        make: Callable[..., Json] = _media
        return make(kind, files, **details)
    if kind not in OTHERS:
        raise ValueError(f"kind must be one of {', '.join([*SAMPLES, *OTHERS])}")
    return OTHERS[kind](person, now, **details)


def _media(
    kind: str, files: Files, *, name: str = "", content: bytes = b"", caption: str = "", media_group_id: str = ""
) -> Json:
    """A file with a caption. Each item of an album is a message; all of them have the same `media_group_id`."""
    sample_name, sample = SAMPLES[kind]
    stored = files.add(kind, Upload(name or sample_name, content or sample))
    group = {"media_group_id": media_group_id} if media_group_id else {}
    return media_content(stored) | text_content(caption, prefix="caption_") | group


def _contact(
    person: Person,
    now: int,
    *,
    phone_number: str = "+70000000000",
    contact_id: int | None = 0,
    first_name: str = "",
    last_name: str = "",
) -> Json:
    """A contact: of the person by default, of the user `contact_id`, or (None) of somebody without Telegram."""
    user = {"user_id": contact_id or person.id} if contact_id is not None else {}
    names = {"first_name": first_name or person.first_name} | ({"last_name": last_name} if last_name else {})
    return {"contact": {"phone_number": phone_number} | names | user}


def _location(person: Person, now: int, *, latitude: float = 50.29, longitude: float = 127.53) -> Json:
    return {"location": {"latitude": latitude, "longitude": longitude}}


def _venue(person: Person, now: int, *, title: str = "Hall", address: str = "") -> Json:
    """A building chosen on the map."""
    point = _location(person, now)
    return point | {"venue": point | {"title": title, "address": address}}


def _forward(person: Person, now: int, *, text: str = "…", sender_name: str = "Somebody") -> Json:
    """A text forwarded from a user who hides the account."""
    origin = {"type": "hidden_user", "sender_user_name": sender_name, "date": now}
    return {"forward_origin": origin} | text_content(text)


def _poll(person: Person, now: int, *, question: str = "?", options: tuple[str, ...] = ("+", "-")) -> Json:
    choices = [{"text": text, "voter_count": 0, "persistent_id": str(n)} for n, text in enumerate(options)]
    flags = {"is_closed": False, "is_anonymous": True, "allows_multiple_answers": False, "allows_revoting": False}
    poll = {"id": str(now), "question": question, "options": choices, "total_voter_count": 0, "type": "regular"}
    return {"poll": poll | flags | {"members_only": False}}


def _dice(person: Person, now: int, *, emoji: str = "🎲", value: int = 1) -> Json:
    return {"dice": {"emoji": emoji, "value": value}}


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


PIXEL = b"\x89PNG\r\n\x1a\n" + b"".join(
    (
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"\0\x80")),
        _chunk(b"IEND", b""),
    )
)

# The default file of each kind: name and bytes.
SAMPLES: Mapping[str, tuple[str, bytes]] = {
    "photo": ("photo.png", PIXEL),
    "document": ("note.txt", b"A note.\n"),
    "sticker": ("sticker.webp", b"RIFF\0\0\0\0WEBP"),
    "voice": ("voice.ogg", b"OggS"),
    "video": ("video.mp4", b"\0\0\0\x18ftypmp42"),
    "video_note": ("video_note.mp4", b"\0\0\0\x18ftypmp42"),
    "animation": ("animation.mp4", b"\0\0\0\x18ftypmp42"),
    "audio": ("audio.mp3", b"ID3"),
}

# Each takes the person, the time in seconds since 1970, and optional details; it returns the content.
OTHERS: Mapping[str, Callable[..., Json]] = {
    "contact": _contact,
    "location": _location,
    "venue": _venue,
    "forward": _forward,
    "poll": _poll,
    "dice": _dice,
}
