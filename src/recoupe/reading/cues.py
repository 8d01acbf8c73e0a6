"""Cues: words that weaken, deny or put off what they govern."""

from __future__ import annotations

from recoupe.model import Article, Cue, Quotation
from recoupe.parsing import Parse


def read_cues(article: Article, parse: Parse, quotations: tuple[Quotation, ...]) -> tuple[Cue, ...]:
    """Every negation, conditional, allegation, plan, condition and question with its scope, in text order."""
    return ()
