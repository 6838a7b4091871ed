"""Founding cases: the steps that neighbours have taken, the next step, the terms that run, and the reminders.

A case belongs to its members. Reminders go to each of them, at 10:00 of the case's zone.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.deliveries import Plan
from bot.domain.founding import OPTIONAL, Step, road
from bot.domain.municipalities import Municipality
from bot.domain.norms import Norm, number
from bot.domain.terms import DAY, last_day, latest_day
from bot.domain.time import local_date, moment

CAUSE = "case"
TITLE_MAX, NUMBER_MAX = 120, 64
CASES_MAX, MEMBERS_MAX = 10, 50
QUIET_AFTER = timedelta(days=14)
NUDGES = {"nudge-1": QUIET_AFTER, "nudge-2": 3 * QUIET_AFTER}
REMIND_AT = time(10)
STILL_TRUE = timedelta(days=7)

WAITING = frozenset({Step.HEADCOUNT, Step.BOUNDARIES, Step.REGISTRATION, Step.LEGAL_ENTITY})
"""Steps that end with somebody's answer: a paper is sent, then a decision or a refusal comes."""

NUMBERED = frozenset({Step.BOUNDARIES, Step.MEETING, Step.REGISTRATION})
"""Steps whose decision has a number; later papers name it."""

# The field of a municipality's profile with a step's term, and the norm to use while the local term is unknown.
LOCAL_TERMS = {Step.NOTICE: "notice_days", Step.REGISTRATION: "review_days"}
NORM_TERMS = {
    Step.HEADCOUNT: "appeal.answer_days",
    Step.NOTICE: "meeting.notice_days",
    Step.REGISTRATION: "charter.review_days",
    Step.LEGAL_ENTITY: "nko.review_calendar_days",
}


class StepStatus(StrEnum):
    """The progress of a step; a step without a note has no status."""

    SENT = "sent"
    DONE = "done"
    REFUSED = "refused"
    SKIPPED = "skipped"


CLOSED = frozenset({StepStatus.DONE, StepStatus.SKIPPED})


class CaseOutcome(StrEnum):
    """The outcome of a request about a case."""

    DONE = "done"
    NOT_YOURS = "not_yours"
    ALREADY = "already"
    EXPIRED = "expired"
    TOO_MANY = "too_many"
    PAST = "past"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a case. `quiet` members get reminders of terms, but no nudges."""

    person_id: int
    name: str
    joined_at: datetime
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """The note of a step: it happened on `happened_on`; `by` (None: a person who left) noted it at `noted_at`."""

    step: Step
    status: StepStatus
    happened_on: date
    number: str | None
    by: str | None
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """A case with its members, the oldest first, and its steps. `meeting_local` is wall clock in `zone`."""

    id: int
    title: str | None
    zone: str
    where: Municipality | None
    meeting_local: datetime | None
    listed_at: datetime | None
    touched_at: datetime
    closed_at: datetime | None
    members: tuple[Member, ...] = ()
    steps: Mapping[Step, Noted] = field(default_factory=dict)

    @property
    def road(self) -> tuple[Step, ...]:
        return road(self.where.order if self.where else None)

    @property
    def next_step(self) -> Step | None:
        """The first step that is not closed; an optional step counts as closed as soon as a later one is."""
        steps = self.road
        behind = [place for place, step in enumerate(steps) if self._is_closed(step)]
        furthest = max(behind, default=-1)
        for place, step in enumerate(steps):
            if not self._is_closed(step) and (step not in OPTIONAL or place > furthest):
                return step
        return None

    def _is_closed(self, step: Step) -> bool:
        return step in self.steps and self.steps[step].status in CLOSED

    def member(self, person_id: int) -> Member | None:
        return next((each for each in self.members if each.person_id == person_id), None)

    def leads(self, person_id: int) -> bool:
        """Tell whether the person has been a member longest: that member manages the others."""
        return bool(self.members) and self.members[0].person_id == person_id


def today(case: Case, now: datetime) -> date:
    """Today's date in the case's zone."""
    return local_date(now, case.zone)


@dataclass(frozen=True, slots=True)
class Span:
    """The length of a term in calendar days. `norm` is None when it comes from the local regulation."""

    days: int
    norm: Norm | None

    def ends_after(self, since: date, days_off: Collection[date]) -> date:
        """The last day of a term that begins after `since`."""
        return last_day(since, self.days, days_off)


@dataclass(frozen=True, slots=True)
class Term:
    """A running term: the paper was sent on `since`, the answer is expected by `ends_on`, a working day."""

    step: Step
    since: date
    ends_on: date
    span: Span


def span(step: Step, where: Municipality | None, norms: Mapping[str, Norm]) -> Span | None:
    """The length of the step's term: by the local regulation, else by the norm; None where neither is known."""
    local = getattr(where, LOCAL_TERMS[step]) if where and step in LOCAL_TERMS else None
    if local is not None:
        return Span(local, None)
    norm = norms.get(NORM_TERMS.get(step, ""))
    return Span(number(norm), norm) if norm else None


