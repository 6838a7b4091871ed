"""The people whom a broadcast reaches: counted for a review, locked in pages to enqueue, checked again before a send.

People who are in an audience only as readers of news need the consent to news and get a limited number a week.
Participants, subscribers and members of a case get what concerns these without that consent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, case, exists, false, func, not_, or_, select

from bot.domain.broadcasts.audience.audience import JOINED_ONESELF, NEWS, PARTS_MAX, Audience, Census, Join, LeftOut
from bot.domain.broadcasts.broadcast import KIND, NEWS_MOST, NEWS_WITHIN, Broadcast, BroadcastOutcome
from bot.domain.deliveries import DeliveryStatus
from bot.domain.people import CONSENT_VERSION, Purpose, Role, may_coordinate
from storage.broadcasts.audience import parts
from storage.core.tables import accounts, broadcasts, consents, deliveries, people
from storage.events import events

Condition = ColumnElement[bool]

REACHED = "reached"
COUNTED_AS_HEARD = (DeliveryStatus.PLANNED, DeliveryStatus.CLAIMED, DeliveryStatus.SENT)


@dataclass(frozen=True, slots=True)
class Recipient:
    id: int
    zone: str


def names(tx: Connection, audience: Audience | None) -> tuple[str, ...]:
    """The name of each part, in order."""
    return tuple(parts.name(tx, part) for part in audience.parts) if audience else ()


def refusal(tx: Connection, roles: frozenset[Role], audience: Audience, now: datetime) -> BroadcastOutcome | None:
    """The reason why these roles may not write to an audience; None when they may.

    They need the scope of every part, also of one that only narrows: the number of its people is not public.
    """
    if len(audience.parts) > PARTS_MAX:
        return BroadcastOutcome.MANY
    if not audience.parts or audience.parts[0].join is not Join.OR:
        return BroadcastOutcome.BARE
    for part in audience.parts:
        scope = parts.scope(tx, part, now)
        if scope is None:
            return BroadcastOutcome.NOWHERE
        if not may_coordinate(roles, scope) and not part.is_of_no_place:
            return BroadcastOutcome.FORBIDDEN
    return None


def until(tx: Connection, audience: Audience) -> datetime | None:
    """The start of the audience's first event, after which a message is pointless; None without events."""
    found = [event.starts_at for event_id in audience.events() if (event := events.get(tx, event_id))]
    return min((at for at in found if at), default=None)


def recent_news(tx: Connection, at: datetime, but: int = 0) -> list[int]:
    """The ids of news broadcasts that started within NEWS_WITHIN before `at`, except `but`."""
    lately = (broadcasts.c.started_at > at - NEWS_WITHIN, broadcasts.c.started_at <= at, broadcasts.c.id != but)
    rows = tx.execute(select(broadcasts.c.id, broadcasts.c.audience).where(*lately)).all()
    return [row.id for row in rows if row.audience and Audience.from_data(row.audience).is_news]


def census(tx: Connection, audience: Audience, recent_ids: Sequence[int] = ()) -> Census:
    """Count an audience: those reached, by zone, and those left out, by reason. `recent_ids` is of `recent_news`."""
    in_it, by_right = _joined(tx, audience)
    reasons: list[tuple[Condition, LeftOut]] = [(not_(_account()), LeftOut.PAPER)]
    if audience.is_news:
        reasons.append((not_(or_(by_right, _agreed_to_news())), LeftOut.NO_CONSENT))
    reasons.append((not_(_open_account()), LeftOut.STOPPED))
    if audience.is_news and _is_capped(recent_ids):
        reasons.append((and_(not_(by_right), _has_enough_news(recent_ids)), LeftOut.ENOUGH))
    reason = case(*((condition, why.value) for condition, why in reasons), else_=REACHED).label("reason")
    counted = select(people.c.zone, reason, func.count()).where(in_it).group_by(people.c.zone, "reason")
    reached: dict[str, int] = {}
    left_out: dict[LeftOut, int] = {}
    for zone, why, count in tx.execute(counted):
        if why == REACHED:
            reached[zone] = count
        else:
            left_out[LeftOut(why)] = left_out.get(LeftOut(why), 0) + count
    return Census(reached, left_out)


def reach(tx: Connection, audience: Audience, recent_ids: Sequence[int] = ()) -> dict[str, int]:
    """Count the people whom an audience reaches, by time zone."""
    reached = _reached(tx, audience, recent_ids)
    return {row[0]: row[1] for row in tx.execute(select(people.c.zone, func.count()).where(reached).group_by("zone"))}


def samples(tx: Connection, audience: Audience, recent_ids: Sequence[int], limit: int) -> list[str]:
    """Names of some people whom it reaches; none for an audience with members of cases."""
    if audience.is_nameless:
        return []
    return list(tx.scalars(select(people.c.name).where(_reached(tx, audience, recent_ids)).order_by("id").limit(limit)))


def lock_next(tx: Connection, audience: Audience, after_id: int, limit: int) -> list[int]:
    """Take shared locks on the next people of an audience, in the order of their ids. Returns the ids.

    Some may have left while the transaction waited for their lock: check with `among`.
    """
    chosen = select(people.c.id).where(people.c.id > after_id, _reached(tx, audience, after_id=after_id))
    return list(tx.scalars(chosen.order_by(people.c.id).limit(limit).with_for_update(read=True, of=people)))


