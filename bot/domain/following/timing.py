"""The moments at which a reader may be spoken to: by day, and at night only for the last chance."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from bot.domain.ladder import LADDER, REMIND_AT, next_ten
from bot.domain.time import QUIET, after_quiet, local_date, wall_clock

# A change of a date that is nearer does not wait for the next morning.
NEAR = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader's clock and choices. `steps` are their days before a date, `told_at` is the last time they were told."""

    zone: str
    quiet: tuple[int, int] = QUIET
    steps: tuple[int, ...] = LADDER
    muted: bool = False
    told_at: datetime | None = None


def speak_from(at: datetime, until: datetime | None, reader: Reader) -> datetime:
    """The first moment from `at` on at which the reader may be spoken to; `until` is when it would be too late.

    That is at ten in the morning or later, outside the quiet hours. When the morning is too late, `at` itself.
    """
    morning = _waking(at, reader.zone, reader.quiet)
    return at if until is not None and morning >= until else morning


@lru_cache(maxsize=8192)
def _waking(at: datetime, zone: str, quiet: tuple[int, int]) -> datetime:
    if quiet[0] == quiet[1]:
        return at
    awake = after_quiet(at, zone, quiet)
    return awake if wall_clock(awake, zone).time() >= REMIND_AT else next_ten(awake, zone)


def change_from(now: datetime, until: datetime | None, reader: Reader, *, corrects: bool) -> datetime:
    """The moment for a change that is known now.

    The first change of a day comes at once, the others of the same day together next morning; what is near, or corrects
    what was said today, does not wait.
    """
    is_near = until is not None and until - now <= NEAR
    spoke = reader.told_at is not None and local_date(reader.told_at, reader.zone) == local_date(now, reader.zone)
    if spoke and not is_near and not corrects:
        return next_ten(now + timedelta(minutes=1), reader.zone)
    return speak_from(now, until, reader)
