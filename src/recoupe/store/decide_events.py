"""Decisions on events: merge, split, lock, correct, reject, and grades of outlets.

Decisions name the reports their event held when they were made, because reports keep their ids through every
rebuild, while an event is put together anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from recoupe.model import Decision, Event, Finding, Grade, Report
from recoupe.store.codec import pack, unpack_event
from recoupe.store.decisions import Unfit, on_events, settled_by, standing
from recoupe.store.field_values import empty_field, parse_field

Build = Callable[[tuple[Report, ...]], Event]
FIELDS = frozenset(f.name for f in fields(Event))


def decide_events(
    events: Sequence[Event], decisions: Sequence[Decision], build: Build, outlets: Mapping[str, str | None]
) -> tuple[tuple[Event, ...], tuple[Unfit, ...]]:
    """The events as the analysts left them, and what no longer fits.

    `build` makes an event of reports (recoup knows how); `outlets` says which outlet published an article.
    """
    held, unfit = standing(decisions), []
    found = list(events)
    for decision in sorted(on_events(held), key=turn):
        try:
            found = APPLY[decision.kind](found, decision, build)
        except ValueError as error:
            unfit.append(Unfit(decision, str(error)))
    grades = {d.target: d for d in held if d.kind == "grade"}
    known = set(outlets.values())
    unfit += (Unfit(d, f"no article of {name} is in the store") for name, d in grades.items() if name not in known)
    return tuple(grade_event(event, grades, outlets) for event in found), tuple(unfit)


def turn(decision: Decision) -> int:
    """What belongs together is settled first, then values, so that a merge loses no correction; rejects come last."""
    if decision.kind in ("correct", "reject"):
        return 1 if "field" in decision.value else 2
    return 0


def decided_reports(decision: Decision, name: str = "reports") -> tuple[str, ...]:
    """Ids of the reports the decision speaks of."""
    return tuple(map(str, decision.value.get(name) or ()))


def holders(events: Sequence[Event], reports: Sequence[str]) -> list[Event]:
    """The events that hold any of the reports, the one with most of them first."""
    wanted = set(reports)
    shares = [(sum(r.id in wanted for r in event.reports), -n, event) for n, event in enumerate(events)]
    return [event for count, _, event in sorted(shares, key=lambda s: s[:2], reverse=True) if count]


def find_decided(events: Sequence[Event], decision: Decision) -> Event:
    """The event that holds most of what the decided one held."""
    found = holders(events, decided_reports(decision)) or [e for e in events if e.id == decision.target]
    if not found:
        raise ValueError(f"none of the reports of event {decision.target} is read any more")
    return found[0]


def merge(events: list[Event], decision: Decision, build: Build) -> list[Event]:
    """One event of all that hold a report of either side."""
    sides = [decided_reports(decision), decided_reports(decision, "with_reports")]
    if not all(holders(events, side) for side in sides):
        raise ValueError("one of the events to merge has no report left")
    joined = holders(events, sides[0] + sides[1])
    if len(joined) == 1:
        return events
    reports = tuple(dict.fromkeys(r.id for event in joined for r in event.reports))
    by_id = {r.id: r for event in joined for r in event.reports}
    merged = replace(build(tuple(by_id[name] for name in reports)), id=joined[0].id)
    return put(events, joined, [merged])


def split(events: list[Event], decision: Decision, build: Build) -> list[Event]:
    """The reports named leave the others, as an event of their own."""
    out = set(decided_reports(decision, "out"))
    gone = [event for event in holders(events, sorted(out)) if any(r.id not in out for r in event.reports)]
    if not holders(events, sorted(out)):
        raise ValueError("none of the reports to split off is read any more")
    if not gone:
        return events
    leaving = tuple(r for event in gone for r in event.reports if r.id in out)
    stay = [replace(build(tuple(r for r in e.reports if r.id not in out)), id=e.id) for e in gone]
    return put(events, gone, [*stay, build(leaving)])


def lock(events: list[Event], decision: Decision, build: Build) -> list[Event]:
    """The event as it was when it was locked; other events lose its reports."""
    kept = unpack_event(pack(decision.value["event"]))
    held = {r.id for r in kept.reports}
    touched = holders(events, sorted(held))
    if not touched:
        raise ValueError(f"none of the reports of event {decision.target} is read any more")
    rest = [(e, tuple(r for r in e.reports if r.id not in held)) for e in touched]
    return put(events, touched, [kept, *(replace(build(reports), id=e.id + "~") for e, reports in rest if reports)])


def correct(events: list[Event], decision: Decision, build: Build) -> list[Event]:
    return change(events, decision, parse_field(field_of(decision), decision.value.get("value")))


def reject(events: list[Event], decision: Decision, build: Build) -> list[Event]:
    """Without a field the whole event goes."""
    if "field" in decision.value:
        return change(events, decision, empty_field(field_of(decision)))
    return put(events, [find_decided(events, decision)], [])


def field_of(decision: Decision) -> str:
    name = str(decision.value.get("field"))
    if name == "attributed_to":
        raise ValueError("an event has no attribution of its own: correct the report")
    return name


def change(events: list[Event], decision: Decision, values: Mapping[str, Any]) -> list[Event]:
    """Set fields of one event; its finding shows the value and who settled it."""
    event = find_decided(events, decision)
    known = {name: value for name, value in values.items() if name in FIELDS}
    changed = replace(event, **known)
    return put(events, [event], [show_settled(changed, decision, field_of(decision))])


def show_settled(event: Event, decision: Decision, name: str) -> Event:
    shown, why = getattr(event, name), settled_by(decision)
    findings = [f for f in event.findings if f.field != name]
    old = next((f for f in event.findings if f.field == name), Finding(name, "single", ()))
    return replace(event, findings=(*findings, replace(old, shown=shown, why=why)))


def put(events: list[Event], old: Sequence[Event], new: Sequence[Event]) -> list[Event]:
    """`new` in the place of the first of `old`; the other old ones go."""
    gone = {id(event) for event in old}
    at = next(n for n, event in enumerate(events) if id(event) in gone)
    rest = [event for event in events if id(event) not in gone]
    before = sum(id(event) not in gone for event in events[:at])
    return [*rest[:before], *new, *rest[before:]]


def grade_event(event: Event, grades: Mapping[str, Decision], outlets: Mapping[str, str | None]) -> Event:
    """The best letter among the event's outlets; the digit is what cross-checking said."""
    mine = [grades[name] for name in {outlets.get(a) or "" for a in event.articles} if name in grades]
    if not mine:
        return event
    best = min(mine, key=lambda d: (str(d.value.get("letter", "F")), d.target))
    why = f"{best.target}: {settled_by(best)}"
    old = event.grade or Grade("F", 6, "")
    return replace(event, grade=Grade(str(best.value.get("letter", "F")), old.digit, f"{why}; {old.why}".rstrip("; ")))


APPLY: dict[str, Callable[[list[Event], Decision, Build], list[Event]]] = {
    "merge": merge,
    "split": split,
    "lock": lock,
    "correct": correct,
    "reject": reject,
}
