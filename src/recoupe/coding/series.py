"""Series and sequels: events that happen again and again, and words that only go on about the event told before."""

from __future__ import annotations

from recoupe.coding.scene import Scene
from recoupe.coding.toll_words import load_toll_words
from recoupe.parsing import Token

INTRODUCED = 5  # tokens before a deed among which «lors de» stands: «lors d'une nouvelle attaque»
WITHIN_REACH = 14  # tokens before «lors de» within which the verb stands


def is_series(scene: Scene, token: Token) -> bool:
    """A plural noun with a word of repetition: «attaques récurrentes», «une série d'enlèvements»."""
    repeated = scene.syntax.repeated
    around = [scene.parse.tokens[c] for c in token.children] + [scene.parse.tokens[token.head]]
    return token.pos == "NOUN" and any(t.lemma.lower() in repeated for t in around)


def is_sequel(scene: Scene, token: Token, part: bool = False) -> bool:
    """A word of harm in a sentence without a day or a place («Neuf personnes ont trouvé la mort.»), or one of a
    frame that tells part of an attack («Ils ont brûlé deux camions.»).
    """
    words = load_toll_words(scene.reading.article.language)
    if words is None or token.sentence in scene.times:
        return False
    if any(not mention.metonym for mention in scene.places.get(token.sentence, ())):
        return False
    if part:
        return True
    tokens = scene.parse.tokens[token.i : scene.sentence_of(token).last]
    return token.lower in words.triggers or words.match_phrase(tokens, 0) is not None


def deed_within(scene: Scene, token: Token) -> int | None:
    """The verb whose deed happened in that of the noun: «tués» before «lors de l'attaque», with no verb between."""
    if token.pos != "NOUN":
        return None
    first = scene.sentence_of(token).first
    tokens = scene.parse.tokens[max(first, token.i - INTRODUCED) : token.i]
    opening = next((t.i for t in reversed(tokens) if t.lower in scene.syntax.through), None)
    if opening is None:
        return None
    before = reversed(scene.parse.tokens[max(first, opening - WITHIN_REACH) : opening])
    return next((t.i for t in before if t.pos == "VERB"), None)


def deed_beside(scene: Scene, token: Token) -> int | None:
    """The verb before, that «et» joins this verb to: «pris» before «arrêté» in «ont pris le pouvoir et arrêté …»."""
    if token.pos != "VERB" or token.dep != "conj":
        return None
    return next((upper.i for upper in scene.parse.ancestors(token) if upper.pos == "VERB"), None)
