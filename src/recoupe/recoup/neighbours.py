"""Neighbours: who shares rare keys with whom, without comparing everything with everything.

An inverted index whose postings are cut to the most recent: the work for one more article does not grow with the
store. Articles and events both find their candidates here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from heapq import nlargest
from math import log
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
POSTING = 48  # so many most recent holders of a key are looked at
COMMON = 400  # a key with more holders than this, and more than a fifth of them all, says nothing


class Index(Generic[K]):
    """Keys and their holders; `find` ranks holders by the rarity of the keys they share with the question."""

    def __init__(self, posting: int = POSTING) -> None:
        self.posting = posting
        self.holders: dict[Hashable, list[K]] = {}
        self.forgotten: dict[Hashable, int] = {}
        self.size = 0

    def add(self, holder: K, keys: Iterable[Hashable]) -> None:
        """Note `holder` under every key; the oldest holders of a crowded key are forgotten."""
        self.size += 1
        for key in keys:
            held = self.holders.setdefault(key, [])
            held.append(holder)
            if len(held) > 2 * self.posting:
                gone = len(held) - self.posting - 1
                del held[1 : 1 + gone]  # the first stays: a thousand copies have one original
                self.forgotten[key] = self.forgotten.get(key, 0) + gone

    def rarity(self, key: Hashable) -> float:
        """How much sharing this key says: 0 for keys that many hold."""
        count = len(self.holders.get(key, ())) + self.forgotten.get(key, 0)
        if not count or (count > COMMON and count * 5 > self.size):
            return 0.0
        return log(1 + (self.size + 20) / count)

    def find(self, keys: Iterable[Hashable], limit: int) -> list[tuple[K, float]]:
        """At most `limit` holders that share keys, with the summed rarity of what they share, best first."""
        found: dict[K, float] = defaultdict(float)
        for key in keys:
            held = self.holders.get(key)
            if not held:
                continue
            weight = self.rarity(key)
            if weight:
                for holder in held if len(held) <= self.posting else (held[0], *held[-self.posting :]):
                    found[holder] += weight
        if len(found) > limit:
            least = min(nlargest(limit, found.values()))
            found = {holder: weight for holder, weight in found.items() if weight >= least}
        return sorted(found.items(), key=lambda item: (-item[1], str(item[0])))[:limit]
