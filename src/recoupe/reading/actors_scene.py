"""What the steps of actor reading share: the article, its tokens, and the mentions drafted so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from recoupe.knowledge.actors import Actor, Actors, fold
from recoupe.model import PlaceMention, Span
from recoupe.model.annotations import ActorKind
from recoupe.parsing import Parse, Token
from recoupe.reading.actors_lexicon import Lexicon


@dataclass(slots=True, eq=False)
class Draft:
    """A mention in the making: tokens `first` to `last`, its core name `core`, the token others point to."""

    first: int
    last: int
    head: int
    core: tuple[int, int]
    kind: ActorKind
    rule: str
    actor: Actor | None = None
    country: str | None = None
    sector: str | None = None
    function: str | None = None
    office: str | None = None
    name: str = ""
    plural: bool = False
    feminine: bool = False
    definite: bool = False
    entity: int = -1
    members: tuple[int, ...] = ()
    acronym: str | None = None


@dataclass(slots=True)
class Scene:
    """One article while its actors are read. `owner` is, for every token, the draft whose core covers it."""

    parse: Parse
    places: tuple[PlaceMention, ...]
    known: Actors
    words: Lexicon
    language: str
    on: date | None
    drafts: list[Draft] = field(default_factory=list)
    owner: list[Draft | None] = field(default_factory=list)
    place_tokens: set[int] = field(default_factory=set)
    cuts: dict[int, int] = field(default_factory=dict)
    names: list[tuple[int, int, Actor]] = field(default_factory=list)

    @property
    def tokens(self) -> list[Token]:
        return self.parse.tokens

    def add(self, draft: Draft) -> Draft:
        """Keep the draft; the tokens of its words that nobody has yet become its own."""
        self.drafts.append(draft)
        for at in range(draft.first, draft.last + 1):
            if self.owner[at] is None or draft.core[0] <= at <= draft.core[1]:
                self.owner[at] = draft
        self.owner[draft.head] = draft
        return draft

    def free(self, first: int, last: int) -> bool:
        return all(self.owner[at] is None for at in range(first, last + 1))

    def sentence_first(self, at: int) -> int:
        return self.parse.sentences[self.tokens[at].sentence].first

    def sentence_last(self, at: int) -> int:
        return self.parse.sentences[self.tokens[at].sentence].last - 1

    def said(self, first: int, last: int) -> str:
        """The article's words from token to token."""
        return self.span(first, last).quote

    def span(self, first: int, last: int) -> Span:
        """The words from token to token; a token glued to the next sentence ends where its name ends."""
        end = self.cuts.get(last, self.tokens[last].end)
        return Span.of(self.parse.plain.original, self.tokens[first].start, end)

    def country_in(self, first: int, last: int) -> str | None:
        """The state that an adjective, a people's name or the state's own name within the words points to."""
        demonyms = self.known.demonyms(self.language)
        for at in range(first, last + 1):
            code = demonyms.get(self.tokens[at].lower)
            if code is not None:
                return code
        for at in range(first, last + 1):
            owner = self.owner[at]
            if owner is not None and owner.kind == "state":
                return owner.country
            if self.tokens[at].pos == "PROPN":
                found = self.known.find(self.tokens[at].word, None, self.language)
                if found and found[0].kind == "state":
                    return found[0].country
        return None

    def syntactic_head(self, first: int, last: int) -> int:
        """The token of the range whose governor lies outside it."""
        for at in range(first, last + 1):
            head = self.tokens[at].head
            if (head < first or head > last or head == at) and self.tokens[at].pos not in ("DET", "ADP", "PUNCT"):
                return at
        return last

    def folded(self, first: int, last: int) -> str:
        return fold(self.said(first, last)).lower().replace("’", "'")
