"""Lengths: events said to last so many days. A planned visit of three days begins on its day; what somebody leaves
«après trois jours de pourparlers» ends on it. An end that is set («jusqu'à mardi») is no day of theirs."""

from __future__ import annotations

from itertools import islice

from recoupe.coding.grouping import Group
from recoupe.coding.scene import Scene
from recoupe.model import CountMention, Interval, TimeMention
from recoupe.model.interval import shift_day
from recoupe.parsing import Token

DAY_HOURS = 24
ENDED_REACH = 3  # words before a length in which the word stands that says it is over
TERM_REACH = 3  # words before a time in which the one stands that makes it such an end
STEPS = 2  # «une grève | des écoles | de trois jours»


def stretch_day(scene: Scene, group: Group, when: Interval | None) -> Interval | None:
    """The days of an event with a length, from the one day the article gives for it."""
    if when is None or when.days > 1:
        return when
    mention, telling = group.best, {m.token.i for m in group.mentions}
    for count in scene.counts.get(mention.token.sentence, ()):
        days = count_days(scene, count)
        unit = scene.parse.token_at(count.span.end - 1)
        if days < 2 or unit is None:
            continue
        if mention.token.head == unit.i and is_over(scene, count):
            return Interval(shift_day(when.first, 1 - days), when.last)
        if mention.status == "planned" and any(t.i in telling for t in nouns_over(scene, unit)):
            return Interval(when.first, shift_day(when.last, days - 1))
    return when


def count_days(scene: Scene, count: CountMention) -> int:
    """How many whole days a length has; 0 when it is no length or not an exact one."""
    hours = count.count.low * scene.syntax.lengths.get(count.unit, 0) if count.count.low == count.count.high else 0
    return int(hours // DAY_HOURS) if hours % DAY_HOURS == 0 else 0


def is_over(scene: Scene, count: CountMention) -> bool:
    """The words before a length say that it has passed: «après», «à l'issue de», «au terme de»."""
    first = scene.parse.token_at(count.span.start)
    before = scene.parse.tokens[max(0, first.i - ENDED_REACH) : first.i] if first else []
    return any(t.lower in scene.syntax.ended for t in before)


def nouns_over(scene: Scene, unit: Token) -> list[Token]:
    """The nouns that a length hangs on, the nearest first."""
    found = []
    word = unit
    for upper in islice(scene.parse.ancestors(unit), STEPS):
        if not word.dep.startswith("nmod"):
            break
        found.append(upper)
        word = upper
    return found


def is_term(scene: Scene, mention: TimeMention) -> bool:
    """The time is an end that is set, not a day on which something happens: «jusqu'à mardi», «avant le 3 mars»."""
    first = scene.parse.token_at(mention.span.start)
    for word in reversed(scene.parse.tokens[max(0, first.i - TERM_REACH) : first.i] if first else []):
        if word.lower in scene.syntax.terms:
            return True
        if word.pos not in ("ADP", "DET"):
            return False
    return False
