"""Every format is read back by a program that reads it, holds as many events as were given, and runs nothing."""

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from made_values import OMBAKORO, make_event, make_reading, make_report, span

from recoupe.knowledge.formats import format_columns
from recoupe.model import Count, Event, Evidence, Interval, Place
from recoupe.share import FORMATS, ArticleFacts, ExportContext, ExportError, ExportSettings, export_events
from recoupe.share.cells import safe_cell
from recoupe.share.jsonlines import write_events, write_readings
from recoupe.share.shown import Party

NOW = datetime(2031, 7, 30, tzinfo=UTC)
EVIL = (
    '=HYPERLINK("http://evil.example";"x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "\r=1",
    " =1",
    "|cmd",
    "%0A=1",
)


def context(**facts) -> ExportContext:
    known = {"a1": ArticleFacts.of(make_reading("a1")), **facts}
    return ExportContext(known.get, NOW, "type:ASSAULT")


def many(count: int = 7) -> list[Event]:
    days = [date(2031, 6, n + 1) for n in range(count)]
    return [
        make_event(f"e{n}", (make_report(f"a1#r{n}"),), when=Interval.day(day), boards=("threat", "supply"))
        for n, day in enumerate(days)
    ]


def nasty() -> Event:
    country = Place("iso:ML", "Mali", "ML", None, "country", 17.0, -4.0, 400.0)
    return make_event(
        "=1+1", (make_report('@x"', attributed_to="=cmd|' /C calc'!A0"),), when=None, where=country, place=EVIL[0],
        actors=EVIL, recipients=(), killed=None, former_ids=("../../etc/passwd",), border=None, corridors=(),
    )  # fmt: skip


def export(events, name: str, folder: Path, ctx: ExportContext | None = None) -> Path:
    target = folder / f"out{FORMATS[name].suffix}"
    manifest = export_events(events, name, target, ctx or context())
    assert manifest.events == len(events)
    told = json.loads((folder / (target.name + ".manifest.json")).read_text(encoding="utf-8"))
    assert (told["events"], told["query"], told["format"]) == (len(events), "type:ASSAULT", name)
    assert sorted(p.name for p in folder.iterdir()) == sorted([target.name, target.name + ".manifest.json"])
    return target


