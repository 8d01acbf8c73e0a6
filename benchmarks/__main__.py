"""Speed and memory as ratios measured in one run; writes benchmarks/RESULTS.md.

    python -m benchmarks [--quick]

Ratios are medians of runs in turns, so that other programs disturb both sides alike; CPU time wherever one process
is measured. A machine at rest gives steadier figures.
"""

from __future__ import annotations

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):  # one core; must stand before numpy
    os.environ[name] = "1"

import argparse  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from collections.abc import Callable, Iterator  # noqa: E402
from datetime import UTC, datetime  # noqa: E402
from pathlib import Path  # noqa: E402

from benchmarks.many import measure_many, measure_processes  # noqa: E402
from benchmarks.material import Material, make_material  # noqa: E402
from benchmarks.measures import Row, load, machine  # noqa: E402
from benchmarks.reading import measure_reading  # noqa: E402
from benchmarks.rivals import measure_rivals  # noqa: E402
from benchmarks.starting import measure_help  # noqa: E402
from benchmarks.web import measure_desk  # noqa: E402
from recoupe.knowledge.bundle import Knowledge  # noqa: E402

RESULTS = Path(__file__).parent / "RESULTS.md"


def main() -> int:
    """Measure, print and write; 1 when a target was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="few articles and rounds; RESULTS.md stays as it is")
    quick = parser.parse_args().quick
    before = load()
    with tempfile.TemporaryDirectory() as folder:
        material = make_material(Path(folder), 60 if quick else None)
        rows = list(show(measure_all(material, Path(folder), quick)))
    if not quick:
        RESULTS.write_text(make_page(rows, material, before) + measured_apart(), encoding="utf-8")
        print(f"written to {RESULTS.relative_to(Path.cwd()) if RESULTS.is_relative_to(Path.cwd()) else RESULTS.name}")
    return int(any(row.met is False for row in rows))


def measure_all(material: Material, folder: Path, quick: bool) -> Iterator[Row]:
    steps: list[Callable[[], list[Row]]] = [
        lambda: measure_help(5 if quick else 30),
        lambda: measure_reading(material, Knowledge(), 2 if quick else 9),
        lambda: measure_rivals(material),
        lambda: measure_many(material, folder),
        lambda: measure_processes(material, 60 if quick else 240, 1 if quick else 3),
        lambda: measure_desk(2_000 if quick else 100_000, folder / "desk.db"),
    ]
    for step in steps:
        yield from step()


def show(rows: Iterator[Row]) -> Iterator[Row]:
    """Each row on the terminal as soon as it is measured."""
    for row in rows:
        print(" · ".join(part for part in (f"{row.what}: {row.value}", row.target, verdict(row), row.note) if part))
        sys.stdout.flush()
        yield row


def verdict(row: Row) -> str:
    return "" if row.met is None else "met" if row.met else "NOT MET"


def make_page(rows: list[Row], material: Material, before: float) -> str:
    """The results as a page; no name of the machine and no path stands in it."""
    lines = [
        "# Speed and memory",
        "",
        f"Written by `make bench` on {datetime.now(UTC).date()}: {machine()}. "
        f"When it began, {before:.1f} programs wanted the cores on average of a minute.",
        f"Material: {material.articles} articles, {material.words:,} words: {material.name}.",
        "",
        "| what | measured | target | met | note |",
        "|---|---|---|---|---|",
        *(f"| {r.what} | {r.value} | {r.target or '–'} | {verdict(r) or '–'} | {r.note} |" for r in rows),
        "",
        "Ratios are medians of runs in turns within one run of the benchmark; CPU time for one process, wall time for "
        "two. Model: fr_core_news_md, paragraphs in batches of 32.",
        "",
    ]
    return "\n".join(lines)


def measured_apart() -> str:
    """The sections of the page below the table: they are measured by programs of their own."""
    written = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    return "".join(written.partition("\n## ")[1:])


if __name__ == "__main__":
    sys.exit(main())
