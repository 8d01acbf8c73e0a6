"""Values to choose from where reports differ, written as the decision forms read them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recoupe.apps.web.deciding.field_words import COUNTS, FIELDS, NAMES
from recoupe.apps.web.dossier.field_rows import field_words
from recoupe.apps.web.dossier.finding_words import gravest
from recoupe.apps.web.review.words import Heads, article_title, outlet
from recoupe.apps.web.speech import Speech
from recoupe.model import Count, Event, Finding, Interval, Place, Report
from recoupe.recoup.findings import value_key

DAYS = ("from", "to", "date", "when")
ENDS = ("from", "to")  # first and last day are chosen together


@dataclass(frozen=True, slots=True)
class ValueChoice:
    """One value that is said: `value` for the form, and in words who says it and how."""

    value: str
    words: str
    said_by: tuple[str, ...]
    quote: str
    shown: bool


@dataclass(frozen=True, slots=True)
class FieldChoices:
    """A field the reports differ on. `field` is what a correction of it names, empty when none can be offered."""

    name: str
    field: str
    label: str
    label_words: str
    values: tuple[ValueChoice, ...]


def field_choices(event: Event, findings: Sequence[Finding], heads: Heads, w: Speech) -> list[FieldChoices]:
    """Every differing field with the values said of it, the one shown now marked."""
    ends = [f for f in findings if f.field in ENDS]
    days = [day_choices(event, ends, heads, w)] if ends else []
    others = [
        FieldChoices(
            w.field(f.field),
            form_field(f.field, [form_words(f.field, v.value) for v in f.values]),
            f.label,
            w.label(f.label, f.field),
            tuple(value_choices(f, heads, w)),
        )
        for f in findings
        if f.field not in ENDS
    ]
    return others + days


def day_choices(event: Event, ends: Sequence[Finding], heads: Heads, w: Speech) -> FieldChoices:
    """The days of the event as the reports give them, each with its words of time."""
    found: dict[Hashable, list[Report]] = {}
    for report in event.reports:
        if report.when is not None:
            found.setdefault(value_key(report.when), []).append(report)
    label = gravest(ends).label
    values = tuple(day_choice(event, reports, heads, w) for reports in found.values())
    return FieldChoices(w.field("when"), "when", label, w.label(label), values)


def day_choice(event: Event, reports: Sequence[Report], heads: Heads, w: Speech) -> ValueChoice:
    when = reports[0].when
    words = (span.quote for report in reports if (span := field_words("when", report)[0]))
    return ValueChoice(
        form_words("when", when),
        w.value(when),
        tuple(speakers([report.article for report in reports], heads)),
        next(words, ""),
        value_key(when) == value_key(event.when),
    )


def value_choices(finding: Finding, heads: Heads, w: Speech) -> list[ValueChoice]:
    return [
        ValueChoice(
            form_words(finding.field, v.value),
            w.value(v.value),
            tuple(speakers(v.articles, heads)),
            v.quote,
            v.value == finding.shown,
        )
        for v in finding.values
    ]


def speakers(articles: Sequence[str], heads: Heads) -> Iterator[str]:
    """The outlets of the articles, each once; titles where no outlet is known."""
    yield from dict.fromkeys(outlet(a, heads) or article_title(a, heads) for a in articles)


def form_field(name: str, values: Sequence[str]) -> str:
    """The field of the form; an event has no single source."""
    return name if name in FIELDS and name != "attributed_to" and all(values) else ""


def form_words(name: str, value: Any) -> str:
    """8, 8+, 8-12, 2025-11-05/2025-11-07, Diboli (geonames:2458925), a; b – or nothing when there is no such form."""
    if isinstance(value, Count):
        return count_form(value)
    if isinstance(value, Interval):
        return f"{value.first.isoformat()}/{value.last.isoformat()}"
    if isinstance(value, Place):
        return f"{value.name} ({value.id})"
    if name in NAMES and isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return str(value) if isinstance(value, str) and name not in (*COUNTS, *DAYS) else ""


def count_form(count: Count) -> str:
    low = f"{count.low:g}"
    if count.high is None:
        return f"{low}+"
    return low if count.exact else f"{low}-{count.high:g}"


def ready_reasons(w: Speech) -> Mapping[str, tuple[str, ...]]:
    """Reasons that are given again and again, by what is decided."""
    return {
        "any": (
            w._("Checked against the articles"),
            w._("Confirmed by a second source"),
            w._("The later count holds"),
            w._("The first-hand account holds"),
            w._("A slip of the article"),
            w._("Misread by the program"),
            w._("Known from the place itself"),
        )
    }
