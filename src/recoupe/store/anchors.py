"""Finds words again after the text around them has changed: by quote, then by what stood before and after."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.fuzz import partial_ratio_alignment

from recoupe.model import Span

CONTEXT = 40  # characters kept on each side
FUZZY_LENGTH = 12  # shorter quotes are found exactly or not at all
FUZZY_SCORE = 88.0
FOLDED = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\u2011": "-"})


def context_of(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after the span."""
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


def find_words(text: str, quote: str, prefix: str = "", suffix: str = "", near: int | None = None) -> Span | None:
    """Where the words stand now; None when they are gone or when nothing tells two places apart."""
    if not quote:
        return None
    folded, words = text.translate(FOLDED), quote.translate(FOLDED)
    starts = list(occurrences(folded, words))
    if not starts:
        return find_similar(text, folded, words)
    start = pick_start(folded, words, starts, prefix.translate(FOLDED), suffix.translate(FOLDED), near)
    return None if start is None else Span.of(text, start, start + len(words))


def pick_start(text: str, quote: str, starts: list[int], prefix: str, suffix: str, near: int | None) -> int | None:
    """The occurrence whose surroundings fit best; among equals the nearest, if there is a place to be near to."""
    fits = {s: common_end(text[:s], prefix) + common_start(text[s + len(quote) :], suffix) for s in starts}
    best = [s for s in starts if fits[s] == max(fits.values())]
    if len(best) == 1:
        return best[0]
    return None if near is None else min(best, key=lambda s: abs(s - near))


def occurrences(text: str, quote: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def find_similar(text: str, folded: str, quote: str) -> Span | None:
    """The stretch most like the quote, on word boundaries; for words that were lightly edited."""
    if len(quote) < FUZZY_LENGTH or len(text) < len(quote):
        return None
    found = partial_ratio_alignment(quote, folded, score_cutoff=FUZZY_SCORE)
    if found is None:
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and folded[start - 1].isalnum() and folded[start].isalnum():
        start -= 1
    while end < len(folded) and folded[end - 1].isalnum() and folded[end].isalnum():
        end += 1
    return Span.of(text, start, end)


def common_end(text: str, other: str) -> int:
    """How many last characters the two share."""
    return common_start(text[-len(other) :][::-1] if other else "", other[::-1])


def common_start(text: str, other: str) -> int:
    count = 0
    for a, b in zip(text, other):
        if a != b:
            break
        count += 1
    return count
