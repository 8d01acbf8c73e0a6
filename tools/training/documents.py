"""Annotated articles for training: the reference sets, more articles of its corpus (stand-off), and invented ones.

Stand-off annotation holds ids and offsets only; the texts stay where they are. Invented articles are ours and carry
their text.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article, Reading
from recoupe.parsing import Parse
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.annotate import annotate

HERE = Path(__file__).parent
SETS = {"train": "train", "dev": "dev", "theatre_dev": "theatre_dev"}
Row = dict[str, Any]


def load_documents(shared: Path, sets: Iterable[str], more: bool = True) -> Iterator[tuple[Reading, Parse, Row]]:
    """Readings by our own rules with their parse and hand annotation, for the named reference sets and our own."""
    rows = [row for name in sets for row in reference_rows(shared, name)]
    if more:
        rows += [*standoff_rows(shared), *invented_rows()]
    gold = {article.id: annotation for article, annotation in rows}
    known = Knowledge()
    for article, parse in parse_articles(article for article, _ in rows):
        yield annotate(article, parse, known), parse, gold[article.id]


def reference_rows(shared: Path, name: str) -> Iterator[tuple[Article, Row]]:
    """The articles of one reference set that are annotated."""
    for row in read_lines(shared / "gold" / f"{name}_articles.jsonl"):
        path = shared / "gold" / SETS[name] / f"{row['id']}.json"
        if path.exists():
            yield make_article(row), json.loads(path.read_text(encoding="utf-8"))


def standoff_rows(shared: Path, file: Path = HERE / "standoff.jsonl") -> list[tuple[Article, Row]]:
    """The corpus articles that we annotated, with their words looked up in the corpus."""
    notes = {row["id"]: row for row in read_lines(file)}
    corpus = shared / "corpus" / "orangesum" / "articles_all.jsonl.gz"
    command = [sys.executable, str(shared / "eval" / "convert.py"), "corpus", str(corpus), *notes]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [(make_article(row), with_words(notes[row["id"]], row["text"])) for row in map(json.loads, lines)]


def invented_rows(file: Path = HERE / "invented.jsonl") -> list[tuple[Article, Row]]:
    return [(make_article(row), row) for row in read_lines(file)]


def read_lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def make_article(row: Row) -> Article:
    published = date.fromisoformat(row["published"][:10])
    return Article(row["id"], row["text"], row["title"], row.get("outlet"), published=published, published_from="input")


def with_words(note: Row, text: str) -> Row:
    """Stand-off annotation with its offsets turned back into words."""
    return {"id": note["id"], "places": [], "reports": [report_words(report, text) for report in note["reports"]]}


def report_words(report: Row, text: str) -> Row:
    quote = lambda span: text[span[0] : span[1]] if span else None  # noqa: E731
    return report | {
        "span": report["anchor"],
        "anchor": quote(report["anchor"]),
        "actors": [quote(span) for span in report["actors"]],
        "recipients": [quote(span) for span in report["recipients"]],
        "place": quote(report["place"]),
        "attributed_to": quote(report["attributed_to"]),
    }


def make_standoff(annotation: Row, text: str) -> Row:
    """Annotation with quotes as ids and offsets without text; a quote is taken nearest to its anchor."""
    return {"id": annotation["id"], "reports": [report_offsets(r, text) for r in annotation["reports"]]}


def report_offsets(report: Row, text: str) -> Row:
    start = text.find(report["context"]) + report["context"].find(report["anchor"])
    near = lambda quote: nearest(text, quote, start) if quote else None  # noqa: E731
    kept = ("type", "mode", "from", "to", "killed", "wounded", "abducted", "status", "background")
    return {name: report.get(name) for name in kept} | {
        "anchor": [start, start + len(report["anchor"])],
        "actors": [near(q) for q in report["actors"]],
        "recipients": [near(q) for q in report["recipients"]],
        "place": near(report["place"]),
        "attributed_to": near(report["attributed_to"]),
    }


def nearest(text: str, quote: str, at: int) -> list[int]:
    """The occurrence of `quote` that stands nearest to `at`."""
    starts = [i for i in range(len(text)) if text.startswith(quote, i)]
    start = min(starts, key=lambda i: abs(i - at))
    return [start, start + len(quote)]
