"""Quotations: who says what, through which words."""

from __future__ import annotations

from recoupe.model import ActorMention, Article, Quotation
from recoupe.parsing import Parse


def read_quotations(article: Article, parse: Parse, actors: tuple[ActorMention, ...]) -> tuple[Quotation, ...]:
    """Every stated source of a statement, in text order."""
    return ()
