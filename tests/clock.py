"""The time of tests: it stands still at noon of 24 November 2026 until it is moved."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

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


class Awake:
    """The monotonic clock of the process; `pass_by` lets seconds pass."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 1000.0
        for module in ("bot.monitoring.backlog", "bot.telegram.webhook_look"):
            monkeypatch.setattr(f"{module}.monotonic", lambda: self.seconds)

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds
