"""What the coder's tests share: sentences parsed and read in one go, by the whole chain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from recoupe.coding.scene import Scene
from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article, Reading
from recoupe.parsing import Parse
from recoupe.parsing.spacy_model import parse_articles
from recoupe.pipeline import read_article
from recoupe.reading.annotate import annotate

PUBLISHED = date(2025, 11, 12)  # a Wednesday


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    return Knowledge()


def make_articles(texts: Iterable[str], published: date = PUBLISHED) -> list[Article]:
    """An article for every different text; its id is its number."""
    distinct = enumerate(dict.fromkeys(texts))
    return [Article(str(n), text, published=published, published_from="input") for n, text in distinct]


def read_texts(texts: Iterable[str], published: date = PUBLISHED) -> dict[str, Reading]:
    """The reading of every text as an article by itself, with one call of the parser for all."""
    parsed = parse_articles(make_articles(texts, published))
    return {article.text: read_article(article, parse, knowledge()) for article, parse in parsed}


def make_scenes(texts: Iterable[str]) -> dict[str, Scene]:
    """The scene of every text, before any event is coded."""
    return {article.text: make_scene(article, parse) for article, parse in parse_articles(make_articles(texts))}


def make_scene(article: Article, parse: Parse) -> Scene:
    return Scene(parse, annotate(article, parse, knowledge()))
