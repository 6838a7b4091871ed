"""The things that a person is told of a programme: one item is one thing to say about one date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from bot.domain.grants import Precision, Stage, moment


class Topic(StrEnum):
    """The kind of an item.

    STEP: so many days are left; HEADS_UP: the same of a month. EXPECTED: the season is near, as far as earlier years
    tell. NEW, CONFIRMED, MOVED, WITHDRAWN: a date, against what the person was told last. FITS: a date of a programme
    that newly fits what the person follows. CANCELLED, CLOSED, ARCHIVED: nobody can apply any more. OPENED, RESULTS,
    START: the day of it has come. REPORT: who won has to report soon. SILENT: no date for long.
    """

    STEP = "step"
    HEADS_UP = "heads_up"
    EXPECTED = "expected"
    NEW = "new"
    FITS = "fits"
    CONFIRMED = "confirmed"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    ARCHIVED = "archived"
    OPENED = "opened"
    RESULTS = "results"
    START = "start"
    REPORT = "report"
    SILENT = "silent"


# Nobody can apply by the date any more.
OVER = frozenset({Topic.WITHDRAWN, Topic.CANCELLED, Topic.CLOSED, Topic.ARCHIVED})
# What is told at once, whoever has muted the reminders, too.
CHANGES = OVER | {Topic.NEW, Topic.FITS, Topic.CONFIRMED, Topic.MOVED}


class Known(NamedTuple):
    """A date as somebody knows it: the funder's wall clock, its zone and precision, and whether it is a forecast."""

    local: str
    zone: str
    precision: str
    forecast: bool

    @property
    def over_at(self) -> datetime:
        return moment(self.local, self.zone, Precision(self.precision))

    @classmethod
    def of(cls, stage: Stage) -> "Known":
        return cls(stage.local, stage.zone, stage.precision.value, stage.forecast)


class LastTold(NamedTuple):
    """The date of a stage that a person was told last, and when; `date` None is that it is over. `step` is in days."""

    date: Known | None
    step: int | None
    at: datetime


class Move(NamedTuple):
    """A change of a stage, by its number: the date before it, None for a new one."""

    number: int
    was: Known | None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to say from `at` until `until`; `stage_id` 0 is the programme itself.

    `date` is the date now, None when it is over; `was` the one that the person knows. `days` are those left of a step.
    """

    topic: Topic
    programme_id: int
    stage_id: int
    at: datetime
    until: datetime | None
    date: Known | None = None
    was: Known | None = None
    days: int | None = None

    def as_data(self) -> dict[str, Any]:
        """The item as the payload of an outbox row."""
        data: dict[str, Any] = {"topic": self.topic.value, "programme_id": self.programme_id, "stage_id": self.stage_id}
        named = {"date": self.date and self.date._asdict(), "was": self.was and self.was._asdict(), "days": self.days}
        return data | {name: value for name, value in named.items() if value is not None}


def item_of(data: Mapping[str, Any], at: datetime) -> Item:
    """The item of a payload."""
    dates = {name: Known(**data[name]) for name in ("date", "was") if data.get(name)}
    topic = Topic(data["topic"])
    return Item(topic, data["programme_id"], data["stage_id"], at, None, days=data.get("days"), **dates)
