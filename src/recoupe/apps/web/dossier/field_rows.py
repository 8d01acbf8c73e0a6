"""The table *field × origin*: what every report says of a field, which values are the same, and which one is shown."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recoupe.apps.web.deciding.decision_words import capital, type_words
from recoupe.apps.web.dossier.columns import Column
from recoupe.apps.web.dossier.curtain import Curtain
from recoupe.apps.web.dossier.finding_words import Explained, explain_finding, gravest
from recoupe.apps.web.speech import Speech
from recoupe.boards.voices import ALONE, agreement, shown_label
from recoupe.model import Event, Finding, Report, Span
from recoupe.recoup.findings import value_key

ROWS = ("type", "actors", "recipients", "place", "when", "killed", "wounded", "abducted", "status", "attributed_to")
FINDINGS = {"when": ("from", "to")}  # a row may stand for several findings
EVIDENCE = {"when": ("when", "date", "from"), "place": ("place", "where"), "status": ("status",)}
LETTERS = "ABCDEFGH"
GRAVE = frozenset({"conflict", "copy_error"})
QUIET = frozenset({"agreed", "single", "missing", *ALONE})  # nobody says otherwise


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says of a field; `letter` is the same for the same value, empty where all say one thing."""

    column: Column
    value: str
    quote: str = ""
    span: Span | None = None
    letter: str = ""
    shown: bool = False

    @property
    def said(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the event's articles give a value."""

    letter: str
    value: str
    articles: int


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: its name, the value shown and the letter it has, every cell, and the finding explained.

    `label` is that of the finding, as `boards/voices.py` shows it; empty where nothing was compared.
    """

    field: str
    name: str
    shown: str
    letter: str
    label: str
    cells: tuple[Cell, ...]
    shares: tuple[Share, ...]
    silent: int
    explained: Explained | None

    @property
    def disputed(self) -> bool:
        """Two reports cannot both be right."""
        return self.label in GRAVE

    @property
    def differs(self) -> bool:
        """Reports give other values, be it that one is later, wider or less sure."""
        return self.label not in QUIET and len(self.shares) > 1


def make_rows(event: Event, columns: Sequence[Column], w: Speech, curtain: Curtain) -> tuple[FieldRow, ...]:
    """A row for every field that the event or one of its reports fills."""
    rows = (make_row(field, event, columns, w, curtain) for field in ROWS)
    return tuple(row for row in rows if row is not None)


def make_row(field: str, event: Event, columns: Sequence[Column], w: Speech, curtain: Curtain) -> FieldRow | None:
    findings = [f for name in FINDINGS.get(field, (field,)) for f in event.findings if f.field == name]
    shown = shown_value(field, event, findings)
    counts = value_counts(field, event)
    if not counts and not is_said(shown):
        return None
    label = row_label(field, event, findings)
    letters = {} if label in QUIET else value_letters(counts)
    shares = [
        Share(letters[k], curtain.words(share_words(field, v, w)), n) for k, (v, n) in counts.items() if k in letters
    ]
    return FieldRow(
        field,
        w.field(field),
        curtain.words(value_in_words(field, event, shown, w)),
        letters.get(value_key(shown), "") if is_said(shown) else "",
        label,
        tuple(make_cell(field, column, letters, shown, w, curtain) for column in columns),
        tuple(shares),
        len(event.articles) - sum(n for _, n in counts.values()),
        explain_finding(field, label, findings, w, curtain) if label else None,
    )


def row_label(field: str, event: Event, findings: Sequence[Finding]) -> str:
    """The gravest finding of the row; kinds of event have none and are compared here."""
    if findings:
        return shown_label(event, gravest(findings))
    return kind_label(event) if field == "type" else ""


def kind_label(event: Event) -> str:
    """Are all its reports read as one kind of event? One without a mode is less exact than one with it."""
    kinds = {(report.type, report.mode) for report in event.reports}
    if len(event.articles) < 2:
        return "single"
    if len(kinds) == 1:
        return agreement(event, event.articles)
    bare = {(kind, None) for kind, _ in kinds}
    return "vague" if len(bare) == 1 and len(kinds - bare) == 1 else "kinds"


def shown_value(field: str, event: Event, findings: Sequence[Finding]) -> Any:
    """The event's own value; an event has no source of its own, there the finding says which one is shown."""
    return findings[0].shown if field == "attributed_to" and findings else report_value(field, event)


def report_value(field: str, report: Event | Report) -> Any:
    """The value of a field as findings compare it: a place by what it was resolved to."""
    if field == "place":
        return report.where or report.place
    if field == "type":
        return (report.type, report.mode)
    return getattr(report, field, None)


def is_said(value: Any) -> bool:
    return value is not None and value != "" and value != ()


def value_in_words(field: str, said: Event | Report, value: Any, w: Speech) -> str:
    if field == "type":
        return capital(type_words(said.type, said.mode, w))
    return w.value(value) if is_said(value) else ""


def share_words(field: str, value: Any, w: Speech) -> str:
    return capital(type_words(value[0], value[1], w)) if field == "type" else w.value(value)


def value_counts(field: str, event: Event) -> dict[Hashable, tuple[Any, int]]:
    """Every value with how many articles give it, the commonest first."""
    found: dict[Hashable, tuple[Any, set[str]]] = {}
    for report in event.reports:
        value = report_value(field, report)
        if is_said(value):
            found.setdefault(value_key(value), (value, set()))[1].add(report.article)
    ranked = sorted(found.items(), key=lambda item: -len(item[1][1]))
    return {key: (value, len(articles)) for key, (value, articles) in ranked}


def value_letters(counts: Mapping[Hashable, tuple[Any, int]]) -> dict[Hashable, str]:
    """A letter for each value, the commonest A; none where there is but one value."""
    if len(counts) < 2:
        return {}
    return {key: LETTERS[n] if n < len(LETTERS) else "…" for n, key in enumerate(counts)}


def make_cell(
    field: str, column: Column, letters: Mapping[Hashable, str], shown: Any, w: Speech, curtain: Curtain
) -> Cell:
    report = column.report
    value = report_value(field, report)
    if not is_said(value):
        return Cell(column, "")
    span, _ = field_words(field, report)
    return Cell(
        column,
        curtain.words(value_in_words(field, report, value, w)),
        curtain.quote(span.quote) if span else "",
        span,
        letters.get(value_key(value), ""),
        is_said(shown) and value_key(value) == value_key(shown),
    )


def field_words(field: str, report: Report) -> tuple[Span | None, str]:
    """The words a field rests on and the rule that read them; what tells of the event where it has none of its own."""
    for name in EVIDENCE.get(field, (field,)):
        evidence = report.evidence.get(name)
        if evidence is not None:
            return evidence.span, evidence.rule
    return (report.anchor, "") if field in ("type", "status") else (None, "")
