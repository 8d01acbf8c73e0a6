"""Articles are found by what they share, the picture by article; an id that was merged away knows its reports."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "check_articles",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article", "position"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "neighbour_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "article_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("neighbour_keys_by_article", "neighbour_keys", ["article_key"], unique=False)
    op.create_table(
        "waiting",
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_key"),
    )
    op.execute("INSERT INTO waiting (article_key) SELECT key FROM articles")
    op.add_column("event_redirects", sa.Column("reports", sa.Text(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("restore a backup made before the migration")
