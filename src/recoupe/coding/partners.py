"""Partners: who does together what an article calls joint, told just before («… entre les deux pays. Des patrouilles
conjointes ont commencé»)."""

from __future__ import annotations

from recoupe.coding.choices import MOST, Party
from recoupe.coding.grouping import Group
from recoupe.coding.mentions import NO_SLOT
from recoupe.coding.pronouns import members_of
from recoupe.coding.scene import Scene
from recoupe.model import ActorMention

BACK = 2  # sentences before the deed in which its partners are looked for
DEED = "COOPERATE"
KINDS = frozenset({"state", "force"})


def find_partners(scene: Scene, group: Group) -> tuple[Party, ...]:
    """The two states or forces named together last before a joint deed that says of no one who did it."""
    best = group.best
    if best.type != DEED or scene.syntax.jointly.isdisjoint((*best.trigger.near, *best.trigger.phrase)):
        return ()
    for number in range(best.token.sentence, max(-1, best.token.sentence - BACK - 1), -1):
        before = [m for m in scene.actors.get(number, ()) if m.span.end <= best.token.start][-MOST:]
        if pair := last_pair(scene, before):
            return tuple(Party(scene.named(m)[1], scene.best_words(m), m, NO_SLOT) for m in pair)
    return ()


def last_pair(scene: Scene, mentions: list[ActorMention]) -> list[ActorMention]:
    """Those whom the last mention of two sums up («les deux pays»; itself where nobody knows which), or the last two
    joined by «et»."""
    for mention in reversed(mentions):
        meant = members_of(scene, mention)
        if len(meant) == 2:
            return meant
        if not meant and mention.kind in KINDS and any(t.lower in scene.syntax.both for t in scene.named(mention)[0]):
            return [mention]
        joined = [m for m in mentions if m.span.end <= mention.span.start and is_joined(scene, m, mention)]
        if joined:
            return [joined[-1], mention]
    return []


def is_joined(scene: Scene, one: ActorMention, other: ActorMention) -> bool:
    """«le Sénégal et le Mali»: two of one kind, the second hangs on the first as its conjunct."""
    head, joined = scene.named(one)[1], scene.named(other)[1]
    same = one.kind == other.kind and one.kind in KINDS and one.entity != other.entity
    return same and joined.dep == "conj" and joined.head == head.i
