"""Carried days: when events told without a day happened, from the attack that was told before them.

What is told in the past right behind an attack belongs to its day («… Lundi, un convoi a été attaqué. Deux camions
ont été brûlés.»). What answers an attack of the last days came between it and the article («Des renforts ont été
envoyés», «La mission a appelé au calme»). What two sides agree on right behind their meeting they agreed on there.
Marches elsewhere are told with the one of the day («A Gao, d'autres ont défilé»), and what is told with «également» of
the same kind of deed, or of the same party, was done on that day too, as was what «et» joins to a deed with a day.
What has a time of day only was done, or is planned, on the day that was told last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise

from recoupe.coding.choices import verb_tense
from recoupe.coding.counted_days import days_after
from recoupe.coding.deeds import ANSWERS, SPEECH, kind_of
from recoupe.coding.grouping import Group
from recoupe.coding.mentions import Mention
from recoupe.coding.scene import Scene
from recoupe.knowledge.syntax import Syntax
from recoupe.model import Evidence, Interval, Report
from recoupe.parsing import Token

PAST = frozenset({"Tense=Past", "Tense=Imp"})
NEXT_SENTENCES = 2
RECENT_DAYS = 4
WEEK = 7
DAY_SENTENCES = 4
CLOCK = re.compile(r"\d{1,2}[hH]\d{0,2}")
SCENE_DAYS = 2  # a longer time is no day that others share
GERUND_STEPS = 2
DURING_REACH = 4  # words behind «lors» within which the attack is named
PHONE = "phone"
MEETING_SENTENCES = 12
AT_MEETINGS = SPEECH | {"CONSULT", "AID"}  # what is done at a meeting
ATTACKS = ("ASSAULT", "ACCIDENT")
OPEN = ("planned", "hypothetical", "denied")
BESIDE = ("acl", "acl:relcl")


def carry_days(scene: Scene, groups: Sequence[Group], reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports, in text order, with the days that those before them lend."""
    told: list[tuple[Mention, Report]] = []
    for group, report in zip(groups, reports, strict=True):
        report = days_after(scene, group.best, told, report)
        if report.when is None:
            carriers = TOLD if is_told(scene, group.best) else PLANNED if group.best.status == "planned" else ()
            report = next((r for carry in carriers if (r := carry(scene, group.best, told, report))), report)
        told.append((group.best, report))
    return tuple(report if report.when else meanwhile(scene, mention, told, report) for mention, report in told)


def is_told(scene: Scene, mention: Mention) -> bool:
    """The event is told in a past tense, as something of these days."""
    told = not PAST.isdisjoint(verb_tense(scene, mention.token))
    return told and not mention.background and mention.status not in OPEN


def joined(scene: Scene, mention: Mention, told: Sequence[tuple[Mention, Report]], report: Report) -> Report | None:
    """A verb joined to another that has a day: «a déployé des renforts et fermé la route»."""
    verb = mention.token
    if verb.pos != "VERB" or verb.dep != "conj":
        return None
    heads = (r for m, r in told if m.token.i == verb.head and not m.background and m.status not in OPEN)
    lent = next((r for r in heads if r.when), None)
    return lend(report, lent, lent.when, "told together") if lent else None


def same_day(scene: Scene, mention: Mention, told: Sequence[tuple[Mention, Report]], report: Report) -> Report | None:
    """Told with a time of day only («dans la soirée», «à 15H30»): on the day that was told last."""
    verb, here = mention.token, mention.token.sentence
    verb = verb if verb.pos == "VERB" else scene.parse.tokens[verb.head]
    if mention.background or scene.times.get(here) or not has_time_of_day(scene, verb, mention.status == "planned"):
        return None
    for number in range(here - 1, max(-1, here - 1 - DAY_SENTENCES), -1):
        days = [(t.interval, t.span) for t in scene.times.get(number, ()) if is_near(scene, t.interval, mention)]
        lent = [(r.when, r.anchor) for m, r in told if m.token.sentence == number and is_near(scene, r.when, mention)]
        if found := (days or lent)[-1:]:
            when, words = found[0]
            why = "the day of these words, told with a time of day"
            return replace(report, when=when, evidence={**report.evidence, "date": Evidence(words, "carried-day", why)})
    return None


