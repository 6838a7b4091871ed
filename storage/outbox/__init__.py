"""The outbox: rows of the table `deliveries`, one for each person (or group) and occasion.

`enqueuing`: plan rows, cancel them, hold and release them. `claiming`: take due rows under a lease. `recording`: store
the outcome of sends in batches, count rows, pause after a 429. `bot.outbox` has the worker that sends them.

Delivery is at least once: a row is claimed before it is sent and recorded after, so a crash in between sends it again.
That can happen only to the sends in flight; `repeats` counts it.
"""

from storage.outbox.claiming import claim, expire, recover
from storage.outbox.enqueuing import (
    OPEN,
    PLANNED,
    WAITING,
    cancel,
    cancel_for,
    hasten,
    hold,
    plan,
    plan_each,
    plan_for_groups,
    planned_recipients,
    release,
    requeue_blocked,
)
from storage.outbox.recording import (
    counts,
    lift_pause,
    next_due,
    pause,
    paused_until,
    record,
    record_partial,
    sweep,
    waiting,
)

__all__ = [
    "OPEN",
    "PLANNED",
    "WAITING",
    "cancel",
    "cancel_for",
    "claim",
    "counts",
    "expire",
    "hasten",
    "hold",
    "lift_pause",
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
    "waiting",
]
