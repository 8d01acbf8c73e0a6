"""Furniture: what stands around an article on its page and is not read, each part with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recoupe.knowledge.outlets import load_outlets
from recoupe.model import DateCandidate, Interval, Removed, Span
from recoupe.sources.date_lines import DateLine
from recoupe.sources.page_foot import find_foot
from recoupe.sources.page_head import find_head
from recoupe.sources.page_parts import FoundPart
from recoupe.sources.page_trailers import find_trailers
from recoupe.sources.text_lines import find_lines, flatten


@dataclass(frozen=True, slots=True)
class Furniture:
    """`agency` is the outlet whose own text it shows itself to be; `title` the headline found in a file."""

    removed: tuple[Removed, ...] = ()
    credits: tuple[Span, ...] = ()
    candidates: tuple[DateCandidate, ...] = ()
    title: str = ""
    author: str | None = None
    section: str | None = None
    agency: str | None = None


def find_furniture(text: str, title: str = "", title_in_text: bool = False) -> Furniture:
    """Everything in `text` that is not the article itself; linear in its length.

    The headline stays readable. With `title_in_text` (files) the first line may be the headline.
    """
    lines = find_lines(flatten(text))
    head = find_head(lines, flatten(title), title_in_text)
    body = [line for line in lines if line.start >= head.title_end]
    trailers = find_trailers(body)
    foot = find_foot(body, trailers)
    return _gather(text, head.title_end, [*head.parts, *trailers, *foot], title_in_text)


def _gather(text: str, title_end: int, parts: Sequence[FoundPart], title_in_text: bool) -> Furniture:
    lines = find_lines(text[:title_end]) if title_in_text else []
    names = [part.name for part in parts if part.name and part.kind in ("byline", "date")]
    sections = [part.name for part in parts if part.kind == "section"]
    return Furniture(
        tuple(_removed(text, parts)),
        tuple(sorted({Span.of(text, *part.credit) for part in parts if part.credit})),
        tuple(_candidates(text, parts)),
        _headline(text, title_end, parts) if lines else "",
        names[0] if names else None,
        sections[0] if sections else None,
        _own_agency(parts),
    )


def _headline(text: str, title_end: int, parts: Sequence[FoundPart]) -> str:
    """The words up to the end of the headline without labels before it."""
    before = [part.end for part in parts if part.end <= title_end and not part.kept]
    return " ".join(text[max(before, default=0) : title_end].split())


def _removed(text: str, parts: Sequence[FoundPart]) -> Iterator[Removed]:
    """Parts in text order, without overlaps."""
    end = 0
    for part in sorted((p for p in parts if not p.kept), key=lambda p: (p.start, -p.end)):
        start = max(part.start, end)
        if start < part.end:
            yield Removed(Span.of(text, start, part.end), part.why)
            end = part.end


def _candidates(text: str, parts: Sequence[FoundPart]) -> Iterator[DateCandidate]:
    seen: set[tuple[int, Interval]] = set()
    for part in parts:
        for offset, line in part.dates:
            for found in line.dates:
                span = Span.of(text, offset + found.start, offset + found.end)
                key = (span.start, Interval.day(found.day))
                if key not in seen:
                    seen.add(key)
                    yield DateCandidate(key[1], "text", _reason(part, line, found.order), span)


def _reason(part: FoundPart, line: DateLine, order: str) -> str:
    meaning = {"published": ", publication", "updated": ", update"}.get(line.meaning, "")
    return f"{part.why}{meaning}, {order}"


def _own_agency(parts: Sequence[FoundPart]) -> str | None:
    """The agency of a dateline or signature, or the outlet a date line names; unknown letters only of a dateline."""
    for part in parts:
        if part.own_dispatch and (outlets := load_outlets().in_credit(part.name)):
            return outlets[0].name
    told = (part for part in parts if part.kind == "outlet" or (part.own_dispatch and part.kind == "dateline"))
    return next((part.name for part in told), None)
