"""A store of a million reports: what building it costs, what every query touches, and how exports stream.

Usage: python benchmarks/store_million.py build|search|export DATABASE [REPORTS]

Ten reports an article, one event a report: the hardest shape, since every report has to be found on its own.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from store_add import WORDS, make_report

from recoupe.api import open_desk
from recoupe.model import (
    ActorMention,
    Article,
    Count,
    Distance,
    Event,
    Finding,
    Interval,
    Place,
    PlaceMention,
    Reading,
    Report,
    Span,
)
from recoupe.share import ExportSettings, export_events
from recoupe.share.jsonlines import write_events
from recoupe.store import Store, open_store
from recoupe.store.events import write_event
from recoupe.store.query import EXAMPLES

REPORTS, PER_ARTICLE, BATCH = 1_000_000, 10, 20_000
FIRST, DAYS = date(2016, 1, 1), 3650
TYPES = ("ASSAULT", "COERCE", "CONSULT", "AID", "ACCUSE", "MOBILIZE", "PROTEST")
LABELS = ("agreed", "single", "conflict", "revision")
BOARDS = ("threat", "supply", "cooperation", "diplomacy", "trade")


def make_village(chance: random.Random) -> Place:
    """A few villages are in most of the news, as in life."""
    number = int(chance.paretovariate(0.6)) % 5000
    lat, lon = 12 + number % 97 / 20, -12 + number % 89 / 10
    return Place(f"invented:{number}", f"Village{number}", "ML", f"Region{number % 8}", "town", lat, lon, 3.0)


def make_article(number: int, articles: int) -> Reading:
    """An invented article of 120 words with ten reports; articles come in order of their days."""
    chance = random.Random(number)
    text = " ".join(chance.choice(WORDS) for _ in range(120)) + f" mot{number}"
    spans, start = [], 0
    for word in text.split(" "):
        spans.append(Span(start, start + len(word), word))
        start += len(word) + 1
    day = FIRST + timedelta(days=number * DAYS // articles)
    reports = tuple(make_one(f"m{number}", n, spans, day, chance) for n in range(PER_ARTICLE))
    return Reading(
        Article(f"m{number}", text, title=text[:60], outlet=f"Journal {number % 40}", published=day),
        actors=tuple(ActorMention(s, s.quote, "armed", n, "noun phrase") for n, s in enumerate(spans[:40:10])),
        places=tuple(PlaceMention(s, r.where, "table") for s, r in zip(spans[5::10], reports) if r.where),
        reports=reports,
    )


def make_one(article: str, number: int, spans: list[Span], day: date, chance: random.Random) -> Report:
    place = make_village(chance)
    report = make_report(article, number, spans[number * 10 : number * 10 + 10])
    when = Interval.day(day - timedelta(days=chance.randrange(4)))
    actor = f"groupe {int(chance.paretovariate(0.7)) % 300}"
    return replace(report, place=place.name, where=place, when=when, actors=(actor,), type=chance.choice(TYPES),
                   score=round(chance.random(), 3))  # fmt: skip


def make_event(report: Report, chance: random.Random) -> Event:
    return Event(
        f"e-{report.id}", report.type, when=report.when, place=report.place, where=report.where, actors=report.actors,
        recipients=report.recipients, killed=Count.exactly(int(chance.paretovariate(1)) % 90), reports=(report,),
        independent=chance.randrange(4), findings=(Finding("killed", chance.choice(LABELS), ()),),
        boards=(chance.choice(BOARDS),), border=Distance("SN-ML", chance.uniform(0, 400), 3.0),
    )  # fmt: skip


def make_events(articles: int) -> Iterator[Event]:
    chance = random.Random(3)
    return (make_event(report, chance) for n in range(articles) for report in make_article(n, articles).reports)


def build(path: Path, reports: int) -> None:
    """Store articles one by one as `add` does, then their events in batches."""
    articles, begin = reports // PER_ARTICLE, time.process_time()
    with open_store(path) as store:
        store.add((make_article(n, articles) for n in range(articles)), "invented")
        print(f"articles: {(time.process_time() - begin) / articles * 1000:.2f} ms CPU each", flush=True)
        begin = time.process_time()
        write_batches(store, make_events(articles))
        print(f"events: {(time.process_time() - begin) / reports * 1000:.2f} ms CPU each", flush=True)
    print(f"{reports} reports, {path.stat().st_size / 1e6:.0f} MB", flush=True)


def write_batches(store: Store, events: Iterator[Event]) -> None:
    while batch := list(islice(events, BATCH)):
        with store.writing() as connection:
            for event in batch:
                write_event(connection, event, None)


# searching


QUERIES = (
    "", *EXAMPLES.values(), "convoi", "introuvable", '"convoi route"', "-convoi", "mot77", "convoi mot77",
    "type:AID place:village7", "within:20km:14.0,-11.0", "board:threat type:AID finding:conflict",
    "type:AID score>=.99", "killed>=80 since:2016", "type:ASSAULT until:2016-03", 'outlet:"Journal 3" convoi',
    "-type:ASSAULT -board:threat convoi", 'actor:"groupe 7"', "killed>=3 type:PROTEST board:trade",
    "type:ASSAULT within:50km:SN-ML since:2025-07-01 origins>=2 finding:conflict score>=.5 board:threat convoi",
)  # fmt: skip


class Steps:
    """Counts the steps of SQLite's machine: what a query costs, whatever else the computer does."""

    def __init__(self, store: Store) -> None:
        self.count = 0
        with store.engine.connect() as connection:
            connection.connection.driver_connection.set_progress_handler(self.step, 100)

    def step(self) -> int:
        self.count += 100
        return 0


def search(path: Path) -> None:
    """Steps and milliseconds of the first page of every query, the better of two runs."""
    with open_store(path) as store:
        steps = Steps(store)
        for query in QUERIES:
            costs = [time_page(store, steps, query) for _ in range(2)]
            spent, count, found = min(costs)
            print(f"{count:9d} steps {spent:8.1f} ms {found:3d}  {query or '(all)'}")


def time_page(store: Store, steps: Steps, query: str) -> tuple[float, int, int]:
    steps.count, begin = 0, time.perf_counter()
    page = store.search(query, 50, locate=lambda name: (14.0, -11.0))
    return (time.perf_counter() - begin) * 1000, steps.count, len(page.events)


# exporting


def export(path: Path, most: int) -> None:
    """Peak memory of each format, each in a process of its own."""
    for name in ("csv", "geojson", "parquet", "xlsx", "jsonl"):
        for count in (most // 10, most):
            subprocess.run([sys.executable, __file__, "one", str(path), name, str(count)], check=True)


def export_one(path: Path, name: str, count: int) -> None:
    with open_desk(path, "read") as desk, tempfile.TemporaryDirectory() as folder:
        chosen, out = desk.events(), Path(folder) / "out"
        some = islice(iter(chosen), count)
        if name == "jsonl":
            with out.open("w", encoding="utf-8") as file:
                write_events(some, file)
        else:
            export_events(some, name, out, chosen.context(ExportSettings()))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{name} {count} events: {peak:.0f} MB at most, {time.process_time():.0f} s CPU, "
              f"{out.stat().st_size / 1e6:.0f} MB", flush=True)  # fmt: skip


def main(what: str, path: str, *more: str) -> None:
    count = int(more[-1]) if more else REPORTS
    if what == "build":
        build(Path(path), count)
    elif what == "search":
        search(Path(path))
    elif what == "one":
        export_one(Path(path), more[0], count)
    else:
        export(Path(path), count)


if __name__ == "__main__":
    main(*sys.argv[1:])
