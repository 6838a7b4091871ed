"""Who is claimed and has left meanwhile what is said to them hears nothing of it: their rows end as cancelled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.deliveries import Delivery, DeliveryStatus, Record
from bot.outbox.notification import Notification
from storage import outbox

# Batches that one claim may pass over because everybody of them has left; then it lets others to the store.
LOOKS = 10


@dataclass(frozen=True, slots=True)
class Batch:
    """Claimed rows, and what they are about by (kind, cause, cause_id)."""

    rows: list[Delivery] = field(default_factory=list)
    subjects: dict[tuple[str, str, int], Any] = field(default_factory=dict)


def claim_meant(
    tx: Any, notifications: Mapping[tuple[str, str], Notification], now: datetime, limit: int, home: str
) -> list[Delivery]:
    """Claim up to `limit` due rows of people who are still meant, see `Speech.still`."""
    for _ in range(LOOKS):
        rows = outbox.claim(tx, now, limit, home)
        gone = {row.id: row.account_id for row in _gone(tx, notifications, rows)}
        outbox.record(tx, [Record(*each, DeliveryStatus.CANCELLED) for each in gone.items()], now)
        if len(gone) < len(rows) or not rows:
            return [row for row in rows if row.id not in gone]
    return []


def _gone(tx: Any, notifications: Mapping[tuple[str, str], Notification], rows: Sequence[Delivery]) -> list[Delivery]:
    """One question for each cause of the batch."""
    of_causes: dict[tuple[str, str, int], list[Delivery]] = {}
    for row in rows:
        of_causes.setdefault((row.kind, row.cause, row.cause_id), []).append(row)
    gone: list[Delivery] = []
    for (kind, cause, cause_id), mine in of_causes.items():
        if still := notifications[kind, cause].still:
            meant = still(tx, cause_id, [row.person_id for row in mine if row.person_id is not None])
            gone += [row for row in mine if row.person_id not in meant]
    return gone
