"""Parts of an audience: which may be chosen, their names, the scope they need, the people they contain."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, select, true

from bot.domain.broadcasts.audience.audience import (
    AHEAD,
    BEHIND,
    LANGUAGES,
    OF_EVENTS,
    ROLES,
    AudienceKind,
    Join,
    Part,
    step_key,
)
from bot.domain.cases import Case
from bot.domain.events import SHOWN, Event, EventStatus, SignUpStatus
from bot.domain.founding import Step
from bot.domain.people import REGION, Role, RoleKind, may_coordinate, scopes
from bot.domain.topics import NewsTopic
from storage import grants
from storage.applications import figures
from storage.cases import overview
from storage.core import tables as t
from storage.events import events
from storage.law import municipalities

UPCOMING_MOST = 500
SIGNED_UP = {
    AudienceKind.EVENT: events.ON_LIST,
    AudienceKind.GOING: (SignUpStatus.GOING,),
    AudienceKind.WAITING: (SignUpStatus.WAITING, SignUpStatus.OFFERED),
    AudienceKind.ATTENDED: events.ON_LIST,
    AudienceKind.SEATED: (SignUpStatus.GOING,),
}
KEYWORDS = {AudienceKind.ROLE: ROLES, AudienceKind.LANGUAGE: LANGUAGES, AudienceKind.TOPIC: tuple(NewsTopic)}

Choices = list[tuple[str, str]]


def choices(tx: Connection, kind: AudienceKind, roles: frozenset[Role], now: datetime) -> Choices:
    """Keys and names of the parts of a kind that these roles may write to; a part whose key is a word has no name.

    They are sorted by name, upcoming events by start, past events from the newest and only those within REMEMBERED:
    thanks and pictures are sent while people remember.
    """
    if kind in BEHIND:
        return [(str(each.id), each.title) for each in events.recent(tx, roles, now) if _fits(each, kind, now)]
    if kind in OF_EVENTS:
        ahead, _ = events.upcoming(tx, now, 0, UPCOMING_MOST)
        return [(str(each.id), each.title) for each in ahead if may_coordinate(roles, each.scope)]
    if kind is AudienceKind.MUNICIPALITY:
        known = municipalities.all_municipalities(tx)
        return [(each.slug, each.name) for each in known if may_coordinate(roles, each.slug)]
    if kind is AudienceKind.GRANT and may_coordinate(roles):
        return [(str(each.id), each.short_title) for each in grants.catalogue(tx)]
    if kind is AudienceKind.CASE:
        return [(str(each.id), _title(each)) for each in overview.all_of(tx, roles)]
    return _keywords(tx, kind, roles)


def _title(case: Case) -> str:
    """The title of a case with its municipality, since towns have streets of the same name."""
    return " · ".join(filter(None, (case.title, case.where.name if case.where else None)))


def _keywords(tx: Connection, kind: AudienceKind, roles: frozenset[Role]) -> Choices:
    if kind is AudienceKind.STEP:
        return _steps(tx, roles)
    return [(word, "") for word in KEYWORDS.get(kind, ())]


def _steps(tx: Connection, roles: frozenset[Role]) -> Choices:
    """The next steps of listed cases, in the region or in each municipality of these roles."""
    wheres = [REGION] if may_coordinate(roles) else [each for each in scopes(roles) if may_coordinate(roles, each)]
    found: Choices = []
    for where in wheres:
        at = {case.next_step for case in _cases_of(tx, where)}
        place = "" if where == REGION else _municipality_name(tx, Part(AudienceKind.MUNICIPALITY, where))
        found += [(step_key(step, where), place) for step in Step if step in at]
    return found


def _cases_of(tx: Connection, scope: str) -> list[Case]:
    return overview.all_of(tx, frozenset({Role(RoleKind.COORDINATOR, scope)}))


def _fits(event: Event, kind: AudienceKind, now: datetime) -> bool:
    """True when an event is in the right phase: ahead; begun, for those who came; over, for those who signed up."""
    if kind in AHEAD:
        return event.is_open(now)
    return event.has_begun(now) if kind is AudienceKind.ATTENDED else event.is_over(now)


def name(tx: Connection, part: Part) -> str:
    """The name of a part: a municipality's name or a title; empty for what is gone and for a part that texts name."""
    named = NAMES.get(part.kind)
    return named(tx, part) if named else ""


