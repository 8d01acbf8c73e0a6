#!/usr/bin/env python3
"""Imported gazetteers: rows a second while indexing, microseconds and memory of a look-up, at growing sizes.

    python benchmarks/places.py [ROWS ...]        (default: 10000 100000 1000000; the aim is 12000000)

Rows are synthetic: names made of syllables, so that some are shared by many places as in real files.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from recoupe.knowledge.gazetteer import import_places
from recoupe.knowledge.gazetteer_imports import FILE, Imports
from recoupe.knowledge.names import fold_name

SYLLABLES = "ba bo di dou fa fo ga go ka ko kou la lé ma mo na ni nou ra sa sé so ta té ti to ya yé za zo"
ASKED = 2_000


def main(sizes: list[int]) -> None:
    print(f"{'rows':>10} {'import s':>9} {'rows/s':>8} {'MB':>7} {'µs/name':>8} {'µs/unknown':>10} {'peak MB':>8}")
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            write_rows(home / "XX.txt", rows)
            start = time.perf_counter()
            import_places([home / "XX.txt"], home)
            took = time.perf_counter() - start
            size = (home / FILE).stat().st_size / 1e6
            known, unknown, peak = ask_apart(home)
            print(
                f"{rows:>10} {took:>9.1f} {rows / took:>8.0f} {size:>7.0f} {known:>8.0f} {unknown:>10.0f} {peak:>8.0f}"
            )


def write_rows(path: Path, rows: int) -> None:
    rng = random.Random(7)
    with path.open("w", encoding="utf-8") as out:
        for number in range(1, rows + 1):
            name = make_name(rng)
            lat, lon = rng.uniform(-60, 70), rng.uniform(-180, 180)
            out.write(
                f"{number}\t{name}\t{name}\t\t{lat:.5f}\t{lon:.5f}\tP\tPPL\tXX\t\t01\t\t\t\t0\t\t0\tUTC\t2020-01-01\n"
            )


def make_name(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES.split()) for _ in range(rng.randint(4, 7))).capitalize()


def ask_apart(home: Path) -> tuple[float, float, float]:
    """Look names up in a process of its own, so that its peak memory is that of looking up."""
    done = subprocess.run([sys.executable, __file__, "--ask", str(home)], capture_output=True, text=True, check=True)
    known, unknown, peak = map(float, done.stdout.split())
    return known, unknown, peak


def ask(home: Path) -> None:
    imports = Imports(home)
    rng = random.Random(7)
    names = [fold_name(make_name(rng)) for _ in range(ASKED)]
    print(*(time_names(imports, keys) for keys in (names, [f"{n} nulle part" for n in names])), end=" ")
    print(peak_mb())


def peak_mb() -> float:
    """Peak memory of this process alone; what getrusage says begins with the parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def time_names(imports: Imports, keys: list[str]) -> float:
    """Microseconds a name, asked fifty at a time as an article does."""
    start = time.perf_counter()
    for at in range(0, len(keys), 50):
        imports.find_all(keys[at : at + 50])
    return (time.perf_counter() - start) / len(keys) * 1e6


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ask"]:
        ask(Path(sys.argv[2]))
    else:
        main([int(n) for n in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
