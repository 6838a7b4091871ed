"""The directory of helpers: the seed's entries and those of coordinators. It holds bodies, and nobody's person.

A fact is corrected as every fact is (`storage.law.corrections`); a new entry is hidden until a coordinator shows it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, delete, select, update

from bot.domain.corrections import Correction, CorrectionOutcome
from bot.domain.helpers import CHECK_AFTER, Helper, HelpReach, HelpTopic, municipality_of
from bot.domain.norms import Confidence
from bot.domain.people import REGION, Role, may_coordinate
from storage.core.db import insert
from storage.core.tables import AnyRow, helper_votes, helpers, versions

FACTS = ("name", "topics", "reach", "does", "for_whom", "contact", "source", "told", "as_of", "confidence", "check_by")
# An entry that was begun and not shown is deleted after this time.
UNSHOWN = timedelta(days=30)
_VERSION = select(versions.c.number).where(versions.c.name == "helpers")


def version(tx: Connection) -> int:
    """The version of the directory: it grows with every change of an entry."""
    return tx.scalar(_VERSION) or 0


def directory(tx: Connection) -> dict[str, Helper]:
    """All entries by their slugs, hidden ones, too."""
    return {row.slug: _helper(row) for row in tx.execute(select(helpers).order_by(helpers.c.slug))}


def get(tx: Connection, slug: str) -> Helper | None:
    row = tx.execute(select(helpers).where(helpers.c.slug == slug)).one_or_none()
    return _helper(row) if row else None


def _helper(row: AnyRow) -> Helper:
    known = {name: getattr(row, name) for name in ("slug", *FACTS)}
    kinds = {"topics": tuple(map(HelpTopic, row.topics)), "reach": HelpReach(row.reach)}
    return Helper(**known | kinds | {"confidence": Confidence(row.confidence), "is_hidden": row.is_hidden})


def may_edit(roles: frozenset[Role], slug: str) -> bool:
    """True for a coordinator of the region, and for one of the municipality that the helper is of."""
    return may_coordinate(roles, municipality_of(slug) or REGION)


def load(tx: Connection, rows: Iterable[Mapping[str, Any]], as_of: date) -> list[str]:
    """Write the entries of a release over those that nobody edited, and delete those that it no longer has.

    Returns the slugs of the entries that people edited. Hidden ones stay hidden.
    """
    fresh = [{"as_of": as_of, "check_by": as_of, **row, "is_hidden": False} for row in rows]
    slugs = [row["slug"] for row in fresh]
    tx.execute(delete(helpers).where(helpers.c.edited_at.is_(None), helpers.c.slug.not_in(slugs)))
    statement = insert(tx, helpers)
    new = {name: statement.excluded[name] for name in FACTS}
    put = statement.on_conflict_do_update(index_elements=["slug"], set_=new, where=helpers.c.edited_at.is_(None))
    for row in fresh:
        tx.execute(put, row)
    edited = helpers.c.edited_at.is_not(None), helpers.c.slug.in_(slugs)
    return list(tx.scalars(select(helpers.c.slug).where(*edited)))


def begin(
    tx: Connection, name: str, municipality: str | None, roles: frozenset[Role], today: date, now: datetime
) -> str | CorrectionOutcome:
    """Begin a hidden entry of a municipality, or of the whole oblast. Returns its slug; FORBIDDEN for other roles."""
    slug = f"{municipality}.{uuid4().hex[:8]}" if municipality else uuid4().hex[:12]
    if not may_edit(roles, slug):
        return CorrectionOutcome.FORBIDDEN
    facts: dict[str, object] = dict.fromkeys(("does", "for_whom", "contact", "source", "told"), "")
    facts |= {"name": name, "topics": [], "reach": HelpReach.OBLAST, "confidence": Confidence.B}
    facts |= {"as_of": today, "check_by": today + CHECK_AFTER}
    tx.execute(helpers.insert().values(slug=slug, is_hidden=True, edited_at=now, **facts))
    return slug


def write(
    tx: Connection, slug: str, roles: frozenset[Role], field: str, value: object, now: datetime
) -> CorrectionOutcome:
    """Write a fact of a hidden entry: those that people see change by corrections alone, each with its source."""
    if not may_edit(roles, slug):
        return CorrectionOutcome.FORBIDDEN
    chosen = helpers.c.slug == slug, helpers.c.is_hidden.is_(True)
    done = tx.execute(update(helpers).where(*chosen).values({field: value, "edited_at": now})).rowcount
    return CorrectionOutcome.DONE if done else CorrectionOutcome.GONE


def correct(tx: Connection, found: Correction, now: datetime) -> None:
    """Write a correction of a fact; the sources of the other facts stay named behind its own."""
    before = tx.execute(select(helpers.c.source).where(helpers.c.slug == found.key).with_for_update()).scalar_one()
    source = "; ".join(dict.fromkeys([found.source, *filter(None, before.split("; "))]))
    fresh: dict[str, object] = {found.field: found.became or "", "source": source, "told": ""}
    fresh |= {"confidence": found.confidence, "as_of": found.as_of, "check_by": found.as_of + CHECK_AFTER}
    fresh["edited_at"] = now
    tx.execute(update(helpers).where(helpers.c.slug == found.key).values(**fresh))


def show(tx: Connection, slug: str, roles: frozenset[Role], *, is_hidden: bool, now: datetime) -> CorrectionOutcome:
    """Show an entry to people, or hide it. INCOMPLETE while something lacks that people need."""
    if not may_edit(roles, slug):
        return CorrectionOutcome.FORBIDDEN
    found = get(tx, slug)
    if found is None:
        return CorrectionOutcome.GONE
    if not is_hidden and not found.is_whole():
        return CorrectionOutcome.INCOMPLETE
    tx.execute(update(helpers).where(helpers.c.slug == slug).values(is_hidden=is_hidden, edited_at=now))
    return CorrectionOutcome.DONE


def check(
    tx: Connection, slug: str, source: str, roles: frozenset[Role], today: date, now: datetime
) -> CorrectionOutcome:
    """Note that `source` was read and the entry is right as it is."""
    if not may_edit(roles, slug):
        return CorrectionOutcome.FORBIDDEN
    fresh = {"source": source, "told": "", "as_of": today, "check_by": today + CHECK_AFTER, "edited_at": now}
    done = tx.execute(update(helpers).where(helpers.c.slug == slug).values(**fresh)).rowcount
    return CorrectionOutcome.DONE if done else CorrectionOutcome.GONE


def vote(tx: Connection, slug: str, *, helped: bool) -> bool:
    """Count that a helper helped somebody, or did not; nothing of who said it is kept. False when it is gone."""
    if get(tx, slug) is None:
        return False
    row = {"slug": slug, "helped": helped, "count": 1}
    first, more = insert(tx, helper_votes).values(**row), {"count": helper_votes.c.count + 1}
    tx.execute(first.on_conflict_do_update(index_elements=["slug", "helped"], set_=more))
    return True


def votes(tx: Connection, slug: str) -> tuple[int, int]:
    """The numbers of those whom a helper helped, and did not."""
    rows = tx.execute(select(helper_votes.c.helped, helper_votes.c.count).where(helper_votes.c.slug == slug))
    found: dict[bool, int] = {row.helped: row._mapping["count"] for row in rows}
    return found.get(True, 0), found.get(False, 0)


def sweep(tx: Connection, now: datetime) -> None:
    """Delete entries that were begun long ago and never shown."""
    unshown = helpers.c.is_hidden.is_(True), helpers.c.source == "", helpers.c.edited_at < now - UNSHOWN
    tx.execute(delete(helpers).where(*unshown))
