"""Alembic's environment: `storage.core.migrate` gives the connection and owns the transaction."""

from typing import Literal

from alembic import context

from storage.core.tables import Moment, WallClock, metadata


def as_plain_type(kind: str, item: object, _: object) -> str | Literal[False]:
    """Render our types as plain types of the database: ours may change after a migration was released."""
    if kind == "type" and isinstance(item, Moment | WallClock):
        return f"sa.DateTime(timezone={isinstance(item, Moment)})"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=as_plain_type,
)
context.run_migrations()
