"""Lines of a text with their offsets, and the text as furniture rules want it: straight quotes and plain spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass

# One character for one character, so that offsets stay those of the article.
_FLAT = {
    **dict.fromkeys(map(ord, "’‘‛ʼ′＇`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″＂"), '"'),
    **dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2008\u2002\u2003\u2004\u2005\u2006\u200a\u3000\t"), " "),
    **dict.fromkeys(map(ord, "\u2028\u2029\x0b\x0c\x85\r"), "\n"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), " "),
    **dict.fromkeys(map(ord, "‐‑‒"), "-"),
}
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: offsets in the text without the spaces around it; `alone` after a blank line."""

    start: int
    end: int
    text: str
    alone: bool = True


def flatten(text: str) -> str:
    """The text with straight quotes and plain spaces, of the same length."""
    return text.translate(_FLAT)


def find_lines(flat: str) -> list[Line]:
    """The lines of a flattened text that hold more than spaces."""
    lines: list[Line] = []
    for match in _LINE.finditer(flat):
        text = match.group().strip()
        if not text:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        alone = not lines or "\n" in flat[lines[-1].end : start].replace("\n", "", 1)
        lines.append(Line(start, start + len(text), text, alone))
    return lines
