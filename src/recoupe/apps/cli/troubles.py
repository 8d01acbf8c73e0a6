"""Errors of the rooms that a user can mend: told in words, whichever command meets them."""

from __future__ import annotations

from recoupe.apps.cli.problem_words import in_words

# by name, so that the program need not load the rooms to know their errors; 2: the question was wrong
CODES = {
    "recoupe.store.errors.StoreError": 1,
    "recoupe.store.query.QueryError": 2,
    "recoupe.share.export.ExportError": 1,
    "recoupe.share.extras.MissingExtra": 1,
    "recoupe.share.match.MatchError": 1,
    "recoupe.share.review.ReviewError": 1,
    "recoupe.knowledge.gazetteer_imports.GazetteerError": 1,
    "recoupe.knowledge.loader.KnowledgeError": 2,
}


def code_of(error: Exception) -> int | None:
    """The exit code for an error that is told in words; None for one that is our own fault."""
    names = (f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__)
    return next((CODES[name] for name in names if name in CODES), None)


def words_of(error: Exception) -> str:
    return in_words(str(error))
