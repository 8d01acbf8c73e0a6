"""Small linear models: named features and dense vectors in, one probability a class out. Plain numpy, trained by
`tools/training`."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float32]


@dataclass(frozen=True)
class LinearModel:
    """Multinomial logistic regression: `weights` (features, classes), `dense` (width, classes), `bias` (classes).

    Dense input is standardised with `mean` and `scale` (width). Unknown feature names count nothing.
    """

    classes: tuple[str, ...]
    names: dict[str, int]
    weights: Floats
    bias: Floats
    dense: Floats
    mean: Floats
    scale: Floats

    def scores(self, features: Iterable[str], vector: Floats | None = None) -> Floats:
        """Probability of each class, shape (classes,)."""
        if len(self.classes) == 2 and not len(self.mean):
            return self._two_scores(features)
        standard = self.standardise(vector) if vector is not None and len(self.mean) else None
        return self.scores_of(self.known(features), standard)

    def scores_of(self, rows: list[int], standard: Floats | None) -> Floats:
        """The same for the rows of known features and a standardised vector."""
        total = self.weights[rows].sum(axis=0) + self.bias
        return softmax(total if standard is None else total + standard @ self.dense)

    def known(self, features: Iterable[str]) -> list[int]:
        """The rows of the features that the model knows, each once."""
        return [self.names[f] for f in dict.fromkeys(features) if f in self.names]

    def standardise(self, vector: Floats) -> Floats:
        standard: Floats = (vector - self.mean) * self.scale
        return standard

    def _two_scores(self, features: Iterable[str]) -> Floats:
        second = self.chance(features)
        return numpy.array((1.0 - second, second), dtype=numpy.float32)

    def chance(self, features: Iterable[str]) -> float:
        """Probability of the second of two classes, without arrays: asked for every pair of an event and what stands
        near. Features are counted once, in their order, so that sums are the same in every run."""
        odds = float(self.bias[1] - self.bias[0])
        odds += sum(map(self.margins.get, dict.fromkeys(features), repeat(0.0)))
        return 0.5 + 0.5 * math.tanh(odds / 2)

    @cached_property
    def margins(self) -> dict[str, float]:
        """How much each feature speaks for the second of two classes."""
        return dict(zip(self.names, (self.weights[:, 1] - self.weights[:, 0]).tolist()))

    def reasons(self, features: Iterable[str], label: str, most: int = 4) -> list[tuple[str, float]]:
        """The named features that speak most for `label`, with their weights."""
        column = self.classes.index(label)
        known = {f: float(self.weights[self.names[f], column]) for f in features if f in self.names}
        return sorted(known.items(), key=lambda item: -item[1])[:most]


def softmax(values: Floats) -> Floats:
    shifted: Floats = numpy.exp(values - values.max())
    total: Floats = shifted / shifted.sum()
    return total
