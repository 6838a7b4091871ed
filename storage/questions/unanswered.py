"""Searches that nobody opened an answer to, and what coordinators make of them: words that lead to an answer.

A miss is words and a number, nobody's name. Every search is noted as one; who opens an answer takes it back.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from bot.domain.people import Role, coordinates_somewhere
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
    """Words that a coordinator led to an answer, `entry`."""

    id: int
    entry: str
    words: str


def note(tx: Connection, text: str, now: datetime) -> int:
    """Somebody searched for these folded words. Returns the miss's id, to be taken back by `found`."""
    row = {"text": text[:MISS_MAX], "count": 1, "seen_at": now}
    again = {"count": misses.c.count + 1, "seen_at": now}
    statement = insert(tx, misses).values(**row).on_conflict_do_update(index_elements=["text"], set_=again)
    miss_id: int = tx.execute(statement.returning(misses.c.id)).scalar_one()
    return miss_id


def resolve(tx: Connection, miss_id: int) -> None:
    """Somebody opened an answer to these words: they are no miss."""
    tx.execute(delete(misses).where(misses.c.id == miss_id))


def page(tx: Connection, held: frozenset[Role], skip: int, most: int) -> tuple[list[Miss], int]:
    """Misses, the most frequent first: one page and how many there are in all. None for who coordinates nothing."""
    if not coordinates_somewhere(held):
        return [], 0
    total = tx.scalar(select(func.count()).select_from(misses)) or 0
    order = (misses.c.count.desc(), misses.c.seen_at.desc(), misses.c.id)
    rows = tx.execute(select(misses.c.id, misses.c.text, misses.c.count).order_by(*order).offset(skip).limit(most))
    return [Miss(*row) for row in rows], total


def get(tx: Connection, miss_id: int, held: frozenset[Role]) -> Miss | None:
    """A miss, for who coordinates anything."""
    chosen = select(misses.c.id, misses.c.text, misses.c.count).where(misses.c.id == miss_id)
    row = tx.execute(chosen).one_or_none() if coordinates_somewhere(held) else None
    return Miss(*row) if row else None


def drop(tx: Connection, miss_id: int, held: frozenset[Role]) -> bool:
    """A coordinator has no use for a miss. False when it was gone, or is not theirs to drop."""
    if get(tx, miss_id, held) is None:
        return False
    resolve(tx, miss_id)
    return True


def teach(tx: Connection, miss_id: int, entry: str, held: frozenset[Role], now: datetime) -> int | None:
    """The words of a miss lead to an answer from now on. Returns the id of the added words; None when it was gone."""
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
    """Take added words away again. False when they were gone, or one coordinates nothing."""
    if not coordinates_somewhere(held):
        return False
    return tx.execute(delete(faq_keywords).where(faq_keywords.c.id == keyword_id)).rowcount > 0


def taught(tx: Connection, held: frozenset[Role], skip: int, most: int) -> tuple[list[Taught], int]:
    """Added words, the newest first: one page and how many there are in all. None for who coordinates nothing."""
    if not coordinates_somewhere(held):
        return [], 0
    total = tx.scalar(select(func.count()).select_from(faq_keywords)) or 0
    newest = select(faq_keywords.c.id, faq_keywords.c.entry, faq_keywords.c.words).order_by(faq_keywords.c.id.desc())
    return [Taught(*row) for row in tx.execute(newest.offset(skip).limit(most))], total


def taught_words(tx: Connection, keyword_id: int, held: frozenset[Role]) -> Taught | None:
    """Added words, for who coordinates anything."""
    chosen = select(faq_keywords.c.id, faq_keywords.c.entry, faq_keywords.c.words)
    row = (
        tx.execute(chosen.where(faq_keywords.c.id == keyword_id)).one_or_none() if coordinates_somewhere(held) else None
    )
    return Taught(*row) if row else None


def added(tx: Connection) -> list[tuple[str, str]]:
    """All added words: an answer's id and the words, in the order in which they were added."""
    return [(row.entry, row.words) for row in tx.execute(_ADDED)]


def sweep(tx: Connection, now: datetime) -> None:
    tx.execute(delete(misses).where(misses.c.seen_at < now - UNANSWERED_SEARCH.term))
