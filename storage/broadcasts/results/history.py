"""Earlier broadcasts, for their authors and for coordinators who reach their whole audience."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from bot.domain.broadcasts.audience.audience import Audience
from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome, BroadcastStatus
from bot.domain.broadcasts.results.history import ENDS, End, Whose, Wish, month_of, span
from bot.domain.broadcasts.results.reports import Report
from bot.domain.people import ANYWHERE, REGION, Role, may_coordinate
from storage.broadcasts.audience import parts
from storage.broadcasts.compose import drafts
from storage.broadcasts.results import reports
from storage.core.tables import broadcasts as table

# The newest broadcasts that are searched: years of work, and still quick.
MOST = 2000


def is_within(tx: Connection, roles: frozenset[Role], audience: Audience | None) -> bool:
    """True when these roles reach a whole audience, also when its event is over."""
    if may_coordinate(roles):
        return True
    if audience is None or not audience.parts:
        return False
    return all(part.is_of_no_place or may_coordinate(roles, parts.sent_scope(tx, part)) for part in audience.parts)


def scope(tx: Connection, audience: Audience | None) -> str:
    """The scope whose coordinators read in the audit what was done to a broadcast: its only municipality, or REGION."""
    sent = audience.parts if audience else ()
    found = {parts.sent_scope(tx, each) for each in sent if not each.is_of_no_place}
    return found.pop() if len(found) == 1 else REGION


def may_see(tx: Connection, broadcast: Broadcast, person_id: int, roles: frozenset[Role]) -> bool:
    """True when a person may see a report: its author, as long as they coordinate, or roles that reach the audience."""
    is_own = broadcast.author_id == person_id and may_coordinate(roles, ANYWHERE)
    return is_own or is_within(tx, roles, broadcast.audience)


def seen(tx: Connection, broadcast_id: int, person_id: int, roles: frozenset[Role], now: datetime) -> Report | None:
    """The report on a started broadcast; None when there is none or the person may not see it."""
    found = reports.report(tx, broadcast_id, now)
    return found if found and may_see(tx, found.broadcast, person_id, roles) else None


def page(
    tx: Connection, person_id: int, roles: frozenset[Role], wish: Wish, zone: str, now: datetime, first: int, size: int
) -> tuple[list[Report], int]:
    """One page of the broadcasts that match a filter, the newest first, and the number of all of them."""
    ids = [broadcast_id for broadcast_id, _ in _found(tx, person_id, roles, wish, zone)]
    shown = ids[first : first + size]
    return [found for each in shown if (found := reports.report(tx, each, now))], len(ids)


def months(tx: Connection, person_id: int, roles: frozenset[Role], wish: Wish, zone: str) -> list[str]:
    """The months with broadcasts that match a filter, the newest first."""
    found = _found(tx, person_id, roles, Wish(wish.whose, wish.end), zone)
    return [*dict.fromkeys(month_of(started_at, zone) for _, started_at in found)]


def _found(tx: Connection, person_id: int, roles: frozenset[Role], wish: Wish, zone: str) -> list[tuple[int, datetime]]:
    chosen = [table.c.started_at.is_not(None), *_wished(wish, zone)]
    if wish.whose is Whose.MINE:
        chosen.append(table.c.author_id == person_id)
    query = select(table.c.id, table.c.started_at, table.c.audience).where(*chosen)
    rows = tx.execute(query.order_by(table.c.started_at.desc(), table.c.id.desc()).limit(MOST)).all()
    known: dict[str, bool] = {}

    def is_near(audience: list[dict[str, str]] | None) -> bool:
        if str(audience) not in known:
            known[str(audience)] = is_within(tx, roles, Audience.from_data(audience) if audience else None)
        return known[str(audience)]

    near = (row for row in rows if wish.whose is Whose.MINE or is_near(row.audience))
    return [(row.id, row.started_at) for row in near]


def _wished(wish: Wish, zone: str) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if wish.end is not End.ANY:
        chosen.append(table.c.status.in_(ENDS[wish.end]))
    if wish.month and (lasts := span(wish.month, zone)):
        chosen += [table.c.started_at >= lasts[0], table.c.started_at < lasts[1]]
    return chosen


def use_again(tx: Connection, broadcast_id: int, author_id: int, now: datetime) -> int | BroadcastOutcome:
    """Create a draft with the message of an author's own broadcast, without audience. Returns its id, or GONE."""
    found = drafts.own(tx, broadcast_id, author_id)
    if found is None or found.status is BroadcastStatus.DRAFT or found.from_chat_id is None:
        return BroadcastOutcome.GONE
    draft_id = drafts.begin(tx, author_id, found.from_chat_id, found.message_id or 0, now)
    content = {"content": found.content.as_data()} if found.content else {}
    drafts.put(tx, draft_id, form=found.form, message_id=found.message_id, **content)
    return draft_id
