"""Migrations of the schema, run at every start.

An older store is migrated. A store that a newer release has migrated is refused: this code would lose columns that it
does not know. Alembic is imported only when there is a migration to run.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.core.db import Store

MIGRATIONS = Path(__file__).parents[1] / "migrations"
LOCK_KEY = 7_030_726  # Any number, the same in every replica, so that two of them do not migrate at once.


class NewerStoreError(Exception):
    """The store was migrated by a newer release than this code."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"the store is at revision {revision}, which this release does not know")
        self.revision = revision


def revisions() -> list[str]:
    """The revisions of this release, oldest first: each begins its file's name, `0001_spine.py` is 0001."""
    return sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


async def revision(store: Store) -> str | None:
    """The revision of the store, None when it is empty. Raises NewerStoreError when this release does not know it."""
    current = await store.read(_current)
    if current is not None and current not in revisions():
        raise NewerStoreError(current)
    return current


async def migrate(store: Store, goal: str | None = None) -> str | None:
    """Migrate the store to `goal`, by default the newest. Returns the revision before, None for a new store.

    Raises NewerStoreError and changes nothing when the store is ahead of this code.
    """
    before = await revision(store)
    if before != (goal or revisions()[-1]):
        async with store.engine.execution_options(begin="").connect() as connection:
            await connection.run_sync(_move, before, goal or revisions()[-1])
            await connection.commit()
    return before


def _current(tx: Connection) -> str | None:
    if not inspect(tx).has_table("alembic_version"):
        return None
    found: str | None = tx.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _move(connection: Connection, before: str | None, goal: str) -> None:
    if connection.dialect.name == "sqlite":
        _move_sqlite(connection, before, goal)
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
        _alembic(connection, _current(connection), goal)


def _move_sqlite(connection: Connection, before: str | None, goal: str) -> None:
    # With foreign keys on, a batch change of a parent table would silently delete the rows of its children.
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    _alembic(connection, before, goal)
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise RuntimeError(f"the migration would break {len(broken)} references")
    connection.exec_driver_sql("COMMIT")
    connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def _alembic(connection: Connection, before: str | None, goal: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    back = goal == "base" or (before is not None and before > goal)
    (command.downgrade if back else command.upgrade)(config, goal)
