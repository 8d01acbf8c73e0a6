"""A span: half-open range of code points in an article's text, with the words it covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The words `quote` at `text[start:end]`; `check_spans` holds it against the text."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.quote):
            raise ValueError(f"span {self.start}:{self.end} does not fit its quote {self.quote[:60]!r}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text[start:end]`; raises ValueError when it leaves the text."""
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"span {start}:{end} leaves a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def distance(self, other: Span) -> int:
        """Characters between the two spans; 0 when they touch or overlap."""
        return max(0, max(self.start, other.start) - min(self.end, other.end))


def check_spans(text: str, spans: Iterable[Span]) -> None:
    """Raise ValueError at the first span whose quote is not what the text says there."""
    for span in spans:
        if text[span.start : span.end] != span.quote:
            raise ValueError(
                f"text[{span.start}:{span.end}] is {text[span.start : span.end][:60]!r}, not {span.quote[:60]!r}"
            )