def has_time_of_day(scene: Scene, verb: Token, planned: bool) -> bool:
    """A clock time or a part of the day stands with the verb or the one that governs it; in what is planned, a clock
    time may stand anywhere in the sentence."""
    verbs = [verb, *scene.parse.helpers(verb), *islice(scene.parse.ancestors(verb), 1)]
    words = [scene.parse.tokens[c] for v in verbs if v.pos in ("VERB", "AUX") for c in v.children]
    if any(w.lower in scene.syntax.day_parts or is_same_moment(scene, w) for w in words):
        return True
    own = scene.sentence_of(verb)
    return any(CLOCK.fullmatch(w.word) for w in (scene.parse.tokens[own.first : own.last] if planned else words))


def is_same_moment(scene: Scene, word: Token) -> bool:
    """«à la même heure», «au même moment»."""
    if word.lower not in scene.syntax.moments:
        return False
    return any(scene.parse.tokens[c].lower in scene.syntax.same for c in word.children)


def is_near(scene: Scene, when: Interval | None, mention: Mention) -> bool:
    """A day of the last week, for what is planned of the next one."""
    published = scene.reading.article.published
    if when is None or published is None or when.days > SCENE_DAYS:
        return False
    ahead = (when.first - published).days
    return 0 <= ahead <= WEEK if mention.status == "planned" else 0 <= -ahead <= WEEK


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


def during(scene: Scene, mention: Mention, told: Sequence[tuple[Mention, Report]], report: Report) -> Report | None:
    """Force used «lors de l'attaque», where the article tells of attacks of one day of the last days only."""
    published, own = scene.reading.article.published, scene.sentence_of(mention.token)
    if kind_of(mention.type) != "force" or published is None or scene.times.get(mention.token.sentence):
        return None
    words = [t.lower for t in scene.parse.tokens[own.first : own.last]]
    if not any(names_attack(words, at, scene.syntax) for at, word in enumerate(words) if word in scene.syntax.during):
        return None
    lent = [r for m, r in told if m.type in ATTACKS and not m.background and is_recent(r.when, published)]
    if not lent or any(r.when != lent[0].when for r in lent):
        return None
    return lend(report, lent[0], lent[0].when, "told of that attack")


def names_attack(words: Sequence[str], at: int, syntax: Syntax) -> bool:
    """The word is followed by a noun for an attack that was told before: «lors | de l'attaque»."""
    near = words[at + 1 : at + 1 + DURING_REACH]
    return any(a in syntax.definite and b in syntax.attacks for a, b in pairwise(near))


def is_recent(when: Interval | None, published: date) -> bool:
    return when is not None and 0 <= (published - when.first).days <= RECENT_DAYS


def answer(scene: Scene, mention: Mention, told: Sequence[tuple[Mention, Report]], report: Report) -> Report | None:
    """Troops, help or demands after an attack of the last days: between the attack and publication."""
    published = scene.reading.article.published
    if published is None or mention.type not in ANSWERS or scene.times.get(mention.token.sentence):
        return None
    for attack, lent in told:
        if lent.when and is_recent(lent.when, published) and attack.type in ATTACKS and not attack.background:
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


def there(scene: Scene, mention: Mention, told: Sequence[tuple[Mention, Report]], report: Report) -> Report | None:
    """What one who met somebody said or did then, where no other day of these weeks has passed since."""
    verb = mention.token
    if mention.type not in AT_MEETINGS or "Tense=Imp" in verb_tense(scene, verb):
        return None
    meetings = [(m, r) for m, r in told if m.type == "CONSULT" and may_lend(scene, m, r) and is_scene(m, r)]
    if not meetings or verb.sentence - meetings[-1][0].token.sentence > MEETING_SENTENCES:
        return None
    meeting, lent = meetings[-1]
    between = (t for n in range(meeting.token.sentence + 1, verb.sentence + 1) for t in scene.times.get(n, ()))
    if any(t.interval != lent.when and is_near(scene, t.interval, mention) for t in between):
        return None
    if not (took_part(scene, mention) or acted(mention) & (acted(meeting) | undergone(meeting))):
        return None
    return lend(report, lent, lent.when, "said or done there")


