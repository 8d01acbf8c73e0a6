"""What things are: frozen values without input or output. Every other room speaks in them."""

from recoupe.model.annotations import (
    ActorMention,
    CountMention,
    Cue,
    PlaceMention,
    Quotation,
    TimeMention,
)
from recoupe.model.article import Article, DateBounds, DateCandidate, Problem, Removed
from recoupe.model.count import Count
from recoupe.model.decision import Decision
from recoupe.model.event import Distance, Event, Finding, FindingPair, FindingValue, Grade, ReportRef
from recoupe.model.figure import Figure, FigureCheck
from recoupe.model.interval import Interval, shift_day
from recoupe.model.origin import Link, Mixed, Origins
from recoupe.model.place import Place
from recoupe.model.reading import Reading
from recoupe.model.report import Evidence, Report
from recoupe.model.situation import Corridor, Situation
from recoupe.model.span import Span

__all__ = [
    "ActorMention",
    "Article",
    "Corridor",
    "Count",
    "CountMention",
    "Cue",
    "DateBounds",
    "DateCandidate",
    "Decision",
    "Distance",
    "Event",
    "Evidence",
    "Figure",
    "FigureCheck",
    "Finding",
    "FindingPair",
    "FindingValue",
    "Grade",
    "Interval",
    "Link",
    "Mixed",
    "Origins",
    "Place",
    "PlaceMention",
    "Problem",
    "Quotation",
    "Reading",
    "Removed",
    "Report",
    "ReportRef",
    "Situation",
    "Span",
    "TimeMention",
    "shift_day",
]
