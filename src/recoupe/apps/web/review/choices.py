"""Values to choose from where reports differ, written as the decision forms read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recoupe.apps.web.deciding.field_words import COUNTS, FIELDS, NAMES
from recoupe.apps.web.review.words import Heads, article_title, outlet
from recoupe.apps.web.speech import Speech
from recoupe.model import Count, Finding, Interval, Place

DAYS = ("from", "to", "date", "when")


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


def field_choices(findings: Sequence[Finding], heads: Heads, w: Speech) -> list[FieldChoices]:
    """Every differing field with the values said of it, the one shown now marked."""
    return [
        FieldChoices(
            w.field(f.field),
            form_field(f.field, [form_words(f.field, v.value) for v in f.values]),
            f.label,
            w.label(f.label),
            tuple(value_choices(f, heads, w)),
        )
        for f in findings
    ]


def value_choices(finding: Finding, heads: Heads, w: Speech) -> list[ValueChoice]:
    return [
        ValueChoice(
            form_words(finding.field, v.value),
            w.value(v.value),
            tuple(dict.fromkeys(outlet(a, heads) or article_title(a, heads) for a in v.articles)),
            v.quote,
            v.value == finding.shown,
        )
        for v in finding.values
    ]


def form_field(name: str, values: Sequence[str]) -> str:
    """The field of the form; a first or last day alone settles nothing, and an event has no single source."""
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
