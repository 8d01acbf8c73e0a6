"""Capitals that stand for their governments: «Bamako accuse», «selon Alger», «les tensions entre Paris et Ankara»."""

from __future__ import annotations

import re

from recoupe.knowledge.countries import load_countries
from recoupe.knowledge.names import fold_word
from recoupe.knowledge.place_rules import PlaceRules
from recoupe.parsing import Parse
from recoupe.reading.place_context import first_token
from recoupe.reading.place_spots import Spot

_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*'?|[^\w\s]")
_OPENING = ',;:.!?»"()-–—'
LOOK_BACK = 70
FAR = 6  # words between «relations» and «entre»


def mark_metonyms(spots: list[Spot], parse: Parse, rules: PlaceRules) -> None:
    """Set `metonym` of capitals that act, speak or stand in a relation between states."""
    previous: Spot | None = None
    for spot in spots:
        if is_capital(spot) and spot.trigger is None:
            line = parse.text.rfind("\n", 0, spot.start) + 1
            words = _WORDS.findall(parse.text, max(line, spot.start - LOOK_BACK), spot.start)
            spot.metonym = stands_for_power(spot, [fold_word(w) for w in words], previous, parse, rules)
        previous = spot


def is_capital(spot: Spot) -> bool:
    return spot.choice is not None and (spot.choice.kind == "capital" or spot.choice.place.id in capital_ids())


def capital_ids() -> frozenset[str]:
    if not _CAPITALS:
        _CAPITALS.append(frozenset(c.capital_id for c in load_countries().values() if c.capital_id))
    return _CAPITALS[0]


_CAPITALS: list[frozenset[str]] = []


def stands_for_power(spot: Spot, words: list[str], previous: Spot | None, parse: Parse, rules: PlaceRules) -> bool:
    """What the word before the capital says; where there is none, what its verb says."""
    last = words[-1] if words else ""
    if last in rules.fillers and last not in rules.agents:
        nouns = [w for w in words[-4:-1] if w not in rules.fillers]
        return bool(nouns) and nouns[-1] in rules.powers
    if last in ("et", "ou", "ni", "and", "or") and previous is not None and spot.listed and is_capital(previous):
        return previous.metonym
    if last in rules.agents:
        return True
    if last == "entre" or last == "between":
        return any(word in rules.relations for word in words[-FAR - 1 : -1])
    if rules.locatives.get(last, 0.0) > 0.2:
        return False
    return not last[:1].isalpha() and acts(spot, parse, rules)


def acts(spot: Spot, parse: Parse, rules: PlaceRules) -> bool:
    """The capital is the subject of a verb that towns do not do; unknown without a model."""
    token = first_token(spot, parse)
    if token is None:
        return False
    governor = parse.tokens[token.head]
    if token.dep.startswith("nsubj") and token.dep != "nsubj:pass" and governor.pos in ("VERB", "AUX"):
        return fold_word(governor.lemma) not in rules.literals
    after = parse.tokens_in(token.start, token.start + (spot.end - spot.start) + 40)
    follower = next((t for t in after if t.start >= token.start + spot.end - spot.start), None)
    if follower is None or follower.pos not in ("VERB", "AUX"):
        return False
    return "Tense" in follower.morph and fold_word(follower.lemma) not in rules.literals
