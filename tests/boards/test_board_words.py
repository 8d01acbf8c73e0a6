"""Words that say more of an event than its type; every entry catches and leaves what it says."""

import pytest
from board_scene import seed_events

from recoupe.knowledge.board_words import fold_text, load_words

WORDS = load_words()
CATCHES = [(e.id, p, words) for e, p in WORDS.entries for words in e.catches]
LEAVES = [(e.id, p, words) for e, p in WORDS.entries for words in e.leaves]


@pytest.mark.parametrize(("pattern", "words"), [c[1:] for c in CATCHES], ids=[f"{c[0]}: {c[2]}" for c in CATCHES])
def test_entries_catch(pattern, words) -> None:
    assert pattern.search(fold_text(words))


@pytest.mark.parametrize(("pattern", "words"), [c[1:] for c in LEAVES], ids=[f"{c[0]}: {c[2]}" for c in LEAVES])
def test_entries_leave(pattern, words) -> None:
    assert not pattern.search(fold_text(words))


def test_every_entry_has_both_kinds_of_examples() -> None:
    assert [e.id for e, _ in WORDS.entries if not (e.catches and e.leaves)] == []


@pytest.mark.parametrize(
    ("text", "kind", "meaning", "found"),
    [
        ("un convoi de camions", "ASSAULT", "supply", True),
        ("un convoi de camions", "CONSULT", "supply", False),
        ("UN CONVOI", "ASSAULT", "supply", True),
        ("l’arrivée d’un convoi", "RETREAT", "passage", True),
        ("a fuel tanker", "ASSAULT", "supply", True),
        ("un reconvoiement", "ASSAULT", "supply", False),
    ],
)
def test_meanings_by_type(text: str, kind: str, meaning: str, found: bool) -> None:
    assert (meaning in WORDS.meanings(text, kind)) is found


def test_an_event_is_read_in_its_parties_and_reporting_words() -> None:
    convoys = next(e for e in seed_events() if e.id == "e6")
    assert "supply" in WORDS.of_event(convoys)
