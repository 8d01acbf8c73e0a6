"""What analysts should look at becomes a facet of events, and origins are found by article."""

import sqlalchemy as sa
from alembic import op

from recoupe.store.events import fill_review, load_origins, save_origins

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "origin_articles",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article", "kind", "position"),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    save_origins(connection, load_origins(connection))
    fill_review(connection)


def downgrade() -> None:
    raise NotImplementedError("restore a backup made before the migration")
