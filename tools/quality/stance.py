"""Scores negation and the conditional on the events of the French TimeBank.

An EVENT of polarity NEG must be found by `negated`, one of mood CONDITIONAL by `conditional`; every other EVENT must
not. `python tools/quality/stance.py DIR [--misses]`.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from recoupe.model import Article
from recoupe.parsing import Parse, Token
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.cues import conditional, negated

Judge = Callable[[Parse, Token], bool]


@dataclass(frozen=True)
class StanceScore:
    """Events marked so by the annotators, by us, and by both."""

    gold: int
    said: int
    both: int

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.gold + self.said) if self.gold + self.said else 1.0


@dataclass(frozen=True)
class Marked:
    """An EVENT with its offsets in the text and its attributes."""

    start: int
    end: int
    polarity: str
    mood: str


def score_stance(folder: Path) -> dict[str, StanceScore]:
    """Scores by "negated" and "conditional"."""
    rows = list(parsed_events(folder))
    return {
        "negated": _score(rows, negated, lambda m: m.polarity == "NEG"),
        "conditional": _score(rows, conditional, lambda m: m.mood == "CONDITIONAL"),
    }


def parsed_events(folder: Path) -> Iterator[tuple[Parse, Marked]]:
    """Every EVENT of the folder's .tml files with the parse of its text."""
    read = [read_events(path) for path in sorted(folder.glob("*.tml"))]
    for (_, marks), (_, parse) in zip(read, parse_articles(article for article, _ in read)):
        yield from ((parse, mark) for mark in marks)


def read_events(path: Path) -> tuple[Article, list[Marked]]:
    """The file's text, joined as the scorer of dates joins it, and its EVENTs."""
    root = ET.parse(path).getroot()
    instances = {i.get("eventID"): i for i in root.iter("MAKEINSTANCE")}
    parts: list[str] = []
    marks: list[Marked] = []
    body = root.find("TEXT")
    if body is not None:
        _walk(body, parts, marks, instances)
    return Article(id=path.stem, text="".join(parts)), marks


def _walk(element: ET.Element, parts: list[str], marks: list[Marked], instances: dict[str | None, ET.Element]) -> None:
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        _walk(child, parts, marks, instances)
        parts.append(child.tail or "")
    end = sum(map(len, parts))
    if element.tag == "EVENT" and end > start:
        instance = instances.get(element.get("eid"))
        said = {**element.attrib, **(instance.attrib if instance is not None else {})}
        marks.append(Marked(start, end, said.get("polarity", ""), said.get("mood", "")))


def _score(rows: list[tuple[Parse, Marked]], judge: Judge, wanted: Callable[[Marked], bool]) -> StanceScore:
    gold = [wanted(mark) for _, mark in rows]
    said = [judged(parse, mark, judge) for parse, mark in rows]
    return StanceScore(sum(gold), sum(said), sum(a and b for a, b in zip(gold, said)))


def judged(parse: Parse, mark: Marked, judge: Judge) -> bool:
    """Whether the judge finds it at the event's last word (its verb or noun)."""
    tokens = parse.tokens_in(mark.start, mark.end)
    return bool(tokens) and judge(parse, tokens[-1])


def main(folder: str, *flags: str) -> None:
    for name, score in score_stance(Path(folder)).items():
        print(f"{name} F1 {score.f1:.3f} ({score.both} both, {score.gold} gold, {score.said} said)")
    if "--misses" in flags:
        for parse, mark in parsed_events(Path(folder)):
            text = parse.plain.original
            for name, judge, gold in (
                ("negated", negated, mark.polarity == "NEG"),
                ("conditional", conditional, mark.mood == "CONDITIONAL"),
            ):
                if judged(parse, mark, judge) != gold:
                    print(name, "missed" if gold else "too much", repr(text[max(0, mark.start - 60) : mark.end + 40]))


if __name__ == "__main__":
    main(*sys.argv[1:])
