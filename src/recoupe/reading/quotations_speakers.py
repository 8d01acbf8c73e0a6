"""Who speaks: the subject of a verb of saying, the name behind an incise, the one who spoke last."""

from __future__ import annotations

from recoupe.model import Span
from recoupe.parsing import Parse, Token
from recoupe.reading.actors_lexicon import load_lexicon
from recoupe.reading.actors_phrases import phrase
from recoupe.reading.clauses import subject_of
from recoupe.reading.quotations_hall import Hall, SpeechWords

FAR_HELPER = 5  # tokens between a verb and its helper («a pour sa part affirmé»)


def who_speaks(hall: Hall, verb: Token, incise: bool) -> tuple[Span | None, bool]:
    """The speaker, and whether anybody speaks at all («on» is nobody)."""
    tokens = hall.parse.tokens
    if not incise:
        if (said := _speech_before(hall, verb)) is not None:
            return said, True
        token = speaker_token(hall.parse, verb, hall.words)
        if token is not None and token.lower in hall.words.of("nobody"):
            return None, True
        if token is not None and is_clitic(hall, token) and token.word[0] == "-":
            return _last_speaker(hall, verb, token), True
        span = _adjacent(hall, verb, token) or speaker_span(hall, token)
        return _not_quoted(hall, verb, span), token is not None
    inverted = [tokens[c] for c in verb.children if tokens[c].word[0] == "-" and is_clitic(hall, tokens[c])]
    inverted += [
        t
        for t in tokens[max(0, verb.i - 3) : verb.i + 4]
        if t.sentence == verb.sentence and t.word[0] == "-" and is_clitic(hall, t)
    ]
    if inverted:
        nobody = any(t.lower in hall.words.of("nobody") for t in inverted)
        return (None if nobody else _last_speaker(hall, verb, inverted[-1])), True
    return speaker_after(hall, verb), True


def _speech_before(hall: Hall, verb: Token) -> Span | None:
    """For a participle («ajoutant que»): the speaker of the last verb of saying before it in the sentence."""
    if not verb.has("VerbForm=Part") or verb.has("Tense=Past") or verb.dep not in ("advcl", "acl", "conj"):
        return None
    floor = hall.parse.sentences[verb.sentence].start
    for quotation in reversed(hall.found):
        if floor <= quotation.cue.start < verb.start:
            return quotation.speaker
    return None


def _not_quoted(hall: Hall, verb: Token, span: Span | None) -> Span | None:
    """A verb without a subject of its own («… et annoncé que») goes on with who speaks, not with who is spoken of."""
    if span is None or any(hall.parse.tokens[c].dep.startswith("nsubj") for c in verb.children):
        return span
    floor = hall.parse.sentences[verb.sentence].start
    for quotation in reversed(hall.found):
        if quotation.cue.start < floor:
            break
        if quotation.content.covers(span):
            return quotation.speaker
    return span


def _adjacent(hall: Hall, verb: Token, token: Token | None) -> Span | None:
    """The actor that ends right before the verb group, where the model's subject is no actor."""
    first = group_first(hall, verb)
    if token is None or hall.actors.at(token.start) is not None or first == 0:
        return None
    before = hall.actors.at(hall.parse.tokens[first - 1].start)
    return before.span if before is not None and before.span.end == hall.parse.tokens[first - 1].end else None


def _last_speaker(hall: Hall, verb: Token, pronoun: Token) -> Span | None:
    """Whoever spoke last before, for «a-t-il ajouté»; else the last person named before the sentence."""
    if (span := hall.spoke_before(verb.start, verb.start, pronoun)) is not None:
        return span
    start = hall.parse.sentences[verb.sentence].start
    return hall.actors.last_person(start)


def speaker_after(hall: Hall, verb: Token) -> Span | None:
    """The first actor after the verb of an incise that no preposition governs; else the first such noun."""
    tokens, last = hall.parse.tokens, hall.parse.sentences[verb.sentence].last
    at = verb.i + 1
    while at < min(last, verb.i + 22):
        token = tokens[at]
        if token.word in ('"', "«", ":", ";") or token.pos == "SCONJ" or token.dep == "acl:relcl":
            return None
        actor = hall.actors.starting(token.start)
        free = tokens[at - 1].pos != "ADP" or tokens[at - 1].lower in hall.words.of("article")
        if actor is not None and free:
            return actor.span
        if token.pos == "ADP" and token.lower not in hall.words.of("article"):
            at = _after_noun(tokens, at, last)
            continue
        if token.pos in ("NOUN", "PROPN") and _can_speak(hall, token):
            return speaker_span(hall, token)
        at += 1
    return None


