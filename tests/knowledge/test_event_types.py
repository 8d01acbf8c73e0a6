"""Event types: PLOVER's names and scores as published, ours added, boards by type and mode."""

import json
from pathlib import Path

import pytest

from recoupe.knowledge.event_types import BOARDS, load_event_types
from recoupe.knowledge.loader import KnowledgeError

TYPES = load_event_types()


@pytest.mark.shared
def test_names_quads_and_scores_are_plovers(shared: Path) -> None:
    plover = json.loads((shared / "standards" / "plover_2_0_names.json").read_text())["types"]
    assert set(TYPES.types) == {*plover, "ACCIDENT"}
    for name, row in plover.items():
        kind = TYPES[name]
        assert (kind.quad, kind.recipient_required) == (row["quad"], row["recipient_required"])
        assert {m.id: m.score for m in kind.modes} == row["modes"]
        assert kind.score == (-3 if name == "ACCUSE" else row["score"])


def test_every_type_and_mode_has_a_name_in_both_languages_and_a_board() -> None:
    for kind in TYPES.types.values():
        assert kind.boards and set(kind.boards) <= set(BOARDS)
        for entry in (kind, *kind.modes):
            assert set(entry.labels) == {"fr", "en"}


@pytest.mark.parametrize(
    ("kind", "mode", "boards"),
    [
        ("ASSAULT", None, ("threat",)),
        ("COERCE", "withhold", ("supply",)),
        ("COERCE", "arrest", ("threat",)),
        ("RETREAT", "access", ("supply",)),
        ("CONSULT", "visit", ("diplomacy",)),
        ("COOPERATE", None, ("cooperation",)),
        ("SANCTION", "withdraw", ("diplomacy",)),
        ("UNHEARD", None, ()),
    ],
)
def test_boards(kind: str, mode: str | None, boards: tuple[str, ...]) -> None:
    assert TYPES.boards(kind, mode) == boards


def test_names_and_scores_of_a_mode_go_before_those_of_its_type() -> None:
    assert TYPES.label("COERCE", "withhold", "fr") == "blocus ou embargo"
    assert TYPES.label("COERCE", "unheard", "en") == "coercion"
    assert TYPES.score("ASSAULT", "abduct") == -8.5
    assert TYPES.score("PROTEST", "vandalize") == -5
    assert TYPES.standing("SANCTION", "withdraw") == "end"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {id: A, labels: {en: a}, boards: [weather]}", "A.*boards"),
        ("- {id: A, labels: {en: a}, boards: [threat], colour: red}", "A.*colour"),
        (
            "- {id: A, labels: {en: a}, boards: [threat], modes: [{id: m, labels: {}}, {id: m, labels: {}}]}",
            "m stands twice",
        ),
    ],
    ids=["an unknown board", "an unknown key", "a mode that stands twice"],
)
def test_what_stops_the_load(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "types.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        load_event_types(path)
