"""Actors: who acts and who is acted upon, with coreference inside the article.

Names of knowledge go first, then persons, capitals that act, and nouns; what is left the model may call an
organisation. At the end every mention is linked to its entity.
"""

from __future__ import annotations

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
        self._by_start: dict[int, ActorMention] = {}
        for actor in self._spans:
            self._by_start.setdefault(actor.span.start, actor)
            if actor.head is not None:
                self._by_head.setdefault(actor.head, actor)

    def starting(self, start: int) -> ActorMention | None:
        """The longest mention that begins at offset `start`."""
        return self._by_start.get(start)

    def named_before(self, mention: ActorMention) -> Span | None:
        """The last earlier mention of the same actor that is more than a pronoun."""
        found = [a for a in self._spans if a.entity == mention.entity and a.span.end <= mention.span.start]
        full = [a for a in found if a.rule not in ("pronoun", "same")]
        if mention.rule in ("pronoun", "same"):
            return full[-1].span if full else None
        named = [a for a in full if a.rule in ("person-name", "known-name", "named-organisation")]
        return named[-1].span if named else None

    def last_person(self, before: int) -> Span | None:
        """The last person named in full before the offset."""
        found = [a for a in self._spans if a.span.end <= before and a.kind == "person" and a.rule == "person-name"]
        return found[-1].span if found else None

    def at(self, start: int) -> ActorMention | None:
        """The mention whose head begins at offset `start`, else the shortest one that covers it."""
        if (found := self._by_head.get(start)) is not None:
            return found
        best: ActorMention | None = None
        for actor in self._spans:
            if actor.span.start > start:
                break
            if start < actor.span.end and (best is None or len(actor.span.quote) <= len(best.span.quote)):
                best = actor
        return best


def actor_at(actors: Sequence[ActorMention], start: int) -> ActorMention | None:
    """The mention that covers offset `start` of the article; for many questions build an `ActorIndex`."""
    return ActorIndex(actors).at(start)
