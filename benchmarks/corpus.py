"""The whole reference corpus on two processes, beside what spaCy alone takes on two; and no article out of line.

python -m benchmarks.corpus FOLDER [MOST]     FOLDER is for the readings' temporary files.
"""

from __future__ import annotations

import gzip
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.material import ROOT, press_row
from benchmarks.reading import paragraphs, whole_model
from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article
from recoupe.parsing.spacy_model import BATCH
from recoupe.pipeline import read_articles
from recoupe.sources import read_inputs

CORPUS = ROOT.parent / "shared" / "corpus" / "orangesum" / "articles_all.jsonl.gz"
PROCESSES, PORTION, EVERY = 2, 4_000, 2  # articles of a portion; every second one is given to spaCy, too
ALONE, LEAST_WORDS = 1_500, 60  # articles timed one by one, of at least so many words


def main(folder: str, most: int = sys.maxsize) -> None:
    whole_model()  # spaCy's processes are copies of this one; ours load it anew for each portion
    counts, spent, words = {"articles": 0, "reports": 0, "problems": 0}, 0.0, 0
    beside: list[tuple[float, float]] = []
    for turn, portion in enumerate(portions(Path(folder), most)):
        took = wall(partial(count, portion, counts))
        spent, words = spent + took, words + sum(len(article.text.split()) for article in portion)
        if turn % EVERY == 0:
            beside.append((took, wall(partial(parse, portion))))
        print(f"{counts['articles']:6} articles, {words / spent:,.0f} words/s", flush=True)
    ratio = sum(bare for _, bare in beside) / sum(ours for ours, _ in beside)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{words:,} words: {ratio:.2f} of spaCy alone on {PROCESSES} processes; peak of one {peak:.0f} MB")
    print(f"{counts['reports'] / counts['articles']:.2f} reports an article; {counts['problems']} problems")
    one_by_one(Path(folder))


def wall(task: Callable[[], None]) -> float:
    begin = time.perf_counter()
    task()
    return time.perf_counter() - begin


def count(articles: list[Article], counts: dict[str, int]) -> None:
    for reading in read_articles(articles, Knowledge(), PROCESSES):
        counts["articles"] += 1
        counts["reports"] += len(reading.reports)
        counts["problems"] += len(reading.problems)


def parse(articles: list[Article]) -> None:
    """The paragraphs of the articles through the model alone."""
    for _ in whole_model().pipe(paragraphs(articles), batch_size=BATCH, n_process=PROCESSES):
        pass


def one_by_one(folder: Path) -> None:
    """Time per word of articles read alone: the longest beside the median."""
    known, times = Knowledge(), []
    articles = [a for portion in portions(folder, ALONE) for a in portion if len(a.text.split()) >= LEAST_WORDS]
    list(read_articles(articles[:20], known))
    for article in articles:
        spent = wall(partial(read_alone, article, known))
        times.append((spent / len(article.text.split()), len(article.text.split()), article.id))
    usual, slowest = median(t[0] for t in times), max(times)
    print(f"{len(times)} articles read alone: the slowest word {slowest[0] / usual:.1f} times the median {slowest[1:]}")


def read_alone(article: Article, known: Knowledge) -> None:
    list(read_articles([article], known))


def portions(folder: Path, most: int) -> Iterator[list[Article]]:
    """The corpus as the program reads it, a portion at a time."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in islice(lines, most))
        while portion := list(islice(rows, PORTION)):
            path = folder / "portion.jsonl"
            path.write_text("".join(json.dumps(press_row(row)) + "\n" for row in portion), encoding="utf-8")
            yield [item for item in read_inputs([str(path)]) if isinstance(item, Article)]


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
