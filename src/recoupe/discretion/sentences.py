"""The sentence around words of an article: what is quoted, and what is asked for patrols and convoys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from recoupe.model import Event

SENTENCE_END = re.compile(r"[.!?…]+[»”\"')]*(?=\s+[«“\"(]?\s?[A-ZÀ-Þ0-9])|\n[ \t]*\n")
SENTENCE_REACH = 1500  # a sentence is sought this many characters around at most


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the sentence around `text[start:end]`, without outer spaces."""
    low, high = max(0, start - SENTENCE_REACH), min(len(text), end + SENTENCE_REACH)
    first = max((m.end() for m in SENTENCE_END.finditer(text, low, start)), default=low)
    after = SENTENCE_END.search(text, end, high)
    last = after.end() if after else high
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def event_sentences(event: Event, text_of: Callable[[str], str]) -> Iterator[str]:
    """The sentence around the anchor of each report; `text_of` finds an article's text, empty when not at hand."""
    for report in event.reports:
        text = text_of(report.article)
        if text:
            start, end = sentence_bounds(text, report.anchor.start, report.anchor.end)
            yield text[start:end]
