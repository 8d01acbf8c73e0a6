"""Other programs that find dates, where they are installed: words a second beside ours."""

from __future__ import annotations

import importlib.util

from benchmarks.material import Material
from benchmarks.measures import Row, cpu
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.times import read_times


def measure_rivals(material: Material, articles: int = 5) -> list[Row]:
    return [
        measure_dateparser(material, articles),
        Row("date pass beside HeidelTime", "skipped", note="HeidelTime is no part of the install"),
    ]


def measure_dateparser(material: Material, count: int) -> Row:
    """dateparser's search on the same texts; it comes with the page extractor, so it is usually there."""
    name = "date pass beside dateparser's search"
    if importlib.util.find_spec("dateparser") is None:
        return Row(name, "skipped", note="dateparser is not installed")
    from dateparser.search import search_dates

    articles = material.load(count)
    parses = list(parse_articles(articles, fast=True))
    ours = cpu(lambda: [read_times(article, parse) for article, parse in parses])
    theirs = cpu(lambda: [search_dates(article.text, languages=["fr"]) for article in articles])
    words = sum(len(a.text.split()) for a in articles)
    return Row(name, f"{theirs / ours:,.0f} times as fast", note=f"dateparser: {words / theirs:,.0f} words/s")
