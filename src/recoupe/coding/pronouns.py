"""Pronouns: who is meant by a pronoun or a possessive beside an event's word, where the reading left it open."""

from __future__ import annotations

from recoupe.coding.scene import Scene
from recoupe.knowledge.countries import country_of_demonym, load_countries
from recoupe.knowledge.syntax import Syntax
from recoupe.model import ActorMention, Span
from recoupe.parsing import Token

SENTENCES_BACK = 2
MOST = 30  # actors or speakers of one sentence that are looked at
SUBJECT = ("nsubj", "nsubj:pass")


def stands_for(scene: Scene, pronoun: Token, syntax: Syntax, others: set[int]) -> list[ActorMention]:
    """The actors a pronoun means: the nearest that fit its number and gender, subjects first; none of `others`.

    `others` are the entities in other slots of the same verb: nobody acts on himself without a reflexive. A first
    person inside a quotation is its speaker.
    """
    if pronoun.lower in syntax.speaking:
        return _speaker(scene, pronoun)
    if pronoun.lower not in syntax.personal:
        return []
    plural = pronoun.lower in syntax.several
    for number in range(pronoun.sentence, max(-1, pronoun.sentence - SENTENCES_BACK - 1), -1):
        before = [m for m in scene.actors.get(number, ()) if m.span.end <= pronoun.start]
        known = [m for m in before[-MOST:] if m.entity not in others]
        heads = {m.span.start: scene.named(m)[1] for m in known}
        fitting = [m for m in known if _agrees(pronoun, heads[m.span.start], plural)]
        if not fitting and pronoun.dep.endswith("subj"):
            fitting = [m for m in known if not plural and _may_agree(scene, heads[m.span.start])]
        if fitting:
            return [min(fitting, key=lambda m: (heads[m.span.start].dep not in SUBJECT, m.span.start))]
        if plural and (pair := _together(known, heads)):
            return pair
    return []


def last_speaker(scene: Scene, pronoun: Token, syntax: Syntax) -> Span | None:
    """Whom a pronoun means that cites somebody («selon lui»): who spoke last, or else any actor that fits it."""
    if pronoun.lower not in syntax.personal:
        return None
    near = range(max(0, pronoun.sentence - SENTENCES_BACK), pronoun.sentence + 1)
    spoken = {q.speaker for n in near for q in scene.said_in(n)[-MOST:] if q.speaker}
    for speaker in sorted(spoken, key=lambda s: -s.start):
        tokens = scene.parse.tokens_in(speaker.start, speaker.end)
        fits = tokens and _agrees(pronoun, scene.head_of(tokens), pronoun.lower in syntax.several)
        if fits and speaker.end <= pronoun.start:
            return scene.full_speaker(speaker)
    meant = stands_for(scene, pronoun, syntax, set())
    return scene.best_words(meant[0]) if meant else None


def members_of(scene: Scene, mention: ActorMention) -> list[ActorMention]:
    """Those whom a mention of several sums up, each as first named."""
    found = (scene.entities.get(entity, ()) for entity in mention.members)
    return [min(mentions, key=lambda m: m.span.start) for mentions in found if mentions]


def state_of(scene: Scene, adjective: Token) -> ActorMention | None:
    """The state that an adjective points to («l'offensive turque»), as the article names it elsewhere."""
    codes = country_of_demonym(scene.reading.article.language).get(adjective.lower, ())
    countries = {load_countries()[code].iso3 for code in codes}
    return next((state for country in sorted(countries) if (state := scene.states.get(country))), None)


def _agrees(pronoun: Token, head: Token, plural: bool) -> bool:
    """Number and, for common nouns, gender are the same."""
    if head.pos == "PRON" or head.has("Number=Plur") != plural:
        return False
    mine, its = ({m for m in t.morph.split("|") if m.startswith("Gender")} for t in (pronoun, head))
    return head.pos == "PROPN" or not mine or not its or mine == its


def _may_agree(scene: Scene, head: Token) -> bool:
    """A singular subject whose article does not tell its gender, which the model only guesses («l'état-major»)."""
    before = scene.parse.tokens[max(0, head.i - 1)]
    return head.dep in SUBJECT and head.pos == "NOUN" and before.lower in scene.syntax.elided


def _together(known: list[ActorMention], heads: dict[int, Token]) -> list[ActorMention]:
    """«Le préfet a reçu le maire. Ils …»: the subject of a sentence and the one other of its kind there."""
    first = next((m for m in known if heads[m.span.start].dep in SUBJECT), None)
    if first is None:
        return []
    inside = [m for m in known if first.span.start < m.span.start < first.span.end]
    rest = {m.entity: m for m in known if m.kind == first.kind and m.entity != first.entity and m not in inside}
    return [first, *rest.values()] if len(rest) == 1 else []


def _speaker(scene: Scene, pronoun: Token) -> list[ActorMention]:
    """Who says the words in which «nous» stands."""
    for quotation in scene.quotations_over(pronoun):
        if quotation.speaker is not None:
            mention = scene.actor_in(quotation.speaker)
            return [mention] if mention else []
    return []
