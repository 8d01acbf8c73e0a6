"""Names that no table knows but that stand like a place: «tués à Bintagoro», «la base de Bintagoro»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from recoupe.knowledge.names import fold_name, fold_word
from recoupe.knowledge.place_rules import PlaceRules, load_place_rules
from recoupe.model import ActorMention, Place, PlaceMention, Quotation, Span
from recoupe.parsing import Parse, Token
from recoupe.reading.place_spots import CAPITAL, forward
from recoupe.reading.place_unknown import UNKNOWN_KM

LABEL = "LOC"
REACH = 4  # words before a name among which its noun stands
MOST = 50  # such names of one article
_NAME = re.compile(rf"{CAPITAL}[^\W\d_]+(?:[- ']{CAPITAL}[^\W\d_]+){{0,3}}")
_GOES_ON = re.compile(rf" {CAPITAL}['’]")


def heard_places(
    parse: Parse,
    language: str,
    places: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
    quotations: Sequence[Quotation],
) -> tuple[PlaceMention, ...]:
    """The places, and names the model calls a place that stand behind a preposition or noun of place and that nobody
    bears in the article; wherever they stand in it."""
    rules = load_place_rules(language)
    taken = {t.i for span in spans_of(places, actors) for t in parse.tokens_in(span.start, span.end)}
    # an unknown actor may hold a place: «le maire de Bintagoro»
    within = {t.i for a in actors if not a.actor_id for t in parse.tokens_in(a.span.start, a.span.end)[1:]}
    taken -= within - {t.i for p in places for t in parse.tokens_in(p.span.start, p.span.end)}
    speaking = {t.i for q in quotations for t in parse.tokens_in(q.cue.start, q.cue.end)}
    found: dict[str, Place] = {}
    for token in parse.tokens:
        if token.ent == LABEL and token.i not in taken and len(found) < MOST and stands_like_place(parse, token, rules):
            name = name_at(parse, token, rules)
            if name and token.head not in speaking and (token.i not in within or " " not in name):
                key = fold_name(name)
                found.setdefault(name, Place(f"unknown:{key.replace(' ', '-')}", name, radius_km=UNKNOWN_KM))
    if not found:
        return tuple(places)
    heard = [m for m in occurrences(parse, found) if not any(t.i in taken for t in tokens_of(parse, m))]
    return tuple(sorted((*places, *heard), key=lambda m: m.span.start))


def spans_of(places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> list[Span]:
    return [place.span for place in places] + [actor.span for actor in actors]


def stands_like_place(parse: Parse, token: Token, rules: PlaceRules) -> bool:
    """Behind «à», or behind «de» and a noun of place: «la base de», «près de», «le camp de déplacés de»."""
    if not token.i or not token.word[0].isupper():
        return False
    *before, last = (fold_word(t.lower) for t in parse.tokens[max(0, token.i - REACH) : token.i])
    if last in rules.standing:
        return True
    if last not in rules.belonging:
        return False
    nouns = rules.triggers.keys() | rules.haunts
    noun = next((n for n in range(len(before) - 1, -1, -1) if before[n] in nouns), None)
    return (
        noun is not None and rules.turning.isdisjoint(before[noun:]) and rules.functions.isdisjoint(before[noun + 1 :])
    )


def name_at(parse: Parse, token: Token, rules: PlaceRules) -> str | None:
    """The name that begins with the token; None for a word of grammar, a title, all capitals, or a name glued on."""
    start = forward(parse, token.start)
    match = _NAME.match(parse.text, start)
    if match is None or fold_word(match[0].split(" ", 1)[0]) in rules.functions | rules.titles or match[0].isupper():
        return None
    words = match[0].split(" ")
    glued = next((n for n, word in enumerate(words) if fold_word(word) in rules.functions), len(words))
    name = " ".join(words[:glued])
    if glued == len(words) and _GOES_ON.match(parse.text, match.end()):
        return None
    last = parse.token_at(parse.plain.back(start + len(name) - 1))
    return name if last is not None and last.sentence == token.sentence else None


def occurrences(parse: Parse, found: dict[str, Place]) -> Iterator[PlaceMention]:
    """Every place where one of the names stands as a whole."""
    names = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    pattern = re.compile(rf"(?<![^\W_])(?<!-)(?:{names})(?![^\W_])(?!-)")
    for chunk in parse.chunks:
        for match in pattern.finditer(parse.text, chunk.start, chunk.end):
            yield PlaceMention(parse.span(*match.span()), found[match[0]], "heard")


def tokens_of(parse: Parse, mention: PlaceMention) -> list[Token]:
    return parse.tokens_in(mention.span.start, mention.span.end)
