"""Sources behind a preposition: «selon X», «pour X», «de source militaire»."""

from __future__ import annotations

from recoupe.model import Span
from recoupe.parsing import Parse, Token
from recoupe.reading.actors_lexicon import load_lexicon
from recoupe.reading.actors_phrases import phrase
from recoupe.reading.clauses import clause_edges
from recoupe.reading.quotations_hall import Hall
from recoupe.reading.quotations_speakers import group_first, speaker_span

CLAUSES = ("conj", "ccomp", "advcl", "parataxis")


def find_attributed(hall: Hall, token: Token) -> None:
    """«selon X»: the noun phrase after it speaks, the rest of its clause is said."""
    found = _preposition(hall, token)
    if found is None:
        return
    first, last = found
    noun = governed_noun(hall.parse, hall.parse.tokens[last])
    if noun is None or _no_source(noun):
        return
    speaker = speaker_span(hall, noun)
    if speaker is not None:
        cue = hall.span(first, last)
        hall.add(cue, _around(hall, first, noun, speaker), speaker, hall.words.ids["preposition"])


def _preposition(hall: Hall, token: Token) -> tuple[int, int] | None:
    """The first and last word of the preposition that the token opens or ends («d'après», «à en croire»)."""
    tokens, words = hall.parse.tokens, hall.words.of("preposition")
    if token.i and f"{tokens[token.i - 1].lower}{token.lower}" in words:
        return token.i - 1, token.i
    if token.lower in words:
        return token.i, token.i
    for size in (3, 4):
        row = tokens[token.i : token.i + size]
        if " ".join(t.lower for t in row).replace("' ", "'") in words:
            return token.i, row[-1].i
    return None


def find_opinion(hall: Hall, token: Token) -> None:
    """«Pour X, …» at the head of a sentence or quotation, where X is somebody and a comma follows."""
    tokens = hall.parse.tokens
    sentence = hall.parse.sentences[token.sentence]
    if token.i - sentence.first > 1 or token.i + 1 >= sentence.last:
        return
    actor = hall.actors.starting(tokens[token.i + 1].start)
    if actor is None or actor.kind in ("state", "group", "armed"):
        return
    end = next((i for i in range(token.i + 1, sentence.last) if tokens[i].start >= actor.span.end), sentence.last)
    if end < sentence.last - 2 and tokens[end].word == ",":
        content = hall.span(end + 1, _stop(hall, sentence.last - 1, end + 1))
        hall.add(hall.span(token.i, token.i), content, actor.span, hall.words.ids["opinion"])


def _stop(hall: Hall, last: int, first: int) -> int:
    """The last token that is no full stop."""
    while last > first and hall.parse.tokens[last].pos == "PUNCT" and hall.parse.tokens[last].word not in '"»':
        last -= 1
    return last


def _no_source(noun: Token) -> bool:
    return noun.lower in ("lequel", "laquelle", "lesquels", "lesquelles", "que") or noun.pos in ("VERB", "ADV", "NUM")


def governed_noun(parse: Parse, token: Token) -> Token | None:
    """The noun that the preposition introduces."""
    head = parse.tokens[token.head]
    if head.i > token.i and token.dep in ("case", "mark", "fixed", "cc", "advmod", "dep"):
        return head
    for after in parse.tokens[token.i + 1 : token.i + 8]:
        if after.sentence != token.sentence:
            return None
        if after.pos in ("NOUN", "PROPN", "PRON"):
            return after
    return None


def _around(hall: Hall, first: int, noun: Token, speaker: Span) -> Span | None:
    """The clause that «selon X» stands in, without it where it stands at an edge."""
    tokens = hall.parse.tokens
    sentence = hall.parse.sentences[noun.sentence]
    above = (t for t in hall.parse.ancestors(noun) if not first <= t.i < noun.i)
    verb = next((t for t in above if t.pos in ("VERB", "AUX")), None)
    low, high = sentence.first, sentence.last - 1
    aside = first - low > 1 and tokens[first - 1].word == ","
    whole = aside and (_closes(hall, speaker) or (verb is not None and verb.i > noun.i))
    if not whole and verb is not None and verb.dep in CLAUSES and verb.sentence == noun.sentence:
        low, high = clause_edges(hall.parse, verb)
    end = next((i for i in range(high, low - 1, -1) if tokens[i].start < speaker.end), low)
    if first - low <= 1:
        low = _past_relative(hall, end + 1, high)
    elif high - end <= 1:
        high = first - 1
    while low < high and tokens[low].pos == "PUNCT" and tokens[low].word not in '«"':
        low += 1
    high = _stop(hall, high, low)
    return hall.span(low, high) if low <= high else None


