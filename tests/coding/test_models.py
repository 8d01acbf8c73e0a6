"""The file of trained models: what it keeps, and what the shipped one has."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
from test_linear import THREE, TWO, floats

from recoupe.coding.models import MODEL, CoderModels, load_models, save_models
from recoupe.coding.nets import Net

MEGABYTE = 1e6


def make_net(lean: float) -> Net:
    """A net over the features and classes of THREE that leans to its last class."""
    zeros = numpy.zeros
    return Net(
        table=floats([1, 0, 0, 0, 0], [0, 1, 0, 0, 0]),
        dense=zeros((2, 2), dtype=numpy.float32),
        first=floats(0, 0),
        hidden=floats([1, 0], [0, 1]),
        second=floats(0, 0),
        out=floats([0, 1, 0], [0, 0, lean]),
        third=floats(0, 0, 0),
    )


CODER = CoderModels({"event": THREE, "time": TWO}, {"attaque": floats(1, 2), "visité": floats(3, 4)}, 2)
WITH_NETS = CoderModels(CODER.models, CODER.vectors, 2, (make_net(3), make_net(5)))


def test_saved_models_come_back(tmp_path: Path) -> None:
    path = tmp_path / "models.npz"
    save_models(path, WITH_NETS)
    loaded = load_models(path)
    assert loaded is not None
    assert set(loaded.models) == {"event", "time"}
    for name, model in CODER.models.items():
        again = loaded.models[name]
        assert (again.classes, again.names) == (model.classes, model.names)
        assert again.scores(list(model.names)) == pytest.approx(model.scores(list(model.names)), abs=1e-3)
    assert loaded.vector("visité").tolist() == [3, 4]
    assert loaded.vector("unheard").tolist() == [0, 0]
    told = WITH_NETS.event_chances(["lemma=visite"], floats(0, 0))
    assert loaded.event_chances(["lemma=visite"], floats(0, 0)) == pytest.approx(told, abs=1e-3)


def test_without_nets_the_linear_model_decides() -> None:
    vector = floats(9, 1)
    assert CODER.event_chances(["lemma=visite"], vector) == pytest.approx(THREE.scores(["lemma=visite"], vector))


def test_nets_and_linear_model_are_mixed() -> None:
    alone = CODER.event_chances(["lemma=visite"], floats(0, 0))
    mixed = WITH_NETS.event_chances(["lemma=visite"], floats(0, 0))
    assert mixed.sum() == pytest.approx(1)
    assert mixed[2] > alone[2]


@pytest.mark.parametrize(("rows", "likeliest"), [([0], 1), ([1], 2), ([0, 1], 2)])
def test_a_net_reads_its_rows(rows: list[int], likeliest: int) -> None:
    assert int(make_net(3).scores(rows, floats(0, 0)).argmax()) == likeliest


def test_no_file_no_models(tmp_path: Path) -> None:
    assert load_models(tmp_path / "none.npz") is None


def test_shipped_models_are_whole() -> None:
    """The file the coder reads has every model it asks for, and stays small."""
    loaded = load_models()
    assert loaded is not None
    assert {"event", "time", "place", "actor", "recipient", "source", "status", "recalled"} <= set(loaded.models)
    event = loaded.models["event"]
    assert "-" in event.classes
    assert MODEL.stat().st_size < 10 * MEGABYTE
    for model in loaded.models.values():
        assert model.weights.shape == (len(model.names), len(model.classes))
        assert numpy.isfinite(model.weights).all()
    assert loaded.nets
    for net in loaded.nets:
        assert net.table.shape == (len(event.names), len(net.first) + len(event.classes))
        assert numpy.isfinite(net.table).all()
