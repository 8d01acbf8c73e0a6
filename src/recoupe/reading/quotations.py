"""Quotations: who says what, through which words, and what kind of source that is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from recoupe.knowledge.actors import fold
from recoupe.knowledge.loader import Entry, language_file, load_entries
from recoupe.model import ActorMention, Article, Quotation, Span
from recoupe.model.annotations import SourceNature
from recoupe.parsing import Parse, Token
from recoupe.reading.actors import ActorIndex
from recoupe.reading.actors_lexicon import expand, load_lexicon
from recoupe.reading.actors_phrases import phrase
from recoupe.reading.clauses import clause_edges, subject_of

QuotationUse = Literal[
    "verb", "weak", "reflexive", "preposition", "document", "speech", "source", "learned", "nobody", "nature"
]
_OPENING, _CLOSING = '«"', '»"'
_COMPLEMENTS = ("ccomp", "xcomp")


class QuotationRule(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One entry of `quotations.yml`; see the head of the French file for what each `use` means."""

    use: QuotationUse
    words: tuple[str, ...]
    nature: SourceNature | None = None


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """The words of a language by use; `verbs` holds strong and weak ones with the id of their rule."""

    sets: dict[str, frozenset[str]]
    verbs: dict[str, str]
    natures: tuple[tuple[frozenset[str], SourceNature], ...]
    ids: dict[str, str]

    def of(self, use: QuotationUse) -> frozenset[str]:
        return self.sets.get(use, frozenset())


@lru_cache(maxsize=8)
def load_speech(language: str) -> SpeechWords:
    """The words of saying of a language; empty when it has none."""
    rules = load_entries(language_file(language, "quotations.yml"), QuotationRule)
    sets: dict[str, set[str]] = {}
    for rule in rules:
        sets.setdefault(rule.use, set()).update(form for word in rule.words for form in expand(word))
    verbs = {word: rule.id for rule in reversed(rules) if rule.use in ("verb", "weak") for word in rule.words}
    natures = tuple((frozenset(map(fold, r.words)), r.nature) for r in rules if r.nature)
    return SpeechWords({k: frozenset(v) for k, v in sets.items()}, verbs, natures, {r.use: r.id for r in rules})


def read_quotations(article: Article, parse: Parse, actors: tuple[ActorMention, ...]) -> tuple[Quotation, ...]:
    """Every stated source of a statement, in text order."""
    words = load_speech(article.language)
    if not parse.tokens or not words.sets:
        return ()
    hall = _Hall(parse, words, article.language, ActorIndex(actors), _quoted(parse))
    for token in parse.tokens:
        if token.pos in ("VERB", "AUX") and token.lemma in words.verbs:
            _spoken(hall, token)
        elif token.lower in hall.prepositions:
            _attributed(hall, token)
        elif token.lower in words.of("source"):
            _sourced(hall, token)
    _continue(hall)
    return tuple(sorted(hall.found, key=lambda q: (q.cue.start, q.cue.end)))


@dataclass(slots=True)
class _Hall:
    """One article while its quotations are read."""

    parse: Parse
    words: SpeechWords
    language: str
    actors: ActorIndex
    quoted: list[tuple[int, int]]
    found: list[Quotation] = field(default_factory=list)
    prepositions: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.prepositions = frozenset(w.split(" ")[0].split("'")[-1] for w in self.words.of("preposition"))

    def span(self, first: int, last: int) -> Span:
        return self.parse.words(self.parse.tokens[first], self.parse.tokens[last])

    def in_quotes(self, span: Span) -> bool:
        return any(start < span.end and span.start < end for start, end in self.near(span.start, span.end))

    def near(self, start: int, end: int) -> list[tuple[int, int]]:
        """Quoted stretches that touch [start, end)."""
        at = bisect_right(self.quoted, (start, 1 << 60)) - 1
        found = []
        for row in self.quoted[max(0, at) :]:
            if row[0] >= end:
                break
            if row[1] > start:
                found.append(row)
        return found

    def add(self, cue: Span, content: Span | None, speaker: Span | None, rule: str) -> None:
        if content is None or not content.quote.strip():
            return
        nature = nature_of(speaker, self.actors, self.words)
        self.found.append(Quotation(cue, content, speaker, nature, rule, self.in_quotes(content)))


