"""Which place a name is: by its level, its country, the other places of the text, and the situation."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from recoupe.knowledge.countries import country_of_demonym
from recoupe.knowledge.gazetteer import Known, distance_km
from recoupe.model import Place, Situation
from recoupe.parsing import Parse
from recoupe.reading.place_spots import Spot

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
SURE = 0.8  # weight from which a single candidate may stand for its country
NEAR_KM = 120.0
MOST_ANCHORS = 200
AREA_KM = 40.0  # radius of a district of which only the seat is known
COUNTRY_SHARE, NEARNESS, SITUATION, LEVEL, BESIDE, VOTED = 0.7, 0.6, 0.1, 0.5, 1.5, 0.5
EQUAL = 0.7  # rank of a town says little about which of two namesakes of the theatre is meant
CAPITAL = 0.25  # the capital of the name rather than a small town of a country the article speaks of
ACROSS = 0.7  # what a region across borders counts as its country's share
AT_BORDER = 0.8  # and what a border post counts at least
TWIN = 0.15  # what tells apart two towns of one name on two sides of a river
MUCH = 0.4  # share of mentions from which a country is one of those the article is about


@dataclass(slots=True)
class Scene:
    """What the article says of where it plays: countries by share of mentions, and places already sure."""

    countries: dict[str, float] = field(default_factory=dict)
    anchors: list[tuple[str, Place]] = field(default_factory=list)
    votes: dict[str, Counter[str]] = field(default_factory=dict)
    situation: frozenset[str] = frozenset()


def choose_places(spots: list[Spot], parse: Parse, situation: Situation | None, language: str) -> Scene:
    """Set `choice` of every spot: sure ones first, the others by the scene these make."""
    scene = Scene(situation=frozenset(situation.countries) if situation else frozenset())
    set_beside(spots, parse.text)
    scene.countries = country_shares(spots, parse, scene, language)
    set_votes(spots, scene)
    scene.anchors = sure_places(spots)
    chosen: dict[tuple[str, str | None, str | None], Known] = {}
    for spot in spots:
        asked = (spot.key, spot.trigger.id if spot.trigger else None, spot.beside)
        if asked not in chosen:
            chosen[asked] = best_known(spot, scene)
        spot.choice = as_area(chosen[asked], spot)
    return scene


def sure_places(spots: list[Spot]) -> list[tuple[str, Place]]:
    """The places that are beyond doubt, each once, with their names: what the others are measured from."""
    sure: dict[str, Place] = {}
    for spot in spots:
        if spot.key not in sure and spot.known[0].weight + spot.support >= SURE and is_sure(spot):
            sure[spot.key] = spot.known[0].place
            if len(sure) == MOST_ANCHORS:
                break
    return list(sure.items())


def country_shares(spots: list[Spot], parse: Parse, scene: Scene, language: str) -> dict[str, float]:
    """Country -> share of what names it: the country itself, its people, its well-known places."""
    counted: Counter[str] = Counter()
    for spot in spots:
        top = spot.known[0]
        if top.place.country and top.weight + spot.support >= SURE and (top.place.level == "country" or is_sure(spot)):
            counted[top.place.country] += 2 if top.place.level == "country" else 1
    demonyms = country_of_demonym(language)
    for word in _WORD.findall(parse.text):
        owners = demonyms.get(word) or demonyms.get(word.lower())
        if owners:
            counted.update(owners)
    counted.update(scene.situation)
    most = max(counted.values(), default=1)
    return {country: number / most for country, number in counted.items()}


def set_beside(spots: list[Spot], text: str) -> None:
    """A country named right after a place says which one it is: «Kidira (Mali)», «Rosso, en Mauritanie»."""
    for spot in spots:
        if spot.beside and not any(known.place.country == spot.beside for known in spot.known):
            spot.beside = None
    for spot, after in pairwise(spots):
        if after.start - spot.end <= 16 and after.known[0].place.level == "country" and len(spot.known) > 1:
            between = text[spot.end : after.start]
            if re.fullmatch(r"\s?[,(]\s?(?:(?:au|en|aux|dans le|in|côté)\s)?", between):
                spot.beside = after.known[0].place.country


def set_votes(spots: list[Spot], scene: Scene) -> None:
    """What the article says once of a name («Rosso (Sénégal)», «Rosso-Sénégal») holds for its bare mentions."""
    for spot in spots:
        if spot.beside:
            scene.votes.setdefault(spot.key, Counter())[spot.beside] += 1
        head = spot.key.partition(" ")[0]
        country = spot.known[0].place.country
        if head != spot.key and country and spot.known[0].source == "theatre":
            scene.votes.setdefault(head, Counter())[country] += 1


def is_sure(spot: Spot) -> bool:
    """One place far better known than any other of the name, and no country."""
    top = spot.known[0]
    if top.place.level == "country" or top.place.radius_km > 300:
        return False
    others = [k.weight for k in spot.known[1:] if not same_spot(k.place, top.place)]
    return not others or top.weight - max(others) >= 0.25


def same_spot(one: Place, other: Place) -> bool:
    """The town and its region: wherever the one is, the other is not far."""
    return distance_km(one.lat, one.lon, other) <= max(one.radius_km, other.radius_km) + 50


def best_known(spot: Spot, scene: Scene) -> Known:
    if len(spot.known) == 1:
        return spot.known[0]
    return max(spot.known, key=lambda known: (score_known(known, spot, scene), known.place.id))


def as_area(known: Known, spot: Spot) -> Known:
    """«le cercle de Kolondiéba» where only the town is known: the land around it."""
    if (
        known.place.level != "town"
        or spot.trigger is None
        or spot.trigger.level != "region"
        or known.source == "cities"
    ):
        return known
    place = replace(known.place, id=f"{known.place.id}#area", level="region", radius_km=AREA_KM)
    return replace(known, place=place)


def score_known(known: Known, spot: Spot, scene: Scene) -> float:
    """How well a place fits what the text says around its name and elsewhere."""
    place = known.place
    score = (min(known.weight, EQUAL) if known.source == "theatre" else known.weight) + level_score(place, spot)
    score += COUNTRY_SHARE * country_weight(known, scene)
    score += TWIN * scene.countries.get(place.country or "", 0.0)
    score += NEARNESS * nearness(place, (a for key, a in scene.anchors if key != spot.key))
    if place.level == "country" and not (spot.trigger and spot.trigger.strong):
        score += LEVEL
    if known.kind == "capital":
        score += CAPITAL
    if place.country in scene.situation:
        score += SITUATION
    if spot.beside:
        return score + (BESIDE if place.country == spot.beside else 0.0)
    votes = scene.votes.get(spot.key)
    if votes and place.country == votes.most_common(1)[0][0]:
        score += VOTED
    return score


def country_weight(known: Known, scene: Scene) -> float:
    """1 for every country that the article speaks of much, less for one it hardly names, 0 for the others.

    A border post is at home in news of either side.
    """
    if known.place.country is None:
        return ACROSS
    own = min(1.0, scene.countries.get(known.place.country, 0.0) / MUCH)
    return max(own, AT_BORDER) if known.kind == "border post" else own


def level_score(place: Place, spot: Spot) -> float:
    """«région de Kayes» is the region, «Kayes» alone the town."""
    wanted = spot.trigger.level if spot.trigger else None
    if wanted is None:
        return 0.0 if place.level != "region" else -0.5
    if wanted == place.level:
        return LEVEL
    return -0.2 if place.level in ("region", "feature") or wanted == "region" else 0.0


def nearness(place: Place, anchors: Iterable[Place]) -> float:
    """1 beside a sure place of the text, 0 far from all of them."""
    away = min((distance_km(place.lat, place.lon, a) - a.radius_km for a in anchors), default=math.inf)
    return math.exp(-max(0.0, away) / NEAR_KM)
