"""Tolls: how many killed, wounded and abducted a sentence tells of.

A toll hangs on a word of harm («tués», «morts», «enlèvement de»). The people are looked for where that word keeps
them: before a passive, behind an active verb, behind «de». Parts («dont six Français») are not added to their
total; sides («six Français et deux Nigériens») are.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from recoupe.coding.toll_words import TollRule, TollWords, load_toll_words
from recoupe.coding.victims import Group, Victims
from recoupe.model import Count, CountMention, Span
from recoupe.parsing import Parse, Sentence, Token

Harm = Literal["killed", "wounded", "abducted"]
READ_ON = 2  # sentences after an event that may still tell its toll
LATE_ON = 5  # sentences after it that may still tell of its wounded, who come last
HARMS: tuple[Harm, ...] = ("killed", "wounded", "abducted")


@dataclass(frozen=True, slots=True)
class Toll:
    """`count` people suffered `harm`; `trigger` are the words of the harm, `victims` the words for the people.

    `total` marks a stated sum that swallows the parts beside it. `fighters` marks losses of attackers and armed
    groups. `revised_from` is an earlier toll that the same words replace. `firm` is False where the number is
    only that of the grammar («des soldats tués» = [2, open]).
    """

    harm: Harm
    count: Count
    span: Span
    trigger: Span
    victims: str
    rule: str
    total: bool = False
    fighters: bool = False
    neutralised: bool = False
    revised_from: Count | None = None
    firm: bool = True


def find_tolls(
    parse: Parse, sentence: Sentence, counts: tuple[CountMention, ...], language: str = "fr"
) -> tuple[Toll, ...]:
    """The tolls told in one sentence, in text order. «sans faire de victime» is a toll of [0, 0]."""
    words = load_toll_words(language)
    if words is None:
        return ()
    tokens = parse.tokens[sentence.first : sentence.last]
    triggers = list(_find_triggers(tokens, words))
    if not triggers:
        return ()
    people = Victims(parse, sentence, counts, words)
    found = [toll for trigger in triggers for toll in _read_trigger(trigger, parse, people, words)]
    return tuple(_share_openness(_without_repeats(found), tokens))


@dataclass(frozen=True, slots=True)
class _Trigger:
    """Tokens `first` to `last` (included) of a word of harm, the rule, and how it is used."""

    first: Token
    last: Token
    rule: TollRule
    participle: bool = False


def _find_triggers(tokens: list[Token], words: TollWords) -> Iterator[_Trigger]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        phrase = words.match_phrase(tokens, at)
        if phrase:
            rule, size = phrase
            yield _Trigger(token, tokens[at + size - 1], rule, token.has("VerbForm=Part"))
            at += size
            continue
        for rule, participle in words.triggers.get(token.lower, ()):
            yield _Trigger(token, token, rule, participle)
        at += 1


def _read_trigger(trigger: _Trigger, parse: Parse, people: Victims, words: TollWords) -> Iterator[Toll]:
    rule = trigger.rule
    reader = {"counted": _counted, "of": _of, "object": _object, "subject": _subject}.get(rule.role)
    found = reader(trigger, people, words) if reader else None
    if found is None:
        return
    if not people.human(found) and (rule.people_only or not people.stated(found, trigger.first, trigger.participle)):
        return
    toll = _make_toll(trigger, parse, people, found)
    yield toll
    if rule.also_none and toll.count.high == 0:
        yield replace(toll, harm="wounded")


def _make_toll(trigger: _Trigger, parse: Parse, people: Victims, found: list[Group]) -> Toll:
    count = found[0].count
    for group in found[1:]:
        count = count.plus(group.count)
    first, last = min(g.first for g in found), max(g.last for g in found)
    span = parse.words(parse.tokens[first], parse.tokens[last])
    return Toll(
        harm=trigger.rule.harm or "killed",
        count=count,
        span=span,
        trigger=parse.words(trigger.first, trigger.last),
        victims=span.quote,
        rule=f"{trigger.rule.id}+{'+'.join(g.kind for g in found)}",
        total=found[0].total,
        neutralised=trigger.rule.fighters,
        fighters=trigger.rule.fighters or people.all_fighters(found),
        revised_from=found[0].before,
        firm=all(g.firm for g in found),
    )


def _counted(trigger: _Trigger, people: Victims, words: TollWords) -> list[Group] | None:
    """«douze morts», «un blessé», «aucune victime»: the noun itself is counted."""
    token = trigger.first
    if people.passive_use(token):
        return None
    none = people.none_before(token)
    if none is not None:
        return [none]
    group = people.group_of(token)
    if group is None or group.kind not in ("counted", "one", "plural"):
        return None
    return [replace(group, firm=False)] if people.known(group) else [group]


def _of(trigger: _Trigger, people: Victims, words: TollWords) -> list[Group] | None:
    """«la mort de six soldats», «a coûté la vie à trois soldats»: the people follow."""
    if people.stands_after(trigger.first, trigger.rule.not_after):
        return None
    open_end = trigger.last.lower in words.lists["of"] | words.lists["to"]
    found = people.after(trigger.last, needs_of=not (trigger.rule.bare or open_end))
    return found + people.company_of(found[-1]) if found else None


def _object(trigger: _Trigger, people: Victims, words: TollWords) -> list[Group] | None:
    """«ont été tués» looks back for its subject, «ont tué» ahead for its object."""
    token = trigger.first
    if token.i in people.counted:
        return None
    passive = trigger.participle and not people.active_participle(token)
    if passive:
        return _passive(token, people)
    if (those := people.counted_of(token)) is not None:
        return [those]
    return people.after(trigger.last, needs_of=False)


def _passive(token: Token, people: Victims) -> list[Group] | None:
    if none := people.nobody(token):
        return [none]
    if people.negated(token):
        return None
    found = people.inverted(token) or people.before(token)
    return found + people.company(token) if found else None


def _subject(trigger: _Trigger, people: Victims, words: TollWords) -> list[Group] | None:
    """«ont péri», «perdu la vie»: the people stand before the verb, or behind it in «où ont péri deux soldats»."""
    token = trigger.first
    if token.i in people.counted:
        return None if token == trigger.last else [people.counted[token.i]]
    return None if people.is_noun(token) else _passive(token, people)


def _share_openness(tolls: list[Toll], tokens: list[Token]) -> Iterator[Toll]:
    """«au moins 12 morts et 30 blessés»: the «au moins» holds for both."""
    joints = {(a.end, b.start) for a, j, b in zip(tokens, tokens[1:], tokens[2:]) if j.pos == "CCONJ"}
    earlier: Toll | None = None
    for toll in tolls:
        if earlier and _opens(earlier, toll) and (earlier.span.end, toll.span.start) in joints:
            toll = replace(toll, count=Count(toll.count.low, None))
        earlier = toll
        yield toll


def _opens(earlier: Toll, toll: Toll) -> bool:
    """The first is open by «au moins», the second is bare and of another harm."""
    bounded = earlier.count.high is None and not earlier.count.vague
    return bounded and toll.count.exact and toll.harm != earlier.harm


def _without_repeats(tolls: Iterable[Toll]) -> list[Toll]:
    """One toll for one group of people and one harm: the firmest, then the longest words."""
    kept: list[Toll] = []
    for toll in sorted(tolls, key=lambda t: (not t.firm, -(t.span.end - t.span.start))):
        if not any(k.harm == toll.harm and k.span.overlaps(toll.span) for k in kept):
            kept.append(toll)
    return sorted(kept, key=lambda t: (t.trigger.start, t.span.start))


def event_tolls(
    parse: Parse,
    counts: tuple[CountMention, ...],
    mentions: Sequence[int],
    taken: Container[int],
    anchors: Sequence[Span],
    abduction: bool,
    language: str = "fr",
) -> tuple[Toll, ...]:
    """The tolls of one event: from the sentences that mention it and, for harms they leave open, from those after.

    `mentions` and `taken` are sentence numbers, the latter those of other events of force: reading on stops there.
    """
    found: list[Toll] = []
    for number in sorted(set(mentions)):
        found += find_tolls(parse, parse.sentences[number], counts, language)
    known = {t.harm for t in found}
    for last in sorted(set(mentions)):
        for sentence in parse.sentences[last + 1 : last + 1 + LATE_ON]:
            if sentence.index in taken or sentence.index in mentions:
                break
            more = find_tolls(parse, sentence, counts, language)
            if sentence.index > last + READ_ON:
                more = tuple(t for t in more if t.harm == "wounded")
            found += [t for t in more if t.harm not in known]
            known |= {t.harm for t in more}
    return tolls_of(found, anchors, abduction)


def tolls_of(tolls: Iterable[Toll], anchors: Sequence[Span], abduction: bool) -> tuple[Toll, ...]:
    """Those of a sentence's tolls that belong to the event with these words.

    An abduction has its abducted, any other event its killed and wounded; where the first of the words
    is itself one of harm («14 morts»), another toll of that harm belongs to another event.
    """
    told = list(tolls)
    own = [t for t in told if t.trigger.overlaps(anchors[0]) or t.span.overlaps(anchors[0])]
    named = {t.harm for t in own if t.trigger.overlaps(anchors[0])}
    own += [t for t in told if t.fighters and t not in own and any(t.trigger.overlaps(a) for a in anchors[1:])]
    fitting = {"abducted"} if abduction else {"killed", "wounded"}
    return tuple(t for t in told if (t in own if t.harm in named else t.harm in fitting))


def add_up(tolls: Iterable[Toll]) -> tuple[Count | None, Count | None, Count | None]:
    """Killed, wounded and abducted of one event from all the tolls told of it, in text order.

    Attackers' losses count only where nobody else suffered; a revised toll wins, then the highest stated one in
    its most precise form.
    """
    told = list(tolls)
    killed, wounded, abducted = (_settle([t for t in told if t.harm == harm]) for harm in HARMS)
    return killed, wounded, abducted


def _settle(tolls: list[Toll]) -> Count | None:
    """The losses of both sides added up: the highest stated count of each."""
    tolls = [t for t in tolls if not t.neutralised] or tolls
    sides = [_settle_side([t for t in tolls if t.fighters is armed]) for armed in (False, True)]
    told = [count for count in sides if count is not None]
    return told[0].plus(told[1]) if len(told) == 2 else told[0] if told else None


def _settle_side(tolls: list[Toll]) -> Count | None:
    told = [t for t in tolls if t.count != Count(0, 0)] or tolls
    told = [t for t in told if t.firm] or told
    if not told:
        return None
    revised = [t for t in told if t.revised_from]
    if revised:
        return revised[-1].count
    top = max((t.count for t in told), key=lambda c: c.low)
    return min((t.count for t in told if t.count.compatible(top) and t.count.low >= top.low * 0.8), key=_width)


def _width(count: Count) -> float:
    return float("inf") if count.high is None else count.high - count.low
