"""Broadcasts and tips: SQLite gives an id once again; copies of both tables had lost their AUTOINCREMENT."""

from alembic import op

revision = "0041"
down_revision = "0040"

TABLES = ("broadcasts", "programme_tips")


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for name in TABLES:
        with op.batch_alter_table(name, recreate="always", table_kwargs={"sqlite_autoincrement": True}):
            pass


def downgrade() -> None:
    """Leave the tables as they are: the release before this one works with them alike."""
