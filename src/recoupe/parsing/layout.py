"""The plain text of an article as it is parsed: lines that were only wrapped are one paragraph again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from recoupe.parsing.plain import Plain, make_plain

WIDEST = 110  # characters: a text with a longer line is not hard-wrapped
_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"\s*(?:[-*•–—>#]|\d{1,3}[.)]|[a-z]\))\s")
_SENTENCE_END = re.compile(r"[.!?…:;][\"')»]*\s*$")
# «… s'est retiré. - Colère à Kayes -Le maire a …»: wires set a heading between hyphens at the head of a paragraph.
_SUBHEAD = re.compile(
    r"(?:^|(?<=[.!?…\"»]) ?)(?P<open>-) (?=\S)[^\n]{2,60}? (?P<close>-)(?=[\"«]? ?[A-ZÀ-Þ])", re.MULTILINE
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def lay_out(original: str) -> Plain:
    """`make_plain` with wrapped lines joined by a space and headings parted; offsets are as they were."""
    plain = make_plain(original.replace("\r\n", " \n"))
    text = _SURROGATE.sub("\ufffd", plain.text)  # halves of characters: the model cannot take them
    return replace(plain, text=_unwrap(_part_subheads(text)), original=original)


def _part_subheads(text: str) -> str:
    """The text with a line of its own for every heading between hyphens."""
    if " -" not in text:
        return text
    hyphens = {m.start(side) for m in _SUBHEAD.finditer(text) for side in ("open", "close")}
    return "".join("\n" if at in hyphens else char for at, char in enumerate(text)) if hyphens else text


def _unwrap(text: str) -> str:
    """The text with a space for every line end that only wraps a paragraph."""
    lines = list(_LINE.finditer(text))
    width = max((len(line.group().rstrip()) for line in lines), default=0)
    if len(lines) < 3 or width > WIDEST or not _runs_on(lines):
        return text
    soft = set(_soft_ends(lines, width))
    return "".join(" " if at in soft else char for at, char in enumerate(text)) if soft else text


def _runs_on(lines: list[re.Match[str]]) -> bool:
    """Somewhere a sentence runs over a line end: the next line goes on in lower case."""
    return any(
        after.start() - line.end() == 1 and after.group()[0].islower() and not _SENTENCE_END.search(line.group()[-8:])
        for line, after in pairwise(lines)
    )


def _soft_ends(lines: list[re.Match[str]], width: int) -> Iterator[int]:
    """Offsets of line ends where the next word did not fit any more, or the sentence plainly goes on."""
    for line, after in pairwise(lines):
        if after.start() - line.end() != 1 or _ITEM.match(after.group()) or not after.group().strip():
            continue
        words = line.group().rstrip()
        full = len(words) + 1 + len(after.group().split(None, 1)[0]) > width - 2
        goes_on = after.group()[0].islower() and not _SENTENCE_END.search(words[-8:])
        if full or goes_on:
            yield line.end()
