"""Counted days: days that are told as so long after an event.

«… a rouvert mardi, deux jours après que l'armée eut fermé le pont»: the pont was closed on Sunday. «L'aviation a frappé
dès le lendemain de l'embuscade»: a day after the attack that the article dates elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from recoupe.coding.lengths import count_days
from recoupe.coding.mentions import Mention
from recoupe.coding.scene import Scene
from recoupe.model import Evidence, Interval, Report, Span
from recoupe.model.interval import shift_day
from recoupe.parsing import Token

NOUN_REACH = 4  # words behind «après» within which the noun stands
CLAUSE_REACH = 16  # words behind «après que» within which the verb stands
BETWEEN = 4  # words between the length and «après»: «deux jours, jour pour jour, après»
ATTACKS = ("ASSAULT", "ACCIDENT")
SCENE_DAYS = 2
NOUN_PHRASE = ("DET", "ADJ", "NUM", "ADP", "ADV", "PRON")


@dataclass(frozen=True, slots=True)
class Distance:
    """So many days after what the word `event` tells."""

    span: Span
    days: int
    event: Token


def distances(scene: Scene, sentence: int) -> Iterator[Distance]:
    """The distances that a sentence tells: «deux jours après l'attaque», «dès le lendemain de l'attaque»."""
    tokens = scene.parse.tokens
    for count in scene.counts.get(sentence, ()):
        unit, days = scene.parse.token_at(count.span.end - 1), count_days(scene, count)
        near = tokens[unit.i + 1 : unit.i + BETWEEN] if unit and days else []
        after = next((t for t in near if t.lower in scene.syntax.afterwards), None)
        if after and (event := event_behind(scene, after)):
            yield Distance(count.span, days, event)
    for time in scene.times.get(sentence, ()):
        days, last = scene.syntax.aftermath.get(time.rule, 0), scene.parse.token_at(time.span.end - 1)
        if days and last and (event := event_behind(scene, last)):
            yield Distance(time.span, days, event)


def event_behind(scene: Scene, word: Token) -> Token | None:
    """The noun behind a word, or the verb of the clause that it opens with «que»."""
    tokens = scene.parse.tokens
    behind = [t for t in tokens[word.i + 1 : word.i + CLAUSE_REACH] if t.sentence == word.sentence]
    if behind and behind[0].lower in scene.syntax.relative:
        return next((t for t in behind if t.pos == "VERB"), None)
    phrase = list(takewhile(lambda t: t.pos in NOUN_PHRASE, behind[:NOUN_REACH]))
    noun = behind[len(phrase)] if len(phrase) < len(behind) else None
    return noun if noun and noun.pos == "NOUN" else None


def counted_back(scene: Scene, token: Token) -> tuple[Interval, Evidence] | None:
    """The day of an event from which another one of its sentence counts: «mardi, deux jours après l'attaque»."""
    for distance in distances(scene, token.sentence):
        if distance.event.i != token.i:
            continue
        for time in scene.times.get(token.sentence, ()):
            word = scene.parse.token_at(time.span.start)
            own = word is not None and any(t.i == token.i for t in scene.parse.ancestors(word))
            if own or time.interval is None or time.interval.days > 1 or time.span.start > token.start:
                continue
            if time.span.end <= distance.span.start and time.rule not in scene.syntax.aftermath:
                when = Interval.day(shift_day(time.interval.first, -distance.days))
                return when, Evidence(time.span, "counted-day", "what is told of that day came so many days later")
    return None


def days_after(scene: Scene, mention: Mention, told: Sequence[tuple[Mention, Report]], report: Report) -> Report:
    """The report with the day that counts from an attack told before: «dès le lendemain de l'embuscade»."""
    published = scene.reading.article.published
    if published is None or not (report.when is None or report.when == Interval.day(published)):
        return report
    for distance in distances(scene, mention.token.sentence):
        if not (is_attack(scene, distance.event) and hangs_on(scene, distance, mention.token)):
            continue
        attacks = [r for m, r in told if m.type in ATTACKS and not m.background and r.when]
        lent = [r for r in attacks if r.anchor.quote.lower() == distance.event.lower] or attacks
        days = {r.when for r in lent}
        if len(days) != 1 or (when := days.pop()) is None or when.days > SCENE_DAYS:
            continue
        day = Interval.day(shift_day(when.last, distance.days))
        if day.last <= published:
            found = Evidence(lent[0].anchor, "carried-day", "so many days after these words")
            return replace(report, when=day, evidence={**report.evidence, "date": found})
    return report


def is_attack(scene: Scene, noun: Token) -> bool:
    """The noun points to an attack told before: «l'embuscade»."""
    pointing = any(scene.parse.tokens[c].lower in scene.syntax.definite for c in noun.children)
    return pointing and noun.lower in scene.syntax.attacks | scene.syntax.occurrences


def hangs_on(scene: Scene, distance: Distance, token: Token) -> bool:
    """The word is the verb over the distance or, where the syntax lost it, the last one before."""
    first = scene.parse.token_at(distance.span.start)
    if first is None:
        return False
    before = reversed(scene.parse.tokens[scene.sentence_of(first).first : first.i])
    verbs = (next((t for t in words if t.pos == "VERB"), None) for words in (scene.parse.ancestors(first), before))
    return any(verb is not None and verb.i == token.i for verb in verbs)
