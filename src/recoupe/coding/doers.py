"""Doers: «les assaillants», told in another sentence than the attack they made."""

from __future__ import annotations

from recoupe.coding.choices import MOST, Party
from recoupe.coding.grouping import Group
from recoupe.coding.mentions import NO_SLOT, entity_key
from recoupe.coding.scene import Scene
from recoupe.model import ActorMention

BACK, AHEAD = 2, 5  # sentences around the attack in which its doers are looked for
HEAD_REACH = 4  # words at the start of a phrase among which its noun stands («une vingtaine d'hommes»)
DEED = "ASSAULT"
FREED, TAKEN = "release", ("abduct", "arrest")
FROM_AFAR = ("aerial", "drone")  # armies do that, not those who are only called assailants


def find_doer(scene: Scene, group: Group) -> Party | None:
    """The nearest armed people without a name, for an attack of these days that says of no one who made it."""
    best = group.best
    if best.type != DEED or best.background or best.status != "asserted" or best.series:
        return None
    if best.trigger.frame.mode in FROM_AFAR:
        return None
    here = best.token.sentence
    victims = [p.mention for mention in group.mentions for p in mention.recipients if p.mention]
    if any(p.mention and p.mention.kind == "armed" for p in best.recipients):
        return None
    struck = {victim.entity for victim in victims}
    around = range(max(0, here - BACK), here + AHEAD + 1)
    known = [
        (abs(number - here), m.span.start, m)
        for number in around
        for m in scene.actors.get(number, [])[:MOST]
        if is_doer(scene, m) and m.entity not in struck
    ]
    if not known:
        return None
    mention = min(known, key=lambda k: k[:2])[2]
    return Party(scene.named(mention)[1], mention.span, mention, NO_SLOT)


def find_captors(scene: Scene, group: Group, groups: list[Group]) -> tuple[Party, ...]:
    """Who took those who are free now: whoever held them let them go, unless the article names somebody else."""
    freed = {entity_key(p) for p in group.best.recipients}
    if group.best.trigger.frame.mode != FREED or not freed:
        return ()
    for taken in (g for g in groups if g.best.trigger.frame.mode in TAKEN and g.best.status == "asserted"):
        if any(freed & {entity_key(p) for p in m.recipients} for m in taken.mentions):
            doer = find_doer(scene, taken)
            if captors := next((m.actors for m in taken.mentions if m.actors), (doer,) if doer else ()):
                return captors
    return ()


def is_doer(scene: Scene, mention: ActorMention) -> bool:
    """Armed people, or men on motorbikes, named only by what they did or carried."""
    syntax, words = scene.syntax, [t.lower for t in scene.named(mention)[0]]
    armed = mention.kind == "armed" or (mention.kind == "group" and not syntax.mounts.isdisjoint(words))
    return armed and not syntax.doers.isdisjoint(words[:HEAD_REACH])
