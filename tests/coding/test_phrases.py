"""Phrases: the words shown for somebody whom no mention covers."""

from __future__ import annotations

from functools import lru_cache

import pytest
from coding_making import make_scenes

from recoupe.coding.scene import Scene

# sentence, its head word, the phrase
ROWS = [
    ("Le groupe tient la route de Nayé, dans le nord du pays, depuis mardi.", "route", "la route de Nayé"),
    ("Le groupe a libéré trois chauffeurs de camions.", "chauffeurs", "trois chauffeurs de camions"),
    ("Le groupe a libéré deux policiers du poste de Nayé.", "policiers", "deux policiers du poste de Nayé"),
]


@lru_cache(maxsize=1)
def scenes() -> dict[str, Scene]:
    return make_scenes([row[0] for row in ROWS])


@pytest.mark.parametrize(("text", "head", "phrase"), ROWS, ids=[row[0] for row in ROWS])
def test_phrase(text: str, head: str, phrase: str) -> None:
    scene = scenes()[text]
    token = next(t for t in scene.parse.tokens if t.word == head)
    assert scene.phrase(token).quote == phrase
