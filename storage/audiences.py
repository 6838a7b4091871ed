"""Whom a broadcast reaches: counted for a review, held in pages for the ledger, and who may write to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from bot.domain.broadcasts import Audience, AudienceKind, BroadcastOutcome
from bot.domain.people import CONSENT_VERSION, REGION, Purpose, Role, may_coordinate
from storage import events, grants, municipalities
from storage.tables import accounts, consents, people, sign_ups, subscriptions

UPCOMING_MOST = 500


@dataclass(frozen=True, slots=True)
class Recipient:
    id: int
    zone: str


def choices(tx: Connection, kind: AudienceKind, roles: frozenset[Role], now: datetime) -> list[tuple[str, str]]:
    """Keys and names of the audiences of a kind that these roles may write to: by name, events by their start."""
    if kind is AudienceKind.MUNICIPALITY:
        known = municipalities.all_municipalities(tx)
        return [(each.slug, each.name) for each in known if may_coordinate(roles, each.slug)]
    if kind is AudienceKind.EVENT:
        ahead, _ = events.upcoming(tx, now, 0, UPCOMING_MOST)
        return [(str(each.id), each.title) for each in ahead if may_coordinate(roles, each.scope)]
    if kind is AudienceKind.GRANT and may_coordinate(roles):
        return [(str(each.id), each.short_title) for each in grants.catalogue(tx)]
    return []


def name(tx: Connection, audience: Audience | None) -> str:
    """A municipality's name, an event's or a programme's title; empty for everybody and for what is gone."""
    if audience is None or audience.kind is AudienceKind.EVERYBODY:
        return ""
    if audience.kind is AudienceKind.MUNICIPALITY:
        municipality = municipalities.get(tx, audience.key)
        return municipality.name if municipality else ""
    if audience.kind is AudienceKind.EVENT:
        event = events.get(tx, audience.number)
        return event.title if event else ""
    programme = grants.get(tx, audience.number)
    return programme.short_title if programme else ""


def refusal(tx: Connection, roles: frozenset[Role], audience: Audience, now: datetime) -> BroadcastOutcome | None:
    """Why these roles cannot write to an audience; None when they can."""
    scope = _scope(tx, audience, now)
    if scope is None:
        return BroadcastOutcome.NOWHERE
    return None if may_coordinate(roles, scope) else BroadcastOutcome.FORBIDDEN


def _scope(tx: Connection, audience: Audience, now: datetime) -> str | None:
    """How far one's role has to reach for an audience; None when there is none, or its event is not ahead of us."""
    if audience.kind is AudienceKind.MUNICIPALITY:
        return audience.key if municipalities.get(tx, audience.key) else None
    if audience.kind is AudienceKind.EVENT:
        event = events.get(tx, audience.number)
        return event.scope if event and event.is_open(now) else None
    if audience.kind is AudienceKind.GRANT and grants.get(tx, audience.number) is None:
        return None
    return REGION


def until(tx: Connection, audience: Audience) -> datetime | None:
    """From when a message to an audience is not worth saying: its event has begun. None when nothing ends it."""
    event = events.get(tx, audience.number) if audience.kind is AudienceKind.EVENT else None
    return event.starts_at if event else None


def reach(tx: Connection, audience: Audience) -> dict[str, int]:
    """How many people an audience is, by their zone."""
    query = select(people.c.zone, func.count()).where(*_reached(audience)).group_by(people.c.zone)
    return {row[0]: row[1] for row in tx.execute(query)}


def hold(tx: Connection, audience: Audience, after_id: int, limit: int) -> list[int]:
    """The next people of an audience in the order of their ids, held as they are. Returns the ids.

    Some may have left while we waited for them: see `among`.
    """
    chosen = select(people.c.id).where(people.c.id > after_id, *_reached(audience)).order_by(people.c.id).limit(limit)
    return list(tx.scalars(chosen.with_for_update(read=True, of=people)))


def among(tx: Connection, audience: Audience, person_ids: Sequence[int]) -> list[Recipient]:
    """Those of some people who are in the audience."""
    chosen = select(people.c.id, people.c.zone).where(people.c.id.in_(person_ids), *_reached(audience))
    return [Recipient(*row) for row in tx.execute(chosen)]


def _reached(audience: Audience) -> tuple[ColumnElement[bool], ...]:
    """Those who are in the audience now and have not stopped the bot. People on paper have no account."""
    account = exists().where(accounts.c.person_id == people.c.id, accounts.c.blocked_at.is_(None))
    return account, _belongs(audience)


def _belongs(audience: Audience) -> ColumnElement[bool]:
    """News need a consent. A sign-up to an event ahead and a subscription are there only while theirs stands."""
    if audience.kind is AudienceKind.EVENT:
        signed_up = and_(sign_ups.c.event_id == audience.number, sign_ups.c.status.in_(events.IN))
        return people.c.id.in_(select(sign_ups.c.person_id).where(signed_up))
    if audience.kind is AudienceKind.GRANT:
        subscribed = subscriptions.c.programme_id == audience.number
        return people.c.id.in_(select(subscriptions.c.person_id).where(subscribed))
    agreed = and_(
        consents.c.purpose == Purpose.NOTIFICATIONS,
        consents.c.version == CONSENT_VERSION,
        consents.c.withdrawn_at.is_(None),
    )
    hears_news = people.c.id.in_(select(consents.c.person_id).where(agreed))
    if audience.kind is AudienceKind.MUNICIPALITY:
        return and_(hears_news, people.c.municipality == audience.key)
    return hears_news
