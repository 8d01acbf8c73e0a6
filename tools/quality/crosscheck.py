"""What the three measures of cross-checking share: the scorers beside the checkout, and gold annotation as readings."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from recoupe.model import Reading
from recoupe.model.plain import event_to_plain, reading_from_plain, reading_to_plain
from recoupe.recoup.events import merge_reports
from recoupe.recoup.origins import find_origins

SHARED = Path(__file__).resolve().parents[3] / "shared"


def convert(shared: Path, *arguments: str) -> list[dict[str, Any]]:
    """Rows that `eval/convert.py` prints."""
    done = run([shared / "eval" / "convert.py", *arguments])
    return [json.loads(line) for line in done.splitlines() if line]


def score(shared: Path, scorer: str, *arguments: str | Path) -> dict[str, Any]:
    """The figures a scorer prints."""
    answer: dict[str, Any] = json.loads(run([shared / "eval" / scorer, *arguments, "--json"]))
    return answer


def run(command: list[str | Path]) -> str:
    return subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=True).stdout


def gold_readings(shared: Path, name: str) -> list[dict[str, Any]]:
    """Hand annotation of `gold/<name>` in the format of `recoupe read`."""
    gold = shared / "gold"
    return convert(shared, "gold", str(gold / name), str(gold / f"{name}_articles.jsonl"))


def write_lines(path: Path, rows: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows), encoding="utf-8")
    return path


def merged(readings: Sequence[Reading]) -> Iterator[dict[str, Any]]:
    """Events of the readings as `recoupe events` prints them."""
    return (event_to_plain(event) for event in merge_reports(readings, find_origins(readings)))


def as_readings(rows: list[dict[str, Any]]) -> list[Reading]:
    return [reading_from_plain(row) for row in rows]


def as_rows(readings: Sequence[Reading]) -> list[dict[str, Any]]:
    """Readings as the lines of `recoupe read --format jsonl`."""
    return [json.loads(json.dumps(reading_to_plain(reading), default=str)) for reading in readings]
