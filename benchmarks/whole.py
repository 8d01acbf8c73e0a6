"""Reads a file of articles as a program of its own does, and says as JSON what it took.

python -m benchmarks.whole ARTICLES.jsonl MOST PROCESSES [READINGS.pickle]
"""

from __future__ import annotations

import json
import pickle
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article, Reading
from recoupe.pipeline import read_articles
from recoupe.sources import read_inputs


@dataclass(frozen=True)
class Took:
    """Seconds from the first to the last article with loading; CPU of all processes; peak memory of the largest."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    articles: int


def main(path: str, most: int, processes: int, target: str | None) -> None:
    begin = time.perf_counter()
    articles = (item for item in read_inputs([path]) if isinstance(item, Article))
    readings = read_articles(islice(articles, most), Knowledge(), processes)
    count = keep(readings, target) if target else sum(1 for _ in readings)
    wall = time.perf_counter() - begin
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    spent = sum(u.ru_utime + u.ru_stime for u in used)
    print(json.dumps([wall, spent, max(u.ru_maxrss for u in used) / 1024, count]))


def keep(readings: Iterator[Reading], target: str) -> int:
    """Readings to a file one by one, so that none stays in memory; how many they were."""
    count = 0
    with Path(target).open("wb") as out:
        for reading in readings:
            pickle.dump(reading, out)
            count += 1
    return count


def kept(path: Path) -> Iterator[Reading]:
    """The readings that `keep` wrote."""
    with path.open("rb") as stream:
        while stream.peek(1):
            yield pickle.load(stream)


def run_whole(path: Path, most: int, processes: int, target: Path | None = None) -> Took:
    """Read in a fresh program and wait for it."""
    command = [sys.executable, "-m", "benchmarks.whole", str(path), str(most), str(processes)]
    done = subprocess.run([*command, *([str(target)] if target else [])], stdout=subprocess.PIPE, check=True)
    return Took(*json.loads(done.stdout))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else None)
