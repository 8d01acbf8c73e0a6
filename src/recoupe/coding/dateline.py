"""Datelines: what is said in the present at the opening of an article is said on the day of publication."""

from __future__ import annotations

from recoupe.coding.deeds import SPEECH
from recoupe.coding.mentions import Mention
from recoupe.coding.scene import Scene
from recoupe.model import Evidence, Interval

OPENING_SENTENCES = 2


def dateline(scene: Scene, mention: Mention) -> tuple[Interval, Evidence] | None:
    """The day of publication for a speech act told in the present tense in the first two sentences."""
    published, token = scene.reading.article.published, mention.token
    if published is None or mention.type not in SPEECH or token.sentence >= OPENING_SENTENCES:
        return None
    if not (token.has("Tense=Pres") and token.has("Mood=Ind")) or mention.background or mention.status != "asserted":
        return None
    words = scene.parse.words(token, token)
    return Interval.day(published), Evidence(
        words, "dateline", "said in the present at the opening: the day of publication"
    )
