"""Dates of programmes that a test moves without a conversation."""

from datetime import datetime

from sqlalchemy import Connection, select

from bot.domain.catalogue.entries import entry_of, stage_field
from bot.domain.grants import Precision
from storage.core import row_locks
from storage.core.tables import rounds, stages
from storage.grants import entries, programmes, reminders


def reschedule(
    tx: Connection, stage_id: int, local: str, zone: str, precision: Precision, forecast: bool, now: datetime
) -> None:
    """Set a stage's date as a saved edit does: reminders are replanned, readers who were told otherwise hear of it."""
    home = select(rounds.c.programme_id).join(stages, stages.c.round_id == rounds.c.id).where(stages.c.id == stage_id)
    programme_id = tx.execute(home).scalar_one()
    row_locks.programme(tx, programme_id)
    before = programmes.existing(tx, programme_id)
    place = next((each.season, stage) for each in before.rounds for stage in each.stages if stage.id == stage_id)
    value = {"local": local, "zone": zone, "precision": precision.value, "forecast": forecast, "source": "test"}
    field = stage_field(place[0], place[1].kind)
    entries.write(tx, programme_id, {**entry_of(before), field: value}, now)
    reminders.replan(tx, before, now)
