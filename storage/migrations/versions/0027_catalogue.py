"""The desk of the catalogue: more of a programme, edits with their history, imports, announcements that people saw."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0024"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON()
MOMENT = sa.DateTime(timezone=True)
OF_PROGRAMMES = (
    ("themes", JSON),
    ("amounts", JSON),
    ("own_share", sa.Integer()),
    ("min_age_months", sa.Integer()),
    ("hand_in", sa.Text()),
    ("documents", JSON),
    ("links", JSON),
    ("contact", sa.Text()),
    ("archived_at", MOMENT),
    ("merged_into", ID),
)


def upgrade() -> None:
    with op.batch_alter_table("programmes") as table:
        for name, kind in OF_PROGRAMMES:
            table.add_column(sa.Column(name, kind))
        table.create_foreign_key(op.f("fk_programmes_merged_into_programmes"), "programmes", ["merged_into"], ["id"])
        table.create_index(op.f("ix_programmes_merged_into"), ["merged_into"])
    with op.batch_alter_table("stages") as table:
        table.add_column(sa.Column("seen_on", sa.Date()))
    _imports()
    _edits()
    _tips()


def _imports() -> None:
    op.create_table(
        "catalogue_imports",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=True),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_catalogue_imports_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_imports")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_catalogue_imports_person_id"), "catalogue_imports", ["person_id"])


def _edits() -> None:
    op.create_table(
        "programme_edits",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("programme_id", ID, nullable=True),
        sa.Column("import_id", ID, nullable=True),
        sa.Column("changes", JSON, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_programme_edits_programme_id_programmes")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["catalogue_imports.id"], name=op.f("fk_programme_edits_import_id_catalogue_imports")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_programme_edits_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_edits")),
        sqlite_autoincrement=True,
    )
    for column in ("programme_id", "import_id", "person_id"):
        op.create_index(op.f(f"ix_programme_edits_{column}"), "programme_edits", [column])


def _tips() -> None:
    op.create_table(
        "programme_tips",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("photo", sa.Text(), nullable=True),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_programme_tips_person_id_people")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_programme_tips_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_tips")),
        sqlite_autoincrement=True,
    )
    for column in ("person_id", "programme_id", "answered_at"):
        op.create_index(op.f(f"ix_programme_tips_{column}"), "programme_tips", [column])


def downgrade() -> None:
    for name in ("programme_tips", "programme_edits", "catalogue_imports"):
        op.drop_table(name)
    # An earlier release knows no cancelled rounds, no steps before the deadline and no archive.
    op.execute("DELETE FROM stages WHERE kind IN ('meeting', 'partner', 'letter')")
    op.execute("UPDATE rounds SET status = 'closed' WHERE status = 'cancelled'")
    with op.batch_alter_table("stages") as table:
        table.drop_column("seen_on")
    with op.batch_alter_table("programmes") as table:
        table.drop_index(op.f("ix_programmes_merged_into"))
        table.drop_constraint(op.f("fk_programmes_merged_into_programmes"), type_="foreignkey")
        for column, _ in reversed(OF_PROGRAMMES):
            table.drop_column(column)
