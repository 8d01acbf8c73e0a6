"""What a user can run into: bad files among good ones, a full disk, Ctrl-C, a closed pipe, killed processes."""

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import recoupe.pipeline
import recoupe.rebuilding
from recoupe.apps.cli.program import run
from recoupe.model import Interval, Reading, Report, Span
from recoupe.store import open_store

TEXT = "Le marché rouvre à Tanéla\n\nLe 3 mars 2021, au moins 12 commerçants ont repris leurs ventes à Tanéla.\n"
ENGLISH = {"LANG": "en_GB.UTF-8"}
PROGRAM = [sys.executable, "-c", "from recoupe.apps.cli import main; main()"]
LIGHT = f"""
import sys, time
sys.path.insert(0, {str(Path(__file__).parent)!r})
import recoupe.pipeline, test_cli_trouble
from recoupe.apps.cli import main
recoupe.pipeline.read_articles = test_cli_trouble.read_slowly
main()
"""
WAIT_S = 60


def read_lightly(articles, known, processes=1):
    """A reader without the language model: one report an article."""
    for article in articles:
        at = article.text.find("repris")
        anchor = Span.of(article.text, at, at + 6)
        when = Interval.day(article.published)
        yield Reading(article, reports=(Report(f"{article.id}#0", article.id, anchor, "COOPERATE", when=when),))


def read_slowly(articles, known, processes=1):
    for reading in read_lightly(articles, known):
        yield reading
        time.sleep(0.02)


@pytest.fixture
def light(monkeypatch):
    monkeypatch.setattr(recoupe.pipeline, "read_articles", read_lightly)


