"""The command line on a database: search, export, decide, reread, review, match, erase, back up and restore."""

import csv
import io
import json
import re
import sqlite3
import sys
from datetime import date
from pathlib import Path

import pytest

import recoupe.pipeline
from recoupe.apps.cli.export import WHOLE, WITHHELD
from recoupe.apps.cli.field_words import field_value, set_values
from recoupe.apps.cli.program import run
from recoupe.apps.cli.tables import table_words
from recoupe.apps.cli.troubles import CODES
from recoupe.model import Count, Interval, Place, Reading, Report, Span
from recoupe.share import FORMATS
from recoupe.store import open_store

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))  # the old database
ENGLISH = {"LANG": "en_GB.UTF-8"}
DIBOLI = Place("recoupe:diboli", "Diboli", "ML", "Kayes", "town", 14.4608, -12.2064, 2.0)
DAKAR = Place("recoupe:dakar", "Dakar", "SN", "Dakar", "town", 14.69, -17.45, 15.0)
ROWS = [
    ("attaque", "ASSAULT", "Des inconnus ont attaqué un dépôt à Diboli, tuant huit gardiens.", DIBOLI, Count(8, None)),
    ("visite", "CONSULT", "Le préfet a attaqué sa tournée à Dakar, selon la radio locale.", DAKAR, None),
]
WHO = ("--who", "A. Sow", "--why", "second source")


def make_reading(article):
    """One report an article, by its id: no language model."""
    name, kind, _, where, killed = next(row for row in ROWS if row[0] == article.id)
    anchor = Span.of(article.text, article.text.index("attaqué"), article.text.index("attaqué") + 7)
    day = Interval.day(date(2021, 7, 1))
    actors = ("Des inconnus",) if kind == "ASSAULT" else ("Le préfet",)
    report = Report(f"{name}#r1", name, anchor, kind, actors=actors, place=where.name, where=where, when=day,
                    killed=killed, mentions=(anchor,))  # fmt: skip
    return Reading(article, reports=(report,))


@pytest.fixture
def reader(monkeypatch):
    def read_articles(articles, known, processes=1):
        yield from map(make_reading, articles)

    monkeypatch.setattr(recoupe.pipeline, "read_articles", read_articles)


@pytest.fixture
def articles(tmp_path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, _, text, *_ in ROWS:
        published = {"attaque": "2021-07-02", "visite": "2001-07-02"}[name]
        row = {"id": name, "outlet": f"Le Fil {name}", "published": published, "title": text[:20], "text": text}
        (folder / f"{name}.json").write_text(json.dumps(row))
    return folder


@pytest.fixture
def db(articles, reader, tmp_path, capfd) -> Path:
    path = tmp_path / "s.db"
    assert call("add", articles, "--db", path) == 0
    capfd.readouterr()
    return path


def call(*arguments: object, environment=ENGLISH) -> int:
    return run([str(a) for a in arguments], environment)


def lines(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def found(capfd, db, *query) -> list[dict]:
    """What search prints, one object an event."""
    capfd.readouterr()
    assert call("search", *query, "--db", db, "--format", "jsonl") == 0
    return lines(capfd.readouterr().out)


# search


@pytest.mark.parametrize(
    ("query", "told_by"),
    [
        ([], {"attaque", "visite"}),
        (["type:ASSAULT"], {"attaque"}),
        (["gardien"], {"attaque"}),
        (["within:20km:SN-ML"], {"attaque"}),
        (["within:20km:Dakar"], {"visite"}),
        (["board:threat", "killed>=8"], {"attaque"}),
        (["-type:ASSAULT since:2021"], {"visite"}),
        (["until:2020"], set()),
    ],
    ids=str,
)
def test_search_by_query(db, capfd, query, told_by):
    query = ["--", *query] if query and query[0].startswith("-") else query
    assert call("search", "--db", db, "--format", "jsonl", *query) == 0
    assert {ref["article"] for row in lines(capfd.readouterr().out) for ref in row["reports"]} == told_by


def test_search_in_a_table(db, capfd):
    assert call("search", "--db", db) == 0
    told = capfd.readouterr().out.splitlines()
    assert told[0].split() == ["day", "type", "place", "who", "toll", "origins", "event"]
    assert "≥ 8 killed" in "".join(told) and "Diboli (0 km)" in "".join(told)
    assert told[-1] == "2 events"
    assert call("search", "--db", db, "--limit", 1) == 0
    assert capfd.readouterr().out.splitlines()[-1] == "1 of 2 events; --limit 2 shows all"
    assert call("search", "type:AID", "--db", db) == 0
    assert capfd.readouterr().out == "0 events\n"


def test_search_counts_and_other_formats(db, capfd, tmp_path):
    assert call("search", "type:ASSAULT", "--db", db, "--count") == 0
    assert capfd.readouterr().out == "1\n"
    assert call("search", "--db", db, "--format", "json", "--limit", 1) == 0
    assert len(json.loads(capfd.readouterr().out)) == 1
    assert call("search", "--db", db, "--format", "csv", "-o", tmp_path / "x.csv") == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text(encoding="utf-8"))))
    assert {row["type"] for row in rows} == {"ASSAULT", "CONSULT"}


