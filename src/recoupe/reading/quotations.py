"""Quotations: who says what, through which words, and what kind of source that is."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate

from recoupe.model import ActorMention, Article, Quotation, Span
from recoupe.parsing import Parse
from recoupe.reading.actors import ActorIndex
from recoupe.reading.quotations_hall import Hall, load_speech, nature_of, quoted_stretches, whole_quote
from recoupe.reading.quotations_incises import in_incise
from recoupe.reading.quotations_sources import find_attributed, find_learned, find_opinion, find_sourced, governed_noun
from recoupe.reading.quotations_speakers import (
    group_first,
    leading_verb,
    noun_speaker,
    speaker_after,
    speaker_span,
    speaker_token,
)
from recoupe.reading.quotations_verbs import find_spoken

__all__ = ["read_quotations", "speaker_of"]
NAMED = frozenset({"person-name", "known-name", "named-organisation", "state-name", "capital-acts"})
REACH = 600  # characters over which «il» may stand for whoever spoke last


def read_quotations(article: Article, parse: Parse, actors: tuple[ActorMention, ...]) -> tuple[Quotation, ...]:
    """Every stated source of a statement, in text order."""
    words = load_speech(article.language)
    if not parse.tokens or not words.sets:
        return ()
    hall = Hall(parse, words, article.language, ActorIndex(actors), quoted_stretches(parse))
    for token in parse.tokens:
        if token.pos in ("VERB", "AUX") and token.lemma in words.verbs:
            find_spoken(hall, token)
        elif token.pos == "VERB" and token.lemma in words.of("learned"):
            find_learned(hall, token)
        elif token.lower in hall.prepositions:
            find_attributed(hall, token)
        elif token.lower in words.of("opinion"):
            find_opinion(hall, token)
        elif token.lower in words.of("source"):
            find_sourced(hall, token)
    _continue(hall)
    hall.found = [_named(hall, q) for q in hall.found]
    return tuple(sorted(hall.found, key=lambda q: (q.cue.start, q.cue.end)))


def speaker_of(parse: Parse, cue: Span, language: str = "fr") -> Span | None:
    """The words that name who speaks through the cue; None when nobody is named."""
    words = load_speech(language)
    tokens = parse.tokens_in(cue.start, cue.end)
    if not tokens:
        token = parse.token_at(cue.start)
        tokens = [token] if token else []
    if not tokens:
        return None
    hall = Hall(parse, words, language, ActorIndex(()), quoted_stretches(parse))
    last = tokens[-1]
    if last.pos in ("ADP", "SCONJ", "CCONJ") or last.lower in hall.prepositions:
        noun = governed_noun(parse, last)
        return speaker_span(hall, noun)
    verb = next((t for t in tokens if t.pos in ("VERB", "AUX")), None)
    if verb is not None:
        if in_incise(hall, verb, group_first(hall, verb)) and (span := speaker_after(hall, verb)) is not None:
            return span
        return speaker_span(hall, speaker_token(parse, leading_verb(hall, verb), words))
    return speaker_span(hall, noun_speaker(parse, last, words))


def _named(hall: Hall, quotation: Quotation) -> Quotation:
    """The quotation with its speaker's name where other words stand for somebody named before."""
    span = quotation.speaker
    token = hall.parse.token_at(span.start) if span is not None else None
    actor = hall.actors.starting(span.start) if span is not None else None
    if span is None or token is None or (actor is not None and actor.rule in NAMED):
        return quotation
    if actor is None and (token.pos != "PRON" or token.end < span.end):
        return quotation
    named = hall.actors.named_before(actor) if actor is not None else None
    if named is None and actor is None and token.lower in hall.words.of("clitic"):
        named = hall.spoke_before(span.start, REACH, token) or hall.actors.last_person(span.start)
    if named is None:
        return quotation
    return replace(quotation, speaker=named, nature=nature_of(named, hall.actors, hall.words))


def _continue(hall: Hall) -> None:
    """A longer quotation without a cue of its own belongs to whoever spoke last, at most a paragraph before."""
    taken = sorted((q.content.start, q.content.end) for q in hall.found)
    reach = list(accumulate((end for _, end in taken), max))  # how far the contents before reach
    spoken = sorted(hall.found, key=lambda q: q.cue.start)
    for start, end in hall.quoted:
        before = bisect_left(taken, (end, 0))
        if end - start < 40 or (before and reach[before - 1] > start):
            continue
        at = bisect_left(spoken, start, key=lambda q: q.cue.start)
        last = spoken[at - 1] if at else None
        if last is None or last.speaker is None or start - max(last.cue.end, last.content.end) > 400:
            continue
        content = whole_quote(hall, start, end)
        hall.found.append(Quotation(last.cue, content, last.speaker, last.nature, "continued", True))
