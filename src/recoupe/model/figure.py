"""A figure: a number that is news, with unit, subject and period, and what its arithmetic says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recoupe.model.count import Count
from recoupe.model.interval import Interval
from recoupe.model.span import Span

FigureKind = Literal["level", "growth", "share", "sum", "rank"]
Verdict = Literal["agrees", "disagrees", "cannot be checked"]


@dataclass(frozen=True, slots=True)
class Figure:
    """`count` is in whole `unit`s (ISO 4217 code, "%", or the noun). `inherited` marks an attribution or a
    period that stands elsewhere in the passage."""

    id: str
    article: str
    span: Span
    count: Count
    unit: str
    about: str
    kind: FigureKind = "level"
    period: Interval | None = None
    period_span: Span | None = None
    attributed_to: str | None = None
    attribution_span: Span | None = None
    inherited: bool = False
    sentence: Span | None = None


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """Arithmetic over figures of one or more articles: which were used, the sum in numbers, the verdict."""

    figures: tuple[str, ...]
    verdict: Verdict
    formula: str
    why: str