def terms(case: Case, norms: Mapping[str, Norm], days_off: Collection[date]) -> list[Term]:
    """The running terms: of every step that was sent and has a known term."""
    running = [each for each in case.steps.values() if each.status is StepStatus.SENT]
    found = [(each, span(each.step, case.where, norms)) for each in running]
    return [
        Term(each.step, each.happened_on, known.ends_after(each.happened_on, days_off), known)
        for each, known in found
        if known
    ]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The latest days before a meeting, with the terms from which they are counted."""

    meeting_on: date
    notice_by: date
    charter_by: date
    headcount_by: date | None
    notice: Span
    answer: Span | None


def schedule(case: Case, norms: Mapping[str, Norm], days_off: Collection[date]) -> Schedule | None:
    """The latest days before the case's meeting; None without a meeting or a known term of notice.

    The notice says where the charter can be read, so its draft is due on the same day. The number of residents must be
    known before people are called, so the letter that asks for it is due a whole answer's term earlier.
    """
    notice = span(Step.NOTICE, case.where, norms)
    if case.meeting_local is None or notice is None:
        return None
    meeting_on = case.meeting_local.date()
    notice_by = latest_day(meeting_on, notice.days, days_off)
    answer = span(Step.HEADCOUNT, case.where, norms)
    headcount_by = latest_day(notice_by, answer.days, days_off) if answer else None
    return Schedule(meeting_on, notice_by, notice_by, headcount_by, notice, answer)


def reminders(case: Case, norms: Mapping[str, Norm], days_off: Collection[date], now: datetime) -> list[Plan]:
    """Reminders of terms for the members; those that are already past are left out.

    Of a running term: three days before its end and on the day after. Of the notice: three days before its last day
    and on that day.
    """
    if case.closed_at is not None:
        return []
    plans = [plan for term in terms(case, norms, days_off) for plan in _of_term(case, term)]
    plan = schedule(case, norms, days_off)
    if plan and Step.NOTICE not in case.steps:
        plans += _of_notice(case, plan)
    return [plan for plan in plans if plan.due_at > now]


def _of_term(case: Case, term: Term) -> list[Plan]:
    payload = {"step": term.step.value, "sent_on": f"{term.since}", "ends_on": f"{term.ends_on}"}
    soon, over = (f"{name}:{term.step}@{term.ends_on}" for name in ("review-3d", "review-over"))
    return [
        _plan(case, soon, term.ends_on - 3 * DAY, term.ends_on, payload),
        _plan(case, over, term.ends_on + DAY, term.ends_on + STILL_TRUE, payload),
    ]


def _of_notice(case: Case, plan: Schedule) -> list[Plan]:
    payload = {"meeting_on": f"{plan.meeting_on}", "notice_by": f"{plan.notice_by}"}
    soon, last = (f"{name}@{plan.meeting_on}" for name in ("notice-3d", "notice-last"))
    return [
        _plan(case, soon, plan.notice_by - 3 * DAY, plan.notice_by - DAY, payload),
        _plan(case, last, plan.notice_by, plan.notice_by, payload),
    ]


def nudges(case: Case, now: datetime) -> list[Plan]:
    """Nudges after two weeks without progress, and once more four weeks later; each once for a step."""
    step = case.next_step
    if step is None or case.closed_at is not None:
        return []
    since = local_date(case.touched_at, case.zone)
    plans = [
        _plan(case, f"{name}:{step}", since + after, since + after + STILL_TRUE, {"step": step.value})
        for name, after in NUDGES.items()
    ]
    return [plan for plan in plans if plan.due_at > now]


def _plan(case: Case, occasion: str, on: date, until: date, payload: dict[str, str]) -> Plan:
    """A reminder at 10:00 of a day; after an outage it may come later, until the end of the day `until`."""
    due_at = moment(datetime.combine(on, REMIND_AT), case.zone)
    expires_at = moment(datetime.combine(until + DAY, time()), case.zone)
    return Plan("reminder", CAUSE, case.id, occasion, due_at, expires_at, payload=payload)
