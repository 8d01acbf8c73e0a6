"""Learn which numbers are news: a logistic regression over the traits of `coding/figure_value.py`.

    python tools/fit_figures.py READINGS_WITH_GOLD.pkl [--write]

The input is a pickle of rows (set, article, traits, is a figure), one row per number of an annotated article. The
weights go to `knowledge/figure_weights.yml`; the bias holds the threshold, so that a number scores above 0 when it
is kept.
"""

from __future__ import annotations

import argparse
import pickle
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from recoupe.coding.figure_value import NEVER

HOME = Path(__file__).resolve().parents[1] / "src" / "recoupe" / "knowledge"
Row = tuple[str, str, frozenset[str], bool]
RIDGE, THRESHOLD, FOLDS, MOST = 1.0, -1.25, 5, 8


def fit(rows: Sequence[Row], names: Sequence[str], weights: dict[str, float]) -> np.ndarray:
    """Newton steps for a ridge regression; `weights` are the weights of the sets."""
    table, truth, mass = matrix(rows, names), np.array([r[3] for r in rows], float), [weights[r[0]] for r in rows]
    found, penalty = np.zeros(table.shape[1]), np.full(table.shape[1], RIDGE)
    penalty[-1] = 0.01
    for _ in range(40):
        chance = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (mass * (chance - truth)) + penalty * found
        bend = (table.T * (mass * chance * (1 - chance))) @ table + np.diag(penalty)
        found -= np.linalg.solve(bend, slope)
    return found


def matrix(rows: Sequence[Row], names: Sequence[str]) -> np.ndarray:
    at = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(rows), len(names) + 1))
    table[:, -1] = 1
    for n, row in enumerate(rows):
        for trait in row[2]:
            if trait in at:
                table[n, at[trait]] = 1
    return table


def group(row: Row) -> int:
    """The fold of an article; a bundle of articles on one story stays together."""
    return zlib.crc32(row[1].split("-")[0 if row[1].startswith("ld") else -1].encode()) % FOLDS


def cross_validate(rows: Sequence[Row], names: Sequence[str], weights: dict[str, float], held: str) -> np.ndarray:
    """A score for every row from a model that has not seen its fold, nor the set `held`."""
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        found = fit([r for r in rows if r[0] != held and group(r) != fold], names, weights)
        mine = [n for n, r in enumerate(rows) if group(r) == fold]
        scores[mine] = matrix([rows[n] for n in mine], names) @ found
    return np.where([bool(NEVER & r[2]) for r in rows], -10.0, scores)


def f1(rows: Sequence[Row], scores: np.ndarray, sets: Iterable[str], missed: dict[str, int], cut: float) -> float:
    """F1 of the kept numbers; `missed` counts annotated figures of a set that no row stands for."""
    by_article: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        if row[0] in sets and scores[n] > cut:
            by_article[row[1]].append(n)
    kept = [n for own in by_article.values() for n in sorted(own, key=lambda n: -scores[n])[:MOST]]
    gold = sum(r[3] for r in rows if r[0] in sets) + sum(missed.get(s, 0) for s in sets)
    return float(2 * sum(rows[n][3] for n in kept) / (len(kept) + gold))


def write(names: Sequence[str], found: np.ndarray) -> None:
    lines = [
        "# What makes a number news: weights of traits (coding/figure_value.py), learnt by tools/fit_figures.py from",
        "# annotated articles. A number is kept when its traits and the bias add up to more than 0.",
        f"- id: bias\n  weight: {found[-1] - THRESHOLD:.2f}",
        *(f"- id: {name}\n  weight: {w:.2f}" for name, w in sorted(zip(names, found), key=lambda x: -x[1])),
    ]
    (HOME / "figure_weights.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows, missed = pickle.loads(options.rows.read_bytes())
    names = sorted({trait for row in rows for trait in row[2]})
    weights = {"train": 1.0, "dev": 1.0, "theatre_dev": 1.0}
    scores = cross_validate(rows, names, weights, held="dev")
    for cut in (-1.5, -1.25, -0.8, -0.4, 0.0):
        parts = (["dev"], ["theatre_dev"], ["dev", "theatre_dev"], ["train"])
        print(cut, *(f"{'+'.join(p)} {f1(rows, scores, p, missed, cut):.3f}" for p in parts))
    if options.write:
        write(names, fit([r for r in rows if r[0] != "dev"], names, weights))


if __name__ == "__main__":
    main()
