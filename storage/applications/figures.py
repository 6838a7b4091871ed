"""The numbers of all applications that were let be counted, and of the people whom a programme concerns.

Everything here is summed in the store; what may be seen of it is `bot.domain.applications.figures`'s decision.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Connection, case, false, func, or_, select, union
from sqlalchemy import cast as sql_cast
from sqlalchemy.types import String

from bot.domain.applications.applications import ApplicationStatus
from bot.domain.applications.figures import Applied
from bot.domain.broadcasts.audience.audience import Audience, AudienceKind, Join, Part
from bot.domain.grants import Applicant, Eligibility, Programme, may_apply
from bot.domain.people import CONSENT_VERSION, REGION, Purpose, Role, may_coordinate, scopes
from storage.core.tables import applications, consents, grant_filters, people, subscriptions

SETTLED = (ApplicationStatus.HANDED_IN, ApplicationStatus.WON, ApplicationStatus.REFUSED)


def years(tx: Connection) -> list[int]:
    """The years in which something was handed in that is counted, the newest first."""
    counted = (applications.c.counted_by.is_not(None), applications.c.handed_in_on.is_not(None))
    days = tx.scalars(select(applications.c.handed_in_on).where(*counted).distinct())
    return sorted({day.year for day in days if day}, reverse=True)


def of_year(tx: Connection, roles: frozenset[Role], year: int) -> list[Applied]:
    """The figures of a year by municipality, for the places that these roles coordinate.

    An application counts in the year in which it was handed in, by the municipality that its owner had at its
    beginning. A follower counts from the year of the subscription on, while it stands.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    won = applications.c.status == ApplicationStatus.WON
    place = func.coalesce(applications.c.municipality, "")
    counted = (
        applications.c.counted_by.is_not(None),
        applications.c.status.in_(SETTLED),
        applications.c.handed_in_on.between(first, last),
    )
    rows = tx.execute(
        select(
            place.label("place"),
            func.count().label("applied"),
            func.sum(case((won, 1), else_=0)).label("won"),
            func.sum(func.coalesce(applications.c.asked, 0)).label("asked_sum"),
            func.sum(case((won, func.coalesce(applications.c.won, 0)), else_=0)).label("won_sum"),
        )
        .where(*counted)
        .group_by("place")
    ).all()
    followers = _followers(tx, year)
    applied = {row.place: row for row in rows}
    found = [
        Applied(
            each,
            followers.get(each, 0),
            applied[each].applied if each in applied else 0,
            int(applied[each].won) if each in applied else 0,
            int(applied[each].asked_sum) if each in applied else 0,
            int(applied[each].won_sum) if each in applied else 0,
        )
        for each in sorted({*applied, *followers})
    ]
    return [each for each in found if may_coordinate(roles, each.place or REGION)]


def _followers(tx: Connection, year: int) -> Mapping[str, int]:
    """The people who have followed something since this year or longer, by the municipality they named.

    A programme, a filter or everything for them: each person counts once.
    """
    until = datetime(year + 1, 1, 1, tzinfo=UTC)
    ways = (select(table.c.person_id).where(table.c.created_at < until) for table in (subscriptions, grant_filters))
    place = func.coalesce(people.c.municipality, "")
    counted = select(place.label("place"), func.count()).where(people.c.id.in_(union(*ways)))
    return {row[0]: row[1] for row in tx.execute(counted.group_by("place"))}


def audience_of(roles: frozenset[Role], programme_id: int) -> list[Audience]:
    """The audiences that a programme concerns, as far as these roles reach: all of the region, or each municipality."""
    fitting = Part(AudienceKind.FITTING, f"{programme_id}")
    if may_coordinate(roles):
        return [Audience((fitting,))]
    narrow = Part(AudienceKind.FITTING, f"{programme_id}", Join.AND)
    return [
        Audience((Part(AudienceKind.MUNICIPALITY, scope), narrow))
        for scope in scopes(roles)
        if scope != REGION and may_coordinate(roles, scope)
    ]


def fitting_kinds(programme: Programme) -> list[Applicant]:
    """The kinds of applicant that may apply, in whatever way."""
    return [kind for kind in Applicant if may_apply(programme, kind) is not Eligibility.NO]


def is_of_kinds(kinds: list[Applicant]) -> ColumnElement[bool]:
    """The condition that a person said they are of one of these kinds; the kinds are a JSON list of words."""
    # Whoever said nothing is of no kind: without the empty text, NOT would leave them out, too.
    said = func.coalesce(sql_cast(people.c.applicants, String), "")
    return or_(false(), *(said.contains(f'"{kind.value}"', autoescape=True) for kind in kinds))


def reachable(
    tx: Connection, roles: frozenset[Role], programme: Programme
) -> tuple[Mapping[str, int], Mapping[Applicant, int]]:
    """The people with the consent to news whose own kind may apply: by municipality ("" is none), by kind.

    Only people of the places that these roles coordinate; who is of two kinds counts in both.
    """
    kinds = fitting_kinds(programme)
    agreed = select(consents.c.person_id).where(
        consents.c.purpose == Purpose.NOTIFICATIONS,
        consents.c.version == CONSENT_VERSION,
        consents.c.withdrawn_at.is_(None),
    )
    reached = [people.c.id.in_(agreed), is_of_kinds(kinds)]
    if not may_coordinate(roles):
        reached.append(people.c.municipality.in_(scopes(roles)))
    place = func.coalesce(people.c.municipality, "")
    rows = tx.execute(select(place.label("place"), func.count()).where(*reached).group_by("place"))
    by_place = {row[0]: row[1] for row in rows}
    by_kind = {
        kind: tx.scalar(select(func.count()).select_from(people).where(*reached, is_of_kinds([kind]))) or 0
        for kind in kinds
    }
    return by_place, {kind: count for kind, count in by_kind.items() if count}
