"""Claims of responsibility: who says that a deed was his is both its actor and its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from recoupe.coding.choices import Party
from recoupe.coding.mentions import Mention
from recoupe.coding.pronouns import stands_for
from recoupe.coding.scene import Scene
from recoupe.coding.slots import find_slots
from recoupe.knowledge.frames import Frames
from recoupe.model import Evidence, TimeMention
from recoupe.parsing import Token

SENTENCES_BACK = 2  # how far before a claim the deed may be told
OPENING = 2  # a claim in the headline is told in full by the first sentences
NOUN_REACH = 8  # tokens behind a claim in which the deed is looked for
STEPS = 3  # from the words of the deed up to the noun that is claimed («une série d'attaques»)
MOST_CLAIMS = 50
CLAIM = "claim"
BY_DEED = ("nsubj", "obl")


@dataclass(frozen=True, slots=True)
class Claim:
    """«Le groupe a revendiqué l'attaque»: the verb, the deed's noun, and who claims it."""

    verb: Token
    deed: Token
    claimant: Party


def add_claimants(scene: Scene, mentions: Sequence[Mention], frames: Frames) -> list[Mention]:
    """The mentions, with the claimant among the actors and as the source where a deed is claimed."""
    found = list(mentions)
    for claim in find_claims(scene, frames):
        for n in claimed(scene, claim, found, frames):
            known = {p.mention.entity for p in found[n].actors if p.mention}
            new = () if claim.claimant.mention and claim.claimant.mention.entity in known else (claim.claimant,)
            evidence = found[n].evidence | {"attributed_to": Evidence(claim.claimant.span, CLAIM)}
            if not found[n].actors:
                evidence["actors"] = Evidence(claim.claimant.span, CLAIM, "claims it")
            found[n] = replace(found[n], actors=found[n].actors + new, source=claim.claimant.span, evidence=evidence)
    return found


def find_claims(scene: Scene, frames: Frames) -> list[Claim]:
    """Every claim of the article whose claimant is a known actor."""
    found = []
    for verb in scene.parse.tokens:
        lemma = verb.lemma.lower()
        if lemma not in frames.syntax.claiming | frames.syntax.owning or is_negated(scene, verb):
            continue
        slots = find_slots(scene, verb, frames.syntax)
        claimant = next((p for t in slots.get("subject", ()) if (p := _party(scene, t, frames))), None)
        deed = next((t for t in slots.get("object", ()) if t.pos == "NOUN"), None) or _deed_behind(scene, verb, frames)
        if lemma in frames.syntax.owning:
            deed = _owned(scene, deed, frames)
        if claimant and deed:
            found.append(Claim(verb, deed, claimant))
        if len(found) == MOST_CLAIMS:
            break
    return found


def _owned(scene: Scene, noun: Token | None, frames: Frames) -> Token | None:
    """The deed of which somebody takes the responsibility; None for anything else that one takes."""
    if noun is None or noun.lemma.lower() not in frames.syntax.ownership:
        return None
    return next((t for t in map(scene.parse.tokens.__getitem__, noun.children) if t.dep == "nmod"), None)


def _deed_behind(scene: Scene, verb: Token, frames: Frames) -> Token | None:
    """The next noun that tells of an event, when the syntax lost it («a revendiqué jeudi l'assassinat»)."""
    behind = scene.parse.tokens[verb.i + 1 : verb.i + NOUN_REACH]
    return next((t for t in behind if t.pos == "NOUN" and t.lemma.lower() in frames.triggers), None)


def is_negated(scene: Scene, verb: Token) -> bool:
    return any(scene.parse.tokens[c].has("Polarity=Neg") for c in verb.children)


def _party(scene: Scene, token: Token, frames: Frames) -> Party | None:
    mention = scene.actor_of.get(token.i) or next(iter(stands_for(scene, token, frames.syntax, set())), None)
    return Party(token, scene.best_words(mention), mention, CLAIM) if mention else None


def claimed(scene: Scene, claim: Claim, mentions: Sequence[Mention], frames: Frames) -> list[int]:
    """The mentions that a claim is about: its own words, and for a bare «l'attaque» the deed told last before it."""
    types = {t.frame.type for t in frames.triggers.get(claim.deed.lemma.lower(), ())}
    own = [n for n, m in enumerate(mentions) if _is_deed(scene, m.token, claim) and (m.type in types or not types)]
    if not types or any(scene.parse.tokens[c].dep.startswith(("nmod", "acl")) for c in claim.deed.children):
        return own
    told = [n for n, m in enumerate(mentions) if m.type in types and n not in own and m.token.i < claim.verb.i]
    near = range(claim.verb.sentence - SENTENCES_BACK, claim.verb.sentence + 1)
    same = [n for n in told if mentions[n].token.lower == claim.deed.lower]
    last = same or [n for n in told if mentions[n].token.sentence in near]
    ahead = [n for n, m in enumerate(mentions) if m.type in types and claim.verb.sentence < m.token.sentence <= OPENING]
    return own + (last[-1:] or ahead[:1])


def _is_deed(scene: Scene, token: Token, claim: Claim) -> bool:
    """The event's word is the noun that is claimed, hangs on it, or carries it («tués dans l'attaque revendiquée»)."""
    if token.i == claim.deed.i or _carries(scene, token, claim.deed):
        return True
    upper = islice(scene.parse.ancestors(token), STEPS)
    return token.i > claim.deed.i and any(t.i == claim.deed.i for t in upper)


def _carries(scene: Scene, token: Token, deed: Token) -> bool:
    """The deed is what the verb's sentence happens by: «un attentat avait visé», «tués dans une série d'attaques»."""
    if token.pos != "VERB":
        return False
    noun = scene.parse.tokens[deed.head] if deed.dep == "nmod" else deed
    return noun.head == token.i and noun.dep.startswith(BY_DEED)


def dates_claim(scene: Scene, mention: Mention, time: TimeMention) -> bool:
    """The time tells when the deed was claimed: «a revendiqué jeudi l'attaque», «l'attaque a été revendiquée lundi»."""
    word, first = mention.token, scene.parse.token_at(time.span.start)
    if first is None or word.pos != "NOUN" or first.sentence != word.sentence:
        return False
    verb = next((t for t in scene.parse.ancestors(first) if t.pos == "VERB"), None)
    claimed = verb is not None and verb.lemma.lower() in scene.syntax.claiming
    return claimed and verb is not None and (first.i < word.i or word.i < verb.i)
