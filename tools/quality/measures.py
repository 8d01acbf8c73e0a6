"""Every measure in one run, gathered as plain figures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recoupe.model import Reading
from tools.quality.ablation import Row, measure_ablation
from tools.quality.findings import measure_findings
from tools.quality.fresh import fresh_sets
from tools.quality.merging import measure_merging
from tools.quality.misses import Misses, count_misses
from tools.quality.origins import measure_bundles, measure_copies
from tools.quality.reading import (
    Figures,
    GoldSet,
    count_label_pairs,
    load_set,
    read_set,
    score_set,
    score_timebank,
    shipped,
    with_places,
    with_weights,
)
from tools.quality.speakers import SpeakerScore, score_speakers
from tools.quality.stance import StanceScore, score_stance
from tools.quality.targets import SETS

ROOT = Path(__file__).resolve().parents[2]
DIGITS = 12


@dataclass
class Measured:
    """All figures of a run; `heldout` is None where weights were never trained without the sets."""

    sets: dict[str, GoldSet]
    digests: dict[str, str]
    read: dict[str, Figures]
    timebank: Figures
    imported: dict[str, Figures]
    misses: dict[str, Misses]
    speakers: SpeakerScore
    stance: dict[str, StanceScore]
    bundles: Figures
    copies: Figures
    merging: dict[str, Figures]
    merging_own: dict[str, Figures]
    findings: Figures
    labels: tuple[int, int]
    ablation: list[Row]
    fresh: dict[str, Figures]
    heldout: Figures | None = None
    rivals: dict[str, Any] = field(default_factory=dict)
    weights: Path | None = None
    notes: list[str] = field(default_factory=list)


def measure_all(shared: Path, weights: Path | None, say: Callable[[str], None]) -> Measured:
    """Read every set and ask every scorer; `weights` replaces those that ship. `say` hears what is going on."""
    say("parsing")
    sets = {name: load_set(shared, name) for name in (*SETS, "train")}
    small = {name: sets[name] for name in SETS}
    with with_weights(weights):
        say("reading")
        readings = {name: read_set(chosen.parsed, shipped()) for name, chosen in sets.items()}
        say("scoring")
        read = {name: score_set(shared, sets[name], readings[name]) for name in sets}
        own = {name: only(measure_merging(name, shared, readings[name])) for name in SETS}
        say("with imported places")
        imported = read_imported(shared, small)
        say("with knowledge taken away")
        ablation = measure_ablation(shared, small)
        say("fresh articles")
        fresh = measure_fresh(shared)
    say("dates of the TimeBank, speakers, stance")
    return Measured(
        sets,
        {name: digest(chosen) for name, chosen in sets.items()},
        read,
        score_timebank(shared),
        imported,
        {name: count_misses(shared, [(sets[name], readings[name])]) for name in sets},
        score_speakers(shared / "attribution" / "sequoia_frames.jsonl"),
        score_stance(shared / "fr_timebank_dev"),
        *measure_crosscheck(shared, say),
        own,
        only(measure_findings("theatre_dev", shared)),
        count_label_pairs(ROOT),
        ablation,
        fresh,
        weights=weights,
    )


def measure_crosscheck(shared: Path, say: Callable[[str], None]) -> tuple[Figures, Figures, dict[str, Figures]]:
    """Origins of the bundles, copies of the corpus, events from gold reports."""
    say("origins and copies")
    bundles, copies = only(measure_bundles(shared)), only(measure_copies(shared))
    say("events and findings")
    return bundles, copies, {name: only(measure_merging(name, shared)) for name in SETS}


def read_imported(shared: Path, sets: dict[str, GoldSet]) -> dict[str, Figures]:
    """Scores with the seven country files of GeoNames imported."""
    with with_places(shared) as known:
        readings: dict[str, list[Reading]] = {name: read_set(c.parsed, known) for name, c in sets.items()}
        return {name: score_set(shared, sets[name], readings[name]) for name in sets}


def measure_fresh(shared: Path) -> dict[str, Figures]:
    """Scores on the articles that nothing was learnt from, with their number as `articles`."""
    with fresh_sets(shared) as sets:
        return {name: score_set(shared, chosen, read_set(chosen.parsed, shipped())) for name, chosen in sets.items()}


def only(found: Any) -> Figures:
    """What a measure found; a part of the reference data that is not there stops the run."""
    if found is None:
        raise FileNotFoundError("a part of the reference data is not there")
    figures: Figures = found
    return figures


def digest(chosen: GoldSet) -> str:
    """The beginning of the SHA-256 of articles and annotation: other data, other digest."""
    made = hashlib.sha256(chosen.file.read_bytes())
    for path in sorted(chosen.gold.glob("[!_]*.json")):
        made.update(path.read_bytes())
    return made.hexdigest()[:DIGITS]
