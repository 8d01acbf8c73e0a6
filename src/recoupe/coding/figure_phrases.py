"""What a figure is about, which kind of claim it makes, and who is named for it in its sentence."""

from __future__ import annotations

from recoupe.coding.figure_value import Candidate
from recoupe.coding.figure_words import FigureWords
from recoupe.model import CountMention, Span
from recoupe.model.figure import FigureKind
from recoupe.parsing import Parse, Sentence, Token

LONGEST = 12  # tokens of a subject phrase


def kind_of(candidate: Candidate, words: FigureWords) -> FigureKind:
    """growth («en hausse de 8,6 %»), share («55 % des exportations»), sum («au total»), else level."""
    before = candidate.before
    if candidate.measure == "percent":
        if any(w in words.lists["growth"] for w in before[-4:]) or before[-1:] == ("+",):
            return "growth"
        return "share"
    if words.lists["sum"] & {" ".join(before[-2:]), " ".join(before[-3:-1]), *before[-2:]}:
        return "sum"
    return "level"


def subject_of(mention: CountMention, parse: Parse, sentence: Sentence, words: FigureWords) -> str:
    """A short phrase of the article: the noun with what describes it, or the subject of the sentence."""
    last = parse.token_at(mention.span.end - 1)
    if last is None:
        return mention.unit
    if mention.noun is not None and (noun := parse.token_at(mention.noun.start)):
        return _phrase(parse, noun, sentence, words)
    behind = parse.tokens[last.i + 1] if last.i + 1 < sentence.last else None
    if behind is not None and behind.lower in words.lists["of"] and behind.i + 1 < sentence.last:
        after = next((t for t in parse.tokens[behind.i + 1 : sentence.last] if t.pos in ("NOUN", "PROPN")), None)
        if after is not None and after.i - behind.i <= 3 and mention.measure == "percent":
            return _phrase(parse, after, sentence, words, first=behind.i + 1)
        if after is not None and after.i - behind.i <= 2 and mention.measure in ("mass", "volume", "area", "power"):
            return _phrase(parse, after, sentence, words, first=behind.i + 1)
    owner = _owner_before(mention, parse, sentence, words)
    subject = None if owner else _subject_above(parse, last)
    if owner:
        return _phrase(parse, owner, sentence, words)
    return _phrase(parse, subject, sentence, words, whole=True) if subject else mention.unit


def _owner_before(mention: CountMention, parse: Parse, sentence: Sentence, words: FigureWords) -> Token | None:
    """The noun a measure belongs to: «une réserve de 300 hectares»."""
    first = parse.token_at(mention.span.start)
    if first is None or mention.measure in ("percent", "") or first.i - 2 < sentence.first:
        return None
    link, noun = parse.tokens[first.i - 1], parse.tokens[first.i - 2]
    return noun if link.lower in words.lists["of"] and noun.pos == "NOUN" else None


def _subject_above(parse: Parse, token: Token) -> Token | None:
    """The subject of the nearest verb above the token, or the head of the nominal sentence."""
    for above in [token, *parse.ancestors(token)]:
        for child in above.children:
            other = parse.tokens[child]
            if other.dep.startswith("nsubj") and other.i < token.i and not other.has("PronType=Rel"):
                return other if other.pos != "PRON" else None
    return None


def _phrase(
    parse: Parse, head: Token, sentence: Sentence, words: FigureWords, first: int | None = None, whole: bool = False
) -> str:
    """The words of a noun with what hangs on it, cut before a clause or a comma."""
    start = first if first is not None else head.i
    if whole:
        start = min((t.i for t in parse.subtree(head) if 0 <= head.i - t.i <= 3 and t.pos != "PUNCT"), default=head.i)
    end = head.i
    for token in parse.tokens[head.i + 1 : min(head.i + LONGEST, sentence.last)]:
        clause = token.pos == "VERB" and not token.has("Tense=Past|VerbForm=Part")
        if clause or token.pos in ("PUNCT", "AUX", "CCONJ", "SCONJ", "NUM") or token.lower in words.lists["clause"]:
            break
        end = token.i
    while end > start and parse.tokens[end].pos in ("ADP", "DET", "ADV", "PRON"):
        end -= 1
    return parse.words(parse.tokens[start], parse.tokens[max(end, start)]).quote


def attribution_in(parse: Parse, sentence: Sentence, words: FigureWords) -> Span | None:
    """«selon la note de conjoncture»: the words behind a source word, up to the next comma or verb."""
    tokens = parse.tokens[sentence.first : sentence.last]
    for token in tokens:
        if token.lower not in words.lists["source"] or token.i + 1 >= sentence.last:
            continue
        return _source_words(parse, token.i + 1, sentence)
    return None


def _source_words(parse: Parse, first: int, sentence: Sentence) -> Span | None:
    end = None
    for token in parse.tokens[first : min(first + 2 * LONGEST, sentence.last)]:
        if token.word in ',.;:()"«»' or token.pos in ("AUX", "SCONJ") or (token.pos == "VERB" and token.has("Mood=")):
            break
        end = token
    if end is None:
        return None
    start = parse.tokens[first]
    return parse.words(start, end)
