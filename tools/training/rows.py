"""What a model is trained on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Rows:
    """Training rows of one model: feature names, optional dense vectors, labels."""

    features: list[list[str]] = field(default_factory=list)
    vectors: list[Any] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def add(self, features: list[str], label: str, vector: Any = None) -> None:
        self.features.append(features)
        self.labels.append(label)
        if vector is not None:
            self.vectors.append(vector)
