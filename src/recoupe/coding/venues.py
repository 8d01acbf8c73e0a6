"""Venues: places that a sentence names beside those who decide, speak or gather, not beside what they do.

A court judges where it sits («condamné par le tribunal de Kayes»), a visitor speaks where he travels («En visite à
Kayes, le ministre a promis …»), an embargo holds in the country it is on, and a crowd is in the only town of its
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.coding.locating import preposition_of
from recoupe.coding.mentions import Mention
from recoupe.coding.modes import find_mode
from recoupe.coding.scene import FINE, Scene
from recoupe.model import PlaceMention
from recoupe.parsing import Token

DECISIONS, BAN = ("SANCTION", "REJECT"), "restrict"
SPOKEN = ("AGREE", "REQUEST", "REJECT", "SUPPORT", "ACCUSE", "THREATEN", "CONCEDE")
SANCTION, PROTEST = "SANCTION", "PROTEST"
DOING = ("subject", "agent")
SEAT_REACH = 5  # words behind «tribunal», «préfet» in which its place is named
JOURNEY_REACH = 7  # words behind «visite», «conférence de presse» in which its place is named
LEADING = 3  # words before them in which «en», «lors de» stand


def place_of_seat(scene: Scene, mention: Mention) -> PlaceMention | None:
    """Where the court sits that judged, or the council, mayor or prefect that forbade something."""
    if mention.type not in DECISIONS and find_mode(scene, mention)[0] != BAN:
        return None
    deciding = (p for p in mention.actors if p.slot in DOING and p.head.sentence == mention.token.sentence)
    seat = next((p.head for p in deciding if p.head.lemma.lower() in scene.syntax.courts), None)
    return named_behind(scene, seat, scene.syntax.origin, SEAT_REACH) if seat else None


def place_of_journey(scene: Scene, mention: Mention) -> PlaceMention | None:
    """Where somebody travels or holds a speech who says it: «lors d'un déplacement à Kayes»."""
    if mention.type not in SPOKEN or mention.background or not scene.places.get(mention.token.sentence):
        return None
    journeys = (noun for noun in journeys_in(scene, mention.token.sentence) if not is_of_others(scene, mention, noun))
    found = (named_behind(scene, noun, scene.syntax.inside, JOURNEY_REACH) for noun in journeys)
    return next((place for place in found if place), None)


def journeys_in(scene: Scene, sentence: int) -> Iterator[Token]:
    """The nouns of «en visite», «lors d'une conférence de presse» in a sentence."""
    said, first = scene.said_at(sentence), scene.parse.sentences[sentence].first
    for at in sorted({at for noun in scene.syntax.journeys & said.keys() for at in said[noun]}):
        if any(t.lower in scene.syntax.travelling for t in scene.parse.tokens[max(first, at - LEADING) : at]):
            yield scene.parse.tokens[at]


def is_of_others(scene: Scene, mention: Mention, journey: Token) -> bool:
    """The journey hangs on a noun for others than those who speak: «a dénoncé la tournée d'élus en visite à Kayes»."""
    speakers = {p.head.i for p in mention.actors}
    for upper in scene.parse.ancestors(journey):
        if upper.pos == "VERB":
            return False
        if upper.pos in ("NOUN", "PROPN") and upper.lower not in scene.syntax.travelling:
            return upper.i not in speakers
    return False


def named_behind(scene: Scene, noun: Token, prepositions: frozenset[str], reach: int) -> PlaceMention | None:
    """The first place behind a noun, where one of the prepositions leads to it and no verb stands between."""
    for token in scene.parse.tokens[noun.i + 1 : min(scene.sentence_of(noun).last, noun.i + reach + 1)]:
        if token.pos in ("VERB", "AUX"):
            return None
        if place := scene.place_of.get(token.i):
            return place if preposition_of(scene, token) in prepositions else None
    return None


def country_sealed(scene: Scene, mention: Mention) -> PlaceMention | None:
    """The country that an embargo is on, where it is called by its name: «un embargo contre le Mali»."""
    if mention.type != SANCTION or mention.token.lemma.lower() not in scene.syntax.sealing:
        return None
    places = (scene.place_of.get(p.head.i) for p in mention.recipients)
    return next((m for m in places if m and m.place.level == "country"), None)


def town_of_crowd(scene: Scene, mention: Mention) -> PlaceMention | None:
    """The only town that the sentence of a protest names."""
    if mention.type != PROTEST or mention.background:
        return None
    towns = [m for m in scene.places.get(mention.token.sentence, ()) if m.place.level in FINE and not m.metonym]
    return towns[0] if len({m.place.id for m in towns}) == 1 else None
