"""Origins: which articles go back to one first-hand account.

Every article is held against the few that share rare words, names, numbers or wording with it. One that brings
nothing of its own goes back to what it resembles most; one that brings own witnesses, names or numbers stands on its
own feet, whatever communiqué it quotes. Unknown is not independent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from recoupe.knowledge.fiction import kept_apart
from recoupe.model import Link, Mixed, Origins, Reading
from recoupe.recoup.dependence import (
    COPY,
    SLACK,
    Evidence,
    blends,
    contributes,
    explain,
    likelihood,
    settled,
    share_enough,
    weigh,
)
from recoupe.recoup.facts import Facts, find_facts
from recoupe.recoup.groups import Groups
from recoupe.recoup.neighbours import Index

WINDOW = timedelta(days=8)  # news is rewritten within a week; copies are found at any distance
CANDIDATES = 16
KEPT = 8  # so many ties of an article are remembered
LEADS = 5  # so many possible sources are paired when an article may mix two
THIN = 4  # one mark in four is enough to find a copy; all are compared
WHOLE = 0.95  # above this share of wording an article is its source again


@dataclass(frozen=True, slots=True)
class Tie:
    """`later` may draw on `earlier`, with the evidence and what it amounts to."""

    later: str
    earlier: str
    score: float
    evidence: Evidence
    directed: bool


def find_origins(readings: Sequence[Reading], work: Counter[str] | None = None) -> Origins:
    """The best partition of all articles, who is undetermined or mixed, and the links with reasons.

    `work` counts comparisons, for those who watch the cost.
    """
    facts = {f.article: f for f in _in_order(readings)}
    ties = list(_find_ties(list(facts.values()), work if work is not None else Counter()))
    return partition(facts, ties)


def _in_order(readings: Sequence[Reading]) -> list[Facts]:
    """The facts of every article once, oldest first, the richer first where the time does not say."""
    once: dict[str, Reading] = {}
    for reading in readings:
        held = once.get(reading.article.id)
        if held is None or _edition(held) < _edition(reading):
            once[reading.article.id] = reading
    found = [find_facts(reading) for reading in once.values()]
    return sorted(
        found, key=lambda f: (f.moment is None, f.moment.isoformat() if f.moment else "", -f.length, f.article)
    )


def _edition(reading: Reading) -> tuple[int, int, str]:
    return reading.article.version, len(reading.article.text), reading.article.text


def _find_ties(facts: list[Facts], work: Counter[str]) -> Iterator[Tie]:
    """The best ties of each article; few, so that memory follows the articles and not their comparisons."""
    index: Index[int] = Index()
    kept: dict[str, list[Tie]] = defaultdict(list)
    for at, new in enumerate(facts):
        keys = list(article_keys(new))
        copied = False
        for other, _ in index.find(keys, CANDIDATES):
            work["comparisons"] += 1
            for tie in compare(new, facts[other]):
                copied = copied or (tie.later == new.article and tie.evidence.wording >= WHOLE)
                keep_best(kept[tie.later], tie)
        if not copied:  # what a copy says is found under its source: a thousand copies crowd no key
            index.add(at, keys)
    work["articles"] += len(facts)
    for ties in kept.values():
        yield from ties


def keep_best(ties: list[Tie], tie: Tie) -> None:
    """Add a tie; of too many the weakest goes."""
    ties.append(tie)
    if len(ties) > KEPT:
        ties.remove(min(ties, key=lambda t: (t.score, t.evidence.shared, t.earlier)))


def article_keys(facts: Facts) -> Iterator[Hashable]:
    """What two articles on one story can be expected to share: names, numbers, words, wording."""
    yield from facts.stems
    yield from (("n", number) for number in facts.numbers if number >= 12)
    yield from (mark for mark in facts.sketch if mark % THIN == 0)


def compare(new: Facts, old: Facts) -> Iterator[Tie]:
    """The tie from the later to the earlier article, and the reverse where time does not forbid it.

    What is invented never goes back to what is not, nor the other way round.
    """
    if kept_apart(new.invented, old.invented):
        return
    gap = new.moment - old.moment if new.moment and old.moment else None
    day_only = not (new.has_hour and old.has_hour)
    forward = gap is None or gap >= -SLACK
    backward = gap is None or gap <= (timedelta(hours=23) if day_only else SLACK)
    directed = gap is not None and gap > (timedelta(hours=23) if day_only else SLACK)
    for later, earlier, allowed in ((new, old, forward), (old, new, backward)):
        if allowed and share_enough(later, earlier):
            evidence = weigh(later, earlier)
            near = gap is None or abs(gap) <= WINDOW
            if near or evidence.wording >= COPY:
                score = likelihood(evidence, earlier)
                if score > 0 or contributes(evidence):
                    yield Tie(later.article, earlier.article, score, evidence, directed)


def partition(facts: dict[str, Facts], ties: list[Tie]) -> Origins:
    """Each article goes to the source that explains it best; no article is its own source round a corner."""
    groups = Groups(facts)
    order = {article: at for at, article in enumerate(facts)}
    links: list[Link] = []
    unsure: set[str] = set()
    source: dict[str, Tie] = {}
    mixed = find_mixed(ties)
    for tie in sorted(
        ties, key=lambda t: (-t.score, order[t.later] < order[t.earlier], order[t.later], order[t.earlier])
    ):
        main = mixed.get(tie.later)
        if tie.later in source or groups.joined(tie.later, tie.earlier):
            continue
        if tie is not main[0] if main else tie.score <= 0:
            continue
        source[tie.later] = tie
        groups.join(tie.later, tie.earlier)
        kind, why = explain(tie.evidence)
        links.append(Link(tie.later, tie.earlier, round(tie.score, 3), why, tie.directed, kind))
        if not settled(tie.evidence) and main is None:
            unsure.add(tie.later)
    members = sorted((tuple(sorted(g, key=order.__getitem__)) for g in groups.all()), key=lambda g: order[g[0]])
    return Origins(
        groups=tuple(members),
        undetermined=tuple(a for a in facts if a in unsure),
        mixed=tuple(told_mixed(mixed, groups, order)),
        links=tuple(sorted(links, key=lambda k: (order[k.later], order[k.earlier]))),
    )


def find_mixed(ties: list[Tie]) -> dict[str, tuple[Tie, Tie]]:
    """Articles that owe clearly different facts to two others and next to nothing to themselves, with both ties."""
    by_later: dict[str, list[Tie]] = defaultdict(list)
    derived = {(tie.later, tie.earlier): tie.score for tie in ties if tie.score > 0}
    for tie in ties:
        if contributes(tie.evidence) and derived.get((tie.earlier, tie.later), 0.0) <= tie.score:
            by_later[tie.later].append(tie)
    found = {}
    for article, leads in by_later.items():
        leads.sort(key=lambda t: (-t.evidence.shared, t.earlier))
        pair = next((p for p in combinations(leads[:LEADS], 2) if blends(p[0].evidence, p[1].evidence)), None)
        if pair is not None:
            found[article] = pair
    return found


def told_mixed(mixed: dict[str, tuple[Tie, Tie]], groups: Groups, order: dict[str, int]) -> Iterator[Mixed]:
    """The mixed articles whose two sources lie in different groups, with those groups."""
    for article in sorted(mixed, key=order.__getitem__):
        first, second = mixed[article]
        if not groups.joined(first.earlier, second.earlier):
            parts = [groups.of(tie.earlier, without=article) for tie in (first, second)]
            yield Mixed(article, tuple(tuple(sorted(part, key=order.__getitem__)) for part in parts))
