"""Selection: which mentions stand for an event of their own, seen beside the surer mentions of the same article."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy

from recoupe.coding.grouping import pair_likeness
from recoupe.coding.linear import Floats
from recoupe.coding.mentions import Mention
from recoupe.coding.models import CoderModels
from recoupe.coding.relation import bucket
from recoupe.coding.scene import Scene

CLOSE_TOKENS = 12


def select_mentions(scene: Scene, mentions: Sequence[Mention], models: CoderModels) -> dict[int, float]:
    """For each mention's token, the probability that it tells of an event no surer mention tells of."""
    model = models.models["own"]
    yes = model.classes.index("yes")
    return {m.token.i: float(model.scores(own_features(scene, m, mentions), own_vector(m))[yes]) for m in mentions}


def own_vector(mention: Mention) -> Floats:
    """The log odds, by the first look, that the words tell of an event of this type."""
    chance = min(max(mention.score * mention.share, 1e-4), 1 - 1e-4)
    return numpy.array([log(chance / (1 - chance))], dtype=numpy.float32)


def own_features(scene: Scene, mention: Mention, mentions: Sequence[Mention]) -> list[str]:
    """What the mention itself says, and how it stands to surer mentions of its type and of others."""
    surer = [m for m in mentions if (m.score, -m.token.i) > (mention.score, -mention.token.i)]
    same = [m for m in surer if m.type == mention.type]
    sentence = mention.token.sentence + scene.shift
    found = [f"type={mention.type}", f"rank={min(len(same), 4)}", f"rank={min(len(same), 4)}{mention.type}"]
    found += [f"all={bucket(len(surer), 0, 2, 5, 9, 14)}", f"pos={mention.token.pos}{mention.type}"]
    found += [f"frame={mention.trigger.frame.id}", f"head={mention.trigger.head}"]
    found += [f"has={name}" for name in ("time", "place", "actors", "recipients", "source") if getattr(mention, name)]
    found += [f"background={mention.background}", f"status={mention.status}"]
    found += [f"sentence={min(sentence, 3)}", f"first={sentence < 2}{len(same) > 0}"]
    found += company(mention, surer)
    if same:
        likest = max(same, key=lambda m: pair_likeness(m, mention))
        found += pair_features(likest, mention)
    return found


def company(mention: Mention, surer: Sequence[Mention]) -> list[str]:
    """Surer mentions of other types close by: often the words that hold this one."""
    close = [m for m in surer if abs(m.token.i - mention.token.i) <= CLOSE_TOKENS and m.type != mention.type]
    found = [f"close={min(len(close), 3)}"]
    found += [f"under={m.type}{mention.type}" for m in close if mention.token.head == m.token.i]
    found += [f"over={m.type}{mention.type}" for m in close if m.token.head == mention.token.i]
    return found


def pair_features(one: Mention, other: Mention) -> list[str]:
    """How two mentions of one type stand to each other: words, distance, time, place, parties."""
    gap = bucket(abs(one.token.i - other.token.i), 4, 12, 30, 80, 200)
    words = (one.trigger.head == other.trigger.head) + (one.trigger.frame.id == other.trigger.frame.id)
    time = agreement(one, other)
    place = "unknown"
    if one.place and other.place:
        place = "same" if one.place.place.id == other.place.place.id else "other"
    actors, recipients = shared(one, other, "actors"), shared(one, other, "recipients")
    likeness = bucket(int(10 * pair_likeness(one, other)), 2, 5, 8, 11, 15, 19)
    found = [f"gap={gap}", f"words={words}", f"pairtime={time}", f"pairplace={place}", f"likeness={likeness}"]
    found += [f"pairactors={actors}", f"pairrecipients={recipients}", f"pairwords={words}{time}{place}"]
    found += [
        f"sides={actors}{recipients}{words}",
        f"likeness={likeness}{other.type}",
        f"title={one.token.sentence == 0}{words}",
    ]
    return [*found, f"recalled={one.background}{other.background}"]


def agreement(one: Mention, other: Mention) -> str:
    """Whether both mentions have a day, and whether it can be one day."""
    times = [m.time.interval for m in (one, other) if m.time and m.time.interval]
    if len(times) < 2:
        return "unknown"
    if times[0] == times[1]:
        return "same"
    return "overlap" if times[0].overlaps(times[1]) else "other"


def shared(one: Mention, other: Mention, side: str) -> str:
    keys = [{p.mention.entity if p.mention else p.span.quote.lower() for p in getattr(m, side)} for m in (one, other)]
    if not keys[0] or not keys[1]:
        return "unknown"
    return "same" if keys[0] & keys[1] else "other"
