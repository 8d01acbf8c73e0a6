"""Places: names of locations, resolved.

Names that the gazetteer knows are weighed by the words around them (place_context), resolved together
(place_choice), and kept where evidence suffices. A noun that announces a place («le village de …») brings in names
that nobody knows (place_unknown). Derived points such as "30 km north of" are made on demand (place_relative).
"""

from __future__ import annotations

from recoupe.knowledge.gazetteer import Gazetteer, Known
from recoupe.knowledge.names import fold_word
from recoupe.knowledge.place_rules import PlaceRules, load_place_rules
from recoupe.model import Article, PlaceMention, Situation
from recoupe.parsing import Parse
from recoupe.reading.place_choice import MUCH, SURE, Scene, choose_places
from recoupe.reading.place_context import LISTED, weigh_context
from recoupe.reading.place_metonymy import mark_metonyms
from recoupe.reading.place_spots import Spot, find_spots
from recoupe.reading.place_unknown import slipped_spots, unknown_spots

THRESHOLD = 0.75
IN_SCENE, AGAIN, OWN = 0.15, 0.3, 0.1
CAREFUL, ARTICLED, FAR, UNANNOUNCED, ACCENTED = 0.35, 0.4, 0.2, 0.1, 0.3


def read_places(
    article: Article, parse: Parse, gazetteer: Gazetteer, situation: Situation | None = None
) -> tuple[PlaceMention, ...]:
    """Every occurrence of a place name, in text order, resolved to a place."""
    rules = load_place_rules(article.language)
    spots = find_spots(parse, gazetteer, rules, article.language)
    weigh_context(spots, parse, rules, article.language)
    scene = choose_places(spots, parse, situation, article.language)
    kept = accept_spots(spots, scene, rules)
    mark_metonyms(kept, parse, rules)
    kept += unknown_spots(kept, parse, gazetteer, rules, article.language)
    kept += slipped_spots(sorted(kept, key=lambda s: s.start), parse, gazetteer, rules, scene.countries)
    return tuple(make_mention(spot, parse) for spot in sorted(kept, key=lambda s: s.start))


def accept_spots(spots: list[Spot], scene: Scene, rules: PlaceRules) -> list[Spot]:
    """Spots with enough evidence; a name accepted once helps its other occurrences, one in a list its neighbours."""
    sure = {spot.key for spot in spots if evidence(spot, scene, rules) >= THRESHOLD}
    kept: list[Spot] = []
    last: Spot | None = None
    for spot in spots:
        score = evidence(spot, scene, rules)
        score += AGAIN if spot.key in sure else 0.0
        score += LISTED if spot.listed and last is not None and kept and kept[-1] is last else 0.0
        if score >= THRESHOLD:
            kept.append(spot)
        last = spot
    return kept


def evidence(spot: Spot, scene: Scene, rules: PlaceRules) -> float:
    """How sure it is that the name is a place here: how well known, plus what the words around it say."""
    known = spot.choice
    if known is None or (spot.key in rules.strict and not spot.accented and not announced_here(spot, known, scene)):
        return 0.0
    score = known.weight + spot.support + doubt(spot, known, scene, rules)
    if known.source == "theatre" and spot.key not in rules.careful:
        score += OWN
    if known.place.level != "country" and in_scene(known, scene):
        score += IN_SCENE
    return score


def announced_here(spot: Spot, known: Known, scene: Scene) -> bool:
    """A region named by a direction («Sud-Ouest»): called a region, or in the news of its country."""
    level = spot.trigger.level if spot.trigger else None
    return level == "region" or scene.countries.get(known.place.country or "", 0.0) >= MUCH


def doubt(spot: Spot, known: Known, scene: Scene, rules: PlaceRules) -> float:
    """What speaks against a name by itself: a common word, an article before a town, a far town nobody announces."""
    taken = 0.0
    if spot.key in rules.careful and spot.trigger is None:
        taken -= CAREFUL
    if known.place.level != "town" or spot.trigger is not None:
        return taken
    if spot.articled and fold_word(known.place.name.partition(" ")[0]) not in rules.articles:
        taken -= ARTICLED
    if (
        known.source in ("cities", "imports")
        and known.weight < SURE
        and not spot.located
        and not in_scene(known, scene)
    ):
        taken -= FAR
    return taken


def in_scene(known: Known, scene: Scene) -> bool:
    return scene.countries.get(known.place.country or "", 0.0) >= 0.2


def make_mention(spot: Spot, parse: Parse) -> PlaceMention:
    assert spot.choice is not None
    return PlaceMention(parse.span(spot.start, spot.end), spot.choice.place, spot.rule, spot.metonym)
