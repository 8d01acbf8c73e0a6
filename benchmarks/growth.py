"""How the cost of cross-checking grows with the store: one article more, and everything anew.

    python -m benchmarks.growth [READINGS.pickle]

Readings are those `python -m benchmarks.whole` writes; without them, and for the larger sizes, articles are invented:
each tells of an attack of its own, every second attack is told twice. Growth is the exponent of a power law fitted
over the sizes; work is CPU time and comparisons.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from math import log
from pathlib import Path

from benchmarks.whole import kept
from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article, Interval, Place, Reading, Report, Span
from recoupe.rebuilding import rebuild_picture
from recoupe.recoup.events import merge_reports
from recoupe.recoup.origins import find_origins
from recoupe.store import open_store

REAL, INVENTED, ADDED = (1000, 4000, 10000, 36000), (1000, 4000, 16000, 100000), 12
STORED = 4000  # the largest store to which articles are added: filling it takes longer than all else
SYLLABLES = ("ba", "ko", "dié", "lou", "ma", "ré", "fan", "ta", "né", "go", "sou", "wal")
PEOPLE = ("bergers", "douaniers", "chauffeurs", "gendarmes", "pêcheurs", "maçons", "colporteurs", "institutrices")


def invented(number: int) -> Reading:
    """An article on an attack with its own village, people, toll and day."""
    dice = random.Random(number // 2 if number % 4 < 2 else number)
    village = "".join(dice.choice(SYLLABLES) for _ in range(4)).title()
    people, dead = dice.choice(PEOPLE), dice.randint(3, 90)
    day = date(2001, 1, 1) + timedelta(days=dice.randrange(9000))
    outlet = f"Journal {number % 20}"
    text = f"{outlet} signale une attaque contre {dead} {people} près de {village}. " + " ".join(
        "".join(dice.choice(SYLLABLES) for _ in range(3)) for _ in range(60)
    )
    at, name = text.index("attaque"), f"n{number:06}"
    place = Place(f"t:{village}", village, "ML", None, "town", dice.uniform(-40, 40), dice.uniform(-90, 90), 3.0)
    report = Report(
        f"{name}#1", name, Span(at, at + 7, "attaque"), "ASSAULT", recipients=(f"{dead} {people}",), place=village,
        where=place, when=Interval.day(day),
    )  # fmt: skip
    return Reading(Article(name, text, outlet=outlet, published=day + timedelta(days=1)), reports=(report,))


def measure(name: str, readings: Sequence[Reading], sizes: Sequence[int]) -> None:
    """Costs at every size, then their exponents."""
    stored = [size for size in sizes if size <= STORED]
    adding: list[float] = []
    whole: list[float] = []
    work: list[float] = []
    for size in sizes:
        counted: Counter[str] = Counter()
        begin = time.process_time()
        merge_reports(readings[:size], find_origins(readings[:size], counted), work=counted)
        spent = time.process_time() - begin
        told = "– | –"
        if size in stored:
            one, looked = adding_cost(readings[:size], readings[-ADDED:])
            adding.append(one)
            told = f"{one * 1000:.0f} ms | {looked:.0f}"
        whole.append(spent)
        work.append(counted["comparisons"])
        print(
            f"| {name} | {size:,} | {told} | {spent:.1f} s | {counted['comparisons']:,} | "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB |",
            flush=True,
        )
    costs = {"adding": adding, "all": whole, "comparisons": work}
    fitted = (f"{what} {exponent(sizes[: len(spent)], spent):.2f}" for what, spent in costs.items())
    print(f"exponents, {name}: {', '.join(fitted)}", flush=True)


def adding_cost(readings: Sequence[Reading], more: Sequence[Reading]) -> tuple[float, float]:
    """CPU seconds for cross-checking one article more, and how many articles were looked at, in the middle."""
    known = Knowledge()
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "growth.db") as store:
        store.add(readings)
        rebuild_picture(store, known)
        spent, looked = [], []
        for reading in more:
            store.add([reading])
            begin = time.process_time()
            built = rebuild_picture(store, known)
            spent.append(time.process_time() - begin)
            looked.append(len(built.readings))
    return sorted(spent)[len(spent) // 2], sorted(looked)[len(looked) // 2]


def exponent(sizes: Sequence[int], costs: Sequence[float]) -> float:
    """The slope of the line through the logarithms."""
    xs, ys = [log(s) for s in sizes], [log(max(c, 1e-9)) for c in costs]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)


def main(path: str | None) -> None:
    print("| material | articles | one more | looked at | all anew | comparisons | memory so far |")
    print("|---|---|---|---|---|---|---|")
    measure("invented", [invented(n) for n in range(max(INVENTED) + ADDED)], INVENTED)
    if path:
        measure("press", list(islice(kept(Path(path)), max(REAL) + ADDED)), REAL)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
