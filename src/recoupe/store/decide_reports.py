"""Decisions on reports: add a missed one by its words, correct or reject a field, reject the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from recoupe.model import Decision, Evidence, Reading, Report, Span
from recoupe.store.anchors import find_words
from recoupe.store.decisions import Unfit, on_reports, settled_by, standing
from recoupe.store.field_values import empty_field, parse_field


def decide_readings(
    readings: Iterable[Reading], decisions: Sequence[Decision], unfit: list[Unfit]
) -> Iterator[Reading]:
    """Readings as the analysts left them, one by one; what does not fit is added to `unfit` as it shows."""
    waiting: dict[str, list[Decision]] = defaultdict(list)
    for decision in on_reports(standing(decisions)):
        waiting[decision.article or ""].append(decision)
    for reading in readings:
        yield decide_reading(reading, waiting.pop(reading.article.id, []), unfit)
    for left in waiting.values():
        unfit += (Unfit(d, f"article {d.article} is not in the store") for d in left)


def decide_reading(reading: Reading, decisions: Sequence[Decision], unfit: list[Unfit]) -> Reading:
    """One reading with its decisions applied in order."""
    for decision in decisions:
        try:
            reading = apply_one(reading, decision)
        except ValueError as error:
            unfit.append(Unfit(decision, str(error)))
    return reading


def apply_one(reading: Reading, decision: Decision) -> Reading:
    """Raises ValueError that says why the decision does not fit."""
    span = find_decided_words(reading, decision)
    if decision.kind == "add":
        return replace(reading, reports=(*reading.reports, added_report(reading, decision, span)))
    report = find_report(reading, decision, span)
    changed = None if is_whole(decision) else change_report(report, decision, span)
    reports = (changed if r is report else r for r in reading.reports)
    return replace(reading, reports=tuple(r for r in reports if r is not None))


def is_whole(decision: Decision) -> bool:
    return decision.kind == "reject" and "field" not in decision.value


def find_decided_words(reading: Reading, decision: Decision) -> Span | None:
    """Where the decision's words stand in this version; None when it was made on none or the text is not here."""
    if not decision.quote or not reading.article.text:
        return None
    named = next((r for r in reading.reports if r.id == decision.target), None)
    near = named.anchor.start if named else None
    span = find_words(reading.article.text, decision.quote, decision.prefix, decision.suffix, near)
    if span is None:
        raise ValueError(f"its words «{decision.quote[:80]}» no longer stand in article {reading.article.id}")
    return span


def find_report(reading: Reading, decision: Decision, span: Span | None) -> Report:
    """The report of that id, else the one that speaks at the decision's words."""
    for report in reading.reports:
        if report.id == decision.target:
            return report
    at_words = [r for r in reading.reports if span and any(m.overlaps(span) for m in (r.anchor, *r.mentions))]
    if len(at_words) != 1:
        raise ValueError(f"report {decision.target} is gone and {len(at_words) or 'no'} other stands at its words")
    return at_words[0]


def change_report(report: Report, decision: Decision, span: Span | None) -> Report:
    """The report with one field set or emptied; the evidence says who settled it."""
    name = str(decision.value.get("field"))
    fields = empty_field(name) if decision.kind == "reject" else parse_field(name, decision.value.get("value"))
    if name == "type" and fields["type"] == report.type:
        fields.pop("mode")
    evidence = dict(report.evidence)
    evidence[name] = decided_evidence(decision, span or report.anchor)
    return replace(report, **fields, evidence=evidence)


def added_report(reading: Reading, decision: Decision, span: Span | None) -> Report:
    """A report that the rules missed, as the analyst describes it."""
    anchor = span or given_anchor(reading, decision)
    fields: dict[str, object] = {}
    for name, value in decision.value.items():
        fields |= parse_field(name, value)
    if "type" not in fields:
        raise ValueError("a report to add needs a type")
    if "mode" in decision.value:
        fields |= parse_field("mode", decision.value["mode"])
    evidence = {name: decided_evidence(decision, anchor) for name in decision.value}
    base = Report(f"{reading.article.id}#{decision.id}", reading.article.id, anchor, "", mentions=(anchor,))
    return replace(base, **fields, evidence=evidence, explanation=settled_by(decision))  # type: ignore[arg-type]


def given_anchor(reading: Reading, decision: Decision) -> Span:
    if not decision.quote:
        raise ValueError("a report to add needs the words it rests on")
    return Span(0, len(decision.quote), decision.quote)  # the text was dropped: only the words are known


def decided_evidence(decision: Decision, span: Span) -> Evidence:
    return Evidence(span, f"decision:{decision.id}", settled_by(decision))
