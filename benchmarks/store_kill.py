"""Kills a process that stores 500 articles at random moments, again and again, and looks at what is left.

Usage: python benchmarks/store_kill.py [KILLS]
"""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from store_add import make_readings

from recoupe.store import open_store

ARTICLES = 500


def write(path: str) -> None:
    """What the killed process does."""
    with open_store(path) as store:
        print("open", flush=True)
        store.add(make_readings(ARTICLES), "rules")


def kill_once(path: Path, seconds: float) -> bool:
    """Start a writer and kill it; True when it was still storing."""
    command = [sys.executable, __file__, "write", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(seconds)
        writer.kill()
    return writer.returncode == -signal.SIGKILL


def check(path: Path, before: int) -> int:
    """Whole, nothing lost, nothing twice; returns how many articles are stored."""
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        words = connection.execute("SELECT count(*) FROM article_words").fetchone()[0]
    with open_store(path) as store:
        counts = store.counts()
    stored = counts["articles"]
    assert stored >= before and counts["versions"] == words == stored and counts["reports"] == 8 * stored
    return stored


def measure(kills: int) -> None:
    chance, hits, rounds = random.Random(7), 0, 0
    while hits < kills:
        rounds += 1
        with tempfile.TemporaryDirectory() as folder:
            path, stored = Path(folder) / "x.db", 0
            while stored < ARTICLES and hits < kills:
                hits += kill_once(path, chance.uniform(0, 0.5))
                stored = check(path, stored)
            with open_store(path) as store:
                store.add(make_readings(ARTICLES), "rules")
                assert list(store.readings()) == list(make_readings(ARTICLES))
    print(f"{hits} kills while storing, in {rounds} databases: nothing lost, nothing twice, every check clean")


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(sys.argv[2])
    else:
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
