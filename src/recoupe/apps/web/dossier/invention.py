"""What of an event is invented: the band at the head of its dossier and the stamp on its map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recoupe.apps.web.speech import Speech
from recoupe.knowledge.fiction import is_invented
from recoupe.model import Article, Event


@dataclass(frozen=True, slots=True)
class Invention:
    """Both are empty where no article is known to be invented."""

    band: str = ""
    stamp: str = ""


def tell_invention(event: Event, articles: Mapping[str, Article], w: Speech) -> Invention:
    """All of its articles, or how many of those at hand: a crowded event's are not all read for its page."""
    seen = [articles[name] for name in event.articles if name in articles]
    invented = sum(map(is_invented, seen))
    if not invented:
        return Invention()
    band = band_words(invented, len(seen), len(seen) == len(event.articles), w)
    return Invention(band, w._("FICTION") if invented == len(seen) else w._("partly fiction"))


def band_words(invented: int, seen: int, whole: bool, w: Speech) -> str:
    if whole and invented == seen:
        return w._("Every article of this event is invented.")
    words = (
        w.n_("{n} of {all} articles is invented.", "{n} of {all} articles are invented.", invented)
        if whole
        else w.n_(
            "{n} of the {all} articles shown is invented.", "{n} of the {all} articles shown are invented.", invented
        )
    )
    return words.format(n=w.number(invented, 0), all=w.number(seen, 0))
