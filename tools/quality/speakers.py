"""Scores the speaker of a statement, cue given, on the French FrameNet's Sequoia sentences.

A row counts when it is of a frame of saying and names a Speaker, Source or Medium; it is found when the span that
`speaker_of` gives overlaps one of them. `python tools/quality/speakers.py FILE.jsonl [--misses]`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recoupe.model import Article, Span
from recoupe.parsing import Parse
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.quotations import speaker_of

FRAMES = ("FR_Statement-manner-noise", "FR_Telling", "FR_Attributed_information")
SPEAKERS = ("Speaker", "Source", "Medium")


@dataclass(frozen=True)
class SpeakerScore:
    """How many rows there are, for how many a speaker was given, and how many of those are right."""

    rows: int
    said: int
    found: int

    @property
    def share(self) -> float:
        """Speaker found: right ones of all rows."""
        return self.found / self.rows if self.rows else 0.0


def score_speakers(path: Path) -> SpeakerScore:
    """The score of `speaker_of` on the file of annotation sets."""
    judged = list(judge(parsed_rows(path)))
    return SpeakerScore(len(judged), sum(s is not None for _, s, _ in judged), sum(ok for _, _, ok in judged))


def parsed_rows(path: Path) -> Iterator[tuple[dict[str, Any], Parse]]:
    """Every row of the frames of saying that names who speaks, with its sentence parsed."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [r for r in rows if r["frame"] in FRAMES and any(f[2] in SPEAKERS for f in r["fe"])]
    articles = [Article(id=str(number), text=row["text"]) for number, row in enumerate(rows)]
    return zip(rows, (parse for _, parse in parse_articles(articles)))


def judge(rows: Iterable[tuple[dict[str, Any], Parse]]) -> Iterator[tuple[dict[str, Any], Span | None, bool]]:
    """Each row with the speaker found and whether it overlaps one that the annotators marked."""
    for row, parse in rows:
        first, last = row["target"][0], row["target"][-1]
        said = speaker_of(parse, Span.of(row["text"], first[0], last[1]))
        gold = [(a, b) for a, b, name in row["fe"] if name in SPEAKERS]
        yield row, said, said is not None and any(a < said.end and said.start < b for a, b in gold)


def main(path: str, *flags: str) -> None:
    score = score_speakers(Path(path))
    print(f"speaker found {score.share:.3f} ({score.found} of {score.rows}; {score.said} given)")
    if "--misses" in flags:
        for row, said, right in judge(parsed_rows(Path(path))):
            if not right:
                target = row["text"][row["target"][0][0] : row["target"][-1][1]]
                print(f"{target!r}: {said.quote if said else None!r} in {row['text'][:200]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
