"""Every id that a decision speaks of leads to it: a page asks for what was decided about it, not for all decisions.

This file stays as it is: it reads documents as they were stored then, and knows nothing of what the program does now.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

BATCH = 500

decisions = sa.table("decisions", sa.column("key"), sa.column("document"))
names = sa.table("decision_names", sa.column("name"), sa.column("decision_key"))


class StoredDecision(msgspec.Struct):
    """As much of a decision as its names."""

    id: str
    kind: str
    target: str
    value: dict[str, Any] = {}
    article: str | None = None


def upgrade() -> None:
    op.create_table(
        "decision_names",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("decision_key", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision_key"], ["decisions.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("name", "decision_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("decision_names_by_decision", "decision_names", ["decision_key"], unique=False)
    connection, last = op.get_bind(), -1
    query = sa.select(decisions.c.key, decisions.c.document).order_by(decisions.c.key).limit(BATCH)
    while found := connection.execute(query.where(decisions.c.key > last)).all():
        connection.execute(sa.insert(names), list(name_rows(found)))
        last = found[-1].key


def name_rows(found: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for row in found:
        decision = msgspec.json.decode(row.document, type=StoredDecision)
        for name in names_of(decision):
            yield {"name": name, "decision_key": row.key}


def names_of(decision: StoredDecision) -> set[str]:
    found = {decision.id, decision.target, str(decision.value.get("earlier") or "")}
    for key in ("reports", "with_reports", "with", "out"):
        found |= {str(name) for name in decision.value.get(key) or ()}
    if decision.kind == "add":
        found.add(f"{decision.target}#{decision.id}")
    return (found | {decision.article or ""}) - {""}


def downgrade() -> None:
    raise NotImplementedError("restore a backup made before the migration")
