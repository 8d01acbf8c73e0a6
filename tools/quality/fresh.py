"""Articles annotated after the rules were written, by readers who never saw the program or its rules: what to expect of
new text. No weights are trained on them; the first half of each file was read for misses, so only the second is scored.

`fresh/press.jsonl` is stand-off annotation of articles of the reference corpus, `fresh/theatre.jsonl` invented articles
with theirs; both as in `tools/training`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from recoupe.model import Article
from tools.quality.crosscheck import write_lines
from tools.quality.reading import GoldSet, parse_file
from tools.training.documents import Row, invented_rows, standoff_rows

FOLDER = Path(__file__).parent / "fresh"
FRESH = {"press": "fresh press", "theatre": "fresh theatre"}
Annotated = tuple[Article, Row]
WIDER = 20  # characters by which a quotation grows until it stands once in its article


@contextmanager
def fresh_sets(shared: Path) -> Iterator[dict[str, GoldSet]]:
    """The unread half of each set by name, with its annotation as the scorers want it."""
    rows = {
        FRESH["press"]: standoff_rows(shared, FOLDER / "press.jsonl"),
        FRESH["theatre"]: invented_rows(FOLDER / "theatre.jsonl"),
    }
    with TemporaryDirectory() as folder:
        yield {name: write_set(name, unread(annotated), Path(folder) / name) for name, annotated in rows.items()}


def unread(annotated: list[Annotated]) -> list[Annotated]:
    """The second half by the order of ids."""
    return sorted(annotated, key=lambda pair: pair[0].id)[len(annotated) // 2 :]


def write_set(name: str, annotated: list[Annotated], folder: Path) -> GoldSet:
    """A file of articles and a folder of annotation, as the reference data has them."""
    gold, file = folder / "gold", folder / "articles.jsonl"
    gold.mkdir(parents=True)
    for article, row in annotated:
        reports = [report | {"context": context_of(article.text, report)} for report in row["reports"]]
        whole = {"times": [], "places": [], "figures": []} | row | {"reports": reports}
        (gold / f"{article.id}.json").write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    write_lines(file, [article_row(article) for article, _ in annotated])
    return GoldSet(name, gold, file, tuple(parse_file(file)))


def context_of(text: str, report: Row) -> str:
    """Words around an anchor that stand once in the article."""
    if "context" in report:
        return str(report["context"])
    start, end = report["span"]
    while text.count(context := text[start:end]) > 1:
        start, end = max(0, start - WIDER), end + WIDER
    return context


def article_row(article: Article) -> Row:
    published = article.published.isoformat() if article.published else None
    row = {"id": article.id, "published": published, "outlet": article.outlet, "title": article.title}
    return row | {"text": article.text}
