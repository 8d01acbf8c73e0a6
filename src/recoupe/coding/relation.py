"""How two places in an article stand to each other: distance in words, in sentences and through the syntax."""

from __future__ import annotations

from itertools import islice

from recoupe.parsing import Parse, Token

FAR = 99
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


def relation_features(parse: Parse, token: Token, other: Token) -> list[str]:
    """Sentence distance with sign, word distance with sign, and steps through the syntax."""
    sentences = other.sentence - token.sentence
    side = "after" if other.i > token.i else "before"
    found = [f"sentences={max(-4, min(4, sentences))}", f"side={side}", f"to={min(other.sentence, 3)}"]
    if sentences == 0:
        words = bucket(abs(other.i - token.i), 1, 3, 6, 10, 16, 25)
        steps = min(tree_distance(parse, token, other), STEPS)
        found += [f"words={side}{words}", f"steps={steps}", f"steps={side}{steps}", f"dep={other.dep}{steps <= 2}"]
        found.append(f"blocked={_clause_between(parse, token, other)}")
    else:
        found.append(
            f"paragraph={parse.sentences[token.sentence].paragraph == parse.sentences[other.sentence].paragraph}"
        )
    return found


def _clause_between(parse: Parse, token: Token, other: Token) -> int:
    """How many verbs stand between the two words (at most 3)."""
    low, high = sorted((token.i, other.i))
    between = (parse.tokens[at] for at in range(low + 1, high))
    return sum(1 for _ in islice((t for t in between if t.pos == "VERB"), 3))
