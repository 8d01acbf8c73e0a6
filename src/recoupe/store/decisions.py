"""Decisions applied to a fresh reading, to fresh origins and to fresh events, on every rebuild.

Everything here is a pure function: values and decisions in, values and what no longer fits out. A decision that
no longer fits is told with a reason; it is never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recoupe.model import Decision


@dataclass(frozen=True, slots=True)
class Unfit:
    """A decision that could not be applied, and why."""

    decision: Decision
    why: str


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, in order; an undone one does not, unless its undoing was undone."""
    undone: set[str] = set()
    held = []
    for decision in reversed(tuple(decisions)):
        if decision.id in undone:
            continue
        if decision.kind == "undo":
            undone.add(decision.target)
        else:
            held.append(decision)
    return tuple(reversed(held))


def on_reports(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Those made on the words of an article."""
    kinds = ("add", "correct", "reject")
    return tuple(d for d in decisions if d.kind in kinds and d.article is not None)


def on_events(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Those made on an event as a whole."""
    return tuple(
        d for d in decisions if d.kind in ("correct", "reject", "merge", "split", "lock") and d.article is None
    )


def settled_by(decision: Decision) -> str:
    """The reason shown beside a value that an analyst settled."""
    return f"{decision.who}, {decision.when.date().isoformat()}: {decision.why}"
