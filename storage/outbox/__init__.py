"""The ledger's rows: planned with their cause, claimed with a lease, recorded in batches.

The guarantee is at least once: a row is claimed before it is sent and recorded after, so a crash in between sends it
again. That can happen only to the sends in flight, and `repeats` counts them.
"""

from storage.outbox.claiming import claim, expire, recover
from storage.outbox.enqueuing import (
    OPEN,
    PLANNED,
    WAITING,
    cancel,
    cancel_for,
    hold,
    plan,
    plan_each,
    plan_for_groups,
    planned_recipients,
    release,
    requeue_blocked,
)
from storage.outbox.recording import counts, next_due, pause, paused_until, record, record_partial, sweep

__all__ = [
    "OPEN",
    "PLANNED",
    "WAITING",
    "cancel",
    "cancel_for",
    "claim",
    "counts",
    "expire",
    "hold",
    "next_due",
    "pause",
    "paused_until",
    "plan",
    "plan_each",
    "plan_for_groups",
    "planned_recipients",
    "record",
    "record_partial",
    "recover",
    "release",
    "requeue_blocked",
    "sweep",
]
