"""Claiming of due rows. Rows of people who are no recipients any more end as cancelled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.deliveries import Delivery, DeliveryStatus, Record
from bot.outbox.notification import Notification
from storage import outbox
from storage.core.db import Transaction

# Batches that one claim may cancel whole before it lets other transactions run.
MAX_CANCELLED_BATCHES = 10

Cause = tuple[str, str, int]
"""The cause of a row: (kind, cause, cause_id)."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Claimed rows, and what `Notification.load` returned for each of their causes.

    `paused_until` is the pause in the store for which nothing was claimed.
    """

    rows: list[Delivery] = field(default_factory=list)
    subjects: dict[Cause, Any] = field(default_factory=dict)
    paused_until: datetime | None = None

    def subject(self, row: Delivery) -> Any:
        """The result of `Notification.load` for the cause of a row."""
        return self.subjects[row.kind, row.cause, row.cause_id]


def claim_wanted(
    tx: Transaction, notifications: Mapping[tuple[str, str], Notification], now: datetime, limit: int, home: str
) -> list[Delivery]:
    """Claim up to `limit` due rows of people who are still recipients, see `Notification.still_wanted`."""
    for _ in range(MAX_CANCELLED_BATCHES):
        rows = outbox.claim(tx, now, limit, home)
        unwanted = {row.id: row.account_id for row in _unwanted(tx, notifications, rows)}
        outbox.record(tx, [Record(*each, DeliveryStatus.CANCELLED) for each in unwanted.items()], now)
        if len(unwanted) < len(rows) or not rows:
            return [row for row in rows if row.id not in unwanted]
    return []


def _unwanted(
    tx: Transaction, notifications: Mapping[tuple[str, str], Notification], rows: Sequence[Delivery]
) -> list[Delivery]:
    """The rows whose person is no recipient any more: one query for each cause of the batch."""
    of_causes: dict[Cause, list[Delivery]] = {}
    for row in rows:
        of_causes.setdefault((row.kind, row.cause, row.cause_id), []).append(row)
    unwanted: list[Delivery] = []
    for (kind, cause, cause_id), same in of_causes.items():
        if still_wanted := notifications[kind, cause].still_wanted:
            wanted = still_wanted(tx, cause_id, [row.person_id for row in same if row.person_id is not None])
            unwanted += [row for row in same if row.person_id not in wanted]
    return unwanted
