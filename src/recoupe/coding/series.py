"""Series and sequels: events that happen again and again, and words that only go on about the event before."""

from __future__ import annotations

from recoupe.coding.scene import Scene
from recoupe.coding.toll_words import load_toll_words
from recoupe.parsing import Token


def is_series(scene: Scene, token: Token) -> bool:
    """A plural noun with a word of repetition: «attaques récurrentes», «une série d'enlèvements»."""
    repeated = scene.syntax.repeated
    around = [scene.parse.tokens[c] for c in token.children] + [scene.parse.tokens[token.head]]
    return token.pos == "NOUN" and any(t.lemma.lower() in repeated for t in around)


def is_sequel(scene: Scene, token: Token) -> bool:
    """A word of harm in a sentence without a day or a place: «Neuf personnes ont trouvé la mort.»"""
    words = load_toll_words(scene.reading.article.language)
    if words is None or token.sentence in scene.times:
        return False
    if any(not mention.metonym for mention in scene.places.get(token.sentence, ())):
        return False
    tokens = scene.parse.tokens[token.i : scene.sentence_of(token).last]
    return token.lower in words.triggers or words.match_phrase(tokens, 0) is not None
