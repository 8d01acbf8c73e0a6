"""The text as the rules want it: straight quotes, plain spaces, no invisible characters, and the way back."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from recoupe.model import Span

# One character for one character: lengths stay, so most texts need no map at all.
_SAME_LENGTH = {
    **dict.fromkeys(map(ord, "’‘‛ʼ′＇`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″＂"), '"'),
    **dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2008\u2002\u2003\u2004\u2005\u2006\u200a\u3000\t"), " "),
    **dict.fromkeys(map(ord, "\u2028\u2029\x0b\x0c\x85\r"), "\n"),
    **dict.fromkeys(map(ord, "‐‑‒"), "-"),
}
# Invisible characters: dropped, which is what makes the map necessary.
_DROPPED = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` normalised; `drops` holds, for every dropped character, its position in `text`."""

    text: str
    original: str
    drops: tuple[int, ...] = ()

    def back(self, at: int) -> int:
        """The offset in the original of the offset `at` in the plain text."""
        return at + bisect_right(self.drops, at) if self.drops else at

    def span(self, start: int, end: int) -> Span:
        """The original words behind `text[start:end]`."""
        if not self.drops:
            return Span.of(self.original, start, end)
        return Span.of(self.original, self.back(start), self.back(end - 1) + 1 if end > start else self.back(start))


def make_plain(original: str) -> Plain:
    """Normalise quotes and spaces and drop invisible characters; idempotent."""
    text = original.translate(_SAME_LENGTH)
    if not any(c in _DROPPED for c in set(text)):
        return Plain(text, original)
    kept: list[str] = []
    drops: list[int] = []
    for char in text:
        if char in _DROPPED:
            drops.append(len(kept))
        else:
            kept.append(char)
    return Plain("".join(kept), original, tuple(drops))
