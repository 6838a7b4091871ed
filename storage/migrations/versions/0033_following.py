"""Following grants: filters, rests, own steps, what each person was told and answered, how dates moved.

Reminders are not planned ahead any more: the rows that wait are cancelled, and all subscribers are gone through anew.
A change that was not told yet is kept as what the person knows.
"""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0031"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("subscriptions", sa.Column("moves_seen", ID, nullable=True))
    op.add_column("subscriptions", sa.Column("paused_until", MOMENT, nullable=True))
    _create_filters()
    _create_readers()
    _create_memory()
    _create_moves()
    _keep_what_is_untold()
    now = "CURRENT_TIMESTAMP"
    op.execute(f"INSERT INTO grant_readers (person_id, next_at) SELECT DISTINCT person_id, {now} FROM subscriptions")  # noqa: S608
    waiting = "status IN ('planned', 'blocked') AND cause = 'programme' AND kind IN ('grant', 'notice')"
    op.execute(f"UPDATE deliveries SET status = 'cancelled' WHERE {waiting}")  # noqa: S608


def _id_and_person(table: str) -> list[Any]:
    return [
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        _belongs_to("people", table, "person_id"),
    ]


def _belongs_to(parent: str, table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=f"fk_{table}_{column}")


def _create_filters() -> None:
    op.create_table(
        "grant_filters",
        *_id_and_person("grant_filters"),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("municipality", sa.String(length=64), nullable=False),
        sa.Column("theme", sa.String(length=16), nullable=False),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("moves_seen", ID, nullable=True),
        sa.Column("paused_until", MOMENT, nullable=True),
        sa.UniqueConstraint(
            "person_id",
            "own",
            "kind",
            "municipality",
            "theme",
            "at_least",
            name="uq_grant_filters_person_id_own_kind_municipality_theme_at_least",
        ),
    )
    reach = ["kind", "municipality", "theme", "at_least", "person_id"]
    op.create_index("ix_grant_filters_reach", "grant_filters", reach)


def _create_readers() -> None:
    op.create_table(
        "grant_readers",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("next_at", MOMENT, nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("steps", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", name="pk_grant_readers"),
        _belongs_to("people", "grant_readers", "person_id"),
    )
    op.create_index("ix_grant_readers_next_at", "grant_readers", ["next_at"])


def _create_memory() -> None:
    op.create_table(
        "grant_told",
        *_id_and_person("grant_told"),
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("stage_id", ID, nullable=False),
        sa.Column("local", sa.String(length=16), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("precision", sa.String(length=8), nullable=True),
        sa.Column("forecast", sa.Boolean(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("told_at", MOMENT, nullable=False),
        _belongs_to("programmes", "grant_told", "programme_id"),
        sa.UniqueConstraint(
            "person_id", "stage_id", "programme_id", name="uq_grant_told_person_id_stage_id_programme_id"
        ),
    )
    op.create_table(
        "grant_answers",
        *_id_and_person("grant_answers"),
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("season", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.Column("answered_at", MOMENT, nullable=False),
        _belongs_to("programmes", "grant_answers", "programme_id"),
        sa.UniqueConstraint(
            "person_id", "programme_id", "season", name="uq_grant_answers_person_id_programme_id_season"
        ),
    )
    for table, moment in (("grant_told", "told_at"), ("grant_answers", "answered_at")):
        op.create_index(f"ix_{table}_programme_id", table, ["programme_id"])
        op.create_index(f"ix_{table}_{moment}", table, [moment])


def _create_moves() -> None:
    op.create_table(
        "grant_moves",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("stage_id", ID, nullable=False),
        sa.Column("was", sa.JSON(), nullable=True),
        sa.Column("moved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_grant_moves"),
        sqlite_autoincrement=True,
    )
    for column in ("stage_id", "moved_at"):
        op.create_index(f"ix_grant_moves_{column}", "grant_moves", [column])
    op.create_table(
        "grant_wakes",
        sa.Column("programme_id", ID, autoincrement=False, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("programme_id", name="pk_grant_wakes"),
        _belongs_to("programmes", "grant_wakes", "programme_id"),
    )


def _keep_what_is_untold() -> None:
    """A notice that still waits says what its reader knows: that is what a later one has to start from."""
    tx, now = op.get_bind(), datetime.now(UTC)
    waiting = sa.text(
        "SELECT person_id, cause_id, payload FROM deliveries"
        " WHERE cause = 'programme' AND kind = 'notice' AND status IN ('planned', 'blocked') ORDER BY id"
    )
    known: dict[tuple[int, int], dict[str, Any]] = {}
    for person_id, programme_id, payload in tx.execute(waiting):
        said = json.loads(payload) if isinstance(payload, str) else payload
        if person_id is not None and said.get("was"):
            row = {"person_id": person_id, "programme_id": programme_id, "stage_id": said["stage_id"]}
            known.setdefault((person_id, said["stage_id"]), {**row, **said["was"], "told_at": now})
    if known:
        names = ("person_id", "programme_id", "stage_id", "local", "zone", "precision", "forecast")
        table = sa.table("grant_told", *(sa.column(name) for name in names), sa.column("told_at", MOMENT))
        tx.execute(table.insert(), list(known.values()))


def downgrade() -> None:
    for table in ("grant_wakes", "grant_moves", "grant_answers", "grant_told", "grant_readers", "grant_filters"):
        op.drop_table(table)
    with op.batch_alter_table("subscriptions") as batch:
        batch.drop_column("paused_until")
        batch.drop_column("moves_seen")
