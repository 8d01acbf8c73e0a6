"""Many articles: memory of one process, two processes beside one, cross-checking and storing beside reading."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from benchmarks.material import Material
from benchmarks.measures import Row, cores, cpu, interleaved, judge, load, median_ratio
from benchmarks.whole import Took, kept, run_whole
from recoupe.model import Reading
from recoupe.pipeline import cross_check
from recoupe.store import open_store

SPEED_UP, MEMORY_MB, CROSSING = 1.3, 1024, 0.15


def measure_many(material: Material, folder: Path) -> list[Row]:
    """One process reads everything; then the readings are cross-checked and stored."""
    target = folder / "readings.pickle"
    took = run_whole(material.path, material.articles, 1, target)
    readings = list(kept(target))
    return [
        judge(
            f"peak memory of one process over {took.articles} articles, MB", took.peak_mb, ".0f", most=MEMORY_MB,
            note="model and tables included",
        ),
        *measure_crossing(readings, took),
        measure_storing(readings, took, folder),
    ]  # fmt: skip


def measure_crossing(readings: list[Reading], took: Took) -> list[Row]:
    spent = cpu(lambda: cross_check(readings))
    name = f"cross-checking {len(readings)} articles, CPU, as a share of reading them"
    return [judge(name, spent / took.cpu_s, ".1%", most=CROSSING, note=f"{spent:.1f} s beside {took.cpu_s:.1f} s")]


def measure_storing(readings: list[Reading], took: Took, folder: Path) -> Row:
    with tempfile.TemporaryDirectory(dir=folder) as place, open_store(Path(place) / "bench.db") as store:
        spent = cpu(lambda: store.add(readings, "benchmark"))
    each = spent / len(readings) * 1000
    return Row("storing, CPU, as a share of reading", f"{spent / took.cpu_s:.1%}", note=f"{each:.1f} ms an article")


def measure_processes(material: Material, articles: int, rounds: int) -> list[Row]:
    """Wall time of one process beside that of two, from start to end, each a fresh program."""
    if cores() < 2:
        return [Row("two processes beside one", "not measured", note="there is one core only")]
    most, before = min(articles, material.articles), load()
    one, two = interleaved([partial(wall_time, material, most, n) for n in (1, 2)], rounds)
    ratio, note = median_ratio(one, two)
    busy = f"; the machine was loaded ({before:.1f} programs were running)" if before > 0.5 else ""
    name = f"two processes beside one, wall time, {most} articles, loading included"
    return [judge(name, ratio, ".2f", least=SPEED_UP, note=note + busy)]


def wall_time(material: Material, most: int, processes: int, _round: int) -> float:
    return run_whole(material.path, most, processes).wall_s
