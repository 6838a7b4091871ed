"""The move of a store from SQLite to PostgreSQL: row by row in one transaction, so it is there whole or not at all."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Column, Connection, Table, Text, func, select, text, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.core.backup import BackupError
from storage.core.db import Store, StoreTrouble
from storage.core.identity import look
from storage.core.migrate import migrate, revision, revisions
from storage.core.tables import metadata

AT_ONCE = 2_000
# Hears the table, its rows that arrived so far, and its rows in all.
Tell = Callable[[str, int, int], None]


async def transfer(source: Store, target: Store, tell: Tell) -> Mapping[str, int]:
    """Copy all rows of an SQLite store into a PostgreSQL store on which no bot runs. Returns their number by table.

    BackupError, and the target has no row more than before, when the source is no store of this release, when the
    target holds people, when a row does not fit, and when other numbers arrive than were sent. The source stays as it
    is. A run that was broken off is begun again.
    """
    if await revision(source) != revisions()[-1]:
        raise BackupError("the source is no store of this release: bring it there with `python -m bot migrate`")
    if held := (await target.read(look)).people:
        raise BackupError(f"the target holds {held} people: name an empty database in DATABASE_URL")
    await migrate(target)
    refusals = _refusals()
    async with source.engine.connect() as reading, target.engine.begin() as writing:
        expected = await reading.run_sync(_counts)
        await writing.run_sync(_empty)
        for table in metadata.sorted_tables:
            try:
                await _copy(reading, writing, table, expected[table.name], tell)
            except refusals as error:
                raise BackupError(f"{table.name}: {str(error).splitlines()[0]}") from None
        arrived = await writing.run_sync(_counts)
        if arrived != expected:
            lost = next(name for name, count in expected.items() if arrived[name] != count)
            raise BackupError(f"{lost}: {arrived[lost]} of {expected[lost]} rows arrived")
        await writing.run_sync(_go_on_numbering, await reading.run_sync(_last_numbers))
    return expected


def _refusals() -> tuple[type[Exception], ...]:
    """The refusals of a row, by the server and before it. Imported where it is used: a small install lacks asyncpg."""
    from asyncpg import InterfaceError, PostgresError

    return *StoreTrouble, PostgresError, InterfaceError


def _counts(tx: Connection) -> dict[str, int]:
    counted = {table.name: select(func.count()).select_from(table) for table in metadata.sorted_tables}
    return {name: tx.scalar(statement) or 0 for name, statement in counted.items()}


def _empty(tx: Connection) -> None:
    """Delete the seeds of a bot that was started there before."""
    tx.execute(text(f"TRUNCATE {', '.join(metadata.tables)}"))


async def _copy(reading: AsyncConnection, writing: AsyncConnection, table: Table, rows: int, tell: Tell) -> None:
    """Copy a table with a single COPY: its rows may point to each other, and are checked at its end."""
    raw = await writing.get_raw_connection()
    names = [column.name for column in table.columns]
    records = _records(reading, table, writing.dialect, rows, tell)
    driver: Any = raw.driver_connection
    await driver.copy_records_to_table(table.name, records=records, columns=names)


async def _records(
    reading: AsyncConnection, table: Table, dialect: Dialect, rows: int, tell: Tell
) -> AsyncIterator[Sequence[Any]]:
    """The rows of a table as the driver of PostgreSQL takes them."""
    processors = [_processor(column, dialect) for column in table.columns]
    result = await reading.stream(select(*map(_readable, table.columns)).execution_options(yield_per=AT_ONCE))
    done = 0
    async for page in result.partitions():
        for row in page:
            yield [process(value) if process else value for process, value in zip(processors, row, strict=True)]
        done += len(page)
        tell(table.name, done, rows)


def _readable(column: Column[Any]) -> Any:
    """JSON stays the text that it is: read as a value, a JSON null and no value would be the same."""
    return type_coerce(column, Text) if isinstance(column.type, JSON) else column


def _processor(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    if isinstance(column.type, JSON):
        return None
    processor: Callable[[Any], Any] | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    return processor


def _last_numbers(tx: Connection) -> dict[str, int]:
    """The last id that each table gave, also to a row that is gone: none is ever given again."""
    return {row.name: row.seq for row in tx.execute(text("SELECT name, seq FROM sqlite_sequence"))}


def _go_on_numbering(tx: Connection, last: Mapping[str, int]) -> None:
    for table in metadata.sorted_tables:
        key = table.autoincrement_column
        if key is None or (sequence := tx.scalar(select(func.pg_get_serial_sequence(table.name, key.name)))) is None:
            continue
        highest = max(last.get(table.name, 0), tx.scalar(select(func.max(key))) or 0)
        if highest:
            tx.execute(select(func.setval(sequence, highest)))