def write_articles(folder: Path, count: int, more: str = "") -> Path:
    path = folder / "articles.jsonl"
    rows = (
        {"id": f"t{n}", "published": f"2021-03-{4 + n % 20:02d}", "text": f"{TEXT}{more}Fin {n}."} for n in range(count)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def call(*arguments: object) -> int:
    return run([str(a) for a in arguments], ENGLISH)


def start(program: list[str], *arguments: object, **options) -> subprocess.Popen[str]:
    command = [*program, *map(str, arguments), "--lang", "en"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def stored(path: Path) -> tuple[int, list[str]]:
    """Articles, and the events in words, of a database that is whole."""
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with open_store(path, "read") as store:
        return store.counts()["articles"], sorted(f"{e.type} {len(e.reports)}" for e in store.events())


BAD = [
    pytest.param("empty.txt", b"", "no text", id="empty"),
    pytest.param("binary.txt", bytes(range(256)) * 50, "binary", id="binary"),
    pytest.param("line.txt", b"a" * 30_000_000, "30000000 characters: split it", id="30 MB of one word"),
    pytest.param("line.txt", b"mot " * 7_500_000, "30000000 characters: split it", id="30 MB of one line"),
    pytest.param("line.jsonl", b'{"text":"' + b"x" * 60_000_000, "line longer than 50 MB", id="endless line of JSON"),
    pytest.param("deep.json", b"[" * 100_000 + b"]" * 100_000, "nested too deeply", id="deep lists"),
    pytest.param("deep.json", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply", id="deep objects"),
    pytest.param("broken.txt", "Été à Tanéla".encode() + b"\xc3( \xff", "broken UTF-8 at byte", id="broken UTF-8"),
    pytest.param(
        "year.json", json.dumps({"published": "0000-01-01", "text": TEXT}).encode(), "is no date", id="year 0"
    ),
    pytest.param(
        "year.json", json.dumps({"published": "99999-01-01", "text": TEXT}).encode(), "is no date", id="year 99999"
    ),
    pytest.param("none.json", b'{"id": "n"}', "no text", id="no text"),
    pytest.param("none.json", b'{"id": "n", "text": " \\n"}', "no text", id="blank text"),
    pytest.param("same.json", b'{"id": "t0", "text": "Tout autre chose."}', "already stands in", id="an id twice"),
]


@pytest.mark.parametrize(("name", "content", "told"), BAD)
def test_a_bad_file_is_told_in_one_line_and_the_rest_is_read(name, content, told, tmp_path, capfd):
    good = write_articles(tmp_path, 2)
    (tmp_path / name).write_bytes(content)
    begin = time.process_time()
    assert call("read", good, tmp_path / name, "--fast") == 1
    out, err = capfd.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()][:2] == ["t0", "t1"]
    (line,) = err.splitlines()
    assert line.startswith(f"recoupe: {tmp_path / name}") and told in line
    assert len(line) < 400
    assert time.process_time() - begin < 10


def test_years_nobody_writes_are_passed_over_in_the_text(tmp_path, capfd):
    text = "Le 3 mars 99999, douze camions sont passés. Le 5 mai 0000, rien. Puis 31/02/0000 et 45/13/99999.\n"
    (tmp_path / "a.txt").write_text(text)
    assert call("read", tmp_path / "a.txt", "--fast") == 0
    (row,) = map(json.loads, capfd.readouterr().out.splitlines())
    assert all("1900" < (time["from"] or "2000") < "2101" for time in row["times"])


def limit_files() -> None:
    """As if the disk were full beyond so many bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))


def test_a_full_disk_is_told_and_the_same_command_completes_it(tmp_path, light, capfd):
    articles, db = write_articles(tmp_path, 60, more=f"{os.urandom(10_000).hex(' ', 8)}\n"), tmp_path / "a.db"
    process = start([sys.executable, "-c", LIGHT], "add", articles, "--db", db, preexec_fn=limit_files)
    _, err = process.communicate(timeout=WAIT_S)
    assert process.returncode == 1, err
    assert "full" in err.splitlines()[-1] and "Traceback" not in err
    assert 0 < stored(db)[0] < 60
    assert call("add", articles, "--db", db) == 0
    assert call("add", articles, "--db", tmp_path / "whole.db") == 0
    assert stored(db) == stored(tmp_path / "whole.db")


def test_after_an_interrupt_the_same_command_completes_the_database(tmp_path, light, capfd):
    articles, db = write_articles(tmp_path, 100), tmp_path / "a.db"
    process = start([sys.executable, "-c", LIGHT], "add", articles, "--db", db)
    while not db.exists() or stored_so_far(db) < 20:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=WAIT_S)
    assert process.returncode == 130 and "Traceback" not in err
    assert "the same command picks up" in err
    assert 20 <= stored(db)[0] < 100
    assert call("add", articles, "--db", db) == 0
    assert call("add", articles, "--db", tmp_path / "whole.db") == 0
    assert stored(db) == stored(tmp_path / "whole.db")


def stored_so_far(path: Path) -> int:
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_an_interrupt_while_cross_checking_leaves_it_to_the_next_run(tmp_path, light, capfd, monkeypatch):
    articles, db = write_articles(tmp_path, 10), tmp_path / "a.db"

    def interrupted(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(recoupe.rebuilding, "rebuild", interrupted)
        assert call("add", articles, "--db", db) == 130
    assert stored(db) == (10, [])
    assert call("add", articles, "--db", db) == 0
    assert call("add", articles, "--db", tmp_path / "whole.db") == 0
    assert stored(db) == stored(tmp_path / "whole.db")
    assert len(stored(db)[1]) > 0


def test_databases_that_are_none(tmp_path, light, capfd):
    articles = write_articles(tmp_path, 1)
    (tmp_path / "text.db").write_text("no database, " * 1000)
    (tmp_path / "folder.db").mkdir()
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    for name in ("text.db", "other.db", "none/a.db"):
        assert call("add", articles, "--db", tmp_path / name) == 1
        out, err = capfd.readouterr()
        assert out == "" and name in err and len(err.splitlines()) == 1
    assert call("add", articles, "--db", tmp_path / "folder.db") == 2
    assert "folder.db" in capfd.readouterr().err


# processes beside us, with the real model


@pytest.mark.slow
def test_a_reader_that_goes_away_ends_the_processes_beside_us(tmp_path):
    articles = write_articles(tmp_path, 400)
    words = " ".join(f"'{word}'" for word in [*PROGRAM, "read", str(articles), "--processes", "2", "--lang", "en"])
    done = subprocess.run(["bash", "-c", f"{words} | head -1"], capture_output=True, text=True, timeout=WAIT_S)
    assert (json.loads(done.stdout)["id"], done.stderr) == ("t0", "")


@pytest.mark.slow
@pytest.mark.parametrize("whom", ["group", "program"])
def test_an_interrupt_ends_the_processes_beside_us(whom, tmp_path):
    articles = write_articles(tmp_path, 1000)
    process = start(PROGRAM, "read", articles, "--processes", "2", start_new_session=True)
    assert process.stdout and json.loads(process.stdout.readline())["id"] == "t0"
    workers = children(process.pid)
    (os.killpg if whom == "group" else os.kill)(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=WAIT_S)
    assert process.returncode == 130
    assert err.strip() == "recoupe: interrupted; what was written before stays"
    assert workers and not any(Path(f"/proc/{pid}").exists() for pid in workers)


@pytest.mark.slow
def test_a_killed_process_beside_us_is_told(tmp_path):
    articles = write_articles(tmp_path, 1000)
    process = start(PROGRAM, "read", articles, "--processes", "2")
    assert process.stdout and json.loads(process.stdout.readline())["id"] == "t0"
    os.kill(children(process.pid)[0], signal.SIGKILL)
    _, err = process.communicate(timeout=WAIT_S)
    assert process.returncode == 1
    assert err.splitlines() == [
        "recoupe: a process that reads beside was ended from outside (code -9): is memory short? try --processes 1"
    ]


def children(pid: int) -> list[int]:
    """The processes that read beside process `pid`."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    if not path.exists():
        pytest.skip("needs /proc to find the processes")
    found = [int(word) for word in path.read_text().split()]
    return [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


@pytest.mark.slow
def test_two_processes_say_what_one_says(tmp_path, capfd):
    samples = Path(__file__).parents[2] / "samples"
    articles = write_articles(tmp_path, 80)
    said = []
    for processes in (1, 2):
        assert call("read", samples, articles, "--processes", processes) in (0, 1)
        said.append(capfd.readouterr())
    assert said[0] == said[1]
    assert len(said[0].out.splitlines()) > 90