@pytest.mark.parametrize("form", ["text", "jsonl", "json", "csv"])
def test_search_for_articles(db, capfd, form):
    assert call("search", "--articles", "gardien", "--db", db, "--format", form) == 0
    out = capfd.readouterr().out
    assert "attaque" in out and "visite" not in out


def test_long_cells_are_cut_and_the_last_is_not():
    assert table_words(("a", "b"), [("x" * 50, "y" * 50)], longest=5) == f"a      b\nxxxx…  {'y' * 50}\n"


# export


def test_formats_are_those_of_share():
    assert tuple(FORMATS) == WITHHELD


@pytest.mark.parametrize("form", WITHHELD)
def test_every_format_goes_to_a_file_with_its_manifest(db, capfd, tmp_path, form):
    target = tmp_path / "out"
    assert call("export", "--db", db, "--format", form, "type:ASSAULT", "-o", target) == 0
    assert target.stat().st_size
    manifest = json.loads((tmp_path / "out.manifest.json").read_text(encoding="utf-8"))
    assert manifest["events"] == 1 and manifest["query"] == "type:ASSAULT"
    assert capfd.readouterr().err == f"recoupe: 1 event; {target}.manifest.json\n"


def test_the_ending_tells_the_format(db, capfd, tmp_path):
    assert call("export", "--db", db, "-o", tmp_path / "x.geojson") == 0
    assert len(json.loads((tmp_path / "x.geojson").read_text())["features"]) == 2
    assert call("export", "--db", db, "-o", tmp_path / "x.doc") == 2
    assert call("export", "--db", db) == 2


def test_text_formats_go_to_standard_output(db, capfd):
    assert call("export", "--db", db, "--format", "csv") == 0
    out, err = capfd.readouterr()
    assert len(list(csv.DictReader(io.StringIO(out)))) == 2 and err == "recoupe: 2 events\n"
    assert call("export", "--db", db, "--format", "xlsx") == 1
    assert "give a file" in capfd.readouterr().err


@pytest.mark.parametrize("form", WHOLE)
def test_everything_as_json_lines(db, capfd, form):
    assert call("export", "--db", db, "--format", form, "type:ASSAULT") == 0
    out, err = capfd.readouterr()
    assert len(lines(out)) == 1 and "whole" in err
    assert ("huit gardiens" in out) == (form == "articles")


def test_what_is_withheld_is_told(db, capfd, tmp_path):
    assert call("export", "--db", db, "-o", tmp_path / "x.csv", "--quote-characters", 3) == 0
    assert "withheld in 2 events: quotes are cut" in capfd.readouterr().err


def test_a_folder_that_is_not_there(db, capfd, tmp_path):
    assert call("export", "--db", db, "-o", tmp_path / "none" / "x.csv") == 1
    assert "make the folder" in capfd.readouterr().err


