"""Retellings: groups of mentions that tell of one event, as the same number of dead, wounded or abducted shows, or a
headline in the same words as the text."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.coding.grouping import Group, may_join
from recoupe.coding.mentions import Mention
from recoupe.coding.modes import find_mode
from recoupe.coding.scene import Scene, has_headline
from recoupe.coding.toll_fields import BY_FORCE, toll_fields
from recoupe.model import Count

TELLING = 2  # one dead is no sign: many attacks have one


def join_retellings(scene: Scene, groups: list[Group]) -> list[Group]:
    """The groups, those of one event made one."""
    return join_headline(scene, join_attacks(scene, groups))


def join_headline(scene: Scene, groups: list[Group]) -> list[Group]:
    """A headline says in short what the text says with the same word: its mentions go to the group of the text."""
    if not has_headline(scene.parse):
        return groups
    kept = []
    for group in groups:
        told = next((g for g in groups if is_headline(scene, group, g)), None)
        if told is None:
            kept.append(group)
        else:
            told.mentions.extend(group.mentions)
    return kept


def is_headline(scene: Scene, group: Group, text: Group) -> bool:
    """The first group stands only in the headline, and the other has its word further on."""
    if group.best.trigger.head != text.best.trigger.head or in_opening(scene, text.best):
        return False
    return all(in_opening(scene, m) for m in group.mentions) and may_join(text, group.best)


def in_opening(scene: Scene, mention: Mention) -> bool:
    """The mention stands in the first paragraph."""
    return scene.sentence_of(mention.token).paragraph == scene.parse.sentences[0].paragraph


def join_attacks(scene: Scene, groups: list[Group]) -> list[Group]:
    """The groups, those of one attack made one; the surer of two keeps its words, the earlier where
    the surer only has a pronoun for the people."""
    by_force = [g for g in groups if g.best.type in BY_FORCE]
    if len(by_force) < 2 or not scene.counts:
        return groups
    told: list[tuple[Group, dict[str, Count]]] = []
    kept = [g for g in groups if g not in by_force]
    for group in sorted(by_force, key=lambda g: -g.score):
        tolls = counts_of(scene, group, groups)
        first = next((g for g, known in told if is_retold(g, known, group, tolls)), None)
        if first is None:
            told.append((group, tolls))
        elif is_pronoun_only(first) and group.best.token.sentence < first.best.token.sentence:
            first.mentions[:0] = group.mentions
        else:
            first.mentions.extend(group.mentions)
    return kept + [group for group, _ in told]


def is_pronoun_only(group: Group) -> bool:
    """«Ils avaient été enlevés lundi»: the words only go on about people told before."""
    suffering = group.best.recipients
    return bool(suffering) and all(party.head.pos == "PRON" for party in suffering)


def counts_of(scene: Scene, group: Group, groups: Sequence[Group]) -> dict[str, Count]:
    """How many the group's words say were harmed, where that is more than one."""
    mode, _ = find_mode(scene, group.best)
    found = toll_fields(scene, group, groups, mode)
    return {harm: count for harm, (count, _) in found.items() if count.low >= TELLING and not count.vague}


def is_retold(one: Group, known: dict[str, Count], other: Group, tolls: dict[str, Count]) -> bool:
    """The same number is harmed in the same way, in other sentences, and no day speaks against it."""
    if one.best.type != other.best.type or one.best.series or other.best.series:
        return False
    if {m.token.sentence for m in one.mentions} & {m.token.sentence for m in other.mentions}:
        return False
    days = [[m.time.interval for m in g.mentions if m.time and m.time.interval] for g in (one, other)]
    if not all(a.overlaps(b) for a in days[0] for b in days[1]):
        return False
    return any(tolls.get(harm) == count for harm, count in known.items())
