"""Times: expressions that point to the calendar, as intervals of days with the rule and the reason behind them."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from recoupe.model import Article, TimeMention
from recoupe.parsing import Parse
from recoupe.parsing.spacy_model import MODELS
from recoupe.reading.times.clauses import Clauses
from recoupe.reading.times.operations import DROP, OPERATIONS
from recoupe.reading.times.rules import Found, Grammar, load_grammar
from recoupe.reading.times.scene import Dated, Scene

__all__ = ["find_expressions", "open_scene", "read_times"]


def read_times(article: Article, parse: Parse) -> tuple[TimeMention, ...]:
    """Every expression that points to the calendar, in text order; works without tokens too."""
    scene = open_scene(article, parse)
    return tuple(_mention(parse, item, dated) for item, dated in zip(scene.found, scene.dated) if dated)


def open_scene(article: Article, parse: Parse) -> Scene:
    """The article's expressions with what they mean and what surrounds them."""
    grammar = load_grammar(article.language)
    found = find_expressions(grammar, parse)
    clauses = Clauses(parse, grammar, found, bool(parse.tokens) and article.language in MODELS)
    scene = Scene(article.published, grammar, found, clauses)
    for at in sorted(range(len(found)), key=lambda at: (_turn(found[at]), at)):
        scene.settle(at, OPERATIONS[found[at].rule.op](found[at], scene, at))
    return scene


def find_expressions(grammar: Grammar, parse: Parse, dropped: bool = False) -> list[Found]:
    """Matches of every chunk that is read; what is recognised only to be left out comes with `dropped`."""
    found: list[Found] = []
    for chunk in parse.chunks:
        coded = grammar.vocabulary.encode(parse.text, chunk.start, chunk.end)
        for item in grammar.find(coded):
            if dropped or item.rule.op != DROP:
                found.extend(_split(item))
    return found


def _split(found: Found) -> list[Found]:
    """«les 6 et 13 avril» are two days, «les 6 et 7 avril» one stretch."""
    listed = [name for name in ("a.dom", "m.dom", "b.dom") if name in found.captures]
    doms = [int(found.captures[name]) for name in listed]
    if "split" not in found.rule.args or doms == list(range(doms[0], doms[0] + len(doms))):
        return [found]
    shared = {name.removeprefix("b."): v for name, v in found.captures.items() if name[:2] not in ("a.", "m.")}
    rule = msgspec.structs.replace(found.rule, op="date", args={})
    parts = [
        replace(found, rule=rule, first=found.places[name], last=found.places[name] + 1, captures=shared | {"dom": dom})
        for name, dom in zip(listed, doms)
    ]
    return [*parts[:-1], replace(parts[-1], last=found.last)]


def _turn(found: Found) -> int:
    """Dates that name their year come first, since others lean on them; those that lean on what follows come last."""
    full = ("year", "years", "iso", "numeric", "glued", "decade")
    if "named" in found.rule.args or any(name.endswith(full) for name in found.captures):
        return 0
    return 2 if found.rule.op in ("aftermath", "after_event") else 1


def _mention(parse: Parse, found: Found, dated: Dated) -> TimeMention:
    span = parse.span(found.start, dated.end or found.end)
    return TimeMention(span, dated.interval, found.rule.id, dated.reason, dated.alternatives)
