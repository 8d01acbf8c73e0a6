"""All of reading on one article, in the order in which the steps need each other."""

from __future__ import annotations

from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article, Reading
from recoupe.parsing import Parse
from recoupe.reading.actors import read_actors
from recoupe.reading.counts import read_counts
from recoupe.reading.cues import read_cues
from recoupe.reading.place_heard import heard_places
from recoupe.reading.places import read_places
from recoupe.reading.quotations import read_quotations
from recoupe.reading.times import read_times


def annotate(article: Article, parse: Parse, known: Knowledge) -> Reading:
    """Times, places, actors, counts, quotations and cues of the article; no reports yet."""
    times = read_times(article, parse)
    places = read_places(article, parse, known.gazetteer, known.situation)
    actors = read_actors(article, parse, places, known.actors)
    counts = read_counts(article, parse, times)
    quotations = read_quotations(article, parse, actors)
    cues = read_cues(article, parse, quotations)
    places = heard_places(parse, article.language, places, actors, quotations)
    return Reading(article, times, places, actors, counts, quotations, cues)
