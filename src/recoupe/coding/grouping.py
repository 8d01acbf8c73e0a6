"""Grouping: which mentions of an article tell of one event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recoupe.coding.mentions import Mention, is_finer
from recoupe.model import Evidence, Interval, Place, PlaceMention

NEAR_TOKENS = 12  # two mentions of one type this close tell of one event unless their fields say otherwise
SEQUEL_SENTENCES = 3  # how far behind an attack its dead and wounded are told without a day or a place
ALIKE = 1.0
CARRIED = ("obj", "nsubj:pass", "obl:arg", "obl:mod", "obl")  # «tués dans une attaque» is one event
SECOND = 0.3  # how sure the first look is that a verb behind «et» tells of a deed of its own
APART = ("arrest", "deport", "expel", "seize")  # modes that are a deed of their own beside a deed of another mode
OWN = 0.37  # below this a mention is no report of its own: an analyst forgives a miss sooner than an invention


@dataclass
class Group:
    """Mentions of one event, the best first."""

    mentions: list[Mention]
    score: float

    @property
    def best(self) -> Mention:
        return self.mentions[0]

    def first_with(self, field: str, evidence: dict[str, Evidence], name: str) -> Any:
        """The field of the surest mention that has it; its evidence is kept under `name`."""
        for mention in self.mentions:
            value = getattr(mention, field)
            if value:
                if name in mention.evidence:
                    evidence[name] = mention.evidence[name]
                return value
        return None

    def finest_place(self, evidence: dict[str, Evidence]) -> PlaceMention | None:
        """The place of the surest mention that has one, or the finest that another mention has inside it."""
        first: PlaceMention | None = self.first_with("place", evidence, "place")
        for mention in self.mentions:
            if first and mention.place and is_finer(mention.place.place, first.place):
                first, evidence["place"] = mention.place, mention.evidence["place"]
        return first


def group_mentions(mentions: list[Mention], own: dict[int, float]) -> list[Group]:
    """Mentions that stand for an event of their own open a group; the others join the one they fit, or fall away."""
    groups: list[Group] = []
    apart = deeds_apart(mentions)
    for mention in sorted(mentions, key=lambda m: (-own[m.token.i], m.token.i)):
        group = carrier(groups, mention) or told_before(groups, mention)
        alone = mention.token.i in apart
        if group is None and own[mention.token.i] < OWN and not alone:
            group = likest(groups, mention) or (likest(alike(groups, mention), mention, 0.0) if mention.alone else None)
        if group is not None:
            group.mentions.append(mention)
        elif own[mention.token.i] >= OWN or mention.alone or alone:
            groups.append(Group([mention], max(own[mention.token.i], mention.score * mention.alone)))
    resettle(groups)
    return groups


def resettle(groups: list[Group]) -> None:
    """Mentions that went to a group for want of a better one go to one that opened later and that they fit."""
    for group in groups:
        for mention in group.mentions[1:]:
            rest = [m for m in group.mentions if m is not mention]
            if max(pair_likeness(m, mention) for m in rest) >= ALIKE or carrier([Group(rest, 0.0)], mention):
                continue
            other = likest([g for g in groups if g is not group], mention)
            if other is not None:
                group.mentions.remove(mention)
                other.mentions.append(mention)


def deeds_apart(mentions: list[Mention]) -> set[int]:
    """The lines of a list, and the verbs that «et» joins though each tells of a deed of another kind («ont pris le
    pouvoir et arrêté …»)."""
    at = {m.token.i: m for m in mentions}
    pairs = [(m, at[m.beside]) for m in mentions if m.beside in at]
    apart = [(one, other) for one, other in pairs if one.type == other.type and mode_of(one) != mode_of(other)]
    listed = {m.token.i for m in mentions if m.listed and m.alone}
    return listed | {m.token.i for pair in apart for m in pair if m.score >= SECOND and mode_of(m) in APART}


def mode_of(mention: Mention) -> str | None:
    return mention.trigger.frame.mode


def carrier(groups: list[Group], mention: Mention) -> Group | None:
    """The group of the verb that carries this noun, or of the noun this verb carries: «remettre sa démission»."""
    return next((g for g in groups if any(carries(m, mention) or carries(mention, m) for m in g.mentions)), None)


def told_before(groups: list[Group], mention: Mention) -> Group | None:
    """The attack of the sentences before, when these words only add its dead or wounded."""
    near = [
        g for g in groups if mention.sequel and may_join(g, mention) and any(follows(mention, m) for m in g.mentions)
    ]
    return max(near, key=lambda g: likeness(g, mention), default=None)


def follows(mention: Mention, other: Mention) -> bool:
    return 0 < mention.token.sentence - other.token.sentence <= SEQUEL_SENTENCES


def carries(verb: Mention, noun: Mention) -> bool:
    """The second mention is the object of the first, or what it happened in, and both are of one type."""
    if verb.type != noun.type:
        return False
    return (noun.token.head == verb.token.i and noun.token.dep in CARRIED) or noun.within == verb.token.i


def likest(groups: list[Group], mention: Mention, least: float = ALIKE) -> Group | None:
    """The group that a mention fits best, if it fits one at all."""
    rated = [(likeness(group, mention), -n) for n, group in enumerate(groups) if may_join(group, mention)]
    best = max(rated, default=None)
    return groups[-best[1]] if best and best[0] >= least else None


def alike(groups: list[Group], mention: Mention) -> list[Group]:
    """The groups that tell of a deed of the same kind: a barrier raised is not a captive freed."""
    return [g for g in groups if mode_of(g.best) == mode_of(mention) or not (mode_of(g.best) and mode_of(mention))]


def may_join(group: Group, mention: Mention) -> bool:
    """Nothing that both say speaks against one event: type, date, place."""
    best = group.best
    if best.type != mention.type:
        return best.token.i == mention.token.i
    if best.series != mention.series:
        return False
    times = [m.time.interval for m in group.mentions if m.time and m.time.interval]
    if (
        mention.time
        and mention.time.interval
        and times
        and not all(_same_time(t, mention.time.interval) for t in times)
    ):
        return False
    places = [m.place.place for m in group.mentions if m.place]
    return not (mention.place and places and not all(_same_place(p, mention.place.place) for p in places))


def _same_time(one: Interval, other: Interval) -> bool:
    return one.overlaps(other)


def _same_place(one: Place, other: Place) -> bool:
    """Equal, or one is a country or region that can hold the other."""
    if one.id == other.id:
        return True
    wide = {"country", "region"}
    if one.country != other.country and one.country and other.country:
        return False
    return (one.level in wide) != (other.level in wide)


def likeness(group: Group, mention: Mention) -> float:
    """How much speaks for one event: same words, same parties, same day or place, nearness."""
    return max(pair_likeness(other, mention) for other in group.mentions)


def pair_likeness(one: Mention, other: Mention) -> float:
    score = 0.0
    gap = abs(one.token.i - other.token.i)
    same_word = one.trigger.head == other.trigger.head or one.trigger.frame.id == other.trigger.frame.id
    score += 0.6 * same_word
    score += 0.6 * (gap <= NEAR_TOKENS) + 0.3 * (one.token.sentence == other.token.sentence)
    score += 0.5 * bool(parties(one) & parties(other))
    if one.time and other.time and one.time.interval == other.time.interval:
        score += 0.4
    if one.place and other.place and one.place.place.id == other.place.place.id:
        score += 0.4
    if one.background != other.background:
        score -= 0.4
    return score


def parties(mention: Mention) -> set[object]:
    return {p.mention.entity if p.mention else p.span.quote.lower() for p in (*mention.actors, *mention.recipients)}
