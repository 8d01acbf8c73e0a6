"""Reports by weights that never saw the sets they are scored on: trained anew without dev and theatre_dev.

Training needs scikit-learn. Where it is not installed the last figures stay, kept in docs/quality_heldout.json.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from tools.quality.merging import measure_merging
from tools.quality.reading import GoldSet, read_set, score_set, shipped, with_weights
from tools.quality.targets import SETS

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "docs" / "quality_heldout.json"


def can_train() -> bool:
    """scikit-learn is installed."""
    return importlib.util.find_spec("sklearn") is not None


def train_without(shared: Path, out: Path) -> Path:
    """Weights trained on everything but the two sets; takes some minutes."""
    command = [sys.executable, "-m", "tools.training", "--shared", shared, "--without", *SETS, "--out", out]
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True)
    return out


def measure_heldout(shared: Path, sets: dict[str, GoldSet], weights: Path) -> dict[str, Any]:
    """Scores of reports, and of merging them, by the given weights."""
    found: dict[str, Any] = {"measured": date.today().isoformat(), "trained without": list(SETS)}
    known = shipped()
    with with_weights(weights):
        for name in SETS:
            readings = read_set(sets[name].parsed, known)
            found[name] = score_set(shared, sets[name], readings)
            found[name]["merging"] = measure_merging(name, shared, readings)
    return found


def keep(figures: dict[str, Any]) -> dict[str, Any]:
    KEPT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return figures


def last_kept() -> dict[str, Any] | None:
    """The figures of the last training; None when there were none."""
    return json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else None
