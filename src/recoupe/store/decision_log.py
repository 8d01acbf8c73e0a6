"""The decisions as they were made: kept in order, never changed, never dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from recoupe.model import Decision
from recoupe.store.codec import pack, unpack
from recoupe.store.errors import NO_TEXT, StoreError
from recoupe.store.neighbours import chunks
from recoupe.store.schema import decision_names, decisions

KINDS = ("add", "correct", "reject", "merge", "split", "lock", "confirm", "origin", "grade", "undo")


def keep_decision(connection: Connection, decision: Decision, where: str) -> Decision:
    """Store a decision; the same one again changes nothing."""
    check_decision(decision, where)
    known = connection.execute(select(decisions.c.document).where(decisions.c.id == decision.id)).scalar()
    if known is not None:
        return unpack(known, Decision)
    if decision.kind == "undo" and not is_known(connection, decision.target):
        raise StoreError(where, f"holds no decision {decision.target}", "`recoupe decisions` lists their ids")
    row = insert(decisions).values(
        id=decision.id,
        kind=decision.kind,
        target=decision.target,
        who=decision.who,
        made_at=decision.when.isoformat(),
        article=decision.article,
        document=pack(decision),
    )
    write_names(connection, connection.execute(row.returning(decisions.c.key)).scalar_one(), decision)
    return decision


def write_names(connection: Connection, key: int, decision: Decision) -> None:
    """Every id the decision speaks of leads to it; what stood there before goes."""
    connection.execute(delete(decision_names).where(decision_names.c.decision_key == key))
    names = {decision.id, *decision.about, *((decision.article,) if decision.article else ())}
    connection.execute(insert(decision_names), [{"name": name, "decision_key": key} for name in sorted(names)])


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
    return tuple(kept.decision for kept in load_kept(connection))


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision with its number: a later one has a higher."""

    number: int
    decision: Decision


def load_kept(connection: Connection) -> tuple[Kept, ...]:
    """Every decision with its number, in order."""
    rows = connection.execute(select(decisions.c.key, decisions.c.document).order_by(decisions.c.key))
    return tuple(Kept(row.key, unpack(row.document, Decision)) for row in rows)


def load_about(connection: Connection, names: Collection[str]) -> tuple[Kept, ...]:
    """The decisions that speak of any of the ids, what took them back and what they took back; in order."""
    found: dict[int, Kept] = {}
    asked: set[str] = set()
    wanted = set(names)
    while wanted:
        asked |= wanted
        fresh = [kept for kept in naming(connection, wanted) if kept.number not in found]
        found |= {kept.number: kept for kept in fresh}
        wanted = {kept.decision.id for kept in fresh}
        wanted |= {kept.decision.target for kept in fresh if kept.decision.kind == "undo"}
        wanted -= asked
    return tuple(found[number] for number in sorted(found))


def naming(connection: Connection, names: Collection[str]) -> Iterator[Kept]:
    """Those that name any of the ids themselves."""
    named = select(decision_names.c.decision_key)
    for part in chunks(sorted(names)):
        mine = decisions.c.key.in_(named.where(decision_names.c.name.in_(part)))
        for row in connection.execute(select(decisions.c.key, decisions.c.document).where(mine)):
            yield Kept(row.key, unpack(row.document, Decision))
