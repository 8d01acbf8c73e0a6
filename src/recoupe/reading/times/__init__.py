"""Times: expressions that point to the calendar, as intervals of days with the rule and the reason behind them."""

from __future__ import annotations

from recoupe.model import Article, TimeMention
from recoupe.parsing import Parse
from recoupe.reading.times.rules import Found, Grammar, load_grammar
from recoupe.reading.times.scene import Dated, Scene
from recoupe.reading.times.values import DROP, OPERATIONS

__all__ = ["read_times"]


def read_times(article: Article, parse: Parse) -> tuple[TimeMention, ...]:
    """Every expression that points to the calendar, in text order; works without tokens too."""
    grammar = load_grammar(article.language)
    found = find_expressions(grammar, parse)
    if not found:
        return ()
    scene = Scene(article.published, parse, grammar, found)
    absolute = [at for at, item in enumerate(found) if _names_its_year(item)]
    seen = set(absolute)
    for at in (*absolute, *(at for at in range(len(found)) if at not in seen)):
        scene.dated[at] = OPERATIONS[found[at].rule.op](found[at], scene, at)
    return tuple(_mention(parse, item, dated) for item, dated in zip(found, scene.dated) if dated)


def find_expressions(grammar: Grammar, parse: Parse) -> list[Found]:
    """Matches of every chunk that is read; what is recognised only to be left out is gone."""
    found: list[Found] = []
    for chunk in parse.chunks:
        coded = grammar.vocabulary.encode(parse.text, chunk.start, chunk.end)
        found.extend(item for item in grammar.find(coded) if item.rule.op != DROP)
    return found


def _names_its_year(found: Found) -> bool:
    """Resolved first: these dates do not depend on their neighbours, and others lean on them."""
    return any(name.endswith(("year", "years", "iso", "numeric", "glued")) for name in found.captures)


def _mention(parse: Parse, found: Found, dated: Dated) -> TimeMention:
    span = parse.span(found.start, dated.end or found.end)
    return TimeMention(span, dated.interval, found.rule.id, dated.reason, dated.alternatives)
