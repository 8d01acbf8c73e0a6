"""Small linear models: named features and dense vectors in, one probability a class out. Plain numpy, trained by
`tools/training`."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

MODEL = Path(__file__).parent / "coder.npz"
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
        known = [self.names[f] for f in features if f in self.names]
        total = self.weights[known].sum(axis=0) + self.bias
        if vector is not None and len(self.mean):
            total = total + ((vector - self.mean) * self.scale) @ self.dense
        return softmax(total)

    def _two_scores(self, features: Iterable[str]) -> Floats:
        """The same for two classes, without arrays: it is asked for every pair of an event and what stands near."""
        margins = self.margins
        odds = float(self.bias[1] - self.bias[0]) + sum(margins[f] for f in features if f in margins)
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


def save_models(path: Path, models: dict[str, LinearModel], tables: dict[str, tuple[Sequence[str], Floats]]) -> None:
    """Write models and word tables to one file, in half precision."""
    arrays: dict[str, Any] = {}
    for name, model in models.items():
        head = {"classes": list(model.classes), "names": list(model.names)}
        arrays[f"{name}.head"] = numpy.frombuffer(json.dumps(head, ensure_ascii=False).encode(), dtype=numpy.uint8)
        for part in ("weights", "bias", "dense", "mean", "scale"):
            arrays[f"{name}.{part}"] = getattr(model, part).astype(numpy.float16)
    for name, (words, vectors) in tables.items():
        arrays[f"{name}.words"] = numpy.frombuffer("\n".join(words).encode(), dtype=numpy.uint8)
        arrays[f"{name}.vectors"] = vectors.astype(numpy.float16)
    numpy.savez_compressed(path, **arrays)


@dataclass(frozen=True)
class CoderModels:
    """The trained models of the coder by name, and the vectors of trigger words."""

    models: dict[str, LinearModel]
    vectors: dict[str, Floats]
    width: int

    def vector(self, word: str) -> Floats:
        """The vector of a trigger word; zeros for a word without one."""
        found = self.vectors.get(word)
        return numpy.zeros(self.width, dtype=numpy.float32) if found is None else found


@lru_cache(maxsize=2)
def load_models(path: Path = MODEL) -> CoderModels | None:
    """The trained models, or None when the file is not there (the rules then decide alone)."""
    if not path.exists():
        return None
    with numpy.load(path) as file:
        models = {
            key.removesuffix(".head"): _load_model(file, key.removesuffix(".head"))
            for key in file
            if key.endswith(".head")
        }
        words = bytes(file["words.words"]).decode().split("\n")
        vectors = file["words.vectors"].astype(numpy.float32)
    return CoderModels(models, dict(zip(words, vectors)), vectors.shape[1])


def _load_model(file: Any, name: str) -> LinearModel:
    head = json.loads(bytes(file[f"{name}.head"]))
    parts = {p: file[f"{name}.{p}"].astype(numpy.float32) for p in ("weights", "bias", "dense", "mean", "scale")}
    return LinearModel(tuple(head["classes"]), {n: i for i, n in enumerate(head["names"])}, **parts)
