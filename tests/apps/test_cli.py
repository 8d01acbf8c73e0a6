"""The command line: formats, exit codes, what is told where, languages, and how fast help comes."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import recoupe.pipeline
from recoupe.apps.cli.program import COMMANDS, asked_language, run
from recoupe.model import Event, Interval, Link, Origins, Reading, Report, Span

TEXT = "Le marché rouvre à Tanéla\n\nLe 3 mars 2021, au moins 12 commerçants ont repris leurs ventes à Tanéla.\n"
ENGLISH = {"LANG": "en_GB.UTF-8"}
RECOUPE = [sys.executable, "-c", "from recoupe.apps.cli import main; main()"]


@pytest.fixture
def articles(tmp_path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(3):
        row = {"id": f"t{n}", "published": "2021-03-04", "title": "Le marché", "text": TEXT + f"Fin {n}."}
        (folder / f"{n}.json").write_text(json.dumps(row))
    return folder


@pytest.fixture
def reader(monkeypatch):
    """A reader without the language model: one report an article."""

    def read_articles(articles, known, processes=1):
        for article in articles:
            at = article.text.find("repris")
            anchor = Span.of(article.text, at, at + 6)
            report = Report(
                f"{article.id}#0", article.id, anchor, "COOPERATE", place="Tanéla", when=Interval.day(date(2021, 3, 3))
            )
            yield Reading(article, reports=(report,))

    def cross_check(readings):
        reports = tuple(r for reading in readings for r in reading.reports)
        ids = tuple(reading.article.id for reading in readings)
        links = (Link(ids[1], ids[0], 0.8, ("same words",)),) if len(ids) > 1 else ()
        origins = Origins((ids,) if ids else (), undetermined=ids[1:], links=links)
        event = Event("e1", "COOPERATE", place="Tanéla", reports=reports, origins=origins.groups, independent=1)
        return recoupe.pipeline.Picture(tuple(readings), origins, (event,) if reports else (), ())

    monkeypatch.setattr(recoupe.pipeline, "read_articles", read_articles)
    monkeypatch.setattr(recoupe.pipeline, "cross_check", cross_check)


def call(*arguments: object, environment=ENGLISH) -> int:
    return run([str(a) for a in arguments], environment)


def lines(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def test_read_prints_one_object_a_line(articles, reader, capfd):
    assert call("read", articles) == 0
    out, err = capfd.readouterr()
    rows = lines(out)
    assert [row["id"] for row in rows] == ["t0", "t1", "t2"]
    assert rows[0]["published"] == "2021-03-04"
    assert rows[0]["reports"][0]["type"] == "COOPERATE"
    assert err == ""


@pytest.mark.parametrize("form", ["json", "text"])
def test_read_in_other_formats(articles, reader, capfd, form):
    assert call("read", articles, "--format", form, "--explain") == 0
    out = capfd.readouterr().out
    assert ("COOPERATE" in out) and (form == "text" or len(json.loads(out)) == 3)


def test_fast_reading_needs_no_model(articles, capfd):
    assert call("read", articles / "0.json", "--fast") == 0
    (row,) = lines(capfd.readouterr().out)
    assert [t["from"] for t in row["times"]][:1] == ["2021-03-03"]
    assert row["reports"] == []


def test_explain_adds_the_explanation(articles, reader, capfd):
    call("read", articles / "0.json", "--explain")
    (row,) = lines(capfd.readouterr().out)
    assert "explanation" in row["reports"][0]


def test_problems_go_to_stderr_and_make_exit_1(articles, reader, capfd):
    (articles / "1.json").write_text("{broken")
    (articles / "2.json").write_text(json.dumps({"id": "t2", "published": "0000-00-00", "text": TEXT}))
    assert call("read", articles) == 1
    out, err = capfd.readouterr()
    rows = lines(out)
    assert [row["id"] for row in rows] == ["t0", "t2"]
    assert rows[1]["problems"][0]["stage"] == "sources"
    told = err.splitlines()
    assert len(told) == 2
    assert all(line.startswith(f"recoupe: {articles}") for line in told)


def test_published_settles_the_date(tmp_path, reader, capfd):
    (tmp_path / "a.txt").write_text(TEXT)
    assert call("read", tmp_path / "a.txt", "--published", "2025-11-05") == 0
    (row,) = lines(capfd.readouterr().out)
    assert (row["published"], row["published_from"], row["text"]) == ("2025-11-05", "option", TEXT)


def test_events_origins_from_inputs(articles, reader, capfd):
    assert call("events", articles) == 0
    (event,) = lines(capfd.readouterr().out)
    assert [r["article"] for r in event["reports"]] == ["t0", "t1", "t2"]
    assert call("origins", articles) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["origins"] == [["t0", "t1", "t2"]]
    assert found["undetermined"] == ["t1", "t2"]
    assert found["links"][0] == {
        "from": "t0", "to": "t1", "score": 0.8, "why": ["same words"], "directed": True, "kind": "rewrite"
    }  # fmt: skip
    assert call("origins", articles, "--format", "text") == 0
    assert "1 independent origin" in capfd.readouterr().out
    assert call("events", articles, "--format", "text") == 0
    assert "3 articles" in capfd.readouterr().out


def test_events_of_reports_read_before(articles, reader, tmp_path, capfd):
    file = tmp_path / "reports.jsonl"
    assert call("read", articles, "-o", file) == 0
    assert call("events", "--reports", file) == 0
    (event,) = lines(capfd.readouterr().out)
    assert len(event["reports"]) == 3
    file.write_text(file.read_text() + '{"id": 3, "reports": [{}]}\n')
    assert call("events", "--reports", file) == 1
    assert f"{file}:4" in capfd.readouterr().err


def test_add_is_idempotent_and_events_come_from_the_database(articles, reader, tmp_path, capfd):
    db = tmp_path / "a.db"
    assert call("add", articles, "--db", db) == 0
    assert capfd.readouterr().out == "3 new, 0 changed, 0 read differently, 0 as before\n"
    assert call("events", "--db", db) == 0
    before = capfd.readouterr().out
    assert len(lines(before)) == 1
    assert call("add", articles, articles, "--db", db) == 0
    assert capfd.readouterr().out == "0 new, 0 changed, 0 read differently, 3 as before\n"
    assert call("events", "--db", db) == 0
    assert capfd.readouterr().out == before
    assert call("origins", "--db", db) == 0


def test_add_tells_failures_and_keeps_the_rest(articles, reader, tmp_path, capfd):
    (articles / "bad.txt").write_bytes(b"\x00\x01\x02" * 100)
    assert call("add", articles, "--db", tmp_path / "a.db") == 1
    out, err = capfd.readouterr()
    assert out.startswith("3 new") and "bad.txt: binary" in err


def test_interrupted_add_keeps_what_is_stored(articles, reader, tmp_path, capfd, monkeypatch):
    reading = recoupe.pipeline.read_articles

    def interrupted(*args, **kwargs):
        for number, found in enumerate(reading(*args, **kwargs)):
            if number == 2:
                raise KeyboardInterrupt
            yield found

    monkeypatch.setattr(recoupe.pipeline, "read_articles", interrupted)
    assert call("add", articles, "--db", tmp_path / "a.db") == 130
    assert "interrupted after 2 articles" in capfd.readouterr().err
    monkeypatch.setattr(recoupe.pipeline, "read_articles", reading)
    assert call("add", articles, "--db", tmp_path / "a.db") == 0
    assert capfd.readouterr().out.startswith("1 new, 0 changed, 0 read differently, 2 as before")


def test_broken_database_is_told(articles, reader, tmp_path, capfd):
    (tmp_path / "a.db").write_text("no database, " * 1000)
    for command in (["add", articles], ["events"], ["origins"]):
        assert call(*command, "--db", tmp_path / "a.db") == 1
        assert "a.db is not a recoupe database" in capfd.readouterr().err
    assert call("events", "--db", tmp_path / "none" / "b.db") == 1
    assert "b.db" in capfd.readouterr().err


WRONG = [
    ["nonsense"],
    ["read"],
    ["read", "x", "--format", "xml"],
    ["read", "x", "--published", "11/5/2025"],
    ["read", "x", "--published", "0000-01-01"],
    ["read", "x", "--processes", "0"],
    ["read", "x", "--situation", "atlantis"],
    ["read", "x", "--nonsense"],
    ["add", "x"],
    ["events"],
    ["events", "x", "--db", "y"],
    ["events", "--reports", "none.jsonl"],
    ["origins"],
    ["brief"],
    ["brief", "x", "--since", "yesterday"],
    ["brief", "x", "--situation", "atlantis"],
    ["places", "nonsense"],
    ["places", "find"],
    ["places", "import"],
    ["places", "import", "Mali"],
    ["--lang", "de"],
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_exit_2(arguments, capfd, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert call(*arguments) == 2
    out, err = capfd.readouterr()
    assert out == "" and "Error:" in err


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "command", [[], *[[c] for c in COMMANDS], ["places", "import"]], ids=lambda c: " ".join(c) or "recoupe"
)
def test_every_help_has_an_example(command, language, capfd):
    assert call(*command, "--help", "--lang", language) == 0
    out = capfd.readouterr().out
    assert {"en": "Usage:", "fr": "Usage :"}[language] in out
    assert {"en": "Example: recoupe", "fr": "Exemple : recoupe"}[language] in out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["read", "--lang", "fr"], "fr"),
        (["--lang=en", "read"], "en"),
        (["read", "--", "--lang", "fr"], None),
        (["--lang", "de"], None),
        (["--lang"], None),
        ([], None),
    ],
)
def test_language_is_seen_before_the_command_is_made(arguments, expected):
    assert asked_language(arguments) == expected


def test_language_of_the_locale(capfd):
    call("places", "find", "Nulle-Part-Zzz", environment={"LANG": "fr_SN.UTF-8"})
    assert "aucun lieu du nom de" in capfd.readouterr().err


def test_version(capfd):
    assert call("--version") == 0
    assert re.fullmatch(r"recoupe \d+\.\d+\.\d+\S*\n", capfd.readouterr().out)


def test_situations_and_places(capfd):
    assert call("situations") == 0
    assert "senegal-mali" in capfd.readouterr().out
    assert call("situations", "--format", "jsonl") == 0
    assert lines(capfd.readouterr().out)[0]["border"] == ["SN", "ML"]
    assert call("places", "find", "Kidira", "--no-imports", "--format", "jsonl") == 0
    assert {row["country"] for row in lines(capfd.readouterr().out)} >= {"SN"}
    assert call("places", "find", "Nowhere-Zzz") == 1
    assert call("places", "list", "--no-imports") == 0


def test_import_of_a_file(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("RECOUPE_HOME", str(tmp_path / "home"))
    columns = [
        "99",
        "Sokorabougou",
        "Sokorabougou",
        "",
        "13.5",
        "-9.5",
        "P",
        "PPL",
        "ML",
        "",
        "03",
        "",
        "",
        "",
        "0",
        "",
        "",
        "",
        "2020-01-01",
    ]
    (tmp_path / "ML.txt").write_text("\t".join(columns) + "\n")
    assert call("places", "import", "--file", tmp_path / "ML.txt") == 0
    assert "1 place" in capfd.readouterr().out
    assert call("places", "find", "Sokorabougou") == 0
    assert "Sokorabougou" in capfd.readouterr().out
    assert call("places", "find", "Sokorabougou", "--no-imports") == 1
    (tmp_path / "XX.txt").write_text("nonsense\n")
    assert call("places", "import", "--file", tmp_path / "XX.txt") == 1


def test_output_file_appears_whole_or_not_at_all(articles, reader, tmp_path, monkeypatch, capfd):
    target = tmp_path / "out.jsonl"
    assert call("read", articles, "-o", target) == 0
    whole = target.read_text()
    assert len(whole.splitlines()) == 3

    def fail(*args, **kwargs):
        yield from ()
        raise KeyboardInterrupt

    monkeypatch.setattr(recoupe.pipeline, "read_articles", fail)
    assert call("read", articles, "-o", target) == 130
    assert target.read_text() == whole
    assert sorted(p.name for p in tmp_path.iterdir()) == ["articles", "out.jsonl"]
    assert call("read", articles, "-o", tmp_path / "none" / "x") == 1
    assert "cannot be written" in capfd.readouterr().err


def test_reader_that_goes_away_is_no_trouble(tmp_path):
    rows = (json.dumps({"id": str(n), "text": TEXT * 20 + str(n)}) for n in range(300))
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    command = " ".join([*(f"'{word}'" for word in RECOUPE), "read", "--fast", str(tmp_path / "a.jsonl"), "| head -1"])
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert json.loads(done.stdout)["id"] == "0"


HEAVY = (
    "spacy",
    "numpy",
    "yaml",
    "msgspec",
    "sqlalchemy",
    "babel",
    "trafilatura",
    "tqdm",
    "recoupe.model",
    "recoupe.sources",
)


def test_help_loads_nothing_heavy():
    code = (
        "import sys\nfrom recoupe.apps.cli.program import run\nrun(['--help'])\n"
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_completion_script():
    done = subprocess.run(
        RECOUPE, env={**os.environ, "_RECOUPE_COMPLETE": "bash_source"}, capture_output=True, text=True, check=False
    )
    assert "_recoupe_completion" in done.stdout


def test_article_problems_are_not_told_twice(tmp_path, reader, capfd):
    (tmp_path / "a.json").write_text(json.dumps({"text": TEXT, "published": "yesterday"}))
    assert call("read", tmp_path / "a.json") == 1
    out, err = capfd.readouterr()
    assert len(err.splitlines()) == 1
    assert len(lines(out)[0]["problems"]) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b""),
        ("a.txt", bytes(range(256)) * 9),
        ("a.txt", b"%PDF-1.7"),
        ("a.txt", "été à Tanéla".encode() + b"\xc3 \xff"),
        ("a.txt.gz", b"no gzip"),
        ("a.json", b"[" * 100_000),
        ("a.json", b"{"),
        ("a.json", b"3"),
        ("a.json", b"[3]"),
        ("a.json", b'{"id": 1}'),
        ("a.json", b'{"text": "a b", "url": []}'),
        ("a.json", b'{"text": "repris a b", "published": "0000-01-01"}'),
        ("a.json", b'{"text": "repris a b", "published": "9999-01-01"}'),
        ("a.json", b'{"text": "repris a b", "published": "2091-01-01"}'),
        ("a.html", b"<html></html>"),
        ("a.txt", b"Lire aussi : Le pont"),
    ],
)
def test_problems_are_told_in_french(name, content, tmp_path, reader, capfd):
    (tmp_path / name).write_bytes(content)
    told = {}
    for language in ("en", "fr"):
        assert call("read", tmp_path / name, "--lang", language) == 1
        told[language] = capfd.readouterr().err
    assert told["fr"] != told["en"]
    assert all(str(tmp_path / name) in words and "{" not in words.replace("{:", "") for words in told.values())


def test_catalogue_is_complete_and_compiled():
    from babel.messages.mofile import read_mo
    from babel.messages.pofile import read_po

    from recoupe.apps.i18n import LOCALE

    folder = Path(LOCALE) / "fr" / "LC_MESSAGES"
    with (folder / "recoupe.po").open("rb") as po, (folder / "recoupe.mo").open("rb") as mo:
        written, compiled = read_po(po, locale="fr"), read_mo(mo)
    texts = {plural(m.id): plural(m.string) for m in written if m.id}
    assert all(all(s) if isinstance(s, tuple) else s for s in texts.values())
    assert texts == {plural(m.id): plural(m.string) for m in compiled if m.id}
    fields = re.compile(r"\{\w+")
    for source, target in texts.items():
        pairs = [(source, target)] if isinstance(source, str) else [(source[1], target[1])]
        assert all(set(fields.findall(a)) == set(fields.findall(b)) for a, b in pairs), source


def plural(message):
    return tuple(message) if isinstance(message, list | tuple) else message


def test_decisions_outlive_a_new_run(articles, reader, tmp_path, capfd):
    from recoupe.store import open_store

    db = tmp_path / "a.db"
    call("add", articles / "0.json", "--db", db)
    with open_store(db) as store:
        store.decide("reject", "t0#0", "an analyst", "no happening")
    assert call("add", articles, "--db", db) == 0
    capfd.readouterr()
    call("events", "--db", db)
    told = {ref["article"] for event in lines(capfd.readouterr().out) for ref in event["reports"]}
    assert told == {"t1", "t2"}


def test_interrupt_from_the_keyboard_ends_with_a_word(tmp_path):
    from signal import SIGINT

    process = subprocess.Popen(
        [*RECOUPE, "read", "--fast", "-", "--lang", "en"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write("".join(json.dumps({"id": str(n), "text": TEXT + str(n)}) + "\n" for n in range(3)))
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == "0"
    process.send_signal(SIGINT)
    process.stdin.close()
    rest, told = process.stdout.read(), process.stderr.read()
    assert process.wait(60) == 130
    assert told.splitlines()[-1] == "recoupe: interrupted; what was written before stays"
    assert "Traceback" not in told
    assert all(json.loads(line) for line in rest.splitlines())
