"""What each source of knowledge is worth: the same measure with the source off, all the others on."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from recoupe.knowledge.actors import Actors
from recoupe.knowledge.bundle import Knowledge
from recoupe.knowledge.gazetteer import Gazetteer
from recoupe.knowledge.gazetteer_tables import PLACES, load_tables
from recoupe.knowledge.situations import load_situation
from tools.quality.reading import GoldSet, read_set, score_set, shipped

Row = tuple[str, dict[str, dict[str, Any]]]
TABLES = {"theatre.csv": "our own table of the theatre", "cities.tsv.gz": "the world's cities"}


def measure_ablation(shared: Path, sets: dict[str, GoldSet]) -> list[Row]:
    """Each change in words with the scores by set."""
    return [(what, scores_of(shared, sets, make())) for what, make in changes().items()]


def changes() -> dict[str, Callable[[], Knowledge]]:
    """What is changed, and the knowledge that is left."""
    without = {f"without {what}": lambda name=name: without_table(name) for name, what in TABLES.items()}
    return {
        "what ships": shipped,
        **without,
        "without known actors": lambda: shipped(actors=Actors()),
        "with the situation as a prior": lambda: shipped(situation=load_situation("senegal-mali")),
    }


def without_table(name: str) -> Knowledge:
    """What ships, one table of places emptied."""
    with tempfile.TemporaryDirectory() as folder:
        tables = Path(shutil.copytree(PLACES, Path(folder) / "places"))
        head = (tables / name).read_text(encoding="utf-8").splitlines()[0] + "\n" if name.endswith(".csv") else ""
        (tables / name).write_bytes(gzip.compress(b"") if name.endswith(".gz") else head.encode())
        return shipped(gazetteer=Gazetteer(load_tables(tables)))


def scores_of(shared: Path, sets: dict[str, GoldSet], known: Knowledge) -> dict[str, dict[str, Any]]:
    return {name: score_set(shared, chosen, read_set(chosen.parsed, known)) for name, chosen in sets.items()}