def _quoted(parse: Parse) -> list[tuple[int, int]]:
    """Offsets of what stands between quotation marks, paragraph by paragraph; an open one runs to its end."""
    found = []
    for chunk in parse.chunks:
        start = None
        for at in range(chunk.start, chunk.end):
            char = parse.text[at]
            if start is None and char in _OPENING:
                start = at
            elif start is not None and char in _CLOSING:
                found.append((parse.plain.back(start), parse.plain.back(at) + 1))
                start = None
    return found


# verbs of saying


def _spoken(hall: _Hall, verb: Token) -> None:
    content = _content(hall, verb)
    if content is None:
        return
    speaker = _speaker_token(hall.parse, verb, hall.words)
    if speaker is None and not _inverted(hall, verb):
        return
    span = _speaker_span(hall, speaker)
    hall.add(_cue(hall, verb), content, span, hall.words.verbs[verb.lemma])


def _cue(hall: _Hall, verb: Token) -> Span:
    """The verb with its auxiliaries."""
    tokens = hall.parse.tokens
    first = verb.i
    while (
        first > 0 and tokens[first - 1].head == verb.i and tokens[first - 1].dep.startswith(("aux", "expl", "advmod"))
    ):
        first -= 1
    return hall.span(first, verb.i)


def _content(hall: _Hall, verb: Token) -> Span | None:
    """What is said: the clause after «que», the quotation beside the verb, the sentence around an incise, the object."""
    tokens = hall.parse.tokens
    strong = verb.lemma in hall.words.of("verb")
    for child in verb.children:
        node = tokens[child]
        if node.dep in _COMPLEMENTS and child > verb.i and (strong or _marked(hall, node)):
            return _clause(hall, node, verb)
    if _inverted(hall, verb) and (before := _before(hall, verb)):
        return before
    if (quote := _beside(hall, verb)) is not None:
        return quote
    if verb.lemma in hall.words.of("reflexive"):
        noun = next(
            (tokens[c] for c in verb.children if tokens[c].dep == "obj" and tokens[c].pos in ("NOUN", "PROPN")), None
        )
        if noun is not None and noun.i > verb.i:
            return hall.span(*_edges(hall, noun))
    return None


def _marked(hall: _Hall, node: Token) -> bool:
    return any(hall.parse.tokens[c].dep == "mark" for c in node.children)


def _clause(hall: _Hall, node: Token, verb: Token) -> Span:
    below = hall.parse.subtree(node)
    first = next((t for t in below if t.i > verb.i and t.dep != "mark"), node)
    last = below[-1]
    while last.pos == "PUNCT" and last.i > node.i:
        last = hall.parse.tokens[last.i - 1]
    return hall.span(min(first.i, last.i), last.i)


def _edges(hall: _Hall, noun: Token) -> tuple[int, int]:
    below = hall.parse.subtree(noun)
    last = below[-1].i
    while last > noun.i and hall.parse.tokens[last].pos == "PUNCT":
        last -= 1
    return below[0].i, last


def _inverted(hall: _Hall, verb: Token) -> bool:
    """The subject follows the verb, or the verb stands in an incise after a comma or a closing quote."""
    tokens = hall.parse.tokens
    first = verb.i
    while (
        first > 0
        and tokens[first - 1].head == verb.i
        and tokens[first - 1].dep.startswith(("aux", "expl", "obj", "iobj", "advmod"))
    ):
        first -= 1
    floor = hall.parse.sentences[verb.sentence].first
    if first - 1 >= floor and tokens[first - 1].word in (",", '"', "»", "-", "–"):
        subject = next((tokens[c] for c in verb.children if tokens[c].dep.startswith("nsubj")), None)
        return (
            subject is None
            and verb.has("VerbForm=Fin")
            or subject is not None
            and subject.i > verb.i
            or (subject is not None and subject.word.startswith("-"))
        )
    return any(tokens[c].dep.startswith("nsubj") and c > verb.i for c in verb.children) and first > floor


def _before(hall: _Hall, verb: Token) -> Span | None:
    """The sentence in front of an incise; the quotation when the incise follows one."""
    tokens = hall.parse.tokens
    sentence = hall.parse.sentences[verb.sentence]
    first = verb.i
    while first > sentence.first and (
        tokens[first - 1].head == verb.i and tokens[first - 1].pos in ("AUX", "PRON", "ADV")
    ):
        first -= 1
    last = first - 1
    while last >= sentence.first and tokens[last].word in (",", "-", "–"):
        last -= 1
    if last >= sentence.first:
        if quote := _quote_ending(hall, tokens[last].end):
            return quote
        if last == sentence.first and tokens[last].pos == "PUNCT":
            return None
        return hall.span(sentence.first, last)
    return _quote_ending(hall, tokens[sentence.first].start)


