"""The decisions as they were made: kept in order, never changed, never dropped."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from recoupe.model import Decision
from recoupe.store.codec import pack, unpack
from recoupe.store.errors import NO_TEXT, StoreError
from recoupe.store.schema import decisions

KINDS = ("add", "correct", "reject", "merge", "split", "lock", "confirm", "origin", "grade", "undo")


def keep_decision(connection: Connection, decision: Decision, where: str) -> Decision:
    """Store a decision; the same one again changes nothing."""
    check_decision(decision, where)
    known = connection.execute(select(decisions.c.document).where(decisions.c.id == decision.id)).scalar()
    if known is not None:
        return unpack(known, Decision)
    if decision.kind == "undo" and not is_known(connection, decision.target):
        raise StoreError(where, f"holds no decision {decision.target}", "`recoupe decisions` lists their ids")
    connection.execute(
        insert(decisions).values(
            id=decision.id,
            kind=decision.kind,
            target=decision.target,
            who=decision.who,
            made_at=decision.when.isoformat(),
            article=decision.article,
            document=pack(decision),
        )
    )
    return decision


def check_decision(decision: Decision, where: str) -> None:
    """Raise StoreError for a decision nobody could follow later: without kind, target, name or reason."""
    if decision.kind not in KINDS:
        raise StoreError(where, f"takes no decision of kind {decision.kind!r}", f"one of {', '.join(KINDS)}")
    for name in ("id", "target", "who", "why"):
        if not str(getattr(decision, name)).strip():
            raise StoreError(where, f"takes no decision without {name!r}", "say who decides what, and why")
    if "\\u0000" in pack(decision):
        raise StoreError(where, *NO_TEXT)


def is_known(connection: Connection, name: str) -> bool:
    return connection.execute(select(decisions.c.key).where(decisions.c.id == name)).first() is not None


def load_decisions(connection: Connection) -> tuple[Decision, ...]:
    query = select(decisions.c.document).order_by(decisions.c.key)
    return tuple(unpack(document, Decision) for document in connection.execute(query).scalars())
