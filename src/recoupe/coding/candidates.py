"""Candidates: the words of a parse that may say that something happened, each with the frames that know them."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.knowledge.frames import Frames, Trigger
from recoupe.knowledge.syntax import Syntax
from recoupe.parsing import Parse, Token

CONTENT = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "AUX"})
VERBAL = frozenset({"VERB", "AUX", "ADJ"})
REACH_AFTER, REACH_BEFORE = 7, 3
ELLIPSIS_REACH = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token and the triggers that match it, the most specific first."""

    token: Token
    triggers: tuple[Trigger, ...]


def find_candidates(parse: Parse, frames: Frames) -> list[Candidate]:
    """Every content word that a frame knows, in text order."""
    found: dict[int, Candidate] = {}
    for token in parse.tokens:
        if token.pos in CONTENT and (triggers := match_triggers(parse, token, frames)):
            found[token.i] = Candidate(token, triggers)
        elif original := _stands_for(parse, token, found, frames.syntax):
            found[token.i] = Candidate(token, original.triggers)
    return list(found.values())


def _stands_for(parse: Parse, token: Token, found: dict[int, Candidate], syntax: Syntax) -> Candidate | None:
    """«la visite de A, suivie de celle de B»: the candidate that a pronoun repeats, the last noun before it."""
    if token.lower not in syntax.stands_for or token.pos != "PRON":
        return None
    before = (found[i] for i in range(token.i - 1, max(-1, token.i - ELLIPSIS_REACH), -1) if i in found)
    return next((c for c in before if c.token.pos == "NOUN" and c.token.sentence == token.sentence), None)


def match_triggers(parse: Parse, token: Token, frames: Frames) -> tuple[Trigger, ...]:
    """The triggers whose head is this token and whose conditions hold, most specific first."""
    known = frames.triggers
    lemmas = [token.lemma.lower()]
    if token.lower != lemmas[0]:
        lemmas.append(token.lower)
    if token.pos in ("ADJ", "NOUN") or lemmas[0] not in known:
        lemmas.extend(frames.syntax.infinitives(token.lower, finite=token.pos != "NOUN"))
    hits: dict[str, Trigger] = {}
    for n, lemma in enumerate(lemmas):
        for trigger in known.get(lemma, ()):
            if _fits_word_class(trigger, token, n) and holds(parse, token, trigger, frames.syntax):
                best = hits.get(trigger.frame.id)
                if best is None or trigger.weight > best.weight:
                    hits[trigger.frame.id] = trigger
    return tuple(sorted(hits.values(), key=lambda t: (-t.weight, t.frame.id)))


def _fits_word_class(trigger: Trigger, token: Token, reading: int) -> bool:
    if trigger.verbal:
        return token.pos in VERBAL or (token.pos == "NOUN" and reading > 0)
    return token.pos not in ("VERB", "AUX")


def holds(parse: Parse, token: Token, trigger: Trigger, syntax: Syntax) -> bool:
    """The words a trigger wants around its head are there."""
    tokens = parse.tokens
    if trigger.reflexive and not _reflexive(tokens, token, syntax):
        return False
    if trigger.phrase:
        after = tokens[token.i + 1 : token.i + 1 + len(trigger.phrase)]
        if tuple(t.lower for t in after) != trigger.phrase and tuple(t.lemma.lower() for t in after) != trigger.phrase:
            return False
    return not trigger.near or all(_near(parse, token, word) for word in trigger.near)


def _reflexive(tokens: list[Token], token: Token, syntax: Syntax) -> bool:
    before = tokens[max(0, token.i - 3) : token.i]
    return any(t.lower in syntax.reflexive and t.dep.startswith("expl") for t in before)


def _near(parse: Parse, token: Token, word: str) -> bool:
    window = parse.tokens[max(0, token.i - REACH_BEFORE) : token.i + 1 + REACH_AFTER]
    return any(
        t.i != token.i and t.sentence == token.sentence and (t.lemma.lower() == word or t.lower == word) for t in window
    )
