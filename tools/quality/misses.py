"""What goes wrong and how often, in counts without a word of the articles: per type, by confusion, by cause.

Pairs are made as the scorer makes them: by its own functions, loaded from beside the checkout.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from recoupe.coding.candidates import find_candidates
from recoupe.coding.scene import Scene
from recoupe.knowledge.frames import load_frames
from recoupe.model import Reading
from recoupe.model.plain import reading_to_plain
from tools.quality.reading import GoldSet

NEAR = 200  # characters between two anchors that the scorer still takes for one
Row = dict[str, Any]
Offsets = tuple[int, int]


@dataclass
class Misses:
    """Counts over all articles of one or more sets."""

    types: dict[str, Counter[str]] = field(default_factory=lambda: {n: Counter() for n in ("gold", "said", "hits")})
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    reports: Counter[str] = field(default_factory=Counter)
    times: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)
    triggers: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)


def count_misses(shared: Path, sets: Iterable[tuple[GoldSet, list[Reading]]]) -> Misses:
    """Every difference between annotation and reading, by its cause."""
    sys.path.insert(0, str(shared / "eval"))
    scorer = importlib.import_module("score_read")
    misses = Misses()
    for chosen, readings in sets:
        for (article, parse), reading in zip(chosen.parsed, readings):
            path = chosen.gold / f"{article.id}.json"
            if path.exists():
                gold, said = json.loads(path.read_text(encoding="utf-8")), reading_to_plain(reading)
                _times(scorer, misses.times, reading.article.text, gold["times"], said["times"])
                _places(scorer, misses.places, gold["places"], said["places"])
                _figures(scorer, misses.figures, gold.get("figures", []), said["figures"])
                _fields(scorer, misses.fields, reading.article.text, gold, said["reports"])
                _reports(scorer, misses, gold["reports"], said["reports"], Scene(parse, reading))
    return misses


def _times(scorer: Any, causes: Counter[str], text: str, gold: list[Row], said: list[Row]) -> None:
    _, given, found, _, wrong = scorer.times(text, gold, said)
    for _, value, other in wrong:
        causes["not found" if other is None else _time_cause(value, other)] += 1
    causes["found where nothing is annotated"] += given - found


def _time_cause(gold: tuple[str | None, ...], said: tuple[str | None, ...]) -> str:
    """How the interval given differs from the annotated one."""
    if None in (*gold, *said):
        return "an open end on one side only"
    (first, last), (start, end) = ([date.fromisoformat(str(day)) for day in days] for days in (gold, said))
    if first == start or last == end:
        return "one end right, the other not"
    if (first.month, first.day) == (start.month, start.day) and (last.month, last.day) == (end.month, end.day):
        return "another year"
    if last - first == end - start:
        shift = abs((first - start).days)
        return "a week off" if shift == 7 else "up to three days off" if shift <= 3 else "as long, elsewhere"
    return "within the other" if start <= first <= last <= end or first <= start <= end <= last else "elsewhere"


def _places(scorer: Any, causes: Counter[str], gold: list[Row], said: list[Row]) -> None:
    levels = {place["quote"]: place["level"] for place in gold}
    _, given, found, _, wrong = scorer.places(gold, said)
    for quote, *rest in wrong:
        if rest == ["not found"]:
            causes[f"{levels[quote]} not found"] += 1
        else:
            country, _, other, distance = rest
            causes["another country" if country and other and country != other else _far(distance)] += 1
    causes["found where nothing is annotated"] += given - found


def _far(distance: int) -> str:
    return "found, but without coordinates" if distance > 30_000 else "right country, too far away"


def _figures(scorer: Any, causes: Counter[str], gold: list[Row], said: list[Row]) -> None:
    expected, given, found, right = scorer.figures("", gold, said)
    causes["not found"] += expected - found
    causes["another upper bound"] += found - right
    causes["found where nothing is annotated"] += given - found


def _reports(scorer: Any, misses: Misses, gold: list[Row], said: list[Row], scene: Scene) -> None:
    text = scene.reading.article.text
    wanted = [dict(row, at=scorer.span(text, row, row["anchor"])) for row in gold]
    given = [dict(row, at=(row["anchor"]["start"], row["anchor"]["end"])) for row in said]
    pairs = scorer.pair(wanted, given, _typed_closeness)
    for name, rows in (("gold", wanted), ("said", given), ("hits", [wanted[i] for i, _ in pairs])):
        misses.types[name].update(row["type"] for row in rows)
    taken, used = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [row for i, row in enumerate(wanted) if i not in taken]
    extra = [row for j, row in enumerate(given) if j not in used]
    confused = scorer.pair(missed, extra, _closeness)
    misses.confused.update((missed[i]["type"], extra[j]["type"]) for i, j in confused)
    misses.reports["annotated and told as another type"] += len(confused)
    known = _known_stretches(scene)
    told = [(m["start"], m["end"]) for row in said for m in row["mentions"]]
    rest = [row for i, row in enumerate(missed) if i not in {i for i, _ in confused}]
    misses.reports.update(_missed_cause(row["at"], known, told) for row in rest)
    alone = [row for j, row in enumerate(extra) if j not in {j for _, j in confused}]
    misses.reports.update(_extra_cause(row, wanted) for row in alone)
    misses.triggers["annotated"] += len(wanted)
    misses.triggers["known"] += sum(_touches(row["at"], known) for row in wanted)


def _fields(scorer: Any, causes: Counter[str], text: str, gold: Row, said: list[Row]) -> None:
    """Dates and places of reports that both tell of under one type."""
    wanted = [dict(row, at=scorer.span(text, row, row["anchor"])) for row in gold["reports"]]
    given = [dict(row, at=(row["anchor"]["start"], row["anchor"]["end"])) for row in said]
    names = {spelt: place["name"] for place in gold["places"] for spelt in (place["quote"], place["name"])}
    for i, j in scorer.pair(wanted, given, _typed_closeness):
        one, other = wanted[i], given[j]
        dates = [(row["from"], row["to"]) if row.get("from") else None for row in (one, other)]
        causes[_field_cause("date", *dates)] += 1
        places = [scorer.fold(names.get(row.get("place"), row.get("place"))) for row in (one, other)]
        causes[_field_cause("place", *places)] += 1


def _field_cause(name: str, gold: Any, said: Any) -> str:
    if gold == said:
        return f"{name}: as annotated"
    if not said:
        return f"{name}: annotated, not told"
    if not gold:
        return f"{name}: told, not annotated"
    return f"{name}: another one"


def _closeness(gold: Row, said: Row) -> float:
    gap: int = max(gold["at"][0], said["at"][0]) - min(gold["at"][1], said["at"][1])
    return max(0.0, 1 - max(gap, 0) / NEAR)


def _typed_closeness(gold: Row, said: Row) -> float:
    near = _closeness(gold, said) if gold["type"] == said["type"] else 0.0
    return near + 0.1 if near and gold.get("from") and gold["from"] == said.get("from") else near


def _known_stretches(scene: Scene) -> list[Offsets]:
    """Where a frame knows the word."""
    frames = load_frames(scene.reading.article.language)
    return [(c.token.start, c.token.end) for c in find_candidates(scene, frames)]


def _touches(at: Offsets, stretches: Iterable[Offsets]) -> bool:
    return any(start < at[1] and at[0] < end for start, end in stretches)


def _missed_cause(at: Offsets, known: list[Offsets], told: list[Offsets]) -> str:
    if not _touches(at, known):
        return "annotated, no frame knows the words"
    if _touches(at, told):
        return "annotated, taken for another telling of a neighbouring event"
    return "annotated, a frame knows the words, not taken for an event"


def _extra_cause(said: Row, gold: list[Row]) -> str:
    if any(_closeness(row, said) and row["type"] == said["type"] for row in gold):
        return "told twice: one annotated event, two reports"
    if any(_closeness(row, said) for row in gold):
        return "told beside another annotated event"
    return "told where nothing is annotated"