# decide


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("killed", "8", [8, 8]),
        ("killed", "8+", [8, None]),
        ("killed", "8-12", [8, 12]),
        ("when", "2021-07-01", {"from": "2021-07-01", "to": "2021-07-01"}),
        ("when", "2021-07-01/2021-07-03", {"from": "2021-07-01", "to": "2021-07-03"}),
        ("actors", "JNIM; Katiba Exemple", ["JNIM", "Katiba Exemple"]),
        ("background", "oui", True),
        ("status", "denied", "denied"),
        ("type", "assault", "ASSAULT"),
        ("place", "Nulle-Part-Zzz", "Nulle-Part-Zzz"),
    ],
    ids=str,
)
def test_values_as_they_are_typed(field, words, value):
    assert field_value(field, words) == value


def test_a_place_brings_its_coordinates():
    assert field_value("place", "Diboli")["country"] == "ML"


@pytest.mark.parametrize(
    ("field", "words"),
    [("killed", "many"), ("when", "yesterday"), ("background", "perhaps"), ("type", "FIGHT")],
    ids=str,
)
def test_values_that_make_no_sense(field, words):
    with pytest.raises(ValueError, match=r"8\+|2025-11-05|yes or no|one of"):
        field_value(field, words)


def test_fields_that_are_set():
    assert set_values(("killed=3", "status=denied")) == {"killed": [3, 3], "status": "denied"}
    with pytest.raises(ValueError, match="killed=8"):
        set_values(("killed",))


def test_correct_shows_the_event_as_it_is_now(db, capfd):
    assert call("decide", "correct", "attaque#r1", "killed", "11-12", "--db", db, *WHO) == 0
    told = capfd.readouterr().out
    assert "correct killed – attaque#r1 = 11–12 «attaqué»" in told and "11–12 killed" in told
    assert found(capfd, db, "killed>=11")[0]["reports"][0]["article"] == "attaque"


def test_reject_add_and_undo(db, capfd):
    assert call("decide", "reject", "attaque#r1", "--db", db, *WHO) == 0
    told = capfd.readouterr().out
    assert "no event holds it now" in told and len(found(capfd, db)) == 1
    assert call("decide", "undo", told.split()[0], "--db", db, *WHO) == 0
    assert "ASSAULT" in capfd.readouterr().out and len(found(capfd, db)) == 2
    fields = ("--set", "type=AID", "--set", "place=Dakar")
    assert call("decide", "add", "visite", "--quote", "sa tournée", *fields, "--db", db, *WHO) == 0
    assert "AID" in capfd.readouterr().out and len(found(capfd, db, "type:AID")) == 1


def test_merge_split_and_lock(db, capfd):
    one, other = (row["id"] for row in found(capfd, db))
    assert call("decide", "merge", one, other, "--db", db, *WHO) == 0
    (merged,) = found(capfd, db)
    assert len(merged["reports"]) == 2
    assert call("decide", "split", merged["id"], "visite#r1", "--db", db, *WHO) == 0
    assert len(found(capfd, db)) == 2
    assert call("decide", "lock", merged["id"], "--db", db, *WHO) == 0
    assert "lock" in capfd.readouterr().out


def test_a_merge_keeps_corrections(db, capfd):
    one, other = (row["id"] for row in found(capfd, db))
    assert call("decide", "correct", one, "killed", "20", "--db", db, *WHO) == 0
    assert call("decide", "merge", one, other, "--db", db, *WHO) == 0
    assert [row["killed"] for row in found(capfd, db)] == [[20, 20]]


def test_origin_and_grade(db, capfd):
    assert call("decide", "origin", "visite", "attaque", "same", "--db", db, *WHO) == 0
    assert "one origin: " in capfd.readouterr().out
    assert call("decide", "grade", "Le Fil attaque", "b", "--db", db, *WHO) == 0
    assert found(capfd, db, "type:ASSAULT")[0]["grade"]["letter"] == "B"


