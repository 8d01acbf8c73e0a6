"""The head of a page: headline, section label, author and date before and around the first sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recoupe.knowledge.outlets import load_outlets
from recoupe.sources.date_lines import read_date_line
from recoupe.sources.page_parts import (
    FoundPart,
    find_byline,
    find_date_line,
    find_section,
    find_signature,
    is_name,
    is_prose,
)
from recoupe.sources.page_trailers import find_trailers
from recoupe.sources.text_lines import Line

_LINES = 10  # lines in which the head may lie
_PROSE = 2  # sentences of the lead that may stand before the author's line
_TITLE = 250
_PLACE = r"(?P<place>[A-ZÀ-ÝŒ][^.;:!?()\d–—]{1,60}?(?: ?\([^()]{2,30}\))?)"
_WHEN = r"(?P<date>\d[^()–—]{2,30}?|[A-Z][a-z]{2,8}\.? \d[^()–—]{0,12}?)"
_DATELINE = re.compile(rf"(?:{_PLACE},? ?(?:le )?{_WHEN}?,? ?)?\((?P<agency>[^()]{{2,40}})\) ?[-–—:]")
_DAY_LINE = re.compile(r"(?P<place>[A-ZÀ-ÝŒ][^.;:!?()\d–—]{1,60}?), ?(?:le )?(?P<date>\d[^()–—]{6,24}?) ?[–—-] ")
_AGENCY = re.compile(r"[A-Z][A-Z0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class PageHead:
    """`title` is the headline as it stands in the text, empty when the text begins with its first sentence."""

    title: str
    title_end: int
    parts: tuple[FoundPart, ...]


def find_head(lines: Sequence[Line], title: str, title_in_text: bool) -> PageHead:
    """Headline and parts of the head; `title` is what the input gave, `title_in_text` says that a file may hold it."""
    window = _head_lines(lines)
    headline = _find_title(lines, window, title, title_in_text)
    others = [line for line in window if line not in headline]
    parts = _classify(others, headline)
    parts += _names_beside(others, parts)
    words = " ".join(line.text for line in headline)
    return PageHead(words, headline[-1].end if headline else 0, (*parts, *_datelines(others)))


def _head_lines(lines: Sequence[Line]) -> list[Line]:
    """The first lines, until the body is under way."""
    window: list[Line] = []
    prose = 0
    for line in lines[:_LINES]:
        prose += is_prose(line.text)
        if prose > _PROSE:
            break
        window.append(line)
    return window


def _find_title(lines: Sequence[Line], window: list[Line], title: str, title_in_text: bool) -> list[Line]:
    """The lines of the headline: the given title where it stands in the text, or the first line that could be one."""
    for line in window[:3]:
        if title and " ".join(line.text.split()) == " ".join(title.split()):
            return [line]
    if not title_in_text:
        return list(window[:1]) if window and not is_prose(window[0].text) else []
    for at, line in enumerate(window):
        if _is_label(line, window[at + 1 :]):
            continue
        return _title_block(lines, at) if len(lines) > at + 1 else []
    return []


def _is_label(line: Line, following: list[Line]) -> bool:
    if find_date_line(line) or find_byline(line) or find_trailers([line]):
        return True
    if not find_section(line) or not following:
        return False
    return line.text.count(" ") <= 3 and len(following[0].text) > len(line.text)


def _title_block(lines: Sequence[Line], at: int) -> list[Line]:
    block = [lines[at]]
    for line in lines[at + 1 : at + 4]:
        if line.alone or not line.text[0].islower():
            break
        block.append(line)
    size = sum(len(line.text) + 1 for line in block)
    text = block[-1].text
    fits = size <= _TITLE and not (text.endswith(".") and not text.endswith("..")) and len(block) < 4
    return block if fits and " " in " ".join(line.text for line in block) else []


def _classify(lines: list[Line], headline: list[Line]) -> list[FoundPart]:
    """Date lines, bylines and section labels among the lines."""
    parts: list[FoundPart] = []
    prose = 0
    for line in lines:
        prose += is_prose(line.text)
        part = find_date_line(line, bare=not prose) or find_byline(line) or (None if prose else _find_credit(line))
        if part is None and not prose and (headline or line is not lines[0]):
            part = find_section(line)
        if part is None and not prose and not headline and len(lines) > 1 and _is_label(line, lines[1:]):
            part = find_section(line)
        if part:
            parts.append(part)
    return parts


def _find_credit(line: Line) -> FoundPart | None:
    """The name of an agency or outlet on its own line («Par AFP»)."""
    part = find_signature(line)
    return part if part and part.kind == "credit" else None


def _names_beside(lines: list[Line], parts: list[FoundPart]) -> list[FoundPart]:
    """Bare names next to a date line, byline or section label: the author."""
    known = {part.start for part in parts}
    found: list[FoundPart] = []
    for at, line in enumerate(lines):
        near = lines[max(0, at - 1) : at] + lines[at + 1 : at + 2]
        if line.start not in known and is_name(line.text) and any(other.start in known for other in near):
            found.append(FoundPart(line.start, line.end, "author", "byline", line.text))
    return found


def _datelines(lines: list[Line]) -> Iterator[FoundPart]:
    """«BAMAKO, 3 mars 2021 (AFP) –» before the first sentence: stays readable, tells agency and day."""
    for line in lines:
        match = _DATELINE.match(line.text[:200]) or _DAY_LINE.match(line.text[:200])
        if match:
            yield from _dateline(line, match)
            return


def _dateline(line: Line, match: re.Match[str]) -> Iterator[FoundPart]:
    part = FoundPart(line.start, line.start + match.end(), "dateline", "dateline", kept=True)
    if match["date"] and (said := read_date_line(match["date"])).dates:
        part = replace(part, dates=((line.start + match.start("date"), said),))
    agency = match.groupdict().get("agency") or ""
    sure = bool(match["date"]) or not match["place"] or match["place"].split(" (")[0].isupper()
    if agency and (load_outlets().in_credit(agency) or (sure and _AGENCY.fullmatch(agency))):
        where = (line.start + match.start("agency"), line.start + match.end("agency"))
        part = replace(part, credit=where, name=agency, own_dispatch=True)
    if part.credit or part.dates:
        yield part
