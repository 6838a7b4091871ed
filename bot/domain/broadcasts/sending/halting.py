"""A broadcast that a colleague halts: a coordinator of its whole audience pauses or stops it, and says why. Or they
recall what was sent, which is urgent and asks no reason.

The author is told at once. Only the author, or whoever takes over, lets it go on.
"""

from datetime import datetime
from enum import StrEnum

from bot.domain.audit import Act
from bot.domain.deliveries import Plan

HALTED = "halted"


class Halting(StrEnum):
    PAUSE = "pause"
    STOP = "stop"
    RECALL = "recall"


ACTS = {
    Halting.PAUSE: Act.BROADCAST_PAUSED,
    Halting.STOP: Act.BROADCAST_STOPPED,
    Halting.RECALL: Act.BROADCAST_RECALLED,
}


def halted(entry_id: int, now: datetime) -> Plan:
    """The notice to the author that a colleague has paused, stopped or recalled it; `entry_id` is that of the audit."""
    return Plan(kind="answer", cause=HALTED, cause_id=entry_id, occasion=HALTED, due_at=now)
