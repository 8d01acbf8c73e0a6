"""Carried days: when events told without a day happened, from the attack that was told before them.

What is told in the past right behind an attack belongs to its day («… Lundi, un convoi a été attaqué. Deux camions
ont été brûlés.»). What answers an attack of the last days came between it and the article («Des renforts ont été
envoyés», «La mission a appelé au calme»). What two sides agree on right behind their meeting they agreed on there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recoupe.coding.choices import verb_tense
from recoupe.coding.deeds import ANSWERS, kind_of
from recoupe.coding.grouping import Group
from recoupe.coding.mentions import Mention
from recoupe.coding.scene import Scene
from recoupe.model import Evidence, Interval, Report

NEXT_SENTENCES = 2
RECENT_DAYS = 4
ATTACKS = ("ASSAULT", "ACCIDENT")
OPEN = ("planned", "hypothetical", "denied")
BESIDE = ("acl", "acl:relcl")


def carry_days(scene: Scene, groups: Sequence[Group], reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports, in text order, with the days that those before them lend."""
    told: list[tuple[Mention, Report]] = []
    for group, report in zip(groups, reports, strict=True):
        if report.when is None and is_told(scene, group.best):
            carriers = (same_scene, answer, agreed)
            report = next((r for carry in carriers if (r := carry(scene, group.best, told, report))), report)
        told.append((group.best, report))
    return tuple(report for _, report in told)


def is_told(scene: Scene, mention: Mention) -> bool:
    """The event is told in a past tense, as something of these days."""
    return not mention.background and mention.status not in OPEN and "Tense=Past" in verb_tense(scene, mention.token)


def same_scene(scene: Scene, mention: Mention, told: Sequence[tuple[Mention, Report]], report: Report) -> Report | None:
    """Force used in a main clause soon after force with a day, when neither another day nor «après» comes between."""
    token = mention.token
    if kind_of(mention.type) != "force" or token.pos != "VERB" or token.dep in BESIDE:
        return None
    earlier = [(m, r) for m, r in told if r.when and kind_of(m.type) == "force"]
    if not earlier or earlier[-1][0].background or token.sentence - earlier[-1][0].token.sentence > NEXT_SENTENCES:
        return None
    first, lent = earlier[-1]
    own = scene.sentence_of(token)
    moved = any(scene.times.get(n) for n in range(first.token.sentence + 1, token.sentence + 1))
    if moved or any(t.lower in scene.syntax.afterwards for t in scene.parse.tokens[own.first : own.last]):
        return None
    return lend(report, lent, lent.when, "told in the same scene")


def answer(scene: Scene, mention: Mention, told: Sequence[tuple[Mention, Report]], report: Report) -> Report | None:
    """Troops, help or demands after an attack of the last days: between the attack and publication."""
    published = scene.reading.article.published
    if published is None or mention.type not in ANSWERS or scene.times.get(mention.token.sentence):
        return None
    for attack, lent in told:
        recent = lent.when and 0 <= (published - lent.when.first).days <= RECENT_DAYS
        if lent.when and recent and attack.type in ATTACKS and not attack.background:
            today = lent.when.first == published
            when = Interval.day(published) if today else Interval(lent.when.first, published)
            return lend(report, lent, when, "answers it: until publication")
    return None


def agreed(scene: Scene, mention: Mention, told: Sequence[tuple[Mention, Report]], report: Report) -> Report | None:
    """A promise or agreement soon after a meeting with a day, when no other day has passed in between."""
    published, here = scene.reading.article.published, mention.token.sentence
    meetings = [(m, r) for m, r in told if r.when and m.type == "CONSULT"]
    if mention.type != "AGREE" or published is None or not meetings:
        return None
    meeting, lent = meetings[-1]
    between = [t for n in range(meeting.token.sentence + 1, here + 1) for t in scene.times.get(n, ()) if t.interval]
    past = any(t.interval and t.interval.first <= published for t in between)
    if past or meeting.background or here - meeting.token.sentence > NEXT_SENTENCES:
        return None
    return lend(report, lent, lent.when, "agreed on there")


def lend(report: Report, lent: Report, when: Interval | None, why: str) -> Report:
    """The report with a day, and the attack's words as what it rests on."""
    found = Evidence(lent.anchor, "carried-day", f"the day of “{lent.anchor.quote}”, {why}")
    return replace(report, when=when, evidence={**report.evidence, "date": found})
