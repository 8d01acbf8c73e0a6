"""Toll fields: the killed, wounded and abducted of an event, from the sentences of its mentions."""

from __future__ import annotations

from recoupe.coding.grouping import Group
from recoupe.coding.scene import Scene
from recoupe.coding.tolls import Toll, add_up, find_tolls
from recoupe.model import Count, Evidence

WITH_TOLLS = frozenset({"ASSAULT", "ACCIDENT", "PROTEST", "COERCE"})


def toll_fields(scene: Scene, group: Group) -> dict[str, tuple[Count, Evidence]]:
    """Each toll that the event's sentences give, with its words."""
    if group.best.type not in WITH_TOLLS:
        return {}
    tolls: list[Toll] = []
    for number in sorted({m.token.sentence for m in group.mentions}):
        sentence = scene.parse.sentences[number]
        tolls += find_tolls(scene.parse, sentence, tuple(scene.counts.get(number, ())))
    found = {}
    for harm, count in zip(("killed", "wounded", "abducted"), add_up(tolls)):
        words = next((t for t in tolls if t.harm == harm), None)
        if count is not None and words is not None:
            found[harm] = (count, Evidence(words.span, words.rule, f"“{words.trigger.quote}”"))
    return found