def test_later_waits_for_the_next_change(db, capfd, monkeypatch):
    monkeypatch.setenv("RECOUPE_WHO", "A. Sow")
    why = ("--why", "x", "--db", db)
    assert call("decide", "correct", "attaque#r1", "killed", "9", "--later", *why) == 0
    call("decisions", "--db", db)
    assert "takes effect with the next change" in capfd.readouterr().out
    assert call("decide", "correct", "visite#r1", "status", "denied", *why) == 0
    capfd.readouterr()
    call("decisions", "--db", db, "--format", "jsonl")
    assert [row["state"] for row in lines(capfd.readouterr().out)] == ["holds", "holds"]
    assert found(capfd, db, "type:ASSAULT")[0]["killed"] == [9, 9]


def test_the_next_run_completes_one_that_was_cut_off(articles, reader, tmp_path, capfd, monkeypatch):
    import recoupe.rebuilding

    db, whole = tmp_path / "s.db", recoupe.rebuilding.rebuild

    def cut(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(recoupe.rebuilding, "rebuild", cut)
    assert call("add", articles, "--db", db) == 130 and found(capfd, db) == []
    monkeypatch.setattr(recoupe.rebuilding, "rebuild", whole)
    assert call("add", articles, "--db", db) == 0 and len(found(capfd, db)) == 2


def test_a_decision_for_later_takes_effect_with_the_next_add(db, articles, capfd):
    call("decide", "correct", "attaque#r1", "killed", "9", "--later", "--db", db, *WHO)
    assert call("add", articles, "--db", db) == 0
    assert found(capfd, db, "type:ASSAULT")[0]["killed"] == [9, 9]


@pytest.mark.parametrize(
    "arguments",
    [
        ["correct", "nobody#r1", "killed", "8"],
        ["correct", "attaque#r1", "killed", "many"],
        ["correct", "attaque#r1", "colour", "red"],
        ["reject", "attaque#r1", "status"],
        ["add", "attaque", "--quote", "words it lacks", "--set", "type=AID"],
        ["add", "attaque", "--quote", "gardiens", "--set", "place=Dakar"],
        ["merge", "e1", "e2"],
        ["grade", "Le Fil", "G"],
        ["origin", "attaque", "nothing", "same"],
        ["correct", "attaque#r1", "killed"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_decisions_that_make_no_sense_change_nothing(db, capfd, arguments):
    assert call("decide", *arguments, "--db", db, *WHO) == 2
    out, err = capfd.readouterr()
    assert out == "" and "Error:" in err
    with open_store(db, "read") as store:
        assert store.decisions() == ()


def test_a_decision_needs_a_name_and_a_reason(db, monkeypatch):
    monkeypatch.delenv("RECOUPE_WHO", raising=False)
    assert call("decide", "reject", "attaque#r1", "--db", db, "--why", "x") == 2
    assert call("decide", "reject", "attaque#r1", "--db", db, "--who", "A. Sow") == 2


def test_decisions_that_no_longer_fit_are_listed(db, capfd):
    call("decide", "origin", "visite", "attaque", "same", "--db", db, *WHO)
    call("erase", "article", "visite", "--why", "x", "--db", db, "--yes")
    capfd.readouterr()
    assert call("decisions", "--db", db, "--unfit") == 0
    assert "no longer fits: article visite is not in the store" in capfd.readouterr().out


# reread, review, match, coverage


def test_reread_lists_what_changed(db, capfd, monkeypatch):
    monkeypatch.setattr(recoupe.pipeline, "read_articles", lambda articles, known, processes=1: map(better, articles))
    assert call("reread", "--db", db) == 0
    assert capfd.readouterr().out == "0 articles read again, 0 differently\n"
    with open_store(db) as store:
        before = {e.id for e in store.events()}
    assert call("reread", "--all", "--db", db) == 0
    told = capfd.readouterr().out
    assert "attaque#r1: changed (killed)\n" in told and "2 articles read again, 1 differently" in told
    assert re.search(r"^ev-\w+: changed \(killed\)$", told, re.MULTILINE)
    with open_store(db) as store:
        assert {e.id for e in store.events()} == before


def better(article):
    from dataclasses import replace

    reading = make_reading(article)
    reports = tuple(replace(r, killed=Count.exactly(9)) if r.killed else r for r in reading.reports)
    return replace(reading, reports=reports)


def test_a_review_sheet_there_and_back(db, capfd, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    sheet = tmp_path / "review.xlsx"
    assert call("review", "type:ASSAULT", "--db", db, "-o", sheet) == 0
    assert capfd.readouterr().out.startswith("1 report in ")
    book = openpyxl.load_workbook(sheet)
    header = [cell.value for cell in book["review"][1]]
    for name, value in (("killed", "9"), ("who", "A. Sow"), ("why", "seen")):
        book["review"].cell(2, header.index(name) + 1, value)
    book.save(sheet)
    assert call("review", "--db", db, "--take", sheet) == 0
    assert "1 decision" in capfd.readouterr().out and found(capfd, db, "killed=9")
    book["review"].cell(2, header.index("killed") + 1, "many")
    book.save(sheet)
    assert call("review", "--db", db, "--take", sheet) == 1
    assert "row 2" in capfd.readouterr().err
    assert call("review", "--db", db) == 2


def test_matching_a_file(db, capfd, tmp_path):
    theirs = tmp_path / "acled.csv"
    theirs.write_text(
        "event_id_cnty,event_date,location,latitude,longitude,fatalities\n"
        "MLI1,02 July 2021,Diboli,14.46,-12.2,4\nMLI2,02 January 2021,Mopti,14.5,-4.2,1\n"
    )
    assert call("match", theirs, "--db", db) == 0
    assert "1 in both, 1 only theirs, 1 only ours; differing: day 1, killed 1" in capfd.readouterr().out
    assert call("match", theirs, "type:ASSAULT", "--db", db, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert [row["which"] for row in rows] == ["both", "only theirs"]
    for wrong in ("a,b\n1,2\n", "event_id_cnty,event_date\nMLI1,soon\n"):
        theirs.write_text(wrong)
        assert call("match", theirs, "--db", db) == 1
    assert call("match", db, "--db", db) == 1
    assert "Traceback" not in capfd.readouterr().err


def test_coverage(db, capfd):
    assert call("coverage", "--db", db) == 0
    assert "Le Fil attaque  1         2021-07-02  2021-07-02" in capfd.readouterr().out
    assert call("coverage", "--db", db, "--since", "2032-01-01", "--format", "json") == 0
    assert json.loads(capfd.readouterr().out)["outlets"] == []


# show


def test_an_article_is_shown_with_its_versions_and_what_changed(db, capfd, tmp_path):
    row = {"id": "attaque", "outlet": "Le Fil attaque", "published": "2021-07-02", "title": "Des inconnus ont att"}
    (tmp_path / "later.json").write_text(json.dumps(row | {"text": ROWS[0][2].replace("huit", "neuf")}))
    assert call("add", tmp_path / "later.json", "--db", db) == 0
    capfd.readouterr()
    assert call("show", "attaque", "--db", db) == 0
    told = capfd.readouterr().out
    assert "attaque#r1  2021-07-01 | ASSAULT" in told and "version 2, stored " in told
    assert "à Diboli, tuant [huit] gardiens.…\n" in told and "à Diboli, tuant [neuf] gardiens" in told
    assert call("show", "attaque", "--db", db, "--format", "json") == 0
    (plain,) = json.loads(capfd.readouterr().out)
    assert [(c["old"], c["new"]) for c in plain["versions"][1]["changes"]] == [("huit", "neuf")]
    call("retain", "--days", "7000", "--db", db, "--yes")
    capfd.readouterr()
    assert call("show", "attaque", "--db", db) == 0
    assert "(its text was dropped)" not in capfd.readouterr().out, "2021 is not yet old"
    assert call("show", "visite", "--db", db) == 0
    assert "(its text was dropped)" in capfd.readouterr().out


def test_an_event_is_shown_with_sources_findings_and_decisions(db, capfd):
    event = found(capfd, db, "type:ASSAULT")[0]["id"]
    call("decide", "correct", "attaque#r1", "killed", "9", "--db", db, *WHO)
    capfd.readouterr()
    for name in (event, "attaque#r1"):
        assert call("show", name, "--db", db) == 0
        told = capfd.readouterr().out
        assert told.startswith(f"{event}  2021-07-01 | ASSAULT") and "Le Fil attaque, 2021-07-02: Des inconnus" in told
        assert "1 decision\n" in told and "second source" in told
    assert call("show", event, "visite", "nothing", "--db", db, "--format", "json") == 1
    out, err = capfd.readouterr()
    assert [row["id"] for row in json.loads(out)] == [event, "visite"] and "no article, event or report nothing" in err
    call("erase", "article", "attaque", "--why", "withdrawn", "--db", db, "--yes")
    capfd.readouterr()
    assert call("show", event, "--db", db) == 1
    assert f"{event} was erased on " in capfd.readouterr().err


# erase, retain, back up, restore


def test_erase_asks_first(db, capfd, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert call("erase", "article", "attaque", "--why", "x", "--db", db) == 1
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert call("erase", "person", "Le Nom", "--why", "x", "--db", db) == 2
    assert len(found(capfd, db)) == 2


def test_erase_an_article_for_good(db, articles, capfd):
    assert call("erase", "article", "attaque", "--why", "x", "--db", db, "--yes") == 0
    assert [row["type"] for row in found(capfd, db)] == ["CONSULT"]
    assert call("add", articles, "--db", db) == 0
    assert capfd.readouterr().out == "0 new, 0 changed, 0 read differently, 1 as before, 1 erased before\n"
    assert b"huit gardiens" not in db.read_bytes()


def test_erase_a_person(db, capfd):
    assert call("erase", "person", "Des inconnus", "--why", "x", "--db", db, "--yes") == 0
    assert capfd.readouterr().out == "blacked out in 1 article\n"
    assert "inconnus" not in json.dumps(found(capfd, db), ensure_ascii=False)
    assert call("erase", "person", "…", "--why", "x", "--db", db, "--yes") == 2


def test_retain_drops_old_texts(db, capfd, monkeypatch):
    for dropped in ("1 text dropped\n", "0 texts dropped\n"):
        assert call("retain", "--days", 7000, "--db", db, "--yes") == 0
        assert capfd.readouterr().out == "texts are kept for 7000 days after publication\n" + dropped
    assert len(found(capfd, db)) == 2
    monkeypatch.setattr("recoupe.apps.cli.reread.knowledge_digest", lambda: "better rules")
    assert call("reread", "--db", db) == 0
    assert "1 article has no text any more" in capfd.readouterr().err


def test_how_long_texts_are_kept_is_a_setting_of_the_database(db, articles, capfd, tmp_path):
    def told(*options) -> str:
        capfd.readouterr()
        assert call("retain", *options, "--db", db) == 0
        return capfd.readouterr().out

    assert told() == "texts are kept for good\n"
    told("--days", 7000, "--yes")
    assert told() == "texts are kept for 7000 days after publication\n"
    row = {"id": "visite", "published": "2001-07-02", "text": ROWS[1][2] + " Encore."}
    (tmp_path / "more.json").write_text(json.dumps(row))
    assert call("add", tmp_path / "more.json", "--db", db) == 0
    assert "1 text dropped (`recoupe retain` says when)" in capfd.readouterr().out
    assert told("--for-good") == "texts are kept for good\n" == told()
    assert call("retain", "--days", 3, "--for-good", "--db", db) == 2


def test_what_an_erased_article_took_with_it_is_told(db, capfd):
    call("decide", "correct", "attaque#r1", "killed", "9", "--db", db, *WHO)
    event = found(capfd, db, "type:ASSAULT")[0]["id"]
    assert call("erase", "article", "attaque", "--why", "withdrawn", "--db", db, "--yes") == 0
    out = capfd.readouterr().out
    assert f"nobody else told of them: {event}\n" in out and "decisions that rested on its words: d-" in out
    assert call("erase", "list", "--db", db) == 0
    out = capfd.readouterr().out
    assert out.count("withdrawn") == 2 and "attaque" not in out


def test_an_older_database_is_brought_up_to_date_and_its_copy_restored(tmp_path, capfd):
    from old_database import make_old_database

    path = tmp_path / "old.db"
    make_old_database(path)
    before = path.read_bytes()
    assert call("search", "--db", path, "--count") == 0
    out, err = capfd.readouterr()
    assert out == "10\n" and "brought up to date; as it was before, it lies in" in err
    copy = tmp_path / "old.db.tables-0001"
    held = copy.read_bytes()
    assert call("restore", copy, "--db", path, "--yes") == 0 and copy.read_bytes() == held
    assert "3 articles" in capfd.readouterr().out and len(before) == path.stat().st_size
    assert call("decisions", "--db", path) == 0 and "8 decisions" in capfd.readouterr().out


def test_back_up_and_restore(db, capfd, tmp_path):
    copy = tmp_path / "copy.db"
    assert call("backup", copy, "--db", db) == 0
    assert call("backup", copy, "--db", db) == 1
    assert "exists already" in capfd.readouterr().err
    before = found(capfd, db)
    call("erase", "article", "attaque", "--why", "x", "--db", db, "--yes")
    assert call("restore", copy, "--db", db, "--yes") == 0
    assert found(capfd, db) == before
    assert call("restore", db, "--db", db, "--yes") == 2
    (tmp_path / "no.db").write_text("no database " * 100)
    assert call("restore", tmp_path / "no.db", "--db", db, "--yes") == 1
    assert found(capfd, db) == before
    assert call("restore", copy, "--db", tmp_path / "new.db") == 0
    assert sqlite3.connect(tmp_path / "new.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)


# what goes wrong


ON_A_DATABASE = [
    ["search"],
    ["export", "--format", "csv"],
    ["decide", "lock", "e1", *WHO],
    ["decisions"],
    ["show", "x"],
    ["reread"],
    ["review", "-o", "x.xlsx"],
    ["coverage"],
    ["erase", "article", "x", "--why", "x", "--yes"],
    ["retain", "--days", "3", "--yes"],
    ["backup", "x.db"],
]


@pytest.mark.parametrize("command", ON_A_DATABASE, ids=lambda c: c[0])
def test_a_slip_in_the_name_makes_no_database(command, tmp_path, capfd, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert call(*command, "--db", "typo.db") == 1
    assert "typo.db does not exist" in capfd.readouterr().err
    (tmp_path / "bad.db").write_text("no database " * 100)
    assert call(*command, "--db", "bad.db") == 1
    assert "bad.db is not a recoupe database" in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["bad.db"]


@pytest.mark.parametrize("query", ["colour:red", "killed>=many", '"open', "since:yesterday", "x" * 3000])
def test_queries_nobody_understands(db, capfd, query):
    for command in (["search"], ["export", "--format", "csv"], ["review", "-o", "x.xlsx"]):
        assert call(*command, query, "--db", db) == 2
        out, err = capfd.readouterr()
        assert out == "" and err.startswith("recoupe: ") and len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "--db", "typo.db"],
        ["search", "--db", "."],
        ["search", "colour:red"],
        ["search", "killed>=many"],
        ["search", "within:5km:Nulle-Part-Zzz"],
        ["search", "--articles", "type:AID"],
        ["export", "--format", "xlsx"],
        ["export", "-o", "none/x.csv"],
        ["decide", "correct", "nobody", "killed", "8", *WHO],
        ["decide", "correct", "attaque#r1", "colour", "red", *WHO],
        ["decide", "undo", "d-1", *WHO],
        ["decide", "reject", "attaque#r1", "status", *WHO],
        ["match", "articles/attaque.json"],
        ["review", "--take", "articles/attaque.json"],
        ["backup", "s.db"],
    ],
    ids=" ".join,
)
def test_what_goes_wrong_is_told_in_french(db, tmp_path, capfd, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    chosen = arguments if "--db" in arguments else [*arguments, "--db", "s.db"]
    told = {}
    for language in ("en", "fr"):
        assert call(*chosen, "--lang", language) in (1, 2)
        told[language] = capfd.readouterr().err.splitlines()[-1].partition(": ")[2]
    assert told["en"] != told["fr"] and "{" not in told["fr"]


def test_errors_that_are_told_exist():
    import importlib

    for name in CODES:
        module, _, kind = name.rpartition(".")
        assert issubclass(getattr(importlib.import_module(module), kind), Exception)


def test_a_broken_gazetteer_is_told(articles, tmp_path, capfd, monkeypatch):
    monkeypatch.setenv("RECOUPE_HOME", str(tmp_path))
    from recoupe.knowledge.gazetteer_imports import FILE

    (tmp_path / FILE).write_text("nonsense")
    assert call("places", "find", "Kidira") == 1
    assert "import the files again" in capfd.readouterr().err


# situations


def test_the_situation_is_remembered(articles, reader, tmp_path, capfd):
    from recoupe.knowledge.situations import FOLDER

    mine = tmp_path / "mine.toml"
    mine.write_text((FOLDER / "senegal-mali.toml").read_text(encoding="utf-8"), encoding="utf-8")
    db = tmp_path / "s.db"
    assert call("add", articles / "attaque.json", "--db", db, "--situation", mine) == 0
    with open_store(db, "read") as store:
        assert store.setting("situation") == str(mine)
    mine.unlink()
    assert call("add", articles, "--db", db) == 2
    assert "mine.toml" in capfd.readouterr().err
    assert call("add", articles, "--db", db, "--situation", "senegal-mali") == 0
    assert len(found(capfd, db, "within:5km:SN-ML")) == 1
    with open_store(db, "read") as store:
        assert store.setting("situation") == "senegal-mali"


def test_a_wrong_situation_makes_no_database(articles, tmp_path):
    assert call("add", articles, "--db", tmp_path / "s.db", "--situation", "atlantis") == 2
    assert not (tmp_path / "s.db").exists()


# dates that only other stored articles settle


BLOG = """Deux ministres face à la presse

ACTUALITÉS/DIPLOMATIE

Bineta Lam-Sy

11/5/20253 min read

La ministre sénégalaise Awa Ndour-Bâ a reçu le ministre malien Ibra Faty-Konaté à Kidira. Ils ont parlé de la route.
"""
DISPATCH = """Kidira : deux ministres parlent de la route

Kidira (AFX) – La ministre sénégalaise Awa Ndour-Bâ a reçu ce mercredi à Kidira le ministre malien Ibra Faty-Konaté, \
a constaté un correspondant de l'AFX.

Les deux ministres ont parlé de la route, fermée depuis juillet 2025.
"""


def test_stored_articles_date_each_other(tmp_path, capfd):
    db = tmp_path / "s.db"
    (tmp_path / "blog.txt").write_text(BLOG)
    (tmp_path / "dispatch.txt").write_text(DISPATCH)
    call("add", tmp_path / "blog.txt", "--db", db)
    with open_store(db, "read") as store:
        (blog,) = store.readings()
    assert blog.article.published is None and len(blog.article.candidates) == 2
    capfd.readouterr()
    call("add", tmp_path / "dispatch.txt", "--db", db)
    with open_store(db, "read") as store:
        days = {r.article.published for r in store.readings()}
        before = store.counts()
    assert days == {date(2025, 11, 5)}
    capfd.readouterr()
    call("add", tmp_path / "blog.txt", "--db", db)
    assert capfd.readouterr().out == "0 new, 0 changed, 0 read differently, 1 as before\n"
    with open_store(db, "read") as store:
        assert store.counts() == before


# Python


def test_recoupe_open(db):
    import recoupe

    with recoupe.open(db) as desk:
        assert [e.type for e in desk.events(near="SN-ML", within_km=50)] == ["ASSAULT"]
        desk.decide("correct", "attaque#r1", field="killed", value=30, who="A. Sow", why="seen")
        assert len(desk.rebuild().events) == 2 and len(desk.events(killed=30)) == 1


def test_importing_recoupe_stays_light():
    import subprocess
    import sys

    code = (
        "import sys, recoupe; print([m for m in ('recoupe.api', 'msgspec', 'sqlalchemy', 'spacy') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