def read_csv(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_geojson_is_read_by_geopandas(tmp_path):
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.read_file(export([*many(), nasty()], "geojson", tmp_path))
    assert len(frame) == 8
    assert (frame.geometry.iloc[0].x, frame.geometry.iloc[0].y) == (OMBAKORO.lon, OMBAKORO.lat)
    assert frame.geometry.iloc[7] is None, "a country is no point"


def test_geojson_follows_its_standard(tmp_path):
    collection = json.loads(export(many(2), "geojson", tmp_path).read_text(encoding="utf-8"))
    feature = collection["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-12.2, 14.45]}
    assert feature["properties"]["killed_low"] == 8 and feature["properties"]["killed_high"] is None
    assert feature["properties"]["sources"][0]["outlet"] == "La Voix des Dunes"


def test_an_export_of_nothing_is_whole(tmp_path):
    for name in FORMATS:
        if name != "parquet":
            assert export([], name, tmp_path).stat().st_size >= 0
            for path in tmp_path.iterdir():
                path.unlink()


def test_csv_holds_the_events(tmp_path):
    rows = read_csv(export(many(), "csv", tmp_path))
    assert [r["id"] for r in rows] == [f"e{n}" for n in range(7)]
    row = rows[0]
    assert (row["from"], row["place"], row["killed_low"], row["killed_high"]) == ("2031-06-01", "Ombakoro", "8", "")
    assert (row["lat"], row["series"], row["border_km"], row["grade"]) == ("14.45", "false", "12.5", "B2")


def test_parquet_is_read_by_polars_and_pandas(tmp_path):
    pytest.importorskip("pyarrow")
    polars = pytest.importorskip("polars")
    path = export(many(), "parquet", tmp_path)
    frame = polars.read_parquet(path)
    assert frame.height == 7 and frame["from"].dtype == polars.Date and frame["killed_low"].sum() == 56
    pandas = pytest.importorskip("pandas")
    assert len(pandas.read_parquet(path)) == 7


def test_xlsx_is_read_by_openpyxl(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(export(many(), "xlsx", tmp_path))
    assert book.sheetnames == ["events", "sources", "findings", "about"]
    sheet = book["events"]
    assert sheet.max_row == 8 and sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:AM8"
    links = [c.hyperlink.target for row in book["sources"] for c in row if c.hyperlink]
    assert links == ["https://voix.example/a1"] * 7
    assert "7 events; query: type:ASSAULT" in book["about"]["B2"].value


def test_what_one_sheet_cannot_hold_goes_on_in_the_next(tmp_path, monkeypatch):
    openpyxl = pytest.importorskip("openpyxl")
    monkeypatch.setattr("recoupe.share.xlsx.MOST_ROWS", 4)
    book = openpyxl.load_workbook(export(many(), "xlsx", tmp_path))
    pages = [book[name] for name in ("events", "events 2", "events 3")]
    assert [page.max_row for page in pages] == [4, 4, 2] and {page["A1"].value for page in pages} == {"id"}
    assert [page.auto_filter.ref for page in pages] == ["A1:AM4", "A1:AM4", "A1:AM2"]
    assert [row[0].value for page in pages for row in page.iter_rows(min_row=2)] == [f"e{n}" for n in range(7)]


def test_a_long_list_of_what_was_withheld_waits_in_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr("recoupe.share.manifest.HELD", 3)
    anchor = replace(span("ont tué"), quote="x" * 500, end=span("ont tué").start + 500)
    report = make_report(anchor=anchor, mentions=(), evidence={})
    events = [make_event(f"é{n}", (report,)) for n in range(10)]
    told = json.loads(export(events, "csv", tmp_path).with_name("out.csv.manifest.json").read_text(encoding="utf-8"))
    assert [w["event"] for w in told["withheld"]] == [f"é{n}" for n in range(10)]
    manifest = export_events(events, "csv", io.StringIO(), context())
    assert list(manifest.withheld) == list(manifest.withheld) and len(manifest.withheld) == 10
    assert list(manifest.withheld.reasons.values()) == [10]


@pytest.mark.parametrize(
    ("name", "columns", "delimiter"), [("acled-like", 31, ","), ("ged-like", 49, ","), ("polecat", 40, "\t")]
)
def test_borrowed_formats_have_their_columns(tmp_path, name, columns, delimiter):
    path = export([*many(), nasty()], name, tmp_path)
    rows = read_csv(path, delimiter)
    assert len(rows) == 8 and len(rows[0]) == columns
    assert list(rows[0]) == list(format_columns(name.replace("-", "_")))
    assert None not in rows[0]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "key"), [("acled_like", "acled_2023plus_31"), ("ged_like", "ucdp_ged_49"), ("polecat", "polecat_40")]
)
def test_columns_are_those_of_the_standard(shared, name, key):
    listed = json.loads((shared / "standards" / "column_lists.json").read_text(encoding="utf-8"))
    assert list(format_columns(name)) == listed[key]


def test_an_acled_like_row(tmp_path):
    (row,) = read_csv(export(many(1), "acled-like", tmp_path))
    assert (row["event_date"], row["time_precision"], row["geo_precision"]) == ("2031-06-01", "1", "1")
    assert (row["event_type"], row["sub_event_type"]) == ("Violence against civilians", "Attack")
    assert (row["iso"], row["country"], row["fatalities"], row["inter1"]) == ("466", "Mali", "8", "Rebel group")
    assert "not ACLED data" in row["tags"]


@pytest.mark.parametrize(
    ("kind", "mode", "sectors", "expected"),
    [
        ("ASSAULT", "abduct", ("REB", "CVL"), "Abduction/forced disappearance"),
        ("ASSAULT", "firearms", ("REB", "MIL"), "Armed clash"),
        ("ASSAULT", "explosives", ("REB", "MIL"), "Remote explosive/landmine/IED"),
        ("PROTEST", "riot", (None, None), "Violent demonstration"),
        ("CONSULT", None, (None, None), "Other"),
    ],
)
def test_acled_types(tmp_path, kind, mode, sectors, expected):
    parties = {n: Party(n, "armed", None, s) for n, s in zip(("x", "y"), sectors)}
    event = make_event("e", (make_report("r", "a9"),), type=kind, mode=mode, actors=("x",), recipients=("y",))
    (row,) = read_csv(export([event], "acled-like", tmp_path, context(a9=ArticleFacts("a9", parties=parties))))
    assert row["sub_event_type"] == expected


def test_a_ged_like_row(tmp_path):
    (row,) = read_csv(export(many(1), "ged-like", tmp_path))
    assert (row["low"], row["best"], row["high"], row["date_prec"], row["where_prec"]) == ("8", "8", "", "1", "1")
    assert (row["country_id"], row["type_of_violence"], row["geom_wkt"]) == ("432", "3", "POINT (-12.2 14.45)")
    assert row["priogrid_gid"] == str(208 * 720 + 335 + 1)


def test_a_planned_meeting_is_an_agreement_in_plover_and_polecat(tmp_path):
    event = make_event("e1", type="CONSULT", mode="visit", status="planned")
    (row,) = read_csv(export([event], "polecat", tmp_path), "\t")
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == ("AGREE", "", "VERBAL COOPERATION")
    out = io.StringIO()
    export_events([event], "plover", out, context())
    told = json.loads(out.getvalue())
    assert (told["event"], told["quad"], told["auxiliary_modes"]) == ("AGREE", 1, ["future"])


def test_plover_is_one_object_a_line(tmp_path):
    lines = export(many(), "plover", tmp_path).read_text(encoding="utf-8").splitlines()
    first = json.loads(lines[0])
    assert len(lines) == 7
    assert (first["event"], first["mode"], first["quad"], first["score"]) == ("ASSAULT", "firearms", 4, -9)
    assert first["actor"][0]["sector"] == "REB" and first["magnitude"]["dead"] == [8, None]


@pytest.mark.parametrize("name", ["csv", "acled-like", "ged-like", "polecat"])
def test_no_cell_of_a_text_table_is_a_formula(tmp_path, name):
    facts = ArticleFacts("a1", "=outlet", "=title", "javascript:alert(1)", "2031-07-01", "fr")
    path = export([nasty()], name, tmp_path, context(a1=facts))
    (row,) = read_csv(path, "\t" if name == "polecat" else ",")
    for column, value in row.items():
        try:
            float(value or 0)
        except ValueError:
            assert not value.lstrip().startswith(("=", "+", "-", "@", "＝", "|", "%")), column


def test_no_cell_of_a_workbook_is_a_formula(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    facts = ArticleFacts("a1", "=outlet", "=title", "javascript:alert(1)", "2031-07-01", "fr")
    book = openpyxl.load_workbook(export([nasty()], "xlsx", tmp_path, context(a1=facts)))
    for sheet in book:
        for row in sheet:
            for cell in row:
                assert cell.data_type != "f" and not str(cell.value or "").startswith("="), cell.value
                assert cell.hyperlink is None


@pytest.mark.parametrize(
    "value", (*EVIL, "\tcmd", "\rcmd", "\ncmd", "\ufeff=1", "\u200b@x", "\x0b=1", "\x00=1", "－1", "＋1")
)
def test_a_cell_that_a_program_would_run_begins_with_an_apostrophe(value):
    assert safe_cell(value).startswith("'") and safe_cell(safe_cell(value)) == safe_cell(value)


@pytest.mark.parametrize("value", ["Ombakoro", "8 morts", "l'armée", "", 5, -2.5, None, True, "(=1)", "a\tb"])
def test_other_cells_stay_as_they_are(value):
    assert safe_cell(value) is value or safe_cell(value) == value


def test_control_characters_do_not_stop_a_workbook(tmp_path):
    event = make_event("e\x00\x0b", actors=("a\ud800b",))
    export([event], "xlsx", tmp_path)


@pytest.mark.parametrize("target", ["no/such/folder/x.csv", "."])
def test_a_target_that_cannot_be_is_told(tmp_path, target):
    with pytest.raises(ExportError, match="folder"):
        export_events([], "csv", tmp_path / target, context())


def test_an_unknown_format_and_a_workbook_on_the_screen_are_told():
    with pytest.raises(ExportError, match="one of geojson"):
        export_events([], "pdf", io.StringIO(), context())
    with pytest.raises(ExportError, match="give a file"):
        export_events([], "xlsx", io.StringIO(), context())


def test_an_export_that_fails_leaves_the_old_file(tmp_path):
    target = tmp_path / "out.csv"
    target.write_text("old")

    def events():
        yield make_event()
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        export_events(events(), "csv", target, context())
    assert target.read_text() == "old" and list(tmp_path.iterdir()) == [target]


def withheld(event: Event, name: str = "geojson", **settings) -> tuple[dict, list[dict]]:
    out = io.StringIO()
    parties = {"moussa d.": Party("Moussa D.", "person"), "le général": Party("Le général", "person", actor_id="g")}
    facts = ArticleFacts("a1", "La Voix", "Moussa D. blessé", None, "2031-07-01", "fr", parties, ("Autre-Village",))
    ctx = ExportContext({"a1": facts}.get, NOW, settings=ExportSettings(**settings))
    manifest = export_events([event], name, out, ctx)
    return json.loads(out.getvalue())["features"][0], json.loads(manifest.to_json())["withheld"]


def test_private_persons_do_not_leave_and_leaders_do():
    words = replace(span("au moins huit civils"))
    quoted = replace(words, quote="Moussa D. est bléssé", end=words.start + 20)
    report = make_report(evidence={"killed": Evidence(quoted, "x")}, attributed_to="Moussa D.")
    event = make_event("e1", (report,), recipients=("Moussa D.", "Le général"))
    feature, held = withheld(event)
    assert feature["properties"]["recipients"] == "Le général"
    assert "Moussa" not in json.dumps(feature)
    assert [h["what"] for h in held] == ["1 of its actors and recipients"]
    feature, held = withheld(event, persons=True)
    assert "Moussa D." in feature["properties"]["recipients"] and held == []


@pytest.mark.parametrize(
    ("day", "status", "words", "hidden"),
    [
        pytest.param(date(2031, 8, 3), "planned", "une patrouille mixte", True, id="a patrol to come"),
        pytest.param(date(2031, 7, 29), "asserted", "Un convoi escorté", True, id="a convoy of yesterday"),
        pytest.param(date(2031, 7, 27), "asserted", "Un convoi escorté", False, id="a convoy of last week"),
        pytest.param(date(2031, 8, 3), "planned", "une réunion", False, id="a meeting to come"),
        pytest.param(None, "planned", "the convoy", True, id="planned for nobody knows when"),
        pytest.param(None, "asserted", "the convoy", False, id="told without a day"),
    ],
)
def test_patrols_and_convoys_ahead_are_shown_at_region_level(day, status, words, hidden):
    anchor = replace(span("ont tué"), quote=words, end=span("ont tué").start + len(words))
    quote = "un convoi partira d'Ombakoro à l'aube par Autre-Village"
    evidence = {"place": Evidence(replace(anchor, quote=quote, end=anchor.start + len(quote)), "x")}
    evidence = evidence if "convoi" in words else {}
    report = make_report(anchor=anchor, mentions=(), evidence=evidence)
    event = make_event("e1", (report,), when=Interval.day(day) if day else None, status=status)
    feature, held = withheld(event)
    shown = json.dumps(feature, ensure_ascii=False)
    assert ("Ombakoro" not in shown) == hidden
    assert (feature["geometry"] is None) == hidden
    assert (feature["properties"]["border_km"] is None) == hidden
    assert [h["what"] for h in held] == (["exact place, distances"] if hidden else [])
    if hidden:
        assert feature["properties"]["place"] == "Kayes"
        assert "Autre-Village" not in shown, "no other village of the article either"
        assert "Ombakoro" in json.dumps(withheld(event, exact_movements=True)[0])


def test_quotes_are_cut_at_200_characters():
    long = "x" * 500
    anchor = replace(span("ont tué"), quote=long, end=span("ont tué").start + 500)
    feature, held = withheld(make_event("e1", (make_report(anchor=anchor, mentions=(), evidence={}),)))
    assert len(feature["properties"]["quote"]) == 200
    assert held[0]["what"] == "the rest of 1 quotes beyond 200 characters"


def test_json_lines_hold_everything():
    out = io.StringIO()
    assert write_events(many(), out) == 7 and write_readings([make_reading()], out) == 1
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert rows[0]["id"] == "e0" and rows[-1]["text"] == make_reading().article.text


@pytest.mark.slow
@pytest.mark.parametrize("name", ["csv", "geojson", "xlsx", "parquet"])
def test_exports_stream_in_flat_memory(tmp_path, name):
    code = f"""
import sys, resource
sys.path.insert(0, {str(Path(__file__).parents[1] / "store")!r}); sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from test_share_exports import *
def run(count):
    export_events((make_event(f"e{{n}}") for n in range(count)), {name!r}, Path({str(tmp_path / "x")!r}), context())
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(run(2000), run(20000))
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert int(told[1]) - int(told[0]) < 60_000, told


def test_a_count_without_upper_bound_is_not_made_up(tmp_path):
    (row,) = read_csv(export([make_event("e", killed=Count(3, None))], "ged-like", tmp_path))
    assert (row["low"], row["high"]) == ("3", "")