def _municipality_name(tx: Connection, part: Part) -> str:
    found = municipalities.get(tx, part.key)
    return found.name if found else ""


def _event_title(tx: Connection, part: Part) -> str:
    found = events.get(tx, part.number)
    return found.title if found else ""


def _grant_title(tx: Connection, part: Part) -> str:
    found = grants.get(tx, part.number)
    return found.short_title if found else ""


def _case_title(tx: Connection, part: Part) -> str:
    """The title of a listed case; others are private."""
    return tx.scalar(select(t.cases.c.title).where(t.cases.c.id == part.number, *_LISTED)) or ""


def _step_place(tx: Connection, part: Part) -> str:
    found = None if part.scope == REGION else municipalities.get(tx, part.scope)
    return found.name if found else ""


NAMES: dict[AudienceKind, Callable[[Connection, Part], str]] = {
    AudienceKind.MUNICIPALITY: _municipality_name,
    **dict.fromkeys(OF_EVENTS, _event_title),
    AudienceKind.GRANT: _grant_title,
    AudienceKind.FITTING: _grant_title,
    AudienceKind.CASE: _case_title,
    AudienceKind.STEP: _step_place,
}


def scope(tx: Connection, part: Part, now: datetime) -> str | None:
    """The scope that a role needs for a part; None when it does not exist or its event is in another phase."""
    asked = SCOPES.get(part.kind)
    return asked(tx, part, now) if asked else REGION


def _municipality_scope(tx: Connection, part: Part, now: datetime) -> str | None:
    return part.key if municipalities.get(tx, part.key) else None


def _event_scope(tx: Connection, part: Part, now: datetime) -> str | None:
    """The scope of an event in the right phase; to leave people out, any event that was ever published will do."""
    event = events.get(tx, part.number)
    if event is None or event.status is EventStatus.DRAFT:
        return None
    return event.scope if _fits(event, part.kind, now) or part.join is Join.NOT else None


def _grant_scope(tx: Connection, part: Part, now: datetime) -> str | None:
    return REGION if grants.get(tx, part.number) else None


def _case_scope(tx: Connection, part: Part, now: datetime) -> str | None:
    row = tx.execute(select(t.cases.c.municipality).where(t.cases.c.id == part.number, *_LISTED)).one_or_none()
    return (row.municipality or REGION) if row else None


def _step_scope(tx: Connection, part: Part, now: datetime) -> str | None:
    is_place = part.scope == REGION or municipalities.get(tx, part.scope)
    return part.scope if part.step in [*Step] and is_place else None


def _keyword_scope(tx: Connection, part: Part, now: datetime) -> str | None:
    return REGION if part.key in KEYWORDS[part.kind] else None


SCOPES: dict[AudienceKind, Callable[[Connection, Part, datetime], str | None]] = {
    AudienceKind.MUNICIPALITY: _municipality_scope,
    **dict.fromkeys(OF_EVENTS, _event_scope),
    AudienceKind.GRANT: _grant_scope,
    AudienceKind.FITTING: _grant_scope,
    AudienceKind.CASE: _case_scope,
    AudienceKind.STEP: _step_scope,
    **dict.fromkeys(KEYWORDS, _keyword_scope),
}


