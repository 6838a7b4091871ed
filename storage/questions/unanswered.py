"""Searches that led to no answer ("misses"), and search words that coordinators add to FAQ answers because of them.

A miss holds words and a count, and no person. Every search is noted as a miss and resolved once an answer is opened.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from bot.domain.people import ANYWHERE, Role, may_coordinate
from bot.domain.questions import MISS_MAX
from bot.domain.retention import UNANSWERED_SEARCH
from storage.core.db import insert
from storage.core.tables import faq_keywords, misses

_ADDED = select(faq_keywords.c.entry, faq_keywords.c.words).order_by(faq_keywords.c.id)


@dataclass(frozen=True, slots=True)
class Miss:
    id: int
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Taught:
    """Search words that a coordinator added to an FAQ answer, `entry`."""

    id: int
    entry: str
    words: str


def note(tx: Connection, text: str, now: datetime) -> int:
    """Note a search for these folded words as a miss. Returns its id, for `resolve`."""
    row = {"text": text[:MISS_MAX], "count": 1, "seen_at": now}
    again = {"count": misses.c.count + 1, "seen_at": now}
    statement = insert(tx, misses).values(**row).on_conflict_do_update(index_elements=["text"], set_=again)
    miss_id: int = tx.execute(statement.returning(misses.c.id)).scalar_one()
    return miss_id


def resolve(tx: Connection, miss_id: int) -> None:
    """Delete a miss: an answer to its words was opened."""
    tx.execute(delete(misses).where(misses.c.id == miss_id))


def page(tx: Connection, held: frozenset[Role], skip: int, most: int) -> tuple[list[Miss], int]:
    """One page of misses, the most frequent first, and the number of all; none for roles that coordinate nothing."""
    if not may_coordinate(held, ANYWHERE):
        return [], 0
    total = tx.scalar(select(func.count()).select_from(misses)) or 0
    order = (misses.c.count.desc(), misses.c.seen_at.desc(), misses.c.id)
    rows = tx.execute(select(misses.c.id, misses.c.text, misses.c.count).order_by(*order).offset(skip).limit(most))
    return [Miss(*row) for row in rows], total


def get(tx: Connection, miss_id: int, held: frozenset[Role]) -> Miss | None:
    """A miss, for roles that coordinate anything; else None."""
    chosen = select(misses.c.id, misses.c.text, misses.c.count).where(misses.c.id == miss_id)
    row = tx.execute(chosen).one_or_none() if may_coordinate(held, ANYWHERE) else None
    return Miss(*row) if row else None


def drop(tx: Connection, miss_id: int, held: frozenset[Role]) -> bool:
    """Delete a miss that a coordinator has no use for. False when it is gone or these roles coordinate nothing."""
    if get(tx, miss_id, held) is None:
        return False
    resolve(tx, miss_id)
    return True


def teach(tx: Connection, miss_id: int, entry: str, held: frozenset[Role], now: datetime) -> int | None:
    """Add the words of a miss to an FAQ answer. Returns the id of the added words; None when the miss is gone."""
    miss = get(tx, miss_id, held)
    if miss is None:
        return None
    resolve(tx, miss_id)
    row = {"entry": entry, "words": miss.text, "added_at": now}
    same = {"added_at": now}
    statement = insert(tx, faq_keywords).values(**row)
    statement = statement.on_conflict_do_update(index_elements=["entry", "words"], set_=same)
    keyword_id: int = tx.execute(statement.returning(faq_keywords.c.id)).scalar_one()
    return keyword_id


def unteach(tx: Connection, keyword_id: int, held: frozenset[Role]) -> bool:
    """Remove added words. False when they are gone or these roles coordinate nothing."""
    if not may_coordinate(held, ANYWHERE):
        return False
    return tx.execute(delete(faq_keywords).where(faq_keywords.c.id == keyword_id)).rowcount > 0


def taught(tx: Connection, held: frozenset[Role], skip: int, most: int) -> tuple[list[Taught], int]:
    """One page of added words, the newest first, and the number of all; none for roles that coordinate nothing."""
    if not may_coordinate(held, ANYWHERE):
        return [], 0
    total = tx.scalar(select(func.count()).select_from(faq_keywords)) or 0
    newest = select(faq_keywords.c.id, faq_keywords.c.entry, faq_keywords.c.words).order_by(faq_keywords.c.id.desc())
    return [Taught(*row) for row in tx.execute(newest.offset(skip).limit(most))], total


def taught_words(tx: Connection, keyword_id: int, held: frozenset[Role]) -> Taught | None:
    """Added words, for roles that coordinate anything; else None."""
    chosen = select(faq_keywords.c.id, faq_keywords.c.entry, faq_keywords.c.words)
    row = (
        tx.execute(chosen.where(faq_keywords.c.id == keyword_id)).one_or_none()
        if may_coordinate(held, ANYWHERE)
        else None
    )
    return Taught(*row) if row else None


def added(tx: Connection) -> list[tuple[str, str]]:
    """All added words as pairs of an FAQ answer and words, in the order in which they were added."""
    return [(row.entry, row.words) for row in tx.execute(_ADDED)]


def sweep(tx: Connection, now: datetime) -> None:
    """Delete misses that nobody searched for again within the term."""
    tx.execute(delete(misses).where(misses.c.seen_at < now - UNANSWERED_SEARCH.term))
