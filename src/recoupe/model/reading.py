"""Everything read in one article: the article, its annotations, reports, figures and problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recoupe.model.annotations import ActorMention, CountMention, Cue, PlaceMention, Quotation, TimeMention
from recoupe.model.article import Article, Problem
from recoupe.model.figure import Figure
from recoupe.model.report import Report
from recoupe.model.span import Span, check_spans


@dataclass(frozen=True, slots=True)
class Reading:
    """Annotations are in text order. Every span is held against the text when the value is made."""

    article: Article
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    counts: tuple[CountMention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    cues: tuple[Cue, ...] = ()
    reports: tuple[Report, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        if self.article.text:  # reports taken from a file may come without their text
            check_spans(self.article.text, self.spans())

    def spans(self) -> Iterator[Span]:
        """Every span the reading holds."""
        for group in (self.times, self.places, self.actors, self.counts):
            yield from (mention.span for mention in group)
        for quotation in self.quotations:
            yield from (s for s in (quotation.cue, quotation.content, quotation.speaker) if s)
        for cue in self.cues:
            yield from (cue.span, cue.scope)
        for report in self.reports:
            yield from report.spans
        for figure in self.figures:
            parts = (figure.span, figure.period_span, figure.attribution_span, figure.sentence)
            yield from (s for s in parts if s)
