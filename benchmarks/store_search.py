"""What a query costs on a large store: milliseconds and rows touched for the first page of every query.

Usage: python benchmarks/store_search.py [EVENTS] [DATABASE]   (an existing database is used as it is)
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from store_add import WORDS, make_report

from recoupe.model import Count, Distance, Event, Finding, Interval, Place, Span
from recoupe.store import Store, open_store
from recoupe.store.query import EXAMPLES

TYPES = ("ASSAULT", "COERCE", "CONSULT", "AID", "ACCUSE", "MOBILIZE", "PROTEST")
LABELS = ("agreed", "single", "conflict", "revision")
QUERIES = (
    "",
    *EXAMPLES.values(),
    "convoi",
    "introuvable",
    '"convoi route"',
    "-convoi",
    "type:ASSAULT within:50km:SN-ML since:2025-07-01 origins>=2 finding:conflict score>=.5 board:threat convoi",
    "place:village7 type:AID",
    "within:20km:14.0,-11.0",
)


def make_events(count: int, seed: int = 1) -> Iterator[Event]:
    """Invented events over ten years, as uneven as real ones: a few places and actors are in most of them."""
    chance = random.Random(seed)
    for number in range(count):
        day = date(2016, 1, 1) + timedelta(days=chance.randrange(3650))
        village = int(chance.paretovariate(0.6)) % 5000
        place = Place(f"invented:{village}", f"Village{village}", "ML", f"Region{village % 8}", "town",
                      12 + village % 97 / 20, -12 + village % 89 / 10)  # fmt: skip
        words = [chance.choice(WORDS) for _ in range(10)]
        spans = [Span(n, n + len(word), word) for n, word in enumerate(words)]
        report = replace(make_report(f"a{number}", 0, spans), score=chance.random())
        yield Event(
            f"e{number}", chance.choice(TYPES), when=Interval.day(day), place=place.name, where=place,
            actors=(f"groupe {int(chance.paretovariate(0.7)) % 300}",), recipients=("civils",),
            killed=Count.exactly(int(chance.paretovariate(1)) % 90), reports=(report,), independent=chance.randrange(4),
            findings=(Finding("killed", chance.choice(LABELS), ()),), boards=("threat",),
            border=Distance("SN-ML", chance.uniform(0, 400), 3.0),
        )  # fmt: skip


def time_query(store: Store, query: str) -> tuple[float, int]:
    """Milliseconds for the first page and how many events it holds."""
    begin = time.perf_counter()
    page = store.search(query, 50, locate=lambda name: (14.0, -11.0))
    return (time.perf_counter() - begin) * 1000, len(page.events)


def measure(count: int, path: Path) -> None:
    with open_store(path) as store:
        if not store.count():
            begin = time.process_time()
            store.save_events(make_events(count))
            print(f"storing: {(time.process_time() - begin) / count * 1000:.2f} ms an event")
        print(f"{store.count()} events, {path.stat().st_size / 1e6:.0f} MB")
        slowest = max((time_query(store, query), query) for query in QUERIES for _ in range(2))
        for query in QUERIES:
            spent, found = min(time_query(store, query) for _ in range(3))
            print(f"{spent:8.1f} ms {found:4d}  {query or '(all)'}")
        print(f"slowest at first touch: {slowest[0][0]:.1f} ms  {slowest[1]}")


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as home:
        measure(number, Path(sys.argv[2]) if len(sys.argv) > 2 else Path(home) / "bench.db")
