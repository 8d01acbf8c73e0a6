"""Trailers, appeals and rights: lines that serve the site, and links to other articles inside or after the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from recoupe.sources.furniture_rules import load_rules, match_rule
from recoupe.sources.page_parts import FoundPart, ends_sentence, is_headline, is_prose
from recoupe.sources.text_lines import Line

_BULLET = re.compile(r"[\s•*>»→►▶‣▪●◆■#|\[(–—-]*(?:[\U0001F300-\U0001FAFF☞➡]\ufe0f?\s*)*")
_LABEL_END = re.compile(r"\s*(?:[:>»|–—…-]|\.{2,3}|$)")
_APPEAL = 250  # characters a line of the site may have
_PROSE = 80  # characters of running text that show that the body goes on
_LINE_PARTS: tuple[Literal["appeal", "rights"], ...] = ("appeal", "rights")
_RESUMES = re.compile(r"[.!?…][\"»)]{0,2} +(?=[A-ZÀ-ÝŒ«\"])|(?<=[a-zà-ÿ])(?=[A-ZÀ-ÝŒ])")


def find_trailers(lines: Sequence[Line]) -> list[FoundPart]:
    """Every trailer, appeal and line of rights, in text order; body text after a trailer stays."""
    parts: list[FoundPart] = []
    for at, line in enumerate(lines):
        if parts and parts[-1].end >= line.end:
            continue
        parts += _of_line(lines, at)
    return parts


def _of_line(lines: Sequence[Line], at: int) -> list[FoundPart]:
    line = lines[at]
    skip = _BULLET.match(line.text)
    begin = skip.end() if skip else 0
    words = line.text[begin:]
    for part in _LINE_PARTS:
        found = match_rule(part, words) if len(line.text) <= _APPEAL else None
        if found:
            return [FoundPart(line.start, line.end, found[0].why, part)]
    if found := match_rule("trailer", words):
        parts = _trailer(lines, at, begin + found[1].end(), found[0].why)
        if parts:
            return parts
    return list(_inside(line))


def _trailer(lines: Sequence[Line], at: int, label_end: int, why: str) -> list[FoundPart]:
    """A trailer from the start of a line: the rest of the line, or the titles on the lines below a bare label."""
    line = lines[at]
    rest = line.text[label_end:]
    mark = _LABEL_END.match(rest)
    if mark is None and not _glued_title(rest):
        return []
    if mark and not rest[mark.end() :].strip():
        end = _titles_below(lines, at)
        return [FoundPart(line.start, end, why, "trailer")]
    stop = _body_resumes(line.text, label_end)
    if stop is not None:
        return [FoundPart(line.start, line.start + stop, why, "trailer"), *_inside(line, stop)]
    return [FoundPart(line.start, _wrapped_end(lines, at), why, "trailer")]


def _glued_title(rest: str) -> bool:
    """«Lire aussiLa pluie …» or «Lire aussi La pluie …»: a title follows the label without a colon."""
    title = rest.lstrip()
    return bool(title) and (title[0].isupper() or title[0] in "\"«'") and is_headline(title)


def _titles_below(lines: Sequence[Line], at: int) -> int:
    """The end of the titles under a bare label: the next line, those joined to it, and at the end of the page all."""
    end = lines[at].end
    last = not any(is_prose(line.text) for line in lines[at + 1 :])
    for number, line in enumerate(lines[at + 1 : at + 12]):
        if not is_headline(line.text) or match_rule("trailer", line.text):
            break
        if number and line.alone and not last:
            break
        if number == 0 and not last and len(lines) > at + 2 and not lines[at + 2].alone and line.alone:
            break
        end = line.end
    return end


def _wrapped_end(lines: Sequence[Line], at: int) -> int:
    """The end of a trailer whose title runs over to the next lines of a hard-wrapped file."""
    end = lines[at].end
    for line in lines[at + 1 : at + 3]:
        if line.alone or not line.text[0].islower() or is_prose(line.text):
            break
        end = line.end
    return end


def _body_resumes(text: str, label_end: int) -> int | None:
    """Where running text goes on behind a trailer's title in the same line, if it does."""
    if not ends_sentence(text):
        return None
    for match in _RESUMES.finditer(text, label_end + 8, label_end + 400):
        if len(text) - match.end() >= _PROSE:
            return match.end()
    return None


def _inside(line: Line, begin: int = 0) -> Iterator[FoundPart]:
    """Trailers within a paragraph: in brackets, or with their colon after the end of a sentence."""
    at = begin
    while match := _inner_labels().search(line.text, at):
        if match["open"]:
            closing = re.compile(r"[)\]]").search(line.text, match.end(), match.end() + 300)
            stop = closing.end() if closing else match.end()
            start = match.start("open") if closing else None
        else:
            resumed = _body_resumes(line.text, match.end())
            stop, start = resumed if resumed is not None else len(line.text), match.start("label")
        if start is not None:
            yield FoundPart(line.start + start, line.start + stop, _why(), "trailer")
        at = max(stop, match.end())


def _why() -> str:
    return load_rules()["trailer"][0].rule.why


@lru_cache(maxsize=1)
def _inner_labels() -> re.Pattern[str]:
    labels = "|".join(compiled.rule.pattern for compiled in load_rules().get("trailer", ()))
    behind = r"(?:(?<=[.!?…»\")\]])|(?-i:(?<=[a-zà-ÿ0-9])(?=[ÀALSVR])))"
    return re.compile(
        rf"(?P<open>[(\[]) ?(?:{labels})(?! ?\w*[)\]])(?= ?:|\b)|{behind} {{0,3}}(?P<label>(?:{labels}) ?[:>])",
        re.IGNORECASE,
    )