def _quote_ending(hall: _Hall, end: int) -> Span | None:
    """The quotation that ends at most three characters before the offset."""
    at = bisect_right(hall.quoted, (end, 0)) - 1
    if at >= 0 and hall.quoted[at][0] < end and -1 <= end - hall.quoted[at][1] <= 3:
        return _whole_quote(hall, *hall.quoted[at])
    return None


def _whole_quote(hall: _Hall, start: int, end: int) -> Span:
    return Span.of(hall.parse.plain.original, start, end)


def _beside(hall: _Hall, verb: Token) -> Span | None:
    """A quotation in the sentence after the verb, or the sentence before an incise."""
    sentence = hall.parse.sentences[verb.sentence]
    rows = [r for r in hall.near(sentence.start, sentence.end) if r[1] - r[0] > 12]
    after = next((r for r in rows if r[0] >= verb.end), None)
    before = next((r for r in reversed(rows) if r[1] <= verb.start), None)
    if after is not None and after[0] - verb.end < 90:
        return _whole_quote(hall, *after)
    if before is not None and verb.start - before[1] < 12:
        return _whole_quote(hall, *before)
    return None


# sources with a preposition


def _attributed(hall: _Hall, token: Token) -> None:
    """«selon X»: the noun phrase after it speaks, the rest of its clause is said."""
    tokens = hall.parse.tokens
    first = (
        token.i - 1
        if token.i and f"{tokens[token.i - 1].lower}{token.lower}" in hall.words.of("preposition")
        else token.i
    )
    if first == token.i and token.lower not in hall.words.of("preposition"):
        return
    noun = _governed(hall.parse, token)
    if noun is None or _no_source(noun):
        return
    speaker = _speaker_span(hall, noun)
    if speaker is not None:
        cue = hall.span(first, token.i)
        hall.add(cue, _around(hall, first, noun, speaker), speaker, hall.words.ids["preposition"])


def _no_source(noun: Token) -> bool:
    return noun.lower in ("lequel", "laquelle", "lesquels", "lesquelles", "que") or noun.pos in ("VERB", "ADV", "NUM")


def _governed(parse: Parse, token: Token) -> Token | None:
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


def _around(hall: _Hall, first: int, noun: Token, speaker: Span) -> Span | None:
    """The clause that «selon X» stands in, without it where it stands at an edge."""
    tokens = hall.parse.tokens
    sentence = hall.parse.sentences[noun.sentence]
    verb = next((t for t in hall.parse.ancestors(noun) if t.pos in ("VERB", "AUX")), None)
    low, high = sentence.first, sentence.last - 1
    if verb is not None and verb.dep in ("conj", "ccomp", "advcl", "parataxis") and verb.sentence == noun.sentence:
        low, high = clause_edges(hall.parse, verb)
    end = next((i for i in range(high, low - 1, -1) if tokens[i].start < speaker.end), low)
    if first - low <= 1:
        low = end + 1
    elif high - end <= 1:
        high = first - 1
    while low < high and tokens[low].pos == "PUNCT" and tokens[low].word not in '«"':
        low += 1
    while high > low and tokens[high].pos == "PUNCT" and tokens[high].word not in '»"':
        high -= 1
    return hall.span(low, high) if low <= high else None


def _sourced(hall: _Hall, token: Token) -> None:
    """«de source militaire», «a appris l'AFP auprès de sources officielles»."""
    tokens = hall.parse.tokens
    case = next((tokens[c] for c in token.children if tokens[c].dep == "case" and c < token.i), None)
    if case is None or any(q.speaker and q.speaker.start <= token.start < q.speaker.end for q in hall.found):
        return
    if case.lower not in ("de", "d'", "des", "par", "auprès") and case.lemma != "de":
        return
    governor = tokens[token.head]
    learned = governor.lemma in hall.words.of("learned")
    if governor.pos in ("NOUN", "PROPN") and not learned:
        return
    first, last = phrase(hall.parse, token, load_lexicon(hall.language))
    verb = governor if learned else None
    cue = hall.span(verb.i, verb.i) if verb is not None and verb.i < first else hall.span(case.i, case.i)
    start = min(case.i, verb.i if verb is not None and verb.i < first else case.i)
    before = _said_before(hall, token, start)
    hall.add(cue, before, hall.span(first, last), hall.words.ids["source"])