def among(
    tx: Connection, audience: Audience, person_ids: Sequence[int], recent_ids: Sequence[int] = ()
) -> list[Recipient]:
    """The people among `person_ids` who are in the audience; with `recent_ids`, only those below the limit of news."""
    mine = (people.c.id.in_(person_ids), _reached(tx, audience, recent_ids, person_ids))
    return [Recipient(*row) for row in tx.execute(select(people.c.id, people.c.zone).where(*mine))]


def open_until(tx: Connection, broadcast: Broadcast) -> datetime | None:
    """The moment until which newcomers get a broadcast, at the latest the start of its event; None for no newcomers."""
    if broadcast.newcomers_until is None or broadcast.audience is None:
        return None
    begins = until(tx, broadcast.audience)
    return min(broadcast.newcomers_until, begins) if begins else broadcast.newcomers_until


def newcomers(tx: Connection, broadcast: Broadcast, now: datetime, limit: int) -> list[int]:
    """Take shared locks on people of an audience without an outbox row. Returns at most `limit` ids.

    When people join all of its parts by their own act, only those are examined who were seen since the start.
    """
    audience = broadcast.audience
    if audience is None or broadcast.started_at is None:
        return []
    known = exists().where(
        deliveries.c.person_id == people.c.id, deliveries.c.cause == KIND, deliveries.c.cause_id == broadcast.id
    )
    chosen = select(people.c.id).where(_reached(tx, audience, recent_news(tx, now, broadcast.id)), not_(known))
    if all(part.kind in JOINED_ONESELF for part in audience.parts):
        # A person who has just consented for the first time was not seen yet.
        chosen = chosen.where(or_(people.c.seen_on >= broadcast.started_at.date(), people.c.seen_on.is_(None)))
    return list(tx.scalars(chosen.order_by(people.c.id).limit(limit).with_for_update(read=True, of=people)))


def still_in_audience(tx: Connection, broadcast_id: int, person_ids: Sequence[int]) -> set[int]:
    """The people among `person_ids`, whose rows are claimed, who are still in the audience; the others get nothing."""
    data = tx.scalar(select(broadcasts.c.audience).where(broadcasts.c.id == broadcast_id))
    return {each.id for each in among(tx, Audience.from_data(data), person_ids)} if data else set()


def _reached(
    tx: Connection,
    audience: Audience,
    recent_ids: Sequence[int] = (),
    only: Sequence[int] | None = None,
    after_id: int = 0,
) -> Condition:
    """The condition that a person is in the audience now, consented where needed, and has not blocked the bot.

    `after_id` repeats the caller's lower limit of ids: else PostgreSQL reads all accounts and consents up to it.
    """
    in_it, by_right = _joined(tx, audience, only)
    if audience.is_news:
        may_hear_more = [not_(_has_enough_news(recent_ids))] if _is_capped(recent_ids) else []
        in_it = or_(by_right, and_(in_it, _agreed_to_news(after_id), *may_hear_more))
    return and_(_open_account(after_id), in_it)


def _joined(tx: Connection, audience: Audience, only: Sequence[int] | None = None) -> tuple[Condition, Condition]:
    """Two conditions: to be in an audience, and to be in it by an own choice, not only as a reader of news."""
    in_it: Condition = false()
    by_right: Condition = false()
    for part in audience.parts:
        here, is_news = parts.contains(tx, part, only), part.kind in NEWS
        if part.join is Join.OR:
            in_it, by_right = or_(in_it, here), by_right if is_news else or_(by_right, here)
        elif part.join is Join.AND:
            in_it, by_right = and_(in_it, here), and_(by_right if is_news else in_it, here)
        else:
            in_it, by_right = and_(in_it, not_(here)), and_(by_right, not_(here))
    return in_it, by_right


def _account() -> Condition:
    """The condition that a person has an account; people who were registered on paper have none."""
    return exists().where(accounts.c.person_id == people.c.id)


def _open_account(after_id: int = 0) -> Condition:
    theirs = (accounts.c.person_id == people.c.id, *_behind(accounts.c.person_id, after_id))
    return exists().where(*theirs, accounts.c.blocked_at.is_(None))


def _behind(person_id: ColumnElement[int], after_id: int) -> list[Condition]:
    return [person_id > after_id] if after_id else []


def _agreed_to_news(after_id: int = 0) -> Condition:
    return exists().where(
        consents.c.person_id == people.c.id,
        *_behind(consents.c.person_id, after_id),
        consents.c.purpose == Purpose.NOTIFICATIONS,
        consents.c.version == CONSENT_VERSION,
        consents.c.withdrawn_at.is_(None),
    )


def _is_capped(recent_ids: Sequence[int]) -> bool:
    return len(recent_ids) >= NEWS_MOST


def _has_enough_news(recent_ids: Sequence[int]) -> Condition:
    theirs = (deliveries.c.person_id == people.c.id, deliveries.c.cause == KIND, deliveries.c.cause_id.in_(recent_ids))
    got = select(func.count()).select_from(deliveries).where(*theirs, deliveries.c.status.in_(COUNTED_AS_HEARD))
    return got.correlate(people).scalar_subquery() >= NEWS_MOST
