"""One consent to a version of a text until it is withdrawn; versions of cached tables."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    # Two presses at once could store one consent twice: the first row stays.
    op.execute(
        "DELETE FROM consents WHERE withdrawn_at IS NULL AND id NOT IN"
        " (SELECT MIN(id) FROM consents WHERE withdrawn_at IS NULL GROUP BY person_id, purpose, version)"
    )
    op.create_index(
        "uq_consents_standing",
        "consents",
        ["person_id", "purpose", "version"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "versions",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_versions")),
    )


def downgrade() -> None:
    op.drop_table("versions")
    op.drop_index("uq_consents_standing", "consents")
