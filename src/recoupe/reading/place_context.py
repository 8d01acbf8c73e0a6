"""What stands around a possible place name: triggers, prepositions, persons' names, the model's labels, lists."""

from __future__ import annotations

import re
from itertools import pairwise

from recoupe.knowledge.countries import country_of_demonym
from recoupe.knowledge.names import fold_word
from recoupe.knowledge.place_rules import PlaceRules
from recoupe.model.place import Level
from recoupe.parsing import Parse, Token
from recoupe.reading.place_spots import CAPITAL, Spot

_WORDS = re.compile(r"[^\W_]+|[^\w\s]")
_AFTER_NAME = re.compile(rf" ({CAPITAL}[^\W\d_]*)")
_GLUED = re.compile(rf"{CAPITAL}[^\W\d_]*")
_AFTER_HYPHEN = re.compile(rf"-([^\W\d_]+)(-{CAPITAL})?")
Touching = dict[int, Level]  # where a well-known place begins or ends, with its level
_LIST_GAP = re.compile(
    r"(?:\s*,\s*|\s+(?:et|ou|and|or|ni|puis)\s+|\s*,\s*(?:et|ou|and|or|puis)\s+|\s*-\s*|\s*/\s*)(?:(?:à|au|aux|en|de|d'|du|des|la|le|l'|les|the|in|of)\s*)?"
)
_NO_NAME = frozenset(("VERB", "AUX", "ADV", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "NUM", "INTJ"))
LOOK_BACK = 60
WELL_KNOWN = 0.55  # weight from which a place may touch another («Kidira-Kayes»)
SURE_BEFORE = 0.3  # support from which a preposition outweighs a label

# What each sign adds to or takes from the evidence, which begins at how well known the place is.
TRIGGER, LABEL_LOC, LABEL_PER, LABEL_ORG, LABEL_NONE = 0.6, 0.3, -0.3, -0.15, -0.05
PERSON_BESIDE, TITLE_BEFORE, KEEPER_BEFORE, LISTED, APPOSED = -2.0, -0.8, -0.3, 0.3, -0.25
NO_NAME, TOWN_BESIDE, HYPHEN_AFTER = -0.25, -0.6, -0.2
APPOSABLE = 0.65  # weight from which a person's name may follow a place without making it hers


def weigh_context(spots: list[Spot], parse: Parse, rules: PlaceRules, language: str) -> None:
    """Set `trigger`, `support` and `listed` of every spot from the words around it."""
    famous = [spot for spot in spots if spot.known[0].weight >= WELL_KNOWN]
    starts = {spot.start: spot.known[0].place.level for spot in famous}
    ends = {spot.end: spot.known[0].place.level for spot in famous}
    demonyms = country_of_demonym(language)
    previous: Spot | None = None
    for spot in spots:
        spot.support = support_before(spot, parse.text, rules, ends)
        if len(spot.known) > 1:
            spot.beside = said_side(spot, parse.text, rules, demonyms)
        spot.articled = follows_article(spot, parse.text, rules)
        spot.located = spot.support >= SURE_BEFORE or spot.trigger is not None
        spot.support += support_after(spot, parse.text, rules, starts) + label_support(spot, parse)
        if previous is not None and _LIST_GAP.fullmatch(parse.text, previous.end, spot.start):
            spot.listed = True
            if spot.trigger is None:
                spot.trigger = previous.trigger
        previous = spot


def support_before(spot: Spot, text: str, rules: PlaceRules, ends: Touching) -> float:
    """Evidence from the words to the left; sets the trigger of the spot."""
    words = _WORDS.findall(text, line_start(text, spot.start, LOOK_BACK), spot.start)
    if not words:
        return 0.0
    gap = text[spot.start - 1]
    last = words[-1]
    if gap == "-" and len(words) > 1:
        last = words[-2]
    if gap in " -" and last[0].isalpha():
        beside = name_beside(spot, last, text, rules, ends, gap)
        if beside:
            return beside
    return announced(spot, words, rules)


def said_side(spot: Spot, text: str, rules: PlaceRules, demonyms: dict[str, tuple[str, ...]]) -> str | None:
    """The country an adjective gives a name: «le village guinéen de Kourémalé», «Rosso, côté mauritanien»."""
    before = _WORDS.findall(text, line_start(text, spot.start, 30), spot.start)[-3:]
    near = [word for word in before if fold_word(word) not in rules.fillers or word.lower() in demonyms]
    owners = demonyms.get(near[-1].lower(), ()) if near else ()
    if not owners:
        after = _WORDS.findall(text, spot.end, spot.end + 40)[:6]
        sided = [people for side, people in pairwise(after) if fold_word(side) in rules.sides]
        owners = next((demonyms[word.lower()] for word in sided if word.lower() in demonyms), ())
    return owners[0] if len(owners) == 1 else None


