"""Corrections of facts: a norm's value or a field of a municipality's profile. Users of the old value are told.

A value is text, as a coordinator types it; None is "not confirmed". A correction keeps the kind of the value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.cases import LOCAL_TERMS, NORM_TERMS, Case, StepStatus, span
from bot.domain.founding import Order, Step
from bot.domain.municipalities import Municipality
from bot.domain.norms import Confidence, Norm, Shape, shape

CAUSE = "change"
TEXT_MAX, SOURCE_MAX, DAYS_MAX = 300, 500, 365
RECHECK_AFTER = timedelta(days=182)
VALUE = "value"


class Subject(StrEnum):
    NORM = "norm"
    PLACE = "municipality"
    HELPER = "helper"


class CorrectionOutcome(StrEnum):
    """The outcome of a step of a correction."""

    DONE = "done"
    FORBIDDEN = "forbidden"
    GONE = "gone"
    INCOMPLETE = "incomplete"


class Takes(StrEnum):
    """The kind of value that a field of a profile takes."""

    DAYS = "days"
    SHARE = "share"
    ORDER = "order"
    TEXT = "text"


FIELDS: Mapping[str, Takes] = {
    "order": Takes.ORDER,
    "body": Takes.TEXT,
    "group_minimum": Takes.DAYS,
    "notice_days": Takes.DAYS,
    "review_days": Takes.DAYS,
    "charter_copies": Takes.DAYS,
    "meeting_share": Takes.SHARE,
    "attachments": Takes.TEXT,
    "contact": Takes.TEXT,
}
"""The fields of a profile that coordinators may correct. DAYS is any small whole number."""

HELPER_FIELDS = ("contact", "does", "for_whom", "name")
"""The facts of a helper that coordinators may correct; all are text."""

# The step that a field of the profile is about: a case that has closed it is not concerned.
CONCERNS = {
    "body": Step.BOUNDARIES,
    "group_minimum": Step.GROUP,
    "notice_days": Step.NOTICE,
    "review_days": Step.REGISTRATION,
    "charter_copies": Step.REGISTRATION,
    "attachments": Step.REGISTRATION,
    "meeting_share": Step.MEETING,
    "order": Step.REGISTRATION,
}


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction; a draft until `changed_at`."""

    id: int
    subject: Subject
    key: str
    field: str
    was: str | None
    became: str | None
    confidence: Confidence
    as_of: date
    source: str
    changed_at: datetime | None

    @property
    def moves_terms(self) -> bool:
        """Tell whether terms are counted from the value."""
        return self.key in NORM_TERMS.values() or self.field in LOCAL_TERMS.values()

    def is_complete(self) -> bool:
        return bool(self.source) and self.was != self.became


@dataclass(frozen=True, slots=True)
class Touched:
    """The cases that a correction concerns, by their ids: their members, and the number of their outdated papers."""

    members: Mapping[int, tuple[int, ...]]
    papers: Mapping[int, int]

    @property
    def people(self) -> int:
        return len({person for members in self.members.values() for person in members})


def read_value(takes: Takes | Shape, typed: str) -> str | None:
    """The typed value in its stored form; None when it is not of that kind."""
    if takes in (Takes.DAYS, Shape.NUMBER):
        most = DAYS_MAX if takes is Takes.DAYS else 10**9
        return str(int(typed)) if shape(typed) is Shape.NUMBER and 0 <= int(typed) <= most else None
    if takes in (Takes.SHARE, Shape.SHARE):
        return typed if shape(typed) is Shape.SHARE else None
    if takes is Shape.DAY:
        return typed if shape(typed) is Shape.DAY else None
    if takes is Takes.ORDER:
        return typed if typed in {*Order} else None
    return typed if len(typed) <= TEXT_MAX else None


def value_of(where: Municipality, field: str) -> str | None:
    """The value of a profile's field, as text."""
    value: object = getattr(where, field)
    return None if value is None else str(value)


def known_fields(where: Municipality) -> tuple[str, ...]:
    """The fields of a profile that a source has confirmed, in the order of FIELDS."""
    return tuple(field for field in FIELDS if value_of(where, field) is not None)


def fact(field: str, value: str | None) -> str | int | None:
    """The value in the form that a profile stores."""
    return int(value) if value is not None and FIELDS[field] is Takes.DAYS else value


def concerns(change: Correction, case: Case, norms: Mapping[str, Norm]) -> bool:
    """Tell whether a case relies on the old value: its step is not closed, and no local rule overrides it."""
    if case.closed_at is not None:
        return False
    if change.subject is Subject.PLACE:
        step = CONCERNS.get(change.field)
        here = case.where is not None and case.where.slug == change.key
        return here and step is not None and not _is_behind(case, step)
    steps = [step for step, key in NORM_TERMS.items() if key == change.key and not _is_behind(case, step)]
    spans = [span(step, case.where, norms) for step in steps]
    return any(each is not None and each.norm is not None for each in spans)


def _is_behind(case: Case, step: Step) -> bool:
    return step in case.steps and case.steps[step].status in (StepStatus.DONE, StepStatus.SKIPPED)


def used_as(change: Correction) -> str:
    """The name under which a paper records the value that it was made from."""
    return change.key if change.subject is Subject.NORM else f"municipality.{change.field}"
