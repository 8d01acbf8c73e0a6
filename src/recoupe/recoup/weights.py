"""Weights of the signs that two reports speak of one event, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from recoupe.knowledge.loader import HOME, load_entries


class WeightEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sign, its weight in log odds, and how it is told to the user."""

    id: str
    weight: float
    says: str = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """`threshold` is the log odds above which two reports are one event."""

    values: Mapping[str, float]
    says: Mapping[str, str]
    threshold: float

    def value(self, sign: str) -> float:
        return self.values.get(sign, 0.0)

    def score(self, signs: Mapping[str, float]) -> float:
        """The log odds that the signs amount to."""
        return sum(self.values.get(name, 0.0) * strength for name, strength in signs.items())

    def reasons(self, signs: Mapping[str, float], limit: int = 5) -> tuple[str, ...]:
        """The weightiest signs, in words."""
        told = [(self.values.get(n, 0.0) * s, self.says.get(n, "")) for n, s in signs.items()]
        return tuple(words for _, words in sorted(told, key=lambda t: (-abs(t[0]), t[1])) if words)[:limit]


@cache
def load_weights() -> Weights:
    return make_weights(load_entries(HOME / "merging.yml", WeightEntry))


def make_weights(entries: Iterable[WeightEntry]) -> Weights:
    values = {entry.id: entry.weight for entry in entries}
    return Weights(values, {entry.id: entry.says for entry in entries}, values.pop("threshold", 0.0))
