"""Incises: verbs of saying that stand behind what is said («…, a indiqué le maire»)."""

from __future__ import annotations

from recoupe.parsing import Token
from recoupe.reading.clauses import finite
from recoupe.reading.quotations_hall import Hall, marked_clause, nature_of, quote_ending
from recoupe.reading.quotations_speakers import is_clitic, speaker_after


def in_incise(hall: Hall, verb: Token, first: int) -> bool:
    """The verb and its speaker stand behind what is said, after a closing quotation mark or a comma."""
    tokens = hall.parse.tokens
    sentence = hall.parse.sentences[verb.sentence]
    if not _finite_group(hall, verb) or _opens_speech(hall, verb):
        return False
    at = first - 1
    if at < sentence.first:
        return quote_ending(hall, tokens[first].start) is not None
    while at > 0 and tokens[at].word in (",", "-", "–"):
        at -= 1
    if at < sentence.first:
        return quote_ending(hall, tokens[at].end) is not None
    if at == first - 1 and tokens[at].word not in ('"', "»"):
        return False
    if tokens[at].word in ('"', "»"):
        return True
    if verb.dep == "parataxis" or any(is_clitic(hall, tokens[c]) for c in verb.children if c > first):
        return True
    if (
        verb.lemma not in hall.words.of("transitive")
        and _named_next(hall, verb)
        and _tells_before(hall, sentence.first, at)
    ):
        return True
    return any(_follows(tokens[c], verb) or _said_earlier(tokens[c], first) for c in verb.children)


def _named_next(hall: Hall, verb: Token) -> bool:
    """Somebody who can speak stands behind the verb without a preposition: its subject more often than its object."""
    span = speaker_after(hall, verb)
    if span is None:
        return False
    return hall.actors.starting(span.start) is not None or nature_of(span, hall.actors, hall.words) != "unknown"


def _tells_before(hall: Hall, first: int, last: int) -> bool:
    """A main clause with a verb of its own stands in front."""
    tokens = hall.parse.tokens
    for token in tokens[max(first, last - 80) : last + 1]:
        if token.has("VerbForm=Fin"):
            verb = tokens[token.head] if token.dep.startswith(("aux", "cop")) else token
            if verb.dep != "acl:relcl":
                return True
    return False


def _follows(child: Token, verb: Token) -> bool:
    return child.dep.startswith("nsubj") and child.i > verb.i


def _said_earlier(child: Token, first: int) -> bool:
    return child.i < first and child.pos in ("VERB", "AUX") and child.dep in ("ccomp", "parataxis", "conj", "dep")


def _opens_speech(hall: Hall, verb: Token) -> bool:
    """«que», a colon or an infinitive follows: what is said comes after the verb."""
    tokens = hall.parse.tokens
    for token in tokens[verb.i + 1 : verb.i + 3]:
        if token.sentence != verb.sentence or token.word == ":" or token.has("VerbForm=Inf"):
            return token.sentence == verb.sentence
        if token.dep == "mark" and tokens[token.head].dep in ("ccomp", "advcl"):
            return True
    return any(tokens[c].dep == "ccomp" and c > verb.i and marked_clause(hall, tokens[c]) for c in verb.children)


def _finite_group(hall: Hall, verb: Token) -> bool:
    return finite(hall.parse, verb).has("VerbForm=Fin")
