"""The sweep: it finishes events that are over, thanks their guests, and deletes what has outlived its term.

The terms stand in `bot.domain.retention`.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from bot.domain.broadcasts.broadcast import BroadcastStatus
from bot.domain.events import EventStatus
from bot.domain.retention import ANSWERED_QUESTION, BROADCAST, DRAFT, GRANT_TOLD, OUTBOX_ROW
from storage import helpers, outbox, places
from storage.applications import members as application_members
from storage.broadcasts.compose import drafts
from storage.broadcasts.results import edits as broadcast_changes
from storage.cases import membership
from storage.core import fsm, once, tables
from storage.events import edits as event_edits
from storage.events import events, results
from storage.grants import edits, reminders, tips
from storage.law import corrections, headcounts
from storage.people import audit, inactivity, invitations, linking
from storage.questions import questions, unanswered


def sweep(tx: Connection, now: datetime) -> int:
    """Finish events that are over, thank for them, and delete everything that has outlived its term.

    Returns the number of erased people.
    """
    events.finish(tx, now)
    results.thank(tx, now)
    event_edits.sweep(tx, now)
    fsm.sweep(tx, now)
    once.sweep(tx, now)
    membership.sweep(tx, now)
    application_members.sweep(tx, now)
    invitations.sweep(tx, now)
    corrections.sweep(tx, (now - DRAFT.term).date())
    edits.sweep(tx, now - DRAFT.term)
    tips.sweep(tx, now - ANSWERED_QUESTION.term)
    reminders.sweep(tx, now - GRANT_TOLD.term)
    questions.sweep(tx, now)
    unanswered.sweep(tx, now)
    places.sweep(tx, now)
    helpers.sweep(tx, now)
    headcounts.sweep(tx, now)
    outbox.sweep(tx, now - OUTBOX_ROW.term)
    broadcast_changes.sweep(tx, now)
    drafts.sweep(tx, now - BROADCAST.term)
    audit.sweep(tx, now)
    linking.sweep(tx, now)
    _drop_drafts(tx, now - DRAFT.term)
    return inactivity.sweep(tx, now)


class RehearsedError(Exception):
    """The end of a rehearsal, which takes everything back: `rows` are those that would have gone, by table."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        super().__init__()
        self.rows = rows


def rehearse(tx: Connection, now: datetime) -> None:
    """Sweep, count and take everything back: always raises RehearsedError with the rows that the sweep would delete."""
    before = _count(tx)
    sweep(tx, now)
    after = _count(tx)
    raise RehearsedError({name: before[name] - after[name] for name in before if before[name] > after[name]})


def _count(tx: Connection) -> dict[str, int]:
    found = tables.metadata.sorted_tables
    return {table.name: tx.scalar(select(func.count()).select_from(table)) or 0 for table in found}


def _drop_drafts(tx: Connection, before: datetime) -> None:
    """Delete drafts of events and broadcasts that were begun before a moment; nobody but their authors saw them."""
    for table, draft in ((tables.events, EventStatus.DRAFT), (tables.broadcasts, BroadcastStatus.DRAFT)):
        tx.execute(delete(table).where(table.c.status == draft, table.c.created_at < before))
