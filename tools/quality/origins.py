"""Measure origins: pairs of one origin in the story bundles, copies found, unrelated articles linked.

python tools/quality/origins.py
"""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from typing import Any

from recoupe.recoup.origins import find_origins
from tools.quality.crosscheck import SHARED, as_readings, convert, score

COPY = 0.95
SAMPLE = 100_000


def measure_bundles(shared: Path = SHARED) -> dict[str, Any] | None:
    """`score_origins.py` over the bundles, each on its own; None without the reference data."""
    bundles = shared / "gold" / "lineage_dev"
    if not bundles.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(bundles.glob("*.json")):
            origins = find_origins(as_readings(convert(shared, "bundle", str(path))))
            answer = {"origins": [list(group) for group in origins.groups]}
            (Path(folder) / path.name).write_text(json.dumps(answer), encoding="utf-8")
        return score(shared, "score_origins.py", bundles, folder)


def measure_copies(shared: Path = SHARED, articles: int = 3000) -> dict[str, Any] | None:
    """Of known copies, how many are found; of sampled unrelated pairs, how many are linked all the same."""
    corpus = shared / "corpus" / "orangesum"
    if not (corpus / "reuse_pairs.jsonl").exists():
        return None
    pairs = [json.loads(line) for line in (corpus / "reuse_pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    copies = [(p["a"], p["b"]) for p in pairs if p["containment7"] >= COPY][: articles // 6]
    rows = convert(shared, "corpus", str(corpus / "articles_all.jsonl.gz"))
    wanted = {article for pair in copies for article in pair}
    dice = random.Random(7)
    others = [row for row in rows if row["id"] not in wanted]
    chosen = [row for row in rows if row["id"] in wanted] + dice.sample(others, articles - len(wanted))
    group = {a: n for n, g in enumerate(find_origins(as_readings(chosen)).groups) for a in g}
    akin = {frozenset((p["a"], p["b"])) for p in pairs}
    ids = sorted(group)
    drawn = (dice.sample(ids, 2) for _ in range(SAMPLE))
    unrelated = [(a, b) for a, b in drawn if frozenset((a, b)) not in akin]
    return {
        "copies_found": sum(group[a] == group[b] for a, b in copies) / len(copies),
        "unrelated_linked": sum(group[a] == group[b] for a, b in unrelated) / len(unrelated),
        "copies": len(copies),
        "unrelated": len(unrelated),
    }


if __name__ == "__main__":
    print(json.dumps({"bundles": measure_bundles(), "copies": measure_copies()}, indent=1))
