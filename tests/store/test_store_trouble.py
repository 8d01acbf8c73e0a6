"""A database that is damaged, full, locked, too new or killed in the middle: told plainly, and whole afterwards."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from made_values import make_event, make_reading

from recoupe.store import Store, StoreError, open_store

HERE = Path(__file__).parent
WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from made_values import make_reading
from recoupe.store import open_store
with open_store(sys.argv[2]) as store:
    print("open", flush=True)
    first, last = int(sys.argv[3]), int(sys.argv[4])
    print(store.add((make_reading(f"a{n}") for n in range(first, last)), "rules"), flush=True)
"""


def start_writer(path: Path, first: int, last: int, **options) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(HERE), str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def integrity(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        return connection.execute("PRAGMA integrity_check").fetchone()[0] + "".join(map(str, broken))


def make_database(path: Path, articles: int = 50) -> None:
    with open_store(path) as store:
        store.add(make_reading(f"a{n}") for n in range(articles))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"hello, this is a letter" * 50, "is not a recoupe database", id="text"),
        pytest.param(
            b"SQLite format 3\x00" + b"\xff" * 4000,
            "is not a recoupe database|is damaged",
            id="garbage behind the header",
        ),
    ],
)
def test_a_file_that_is_no_database(tmp_path, content, told):
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=told):
        open_store(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program(tmp_path):
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreError, match="another program"):
        open_store(tmp_path / "x.db")


def test_a_database_cut_in_half(tmp_path):
    path = tmp_path / "x.db"
    make_database(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(StoreError, match=r"is cut off .* backup"):
        open_store(path)


def test_a_database_with_a_wiped_middle_is_called_damaged(tmp_path):
    path = tmp_path / "x.db"
    make_database(path)
    raw = bytearray(path.read_bytes())
    raw[4096 * 2 :] = b"\x07" * (len(raw) - 4096 * 2)
    path.write_bytes(raw)
    with pytest.raises(StoreError, match="damaged"), open_store(path) as store:
        list(store.readings())


def test_a_newer_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "x.db"
    make_database(path, 1)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for mode in ("write", "read"):
        with pytest.raises(StoreError, match=r"newer recoupe \(tables 9999.*update recoupe"):
            open_store(path, mode)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


@pytest.mark.parametrize(
    ("name", "mode", "told"),
    [
        ("none.db", "read", "does not exist"),
        ("no/such/x.db", "write", "make the folder"),
        (".", "write", "is a folder"),
    ],
)
def test_a_path_that_leads_nowhere(tmp_path, name, mode, told):
    with pytest.raises(StoreError, match=told):
        open_store(tmp_path / name, mode)


def test_an_empty_file_becomes_a_database(tmp_path):
    (tmp_path / "x.db").touch()
    with pytest.raises(StoreError, match="is empty"):
        open_store(tmp_path / "x.db", "read")
    make_database(tmp_path / "x.db", 1)


@pytest.mark.parametrize("name", ["a?mode=ro.db", "50%20.db", "#1.db", "été ’’.db", "file:x.db", "-x.db"])
def test_strange_names_are_only_names(tmp_path, name):
    make_database(tmp_path / name, 1)
    assert (tmp_path / name).stat().st_size > 0


def test_a_store_opened_for_reading_is_not_written(tmp_path):
    path = tmp_path / "x.db"
    make_database(path, 3)
    with open_store(path, "read") as store:
        assert len(list(store.readings())) == 3
        with pytest.raises(StoreError, match="opened for reading"):
            store.add([make_reading("new")])


def as_nobody(task: Callable[[], str]) -> str:
    """What `task` returns, or the StoreError it meets, in a process without the rights of root."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            told = task()
        except BaseException as error:
            told = f"{type(error).__name__}: {error}"
        os.write(writer, told.encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as file:
        return file.read()


def read_all(path: Path, mode: str) -> str:
    with open_store(path, mode) as store:
        return str(len(list(store.readings())))


def add_one(path: Path) -> str:
    with open_store(path) as store:
        return str(store.add([make_reading("new")]))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="rights as on POSIX")
def test_a_read_only_file_can_be_read_but_not_added_to():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_database(folder / "x.db", 2)
        (folder / "x.db").chmod(0o444)
        folder.chmod(0o555)
        assert as_nobody(lambda: read_all(folder / "x.db", "read")) == "2"
        told = as_nobody(lambda: add_one(folder / "x.db"))
        (folder / "x.db").chmod(0o000)
        hidden = as_nobody(lambda: read_all(folder / "x.db", "read"))
        folder.chmod(0o755)
    assert told.startswith("StoreError") and "cannot be written: make the file" in told
    assert hidden.startswith("StoreError") and "cannot be read" in hidden


def limit_files() -> None:
    """As if the disk were full beyond so many bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))