def sent_scope(tx: Connection, part: Part) -> str:
    """The scope that a role needs to see what was sent to a part, also when its event is over or its case closed."""
    if part.kind is AudienceKind.MUNICIPALITY:
        return part.key
    if part.kind is AudienceKind.STEP:
        return part.scope
    if part.kind is AudienceKind.CASE:
        return tx.scalar(select(t.cases.c.municipality).where(t.cases.c.id == part.number)) or REGION
    event = events.get(tx, part.number) if part.kind in OF_EVENTS else None
    return event.scope if event else REGION


def lacks_attendance(tx: Connection, part: Part) -> bool:
    """True when a part is the people who came to an event of which nobody is ticked."""
    if part.kind is not AudienceKind.ATTENDED:
        return False
    came = (t.sign_ups.c.event_id == part.number, t.sign_ups.c.came_at.is_not(None))
    return tx.execute(select(t.sign_ups.c.id).where(*came).limit(1)).one_or_none() is None


def contains(tx: Connection, part: Part, only: Sequence[int] | None = None) -> ColumnElement[bool]:
    """The condition that a person is in a part. `only` limits it to some people, to read no long list for a few.

    Sign-ups, subscriptions and memberships exist only while their consent stands. A part that was cancelled, closed or
    unlisted contains nobody any more, except to leave people out.
    """
    if part.kind is AudienceKind.EVERYBODY:
        return true()
    if part.kind is AudienceKind.MUNICIPALITY:
        # Without the first condition NOT would yield NULL for people without a municipality.
        return and_(t.people.c.municipality.is_not(None), t.people.c.municipality == part.key)
    if part.kind is AudienceKind.LANGUAGE:
        return t.people.c.locale == part.key
    if part.kind is AudienceKind.TOPIC:
        # Subscribers may be many: EXISTS for each person costs less than their list for every page.
        mine = t.topic_subscriptions.c.person_id == t.people.c.id
        return exists().where(mine, t.topic_subscriptions.c.topic == part.key)
    if part.kind is AudienceKind.FITTING:
        programme = grants.get(tx, part.number)
        return figures.is_of_kinds(figures.fitting_kinds(programme) if programme else [])
    chosen = _chosen(tx, part)
    if only is not None:
        chosen = chosen.where(chosen.selected_columns.person_id.in_(only))
    return t.people.c.id.in_(chosen)


def _chosen(tx: Connection, part: Part) -> Select[tuple[int]]:
    if part.kind in OF_EVENTS:
        return _signed_up(part)
    if part.kind is AudienceKind.GRANT:
        return select(t.subscriptions.c.person_id).where(t.subscriptions.c.programme_id == part.number)
    if part.kind is AudienceKind.ROLE:
        return select(t.roles.c.person_id).where(t.roles.c.kind == part.key)
    members = select(t.case_members.c.person_id)
    if part.kind is AudienceKind.STEP:
        at_step = [each.id for each in _cases_of(tx, part.scope) if each.next_step == part.step]
        return members.where(t.case_members.c.case_id.in_(at_step))
    of_case = members.where(t.case_members.c.case_id == part.number)
    if part.join is Join.NOT:
        return of_case
    return of_case.where(
        t.case_members.c.case_id.in_(select(t.cases.c.id).where(t.cases.c.id == part.number, *_LISTED))
    )


def _signed_up(part: Part) -> Select[tuple[int]]:
    mine = (t.sign_ups.c.event_id == part.number, t.sign_ups.c.status.in_(SIGNED_UP[part.kind]))
    chosen = select(t.sign_ups.c.person_id).where(*mine)
    if part.kind is AudienceKind.ATTENDED:
        chosen = chosen.where(t.sign_ups.c.came_at.is_not(None))
    if part.join is Join.NOT:
        return chosen
    stands = (EventStatus.PUBLISHED,) if part.kind in AHEAD else SHOWN
    on = select(t.events.c.id).where(t.events.c.id == part.number, t.events.c.status.in_(stands))
    return chosen.where(t.sign_ups.c.event_id.in_(on))


_LISTED = (t.cases.c.listed_at.is_not(None), t.cases.c.closed_at.is_(None))
