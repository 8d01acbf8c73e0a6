"""How two places in an article stand to each other: distance in words, in sentences and through the syntax."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from recoupe.parsing import Parse, Token

FAR = 99
MADE = 1 << 13  # names of features kept: making and hashing them anew for every pair costs more than looking them up
STEPS = 8  # further through the syntax is all the same


def tree_distance(parse: Parse, one: Token, other: Token) -> int:
    """Steps from one word to another through their nearest common governor; 99 beyond 8, or in other sentences."""
    if one.sentence != other.sentence:
        return FAR
    up = {one.i: 0} | {t.i: n for n, t in enumerate(islice(parse.ancestors(one), STEPS), 1)}
    if other.i in up:
        return up[other.i]
    for n, upper in enumerate(islice(parse.ancestors(other), STEPS), 1):
        if upper.i in up:
            return n + up[upper.i] if n + up[upper.i] <= STEPS else FAR
    return FAR


def bucket(value: int, *edges: int) -> int:
    """The number of edges that `value` passes."""
    return sum(value > edge for edge in edges)


def relation_features(parse: Parse, token: Token, other: Token) -> tuple[str, ...]:
    """Sentence distance with sign, word distance with sign, and steps through the syntax."""
    sentences, after, early = other.sentence - token.sentence, other.i > token.i, min(other.sentence, 3)
    if sentences:
        together = parse.sentences[token.sentence].paragraph == parse.sentences[other.sentence].paragraph
        return _apart(max(-4, min(4, sentences)), after, early, together)
    words = bucket(abs(other.i - token.i), 1, 3, 6, 10, 16, 25)
    steps = min(tree_distance(parse, token, other), STEPS)
    return _beside(after, early, words, steps, other.dep, _clause_between(parse, token, other))


@lru_cache(maxsize=MADE)
def _apart(sentences: int, after: bool, early: int, together: bool) -> tuple[str, ...]:
    side = "after" if after else "before"
    return (f"sentences={sentences}", f"side={side}", f"to={early}", f"paragraph={together}")


@lru_cache(maxsize=MADE)
def _beside(after: bool, early: int, words: int, steps: int, dep: str, blocked: int) -> tuple[str, ...]:
    side = "after" if after else "before"
    found = ("sentences=0", f"side={side}", f"to={early}", f"words={side}{words}", f"steps={steps}")
    return (*found, f"steps={side}{steps}", f"dep={dep}{steps <= 2}", f"blocked={blocked}")


def _clause_between(parse: Parse, token: Token, other: Token) -> int:
    """How many verbs stand between the two words (at most 3)."""
    low, high = sorted((token.i, other.i))
    between = (parse.tokens[at] for at in range(low + 1, high))
    return sum(1 for _ in islice((t for t in between if t.pos == "VERB"), 3))