def _said_before(hall: _Hall, token: Token, start: int) -> Span | None:
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
        return hall.span(
            after + 1,
            sentence.last - 1
            if tokens[sentence.last - 1].pos == "PUNCT" and sentence.last - 2 > after
            else sentence.last - 1,
        )
    return None


# who speaks


def speaker_of(parse: Parse, cue: Span, language: str = "fr") -> Span | None:
    """The words that name who speaks through the cue; None when nobody is named."""
    words = load_speech(language)
    tokens = parse.tokens_in(cue.start, cue.end)
    if not tokens:
        token = parse.token_at(cue.start)
        tokens = [token] if token else []
    if not tokens:
        return None
    hall = _Hall(parse, words, language, ActorIndex(()), [])
    last = tokens[-1]
    if last.pos in ("ADP", "SCONJ", "CCONJ") or last.lower in hall.prepositions:
        noun = _governed(parse, last)
        return _speaker_span(hall, noun)
    verb = next((t for t in tokens if t.pos in ("VERB", "AUX")), None)
    if verb is not None:
        return _speaker_span(hall, _speaker_token(parse, verb, words))
    return _speaker_span(hall, _noun_speaker(parse, last, words))


def _noun_speaker(parse: Parse, noun: Token, words: SpeechWords) -> Token | None:
    """Texts speak themselves; of a declaration its author does, or the subject of its verb."""
    if noun.lower in words.of("document"):
        return noun
    owner = next((parse.tokens[c] for c in noun.children if parse.tokens[c].dep == "nmod"), None)
    if owner is not None:
        return owner
    verb = next((t for t in parse.ancestors(noun) if t.pos in ("VERB", "AUX")), None)
    return subject_of(parse, verb) if verb is not None else noun


def _speaker_token(parse: Parse, verb: Token, words: SpeechWords) -> Token | None:
    """The subject of a verb of saying; in an incise the noun that follows; for a text the one that holds the words."""
    found = subject_of(parse, verb)
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


def _speaker_span(hall: _Hall, token: Token | None) -> Span | None:
    """The actor mention of the token, else its noun phrase; nobody for «on»."""
    if token is None or token.lower.lstrip("-") in hall.words.of("nobody") and False:
        return None
    actor = hall.actors.at(token.start)
    if actor is not None and actor.span.start <= token.start < actor.span.end:
        return actor.span
    if token.pos in ("PRON", "DET"):
        return hall.span(token.i, token.i)
    return hall.span(*phrase(hall.parse, token, load_lexicon(hall.language), function=True))


def nature_of(speaker: Span | None, actors: ActorIndex, words: SpeechWords) -> SourceNature:
    """What kind of source speaks, by its words and by who it is."""
    if speaker is None:
        return "unknown"
    actor = actors.at(speaker.start)
    said = set(fold(speaker.quote).lower().replace("'", " ").replace("-", " ").split()) | {fold(speaker.quote).lower()}
    if actor is not None and actor.function:
        said |= set(fold(actor.function).lower().split())
    if actor is not None and actor.kind == "outlet":
        return "press"
    if actor is not None and actor.kind == "armed":
        return "claimant"
    for listed, nature in words.natures:
        if said & listed:
            return nature
    if actor is not None and actor.sector in ("GOV", "MIL", "COP", "JUD", "IGO", "LEG", "SPY"):
        return "official"
    return "press" if actor is not None and actor.sector in ("JRN", "MED") else "unknown"


# quotations that go on


def _continue(hall: _Hall) -> None:
    """A longer quotation without a cue of its own belongs to whoever spoke last, at most a paragraph before."""
    spoken = sorted((q for q in hall.found), key=lambda q: q.content.start)
    taken = [(q.content.start, q.content.end) for q in spoken]
    for start, end in hall.quoted:
        if end - start < 40 or any(a < end and start < b for a, b in taken):
            continue
        last = next((q for q in reversed(spoken) if q.cue.start < start), None)
        if last is None or last.speaker is None or start - max(last.cue.end, last.content.end) > 400:
            continue
        content = _whole_quote(hall, start, end)
        hall.found.append(Quotation(last.cue, content, last.speaker, last.nature, "continued", True))
