"""Names that no table knows but that the text calls a place: «le village de Banikoto», «les localités de A et B»."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from recoupe.knowledge.gazetteer import Gazetteer, Known
from recoupe.knowledge.names import fold_name, fold_word
from recoupe.knowledge.place_rules import PlaceRules, load_place_rules
from recoupe.model import Place
from recoupe.parsing import Parse
from recoupe.reading.place_context import SURE_BEFORE
from recoupe.reading.place_spots import CAPITAL, Spot, forward

_NAME = rf"{CAPITAL}[^\W\d_]+(?:(?:[- ']|-(?:[a-zà-ÿ]{{1,4}}-){{1,2}}){CAPITAL}[^\W\d_]+){{0,3}}"
_LIST = rf"{_NAME}(?:, {_NAME}){{0,8}}(?:,? (?:et|and) (?:de |d')?{_NAME})?"
_ONE = re.compile(_NAME)
UNKNOWN_KM = 25.0
LONG = 6  # letters from which a name without a noun of place may be a slip
SLIPPED = 0.5
MOST_TRIED = 50  # names of one article for which a slip is looked for


def unknown_spots(
    spots: list[Spot], parse: Parse, gazetteer: Gazetteer, rules: PlaceRules, language: str
) -> list[Spot]:
    """Spots for announced names that no spot covers: a slip of a known name, or a place without a point."""
    pattern = announcing(language)
    if pattern is None:
        return []
    starts = [spot.start for spot in spots]
    found: list[Spot] = []
    tried: set[str] = set()
    for start, end in announced_names(parse, pattern, rules):
        at = bisect_left(starts, end)  # the first spot that begins after the name
        if at and spots[at - 1].end > start:
            continue
        tried.add(parse.text[start:end])
        spot = unknown_spot(parse.text, start, end, gazetteer if len(tried) <= MOST_TRIED else None, rules)
        if spot is not None:
            found.append(spot)
    return found


@lru_cache(maxsize=8)
def announcing(language: str) -> re.Pattern[str] | None:
    """Strong nouns with what may stand between them and a name; None where the language has none."""
    strong = {w for e in load_place_rules(language).triggers.values() if e.strong for w in e.words}
    if not strong:
        return None
    nouns = "|".join(sorted(map(re.escape, strong), key=len, reverse=True))
    between = r"(?:(?P<more>(?: [a-zà-ÿ-]+){0,2}) (?:de la |de l'|de |d'|du |des |of |called |named |dite? )| )"
    return re.compile(rf"(?<![^\W_])(?:{nouns}){between}(?P<names>{_LIST})")


def announced_names(parse: Parse, pattern: re.Pattern[str], rules: PlaceRules) -> Iterator[tuple[int, int]]:
    turning = (
        rules.functions | rules.agents | rules.turning | rules.locatives.keys()
    )  # «la ville aux abords du …» announces nothing
    for chunk in parse.chunks:
        for match in pattern.finditer(parse.text, chunk.start, chunk.end):
            if match["more"] is None and is_person(parse, match.start("names")):
                continue  # «le maire de la ville Untel»
            if not any(fold_word(w) in turning for w in (match["more"] or "").split()):
                for name in _ONE.finditer(parse.text, *match.span("names")):
                    yield name.span()


def slipped_spots(
    spots: list[Spot], parse: Parse, gazetteer: Gazetteer, rules: PlaceRules, countries: dict[str, float]
) -> list[Spot]:
    """Names after a preposition of place that the model calls a place and that are one slip from a place of the
    countries of the story: «à Tambacunda»."""
    covered = {t.i for spot in spots for t in parse.tokens_in(parse.plain.back(spot.start), parse.plain.back(spot.end))}
    found: list[Spot] = []
    tried = 0
    for token in parse.tokens:
        if token.ent != "LOC" or token.i in covered or not token.i or not token.word[0].isupper():
            continue
        before = parse.tokens[token.i - 1]
        if len(token.word) < LONG or rules.locatives.get(fold_word(before.lower), 0.0) < SURE_BEFORE:
            continue
        tried += 1
        if tried > MOST_TRIED:
            break
        near = [
            p for p in gazetteer.find_similar(token.word, own_only=True) if p.level == "town" and p.country in countries
        ]
        if near:
            start, end = forward(parse, token.start), forward(parse, token.end)
            known = Known(near[0], SLIPPED, "similar", "similar")
            found.append(Spot(start, end, fold_name(token.word), (known,), choice=known, rule="similar"))
    return found


def is_person(parse: Parse, start: int) -> bool:
    token = parse.token_at(parse.plain.back(start)) if parse.tokens else None
    return token is not None and token.ent == "PER"


def unknown_spot(text: str, start: int, end: int, gazetteer: Gazetteer | None, rules: PlaceRules) -> Spot | None:
    name = text[start:end]
    if fold_word(name.split(" ", 1)[0]) in rules.functions | rules.titles or name.isupper():
        return None
    key = fold_name(name)
    similar = gazetteer.find_similar(name) if gazetteer else ()
    rule = "similar" if similar else "unknown"
    place = similar[0] if similar else Place(f"unknown:{key.replace(' ', '-')}", name, radius_km=UNKNOWN_KM)
    known = Known(place, SLIPPED, rule, rule)
    return Spot(start, end, key, (known,), choice=known, rule=rule)
