"""Measure merging: pairs of reports in one event, gold reports given or our own.

python tools/quality/merging.py
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from tools.quality.crosscheck import SHARED, as_readings, gold_readings, merged, score, write_lines


def measure_merging(
    name: str, shared: Path = SHARED, rows: list[dict[str, Any]] | None = None
) -> dict[str, Any] | None:
    """`score_events.py` on `gold/<name>`; `rows`: our own readings instead of gold."""
    if not (shared / "gold" / name).exists():
        return None
    given = rows if rows is not None else gold_readings(shared, name)
    with tempfile.TemporaryDirectory() as folder:
        read = write_lines(Path(folder) / "read.jsonl", given)
        events = write_lines(Path(folder) / "events.jsonl", merged(as_readings(given)))
        gold = shared / "gold"
        return score(shared, "score_events.py", gold / name, gold / f"{name}_articles.jsonl", read, events)


if __name__ == "__main__":
    print(json.dumps({name: measure_merging(name) for name in ("dev", "theatre_dev")}, indent=1))
