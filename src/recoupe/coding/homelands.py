"""Homelands: countries where an event happened whose words name them only as who acts or suffers, or by a border."""

from __future__ import annotations

from itertools import islice

from recoupe.coding.arguments import is_passive
from recoupe.coding.mentions import Mention
from recoupe.coding.scene import Scene
from recoupe.knowledge.countries import load_countries
from recoupe.model import PlaceMention
from recoupe.parsing import Token

BORDER_STEPS = 5  # how far below the event's word a border may hang
BORDER_REACH = 5  # words behind «la frontière» within which the country beyond is named
STRUCK_STEPS = 5  # how far above the event's word «en proie à» may stand
AT_HOME = ("arrest", "deport")  # what police and courts do in their own country
RULERS = ("state", "institution")
KEEPERS = (*RULERS, "force")
SUBJECTS = ("nsubj", "nsubj:pass")


def country_at_home(scene: Scene, event: Mention) -> PlaceMention | None:
    """The country of those who act at home: its police arrest, its people march, the state watches its own border."""
    party = next((p for p in event.actors if p.mention and p.mention.country), None)
    if party is None or party.mention is None or party is not event.actors[0]:
        return None
    kind, doing = party.mention.kind, party.slot in ("subject", "agent")
    marching = event.type == "PROTEST" and kind == "group"
    arresting = event.trigger.frame.mode in AT_HOME and kind in KEEPERS and doing and event.token.pos == "VERB"
    watching = event.type in ("MOBILIZE", "COERCE") and kind in RULERS and party.slot == "subject"
    if marching or arresting or (watching and border_of(scene, event.token)):
        named = (m for m in scene.reading.places if m.place.level == "country" and m.place.country)
        codes = load_countries()
        return next((m for m in named if codes[m.place.country or ""].iso3 == party.mention.country), None)
    return None


def country_beyond(scene: Scene, event: Mention) -> PlaceMention | None:
    """The country behind the border at which it happened: «arrêté à la frontière avec la Tunisie»."""
    border = border_of(scene, event.token)
    if border is None:
        return None
    end = min(scene.sentence_of(border).last, border.i + BORDER_REACH + 1)
    named = (m for at in range(border.i + 1, end) if (m := scene.place_of.get(at)))
    return next((m for m in named if m.place.level == "country"), None)


def border_of(scene: Scene, event: Token) -> Token | None:
    """A noun for a border below the event's word, with no other verb between."""
    bounds = scene.sentence_of(event)
    for token in scene.parse.tokens[bounds.first : bounds.last]:
        if token.lemma.lower() in scene.syntax.borders:
            for upper in islice(scene.parse.ancestors(token), BORDER_STEPS):
                if upper.i == event.i:
                    return token
                if upper.pos == "VERB":
                    break
    return None


def country_struck(scene: Scene, event: Mention) -> PlaceMention | None:
    """The country that attacks strike: «le Niger est en proie à des attaques», «le Mali, frappé par un attentat»."""
    if event.type != "ASSAULT":
        return None
    for word in (event.token, *islice(scene.parse.ancestors(event.token), STRUCK_STEPS)):
        if is_struck(scene, word):
            holder = scene.parse.tokens[word.head] if word.dep == "acl" else None
            subjects = [t for t in (scene.parse.tokens[c] for c in word.children) if t.dep in SUBJECTS]
            places = [scene.place_of.get(t.i) for t in (*subjects, holder) if t]
            return next((m for m in places if m and m.place.level == "country"), None)
    return None


def is_struck(scene: Scene, word: Token) -> bool:
    """The word says of its subject, or of the noun before it, that it suffers."""
    lemma, syntax = word.lemma.lower(), scene.syntax
    if lemma in syntax.undergo:
        return word.pos == "VERB"
    passive = word.pos != "VERB" or word.dep == "acl" or is_passive(scene.parse, word, syntax)
    return lemma in syntax.struck and passive
