"""Gold articles through the real chain, and the scorers beside the checkout on what comes out.

The articles come from `recoupe.sources`, are parsed once, and go through the same two steps as in
`recoupe.pipeline.read_once`; so other weights or other knowledge cost no second parse.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import recoupe.coding.reports as coder
from recoupe.coding.models import load_models
from recoupe.knowledge.bundle import Knowledge
from recoupe.knowledge.gazetteer import import_places, load_gazetteer
from recoupe.model import Article, Reading
from recoupe.model.plain import reading_to_plain
from recoupe.parsing import Parse
from recoupe.parsing.spacy_model import parse_articles
from recoupe.pipeline import read_article
from recoupe.reading.dating import bound_article
from recoupe.sources import read_inputs
from tools.quality.crosscheck import run, score, write_lines

Figures = dict[str, Any]


@dataclass(frozen=True)
class GoldSet:
    """One annotated set: its name, folder of annotation, file of articles, and the articles parsed."""

    name: str
    gold: Path
    file: Path
    parsed: tuple[tuple[Article, Parse], ...]

    @property
    def words(self) -> int:
        return sum(len(article.text.split()) for article, _ in self.parsed)


def load_set(shared: Path, name: str) -> GoldSet:
    """`gold/<name>` with its articles as the program takes them in."""
    file = shared / "gold" / f"{name}_articles.jsonl"
    return GoldSet(name, shared / "gold" / name, file, tuple(parse_file(file)))


def parse_file(file: Path) -> list[tuple[Article, Parse]]:
    return list(parse_articles(item for item in read_inputs([str(file)]) if isinstance(item, Article)))


def read_set(parsed: tuple[tuple[Article, Parse], ...], known: Knowledge) -> list[Reading]:
    """A reading of each article by itself, as `recoupe read` makes it."""
    return [read_article(bound_article(article, parse), parse, known) for article, parse in parsed]


def shipped(**changes: Any) -> Knowledge:
    """What ships, without what the user of this machine imported."""
    return replace(Knowledge(gazetteer=load_gazetteer(imports=False)), **changes)


@contextmanager
def with_places(shared: Path) -> Iterator[Knowledge]:
    """What ships and the seven country files of GeoNames, imported into a folder of their own."""
    with tempfile.TemporaryDirectory() as home:
        import_places(sorted((shared / "geonames").glob("*.txt.gz")), Path(home))
        yield Knowledge(gazetteer=load_gazetteer(home=Path(home)))


def with_weights(path: Path | None) -> AbstractContextManager[object]:
    """Inside, the coder decides by the weights of another file; None leaves it as it is."""
    return patch.object(coder, "load_models", partial(load_models, path)) if path else nullcontext()


def score_set(shared: Path, chosen: GoldSet, readings: list[Reading]) -> Figures:
    """`score_read.py` on the readings of one set."""
    with tempfile.TemporaryDirectory() as folder:
        said = write_lines(Path(folder) / "read.jsonl", [reading_to_plain(reading) for reading in readings])
        return score(shared, "score_read.py", chosen.gold, chosen.file, said)


def score_timebank(shared: Path) -> Figures:
    """`timebank.py` on the half of the French TimeBank that is here."""
    scorer, bank = shared / "eval" / "timebank.py", shared / "fr_timebank_dev"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        file.write_text(run([scorer, "articles", bank]), encoding="utf-8")
        rows = [reading_to_plain(reading) for reading in read_set(tuple(parse_file(file)), shipped())]
        said = write_lines(Path(folder) / "read.jsonl", rows)
        lines = run([scorer, "score", bank, said]).splitlines()
    return {name: ast.literal_eval(figures) for name, figures in (line.split(maxsplit=1) for line in lines)}


def count_label_pairs(root: Path) -> tuple[int, int]:
    """Invented pairs of values whose label is right, and all of them: `tests/recoup/test_labels.py::test_label`."""
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "tests/recoup/test_labels.py::test_label"]
    lines = subprocess.run(command, cwd=root, capture_output=True, text=True).stdout.splitlines()
    passed, failed = (sum(line.startswith(word) for line in lines) for word in ("PASSED", "FAILED"))
    return passed, passed + failed
