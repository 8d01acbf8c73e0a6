"""Parts of a page that are not read, as the finders of head, foot and trailers report them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from recoupe.knowledge.outlets import load_outlets
from recoupe.sources.date_lines import DateLine, names_outlet, read_date_line
from recoupe.sources.furniture_rules import NAME, match_rule
from recoupe.sources.text_lines import Line

_BESIDE = 40  # characters of an unknown outlet or author beside «publié le …»
SHORT = 160  # characters a line of the head or foot may have
_NAME = re.compile(NAME)
_PLACE = re.compile(r"[A-ZÀ-ÝŒ][\w'-]*(?: [\w'-]+){0,3}")
_SENTENCE_END = re.compile(r"[.!?…][\"'»)]{0,2}$")
_SPLIT = re.compile(r" ?[/|>›»:·•-]+ ?")
_INITIALS = re.compile(r"[A-Za-zÀ-ÿ]{1,6}(?:[-/][A-Za-zÀ-ÿ]{1,6}){0,5}/[A-Za-zÀ-ÿ]{1,9}[.]?")
_ACCOUNT = re.compile(
    r"@\w{2,30}|[A-Z]{1,3}[A-Z][a-z]+\w*|[a-z]{1,12}[A-Z]\w*|\w+[_]\w+|[a-z]+\d+|[A-Za-z]\.[A-Z][a-z]+"
)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{2,6}")


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A stretch of the page. `kept` parts stay readable and only tell something; `credit` are offsets of a credit."""

    start: int
    end: int
    why: str
    kind: str
    name: str = ""
    kept: bool = False
    credit: tuple[int, int] | None = None
    own_dispatch: bool = False
    dates: tuple[tuple[int, DateLine], ...] = ()


def is_prose(line: str) -> bool:
    """A sentence of the article rather than a headline, a label or a name."""
    return len(line) >= 200 or (len(line) >= 60 and ends_sentence(line) and line.count(" ") >= 8)


def ends_sentence(line: str) -> bool:
    return _SENTENCE_END.search(line) is not None


def is_name(line: str) -> bool:
    """A line that could be a person's name and nothing else."""
    return len(line) <= 60 and _NAME.fullmatch(line) is not None and not line.isupper()


def is_headline(line: str) -> bool:
    """A line that could be the title of an article."""
    return len(line) <= 200 and not line.endswith((".", ";", ",")) and not is_prose(line)


def is_account(line: str) -> bool:
    """A user name left over by the publishing system."""
    return len(line) <= 30 and _ACCOUNT.fullmatch(line) is not None


def find_section(line: Line) -> FoundPart | None:
    """A section label: known words, or a short line in capitals."""
    text = line.text
    if len(text) > 60 or ends_sentence(text) or text.startswith("-"):  # «- Santé -» heads a part of the body
        return None
    pieces = [piece for piece in _SPLIT.split(text) if piece]
    known = pieces and all(match_rule("section", piece, whole=True) for piece in pieces)
    short = text.count(" ") <= (5 if len(pieces) > 1 else 2)
    capitals = text.isupper() and short and not any(c.isdigit() or c in ":,;!?" for c in text)
    return FoundPart(line.start, line.end, "section label", "section", text) if known or capitals else None


def find_byline(line: Line) -> FoundPart | None:
    """A line that names the author, or the agency it comes from («Par AFP»)."""
    found = match_rule("byline", line.text, whole=True) if len(line.text) <= SHORT else None
    if found is None:
        return None
    rule, match = found
    name = next((value for value in match.groupdict().values() if value), "")
    return FoundPart(line.start, line.end, rule.why, "byline", name)


def find_date_line(line: Line, bare: bool = True) -> FoundPart | None:
    """A line of dates, hours and reading time; with a name (the author's) or a place beside them at most.

    Without `bare` the line must say more than the day: «Publié le», an hour, a reading time.
    """
    if len(line.text) > SHORT:
        return None
    said = read_date_line(line.text)
    if not (said.dates or said.timed) or not (bare or said.meaning or said.timed):
        return None
    labelled = said.meaning and len(said.rest) <= _BESIDE
    if said.rest and not labelled and not _beside_date(line.text, said.rest):
        return None
    name = said.rest if is_name(said.rest) and not line.text.startswith(f"{said.rest},") else ""
    outlet = _outlet_before(line.text) if said.rest else ""
    credit = (line.start, line.end) if load_outlets().in_credit(said.rest) else None
    kind = "outlet" if outlet else "date"
    return FoundPart(
        line.start, line.end, "date line", kind, name=outlet or name, credit=credit, dates=((line.start, said),)
    )  # fmt: skip


def _outlet_before(line: str) -> str:
    """The outlet that a date line begins with: «La Gazette de Tanéla, 3 mars 2021»."""
    first = re.split(r" ?[,|·•–—-] |,|\d", line, maxsplit=1)[0].strip()
    return first if first[:1].isupper() and names_outlet(first) and len(first) <= _BESIDE else ""


def _beside_date(line: str, rest: str) -> bool:
    named = (
        _outlet_before(line)
        or is_name(rest)
        or match_rule("byline", rest, whole=True)
        or load_outlets().in_credit(rest)
    )
    placed = line.startswith(f"{rest},") and _PLACE.fullmatch(rest)
    return bool(named or placed or all(match_rule("section", word, whole=True) for word in rest.split()))


def find_signature(line: Line) -> FoundPart | None:
    """Initials and the agency's letters («AB/cd/APA»), a credit line, or the name of an outlet."""
    text = line.text
    if len(text) > SHORT:
        return None
    if credit := match_rule("credit", text, whole=True):
        return FoundPart(line.start, line.end, credit[0].why, "credit", credit=(line.start, line.end))
    if (_INITIALS.fullmatch(text) and not text.islower()) or (_INITIALS.fullmatch(text) and text.count("/") > 1):
        return _initials(line)
    outlet = load_outlets().by_name(text.strip("()[]. ")) or load_outlets().by_signature(text.strip("()[]. "))
    if outlet:
        return FoundPart(line.start, line.end, "credit", "credit", credit=(line.start, line.end))
    return None


def _initials(line: Line) -> FoundPart:
    letters = re.split(r"[-/.]", line.text)
    agency = [word for word in letters if load_outlets().signatures.get(word)]
    named = agency or [word for word in letters[-2:] if _ACRONYM.fullmatch(word)]
    credit = (line.start, line.end) if named else None
    return FoundPart(
        line.start, line.end, "signature", "signature", name=named[-1] if named else "", credit=credit,
        own_dispatch=bool(named),
    )  # fmt: skip


def covered(parts: Iterable[FoundPart], line: Line) -> bool:
    """One of the parts already holds the line's beginning."""
    return any(part.start <= line.start < part.end for part in parts if not part.kept)
