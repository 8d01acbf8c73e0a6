"""Capitals that stand for their governments: «Bamako accuse», «selon Alger», «les tensions entre Paris et Ankara»."""

from __future__ import annotations

import re

from recoupe.knowledge.names import fold_word
from recoupe.knowledge.place_rules import PlaceRules
from recoupe.parsing import Parse
from recoupe.reading.place_context import SURE_BEFORE, first_token, line_start
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
            words = _WORDS.findall(parse.text, line_start(parse.text, spot.start, LOOK_BACK), spot.start)
            spot.metonym = stands_for_power(spot, [fold_word(w) for w in words], previous, parse, rules)
        previous = spot


def is_capital(spot: Spot) -> bool:
    return spot.choice is not None and spot.choice.kind == "capital"


def stands_for_power(spot: Spot, words: list[str], previous: Spot | None, parse: Parse, rules: PlaceRules) -> bool:
    """What the word before the capital says; where there is none, what its verb says."""
    last, second, third = [*reversed(words[-3:]), "", "", ""][:3]
    if last in rules.agents:
        return second not in rules.passing
    if last in rules.joining or (second in rules.joining and last in rules.fillers):
        return joined(spot, previous, parse, rules)
    if last in rules.between:
        return any(word in rules.relations for word in words[-FAR - 1 : -1])
    weight = rules.locatives.get(last, 0.0)
    if last in rules.fillers and weight < SURE_BEFORE:
        return second in rules.powers or (third in rules.powers and second not in rules.fillers)
    return weight == 0.0 and acts(spot, parse, rules)


def joined(spot: Spot, previous: Spot | None, parse: Parse, rules: PlaceRules) -> bool:
    """«l'ire de Pékin et de Séoul», «Dakar et Bamako réaffirment»: both or none."""
    if previous is None or not spot.listed or not is_capital(previous):
        return acts(spot, parse, rules)
    if not previous.metonym and not previous.located and previous.trigger is None:
        previous.metonym = acts(spot, parse, rules)
    return previous.metonym


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
        return fold_word(before.lemma) not in rules.literals | rules.befalling  # «Paris appelle Téhéran»
    end = token.start + spot.end - spot.start
    follower = next((t for t in parse.tokens_in(end, end + 30)), None)
    if follower is None or follower.pos not in ("VERB", "AUX"):
        return False
    return "Tense" in follower.morph and fold_word(follower.lemma) not in rules.literals
