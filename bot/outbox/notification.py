"""How a row of the ledger is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from aiogram.methods import TelegramMethod

from bot.domain.deliveries import Delivery
from bot.i18n import Translator

Words = TelegramMethod[Any] | tuple[TelegramMethod[Any], ...]


@dataclass(frozen=True, slots=True)
class Notification:
    """How a kind of row is said: `load(tx, cause_id)` reads its cause once a batch, `say` makes the message.

    `say` returns None when there is nothing to say any more: the row ends as cancelled. So it does for whom of the
    batch `still(tx, cause_id, person_ids)` does not return: they have left before their turn. A row of several messages
    comes back with the `message_ids` of those that were sent, and `say` leaves these out.
    """

    load: Callable[..., Any]
    say: Callable[[Any, Delivery, Translator], Words | None]
    still: Callable[[Any, int, Sequence[int]], set[int]] | None = None
