"""Rows for every table of a store, whatever this code knows of it."""

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, MetaData
from sqlalchemy.types import DateTime

VALUES: dict[type, Callable[[int], Any]] = {
    int: int,
    float: float,
    str: str,
    bool: lambda _: False,
    object: lambda number: {"one": number},
    date: lambda number: date(2026, 11, 24) + timedelta(days=number),
}
AT = datetime(2026, 11, 24, 3, tzinfo=UTC)


def value_for(column: Column[Any], number: int = 1) -> Any:
    """A value that no other number has, but for yes and no."""
    kind = column.type
    if isinstance(kind, DateTime):
        at = AT + timedelta(days=number)
        return at if kind.timezone else at.replace(tzinfo=None)
    return VALUES[kind.python_type](number)


def fill(tx: Connection, number: int = 1, emptied: Collection[str] = ()) -> None:
    """One row in every table, each belonging to those of the same number. What `emptied` tables had goes before."""
    found = MetaData()
    found.reflect(tx)
    ours = [table for table in found.sorted_tables if table.name != "alembic_version"]
    for table in (each for each in reversed(ours) if each.name in emptied):
        tx.execute(table.delete())
    for table in ours:
        tx.execute(table.insert().values({column.name: value_for(column, number) for column in table.columns}))