def test_a_full_disk_is_told_and_the_next_run_picks_up(tmp_path):
    path = tmp_path / "x.db"
    make_database(path, 1)
    writer = start_writer(path, 0, 400, preexec_fn=limit_files)
    _, errors = writer.communicate(timeout=120)
    assert writer.returncode == 1 and "StoreError" in errors and "full" in errors, errors
    assert integrity(path) == "ok"
    with open_store(path) as store:
        kept = store.counts()["articles"]
        summary = store.add(make_reading(f"a{n}") for n in range(400))
        assert 1 < kept < 400 and (summary.same, summary.new) == (kept, 400 - kept)


def test_the_database_may_be_full_by_its_own_limit(store: Store):
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 60")
        connection.exec_driver_sql("PRAGMA cache_size = 10")
    with pytest.raises(StoreError, match=r"disk is full.*same command again"):
        store.add(make_reading(f"a{n}") for n in range(400))


def test_a_locked_database_is_told_after_waiting(tmp_path):
    path = tmp_path / "x.db"
    make_database(path, 1)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with open_store(path, wait_seconds=0.2) as store:
        assert len(list(store.readings())) == 1, "readers do not wait"
        with pytest.raises(StoreError, match=r"another writer.*wait"):
            store.add([make_reading("new")])
    holder.close()


def test_two_writers_at_once_with_a_reader_between(tmp_path):
    path = tmp_path / "x.db"
    writers = [start_writer(path, 0, 60), start_writer(path, 40, 100)]
    seen: list[int] = []
    while any(w.poll() is None for w in writers):
        if path.exists():
            try:
                with open_store(path, "read") as store:
                    seen.append(sum(len(r.reports) == 2 for r in store.readings()))
            except StoreError as error:
                assert "is empty" in str(error)
        time.sleep(0.02)
    told = [w.communicate() for w in writers]
    assert [w.returncode for w in writers] == [0, 0], told
    assert seen == sorted(seen), "an article never vanishes"
    with open_store(path) as store:
        counts = store.counts()
        assert (counts["articles"], counts["reports"]) == (100, 200)
    assert integrity(path) == "ok"


def test_two_threads_may_share_a_store(store: Store):
    threads = [
        threading.Thread(target=lambda k=k: store.add(make_reading(f"t{k}-{n}") for n in range(20))) for k in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.counts()["articles"] == 40


def kill_and_resume(path: Path, rounds: int, articles: int, seed: int) -> int:
    """Kill a writer again and again at random moments; returns how many kills hit it while it was storing."""
    chance, hits, before = random.Random(seed), 0, 0
    for _ in range(rounds):
        writer = start_writer(path, 0, articles)
        writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.15))
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()
        hits += writer.returncode == -signal.SIGKILL
        assert integrity(path) == "ok"
        with open_store(path) as store:
            counts = store.counts()
            assert counts["articles"] >= before, "nothing that was stored is lost"
            assert (counts["versions"], counts["reports"]) == (counts["articles"], 2 * counts["articles"])
            before = counts["articles"]
    with open_store(path) as store:
        store.add((make_reading(f"a{n}") for n in range(articles)), "rules")
        assert list(store.readings()) == [make_reading(f"a{n}") for n in range(articles)]
    return hits


@pytest.mark.parametrize("rounds", [5, pytest.param(20, marks=pytest.mark.slow)])
def test_killed_at_random_moments_nothing_is_lost_and_nothing_stands_twice(tmp_path, rounds):
    assert kill_and_resume(tmp_path / "x.db", rounds, 150, seed=rounds)


def test_a_copy_made_while_writing_is_whole(store: Store, tmp_path):
    store.add(make_reading(f"a{n}") for n in range(10))
    store.save_events([make_event()])
    store.back_up(tmp_path / "copy.db")
    assert integrity(tmp_path / "copy.db") == "ok"
    with open_store(tmp_path / "copy.db") as copy:
        assert list(copy.readings()) == list(store.readings()) and list(copy.events()) == list(store.events())
    with pytest.raises(StoreError, match="exists already"):
        store.back_up(tmp_path / "copy.db")


def test_a_backup_restores_what_was_there(tmp_path):
    path = tmp_path / "x.db"
    make_database(path, 3)
    with open_store(path) as store:
        store.back_up(tmp_path / "copy.db")
        store.add([make_reading("later")])
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    shutil.copy(tmp_path / "copy.db", path)
    with open_store(path) as store:
        assert store.counts()["articles"] == 3


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("nosuch://user:secret@host/name", "is no server recoupe works with"),
        ("postgresql+nosuch://user:secret@host/name", "is no address of a database"),
        ("://user:secret", "is no address of a database"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(address, told):
    with pytest.raises(StoreError, match=told) as caught:
        open_store(address)
    assert "secret" not in str(caught.value)
