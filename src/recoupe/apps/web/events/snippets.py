"""Snippets: a few words of a text around what was searched, with the words found marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from recoupe.boards.quotes import MASK
from recoupe.store.query import Query
from recoupe.store.words import APOSTROPHES, query_stems, stem_pair

LIMIT = 200
WORD = re.compile(r"[^\W_]+(?:['’ʼ](?=[^\W_]))?")
READ = 60_000  # characters of a text that are looked through
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a snippet; `found` ones are what was searched."""

    text: str
    found: bool = False


def wanted_stems(query: Query) -> frozenset[str]:
    """Stems of every word that is searched for."""
    rows = (row for words in query.words if not words.negated for row in query_stems(words.text))
    return frozenset(stem for row in rows for stem in row)


def make_snippet(text: str, stems: frozenset[str], language: str, masks: Sequence[Range] = ()) -> list[Piece]:
    """At most 200 characters around the place with the most words found; its beginning when there are none."""
    hits = list(find_words(text[:READ], stems, language))
    start, end = best_window(text, hits)
    before, after = "…" * (start > 0), "…" * (end < len(text))
    room = LIMIT - len(before) - len(after)
    pieces = cut_pieces(text, (start, min(end, start + room)), hits, masks)
    return [piece for piece in (Piece(before), *pieces, Piece(after)) if piece.text]


def mark_words(text: str, stems: frozenset[str], language: str) -> list[Piece]:
    """The whole text with the words found marked."""
    return cut_pieces(text, (0, len(text)), list(find_words(text, stems, language)), ())


def find_words(text: str, stems: frozenset[str], language: str) -> Iterable[Range]:
    for match in WORD.finditer(text):
        word = match.group().rstrip(APOSTROPHES)
        if is_wanted(word.lower(), stems, language):
            yield match.start(), match.start() + len(word)


@lru_cache(maxsize=50_000)
def is_wanted(word: str, stems: frozenset[str], language: str) -> bool:
    return bool(stems) and not stems.isdisjoint(stem_pair(word, language))


def best_window(text: str, hits: Sequence[Range]) -> Range:
    """Some 190 characters with the most hits, begun at a word's start."""
    width = LIMIT - 10
    if not hits:
        return 0, word_end(text, width)
    best, most, last = 0, 0, 0
    for n, (start, _) in enumerate(hits):
        while last < len(hits) and hits[last][1] <= start + width * 2 // 3:
            last += 1
        if last - n > most:
            best, most = n, last - n
    start = word_start(text, max(0, hits[best][0] - width // 4))
    return start, word_end(text, start + width)


def word_start(text: str, at: int) -> int:
    """The beginning of the next word, unless that is far."""
    if at == 0:
        return 0
    space = text.find(" ", at, at + 30)
    return space + 1 if space >= 0 else at


def word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, at - 30), at)
    return space if space > 0 else at


def cut_pieces(text: str, window: Range, hits: Sequence[Range], masks: Sequence[Range]) -> list[Piece]:
    """The window in pieces: found, masked or plain; line breaks become spaces."""
    edges = {*window, *(p for span in (*hits, *masks) for p in span if window[0] < p < window[1])}
    cuts = sorted(edges)
    pieces: list[Piece] = []
    for first, last in pairwise(cuts):
        if any(a < last and first < b for a, b in masks):
            pieces += [Piece(MASK)] * (not pieces or pieces[-1].text != MASK)
        else:
            words = re.sub(r"\s+", " ", text[first:last])
            pieces.append(Piece(words, any(a <= first and last <= b for a, b in hits)))
    return pieces
