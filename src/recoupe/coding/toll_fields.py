"""Toll fields: the killed, wounded and abducted of an event, from its sentences and those that go on about it."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.coding.grouping import Group
from recoupe.coding.scene import Scene
from recoupe.coding.tolls import HARMS, LATE_ON, Toll, add_up, event_tolls
from recoupe.model import Count, Evidence

BY_FORCE = frozenset({"ASSAULT", "ACCIDENT"})
WITH_TOLLS = BY_FORCE | {"PROTEST", "COERCE"}
BLOCKADES = frozenset({"withhold"})
VIOLENT = BLOCKADES | {"riot"}
ABDUCTIONS = frozenset({"abduct"})


def toll_fields(
    scene: Scene, group: Group, groups: Sequence[Group], mode: str | None
) -> dict[str, tuple[Count, Evidence]]:
    """Each toll that the article gives for the event, with its words; other events' sentences are not read."""
    if not takes_tolls(group, mode):
        return {}
    anchors = [scene.parse.words(m.token, m.token) for m in group.mentions]
    mentions, taken = own_sentences(scene, group, groups, mode)
    language = scene.reading.article.language
    tolls = event_tolls(scene.parse, scene.reading.counts, mentions, taken, anchors, mode in ABDUCTIONS, language)
    elsewhere = {m.token.start for g in groups if g is not group for m in g.mentions}
    tolls = tuple(t for t in tolls if not (t.fighters and t.trigger.start in elsewhere) and not is_denied(scene, t))
    found: dict[str, tuple[Count, Evidence]] = {}
    for harm, count in zip(HARMS, add_up(tolls)):
        words = next((t for t in tolls if t.harm == harm), None)
        if count is not None and words is not None:
            found[harm] = (count, Evidence(words.span, words.rule, f"“{words.trigger.quote}”"))
    return found


def takes_tolls(group: Group, mode: str | None) -> bool:
    """People may be counted as harmed in the event, by its type or mode and by the words that tell of it."""
    return (group.best.type in BY_FORCE or mode in VIOLENT) and group.best.trigger.frame.counted


def own_sentences(scene: Scene, group: Group, groups: Sequence[Group], mode: str | None) -> tuple[list[int], set[int]]:
    """The sentences that tell of the event, and those in which reading on about it stops.

    Few die of a protest: the dead beside an attack are the attack's, those of the next sentence another's.
    """
    others = [g for g in groups if g is not group and g.best.trigger.frame.counted]
    mentions = whole_sentences(scene, [m.token.sentence for m in group.mentions])
    if group.best.type in BY_FORCE or mode in BLOCKADES:
        taken = {m.token.sentence for g in others if g.best.type in WITH_TOLLS for m in g.mentions}
        return mentions, taken | other_days(scene, group, mentions)
    by_force = {m.token.sentence for g in others if g.best.type in BY_FORCE for m in g.mentions}
    return [n for n in mentions if n not in by_force], set(range(len(scene.parse.sentences)))


def whole_sentences(scene: Scene, numbers: Sequence[int]) -> list[int]:
    """The sentences with those that a semicolon cut off behind them."""
    sentences, tokens = scene.parse.sentences, scene.parse.tokens
    cut = [n + 1 for n in numbers if n + 1 < len(sentences) and tokens[sentences[n].last - 1].word == ";"]
    return [*numbers, *cut]


def other_days(scene: Scene, group: Group, mentions: Sequence[int]) -> set[int]:
    """The sentences behind the event's own whose times all lie on other days."""
    days = [m.time.interval for m in group.mentions if m.time and m.time.interval]
    ahead = {n for first in mentions for n in range(first + 1, first + 1 + LATE_ON)}
    told = {n: [t.interval for t in scene.times.get(n, ()) if t.interval] for n in ahead}
    return {n for n, times in told.items() if times and not any(t.overlaps(day) for t in times for day in days)}


def is_denied(scene: Scene, toll: Toll) -> bool:
    """The words of harm stand in what somebody denies; a stated nought is no denial of itself."""
    if toll.count.high == 0:
        return False
    token = scene.parse.token_at(toll.trigger.start)
    return token is not None and any(c.kind == "denied" for c in scene.cues_over(token))
