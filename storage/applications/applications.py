"""Applications as their members see them. Only members change one; others get ApplicationOutcome.NOT_YOURS.

Every change locks the row of the application, moves `touched_at` and replans the days of its members.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from bot.domain.applications.applications import (
    APPLICATIONS_MAX,
    Access,
    Application,
    ApplicationOutcome,
    ApplicationStatus,
    Applying,
    ChecklistItem,
    ItemKind,
    copied,
    first_items,
    items_after_winning,
)
from bot.domain.applications.budget import BudgetLine, Payer
from bot.domain.following.answers import RoundAnswer
from bot.domain.grants import Applicant, Programme
from bot.domain.people import Person
from bot.domain.profile import Profile
from storage.applications import reminders
from storage.core.tables import (
    AnyRow,
    application_items,
    application_lines,
    application_members,
    applications,
    grant_answers,
    people,
    rounds,
)
from storage.grants import programmes

# Tables whose rows stay in an application, without a name, when their author leaves it.
KEPT_WITHOUT_NAME = frozenset({"applications", "application_items", "application_lines"})
FIELDS = frozenset({"title", "about", "tos", "applicant"})


def get(tx: Connection, application_id: int) -> Application | None:
    row = tx.execute(select(applications).where(applications.c.id == application_id)).one_or_none()
    return _application(tx, row) if row else None


def of_member(tx: Connection, application_id: int, person_id: int) -> Application | None:
    """The application, for one of its members; None for everybody else and for one that is gone."""
    found = get(tx, application_id)
    return found if found and found.member(person_id) else None


def of_person(tx: Connection, person_id: int) -> list[Application]:
    """The applications of a member, the last changed first."""
    theirs = select(application_members.c.application_id).where(application_members.c.person_id == person_id)
    chosen = select(applications).where(applications.c.id.in_(theirs))
    rows = tx.execute(chosen.order_by(applications.c.touched_at.desc(), applications.c.id.desc()))
    return [_application(tx, row) for row in rows.all()]


def of_programme(tx: Connection, programme_id: int) -> list[int]:
    """The ids of all applications for a programme, whoever has them."""
    chosen = select(applications.c.id).where(applications.c.programme_id == programme_id)
    return list(tx.scalars(chosen.order_by(applications.c.id)))


def _application(tx: Connection, row: AnyRow) -> Application:
    programme: Programme = programmes.existing(tx, row.programme_id)
    return Application(
        id=row.id,
        programme=programme,
        season=row.season,
        status=ApplicationStatus(row.status),
        title=row.title,
        about=row.about,
        tos=row.tos,
        municipality=row.municipality,
        applicant=Applicant(row.applicant) if row.applicant else None,
        asked=row.asked,
        won=row.won,
        why=row.why,
        handed_in_on=row.handed_in_on,
        created_at=row.created_at,
        touched_at=row.touched_at,
        counted=row.counted_by is not None,
        members=_members(tx, row.id),
        items=_items(tx, row.id),
        lines=_lines(tx, row.id),
    )


def _members(tx: Connection, application_id: int) -> tuple[Applying, ...]:
    rows = tx.execute(
        select(application_members, people.c.name)
        .join(people, people.c.id == application_members.c.person_id)
        .where(application_members.c.application_id == application_id)
        .order_by(application_members.c.joined_at, application_members.c.id)
    )
    return tuple(
        Applying(row.person_id, row.name, Access(row.access), row.joined_at, row.quiet_at is not None) for row in rows
    )


def _items(tx: Connection, application_id: int) -> tuple[ChecklistItem, ...]:
    rows = tx.execute(
        select(application_items, people.c.name)
        .outerjoin(people, people.c.id == application_items.c.done_by)
        .where(application_items.c.application_id == application_id)
        .order_by(application_items.c.id)
    )
    return tuple(ChecklistItem(row.id, ItemKind(row.kind), row.text, row.due_on, row.done_at, row.name) for row in rows)


def _lines(tx: Connection, application_id: int) -> tuple[BudgetLine, ...]:
    chosen = select(application_lines).where(application_lines.c.application_id == application_id)
    rows = tx.execute(chosen.order_by(application_lines.c.id))
    return tuple(BudgetLine(row.id, row.what, row.quantity, row.unit, row.price, Payer(row.payer)) for row in rows)


def begin(
    tx: Connection, person: Person, profile: Profile, round_id: int, before_id: int, now: datetime
) -> int | ApplicationOutcome:
    """Begin an application for a round. Returns its id.

    With `before_id`, an earlier application of theirs, it takes over title, words, budget and checklist. GONE when
    there is no such round, TOO_MANY for a member of APPLICATIONS_MAX.
    """
    programme_id = tx.scalar(select(rounds.c.programme_id).where(rounds.c.id == round_id))
    programme = programmes.get(tx, programme_id) if programme_id else None
    season = next((each for each in programme.rounds if each.id == round_id), None) if programme else None
    if programme is None or season is None:
        return ApplicationOutcome.GONE
    mine = select(func.count()).select_from(application_members).where(application_members.c.person_id == person.id)
    if (tx.scalar(mine) or 0) >= APPLICATIONS_MAX:
        return ApplicationOutcome.TOO_MANY
    before = of_member(tx, before_id, person.id)
    row: dict[str, Any] = {"author_id": person.id, "programme_id": programme.id, "season": season.season}
    row |= {"status": ApplicationStatus.PREPARING, "municipality": person.municipality, "tos": profile.tos}
    row |= {"applicant": _only(profile.applicants), "created_at": now, "touched_at": now}
    if before:
        row |= {"title": before.title, "about": before.about, "tos": before.tos, "applicant": before.applicant}
    application_id: int = tx.execute(applications.insert().values(**row).returning(applications.c.id)).scalar_one()
    member = {"application_id": application_id, "person_id": person.id, "access": Access.OWNER, "joined_at": now}
    tx.execute(application_members.insert().values(**member))
    first = first_items(programme, season, person.zone)
    add_items(tx, application_id, person.id, [*first, *_unknown(copied(before), first)] if before else first)
    add_lines(tx, application_id, person.id, list(before.lines) if before else [])
    take_answer(tx, application_id, person.id)
    reminders.replan(tx, application_id, now)
    return application_id


def take_answer(tx: Connection, application_id: int, person_id: int) -> None:
    """Let what a new member answered about the round under a message become the application's to say.

    One that they have just begun is handed in, if they had said that they applied.
    """
    own = get(tx, application_id)
    if own is None:
        return
    here = (grant_answers.c.programme_id == own.programme.id, grant_answers.c.season == own.season)
    mine = (grant_answers.c.person_id == person_id, *here)
    said = tx.scalar(select(grant_answers.c.answer).where(*mine))
    tx.execute(delete(grant_answers).where(*mine))
    if said == RoundAnswer.APPLIED and len(own.members) == 1:
        put(tx, application_id, status=ApplicationStatus.HANDED_IN)


def _only(kinds: frozenset[Applicant]) -> Applicant | None:
    return next(iter(kinds)) if len(kinds) == 1 else None


def _unknown(items: list[ChecklistItem], known: list[ChecklistItem]) -> list[ChecklistItem]:
    held = {(each.kind, each.text) for each in known}
    return [each for each in items if (each.kind, each.text) not in held]


def add_items(tx: Connection, application_id: int, person_id: int | None, items: list[ChecklistItem]) -> None:
    own = {"application_id": application_id, "person_id": person_id}
    rows = [own | {"kind": each.kind, "text": each.text, "due_on": each.due_on} for each in items]
    if rows:
        tx.execute(application_items.insert(), rows)


def add_lines(tx: Connection, application_id: int, person_id: int, lines: list[BudgetLine]) -> None:
    own = {"application_id": application_id, "person_id": person_id}
    rows: list[dict[str, Any]] = [
        own
        | {"what": each.what, "quantity": each.quantity, "unit": each.unit, "price": each.price, "payer": each.payer}
        for each in lines
    ]
    if rows:
        tx.execute(application_lines.insert(), rows)


def lock(tx: Connection, application_id: int) -> Application | None:
    """Lock an application until the transaction ends, so that members change it one after another."""
    tx.execute(select(applications.c.id).where(applications.c.id == application_id).with_for_update())
    return get(tx, application_id)


def lock_for(
    tx: Connection, application_id: int, person_id: int, access: Access = Access.HELPER
) -> Application | ApplicationOutcome:
    """Lock an application for somebody with the right to change it; else the reason why not."""
    found = lock(tx, application_id)
    if found is None or found.member(person_id) is None:
        return ApplicationOutcome.NOT_YOURS
    return found if found.may(person_id, access) else ApplicationOutcome.NOT_OWNER


def touch(tx: Connection, application_id: int, now: datetime) -> None:
    """Note a change, and replan the days of the members."""
    tx.execute(update(applications).where(applications.c.id == application_id).values(touched_at=now))
    reminders.replan(tx, application_id, now)


def change(
    tx: Connection, application_id: int, person_id: int, field: str, value: str | None, now: datetime
) -> ApplicationOutcome:
    """Set one of FIELDS."""
    if field not in FIELDS:
        raise ValueError(f"no member sets {field}")
    held = lock_for(tx, application_id, person_id)
    if isinstance(held, ApplicationOutcome):
        return held
    put(tx, application_id, **{field: value})
    touch(tx, application_id, now)
    return ApplicationOutcome.DONE


def put(tx: Connection, /, application_id: int, **values: Any) -> None:
    tx.execute(update(applications).where(applications.c.id == application_id).values(**values))


def say(
    tx: Connection, /, application_id: int, person_id: int, status: ApplicationStatus, now: datetime, **values: Any
) -> ApplicationOutcome:
    """Note how far an application is: `values` are `handed_in_on`, `asked`, `won`, `why`.

    A won grant adds the steps to the final report to the checklist. What no longer fits the status is emptied.
    """
    held = lock_for(tx, application_id, person_id)
    if isinstance(held, ApplicationOutcome):
        return held
    fresh: dict[str, Any] = {"status": status}
    fresh |= {"won": None} if status is not ApplicationStatus.WON else {}
    fresh |= {"why": None} if status is not ApplicationStatus.REFUSED else {}
    fresh |= {"handed_in_on": None, "asked": None} if status is ApplicationStatus.PREPARING else {}
    put(tx, application_id, **fresh | values)
    if status is ApplicationStatus.WON:
        add_items(tx, application_id, person_id, items_after_winning(held, zone_of(tx, person_id)))
    touch(tx, application_id, now)
    return ApplicationOutcome.DONE


def zone_of(tx: Connection, person_id: int) -> str:
    return tx.scalar(select(people.c.zone).where(people.c.id == person_id)) or "UTC"


def count_in(tx: Connection, application_id: int, person_id: int, *, yes: bool) -> ApplicationOutcome:
    """Let the numbers of an application be counted in the statistics, or not any more."""
    held = lock_for(tx, application_id, person_id)
    if isinstance(held, ApplicationOutcome):
        return held
    put(tx, application_id, counted_by=person_id if yes else None)
    return ApplicationOutcome.DONE


def count_none(tx: Connection, person_id: int) -> None:
    """Take everything that a person let be counted out of the statistics: their consent has ended."""
    tx.execute(update(applications).where(applications.c.counted_by == person_id).values(counted_by=None))
