"""The fresh articles: their annotation holds together, and nothing was trained on them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools.quality.fresh import FOLDER, context_of, unread, write_set  # noqa: E402
from tools.training.documents import HERE, invented_rows, read_lines, standoff_rows  # noqa: E402


def test_invented_articles_hold_the_words_of_their_annotation() -> None:
    rows = invented_rows(FOLDER / "theatre.jsonl")
    assert len(rows) == 14
    for article, row in rows:
        for report in row["reports"]:
            assert article.text.count(report["context"]) == 1 and report["anchor"] in report["context"]
            quoted = [*report["actors"], *report["recipients"], report.get("attributed_to") or ""]
            assert all(quote in article.text for quote in quoted)


def test_no_weights_are_trained_on_them() -> None:
    trained = {row["id"] for name in ("standoff", "invented") for row in read_lines(HERE / f"{name}.jsonl")}
    fresh = {row["id"] for name in ("press", "theatre") for row in read_lines(FOLDER / f"{name}.jsonl")}
    assert len(fresh) == 28 and not fresh & trained


@pytest.mark.shared
def test_press_annotation_points_into_its_articles(shared: Path) -> None:
    rows = standoff_rows(shared, FOLDER / "press.jsonl")
    reference = {
        row["id"] for name in ("train", "dev") for row in read_lines(shared / "gold" / f"{name}_articles.jsonl")
    }
    assert len(rows) == 14 and not reference & {article.id for article, _ in rows}
    for article, row in rows:
        for report in row["reports"]:
            assert article.text.count(context_of(article.text, report)) == 1
            assert report["anchor"] == article.text[slice(*report["span"])].strip() != ""


def test_the_unread_half_is_written_as_the_scorers_read_it(tmp_path: Path) -> None:
    half = unread(invented_rows(FOLDER / "theatre.jsonl"))
    chosen = write_set("theatre", half[:1], tmp_path)
    assert next(article.id for article, _ in half) == "fresh-08"
    assert [article.id for article, _ in chosen.parsed] == ["fresh-08"]
    assert (chosen.gold / "fresh-08.json").exists()
