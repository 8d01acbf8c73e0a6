"""Decisions in words, one line each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from recoupe.apps.i18n import _

if TYPE_CHECKING:
    from recoupe.model import Decision

KEPT = ("reports", "with_reports", "event")  # what a decision remembers for itself


def decision_line(decision: Decision) -> str:
    """Id, what was settled, the words it rests on, who, when and why."""
    quote = f" «{decision.quote}»" if decision.quote else ""
    told = _("{who}, {day}: {why}").format(who=decision.who, day=decision.when.date().isoformat(), why=decision.why)
    return f"{decision.id}  {settled_words(decision)}{quote}  ({told})"


def settled_words(decision: Decision) -> str:
    """The kind, what it is about and the value: correct killed of a1#r1 = 8+."""
    value = {name: given for name, given in decision.value.items() if name not in KEPT}
    field = value.pop("field", None)
    about = f"{field} – {decision.target}" if field else decision.target
    if "value" in value:
        return f"{decision.kind} {about} = {value_words(value['value'])}"
    given = "; ".join(f"{name} = {value_words(one)}" for name, one in value.items())
    return f"{decision.kind} {about}" + (f": {given}" if given else "")


def value_words(value: Any) -> str:
    """8+, 8–12, 2025-11-05, a place by its name, names side by side."""
    if isinstance(value, dict):
        if "name" in value:
            return str(value["name"])
        ends = (value.get("from"), value.get("to"))
        return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}…{ends[1]}"
    if isinstance(value, list | tuple):
        return count_words(value) if is_count(value) else ", ".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def is_count(value: list[Any] | tuple[Any, ...]) -> bool:
    return len(value) == 2 and isinstance(value[0], int | float)


def count_words(value: list[Any] | tuple[Any, ...]) -> str:
    low, high = value
    if high is None:
        return f"{low:g}+"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"
