"""The trained models of the coder, and the file that holds them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy

from recoupe.coding.linear import Floats, LinearModel
from recoupe.coding.nets import Net

MODEL = Path(__file__).parent / "coder.npz"
LINEAR_SHARE = 0.4  # how much the linear model of events counts beside the mean of the nets
HOPELESS = 0.06  # below this chance of any event the nets are not asked
NONE = "-"  # the class of words that tell of no event
LINEAR_PARTS = ("weights", "bias", "dense", "mean", "scale")
NET_PARTS = tuple(part.name for part in fields(Net))


@dataclass(frozen=True)
class CoderModels:
    """The linear models of the coder by name, the vectors of trigger words, and the nets beside the model "event"."""

    models: dict[str, LinearModel]
    vectors: dict[str, Floats]
    width: int
    nets: tuple[Net, ...] = ()

    def vector(self, word: str) -> Floats:
        """The vector of a trigger word; zeros for a word without one."""
        found = self.vectors.get(word)
        return numpy.zeros(self.width, dtype=numpy.float32) if found is None else found

    def event_chances(self, features: Iterable[str], vector: Floats) -> Floats:
        """Probability of each class of the model "event": what it says, and what the nets say in the mean."""
        model = self.models["event"]
        rows, standard = model.known(features), model.standardise(vector)
        chances = model.scores_of(rows, standard)
        if not self.nets or 1 - chances[model.classes.index(NONE)] < HOPELESS:
            return chances
        share = numpy.float32((1 - LINEAR_SHARE) / len(self.nets))
        return sum((share * net.scores(rows, standard) for net in self.nets), numpy.float32(LINEAR_SHARE) * chances)


def save_models(path: Path, coder: CoderModels) -> None:
    """Write models, nets and word vectors to one file, in half precision."""
    arrays: dict[str, Any] = {}
    for name, model in coder.models.items():
        head = {"classes": list(model.classes), "names": list(model.names)}
        arrays[f"{name}.head"] = numpy.frombuffer(json.dumps(head, ensure_ascii=False).encode(), dtype=numpy.uint8)
        arrays |= {f"{name}.{part}": getattr(model, part).astype(numpy.float16) for part in LINEAR_PARTS}
    for n, net in enumerate(coder.nets):
        arrays |= {f"net{n}.{part}": getattr(net, part).astype(numpy.float16) for part in NET_PARTS}
    arrays["words.words"] = numpy.frombuffer("\n".join(coder.vectors).encode(), dtype=numpy.uint8)
    arrays["words.vectors"] = numpy.array(list(coder.vectors.values())).astype(numpy.float16)
    numpy.savez_compressed(path, **arrays)


@lru_cache(maxsize=2)
def load_models(path: Path = MODEL) -> CoderModels | None:
    """The trained models, or None when the file is not there (the rules then decide alone)."""
    if not path.exists():
        return None
    with numpy.load(path) as file:
        names = [key.removesuffix(".head") for key in file if key.endswith(".head")]
        models = {name: _load_model(file, name) for name in names}
        nets = tuple(_load_net(file, n) for n in range(sum(key.endswith(".table") for key in file)))
        words = bytes(file["words.words"]).decode().split("\n")
        vectors = file["words.vectors"].astype(numpy.float32)
    return CoderModels(models, dict(zip(words, vectors)), vectors.shape[1], nets)


def _load_model(file: Any, name: str) -> LinearModel:
    head = json.loads(bytes(file[f"{name}.head"]))
    parts = {part: file[f"{name}.{part}"].astype(numpy.float32) for part in LINEAR_PARTS}
    return LinearModel(tuple(head["classes"]), {n: i for i, n in enumerate(head["names"])}, **parts)


def _load_net(file: Any, number: int) -> Net:
    return Net(**{part: file[f"net{number}.{part}"].astype(numpy.float32) for part in NET_PARTS})
