"""Working hours: when coordinators answer, and by when an answer is promised."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.time import moment, wall_clock

WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Whole hours from `first` until `last`, Monday to Friday, by the clock of `zone`, without `days_off`."""

    first: int
    last: int
    zone: str
    days_off: Collection[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        return day.weekday() < WORKDAYS and day not in self.days_off

    def after(self, at: datetime, hours: float) -> datetime:
        """The moment when so many working hours have passed since `at`; with 0, the first working moment from then."""
        local, left = wall_clock(at, self.zone), timedelta(hours=hours)
        while True:
            begins, ends = (datetime.combine(local.date(), time(hour)) for hour in (self.first, self.last % 24))
            ends += timedelta(days=self.last == 24)
            begins = max(begins, local)
            if self.is_workday(local.date()) and begins < ends:
                if begins + left <= ends:
                    return moment(begins + left, self.zone)
                left -= ends - begins
            local = datetime.combine(local.date() + timedelta(days=1), time())
