"""Who is claimed and has left meanwhile what is said to them hears nothing of it: their rows end as cancelled."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.delivery.speech import Speech
from bot.domain.deliveries import Delivery, DeliveryStatus, Record
from storage import deliveries

# Batches that one claim may pass over because everybody of them has left; then it lets others to the store.
LOOKS = 10


def claim_meant(
    tx: Any, speeches: Mapping[tuple[str, str], Speech], now: datetime, limit: int, home: str
) -> list[Delivery]:
    """Claim up to `limit` due rows of people who are still meant, see `Speech.still`."""
    for _ in range(LOOKS):
        rows = deliveries.claim(tx, now, limit, home)
        gone = {row.id: row.account_id for row in _gone(tx, speeches, rows)}
        deliveries.record(tx, [Record(*each, DeliveryStatus.CANCELLED) for each in gone.items()], now)
        if len(gone) < len(rows) or not rows:
            return [row for row in rows if row.id not in gone]
    return []


def _gone(tx: Any, speeches: Mapping[tuple[str, str], Speech], rows: Sequence[Delivery]) -> list[Delivery]:
    """One question for each cause of the batch."""
    of_causes: dict[tuple[str, str, int], list[Delivery]] = {}
    for row in rows:
        of_causes.setdefault((row.kind, row.cause, row.cause_id), []).append(row)
    gone: list[Delivery] = []
    for (kind, cause, cause_id), mine in of_causes.items():
        if still := speeches[kind, cause].still:
            meant = still(tx, cause_id, [row.person_id for row in mine if row.person_id is not None])
            gone += [row for row in mine if row.person_id not in meant]
    return gone
