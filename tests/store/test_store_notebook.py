"""The notebook in docs runs from top to bottom on a store of invented events."""

import json
from pathlib import Path

import pytest
from made_values import make_event, make_reading, make_report

from recoupe.store import open_store

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"


def test_the_notebook_runs_and_draws(tmp_path, monkeypatch):
    pytest.importorskip("geopandas")
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    monkeypatch.chdir(tmp_path)
    with open_store("sahel.db") as store:
        store.add([make_reading("a1"), make_reading("a2")])
        store.save_events([make_event("e1"), make_event("e2", (make_report("a2#r1", "a2"),), when=None, where=None)])
    names: dict[str, object] = {}
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    from matplotlib import pyplot

    assert len(pyplot.get_fignums()) >= 1
    pyplot.close("all")
