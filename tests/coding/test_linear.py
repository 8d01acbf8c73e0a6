"""The small linear models: probabilities, unknown features, dense input."""

from __future__ import annotations

from dataclasses import replace

import numpy
import pytest

from recoupe.coding.linear import Floats, LinearModel, softmax


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
    known = [TWO.names[f] for f in dict.fromkeys(features) if f in TWO.names]
    expected = softmax(TWO.weights[known].sum(axis=0) + TWO.bias)
    assert TWO.scores(features) == pytest.approx(expected, abs=1e-6)


def test_softmax_bears_large_numbers() -> None:
    assert softmax(floats(1000, 0, -1000)) == pytest.approx([1, 0, 0])


def test_two_classes_bear_large_numbers() -> None:
    large = replace(TWO, weights=TWO.weights * 2000)
    assert large.scores(["far"]) == pytest.approx([1, 0])


def test_a_feature_said_twice_counts_once() -> None:
    assert THREE.scores(["lemma=visite"] * 3) == pytest.approx(THREE.scores(["lemma=visite"]))


def test_reasons_are_ordered_and_known() -> None:
    assert THREE.reasons(["lemma=visite", "lemma=attaque", "lemma=inconnu"], "ASSAULT") == [
        ("lemma=attaque", 2.0),
        ("lemma=visite", 0.0),
    ]
    assert len(THREE.reasons(["lemma=visite", "lemma=attaque"], "ASSAULT", most=1)) == 1
