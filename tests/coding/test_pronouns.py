"""Pronouns: whom «il», «ils», «les», «nous» and «les deux pays» mean beside an event's word."""

from functools import lru_cache

import pytest
from coding_making import make_scenes

from recoupe.coding.pronouns import last_speaker, members_of, stands_for, state_of
from recoupe.coding.scene import Scene
from recoupe.knowledge.syntax import load_syntax

# text, the pronoun (the last such word counts), whom it means
ROWS: list[tuple[str, str, list[str]]] = [
    ("Les combattants ont quitté Gao dimanche. Ils ont tué le maire.", "Ils", ["Les combattants"]),
    ("Le général Diarra est rentré à Bamako. Il doit rencontrer les rebelles.", "Il", ["Le général Diarra"]),
    ("Le préfet a reçu le maire de Kayes. Ils sont convenus d'une trêve.", "Ils", ["Le préfet", "le maire de Kayes"]),
    ("Le préfet a rencontré les rebelles. L'armée les a accusés de vol.", "les", ["les rebelles"]),
    ("Il pleut sur Kayes.", "Il", []),
]


@lru_cache(maxsize=1)
def scenes() -> dict[str, Scene]:
    return make_scenes([*(row[0] for row in ROWS), BOTH, CITED, STATE])


@pytest.mark.parametrize(("text", "word", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_whom_a_pronoun_means(text: str, word: str, expected: list[str]) -> None:
    scene = scenes()[text]
    token = next(t for t in reversed(scene.parse.tokens) if t.word == word and t.pos == "PRON")
    found = stands_for(scene, token, load_syntax("fr"), set())
    assert [m.span.quote for m in found] == expected


BOTH = "La Guinée et le Mali ont ouvert des discussions. Les deux pays ont signé un accord."


def test_members_of_a_pair_are_those_named_before() -> None:
    scene = scenes()[BOTH]
    pair = next(m for m in scene.reading.actors if m.span.quote == "Les deux pays")
    assert [m.span.quote for m in members_of(scene, pair)] == ["La Guinée", "le Mali"]


CITED = "Une dizaine de camions ont brûlé, a déclaré le préfet Moussa Diarra. Selon lui, deux chauffeurs sont morts."


def test_who_is_cited_by_a_pronoun_is_who_spoke_last() -> None:
    scene = scenes()[CITED]
    token = next(t for t in scene.parse.tokens if t.word == "lui")
    cited = last_speaker(scene, token, load_syntax("fr"))
    assert cited is not None and "Moussa Diarra" in cited.quote


STATE = "Le Sénégal et la Mauritanie se sont entendus. L'offensive mauritanienne est suspendue."


def test_an_adjective_points_to_the_state_that_the_article_names() -> None:
    scene = scenes()[STATE]
    state = state_of(scene, next(t for t in scene.parse.tokens if t.word == "mauritanienne"))
    assert state is not None and state.span.quote == "la Mauritanie"
    assert state_of(scene, scene.parse.tokens[-2]) is None
