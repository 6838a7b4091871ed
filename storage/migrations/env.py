"""Alembic's entry: the connection is given by `storage.core.migrate`, which also owns the transaction."""

from typing import Any, Literal

from alembic import context

from storage.core.tables import Moment, WallClock, metadata


def as_plain_type(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """A migration names the database's own types: ours may change after it was released."""
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
