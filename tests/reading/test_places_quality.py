"""Floors for places read without a parse, against hand annotation; the parsed path is measured by `make quality`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from recoupe.knowledge.gazetteer import Gazetteer, import_places, load_gazetteer
from recoupe.model import Article
from recoupe.model.plain import place_to_plain
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.places import read_places
from recoupe.sources.languages import find_language

# located F1, with only what ships and with the seven country files imported
FLOORS = [("dev", False, 0.92), ("theatre_dev", False, 0.90), ("train", False, 0.88), ("dev", True, 0.92),
          ("theatre_dev", True, 0.91)]  # fmt: skip


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    sys.path.insert(0, str(shared / "eval"))
    import score_read

    return score_read


@pytest.fixture(scope="module")
def gazetteers(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Gazetteer]:
    home = tmp_path_factory.mktemp("home")
    import_places(sorted((shared / "geonames").glob("*.txt.gz")), home)
    return {False: load_gazetteer(imports=False), True: load_gazetteer(home=home)}


def read(rows: list[dict[str, str]], gazetteer: Gazetteer) -> dict[str, list[dict[str, object]]]:
    """Places of every row in the public format, capitals that stand for governments left out, by article id."""
    articles = [Article(row["id"], row["text"], language=find_language(row["text"], "fr")) for row in rows]
    return {
        article.id: [place_to_plain(m) for m in read_places(article, parse, gazetteer) if not m.metonym]
        for article, parse in parse_articles(articles, fast=True)
    }


@pytest.mark.shared
@pytest.mark.parametrize(("name", "imports", "floor"), FLOORS)
def test_located(
    shared: Path, scorer: ModuleType, gazetteers: dict[bool, Gazetteer], name: str, imports: bool, floor: float
) -> None:
    lines = (shared / "gold" / f"{name}_articles.jsonl").read_text(encoding="utf-8").splitlines()
    said, counts = read([json.loads(line) for line in lines], gazetteers[imports]), [0, 0, 0]
    for path in sorted((shared / "gold" / name).glob("[!_]*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = scorer.places(gold["places"], said[gold["id"]])
        counts = [total + part for total, part in zip(counts, (found[3], found[0], found[1]))]
    assert scorer.f1(*counts)["f1"] >= floor
