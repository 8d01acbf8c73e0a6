"""Words for patrols and convoys catch and leave what their entries say."""

import pytest

from recoupe.knowledge.loader import HOME, load_entries
from recoupe.knowledge.movements import MovementWords, tells_movement

ENTRIES = [e for path in (HOME / "languages").glob("*/movements.yml") for e in load_entries(path, MovementWords)]


@pytest.mark.parametrize("sentence", [s for e in ENTRIES for s in e.catches])
def test_caught(sentence):
    assert tells_movement(sentence)


@pytest.mark.parametrize("sentence", [s for e in ENTRIES for s in e.leaves])
def test_left_alone(sentence):
    assert not tells_movement(sentence)