def _closes(hall: Hall, speaker: Span) -> bool:
    """Only a full stop follows: «…, selon le préfet.» speaks of all that the sentence told."""
    last = hall.parse.tokens_in(speaker.start, speaker.end)[-1]
    sentence = hall.parse.sentences[last.sentence]
    return all(t.pos == "PUNCT" for t in hall.parse.tokens[last.i + 1 : sentence.last])


def _past_relative(hall: Hall, low: int, high: int) -> int:
    """Behind the relative clause that may follow the source («Selon X, qui …, »)."""
    tokens = hall.parse.tokens
    if low + 1 < high and tokens[low].word == "," and tokens[low + 1].has("PronType=Rel"):
        return next((i + 1 for i in range(low + 2, high) if tokens[i].word == ","), low)
    return low


def find_sourced(hall: Hall, token: Token) -> None:
    """«de source militaire», «a appris l'AFP auprès de sources officielles»."""
    tokens = hall.parse.tokens
    case = next((tokens[c] for c in token.children if tokens[c].dep == "case" and c < token.i), None)
    if case is None or case.lower not in hall.words.of("from"):
        return
    if any(q.speaker and q.speaker.start <= token.start < q.speaker.end for q in hall.found[-4:]):
        return
    verb = _learning(hall, token)
    if verb is None and tokens[token.head].pos not in ("VERB", "AUX") and tokens[case.i - 1].word != ",":
        return
    first, last = phrase(hall.parse, token, load_lexicon(hall.language))
    cue = verb if verb is not None else case
    start = group_first(hall, verb) if verb is not None else case.i
    hall.add(
        hall.span(start, cue.i), _said_before(hall, token, start), hall.span(first, last), hall.words.ids["source"]
    )


def find_learned(hall: Hall, verb: Token) -> None:
    """«a-t-on appris auprès du parquet»: what is told stands before, the source behind its preposition."""
    tokens, last = hall.parse.tokens, hall.parse.sentences[verb.sentence].last
    for at in range(verb.i + 1, min(verb.i + 10, last - 1)):
        if tokens[at].lower in hall.words.of("source"):
            return  # read with its noun
        actor = hall.actors.starting(tokens[at + 1].start)
        if tokens[at].lower in hall.words.of("from") and actor is not None:
            start = group_first(hall, verb)
            content = _said_before(hall, verb, start)
            hall.add(hall.span(start, verb.i), content, actor.span, hall.words.ids["learned"])
            return


def _learning(hall: Hall, token: Token) -> Token | None:
    """The verb of hearing before the source («a-t-on appris vendredi de source judiciaire»)."""
    floor = hall.parse.sentences[token.sentence].first
    for at in range(token.i - 1, max(floor, token.i - 9) - 1, -1):
        if hall.parse.tokens[at].lemma in hall.words.of("learned"):
            return hall.parse.tokens[at]
    return None


def _said_before(hall: Hall, token: Token, start: int) -> Span | None:
    """What stands before the incise with the source, or after it at the head of a sentence."""
    tokens = hall.parse.tokens
    sentence = hall.parse.sentences[token.sentence]
    comma = next((i for i in range(start - 1, sentence.first - 1, -1) if tokens[i].word == ","), None)
    if comma is not None and comma > sentence.first:
        return hall.span(sentence.first, comma - 1)
    if start - sentence.first > 3:
        return hall.span(sentence.first, start - 1)
    after = next((i for i in range(token.i + 1, sentence.last) if tokens[i].word == ","), None)
    if after is not None and after + 1 < sentence.last:
        return hall.span(after + 1, _stop(hall, sentence.last - 1, after + 1))
    return None
