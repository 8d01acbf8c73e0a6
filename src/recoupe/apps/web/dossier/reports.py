"""The reports of an article as cards: what each says, value by value, with the words, and the event it became."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recoupe.apps.reason_words import in_reader_words
from recoupe.apps.web.dossier.field_rows import ROWS, field_words, is_said, report_value, value_in_words
from recoupe.apps.web.dossier.marks import report_words
from recoupe.apps.web.dossier.telling import headline
from recoupe.apps.web.speech import Speech
from recoupe.discretion.sentences import sentence_bounds
from recoupe.model import Event, Reading, Report, Span


@dataclass(frozen=True, slots=True)
class SaidValue:
    """One field of a report and the words it rests on, with the bounds of their sentence."""

    field: str
    name: str
    value: str
    span: Span | None
    sentence: tuple[int, int] | None
    rule: str
    why: str

    @property
    def edges(self) -> tuple[int, ...]:
        return (self.span.start, self.span.end, *(self.sentence or ())) if self.span else ()


@dataclass(frozen=True, slots=True)
class ReportCard:
    """`number` counts from 1 as the marks do; `event` and `headline` are empty for a report in no event."""

    number: int
    report: Report
    words: str
    values: tuple[SaidValue, ...]
    event: str
    headline: str


def make_cards(reading: Reading, events: Sequence[Event], w: Speech) -> tuple[ReportCard, ...]:
    """A card for each report, in the order of the text."""
    holders = {r.id: event for event in events for r in event.reports}
    cards = []
    for number, report in enumerate(reading.reports, 1):
        event = holders.get(report.id)
        values = tuple(said_values(report, reading.article.text, w))
        told = headline(event, w) if event else ""
        cards.append(ReportCard(number, report, report_words(report, w), values, event.id if event else "", told))
    return tuple(sorted(cards, key=lambda card: card.report.anchor.start))


def said_values(report: Report, text: str, w: Speech) -> Iterator[SaidValue]:
    for field in ROWS:
        value = report_value(field, report)
        if not is_said(value):
            continue
        span, rule = field_words(field, report)
        sentence = sentence_bounds(text, span.start, span.end) if span and text else None
        evidence = report.evidence.get(field)
        words = value_in_words(field, report, value, w)
        yield SaidValue(
            field,
            w.field(field),
            words,
            span,
            sentence,
            rule,
            in_reader_words(evidence.why, w.language) if evidence else "",
        )
