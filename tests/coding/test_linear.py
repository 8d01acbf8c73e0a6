"""The small linear models: probabilities, unknown features, dense input, and what a file keeps."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from recoupe.coding.linear import Floats, LinearModel, load_models, save_models, softmax


def floats(*rows: object) -> Floats:
    return numpy.array(rows, dtype=numpy.float32)


THREE = LinearModel(
    classes=("-", "ASSAULT", "CONSULT"),
    names={"lemma=attaque": 0, "lemma=visite": 1},
    weights=floats([-1, 2, 0], [-1, 0, 2]),
    bias=floats(1, 0, 0),
    dense=floats([0, 1, 0], [0, 0, 1]),
    mean=floats(1, 1),
    scale=floats(0.5, 0.5),
)
TWO = LinearModel(
    classes=("no", "yes"),
    names={"near": 0, "far": 1},
    weights=floats([-1, 1], [1.5, -1.5]),
    bias=floats(0.5, 0),
    dense=numpy.zeros((0, 2), dtype=numpy.float32),
    mean=floats(),
    scale=floats(),
)

BEST = [
    # features, dense vector, likeliest class
    ([], None, "-"),
    (["lemma=attaque"], None, "ASSAULT"),
    (["lemma=visite"], None, "CONSULT"),
    (["lemma=inconnu"], None, "-"),
    ([], floats(9, 1), "ASSAULT"),
    ([], floats(1, 9), "CONSULT"),
    (["lemma=attaque"], floats(1, 9), "CONSULT"),
]


@pytest.mark.parametrize(("features", "vector", "label"), BEST)
def test_likeliest_class(features: list[str], vector: Floats | None, label: str) -> None:
    scores = THREE.scores(features, vector)
    assert THREE.classes[int(scores.argmax())] == label
    assert scores.sum() == pytest.approx(1)


@pytest.mark.parametrize("features", [[], ["near"], ["far"], ["near", "far"], ["unknown"], ["near", "near"]])
def test_two_classes_agree_with_softmax(features: list[str]) -> None:
    known = [TWO.names[f] for f in features if f in TWO.names]
    expected = softmax(TWO.weights[known].sum(axis=0) + TWO.bias)
    assert TWO.scores(features) == pytest.approx(expected, abs=1e-6)


def test_softmax_bears_large_numbers() -> None:
    assert softmax(floats(1000, 0, -1000)) == pytest.approx([1, 0, 0])


def test_two_classes_bear_large_numbers() -> None:
    assert TWO.scores(["far"] * 2000) == pytest.approx([1, 0])


def test_reasons_are_ordered_and_known() -> None:
    assert THREE.reasons(["lemma=visite", "lemma=attaque", "lemma=inconnu"], "ASSAULT") == [
        ("lemma=attaque", 2.0),
        ("lemma=visite", 0.0),
    ]
    assert len(THREE.reasons(["lemma=visite", "lemma=attaque"], "ASSAULT", most=1)) == 1


def test_saved_models_come_back(tmp_path: Path) -> None:
    path = tmp_path / "models.npz"
    save_models(path, {"event": THREE, "time": TWO}, {"words": (["attaque", "visité"], floats([1, 2], [3, 4]))})
    loaded = load_models(path)
    assert loaded is not None
    assert set(loaded.models) == {"event", "time"}
    for name, model in (("event", THREE), ("time", TWO)):
        again = loaded.models[name]
        assert (again.classes, again.names) == (model.classes, model.names)
        assert again.scores(list(model.names)) == pytest.approx(model.scores(list(model.names)), abs=1e-3)
    assert loaded.vector("visité").tolist() == [3, 4]
    assert loaded.vector("unheard").tolist() == [0, 0]


def test_no_file_no_models(tmp_path: Path) -> None:
    assert load_models(tmp_path / "none.npz") is None


def test_shipped_models_are_whole() -> None:
    """The file the coder reads has every model it asks for, and stays small."""
    loaded = load_models()
    assert loaded is not None
    assert {"event", "time", "place", "actor", "recipient", "source", "status", "recalled"} <= set(loaded.models)
    assert "-" in loaded.models["event"].classes
    for model in loaded.models.values():
        assert model.weights.shape == (len(model.names), len(model.classes))
        assert numpy.isfinite(model.weights).all()
