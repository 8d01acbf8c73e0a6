"""What verbs of saying report: a clause, an object, a quotation, or the sentence around an incise."""

from __future__ import annotations

from recoupe.model import Span
from recoupe.parsing import Token
from recoupe.reading.clauses import bare_participle, finite, negated
from recoupe.reading.quotations_hall import Hall, marked_clause, nature_of, quote_ending, whole_quote
from recoupe.reading.quotations_incises import in_incise
from recoupe.reading.quotations_speakers import group_first, who_speaks

_COMPLEMENTS = ("ccomp", "xcomp")


def find_spoken(hall: Hall, verb: Token) -> None:
    if verb.has("VerbForm=Inf") or negated(hall.parse, verb, hall.language):
        return
    first = group_first(hall, verb)
    incise = in_incise(hall, verb, first)
    content = _before(hall, verb, first) if incise else _content(hall, verb)
    if content is None:
        return
    speaker, named = who_speaks(hall, verb, incise)
    if not named and not incise:
        return
    if speaker is not None and content.start <= speaker.start < content.end:
        return
    bare = not incise and content.quote[:1] not in '"«' and not hall.in_quotes(content)
    if bare and not _credible(hall, verb, speaker):
        return
    hall.add(_cue(hall, verb, first), content, speaker, hall.words.verbs[verb.lemma])


def _credible(hall: Hall, verb: Token, speaker: Span | None) -> bool:
    """Somebody or something that can speak; any subject will do before «que»."""
    if speaker is None or any(hall.parse.tokens[c].dep == "ccomp" for c in verb.children):
        return True
    if hall.actors.at(speaker.start) is not None:
        return True
    token = hall.parse.token_at(speaker.start)
    if token is not None and token.pos == "PRON" and token.sentence == verb.sentence:
        return True
    return nature_of(speaker, hall.actors, hall.words) != "unknown"


def _cue(hall: Hall, verb: Token, first: int) -> Span:
    """The verb with its auxiliary, across an adverb between them."""
    tokens = hall.parse.tokens
    helper = min((c for c in verb.children if tokens[c].dep.startswith("aux") and c < verb.i), default=first)
    return hall.span(helper if verb.i - helper < 6 else first, verb.i)


def _content(hall: Hall, verb: Token) -> Span | None:
    """What is said: the clause after «que», the object, the quotation beside the verb."""
    tokens = hall.parse.tokens
    if bare_participle(hall.parse, verb) and tokens[verb.head].pos in ("NOUN", "PROPN"):
        return _said_of(hall, verb)
    strong = verb.lemma in hall.words.of("verb") and verb.lemma not in hall.words.of("weak")
    for child in verb.children:
        node = tokens[child]
        if node.dep in _COMPLEMENTS and child > verb.i and (strong or _that_clause(hall, node)):
            return _clause(hall, node, verb)
    if (clause := _clause_past_addressee(hall, verb)) is not None:
        return clause
    if verb.lemma in hall.words.of("reflexive") and (noun := _object(hall, verb)) is not None:
        return _balanced(hall, *_edges(hall, noun))
    return _beside(hall, verb)


def _said_of(hall: Hall, verb: Token) -> Span | None:
    """The noun a participle describes («une attaque revendiquée par le groupe»)."""
    noun = hall.parse.tokens[verb.head]
    if verb.lemma not in hall.words.of("reflexive") or noun.i > verb.i:
        return None
    first = hall.parse.subtree(noun)[0].i
    return hall.span(min(first, noun.i), verb.i - 1) if verb.i > noun.i else None


def _clause_past_addressee(hall: Hall, verb: Token) -> Span | None:
    """«a déclaré à X que …», where the model hangs the clause on X."""
    tokens = hall.parse.tokens
    for token in tokens[verb.i + 1 : verb.i + 20]:
        if token.sentence != verb.sentence or token.has("Mood=") or token.pos == "PUNCT":
            return None
        if token.dep == "mark" and token.lower in hall.words.of("that") and tokens[token.head].i > token.i:
            node = tokens[token.head]
            last = max(t.i for t in hall.parse.subtree(node))
            while last > node.i and tokens[last].pos == "PUNCT":
                last -= 1
            return _balanced(hall, token.i + 1, last)
    return None


def _that_clause(hall: Hall, node: Token) -> bool:
    return marked_clause(hall, node) and finite(hall.parse, node).has("VerbForm=Fin")


def _object(hall: Hall, verb: Token) -> Token | None:
    tokens = hall.parse.tokens
    found = (tokens[c] for c in verb.children if c > verb.i and tokens[c].dep == "obj")
    return next((t for t in found if t.pos in ("NOUN", "PROPN")), None)


def _clause(hall: Hall, node: Token, verb: Token) -> Span:
    below = hall.parse.subtree(node)
    first = next((t for t in below if t.i > verb.i and t.dep != "mark"), node)
    last = below[-1].i
    if marked_clause(hall, node) and not any(t.has("Mood=") for t in below):
        last = hall.parse.sentences[verb.sentence].last - 1  # the model lost the clause's verb
    while last > node.i and hall.parse.tokens[last].pos == "PUNCT":
        last -= 1
    return _balanced(hall, min(first.i, last), last)


def _balanced(hall: Hall, first: int, last: int) -> Span:
    """The words, with the quotation mark that closes what they open."""
    tokens = hall.parse.tokens
    quotes = sum(t.word in '"«»' for t in tokens[first : last + 1])
    if quotes % 2 and last + 1 < len(tokens) and tokens[last + 1].word in ('"', "»"):
        last += 1
    return hall.span(first, last)


def _edges(hall: Hall, noun: Token) -> tuple[int, int]:
    below = hall.parse.subtree(noun)
    last = below[-1].i
    while last > noun.i and hall.parse.tokens[last].pos == "PUNCT":
        last -= 1
    return below[0].i, last


def _before(hall: Hall, verb: Token, first: int) -> Span | None:
    """The sentence in front of an incise; the quotation when the incise follows one."""
    tokens = hall.parse.tokens
    sentence = hall.parse.sentences[verb.sentence]
    last = first - 1
    while last > 0 and tokens[last].word in (",", "-", "–"):
        last -= 1
    if last < sentence.first:
        return quote_ending(hall, tokens[max(last, 0)].end)
    quote = quote_ending(hall, tokens[last].end)
    if quote is not None and quote.start <= tokens[min(sentence.first + 1, last)].start:
        return quote
    if last == sentence.first and tokens[last].pos == "PUNCT":
        return None
    return hall.span(sentence.first, last)


def _beside(hall: Hall, verb: Token) -> Span | None:
    """A quotation in the sentence after the verb, else one right before it."""
    sentence = hall.parse.sentences[verb.sentence]
    low, high = max(sentence.start, verb.start - 600), min(sentence.end, verb.end + 120)
    rows = [r for r in hall.near(low, high) if r[1] - r[0] > 12]
    after = next((r for r in rows if r[0] >= verb.end), None)
    before = next((r for r in reversed(rows) if r[1] <= verb.start), None)
    if after is not None and after[0] - verb.end < 90:
        return whole_quote(hall, *after)
    if before is not None and verb.start - before[1] < 12:
        return whole_quote(hall, *before)
    return None
