"""Every command that works on a database does so on a server, too."""

import json
import os
import sys
from pathlib import Path

import pytest
from test_cli_store import ROWS, WHO, call, lines, make_reading

import recoupe.pipeline
from recoupe.apps.cli.options import SHORT_HELP
from recoupe.apps.cli.program import build_program
from recoupe.share import FORMATS

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
SERVER = os.environ.get("RECOUPE_TEST_POSTGRES", "")
pytestmark = pytest.mark.skipif(not SERVER, reason="RECOUPE_TEST_POSTGRES names no database")
ELSEWHERE = {"serve", "user"}  # commands of the desk in the browser, which has tests of its own


@pytest.fixture
def db(tmp_path, monkeypatch) -> str:
    from server_tables import empty_server

    monkeypatch.setattr(recoupe.pipeline, "read_articles", lambda found, known, processes=1: map(make_reading, found))
    empty_server(SERVER)
    return SERVER


def test_every_command_works_on_a_server(db, tmp_path, capfd):
    ran = set()

    def run(*arguments: object, code: int = 0) -> str:
        ran.add(str(arguments[0]))
        capfd.readouterr()
        assert call(*arguments, "--db", db) == code, capfd.readouterr()
        return capfd.readouterr().out

    for name, _, text, *_ in ROWS:
        row = {"id": name, "outlet": f"Le Fil {name}", "published": "2021-07-02", "title": text[:20], "text": text}
        (tmp_path / f"{name}.json").write_text(json.dumps(row))
    assert "2 new" in run("add", tmp_path) and "2 as before" in run("add", tmp_path)
    (event,) = lines(run("search", "type:ASSAULT within:50km:SN-ML", "--format", "jsonl"))
    assert run("search", "gardiens", "--count") == "1\n" and "attaque" in run("search", "--articles", "gardiens")
    assert event["id"] in run("show", event["id"]) and "version 1" in run("show", "attaque")
    for form in FORMATS:
        run("export", "--format", form, "-o", tmp_path / f"out.{form}")
    assert len(lines(run("export", "--format", "jsonl"))) == 2
    made = run("decide", "correct", "attaque#r1", "killed", "9", *WHO).split()[0]
    run("decide", "add", "visite", "--quote", "radio locale", "--set", "type=AID", *WHO)
    run("decide", "origin", "visite", "attaque", "independent", *WHO)
    run("decide", "grade", "Le Fil visite", "B", *WHO)
    run("decide", "lock", event["id"], *WHO)
    run("decide", "undo", made, *WHO)
    assert "6 decisions" in run("decisions") and "0 decisions" in run("decisions", "--unfit")
    sheet = tmp_path / "review.xlsx"
    assert "reports in" in run("review", "-o", sheet) and "0 decisions" in run("review", "--take", sheet)
    (tmp_path / "acled.csv").write_text("event_id_cnty,event_date,location\nMLI1,01 July 2021,Diboli\n")
    assert "1 in both" in run("match", tmp_path / "acled.csv")
    assert "2 articles read again" in run("reread", "--all") and "Le Fil attaque" in run("coverage")
    assert event["id"] in run("events") and "attaque" in run("origins") and "Diboli" in run("brief")
    run("retain", "--days", "36500", "--yes")
    assert "36500 days" in run("retain")
    run("erase", "person", "Le préfet", "--why", "x", "--yes")
    assert event["id"] not in run("erase", "article", "visite", "--why", "x", "--yes")
    assert run("erase", "list").count("\n") >= 3
    run("backup", tmp_path / "copy.db", code=1)
    run("restore", tmp_path / "copy.db", "--yes", code=2)
    program = build_program()
    on_a_database = {name for name in SHORT_HELP if takes_database(program.get_command(None, name))}
    assert ran == on_a_database - ELSEWHERE, "no command was forgotten"


def takes_database(command) -> bool:
    inner = getattr(command, "commands", {}).values()
    return any("--db" in option.opts for one in (command, *inner) for option in one.params)
