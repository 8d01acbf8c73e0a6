"""What an outlet changed from one version of an article to the next, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from recoupe.model import Reading, Span

PIECE = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class TextChange:
    """`old` words of version `old_version` became `new` ones; either may be empty."""

    old_version: int
    new_version: int
    old: Span
    new: Span


def compare_versions(readings: Sequence[Reading]) -> tuple[TextChange, ...]:
    """Every change between neighbouring versions, in order; versions without text are passed over."""
    texts = [(r.article.version, r.article.text) for r in readings if r.article.text]
    return tuple(change for (a, old), (b, new) in pairwise(texts) for change in compare_texts(a, old, b, new))


def compare_texts(old_version: int, old: str, new_version: int, new: str) -> Iterator[TextChange]:
    before, after = split_pieces(old), split_pieces(new)
    matcher = SequenceMatcher(None, [p.quote for p in before], [p.quote for p in after], autojunk=True)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield TextChange(old_version, new_version, join(old, before, a, b), join(new, after, c, d))


def split_pieces(text: str) -> list[Span]:
    return [Span(m.start(), m.end(), m.group()) for m in PIECE.finditer(text)]


def join(text: str, pieces: list[Span], first: int, last: int) -> Span:
    """The stretch of the pieces; an empty one lies where they would begin."""
    start = pieces[first].start if first < len(pieces) else len(text)
    return Span.of(text, start, pieces[last - 1].end if last > first else start)
