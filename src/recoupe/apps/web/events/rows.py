"""One event as a row in words: what table, popups and the JSON behind them show."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.apps.brief.wording import Wording
from recoupe.apps.web.addresses import event_address
from recoupe.boards.values import Line
from recoupe.boards.voices import ALONE, shown_label
from recoupe.model import Count, Event

LOUD = ("conflict", "copy_error", "strength", "revision", "scope", "agreed", *ALONE)  # the dossier tells the rest


@dataclass(frozen=True, slots=True)
class FindingLabel:
    """What cross-checking says, of which fields, and both in words."""

    label: str
    fields: list[str]
    words: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in words of one language. `first` and `last` are ISO days, `killed` [low, high] with an open end null.

    `quote` are at most 200 characters of an article of `outlet`.
    """

    id: str
    address: str
    type: str
    type_name: str
    boards: list[str]
    parties: str
    headline: str
    when: str
    first: str | None
    last: str | None
    place: str
    level: str | None
    border: str
    border_km: float | None
    border_plus_minus_km: float | None
    killed: list[float | None] | None
    tolls: list[str]
    origins: str
    independent: int
    articles: int
    undetermined: int
    findings: list[FindingLabel]
    status: str
    status_words: str
    flags: list[str]
    fiction: bool
    quote: str
    outlet: str
    outlets: str


def make_row(line: Line, w: Wording) -> EventRow:
    """The row of a line."""
    event = line.event
    when, border, first = event.when, event.border, line.quotes[0] if line.quotes else None
    return EventRow(
        id=event.id,
        address=event_address(event.id),
        type=event.type,
        type_name=w.type(event),
        boards=list(event.boards),
        parties=w.parties(event),
        headline=w.headline(event),
        when=w.when(event),
        first=when.first.isoformat() if when else None,
        last=when.last.isoformat() if when else None,
        place=w.place(line),
        level=event.where.level if event.where else None,
        border=border_words(event, w),
        border_km=round(border.km, 2) if border else None,
        border_plus_minus_km=round(border.plus_minus_km, 2) if border else None,
        killed=bounds(event.killed),
        tolls=w.tolls(event),
        origins=w.origins(event),
        independent=event.independent,
        articles=article_count(event),
        undetermined=len(event.undetermined),
        findings=find_labels(event, w),
        status=event.status,
        status_words=w.status(event.status),
        flags=[flag for flag in w.flags(line) if flag != w._("fiction")],
        fiction=line.fiction,
        quote=first.text if first else "",
        outlet=w.source(first) if first else "",
        outlets=w.outlets(line),
    )


def find_labels(event: Event, w: Wording) -> list[FindingLabel]:
    """One for each label that tells something, contradictions first; fields that read alike are one."""
    fields: dict[str, list[str]] = {}
    for finding in event.findings:
        fields.setdefault(shown_label(event, finding), []).append(finding.field)
    return [
        FindingLabel(label, fields[label], label_words(label, fields[label], w)) for label in LOUD if label in fields
    ]


def label_words(label: str, fields: list[str], w: Wording) -> str:
    """«contradiction : tués»; a label that names its field already stands alone."""
    own = w.label(label, fields[0])
    if len(fields) == 1 and own != w.label(label):
        return own
    return f"{w.label(label)}{w.colon}{field_words(fields, w)}"


def field_words(fields: list[str], w: Wording) -> str:
    """«tués, quand» – the first and the last day together are when."""
    names = ["when" if name in ("from", "to") else name for name in fields]
    return ", ".join(dict.fromkeys(w.field(name) for name in names))


def border_words(event: Event, w: Wording) -> str:
    """«0,3 ± 2 km»; for a wide area, where that would mislead, how far it is at most."""
    border = event.border
    if border is None:
        return ""
    if border.plus_minus_km > max(30.0, border.km):
        return w._("at most {km}").format(km=w.km(border.km + border.plus_minus_km))
    return w.measured(border)


def article_count(event: Event) -> int:
    return len(event.articles) or sum(len(group) for group in event.origins)


def bounds(count: Count | None) -> list[float | None] | None:
    return [count.low, count.high] if count else None
