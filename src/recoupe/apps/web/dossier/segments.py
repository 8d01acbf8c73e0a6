"""An article's text cut where marks begin and end, so that they may nest and overlap; offsets stay the text's own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from recoupe.apps.web.dossier.marks import KINDS, Mark
from recoupe.model import Removed

PART = 16_000  # characters of text on one page
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # characters that turn the direction of what follows


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph under the same marks, the longest first; `turns`: a character that turns directions."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    removed: str = ""
    turns: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def notes(self) -> str:
        """Ids of the notes it opens, the nearest last."""
        return " ".join(dict.fromkeys(mark.note.id for mark in self.marks))


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    segments: tuple[Segment, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a long text: from `start` to `end`; `number` of `parts`."""

    start: int
    end: int
    number: int
    parts: int


def find_part(text: str, number: int, at: int | None = None) -> Part:
    """The part of that number, or the one that holds the offset `at`; cut at line ends, else spaces, else anywhere."""
    cuts = [0]
    while len(text) - cuts[-1] > PART:
        cuts.append(cut_after(text, cuts[-1]))
    cuts.append(len(text))
    parts = max(1, len(cuts) - 1)
    chosen = number if at is None else bisect_right(cuts, at)
    chosen = min(max(1, chosen), parts)
    return Part(cuts[chosen - 1], cuts[min(chosen, len(cuts) - 1)], chosen, parts)


def cut_after(text: str, start: int) -> int:
    end = start + PART
    for mark in ("\n", " "):
        found = text.rfind(mark, start + PART // 2, end)
        if found > 0:
            return found + 1
    return end


def cut_text(
    text: str, part: Part, marks: Sequence[Mark], removed: Sequence[Removed], edges: Iterable[int], title: str = ""
) -> list[Paragraph]:
    """The paragraphs of a part; also cut at `edges`, so that any words a value rests on can be lit."""
    inside = [m for m in marks if m.start < part.end and m.end > part.start and m.end > m.start]
    cuts = {e for m in inside for e in (m.start, m.end)} | set(edges)
    cuts |= {e for r in removed for e in (r.span.start, r.span.end)}
    cuts |= {e for m in TURNS.finditer(text, part.start, part.end) for e in (m.start(), m.end())}
    cutter = Cutter(text, sorted(cuts), inside, removed)
    return [
        Paragraph(start, tuple(cutter.cut(start, end)), is_heading(text[start:end], title))
        for start, end in find_lines(text, part)
    ]


def find_lines(text: str, part: Part) -> Iterator[tuple[int, int]]:
    """Start and end of every line that says something."""
    start = part.start
    while start < part.end:
        end = text.find("\n", start, part.end)
        end = part.end if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1


def is_heading(line: str, title: str) -> bool:
    """The line is the article's title again."""
    return bool(title) and line.strip() == title.strip()


class Cutter:
    """Cuts stretches of the text at sorted offsets, one after the other."""

    def __init__(self, text: str, cuts: list[int], marks: Sequence[Mark], removed: Sequence[Removed]) -> None:
        self.text, self.cuts, self.removed = text, cuts, sorted(removed, key=lambda r: r.span.start)
        self.waiting = sorted(marks, key=lambda m: m.start, reverse=True)
        self.active: list[Mark] = []

    def cut(self, start: int, end: int) -> Iterator[Segment]:
        """The segments between two offsets; to be asked for in order."""
        first = bisect_right(self.cuts, start)
        last = bisect_right(self.cuts, end - 1)
        edges = [start, *self.cuts[first:last], end]
        for low, high in zip(edges, edges[1:]):  # noqa: RUF007
            yield self.segment(low, high)

    def segment(self, low: int, high: int) -> Segment:
        while self.waiting and self.waiting[-1].start <= low:
            self.active.append(self.waiting.pop())
        self.active = [m for m in self.active if m.end > low]
        removed = self.why_removed(low)
        words = self.text[low:high]
        layers = () if removed else tuple(sorted(self.active, key=outermost))
        return Segment(low, words, layers, removed, bool(TURNS.fullmatch(words)))

    def why_removed(self, at: int) -> str:
        while self.removed and self.removed[0].span.end <= at:
            self.removed.pop(0)
        return self.removed[0].why if self.removed and self.removed[0].span.start <= at else ""


def outermost(mark: Mark) -> tuple[int, int]:
    return mark.start - mark.end, KINDS.index(mark.note.kind)
