"""Measure merging: pairs of reports in one event, gold reports given or our own.

python tools/quality/merging.py
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from recoupe.model import Reading
from tools.quality.crosscheck import SHARED, as_readings, as_rows, gold_readings, merged, score, write_lines


def measure_merging(
    name: str, shared: Path = SHARED, readings: Sequence[Reading] | None = None
) -> dict[str, Any] | None:
    """`score_events.py` on `gold/<name>`; `readings`: our own, as `recoupe events` has them, instead of gold."""
    if not (shared / "gold" / name).exists():
        return None
    given = gold_readings(shared, name) if readings is None else as_rows(readings)
    with tempfile.TemporaryDirectory() as folder:
        read = write_lines(Path(folder) / "read.jsonl", given)
        events = write_lines(
            Path(folder) / "events.jsonl", merged(as_readings(given) if readings is None else readings)
        )
        gold = shared / "gold"
        return score(shared, "score_events.py", gold / name, gold / f"{name}_articles.jsonl", read, events)


if __name__ == "__main__":
    print(json.dumps({name: measure_merging(name) for name in ("dev", "theatre_dev")}, indent=1))
