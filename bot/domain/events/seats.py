"""Seats that are held: a freed one is offered to the queue for a while, a given up one waits for second thoughts.

Near the start there is no time for offers: whoever waits is told at once, and the first who comes takes the seat.
"""

from datetime import datetime, timedelta

from bot.domain.deliveries import Plan
from bot.domain.events.event import Event
from bot.domain.time import after_quiet

OFFER_MOST, OFFER_LEAST = timedelta(hours=12), timedelta(minutes=30)
# From so long before the start on, free seats are open to all who wait.
OPEN_TO_ALL = timedelta(hours=2)
# So long "I cannot come" can be taken back.
SECOND_THOUGHTS = timedelta(minutes=1)
# So much of an offer's time people are awake, or it is kept until the morning.
DAYTIME = timedelta(hours=3)
# An offer takes this part of the time that is left.
PART_OF_REST = 4


def is_open_to_all(starts_at: datetime, now: datetime) -> bool:
    return now >= starts_at - OPEN_TO_ALL


def offered_at(starts_at: datetime, now: datetime, zone: str) -> datetime:
    """The moment from which an offer counts: in the night it is the morning, if that is early enough."""
    morning = after_quiet(now, zone)
    return morning if morning + OFFER_LEAST <= starts_at - OPEN_TO_ALL else now


def offer_ends_at(starts_at: datetime, now: datetime, zone: str) -> datetime:
    """The end of an offer made now: a quarter of the time left, within limits, never after seats are open to all.

    One that comes in the evening and would end in the night is kept until the morning.
    """
    begins, last = offered_at(starts_at, now, zone), starts_at - OPEN_TO_ALL
    term = min(max((last - begins) / PART_OF_REST, OFFER_LEAST), OFFER_MOST)
    end, evening = begins + term, begins + DAYTIME
    morning = after_quiet(end, zone)
    if morning != end and after_quiet(evening, zone) != evening:
        end = morning + OFFER_LEAST
    return min(end, last)


def offer(event: Event, starts_at: datetime, until: datetime, now: datetime) -> Plan:
    """The notice of an offer: it is not sent once the offer is over."""
    return Plan(
        kind="notice",
        cause="event",
        cause_id=event.id,
        occasion=f"offer@{now:%Y-%m-%dT%H:%M:%S.%fZ}",
        due_at=offered_at(starts_at, now, event.zone),
        expires_at=until,
        priority=0,
        payload={"until": until.isoformat()},
    )