def _after_noun(tokens: list[Token], at: int, last: int) -> int:
    """The token after the noun that a preposition governs, with its adjectives."""
    at += 1
    while at < last and tokens[at].pos in ("DET", "ADJ", "NUM", "ADV"):
        at += 1
    at += 1
    while at < last and tokens[at].dep.startswith(("flat", "amod")):
        at += 1
    return at


def _can_speak(hall: Hall, token: Token) -> bool:
    """A noun with an article that is no stretch of time."""
    if token.dep == "obl:mod":
        return False
    before = [hall.parse.tokens[c] for c in token.children if c < token.i]
    if any(t.lower in hall.words.of("article") for t in before):
        return True
    if any(t.pos == "ADP" for t in before):
        return False
    return any(hall.parse.tokens[c].pos == "DET" for c in token.children) or token.pos == "PROPN"


def leading_verb(hall: Hall, verb: Token) -> Token:
    """For a participle the verb of saying before it in the sentence, else the verb itself."""
    if not verb.has("VerbForm=Part") or verb.has("Tense=Past") or verb.dep not in ("advcl", "acl", "conj"):
        return verb
    floor = hall.parse.sentences[verb.sentence].first
    for token in reversed(hall.parse.tokens[floor : verb.i]):
        if token.pos == "VERB" and token.lemma in hall.words.verbs and subject_of(hall.parse, token) is not None:
            return token
    return verb


def noun_speaker(parse: Parse, noun: Token, words: SpeechWords) -> Token | None:
    """Texts speak themselves; of a declaration its author does, or the subject of its verb."""
    if noun.lower in words.of("document"):
        return noun
    owner = next((parse.tokens[c] for c in noun.children if parse.tokens[c].dep == "nmod"), None)
    if owner is not None:
        return owner
    verb = next((t for t in parse.ancestors(noun) if t.pos in ("VERB", "AUX")), None)
    return subject_of(parse, verb, words.of("agent")) if verb is not None else noun


def speaker_token(parse: Parse, verb: Token, words: SpeechWords) -> Token | None:
    """The subject of a verb of saying; in an incise the noun that follows; for a text the one that holds the words."""
    found = subject_of(parse, verb, words.of("agent"))
    if found is not None:
        return found
    tokens = parse.tokens
    for token in tokens[verb.i + 1 : verb.i + 4]:
        if token.sentence != verb.sentence or token.pos in ("PUNCT", "VERB", "SCONJ"):
            break
        if token.pos in ("PROPN", "NOUN", "PRON") and token.dep in (
            "obj",
            "nmod",
            "obl:mod",
            "obl:arg",
            "appos",
            "flat:name",
            "nsubj",
            "conj",
            "ROOT",
        ):
            return token
    return next(
        (
            tokens[c]
            for c in verb.children
            if tokens[c].dep.startswith("obl") and tokens[c].lower in words.of("document")
        ),
        None,
    )


def speaker_span(hall: Hall, token: Token | None) -> Span | None:
    """The actor mention of the token, else its noun phrase; nobody for «on»."""
    if token is None:
        return None
    actor = hall.actors.at(token.start)
    if actor is not None and actor.span.start <= token.start < actor.span.end:
        return actor.span
    if token.pos in ("PRON", "DET"):
        return hall.span(token.i, token.i)
    return hall.span(*phrase(hall.parse, token, load_lexicon(hall.language), function=True))


def group_first(hall: Hall, verb: Token) -> int:
    """The first word of the verb's group: auxiliaries, clitics and adverbs before it."""
    tokens = hall.parse.tokens
    helper = min((c for c in verb.children if tokens[c].dep.startswith("aux") and c < verb.i), default=verb.i)
    first = helper if verb.i - helper <= FAR_HELPER and _adverbial(tokens[helper + 1 : verb.i]) else verb.i
    while first > 0 and tokens[first - 1].sentence == verb.sentence and _in_group(tokens[first - 1], verb):
        first -= 1
    return first


def _adverbial(between: list[Token]) -> bool:
    """Only adverbs and short adverbials («pour sa part», «peu auparavant») stand between helper and verb."""
    return not any(t.pos in ("VERB", "PUNCT", "PROPN", "SCONJ") for t in between)


def _in_group(token: Token, verb: Token) -> bool:
    if token.word[0] == "-" and token.pos == "PRON":
        return token.head in (verb.i, token.i - 1)
    if token.head != verb.i or token.word[0].isupper():
        return False
    return token.pos in ("AUX", "ADV") or (
        token.pos == "PRON" and (token.word[0] == "-" or token.dep.startswith("expl"))
    )


def is_clitic(hall: Hall, token: Token) -> bool:
    return token.lower in hall.words.of("clitic") and (token.word[0] == "-" or token.dep.startswith("nsubj"))
