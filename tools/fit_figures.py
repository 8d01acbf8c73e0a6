"""Learn which numbers are news: a logistic regression over the traits of `coding/figure_value.py`.

    python tools/fit_figures.py --gold train GOLD_DIR ARTICLES.jsonl --gold theatre_dev … --held dev [--write]

Every number of an annotated article is a row: its traits, and whether the annotators took it as a figure. The
weights go to `knowledge/figure_weights.yml`; the bias holds the threshold, so that a number scores above 0 when it
is kept. A set named `--held` is scored and never learnt from.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from recoupe.coding.figure_value import NEVER, describe_counts
from recoupe.coding.figure_words import load_figure_words
from recoupe.coding.toll_words import load_toll_words
from recoupe.coding.tolls import find_tolls
from recoupe.model import Article
from recoupe.model.plain import parse_published
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.counts import read_counts
from recoupe.reading.times import read_times

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


def read_rows(name: str, gold_dir: Path, articles: Path) -> tuple[list[Row], int]:
    """The numbers of one annotated set, and how many of its figures no number stands for."""
    gold = {g["id"]: g for g in (json.loads(p.read_bytes()) for p in sorted(gold_dir.glob("[!_]*.json")))}
    texts = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    todo = [
        Article(t["id"], t["text"], title=t["title"], published=parse_published(t["published"])[0])
        for t in texts
        if t["id"] in gold
    ]
    words, harm = load_figure_words("fr"), load_toll_words("fr")
    if words is None or harm is None:
        raise SystemExit("the French words are missing")
    people, rows, missed = harm.lists["people"] | harm.lists["fighters"], [], 0
    for article, parse in parse_articles(todo):
        counts = read_counts(article, parse, read_times(article, parse))
        tolls = [t for s in parse.sentences for t in find_tolls(parse, s, counts)]
        found = describe_counts(article, article.text, counts, tolls, words, people)
        said = [(c.mention.span.quote, c.mention.count.low) for c in found]
        taken, lost = take(said, [(f["quote"], f["low"]) for f in gold[article.id].get("figures", ())])
        missed += lost
        rows += [(name, article.id, c.traits, n in taken) for n, c in enumerate(found)]
    return rows, missed


def take(said: Sequence[tuple[str, float]], gold: Iterable[tuple[str, float]]) -> tuple[set[int], int]:
    """Which numbers stand for an annotated figure (same value, one quote inside the other), and the figures left."""
    taken: set[int] = set()
    lost = 0
    for quote, low in gold:
        own = fold(quote)
        near = (
            n for n, (q, v) in enumerate(said) if n not in taken and v == low and (fold(q) in own or own in fold(q))
        )
        hit = next(near, None)
        taken |= set() if hit is None else {hit}
        lost += hit is None
    return taken, lost


def fold(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", nargs=3, action="append", required=True, metavar=("NAME", "GOLD_DIR", "ARTICLES"))
    parser.add_argument("--held", default="", help="the set that is only scored")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows: list[Row] = []
    missed: dict[str, int] = {}
    for name, gold_dir, articles in options.gold:
        more, missed[name] = read_rows(name, Path(gold_dir), Path(articles))
        rows += more
    names = sorted({trait for row in rows for trait in row[2]})
    weights = dict.fromkeys(missed, 1.0)
    scores = cross_validate(rows, names, weights, options.held)
    for cut in (-1.5, THRESHOLD, -0.8, -0.4, 0.0):
        print(cut, *(f"{name} {f1(rows, scores, [name], missed, cut):.3f}" for name in missed))
    if options.write:
        write(names, fit([r for r in rows if r[0] != options.held], names, weights))


if __name__ == "__main__":
    main()
