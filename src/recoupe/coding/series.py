"""Series: reports of events that happen again and again."""

from __future__ import annotations

from recoupe.coding.scene import Scene
from recoupe.knowledge.syntax import load_syntax
from recoupe.parsing import Token


def is_series(scene: Scene, token: Token) -> bool:
    """A plural noun with a word of repetition: «attaques récurrentes», «une série d'enlèvements»."""
    repeated = load_syntax(scene.reading.article.language).repeated
    around = [scene.parse.tokens[c] for c in token.children] + [scene.parse.tokens[token.head]]
    return token.pos == "NOUN" and any(t.lemma.lower() in repeated for t in around)