def line_start(text: str, at: int, back: int) -> int:
    """Where the line of an offset begins, at most `back` characters before it."""
    floor = max(0, at - back)
    return max(floor, text.rfind("\n", floor, at) + 1)


def name_beside(spot: Spot, last: str, text: str, rules: PlaceRules, ends: Touching, gap: str) -> float:
    """Evidence against a name that a capitalised word touches on the left: «Aïssata Bamba»."""
    if gap == "-":
        return 0.0 if spot.start - 1 in ends else PERSON_BESIDE if last[0].isupper() else 0.0
    folded = fold_word(last)
    if folded in rules.titles or folded in rules.links:
        return TITLE_BEFORE
    if spot.start - 1 in ends:
        return TOWN_BESIDE if ends[spot.start - 1] == spot.known[0].place.level == "town" else 0.0
    if not last[0].isupper() or folded in rules.functions:
        return 0.0
    if last.isupper() and text[spot.start : spot.end].isupper():
        return 0.0
    return PERSON_BESIDE


def announced(spot: Spot, words: list[str], rules: PlaceRules) -> float:
    """Evidence from the nearest noun or preposition: «dans le village de», «à», «près de»."""
    support = 0.0
    for word in reversed(words[-5:]):
        folded = fold_word(word)
        if word.lower() in rules.peoples:
            continue
        rule = rules.triggers.get(folded)
        if rule is not None:
            spot.trigger = rule
            return max(support, TRIGGER)
        if folded in rules.keepers:
            return support + KEEPER_BEFORE
        weight = rules.locatives.get(folded, 0.0)
        support = max(support, weight)
        if folded not in rules.fillers and word != "'" and weight == 0.0:
            break
    return support


def follows_article(spot: Spot, text: str, rules: PlaceRules) -> bool:
    """An article stands before the name: towns have none but those in their name («Le Caire»)."""
    words = _WORDS.findall(text, max(0, spot.start - 8), spot.start)
    last = words[-1] if words else ""
    if last == "'":
        last = words[-2] if len(words) > 1 else ""
    return fold_word(last) in rules.articles


def support_after(spot: Spot, text: str, rules: PlaceRules, starts: Touching) -> float:
    """Evidence from the right: a capitalised word that touches the name makes it somebody's."""
    after = text[spot.end : spot.end + 1]
    if after.isalpha():
        glued = _GLUED.match(text, spot.end)
        return 0.0 if glued and fold_word(glued.group()) in rules.functions else PERSON_BESIDE
    if spot.end + 1 in starts:
        towns = starts[spot.end + 1] == spot.known[0].place.level == "town"
        return TOWN_BESIDE if after == " " and towns else 0.0
    if after == " ":
        more = _AFTER_NAME.match(text, spot.end)
        return name_after(spot, more.group(1), text, rules) if more else 0.0
    more = _AFTER_HYPHEN.match(text, spot.end)
    if more is None:
        return 0.0
    return PERSON_BESIDE if more.group(1)[0].isupper() or more.group(2) else HYPHEN_AFTER


def name_after(spot: Spot, word: str, text: str, rules: PlaceRules) -> float:
    """The name is somebody's («Kayes Diarra») unless it stands complete before a person («la maire de Paris Anne»)."""
    if fold_word(word) in rules.functions or (
        word.isupper() and (len(word) > 1 or text[spot.start : spot.end].isupper())
    ):
        return 0.0
    known = spot.known[0].weight >= APPOSABLE and spot.support > 0.0 and spot.key not in rules.careful
    return APPOSED if known else PERSON_BESIDE


def label_support(spot: Spot, parse: Parse) -> float:
    """The model's label as weak evidence; nothing without a model."""
    token = first_token(spot, parse)
    if token is None:
        return 0.0
    label = token.ent
    if label == "LOC":
        return LABEL_LOC
    if label == "PER" and (spot.trigger or spot.support >= SURE_BEFORE):
        return LABEL_NONE  # the model takes unknown villages for persons
    if not label and token.pos in _NO_NAME and spot.support <= 0.0 and " " not in spot.key:
        return NO_NAME
    if label == "PER" and spot.known[0].place.level == "country":
        return LABEL_ORG
    return LABEL_PER if label == "PER" else LABEL_ORG if label == "ORG" else LABEL_NONE


def first_token(spot: Spot, parse: Parse) -> Token | None:
    start = parse.plain.back(spot.start) if parse.plain.drops else spot.start
    return parse.token_at(start) if parse.tokens else None
