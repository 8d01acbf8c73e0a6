"""How much it says that two reports share a word: much for a rare one, next to nothing for one that many hold.

The shares stand in `knowledge/common_stems.yml` and not in the store: two reports then mean the same to each other
whatever else is stored, and a new article changes nothing but its neighbourhood.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import log

import msgspec

from recoupe.knowledge.loader import HOME, load_entries

RARE = 0.003  # a word that so small a share of reports holds says all that a word can say
FULL = log(1 / RARE)


class StemEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Stems of words that about this share of all reports hold."""

    id: str
    share: float
    stems: tuple[str, ...]


@cache
def load_rarities() -> dict[str, float]:
    """The rarity, 0 to 1, of every stem that is not rare."""
    entries = load_entries(HOME / "common_stems.yml", StemEntry)
    return {stem: max(0.0, min(1.0, -log(entry.share) / FULL)) for entry in entries for stem in entry.stems}


def rarity_of(word: str) -> float:
    """0 to 1."""
    return load_rarities().get(word, 1.0)


def best_rarity(words: Iterable[str]) -> float:
    """The rarity of the rarest."""
    return max(map(rarity_of, words), default=0.0)


def rare_overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The weighted share of the shorter set that stands in the longer."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    total = sum(map(rarity_of, small))
    return sum(rarity_of(word) for word in small if word in large) / total if total else 0.0
