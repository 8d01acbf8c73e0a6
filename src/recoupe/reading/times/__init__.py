"""Times: expressions that point to the calendar, as intervals of days with the rule and the reason behind them."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from recoupe.model import Article, TimeMention
from recoupe.parsing import Parse
from recoupe.parsing.spacy_model import MODELS
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
    scene = Scene(article.published, parse, grammar, found, bool(parse.tokens) and article.language in MODELS)
    absolute = [at for at, item in enumerate(found) if _names_its_year(item)]
    seen = set(absolute)
    for at in (*absolute, *(at for at in range(len(found)) if at not in seen)):
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
    first, second = found.captures.get("a.dom"), found.captures.get("b.dom")
    if "split" not in found.rule.args or not isinstance(first, int) or not isinstance(second, int):
        return [found]
    if second - first == 1:
        return [found]
    shared = {name[2:] if name.startswith("b.") else name: v for name, v in found.captures.items() if name[:2] != "a."}
    rule = msgspec.structs.replace(found.rule, op="date", args={})
    border = found.places["a.dom"] + 1
    return [
        replace(found, rule=rule, first=found.first, last=border, captures=shared | {"dom": first}),
        replace(found, rule=rule, first=found.places["b.dom"], captures=shared),
    ]


def _names_its_year(found: Found) -> bool:
    """Resolved first: these dates do not depend on their neighbours, and others lean on them."""
    full = ("year", "years", "iso", "numeric", "glued", "decade")
    return "named" in found.rule.args or any(name.endswith(full) for name in found.captures)


def _mention(parse: Parse, found: Found, dated: Dated) -> TimeMention:
    span = parse.span(found.start, dated.end or found.end)
    return TimeMention(span, dated.interval, found.rule.id, dated.reason, dated.alternatives)
