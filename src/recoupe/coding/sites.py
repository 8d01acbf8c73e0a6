"""Sites: nouns and pronouns that stand for a place told before («a fermé la réserve», «y ont défilé»)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from recoupe.coding.scene import FINE, Scene
from recoupe.model import PlaceMention
from recoupe.parsing import Token

OPENING = 3  # sentences that tell of the event the whole article is about
NAMED_BEHIND, NAMED_BEFORE = 6, 4  # how many words from a noun the name of its place stands
CARRIED = ("obj", "nsubj", "nsubj:pass")
STEPS = 3  # how far below the event's word a noun may hang that stands for a place


def there(scene: Scene, event: Token) -> bool:
    """A pronoun of place hangs on the event's word, or on the verb of its noun: «y ont défilé», «y mènent un raid»."""
    carrier = scene.parse.tokens[event.head] if event.dep in CARRIED else event
    verbs = [t for t in (event, carrier) if t.lemma.lower() not in scene.syntax.having]  # not «il y a eu des tirs»
    return any(scene.parse.tokens[child].lower in scene.syntax.there for t in verbs for child in t.children)


def on_spot(scene: Scene, event: Token) -> bool:
    """«sur place», «sur les lieux» below the event's word, with no other verb between."""
    said = scene.said_at(event.sentence)
    for before, noun in (spot.split() for spot in scene.syntax.spots):
        for at in said.get(noun, ()):
            if at and scene.parse.tokens[at - 1].lower == before:
                for upper in islice(scene.parse.ancestors(scene.parse.tokens[at]), STEPS):
                    if upper.i == event.i or upper.pos in ("VERB", "AUX"):
                        return upper.i == event.i
    return False


def last_place(scene: Scene, sentence: int) -> PlaceMention | None:
    """The first place of the nearest of the two sentences before that has one, however the model split it."""
    first = scene.parse.tokens[scene.parse.sentences[sentence - 1].first] if sentence else None
    order = (2, 1) if first and first.word.islower() else (1, 2)
    return next((m for back in order for m in scene.places.get(sentence - back, ()) if not m.metonym), None)


def find_site(scene: Scene, event: Token) -> PlaceMention | None:
    """The place that a noun below the event's word stands for: what was told with that noun, or the main place."""
    site = next(sites_of(scene, event), None)
    return (named_site(scene, site) or main_place(scene)) if site else None


def sites_of(scene: Scene, event: Token) -> Iterator[Token]:
    """Nouns below the event's word that stand for a place without naming it: «la réserve», «sur les lieux»."""
    bounds = scene.sentence_of(event)
    for token in scene.parse.tokens[bounds.first : bounds.last]:
        if points_back(scene, token):
            above = [upper.i for upper in islice(scene.parse.ancestors(token), STEPS)]
            if event.i in above and not names_place(scene, token) and hangs(scene, token, event):
                yield token


def points_back(scene: Scene, noun: Token) -> bool:
    """A noun with an article that points to what was told («le poste», «cette localité»), or fixed («sur zone»)."""
    before = scene.parse.tokens[noun.i - 1] if noun.i else noun
    if f"{before.lower} {noun.lower}" in scene.syntax.spots:
        return True
    if noun.lemma.lower() not in scene.syntax.sites or noun.i in scene.place_of or not noun.has("Number=Sing"):
        return False
    pointing = [t for t in (scene.parse.tokens[c] for c in noun.children) if t.i < noun.i] + [before]
    return any(t.has("Definite=Def") or t.has("PronType=Dem") for t in pointing)


def names_place(scene: Scene, noun: Token) -> bool:
    """A town stands in the noun's phrase or right behind it: «le camp de déplacés de Bintagoro»."""
    bounds = scene.sentence_of(noun)
    behind = scene.parse.tokens[noun.i : min(bounds.last, noun.i + NAMED_BEHIND)]
    return any(m.place.level != "country" for t in behind if (m := scene.place_of.get(t.i)))


def hangs(scene: Scene, noun: Token, event: Token) -> bool:
    """The noun belongs to the event itself or to the part of the place where it happened («la sortie de la ville»)."""
    children = [scene.parse.tokens[c] for c in noun.children]
    if any(t.lower in scene.syntax.agent or t.lower in scene.syntax.same for t in children):
        return False
    if any(t.has("PronType=Dem") for t in children):
        return True
    for upper in scene.parse.ancestors(noun):
        if upper.i == event.i or upper.lemma.lower() not in scene.syntax.parts:
            return upper.i == event.i
    return False


def named_site(scene: Scene, site: Token) -> PlaceMention | None:
    """The town or feature last told with the same noun before: «la réserve» after «la réserve de Bintagoro»."""
    lemma = site.lemma.lower()
    for mention in reversed(scene.reading.places):
        first = scene.parse.token_at(mention.span.start) if mention.place.level in FINE else None
        if first is not None and first.i < site.i:
            before = scene.parse.tokens[max(0, first.i - NAMED_BEFORE) : first.i + 1]
            if any(t.lemma.lower() == lemma for t in before):
                return mention
    return None


def main_place(scene: Scene) -> PlaceMention | None:
    """The town or feature the article is about, as first named; capitals of a dateline apart."""
    weights: Counter[str] = Counter()
    first: dict[str, PlaceMention] = {}
    for mention in scene.reading.places:
        if mention.place.level in FINE and not mention.metonym and not mention.span.quote.isupper():
            weights[mention.place.id] += 2 if scene.sentence_number(mention.span.start) < OPENING else 1
            first.setdefault(mention.place.id, mention)
    return first[max(weights, key=lambda place: weights[place])] if weights else None
