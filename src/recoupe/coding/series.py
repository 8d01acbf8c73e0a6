"""Series: reports of events that happen again and again."""

from __future__ import annotations

from recoupe.coding.mentions import Mention
from recoupe.coding.scene import Scene
from recoupe.knowledge.syntax import load_syntax


def is_series(scene: Scene, mention: Mention) -> bool:
    """A plural noun with a word of repetition: «attaques récurrentes», «une série d'enlèvements»."""
    repeated = load_syntax(scene.reading.article.language).repeated
    token = mention.token
    around = [scene.parse.tokens[c] for c in token.children] + [scene.parse.tokens[token.head]]
    return token.pos == "NOUN" and any(t.lemma.lower() in repeated for t in around)
