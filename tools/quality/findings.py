"""Measure findings: labels of differences between reports of one event, gold reports given.

python tools/quality/findings.py
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from tools.quality.crosscheck import SHARED, as_readings, gold_readings, merged, score, write_lines


def measure_findings(name: str = "theatre_dev", shared: Path = SHARED) -> dict[str, Any] | None:
    """`score_findings.py` on `gold/<name>`; None without the reference data."""
    gold = shared / "gold" / name
    if not (gold / "_findings.json").exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        events = write_lines(Path(folder) / "events.jsonl", merged(as_readings(gold_readings(shared, name))))
        return score(shared, "score_findings.py", gold / "_findings.json", gold, events)


if __name__ == "__main__":
    print(json.dumps(measure_findings(), indent=1))
