"""docs/add-a-rule.md does what it says: its frame loads, catches and leaves, and its sentence becomes a report."""

from __future__ import annotations

import re
import shutil
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from recoupe.coding.candidates import REACH_AFTER, REACH_BEFORE, find_candidates
from recoupe.coding.models import load_models
from recoupe.coding.reports import find_reports
from recoupe.coding.scene import Scene
from recoupe.knowledge import frames as frame_files
from recoupe.knowledge.bundle import Knowledge
from recoupe.knowledge.event_types import load_event_types
from recoupe.knowledge.frames import Frame, Frames, load_frames
from recoupe.knowledge.loader import load_entries
from recoupe.model import Article
from recoupe.model.annotations import ActorKind
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.annotate import annotate

DOC = (Path(__file__).parents[1] / "docs" / "add-a-rule.md").read_text(encoding="utf-8")
BLOCKS: list[str] = re.findall(r"```yaml\n(.*?)```", DOC, re.DOTALL)
EVENTS = Path("languages") / "fr" / "events"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the frames with the document's entry at the end of the file it names."""
    shutil.copytree(frame_files.HOME / EVENTS, tmp_path / EVENTS)
    name = re.search(r"this goes to the end of `events/(\w+\.yml)`", DOC)
    assert name
    path = tmp_path / EVENTS / name[1]
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + BLOCKS[0], encoding="utf-8")
    monkeypatch.setattr(frame_files, "HOME", tmp_path)
    return tmp_path


@lru_cache(maxsize=1)
def entry() -> Frame:
    return msgspec.convert(msgspec.yaml.decode(BLOCKS[0]), list[Frame])[0]


@lru_cache(maxsize=1)
def scenes() -> dict[str, Scene]:
    texts = (*entry().catches, *entry().leaves)
    articles = [Article(str(n), text, published=date(2025, 11, 12)) for n, text in enumerate(texts)]
    known = Knowledge()
    return {a.text: Scene(parse, annotate(a, parse, known)) for a, parse in parse_articles(articles)}


def extended() -> Frames:
    return load_frames.__wrapped__("fr")  # past the cache


def test_the_sentence_is_the_one_shown() -> None:
    shown = re.search(r'echo "(.+?)" > missed.txt', DOC)
    assert shown and shown[1] == entry().catches[0]


def test_sentence_is_missed_without_the_frame() -> None:
    models = load_models()
    assert models
    assert find_reports(scenes()[entry().catches[0]], load_frames("fr"), models) == ()


def test_entry_loads_beside_the_others(home: Path) -> None:
    assert [f.id for f in extended().frames].count(entry().id) == 1
    assert len(extended().frames) == len(load_frames("fr").frames) + 1
    assert entry().type in load_event_types()
    assert load_event_types()[entry().type].mode(entry().mode)


@pytest.mark.parametrize("text", entry().catches)
def test_catches(home: Path, text: str) -> None:
    found = {t.frame.id for c in find_candidates(scenes()[text], extended()) for t in c.triggers}
    assert entry().id in found


@pytest.mark.parametrize("text", entry().leaves)
def test_leaves(home: Path, text: str) -> None:
    models = load_models()
    assert models
    assert entry().type not in [r.type for r in find_reports(scenes()[text], extended(), models)]


@pytest.mark.parametrize("text", entry().catches)
def test_sentence_becomes_a_report(home: Path, text: str) -> None:
    models = load_models()
    assert models
    (report,) = find_reports(scenes()[text], extended(), models)
    assert (report.type, report.mode) == (entry().type, entry().mode)
    assert len(report.actors) == 1
    assert len(report.recipients) == 1


def test_explanation_is_the_one_shown(home: Path) -> None:
    models = load_models()
    assert models
    (report,) = find_reports(scenes()[entry().catches[0]], extended(), models)
    shown = re.search(r"```\n(frame .+)\n```", DOC)
    assert shown and report.explanation.startswith(shown[1])


def test_every_key_is_documented() -> None:
    told = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.+?) \|", DOC, re.MULTILINE))))
    assert set(Frame.__struct_fields__) <= told


def test_notation_is_told_as_it_works() -> None:
    assert f"{REACH_BEFORE} words before to {REACH_AFTER} behind" in DOC
    told = set(re.findall(r"`@(\w+)`", DOC))
    assert told <= set(get_args(ActorKind))


def test_unknown_key_is_named(tmp_path: Path) -> None:
    path = tmp_path / "coerce.yml"
    path.write_text(BLOCKS[0].replace("alone:", "allone:"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"coerce\.yml: coerce\.evict: .*allone"):
        load_entries(path, Frame)


def test_commands_exist() -> None:
    makefile = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"make (\w+)`?", DOC)):
        assert f"\n{target}:" in makefile
