"""The first tables. Later changes are migrations of their own: this file stays as it is."""

from alembic import op

from recoupe.store.fulltext import create_fulltext
from recoupe.store.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())
    create_fulltext(op.get_bind())


def downgrade() -> None:
    raise NotImplementedError("restore a backup made before the migration")
