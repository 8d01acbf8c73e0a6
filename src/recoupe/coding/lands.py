"""Lands: words that stand for a country or its capital («dans l'ouest du pays», «en territoire malien»)."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from recoupe.coding.scene import Scene
from recoupe.knowledge.countries import country_of_demonym, load_countries
from recoupe.model import PlaceMention
from recoupe.parsing import Token

HEAD = 2  # sentences of headline and lead
HOME_SHARE = 0.4  # how much of what is placed lies at least in the country that «le pays» means
SOIL_STEPS = 2  # how far below the event's word «le territoire malien» may hang
LAND_STEPS = 3  # how far below it «l'ouest du pays» and «la capitale» may hang


def home_country(scene: Scene, share: float) -> PlaceMention | None:
    """The country in which that share of the named places lies, those of headline and lead counted twice."""
    weights: Counter[str] = Counter()
    named: dict[str, PlaceMention] = {}
    for mention in scene.reading.places:
        if country := mention.place.country:
            weights[country] += 2 if scene.sentence_number(mention.span.start) < HEAD else 1
            if mention.place.level == "country":
                named.setdefault(country, mention)
    country, weight = max(weights.items(), key=lambda item: item[1], default=("", 0))
    return named.get(country) if weight >= share * weights.total() else None


def find_soil(scene: Scene, event: Token) -> PlaceMention | None:
    """The country of a soil: «tués en territoire malien», as the article names it elsewhere."""
    bounds = scene.sentence_of(event)
    for soil in scene.parse.tokens[bounds.first : bounds.last - 1]:
        if soil.lemma.lower() in scene.syntax.soil:
            countries = demonym_behind(scene, soil)
            if countries and event.i in {t.i for t in islice(scene.parse.ancestors(soil), SOIL_STEPS)}:
                named = (m for m in scene.reading.places if m.place.level == "country")
                return next((m for m in named if m.place.country in countries), None)
    return None


def find_inland(scene: Scene, event: Token) -> PlaceMention | None:
    """The country the article is set in, where the event took place «dans le pays» or «dans l'ouest du pays»."""
    for land in words_of(scene, event, scene.syntax.lands):
        if not demonym_behind(scene, land) and is_whole(scene, land):
            part = widest(scene, land)
            if lies(scene, part) and is_above(scene, event, part, LAND_STEPS):
                return home_country(scene, HOME_SHARE)
    return None


def find_capital(scene: Scene, event: Token) -> PlaceMention | None:
    """The capital of the country the article is set in, or of the one said with it («la capitale malienne»)."""
    for word in words_of(scene, event, scene.syntax.seats):
        if word.i not in scene.place_of and lies(scene, word) and is_above(scene, event, word, LAND_STEPS):
            home = home_country(scene, HOME_SHARE)
            countries = demonym_behind(scene, word) or ((home.place.country or "",) if home else ())
            capitals = {load_countries()[country].capital_id for country in countries if country in load_countries()}
            return next((m for m in scene.reading.places if m.place.id in capitals), None)
    return None


def words_of(scene: Scene, event: Token, nouns: frozenset[str]) -> list[Token]:
    """The words for a land in the event's sentence that point to one («le pays», «ce pays»)."""
    said = scene.said_at(event.sentence)
    words = [scene.parse.tokens[at] for noun in sorted(nouns) for at in said.get(noun, ())]
    return [t for t in words if any(points(scene.parse.tokens[child]) for child in t.children)]


def widest(scene: Scene, land: Token) -> Token:
    """The word for a part of the land on which it hangs («l'ouest du pays», «le reste du pays»), or itself."""
    part, parts = land, scene.syntax.parts | scene.syntax.portions
    for upper in scene.parse.ancestors(land):
        if parts.isdisjoint((upper.lower, upper.lemma.lower())):  # the model takes «l'est» for a verb
            break
        part = upper
    return part


def points(article: Token) -> bool:
    """«le», «la», «ce», «du», but not «les» or «un»."""
    pointing = article.has("Definite=Def") or article.has("PronType=Dem")
    return pointing and not article.has("Number=Plur")


def is_whole(scene: Scene, land: Token) -> bool:
    """Nothing makes it another country: «le pays voisin», «les deux pays»."""
    children = [scene.parse.tokens[child] for child in land.children]
    shown = any(t.has("PronType=Dem") for t in children)
    return shown or not any(t.pos == "NUM" or (t.dep == "amod" and t.i > land.i) for t in children)


def demonym_behind(scene: Scene, word: Token) -> tuple[str, ...]:
    """The codes of the country whose demonym follows the word."""
    behind = scene.parse.tokens[word.i + 1 : word.i + 2]
    demonyms = country_of_demonym(scene.reading.article.language)
    return demonyms.get(behind[0].lower, ()) if behind else ()


def lies(scene: Scene, noun: Token) -> bool:
    """A preposition of place governs the noun: «dans le pays», «contre la capitale»."""
    cases = [t for t in (scene.parse.tokens[child] for child in noun.children) if t.dep == "case" and t.i < noun.i]
    return any(t.lower in scene.syntax.inland for t in cases)


def is_above(scene: Scene, event: Token, word: Token, steps: int) -> bool:
    """The word hangs on the event's word, or on the verb that carries it, at most so many steps below."""
    carrier = (
        event if event.pos == "VERB" else next((t for t in scene.parse.ancestors(event) if t.pos == "VERB"), event)
    )
    below = word
    for upper in islice(scene.parse.ancestors(word), steps):
        if upper.i in (event.i, carrier.i):
            return below.dep != "conj"
        below = upper
    return False
