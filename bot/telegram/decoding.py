"""Decoding of updates, each by itself: one that cannot be decoded silences nobody, not even its sender."""

from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.types import Update

from bot.bot_api import decode, without_half_characters
from bot.domain.troubles import Trouble
from bot.logs import get_logger
from bot.monitoring.health import Health
from bot.monitoring.metrics import POISONED_UPDATES

log = get_logger(__name__)

KINDS = tuple(name for name in Update.model_fields if name != "update_id")
# Kinds whose sender waits for an answer.
ANSWERED = ("message", "callback_query")
# Telegram's queue knows no larger id. A larger one as an offset would confirm updates that nobody has read.
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True, slots=True)
class UpdateDecoder:
    """Decodes updates for `bot`. What breaks them is logged without words, counted and reported to `health`."""

    bot: Bot
    health: Health | None = None

    def decode(self, raw: Any) -> Update | None:
        """The update, without the fields that are broken; None when nothing can be handled.

        Of a message or a press that cannot be decoded at all, an empty message of its sender remains if they wrote in
        a private chat: they get the answer to a message that cannot be used.
        """
        number, kind = update_id(raw), kind_of(raw)
        if number is None:
            self._report(number, kind, "update_id")
            return None
        bare = _bare(raw)
        update, left_out = self._decoded(raw)
        event = getattr(update, kind, None)
        if event is None or (bare and not _has_sender(event)):
            # aiogram prints an update without an event as a warning, with all words in it.
            update = self._decoded(bare)[0] if bare else None
        if update is None or left_out:
            self._report(number, kind, " ".join(left_out))
        return update

    def _decoded(self, raw: dict[str, Any]) -> tuple[Update | None, list[str]]:
        try:
            return decode(Update, without_half_characters(raw), self.bot)
        except RecursionError:
            return None, []

    def _report(self, number: int | None, kind: str, left_out: str) -> None:
        log.warning("update could not be decoded in full", update_id=number, kind=kind, left_out=left_out)
        POISONED_UPDATES.labels(kind).inc()
        if self.health:
            self.health.note(Trouble.POISONED_UPDATE, f"update_id={number} kind={kind}")


def update_id(raw: Any) -> int | None:
    """The id of an update; None when it has none that Telegram could have given."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if type(number) is int and 0 < number <= LARGEST_ID else None


def kind_of(raw: Any) -> str:
    """The kind of an update, such as `message`; "unknown" for one that aiogram does not know."""
    return next((kind for kind in KINDS if isinstance(raw, dict) and raw.get(kind) is not None), "unknown")


def _has_sender(event: Any) -> bool:
    """Tell whether user and chat of a message or a press are known."""
    return event.from_user is not None and getattr(event, "message", event) is not None


def _bare(raw: Any) -> dict[str, Any] | None:
    """An empty message of the sender; None where no answer is expected, or chat and user cannot be read."""
    kind = kind_of(raw)
    if kind not in ANSWERED:
        return None
    event = raw[kind]
    message, user = _object(event, "message") if kind == "callback_query" else event, _object(event, "from")
    user_id, date = user.get("id"), message.get("date") if isinstance(message, dict) else None
    # A private chat has the id of its user.
    if type(user_id) is not int or _object(message, "chat").get("id") != user_id or user.get("is_bot"):
        return None
    sender = {"id": user_id, "is_bot": False, "first_name": _word(user, "first_name")}
    sender["language_code"] = _word(user, "language_code")
    chat = {"id": user_id, "type": "private"}
    bare = {"message_id": 0, "date": date if type(date) is int else 0, "chat": chat, "from": sender}
    return {"update_id": raw["update_id"], "message": bare}


def _object(holder: Any, name: str) -> dict[str, Any]:
    """The object in a field; empty when there is none."""
    value = holder.get(name) if isinstance(holder, dict) else None
    return value if isinstance(value, dict) else {}


def _word(holder: dict[str, Any], name: str) -> str:
    value = holder.get(name)
    return value if isinstance(value, str) else ""
