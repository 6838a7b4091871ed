"""The ledger's rows: planned with their cause, claimed with a lease, recorded in batches.

The guarantee is at least once: a row is claimed before it is sent and recorded after, so a crash in between sends it
again. That can happen only to the sends in flight, and `repeats` counts them.
"""

from storage.deliveries.claiming import claim, expire, recover
from storage.deliveries.planning import OPEN, PLANNED, cancel, cancel_for, plan, plan_for_groups, revive, unsaid
from storage.deliveries.recording import counts, next_due, pause, paused_until, record, sweep

__all__ = [
    "OPEN",
    "PLANNED",
    "cancel",
    "cancel_for",
    "claim",
    "counts",
    "expire",
    "next_due",
    "pause",
    "paused_until",
    "plan",
    "plan_for_groups",
    "record",
    "recover",
    "revive",
    "sweep",
    "unsaid",
]
