"""Every measure against the reference data beside the checkout; writes docs/QUALITY.md.

    python -m tools.quality [--weights FILE] [--heldout FILE] [--out FILE]

RECOUPE_QUALITY_WEIGHTS stands for --weights where `make quality` passes no options.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from tools.quality.crosscheck import SHARED
from tools.quality.heldout import ROOT, can_train, keep, last_kept, measure_heldout, train_without
from tools.quality.measures import Measured, measure_all
from tools.quality.page import make_page
from tools.quality.rivals import compare_dates
from tools.quality.targets import SETS

PAGE = ROOT / "docs" / "QUALITY.md"
NO_DATA = 2


def main() -> int:
    """Measure and write; 2 without the reference data."""
    chosen = options()
    if not (chosen.shared / "eval" / "score_read.py").exists():
        print(f"make quality needs the reference data: {chosen.shared} has none (see docs/QUALITY.md)", file=sys.stderr)
        return NO_DATA
    found = measure_all(chosen.shared, chosen.weights, say)
    found.heldout = heldout(chosen, found)
    found.rivals = compare_dates(chosen.shared)
    chosen.out.write_text(make_page(found, date.today()), encoding="utf-8")
    print(chosen.out)
    return 0


def options() -> argparse.Namespace:
    given = os.environ.get("RECOUPE_QUALITY_WEIGHTS")
    parser = argparse.ArgumentParser(prog="python -m tools.quality", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="the reference data")
    parser.add_argument("--weights", type=Path, default=given and Path(given), help="instead of those that ship")
    parser.add_argument("--heldout", type=Path, help="weights trained without dev and theatre_dev; else trained now")
    parser.add_argument("--out", type=Path, default=PAGE, help="the page")
    chosen = parser.parse_args()
    for path in (chosen.weights, chosen.heldout):
        if path and not path.exists():
            parser.error(f"no weights in {path}")
    return chosen


def heldout(chosen: argparse.Namespace, found: Measured) -> dict[str, object] | None:
    """Figures by weights that never saw the sets: measured now where training is possible, else the last ones."""
    sets = {name: found.sets[name] for name in SETS}
    if chosen.heldout:
        return keep(measure_heldout(chosen.shared, sets, chosen.heldout))
    if not can_train():
        found.notes.append(
            "scikit-learn is not installed: the held-out figures of reports are those of an earlier run."
        )
        return last_kept()
    say("training without dev and theatre_dev")
    try:
        with tempfile.TemporaryDirectory() as folder:
            weights = train_without(chosen.shared, Path(folder) / "heldout.npz")
            return keep(measure_heldout(chosen.shared, sets, weights))
    except subprocess.CalledProcessError:
        found.notes.append("Training failed: the held-out figures of reports are those of an earlier run.")
        return last_kept()


def say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
