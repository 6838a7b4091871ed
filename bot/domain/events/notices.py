"""The messages to people who signed up: reminders, and notices of what happened to the event or to their seat."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.deliveries import Plan

# The reminder that asks whether a person still comes. Whoever signs up later is not asked.
ASKING = "start-1d"
REMIND_BEFORE = {"start-1d": timedelta(days=1), "start-2h": timedelta(hours=2)}


def occasion(name: str, starts_at: datetime) -> str:
    """The occasion of a reminder: another start makes another reminder."""
    return f"{name}@{starts_at:%Y-%m-%dT%H:%MZ}"


def reminders(event_id: int, starts_at: datetime, now: datetime) -> list[Plan]:
    """Reminders one day and two hours before the start; those whose time has passed are left out.

    So a person who joins today is not told "tomorrow". Each reminder expires when the next one is due, the last at the
    start: after an outage people get one reminder that is true, not two.
    """
    ends = [starts_at - before for before in [*REMIND_BEFORE.values()][1:]] + [starts_at]
    return [
        Plan(
            kind="reminder",
            cause="event",
            cause_id=event_id,
            occasion=occasion(name, starts_at),
            due_at=starts_at - before,
            expires_at=end,
        )
        for (name, before), end in zip(REMIND_BEFORE.items(), ends, strict=True)
        if starts_at - before > now
    ]


def reminders_left(starts_at: datetime, now: datetime) -> int:
    """The number of reminders that a person with a seat at `now` is still going to get."""
    return sum(starts_at - before > now for before in REMIND_BEFORE.values())


def notice(
    event_id: int, what: str, now: datetime, expires_at: datetime | None, payload: Mapping[str, int] | None = None
) -> Plan:
    """A notice of a change that is sent at once: the event was moved or cancelled, or a seat came free."""
    return Plan(
        kind="notice",
        cause="event",
        cause_id=event_id,
        occasion=f"{what}@{now:%Y-%m-%dT%H:%M:%SZ}",
        due_at=now,
        expires_at=expires_at,
        priority=0,
        payload=dict(payload or {}),
    )
