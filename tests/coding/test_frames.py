"""Every frame keeps its own examples, and a file that says something unknown is refused."""

from functools import lru_cache
from pathlib import Path

import pytest
from coding_making import make_scenes, read_texts

from recoupe.coding.candidates import find_candidates, holds
from recoupe.coding.mentions import is_told
from recoupe.coding.scene import Scene
from recoupe.knowledge.event_types import load_event_types
from recoupe.knowledge.frames import Frame, load_frames, make_trigger, triggers_of
from recoupe.knowledge.loader import KnowledgeError, load_entries
from recoupe.model import Reading

FRAMES = load_frames("fr")
CATCHES = [(frame, text) for frame in FRAMES.frames for text in frame.catches]
LEAVES = [(frame, text) for frame in FRAMES.frames for text in frame.leaves]


def names(rows: list[tuple[Frame, str]]) -> list[str]:
    return [f"{frame.id}: {text}" for frame, text in rows]


@lru_cache(maxsize=1)
def scenes() -> dict[str, Scene]:
    return make_scenes(text for _, text in CATCHES)


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    return read_texts(text for _, text in LEAVES)


@pytest.mark.parametrize(("frame", "text"), CATCHES, ids=names(CATCHES))
def test_frame_catches(frame: Frame, text: str) -> None:
    found = {t.frame.id for c in find_candidates(scenes()[text], FRAMES) for t in c.triggers}
    assert frame.id in found


@pytest.mark.parametrize(("frame", "text"), LEAVES, ids=names(LEAVES))
def test_frame_leaves(frame: Frame, text: str) -> None:
    wrong = [(r.type, r.anchor.quote, r.explanation) for r in readings()[text].reports if r.type == frame.type]
    assert not wrong


@pytest.mark.parametrize("frame", FRAMES.frames, ids=lambda f: f.id)
def test_frame_is_complete(frame: Frame) -> None:
    """Words, a known type and mode, and a sentence to catch and one to leave."""
    types = load_event_types()
    assert frame.verbs or frame.nouns
    assert frame.catches and frame.leaves
    assert frame.type in types
    modes = {m.id for m in types[frame.type].modes}
    assert {m for m in (frame.mode, *frame.mode_words) if m} <= modes
    assert 0 <= frame.alone < 1


FAULTS = [
    ("- {id: a.b, type: ASSAULT, words: [x]}", ("a.b", "words")),
    ("- {id: a.b, verbs: [x]}", ("a.b", "type")),
    ("- {id: a.b, type: ASSAULT, verbs: attaquer}", ("a.b", "verbs")),
    ("- {id: a.b, type: ASSAULT, alone: often}", ("a.b", "alone")),
    ("- {id: a.b, type: ASSAULT}\n- {id: a.b, type: AID}", ("a.b", "twice")),
    ("- {type: ASSAULT}", ("entry 1", "id")),
    ("id: a.b", ("expected a list",)),
    ("- {id: a.b", ("not valid YAML",)),
]


@pytest.mark.parametrize(("text", "said"), FAULTS, ids=[row[0] for row in FAULTS])
def test_faulty_file_is_refused(tmp_path: Path, text: str, said: tuple[str, ...]) -> None:
    path = tmp_path / "faulty.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        load_entries(path, Frame)
    for words in ("faulty.yml", *said):
        assert words in str(error.value)


NOTATION = [
    # words, head, near, phrase, reflexive
    ("attaquer", "attaquer", (), (), False),
    ("lancer+attaque", "lancer", ("attaque",), (), False),
    ("attaque+@place", "attaque", ("@place",), (), False),
    ("se retirer", "retirer", (), (), True),
    ("s'emparer", "emparer", (), (), True),
    ("se retirer+accord", "retirer", ("accord",), (), True),
    ("attentat suicide", "attentat", (), ("suicide",), False),
]


@pytest.mark.parametrize(("words", "head", "near", "phrase", "reflexive"), NOTATION, ids=[row[0] for row in NOTATION])
def test_trigger_notation(
    words: str, head: str, near: tuple[str, ...], phrase: tuple[str, ...], reflexive: bool
) -> None:
    trigger = make_trigger(Frame(id="a.b", type="ASSAULT"), words, verbal=True)
    assert (trigger.head, trigger.near, trigger.phrase, trigger.reflexive) == (head, near, phrase, reflexive)
    assert trigger.weight == len(near) + len(phrase) + reflexive


def test_language_without_frames_has_none() -> None:
    assert load_frames("xx").frames == ()


@pytest.mark.parametrize("frame", FRAMES.frames, ids=lambda frame: frame.id)
def test_verbs_told_apart_are_verbs_of_the_frame(frame):
    assert {*frame.suffered, *frame.asked} <= set(frame.verbs)


HOLDS = [
    ("capturer+by@armed", "Deux routiers ont été capturés par le JNIM.", True),
    ("capturer+by@armed", "L'armée a capturé deux combattants du JNIM.", False),
    ("bloquer+route|piste", "Les chauffeurs bloquent la piste.", True),
    ("bloquer+route|piste", "Les chauffeurs bloquent la porte.", False),
    ("exclure+>pas", "Le maire n'exclut pas une marche.", True),
    ("exclure+>pas", "Le maire exclut une marche qui ne passe pas par le pont.", False),
    ("menacer+by@thing", "La crise menace la région.", True),
    ("menacer+by@thing", "Le JNIM menace la région.", False),
    ("ouvrir+enquête", "Une enquête préliminaire très discrète et longue a été ouverte.", True),
]


@pytest.mark.parametrize(("words", "text", "expected"), HOLDS, ids=[f"{w}: {t}" for w, t, _ in HOLDS])
def test_trigger_wants_company(words: str, text: str, expected: bool) -> None:
    scene = make_scenes([text])[text]
    triggers = triggers_of(Frame(id="a.b", type="ASSAULT"), words, verbal=True)
    head = next(t for t in scene.parse.tokens if t.lemma.lower() == triggers[0].head)
    assert any(holds(scene, head, trigger, FRAMES.syntax) for trigger in triggers) is expected


TOLD = [
    ("Les transporteurs ont suspendu leurs départs.", "suspendu", True),
    ("Les transporteurs menacent de suspendre leurs départs.", "suspendre", False),
    ("Les départs peuvent être suspendus.", "suspendus", False),
    ("Les transporteurs disent avoir suspendu leurs départs.", "suspendu", True),
    ("Les transporteurs n'ont pas suspendu leurs départs.", "suspendu", False),
]


@pytest.mark.parametrize(("text", "word", "expected"), TOLD, ids=[text for text, _, _ in TOLD])
def test_only_what_is_told_stands_alone(text: str, word: str, expected: bool) -> None:
    scene = make_scenes([text])[text]
    assert is_told(scene, next(t for t in scene.parse.tokens if t.word == word)) is expected
