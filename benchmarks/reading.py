"""Reading beside what spaCy alone takes for the same paragraphs, and where the difference goes."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import spacy

import recoupe.pipeline
import recoupe.reading.annotate
from benchmarks.material import Material
from benchmarks.measures import Row, cpu, interleaved, judge, median_ratio
from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article
from recoupe.parsing.layout import lay_out
from recoupe.parsing.spacy_model import BATCH, MODELS, find_chunks, parse_articles
from recoupe.pipeline import read_articles
from recoupe.reading.times import read_times

TARGET = 0.75
STEPS = (
    *((recoupe.reading.annotate, f"read_{name}") for name in ("times", "places", "actors")),
    *((recoupe.reading.annotate, f"read_{name}") for name in ("counts", "quotations", "cues")),
    (recoupe.pipeline, "code_reports"),
    (recoupe.pipeline, "code_figures"),
)


def measure_reading(material: Material, known: Knowledge, rounds: int, size: int = 20) -> list[Row]:
    """Words a second of `read` as a share of those of bare `nlp.pipe`, on the same articles in turns."""
    articles = material.load((rounds + 1) * size)
    slices = [articles[n : n + size] for n in range(0, len(articles), size)]
    bare(slices[-1]), ours(slices[-1], known)  # the first run pays for loading and for tables that are built once
    rounds = max(1, len(slices) - 1)
    alone, read = interleaved([lambda n: bare(slices[n]), lambda n: ours(slices[n], known)], rounds)
    ratio, note = median_ratio(alone, read)
    words = sum(len(a.text.split()) for part in slices[:rounds] for a in part)
    return [
        judge("reading, words/s, as a share of bare `nlp.pipe`", ratio, ".2f", least=TARGET, note=note),
        Row("the same in words/s (CPU): reading", f"{words / sum(read):,.0f}"),
        Row("the same in words/s (CPU): bare `nlp.pipe`", f"{words / sum(alone):,.0f}"),
        *measure_steps(slices[0], known, bare(slices[0])),
    ]


def bare(articles: list[Article]) -> float:
    """CPU seconds of the model on the paragraphs that are read of the articles."""
    texts, model = paragraphs(articles), whole_model()
    return cpu(lambda: [None for _ in model.pipe(texts, batch_size=BATCH)])


@lru_cache(maxsize=1)
def whole_model() -> Any:
    """The model as spaCy loads it, with what the program leaves out."""
    return spacy.load(MODELS["fr"])


def paragraphs(articles: list[Article]) -> list[str]:
    """The paragraphs that are read of the articles."""
    texts = []
    for article in articles:
        plain = lay_out(article.text)
        texts += [plain.text[chunk.start : chunk.end] for chunk in find_chunks(article, plain)]
    return texts


def ours(articles: list[Article], known: Knowledge) -> float:
    return cpu(lambda: [None for _ in read_articles(articles, known)])


def measure_steps(articles: list[Article], known: Knowledge, alone: float) -> list[Row]:
    """What each of our steps costs beside the model."""
    with timed_steps() as spent:
        ours(articles, known)
    coding = spent["code_reports"] + spent["code_figures"]
    shares = ", ".join(f"{name.removeprefix('read_')} {s / alone:.1%}" for name, s in spent.items())
    words = sum(len(a.text.split()) for a in articles)
    parses = list(parse_articles(articles, fast=True))
    dates = cpu(lambda: [read_times(article, parse) for article, parse in parses])
    return [
        Row("coding, CPU, as a share of the model's", f"{coding / alone:.0%}", note=shares),
        Row("date pass without the model, words/s (CPU)", f"{words / dates:,.0f}"),
    ]


@contextmanager
def timed_steps() -> Iterator[dict[str, float]]:
    """CPU seconds of every step while the context lasts, by name."""
    spent: dict[str, float] = defaultdict(float)
    kept = [(room, name, getattr(room, name)) for room, name in STEPS]
    for room, name, step in kept:
        setattr(room, name, timed(step, name, spent))
    try:
        yield spent
    finally:
        for room, name, step in kept:
            setattr(room, name, step)


def timed(step: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def run(*args: Any) -> Any:
        begin = time.process_time()
        try:
            return step(*args)
        finally:
            spent[name] += time.process_time() - begin

    return run
