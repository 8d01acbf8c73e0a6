"""Small nets: two hidden layers over the inputs of a linear model, with its own way straight to the classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy

from recoupe.coding.linear import Floats, softmax


@dataclass(frozen=True)
class Net:
    """Weights beside those of a linear model, whose features (rows), dense input (standardised) and classes it shares.

    `table` (features, width + classes) holds what a feature gives to the first layer and, past it, to the classes;
    `dense` (input, width), `first` (width), `hidden` (width, hidden), `second` (hidden), `out` (hidden, classes),
    `third` (classes).
    """

    table: Floats
    dense: Floats
    first: Floats
    hidden: Floats
    second: Floats
    out: Floats
    third: Floats

    def scores(self, rows: Sequence[int], standard: Floats) -> Floats:
        """Probability of each class, shape (classes,), for the rows of known features and a standardised vector."""
        told, width = self.table[rows].sum(axis=0), len(self.first)
        layer = numpy.maximum(told[:width] + standard @ self.dense + self.first, 0)
        layer = numpy.maximum(layer @ self.hidden + self.second, 0)
        return softmax(layer @ self.out + self.third + told[width:])
