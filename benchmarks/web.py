"""What the desk's pages cost on a large store: bytes, SQL statements, rows touched, and time beside a trivial page.

Usage: python -m benchmarks.web [EVENTS] [DATABASE]   (an existing database is used as it is)

Rows touched are counted as steps of SQLite's virtual machine, which no other program disturbs; time is the CPU time
of the second visit beside that of the page of decisions of the same desk, which is next to empty.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import event as hooks

from benchmarks.measures import Row
from benchmarks.store_add import WORDS
from recoupe.model import (
    Article,
    Count,
    Distance,
    Event,
    Evidence,
    Finding,
    FindingPair,
    FindingValue,
    Interval,
    Link,
    Origins,
    Place,
    Reading,
    Report,
    Span,
)
from recoupe.rebuilding import PICTURED, picture_mark
from recoupe.store import Store, open_store

NOW = datetime(2025, 12, 30, 12, tzinfo=UTC)
LAST, DAYS = date(2025, 12, 29), 3650
EACH = 5  # events that an article reports
TYPES = {
    "ASSAULT": ("threat",), "COERCE": ("supply",), "CONSULT": ("diplomacy",), "AID": ("cooperation",),
    "ACCUSE": ("diplomacy",), "MOBILIZE": ("threat",), "PROTEST": ("diplomacy",), "COOPERATE": ("cooperation",),
}  # fmt: skip
LABELS = ("agreed", "single", "single", "missing", "conflict", "revision")
STEP = 10  # steps of the virtual machine that count as one row: what reading a row with a few columns takes
MOST_BYTES, MOST_MAP_BYTES = 300_000, 300_000


# the store


def make_store(path: Path, count: int, days: int = DAYS, seed: int = 1) -> None:
    """`count` invented events over so many days, with the articles that report them and their origins."""
    chance = random.Random(seed)
    events: list[Event] = []
    with open_store(path) as store:
        store.add(make_articles(count, days, chance, events), "benchmark")
        names = [f"a{number}" for number in range(-(-count // EACH))]
        doubtful = tuple(names[1::30])
        links = tuple(Link(name, names[n * 30], 0.4, ("shares the names diboli",)) for n, name in enumerate(doubtful))
        store.save_picture(events, Origins(tuple((name,) for name in names), doubtful, (), links), ())
        store.remember(PICTURED, picture_mark(store))  # or the desk would cross-check everything when it opens


def make_articles(count: int, days: int, chance: random.Random, events: list[Event]) -> Iterator[Reading]:
    """Articles with their reports; the events these make are put into the list on the way."""
    before: list[Report] = []
    for number in range(-(-count // EACH)):
        day = LAST - timedelta(days=days - 1 - number * EACH * days // count)
        text, spans = make_text(chance)
        reports = tuple(make_report(f"a{number}", n, spans[n * 12 : n * 12 + 10], day, chance) for n in range(EACH))
        article = Article(
            f"a{number}", text, title=text[:60].capitalize(), outlet=f"Journal {number % 20}", published=day
        )
        yield Reading(article, reports=reports)
        for report in reports[: count - len(events)]:
            second = chance.choice(before) if before and chance.random() < 0.3 else None
            events.append(make_event(len(events), report, second, chance))
        before = [*before, *reports][-50:]


def make_text(chance: random.Random) -> tuple[str, list[Span]]:
    words = [chance.choice(WORDS) for _ in range(EACH * 12)]
    spans, at = [], 0
    for word in words:
        spans.append(Span(at, at + len(word), word))
        at += len(word) + 1
    return " ".join(words), spans


def make_report(article: str, number: int, spans: list[Span], day: date, chance: random.Random) -> Report:
    fields = ("type", "actors", "recipients", "place", "when", "killed")
    village = int(chance.paretovariate(0.6)) % 5000
    place = Place(f"invented:{village}", f"Village{village}", "ML", f"Region{village % 8}", "town",
                  12 + village % 97 / 20, -12 + village % 89 / 10, 3.0)  # fmt: skip
    return Report(
        f"{article}#{number}", article, spans[0], chance.choice(list(TYPES)), actors=(f"groupe {village % 300}",),
        recipients=("civils",), place=place.name, where=place if chance.random() < 0.9 else None,
        when=Interval.day(day) if chance.random() < 0.95 else None,
        killed=Count.exactly(int(chance.paretovariate(1)) % 90), score=chance.random(),
        evidence={name: Evidence(span, "frame") for name, span in zip(fields, spans)},
    )  # fmt: skip


def make_event(number: int, report: Report, second: Report | None, chance: random.Random) -> Event:
    reports = (report,) if second is None else (report, replace(second, id=f"{second.id}+{number}"))
    articles = tuple(dict.fromkeys(r.article for r in reports))
    doubtful = tuple(a for a in articles if int(a[1:]) % 30 == 1)
    return Event(
        f"e{number}", report.type, when=report.when, place=report.place, where=report.where, actors=report.actors,
        recipients=report.recipients, killed=report.killed, reports=reports, origins=tuple((a,) for a in articles),
        undetermined=doubtful, independent=len(articles) - len(doubtful), boards=TYPES[report.type],
        findings=(make_finding(reports, chance),),
        border=Distance("SN-ML", chance.uniform(0, 400), 3.0) if report.where else None,
    )  # fmt: skip


def make_finding(reports: tuple[Report, ...], chance: random.Random) -> Finding:
    """What is said of the killed: one value, or two that differ."""
    values = tuple(FindingValue(r.killed, (r.article,), "tués") for r in reports)
    if len(reports) < 2:
        return Finding("killed", "single", values, shown=reports[0].killed, why="one article alone says it")
    label: Any = chance.choice(LABELS)
    pair = FindingPair((reports[0].article, reports[1].article), label)
    return Finding("killed", label, values, (pair,), reports[0].killed, "the values cannot both be true")


# what a page costs


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one visit: bytes of the answer, SQL statements, rows touched, CPU seconds."""

    address: str
    bytes: int
    statements: int
    rows: int
    seconds: float


