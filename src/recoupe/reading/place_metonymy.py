"""Capitals that stand for their governments: «Bamako accuse», «selon Alger», «les tensions entre Paris et Ankara»."""

from __future__ import annotations

import re

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
    return spot.choice is not None and spot.choice.kind == "capital"


def stands_for_power(spot: Spot, words: list[str], previous: Spot | None, parse: Parse, rules: PlaceRules) -> bool:
    """What the word before the capital says; where there is none, what its verb says."""
    last = words[-1] if words else ""
    if last in rules.agents:
        return True
    if last in rules.fillers:
        nouns = [w for w in words[-5:-1] if w not in rules.fillers]
        if nouns and nouns[-1] in rules.joining:
            return inherited(spot, previous)
        return any(noun in rules.powers for noun in nouns[-2:])
    if last in rules.joining and spot.listed and previous is not None and is_capital(previous):
        return previous.metonym
    if last in rules.between:
        return any(word in rules.relations for word in words[-FAR - 1 : -1])
    if last not in rules.joining and rules.locatives.get(last, 0.0) > 0.0:
        return False
    return acts(spot, parse, rules)


def inherited(spot: Spot, previous: Spot | None) -> bool:
    """«l'ire de Pékin et de Séoul»: the second is what the first is."""
    return spot.listed and previous is not None and is_capital(previous) and previous.metonym


def acts(spot: Spot, parse: Parse, rules: PlaceRules) -> bool:
    """The capital is subject or bare object of a verb that is not said of towns; unknown without a model."""
    token = first_token(spot, parse)
    if token is None:
        return False
    governor = parse.tokens[token.head]
    if token.dep.startswith("nsubj") and token.dep != "nsubj:pass" and governor.pos in ("VERB", "AUX"):
        return fold_word(governor.lemma) not in rules.literals
    before = parse.tokens[token.i - 1] if token.i else None
    if before is not None and before.pos == "VERB" and before.sentence == token.sentence:
        return fold_word(before.lemma) not in rules.literals  # «Paris appelle Téhéran»
    end = token.start + spot.end - spot.start
    follower = next((t for t in parse.tokens_in(end, end + 30)), None)
    if follower is None or follower.pos not in ("VERB", "AUX"):
        return False
    return "Tense" in follower.morph and fold_word(follower.lemma) not in rules.literals
