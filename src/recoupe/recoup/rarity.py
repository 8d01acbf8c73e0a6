"""How much it says that two reports share a word: much for a rare one, nothing for one that half of them hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

from recoupe.recoup.profile import Profile

RARE = 3  # a word that so few reports hold says all that a word can say


class Rarity:
    """Counts in how many reports a word stands among those concerned, the names, or the words that tell it."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.counts: Counter[str] = Counter()
        self.size = 0
        for profile in profiles:
            self.size += 1
            self.counts.update(profile.actors | profile.recipients | profile.names | profile.anchor | profile.context)
        self._full = log((self.size + 20) / RARE)

    def of(self, word: str) -> float:
        """0 to 1."""
        count = max(RARE, self.counts.get(word, 0))
        return max(0.0, min(1.0, log((self.size + 20) / count) / self._full))

    def best(self, words: Iterable[str]) -> float:
        """The rarity of the rarest."""
        return max(map(self.of, words), default=0.0)

    def overlap(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The weighted share of the shorter set that stands in the longer."""
        small, large = (one, other) if len(one) <= len(other) else (other, one)
        total = sum(map(self.of, small))
        return sum(self.of(word) for word in small if word in large) / total if total else 0.0