class Meter:
    """Counts statements and steps of everything a store reads within the block."""

    def __init__(self, store: Store) -> None:
        self.engine, self.steps, self.statements = store.engine, 0, 0

    def __enter__(self) -> Meter:
        self.engine.dispose()
        hooks.listen(self.engine, "checkout", self.watch)
        hooks.listen(self.engine, "before_cursor_execute", self.tell)
        return self

    def __exit__(self, *error: object) -> None:
        hooks.remove(self.engine, "checkout", self.watch)
        hooks.remove(self.engine, "before_cursor_execute", self.tell)
        self.engine.dispose()

    def watch(self, connection: Any, *rest: object) -> None:
        connection.set_progress_handler(self.step, STEP)

    def step(self) -> int:
        self.steps += 1
        return 0

    def tell(self, *statement: object) -> None:
        self.statements += 1


def page_addresses(store: Store) -> dict[str, str]:
    """The desk's pages under names that stay, on things that every store of ours holds."""
    newest = store.search("", 1).events[0]
    differing = store.search("review:differ", 1).events[0]
    view = "west=-20&south=5&east=5&north=25&zoom=5"
    return {
        "situation": "/",
        "events": "/events",
        "events, filtered": f"/events?q={quote('type:ASSAULT finding:conflict')}",
        "event": f"/event/{quote(differing.id)}",
        "article": f"/article/{quote(newest.articles[0])}",
        "review": "/review",
        "review, one kind": "/review?kind=differ",
        "decisions": "/decisions",
        "search": "/search?q=convoi",
        "saved queries": "/saved",
        "brief": "/brief",
        "add": "/add",
        "feed": f"/feed.xml?q={quote('board:threat')}",
        "data: table": "/api/events?q=",
        "data: map": f"/api/events/map?{view}",
        "data: map, filtered": f"/api/events/map?{view}&q={quote('type:ASSAULT')}",
        "data: timeline": "/api/events/timeline",
    }


@contextmanager
def open_desk_client(path: Path) -> Iterator[tuple[Any, Store]]:
    """The desk without a network, and the store it reads."""
    from starlette.testclient import TestClient

    from recoupe.apps.web.app import make_app
    from recoupe.apps.web.settings import WebSettings

    app = make_app(WebSettings(str(path), port=80, now=lambda: NOW))
    with TestClient(app, base_url="http://localhost") as client:
        app.state.workplace.worker.submit(int).result()  # what a desk reads when it opens is read
        yield client, app.state.workplace.store


def measure_page(client: Any, store: Store, address: str) -> Cost:
    """The first visit since the desk was opened: nothing of the page is remembered."""
    with Meter(store) as meter:
        begin = time.process_time()
        answer = client.get(address, headers={"accept-encoding": "identity", "accept-language": "fr"})
        seconds = time.process_time() - begin
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}")
    return Cost(address, len(answer.content), meter.statements, meter.steps, seconds)


def measure_pages(path: Path) -> dict[str, tuple[Cost, Cost]]:
    """Every page visited twice on a desk that was just opened."""
    with open_desk_client(path) as (client, store):
        return {
            name: (measure_page(client, store, address), measure_page(client, store, address))
            for name, address in page_addresses(store).items()
        }


# the results


def measure_desk(count: int, path: Path) -> list[Row]:
    """Rows for the page of results: each page's bytes and work, the largest of each judged."""
    if not path.exists():
        make_store(path, count)
    costs = measure_pages(path)
    trivial = costs["decisions"][1].seconds or 1e-3
    rows = [cost_row(name, *pair, trivial) for name, pair in costs.items()]
    pages = {name: pair[0].bytes for name, pair in costs.items() if not name.startswith("data")}
    largest = max(pages, key=lambda name: pages[name])
    data = max(pair[0].bytes for name, pair in costs.items() if name.startswith("data"))
    size = f"{count:,} events in the store"
    return [
        *rows,
        Row(f"largest page of the desk, kB ({largest})", f"{pages[largest] / 1000:.0f}", "< 300",
            pages[largest] < MOST_BYTES, f"before its data; {size}"),
        Row("largest answer with data of a page, kB", f"{data / 1000:.0f}", "< 300", data < MOST_MAP_BYTES, size),
    ]  # fmt: skip


def cost_row(name: str, first: Cost, again: Cost, trivial: float) -> Row:
    words = f"{first.statements} statements, {first.rows:,} rows; again {again.statements} and {again.rows:,}"
    value = f"{first.bytes / 1000:.0f} kB, {again.seconds / trivial:.1f} × the time of a trivial page"
    return Row(f"desk: {name}", value, note=words)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as home:
        for row in measure_desk(count, Path(sys.argv[2]) if len(sys.argv) > 2 else Path(home) / "desk.db"):
            print(" · ".join(part for part in (f"{row.what}: {row.value}", row.target, row.note) if part))


if __name__ == "__main__":
    main()