def is_scene(meeting: Mention, report: Report) -> bool:
    """The meeting is told for itself and face to face: no talk by phone, and no «X, qui s'est entretenu avec Y»."""
    return report.mode != PHONE and meeting.token.dep != "acl:relcl"


def took_part(scene: Scene, mention: Mention) -> bool:
    """The actor is told as one of those who met: «La délégation a remercié …»."""
    for party in mention.actors:
        words = scene.parse.tokens_in(party.span.start, party.span.end)
        pointed = words and words[0].lower in scene.syntax.definite and not any(t.pos == "PROPN" for t in words)
        if pointed and party.head.lemma.lower() in scene.syntax.gathered:
            return True
    return False


def undergone(mention: Mention) -> set[int]:
    """The recipients of an event, as entities of the article."""
    return {party.mention.entity for party in mention.recipients if party.mention}


def marched(scene: Scene, mention: Mention, told: Sequence[tuple[Mention, Report]], report: Report) -> Report | None:
    """People march or strike, and the article has told of others who did on a day of the last week."""
    if mention.type != "PROTEST":
        return None
    lent = next((r for m, r in reversed(told) if m.type == "PROTEST" and may_lend(scene, m, r)), None)
    return lend(report, lent, lent.when, "told with it") if lent else None


def added(scene: Scene, mention: Mention, told: Sequence[tuple[Mention, Report]], report: Report) -> Report | None:
    """A deed told with «également»: of the day of the last one of its type, or by its actors."""
    verb = mention.token
    words = [verb, *scene.parse.helpers(verb)]
    adverbs = (scene.parse.tokens[c].lower for word in words for c in word.children)
    if verb.pos != "VERB" or verb.dep in BESIDE or scene.syntax.adding.isdisjoint(adverbs):
        return None
    if any(t.interval and t.interval.days <= WEEK for t in scene.times.get(verb.sentence, ())):
        return None
    before = any(word.has("Tense=Imp") for word in words[1:])  # «avait également demandé»: when is open, for others
    alike = [r for m, r in told if may_lend(scene, m, r) and is_alike(m, mention, before)]
    return lend(report, alike[-1], alike[-1].when, "told with it") if alike else None


def is_alike(one: Mention, other: Mention, before: bool) -> bool:
    """The same parties act, or both are of one type or operations, unless the other was done before a past time."""
    both = one.type == other.type or (is_operation(one) and is_operation(other))
    return bool(acted(one) & acted(other)) or (both and not before)


def is_operation(mention: Mention) -> bool:
    """Force is used, or troops go where it may be."""
    return kind_of(mention.type) == "force" or mention.type == "MOBILIZE"


def may_lend(scene: Scene, mention: Mention, report: Report) -> bool:
    """The event happened, on a day of the last week."""
    published, when = scene.reading.article.published, report.when
    if published is None or when is None or mention.background or mention.status in OPEN:
        return False
    return when.days <= SCENE_DAYS and 0 <= (published - when.first).days <= WEEK


def acted(mention: Mention) -> set[int]:
    """The actors of an event, as entities of the article."""
    return {party.mention.entity for party in mention.actors if party.mention}


def meanwhile(scene: Scene, mention: Mention, told: Sequence[tuple[Mention, Report]], report: Report) -> Report:
    """What a present participle tells beside a verb with a day («Exprimant ses condoléances, il a appelé …»)."""
    near = [mention.token, *islice(scene.parse.ancestors(mention.token), GERUND_STEPS)]
    gerund = next((t for t in near if t.has("VerbForm=Part") and t.has("Tense=Pres")), None)
    if gerund is None or mention.background or mention.status in OPEN:
        return report
    for main, lent in told:
        joined = main.token.i == gerund.head or (main.token.head == gerund.i and main.token.dep == "advcl")
        if lent.when and joined and main.token.pos == "VERB" and main.token.i not in (gerund.i, mention.token.i):
            return lend(report, lent, lent.when, "told together")
    return report


def lend(report: Report, lent: Report, when: Interval | None, why: str) -> Report:
    """The report with a day, and the attack's words as what it rests on."""
    found = Evidence(lent.anchor, "carried-day", f"the day of these words, {why}")
    return replace(report, when=when, evidence={**report.evidence, "date": found})


TOLD = (joined, same_day, same_scene, during, answer, agreed, there, marched, added)
PLANNED = (same_day,)
