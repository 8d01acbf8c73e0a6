"""Modes: the PLOVER mode of an event, from its frame and from mode words near it."""

from __future__ import annotations

from recoupe.coding.mentions import Mention
from recoupe.coding.scene import Scene
from recoupe.model import Evidence


def find_mode(scene: Scene, mention: Mention) -> tuple[str | None, Evidence | None]:
    """The mode that the frame names, or that a mode word of its type near the trigger names."""
    frame = mention.trigger.frame
    anchor = scene.parse.words(mention.token, mention.token)
    if frame.type != mention.type:
        return None, None
    lemma = mention.token.lemma.lower()
    for mode, words in frame.mode_words.items():
        if lemma in words:
            return mode, Evidence(anchor, frame.id)
    return (frame.mode, Evidence(anchor, frame.id)) if frame.mode else (None, None)
