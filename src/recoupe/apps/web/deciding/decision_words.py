"""A decision in one sentence of the reader's language: who settled what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from recoupe.apps.brief.wording import Wording
from recoupe.knowledge.event_types import load_event_types
from recoupe.model import Count, Decision, Interval
from recoupe.rebuilding import DecisionState


def settled_words(decision: Decision, w: Wording) -> str:
    """What was settled, without who and why: «tués: 8 ou plus»."""
    value = decision.value
    if decision.kind == "correct":
        name = str(value.get("field"))
        return w._("{field} set to {value}").format(field=w.field(name), value=value_words(name, value.get("value"), w))
    if decision.kind == "reject" and "field" in value:
        return w._("{field} taken out").format(field=w.field(str(value["field"])))
    if decision.kind == "grade":
        return w._("{outlet} graded {letter}").format(outlet=decision.target, letter=value.get("letter"))
    if decision.kind == "origin":
        return origin_words(decision, w)
    return {
        "add": w._("missed event added: {what}").format(what=added_words(value, w)),
        "reject": w._("taken out of the picture"),
        "merge": w._("merged with {others}").format(others=", ".join(map(str, value.get("with") or ()))),
        "split": w.n_("{n} report split off", "{n} reports split off", len(value.get("out") or ())).format(
            n=len(value.get("out") or ())
        ),
        "lock": w._("locked as it is"),
        "confirm": w._("looked at: it may stand"),
        "undo": w._("decision {id} taken back").format(id=decision.target),
    }[decision.kind]


def origin_words(decision: Decision, w: Wording) -> str:
    if decision.value.get("verdict") == "same":
        words = w._("{later} goes back to the same origin as {earlier}")
    else:
        words = w._("{later} is independent of {earlier}")
    return words.format(later=decision.target, earlier=decision.value.get("earlier"))


def added_words(value: Mapping[str, Any], w: Wording) -> str:
    """The fields of an added report, the type first."""
    parts = [type_words(str(value.get("type")), value.get("mode"), w)]
    parts += [
        value_words(n, v, w) for n, v in value.items() if n not in ("type", "mode", "status", "series", "background")
    ]
    return ", ".join(parts)


def value_words(name: str, value: Any, w: Wording) -> str:
    """A field's value as decisions keep it, in words."""
    if name == "type":
        return type_words(str(value), None, w)
    if isinstance(value, bool):
        return w._("yes") if value else w._("no")
    if isinstance(value, Mapping):
        return mapping_words(value, w)
    if isinstance(value, list | tuple) and name in ("killed", "wounded", "abducted") and len(value) == 2:
        return w.count(Count(value[0] or 0, value[1]))
    return w.value(value)


def mapping_words(value: Mapping[str, Any], w: Wording) -> str:
    if "name" in value:
        where = ", ".join(str(value[part]) for part in ("admin1", "country") if value.get(part))
        return f"{value['name']} ({where})" if where else str(value["name"])
    if "from" not in value:
        return "–"
    first, last = (date.fromisoformat(str(value[end])) for end in ("from", "to"))
    return w.interval(Interval(first, last))


def type_words(code: str, mode: str | None, w: Wording) -> str:
    return load_event_types().label(code, mode, w.language)


def state_words(state: DecisionState, w: Wording) -> str:
    """What became of it, in one word."""
    return {
        "holds": w._("in force"),
        "undone": w._("taken back"),
        "waits": w._("takes effect when the picture has been made anew"),
        "unfit": w._("no longer fits"),
    }[state.state]


def withdraws(decision: Decision, by_id: Mapping[str, Decision]) -> bool:
    """An undo that takes a decision out of force; one that takes such an undo back restores the decision."""
    undos = 0
    while decision.kind == "undo" and decision.target in by_id:
        undos, decision = undos + 1, by_id[decision.target]
    return undos % 2 == 1


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
