"""The database in Python: select, narrow, look, turn into tables, correct."""

import json

import pytest
from made_values import make_event, make_reading, make_report

from recoupe.api import Desk, open_desk
from recoupe.model import Count
from recoupe.store import StoreError


@pytest.fixture
def desk(tmp_path):
    with open_desk(tmp_path / "sahel.db") as opened:
        opened.store.add([make_reading("a1"), make_reading("a2")])
        opened.store.save_events(
            [make_event("e1"), make_event("e2", (make_report("a2#r1", "a2"),), type="COERCE", border=None, killed=None)]
        )
        yield opened


def test_events_are_selected_and_narrowed(desk: Desk):
    assert len(desk.events()) == 2
    assert [e.id for e in desk.events(near="SN-ML", within_km=50)] == ["e1"]
    assert [e.id for e in desk.events("civils").where(type="COERCE")] == ["e2"]
    assert not desk.events(type="AID") and desk.events("civils")
    assert repr(desk.events(type="AID")) == "<0 events: type:AID>"
    assert [e.id for e in desk.events().first(1)] == ["e2"]


def test_a_place_of_the_gazetteer_is_known(desk: Desk):
    assert [e.id for e in desk.events(near="Kidira", within_km=5)] == ["e2", "e1"] and not desk.events(
        near="Dakar", within_km=5
    )


def test_tables(desk: Desk):
    pandas = pytest.importorskip("pandas")
    frame = desk.events().to_dataframe()
    assert isinstance(frame, pandas.DataFrame) and list(frame["id"]) == ["e2", "e1"]
    geo = pytest.importorskip("geopandas")
    frame = desk.events(near="SN-ML", within_km=50).to_geodataframe()
    assert isinstance(frame, geo.GeoDataFrame) and frame.crs == "EPSG:4326"
    assert (frame.geometry[0].x, frame.geometry[0].y) == (-12.2, 14.45)
    assert len(desk.events(type="AID").to_geodataframe()) == 0


def test_exports_count_as_the_query(desk: Desk, tmp_path):
    manifest = desk.events(type="ASSAULT").export("geojson", tmp_path / "x.geojson")
    features = json.loads((tmp_path / "x.geojson").read_text(encoding="utf-8"))["features"]
    assert manifest.events == len(features) == len(desk.events(type="ASSAULT")) == 1
    assert features[0]["properties"]["outlets"] == "La Voix des Dunes"
    assert desk.events().to_jsonl(tmp_path / "x.jsonl") == 2


def test_a_review_sheet_becomes_decisions(desk: Desk, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "review.xlsx"
    assert desk.write_review(path) == 4
    book = openpyxl.load_workbook(path)
    header = [cell.value for cell in book["review"][1]]
    for row, name, value in ((2, "killed", "9+"), (3, "status", "denied")):
        book["review"].cell(row, header.index(name) + 1, value)
        book["review"].cell(row, header.index("who") + 1, "A. Sow")
        book["review"].cell(row, header.index("why") + 1, "seen")
    book.save(path)
    made = desk.take_review(path)
    assert [(d.kind, d.target, d.value["field"]) for d in made] == [
        ("correct", "a1#r1", "killed"),
        ("correct", "a1#r2", "status"),
    ]
    book["review"].cell(3, header.index("status") + 1, "perhaps")
    book.save(path)
    with pytest.raises(ValueError, match="row 3: status 'perhaps'"):
        desk.take_review(path)
    assert len(desk.store.decisions()) == 2


def test_decisions_in_one_line(desk: Desk):
    made = desk.decide("correct", "a1#r1", field="killed", value=9, who="A. Sow", why="seen")
    assert made.quote == "ont tué" and desk.store.decisions() == (made,)


def test_looking_at_one_thing(desk: Desk):
    assert desk.event("e1").killed == Count(8, None) and desk.event("none") is None
    assert desk.article("a1") == make_reading("a1") and desk.article("none") is None
    assert desk.coverage().outlets[0].articles == 2


def test_opening_for_reading_writes_nothing(desk: Desk):
    with open_desk(desk.store.where, "read") as reader:
        assert len(reader.events()) == 2
        with pytest.raises(StoreError, match="opened for reading"):
            reader.decide("correct", "a1#r1", field="killed", value=9, who="A", why="b")
