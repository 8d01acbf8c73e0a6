"""Actors: who acts and who is acted upon, with coreference inside the article.

Names of knowledge go first, then persons, capitals that act, and nouns; what is left the model may call an
organisation. At the end every mention is linked to its entity.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from recoupe.knowledge.actors import Actors
from recoupe.model import ActorMention, Article, PlaceMention, Span
from recoupe.parsing import Parse
from recoupe.reading.actors_lexicon import load_lexicon
from recoupe.reading.actors_links import link
from recoupe.reading.actors_names import find_capitals, find_names
from recoupe.reading.actors_nouns import find_nouns, find_organisations
from recoupe.reading.actors_persons import find_persons
from recoupe.reading.actors_scene import Draft, Scene

_POINTERS = frozenset({"pronoun", "same"})
_NAMED = frozenset({"person-name", "known-name", "named-organisation"})
DEPTH = 16  # mentions that may lie inside one another


def read_actors(
    article: Article, parse: Parse, places: tuple[PlaceMention, ...], known: Actors
) -> tuple[ActorMention, ...]:
    """Every mention of an actor, in text order; nested ones follow the one that holds them."""
    if not parse.tokens:
        return ()
    scene = Scene(parse, places, known, load_lexicon(article.language), article.language, article.published)
    scene.owner = [None] * len(parse.tokens)
    scene.place_tokens = {t.i for p in places if not p.metonym for t in parse.tokens_in(p.span.start, p.span.end)}
    for step in (find_names, find_persons, find_capitals, find_nouns, find_organisations, link):
        step(scene)
    return tuple(_mention(scene, draft) for draft in scene.drafts)


def _mention(scene: Scene, draft: Draft) -> ActorMention:
    tokens = scene.tokens
    return ActorMention(
        span=scene.span(draft.first, draft.last),
        name=draft.name,
        kind=draft.kind,
        entity=draft.entity,
        rule=draft.rule,
        actor_id=draft.actor.id if draft.actor else None,
        country=draft.country or (draft.actor.country if draft.actor else None),
        sector=draft.sector,
        function=draft.function,
        members=draft.members,
        head=tokens[draft.head].start,
    )


class ActorIndex:
    """Which mention covers a token: built once per article, asked often."""

    def __init__(self, actors: Sequence[ActorMention]) -> None:
        self._by_head: dict[int, ActorMention] = {}
        self._spans = sorted(actors, key=lambda a: (a.span.start, -a.span.end))
        self._starts = [a.span.start for a in self._spans]
        self._persons = [a for a in self._spans if a.kind == "person" and a.rule == "person-name"]
        self._by_start: dict[int, ActorMention] = {}
        self._by_entity: dict[int, list[ActorMention]] = {}
        for actor in self._spans:
            self._by_entity.setdefault(actor.entity, []).append(actor)
            self._by_start.setdefault(actor.span.start, actor)
            if actor.head is not None:
                self._by_head.setdefault(actor.head, actor)

    def starting(self, start: int) -> ActorMention | None:
        """The longest mention that begins at offset `start`."""
        return self._by_start.get(start)

    def named_before(self, mention: ActorMention) -> Span | None:
        """The last earlier mention of the same actor that says more: a name, or for a pronoun any noun."""
        pronoun = mention.rule in _POINTERS
        for actor in reversed(self._by_entity.get(mention.entity, ())):
            fits = actor.rule not in _POINTERS if pronoun else actor.rule in _NAMED
            if fits and actor.span.end <= mention.span.start:
                return actor.span
        return None

    def last_person(self, before: int) -> Span | None:
        """The last person named before the offset."""
        at = bisect_left(self._persons, before, key=lambda a: a.span.end)
        return self._persons[at - 1].span if at else None

    def at(self, start: int) -> ActorMention | None:
        """The mention whose head begins at offset `start`, else the shortest one that covers it."""
        if (found := self._by_head.get(start)) is not None:
            return found
        last = bisect_right(self._starts, start)
        near = self._spans[max(0, last - DEPTH) : last]
        covering = [a for a in near if start < a.span.end]
        return min(reversed(covering), key=lambda a: len(a.span.quote), default=None)


def actor_at(actors: Sequence[ActorMention], start: int) -> ActorMention | None:
    """The mention that covers offset `start` of the article; for many questions build an `ActorIndex`."""
    return ActorIndex(actors).at(start)
