"""Floors for times read without a parse, against hand annotation; the parsed path is measured by `make quality`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from recoupe.model import Article
from recoupe.model.plain import parse_published, time_to_plain
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.times import read_times
from recoupe.sources.languages import find_language

FLOORS = {"dev": 0.92, "theatre_dev": 0.94, "train": 0.91}
TIMEBANK_FLOOR = 0.91


@pytest.fixture(scope="module")
def scorers(shared: Path) -> tuple[ModuleType, ModuleType]:
    sys.path.insert(0, str(shared / "eval"))
    import score_read
    import timebank

    return score_read, timebank


def read(rows: list[dict[str, str]]) -> dict[str, list[dict[str, object]]]:
    """Times of every row, in the public format, by article id."""

    articles = []
    for row in rows:
        day, _ = parse_published(row["published"])
        articles.append(Article(row["id"], row["text"], published=day, language=find_language(row["text"], "fr")))
    return {a.id: [time_to_plain(t) for t in read_times(a, parse)] for a, parse in parse_articles(articles, fast=True)}


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_gold_value(shared: Path, scorers: tuple[ModuleType, ModuleType], name: str) -> None:
    lines = (shared / "gold" / f"{name}_articles.jsonl").read_text(encoding="utf-8").splitlines()
    rows = {row["id"]: row for row in map(json.loads, lines)}
    said, counts = read(list(rows.values())), [0, 0, 0]
    for path in sorted((shared / "gold" / name).glob("[!_]*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = scorers[0].times(rows[gold["id"]]["text"], gold["times"], said[gold["id"]])
        counts = [total + part for total, part in zip(counts, (found[3], found[0], found[1]))]
    assert scorers[0].f1(*counts)["f1"] >= FLOORS[name]


@pytest.mark.shared
def test_timebank_value(shared: Path, scorers: tuple[ModuleType, ModuleType]) -> None:
    score_read, timebank = scorers
    docs = [timebank.read(str(path)) for path in sorted((shared / "fr_timebank_dev").glob("*.tml"))]
    said, counts = read([article for article, _ in docs]), [0, 0, 0]
    for article, marks in docs:
        text, gold, skip = article["text"], [], []
        for start, end, kind, value, mod in marks:
            on_calendar = kind == "DATE" or (kind == "TIME" and timebank.DAY.search(text[start:end]))
            interval = timebank.interval(value, mod) if on_calendar else None
            (gold.append((start, end, *interval)) if interval else skip.append((start, end)))
        mine = [(t["start"], t["end"], t["from"], t["to"]) for t in said[article["id"]]]
        overlap = score_read.overlap
        mine = [m for m in mine if any(overlap(m, g) > 0 for g in gold) or not any(overlap(m, s) > 0 for s in skip)]
        hits = sum(gold[i][2:] == mine[j][2:] for i, j in score_read.pair(gold, mine, overlap))
        counts = [total + part for total, part in zip(counts, (hits, len(gold), len(mine)))]
    assert score_read.f1(*counts)["f1"] >= TIMEBANK_FLOOR
