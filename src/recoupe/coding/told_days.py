"""Told days: when an event without a day of its own happened, as another sentence tells.

«L'opération s'est déroulée mardi», beside the sentence that tells of it; «Bamako avait alors ouvert une enquête»,
behind the day that is meant; «Mi-octobre | , six élèves ont été enlevés», where the page breaks a sentence in two.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from recoupe.coding.deeds import kind_of
from recoupe.coding.mentions import Mention
from recoupe.coding.scene import Scene
from recoupe.coding.whereabouts import happenings, is_told, may_mean
from recoupe.model import Evidence, Interval, TimeMention

NEAR_SENTENCES = 2
THEN_SENTENCES = 3  # how far before «avait alors …» the time stands that it means
MOST_PIECES = 3
SCENE_DAYS = 3  # longer times are no day of one deed
RECENT_DAYS = 31
STEPS = 3  # from a time up to the word for what happened then
STOPS = frozenset('.!?…»"”;:)')
OPEN = ("planned", "hypothetical", "denied")


def told_day(scene: Scene, mention: Mention) -> tuple[Interval, Evidence] | None:
    """The day another sentence gives for the event, where its own sentence has no time."""
    if scene.times.get(mention.token.sentence):
        return None
    for find, why in (
        (in_broken_sentence, "opens the sentence that the page breaks"),
        (when_it_happened, "told of what happened"),
        (at_that_time, "the time that was told before it"),
    ):
        time = find(scene, mention)
        if time is not None and time.interval is not None:
            return time.interval, Evidence(time.span, "told-day", why)
    return None


def in_broken_sentence(scene: Scene, mention: Mention) -> TimeMention | None:
    """The time in the part of the sentence that stands before a break: a page may set a name or link apart."""
    number = mention.token.sentence
    if not goes_on(scene, number):
        return None
    for before in range(number - 1, max(-1, number - 1 - MOST_PIECES), -1):
        if has_ended(scene, before):
            return None
        if found := scene.times.get(before):
            return found[-1]
    return None


def goes_on(scene: Scene, number: int) -> bool:
    """The words begin in the middle of a sentence: with a comma or a small letter."""
    first = scene.parse.tokens[scene.parse.sentences[number].first].word
    return number > 0 and (first == "," or first[0].islower())


def has_ended(scene: Scene, number: int) -> bool:
    """The words end as a sentence does."""
    return scene.parse.tokens[scene.parse.sentences[number].last - 1].word[-1] in STOPS


def when_it_happened(scene: Scene, mention: Mention) -> TimeMention | None:
    """The time of «l'opération s'est déroulée …» beside the sentence that tells of force or rescue."""
    published, here = scene.reading.article.published, mention.token.sentence
    if published is None or mention.background or mention.status in OPEN:
        return None
    if kind_of(mention.type) != "force" and mention.type not in ("AID", "RETREAT"):
        return None
    for number in near(scene, here):
        for time in scene.times.get(number, ()) if is_alone(scene, here, number) else ():
            recent = time.interval is not None and 0 <= (published - time.interval.first).days <= RECENT_DAYS
            if recent and time.interval and time.interval.days <= SCENE_DAYS and dates_happening(scene, mention, time):
                return time
    return None


def near(scene: Scene, here: int) -> Iterator[int]:
    """The sentences around one, those behind it first."""
    last = len(scene.parse.sentences) - 1
    for steps in range(1, NEAR_SENTENCES + 1):
        yield from (n for n in (here + steps, here - steps) if 0 <= n <= last)


def is_alone(scene: Scene, here: int, number: int) -> bool:
    """No sentence between the two has a time."""
    return not any(scene.times.get(n) for n in range(min(here, number) + 1, max(here, number)))


def dates_happening(scene: Scene, mention: Mention, time: TimeMention) -> bool:
    """The time hangs on a word for what happened («s'est déroulée», «menée»), and that is the event or may be."""
    first, syntax = scene.parse.token_at(time.span.start), scene.syntax
    above = list(islice(scene.parse.ancestors(first), STEPS)) if first else []
    telling = [t for t in above if t.lemma.lower() in syntax.happening | syntax.conducting]
    if not telling:
        return False
    nouns = [noun for noun, verb in happenings(scene, telling[0].sentence) if verb in telling]
    nouns += [scene.parse.tokens[t.head] for t in telling if t.dep == "acl"]
    return any(is_told(scene, noun) and may_mean(scene, noun, mention.type) for noun in nouns)


def at_that_time(scene: Scene, mention: Mention) -> TimeMention | None:
    """The last time before «avait alors …»: a pluperfect with such a word goes back to it."""
    verb, helpers = mention.token, scene.parse.helpers(mention.token)
    if verb.pos != "VERB" or mention.status in OPEN or not any(t.has("Tense=Imp") for t in helpers):
        return None
    inside = (scene.parse.tokens[c] for t in (verb, *helpers) for c in t.children)
    if not any(t.lower in scene.syntax.back_then for t in inside):
        return None
    for number in range(verb.sentence - 1, max(-1, verb.sentence - 1 - THEN_SENTENCES), -1):
        if found := scene.times.get(number):
            return found[-1]
    return None
