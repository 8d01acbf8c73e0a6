"""The foot of a page: signatures, credits, authors and dates after the last sentence, on their own lines or glued."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from recoupe.sources.furniture_rules import match_rule
from recoupe.sources.page_parts import (
    FoundPart,
    covered,
    find_byline,
    find_date_line,
    find_signature,
    is_account,
    is_name,
)
from recoupe.sources.text_lines import Line

_LINES = 8
_GLUED = 250  # characters at the end of the last paragraph in which something may be glued
_SENTENCE = re.compile(r"(?<=[.!?…»\")\]]) *(?=[A-ZÀ-ÝŒ(\[©])")
_PLACE_DATE = re.compile(r"(?:[A-ZÀ-Ý]\w+ (?:à|in|at) )?[A-ZÀ-ÝŒ][\w' -]{1,40}, (?:le |on |the )?(?=\d|[A-Z])")


def find_foot(lines: Sequence[Line], known: Sequence[FoundPart]) -> list[FoundPart]:
    """Parts after the last sentence. `known` are parts already found: the foot is looked for before them, too."""
    parts: list[FoundPart] = list(_signed_dates(lines))
    below: list[FoundPart] = []
    for line in reversed(lines[-_LINES - len(known) :]):
        if covered(known, line):
            continue
        part = _foot_line(line, below) if line is not lines[0] else None
        if part is None:
            parts += _glued(line)
            break
        below.append(part)
    return parts + below


def _foot_line(line: Line, below: list[FoundPart]) -> FoundPart | None:
    if _PLACE_DATE.match(line.text):
        return None
    part = find_signature(line) or find_byline(line) or find_date_line(line)
    if part:
        return part
    if is_account(line.text) and (line.alone or below):
        return FoundPart(line.start, line.end, "account name", "account")
    if is_name(line.text) and line.alone:
        return FoundPart(line.start, line.end, "signature", "byline", line.text)
    return None


def _glued(line: Line) -> Iterator[FoundPart]:
    """What stands behind the last sentence on its own line: «… deux morts. (Avec AFP)»."""
    end = line.end
    for at in _cuts(line):
        text = line.text[at - line.start : end - line.start].strip()
        start = at + (line.text[at - line.start : end - line.start].find(text) if text else 0)
        piece = Line(start, start + len(text), text)
        part = find_signature(piece) or find_byline(piece)
        if part is None and (found := match_rule("appeal", text) or match_rule("rights", text)):
            part = FoundPart(piece.start, piece.end, found[0].why, found[0].part)
        if part is None:
            return
        yield part
        end = at


def _cuts(line: Line) -> list[int]:
    """Offsets after sentence ends near the end of the line, last first."""
    low = max(0, len(line.text) - _GLUED)
    return [line.start + m.end() for m in _SENTENCE.finditer(line.text, low) if m.end() < len(line.text)][::-1]


def _signed_dates(lines: Sequence[Line]) -> Iterator[FoundPart]:
    """«Fait à Bafindi, le 3 mars 2021» near the end: stays readable, tells the day."""
    for line in lines[1:][-6:]:
        if len(line.text) <= 80 and (match := _PLACE_DATE.match(line.text)):
            day = Line(line.start + match.end(), line.end, line.text[match.end() :])
            if (part := find_date_line(day)) and not part.name:
                yield FoundPart(line.start, line.end, "signed and dated", "date", kept=True, dates=part.dates)
