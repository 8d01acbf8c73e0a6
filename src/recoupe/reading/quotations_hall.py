"""What the steps of quotation reading share: the words of saying, the article, what was found so far."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from recoupe.knowledge.actors import fold
from recoupe.knowledge.loader import Entry, language_file, load_entries
from recoupe.model import Quotation, Span
from recoupe.model.annotations import SourceNature
from recoupe.parsing import Parse, Token
from recoupe.reading.actors import ActorIndex
from recoupe.reading.actors_lexicon import expand

QuotationUse = Literal[
    "verb", "weak", "reflexive", "preposition", "document", "speech", "source", "learned", "nobody", "nature", "agent",
    "from", "clitic", "transitive", "article", "that", "opinion",
]  # fmt: skip
LOOK_BACK = 40  # quotations among which the last speaker is looked for
_OPENING, _CLOSING = '«"', '»"'


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


@dataclass(slots=True)
class Hall:
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
        """Some of the words stand between quotation marks."""
        at = max(0, bisect_right(self.quoted, (span.start, 1 << 60)) - 1)
        return any(start < span.end and span.start < end for start, end in self.quoted[at : at + 2])

    def near(self, start: int, end: int) -> list[tuple[int, int]]:
        """Quoted stretches that touch [start, end)."""
        at = bisect_right(self.quoted, (start, 1 << 60)) - 1
        found = []
        for number in range(max(0, at), len(self.quoted)):
            row = self.quoted[number]
            if row[0] >= end:
                break
            if row[1] > start:
                found.append(row)
        return found

    def spoke_before(self, start: int, reach: int, pronoun: Token | None = None) -> Span | None:
        """Whoever spoke last before the offset, at most `reach` characters away, and whom the pronoun may mean."""
        for quotation in reversed(self.found[-LOOK_BACK:]):
            if start - quotation.cue.start > reach:
                return None
            if (
                quotation.cue.start < start
                and quotation.speaker is not None
                and self.may_mean(pronoun, quotation.speaker)
            ):
                return quotation.speaker
        return None

    def may_mean(self, pronoun: Token | None, speaker: Span) -> bool:
        """The article of the speaker and the pronoun agree («il» is no «une source»); a name may be anybody."""
        inside = self.parse.tokens_in(speaker.start, speaker.end)
        article = inside[0] if inside and inside[0].pos == "DET" else None
        if pronoun is None or article is None:
            return True
        pairs = [(_feature(pronoun, name), _feature(article, name)) for name in ("Gender=", "Number=")]
        return all(one == other for one, other in pairs if one and other)

    def add(self, cue: Span, content: Span | None, speaker: Span | None, rule: str) -> None:
        if content is None or not content.quote.strip():
            return
        nature = nature_of(speaker, self.actors, self.words)
        self.found.append(Quotation(cue, content, speaker, nature, rule, self.in_quotes(content)))


def _feature(token: Token, name: str) -> str:
    return next((part for part in token.morph.split("|") if part.startswith(name)), "")


def quoted_stretches(parse: Parse) -> list[tuple[int, int]]:
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


def whole_quote(hall: Hall, start: int, end: int) -> Span:
    return Span.of(hall.parse.plain.original, start, end)


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


def quote_ending(hall: Hall, end: int) -> Span | None:
    """The quotation that ends at most three characters before the offset."""
    at = bisect_right(hall.quoted, (end, 0)) - 1
    if at >= 0 and hall.quoted[at][0] < end and -1 <= end - hall.quoted[at][1] <= 3:
        return whole_quote(hall, *hall.quoted[at])
    return None


def marked_clause(hall: Hall, node: Token) -> bool:
    return any(hall.parse.tokens[c].dep == "mark" for c in node.children)
