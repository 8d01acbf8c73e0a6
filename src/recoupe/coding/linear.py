"""Small linear models: named features and dense vectors in, one probability a class out. Plain numpy, trained by
`tools/training`."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

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
        total = self.weights[self.known(features)].sum(axis=0) + self.bias
        if vector is not None and len(self.mean):
            total = total + self.standardise(vector) @ self.dense
        return softmax(total)

    def known(self, features: Iterable[str]) -> list[int]:
        """The rows of the features that the model knows, each once."""
        return [self.names[f] for f in dict.fromkeys(features) if f in self.names]

    def standardise(self, vector: Floats) -> Floats:
        standard: Floats = (vector - self.mean) * self.scale
        return standard

    def _two_scores(self, features: Iterable[str]) -> Floats:
        """The same for two classes, without arrays: it is asked for every pair of an event and what stands near."""
        margins = self.margins
        odds = float(self.bias[1] - self.bias[0]) + sum(margins[f] for f in dict.fromkeys(features) if f in margins)
        second = 0.5 + 0.5 * math.tanh(odds / 2)
        return numpy.array((1.0 - second, second), dtype=numpy.float32)

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
