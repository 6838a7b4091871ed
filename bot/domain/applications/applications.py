"""An application for a grant: a project, its checklist, those who work on it, and how it ended.

It belongs to its members. The one who owns it changes everything, helpers tick and change too, viewers only look.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.applications.budget import BudgetLine
from bot.domain.grants import (
    Applicant,
    Precision,
    Programme,
    Round,
    RoundStatus,
    Stage,
    StageKind,
    first_day,
    last_whole_day,
)

CAUSE = "application"
TITLE_MAX, ABOUT_MAX, ITEM_MAX, WHY_MAX = 120, 1500, 150, 500
APPLICATIONS_MAX, MEMBERS_MAX, ITEMS_MAX, INVITATIONS_MAX = 20, 15, 40, 10


class ApplicationStatus(StrEnum):
    """The state of an application, as its members say it."""

    PREPARING = "preparing"
    HANDED_IN = "handed_in"
    WON = "won"
    REFUSED = "refused"
    DROPPED = "dropped"


class Access(StrEnum):
    """The right of a member: OWNER decides on members and on the end, HELPER changes, VIEWER only looks."""

    OWNER = "owner"
    HELPER = "helper"
    VIEWER = "viewer"


# From the least right to the greatest.
ACCESS = (Access.VIEWER, Access.HELPER, Access.OWNER)


class ItemKind(StrEnum):
    """The kind of an entry of the checklist. DOCUMENT and TASK have words, the others are named by texts.

    The first three are what a round asks for before its deadline, the last five follow a won grant.
    """

    DOCUMENT = "document"
    TASK = "task"
    MEETING = "meeting"
    PARTNER = "partner"
    LETTER = "letter"
    CONTRACT = "contract"
    START = "start"
    INTERIM = "interim"
    END = "end"
    FINAL = "final"


BEFORE_DEADLINE = {
    StageKind.MEETING: ItemKind.MEETING,
    StageKind.PARTNER: ItemKind.PARTNER,
    StageKind.LETTER: ItemKind.LETTER,
}
AFTER_WINNING = (ItemKind.CONTRACT, ItemKind.START, ItemKind.INTERIM, ItemKind.END, ItemKind.FINAL)
REPORTS = frozenset({ItemKind.INTERIM, ItemKind.FINAL})
AFTER_THE_GRANT = {
    StageKind.PROJECT_START: ItemKind.START,
    StageKind.INTERIM_REPORT: ItemKind.INTERIM,
    StageKind.FINAL_REPORT: ItemKind.FINAL,
}


class ApplicationOutcome(StrEnum):
    """The outcome of a request about an application."""

    DONE = "done"
    NOT_YOURS = "not_yours"
    NOT_OWNER = "not_owner"
    ALREADY = "already"
    GONE = "gone"
    TOO_MANY = "too_many"
    EXPIRED = "expired"
    USED = "used"
    UNKNOWN = "unknown"
    TOO_OFTEN = "too_often"


@dataclass(frozen=True, slots=True)
class Applying:
    """A member of an application. `quiet` members get no reminders."""

    person_id: int
    name: str
    access: Access
    joined_at: datetime
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """An entry of the checklist. `text` is empty where the kind names it; `done_by` is None for who has left."""

    id: int
    kind: ItemKind
    text: str = ""
    due_on: date | None = None
    done_at: datetime | None = None
    done_by: str | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """An application with everything in it; sums are in kopecks.

    `asked` and `won` are what was asked for and what was given, `why` the reason of a refusal. `counted` tells that a
    member agreed that the numbers are counted in the statistics.
    """

    id: int
    programme: Programme
    season: str
    status: ApplicationStatus
    title: str | None
    about: str | None
    tos: str | None
    municipality: str | None
    applicant: Applicant | None
    asked: int | None
    won: int | None
    why: str | None
    handed_in_on: date | None
    created_at: datetime
    touched_at: datetime
    counted: bool = False
    members: tuple[Applying, ...] = ()
    items: tuple[ChecklistItem, ...] = ()
    lines: tuple[BudgetLine, ...] = ()

    @property
    def round(self) -> Round | None:
        """Its round; None once the programme has no such season any more."""
        return next((each for each in self.programme.rounds if each.season == self.season), None)

    def stage(self, kind: StageKind) -> Stage | None:
        found = self.round
        return next((each for each in found.stages if each.kind is kind), None) if found else None

    @property
    def deadline(self) -> Stage | None:
        return self.stage(StageKind.DEADLINE)

    def member(self, person_id: int) -> Applying | None:
        return next((each for each in self.members if each.person_id == person_id), None)

    def may(self, person_id: int, access: Access) -> bool:
        """Tell whether a person may do what needs this right."""
        found = self.member(person_id)
        return found is not None and ACCESS.index(found.access) >= ACCESS.index(access)

    @property
    def owner(self) -> Applying | None:
        return next((each for each in self.members if each.access is Access.OWNER), None)

    @property
    def done(self) -> int:
        return sum(each.done_at is not None for each in self.items)

    @property
    def left(self) -> tuple[ChecklistItem, ...]:
        """The entries that are not done yet, the nearest date first, then those without one."""
        todo = [each for each in self.items if each.done_at is None]
        return tuple(sorted(todo, key=lambda each: (each.due_on is None, each.due_on or date.max, each.id)))


class Hindrance(StrEnum):
    """The reason why the round of an application cannot be applied in any more."""

    CANCELLED = "cancelled"
    CLOSED = "closed"
    ARCHIVED = "archived"
    ROUND_GONE = "round_gone"
    OVER = "over"


def hindrance(application: Application, now: datetime) -> Hindrance | None:
    """The reason why nothing can be handed in any more; None while it can, as far as is known."""
    season, deadline = application.round, application.deadline
    if season is None:
        return Hindrance.ROUND_GONE
    if season.status is RoundStatus.CANCELLED:
        return Hindrance.CANCELLED
    if deadline is not None and not deadline.forecast and deadline.over_at <= now:
        return Hindrance.OVER
    if season.status is RoundStatus.CLOSED:
        return Hindrance.CLOSED
    return Hindrance.ARCHIVED if application.programme.archived_at is not None else None


def first_items(programme: Programme, season: Round, zone: str) -> list[ChecklistItem]:
    """The checklist with which an application begins: the documents of the programme, the steps before the deadline.

    A step's date is its last whole day by the reader's clock; of a month, none: a person has to choose a day.
    """
    papers = [ChecklistItem(0, ItemKind.DOCUMENT, each[:ITEM_MAX]) for each in programme.documents]
    steps = [
        ChecklistItem(0, BEFORE_DEADLINE[each.kind], due_on=_day(each, zone))
        for each in season.stages
        if each.kind in BEFORE_DEADLINE
    ]
    return [*steps, *papers][:ITEMS_MAX]


def _day(stage: Stage, zone: str) -> date | None:
    """The day in the checklist: a start on its own day, the rest by the last whole day before it is over."""
    if stage.precision is Precision.MONTH:
        return None
    return first_day(stage) if stage.kind is StageKind.PROJECT_START else last_whole_day(stage, zone)


def items_after_winning(application: Application, zone: str) -> list[ChecklistItem]:
    """The steps of a won grant that the checklist lacks, with the dates that the funder has announced."""
    known = {each.kind for each in application.items}
    dated = days_of_round(replace(application, status=ApplicationStatus.WON), zone)
    return [ChecklistItem(0, kind, due_on=dated.get(kind)) for kind in AFTER_WINNING if kind not in known]


def days_of_round(application: Application, zone: str) -> dict[ItemKind, date]:
    """The days of the checklist that its round has announced, by the clock of `zone`.

    While it is prepared, those of the steps before the deadline; once it has won, those of the start and the reports.
    """
    by_status = {ApplicationStatus.PREPARING: BEFORE_DEADLINE, ApplicationStatus.WON: AFTER_THE_GRANT}
    kinds = by_status.get(application.status, {})
    stages = application.round.stages if application.round else ()
    found = {kinds[each.kind]: _day(each, zone) for each in stages if each.kind in kinds and not each.forecast}
    return {kind: day for kind, day in found.items() if day}


def new_documents(application: Application) -> list[str]:
    """The documents of the programme that the checklist does not have: they were added to the programme later."""
    known = {each.text for each in application.items}
    room = ITEMS_MAX - len(application.items)
    return [each[:ITEM_MAX] for each in application.programme.documents if each[:ITEM_MAX] not in known][:room]


def is_after_deadline(application: Application, on: date, zone: str) -> bool:
    """Tell whether a day comes after the last whole day before the deadline, while the application is prepared."""
    deadline = application.deadline
    before = application.status is ApplicationStatus.PREPARING
    return before and deadline is not None and on > last_whole_day(deadline, zone)


def open_rounds(programme: Programme, now: datetime) -> list[Round]:
    """The rounds for which an application can be begun: those that have not ended, the nearest deadline first."""
    ahead = [each for each in programme.rounds if _is_ahead(each, now)]
    return sorted(ahead, key=lambda each: (_ends(each) or datetime.max.replace(tzinfo=now.tzinfo), each.season))


def _is_ahead(season: Round, now: datetime) -> bool:
    ends = _ends(season)
    over = season.status in (RoundStatus.CLOSED, RoundStatus.CANCELLED)
    return not over and (ends is None or ends > now)


def _ends(season: Round) -> datetime | None:
    return next((each.over_at for each in season.stages if each.kind is StageKind.DEADLINE), None)


def asks_for_result(application: Application, now: datetime) -> bool:
    """Tell whether the results can be out: it was handed in, and their day (if unknown, the deadline) has come."""
    last = application.stage(StageKind.RESULTS) or application.deadline
    return application.status is ApplicationStatus.HANDED_IN and (last is None or last.over_at <= now)


def heir(members: Iterable[Applying]) -> Applying | None:
    """The member who becomes the owner when the owner leaves: the helper of longest standing, else the viewer."""
    helpers = sorted(members, key=lambda each: (each.access is not Access.HELPER, each.joined_at, each.person_id))
    return replace(helpers[0], access=Access.OWNER) if helpers else None


def copied(before: Application) -> list[ChecklistItem]:
    """The checklist of an earlier application, without its dates and ticks and without what followed the grant."""
    kept = [each for each in before.items if each.kind not in AFTER_WINNING]
    return [replace(each, id=0, due_on=None, done_at=None, done_by=None) for each in kept]
