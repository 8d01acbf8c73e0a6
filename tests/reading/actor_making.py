"""Sentences parsed once for all tests of actors, quotations and cues."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from recoupe.knowledge.actors import load_actors
from recoupe.model import ActorMention, Article, Cue, Quotation
from recoupe.parsing import Parse
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.actors import read_actors
from recoupe.reading.cues import read_cues
from recoupe.reading.quotations import read_quotations

DAY = date(2025, 6, 2)


@lru_cache(maxsize=4096)
def parsed(text: str, on: date | None = DAY, language: str = "fr") -> tuple[Article, Parse]:
    return next(iter(parse_articles([Article(id="t", text=text, published=on, language=language)])))


def parse_all(texts: Iterable[str]) -> list[tuple[Article, Parse]]:
    """Many at once: one batch for the model."""
    rows = [Article(id=str(n), text=t, published=DAY) for n, t in enumerate(texts)]
    return list(parse_articles(rows))


def actors(text: str, on: date | None = DAY, language: str = "fr") -> tuple[ActorMention, ...]:
    article, parse = parsed(text, on, language)
    return read_actors(article, parse, (), load_actors())


def quotations(text: str) -> tuple[Quotation, ...]:
    article, parse = parsed(text)
    return read_quotations(article, parse, actors(text))


def cues(text: str) -> tuple[Cue, ...]:
    article, parse = parsed(text)
    return read_cues(article, parse, quotations(text))
