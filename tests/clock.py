"""The time of tests: it stands still at noon of 24 November 2026 until it is moved."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # noon in Blagoveshchensk
ZONE = "Asia/Yakutsk"


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def timestamp(self) -> float:
        return self.now.timestamp()

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)
