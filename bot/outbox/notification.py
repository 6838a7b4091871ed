"""Rendering of outbox rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from aiogram.methods import TelegramMethod

from bot.domain.deliveries import Delivery, Record
from bot.i18n import Translator
from storage.core.db import Transaction

Messages = TelegramMethod[Any] | tuple[TelegramMethod[Any], ...]


@dataclass(frozen=True, slots=True)
class Notification:
    """Loading and rendering for one kind and cause of outbox rows.

    `load(tx, cause_id)` reads the cause once a batch. `render` makes the messages of a row from it, or returns None
    when there is nothing left to say: the row ends as cancelled. `still_wanted(tx, cause_id, person_ids)` returns the
    people of a batch who are still recipients; the rows of the others end as cancelled, too. A row of several messages
    that was interrupted comes back with the `message_ids` of those that were sent, and `render` leaves these out.
    """

    load: Callable[[Transaction, int], Any]
    render: Callable[[Any, Delivery, Translator], Messages | None]
    still_wanted: Callable[[Transaction, int, Sequence[int]], set[int]] | None = None
    settle: Callable[[Transaction, Any, Delivery, Record], Record] | None = None
