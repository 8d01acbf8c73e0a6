"""The words around figures and the weights of what makes a number news."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from recoupe.knowledge.loader import HOME, Entry, language_file, load_entries


class FigureRule(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of a language's `figures.yml`: a list of words that the code knows by its id."""

    words: tuple[str, ...] = ()


class FigureWeight(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of `figure_weights.yml`: what it adds to the score of a number that has the trait `id`."""

    weight: float


@dataclass(frozen=True)
class FigureWords:
    """Lists by id, in lower case; phrases keep their spaces."""

    lists: dict[str, frozenset[str]]

    def phrase_starts(self, name: str, text: str) -> bool:
        """One phrase of the list stands at the beginning of `text`."""
        return text.lower().startswith(tuple(self.lists[name]))


LISTS = (
    "growth", "baseline", "sum", "rank", "source", "prison", "after-distance", "before-distance", "definite",
    "weak-nouns", "part", "stocks", "clause", "of", "distant",
)  # fmt: skip


@lru_cache(maxsize=8)
def load_figure_words(language: str) -> FigureWords | None:
    """The words of a language; None when it has no `figures.yml`."""
    rules = load_entries(language_file(language, "figures.yml"), FigureRule)
    if not rules:
        return None
    known = {r.id: frozenset(w.lower() for w in r.words) for r in rules}
    return FigureWords({name: known.get(name, frozenset()) for name in LISTS})


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    return {w.id: w.weight for w in load_entries(HOME / "figure_weights.yml", FigureWeight)}
