"""What storing costs: CPU milliseconds for 400 words, beside what reading them costs at 6,000 words a second.

Usage: python benchmarks/store_add.py [ARTICLES]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from recoupe.model import (
    ActorMention,
    Article,
    Evidence,
    Interval,
    Place,
    PlaceMention,
    Reading,
    Report,
    Span,
    TimeMention,
)
from recoupe.store import open_store

READ_WORDS_PER_SECOND = 6000
LINES = (
    "attaque convoi route frontière marché village hommes armés civils tués blessés enlevés armée poste douane",
    "camions carburant région gouverneur annonce communiqué mardi juillet matin selon source locale enquête ouverte",
)
WORDS = tuple(" ".join(LINES).split())
PLACE = Place("invented:1", "Ombakoro", "ML", "Kayes", "town", 14.45, -12.2, 3.0)
FIELDS = ("type", "actors", "recipients", "place", "when", "killed", "status")


def make_reading(number: int, chance: random.Random, words: int = 400) -> Reading:
    """An invented article with as many annotations as press of that length has."""
    text = " ".join(chance.choice(WORDS) + (str(number * 31 % 997) if n % 40 == 0 else "") for n in range(words))
    spans, start = [], 0
    for word in text.split(" "):
        spans.append(Span(start, start + len(word), word))
        start += len(word) + 1
    name = f"b{number}"
    reports = tuple(make_report(name, n, spans[n * 40 : n * 40 + 10]) for n in range(8))
    return Reading(
        Article(name, text, title=text[:60], outlet=f"Journal {number % 20}", published=date(2031, 7, 1)),
        times=tuple(
            TimeMention(s, Interval.day(date(2031, 7, 1)), "weekday", "the day before") for s in spans[:300:20]
        ),
        places=tuple(PlaceMention(s, PLACE, "table") for s in spans[:400:20]),
        actors=tuple(ActorMention(s, s.quote, "armed", n, "noun phrase") for n, s in enumerate(spans[:400:10])),
        reports=reports,
    )


def make_report(article: str, number: int, spans: list[Span]) -> Report:
    evidence = {name: Evidence(span, "frame", "subject of the anchor") for name, span in zip(FIELDS, spans)}
    day = Interval.day(date(2031, 7, 1))
    return Report(
        f"{article}#{number}", article, spans[0], "ASSAULT", actors=("hommes armés",), recipients=("civils",),
        place="Ombakoro", where=PLACE, when=day, mentions=(spans[0],), evidence=evidence,
    )  # fmt: skip


def make_readings(count: int, seed: int = 1) -> Iterator[Reading]:
    chance = random.Random(seed)
    return (make_reading(n, chance) for n in range(count))


def measure(count: int) -> None:
    readings = list(make_readings(count))
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.db") as store:
        for name in ("first time", "same again"):
            begin = time.process_time()
            store.add(readings)
            spent = (time.process_time() - begin) / count * 1000
            share = spent / (400 / READ_WORDS_PER_SECOND * 1000)
            print(f"{name}: {spent:.2f} ms an article of 400 words, {share:.1%} of reading it")
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        print(f"size: {size / count / 1024:.1f} KiB an article")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
