"""The picture brought up to date: what came in or was decided touches only its neighbourhood.

The neighbourhood are the articles that share rare keys with those that changed, those of one origin with them, and
those that tell of their events. The reports of changed articles are placed anew, beside events that keep the rest of
theirs; origins within are found anew. Memory and work follow the neighbourhood and the size of its events, not the
store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from recoupe.model import Decision, Event, FigureCheck, Origins, Reading
from recoupe.store.database import Store
from recoupe.store.decide_events import decide_events, decided_reports
from recoupe.store.decide_origins import decide_origins
from recoupe.store.decide_reports import decide_readings
from recoupe.store.decisions import Unfit, on_events, on_reports, standing
from recoupe.store.events import load_origins_about
from recoupe.store.keep_part import replace_checks, replace_events, replace_origins
from recoupe.store.neighbours import (
    changed_articles,
    find_neighbours,
    holders_of,
    in_store_order,
    keep_keys,
    later_ones,
    load_events_of,
)
from recoupe.store.rebuild import LocalSteps, Rebuilt, Steps
from recoupe.store.report_places import articles_of_reports

CLOSE = 100  # so many articles around each one that changed
LOOSE = 40  # so many articles that came out later are placed anew; all of a neighbourhood that has no more
MOST = 400  # articles looked at, beyond those that changed


@dataclass(frozen=True, slots=True)
class Near:
    """A neighbourhood: articles in store order, those of them that changed, and the picture of it as it was.

    `loose` are those whose reports are placed anew: the changed ones, and those near them that came out later (all of
    a small neighbourhood).
    """

    articles: tuple[str, ...]
    changed: frozenset[str]
    loose: frozenset[str]
    events: dict[str, Event]
    origins: Origins
    decisions: tuple[Decision, ...]

    @property
    def pins(self) -> dict[str, str]:
        """Reports that stay in their event: those of the articles that are not placed anew."""
        still = set(self.articles) - self.loose
        return {r.id: event.id for event in self.events.values() for r in event.reports if r.article in still}

    def beyond(self) -> Iterator[Event]:
        """The events that articles outside the neighbourhood tell of, too."""
        near = set(self.articles)
        yield from (event for event in self.events.values() if not near.issuperset(event.articles))


def update(
    store: Store, steps: Steps, local: LocalSteps, changed: Sequence[str], decided: Sequence[Decision]
) -> Rebuilt:
    """Bring the picture up to date with the changed articles and the new decisions."""
    decisions = store.decisions()
    with store.reading() as connection:
        near = look_around(connection, store, local, changed, decided, decisions)
    unfit: list[Unfit] = []
    readings = read_decided(store, near.articles, near.decisions, unfit)
    origins = local.update_origins(near.origins, readings, near.changed)
    origins, misfit = decide_origins(origins, [d for d in near.decisions if d.kind == "origin"])
    unfit += misfit
    groups = whole_groups(near, local.cluster(readings, origins, near.pins))
    stirred = near.changed | moved(near.origins, origins)
    same, made = sort_groups(near, groups, stirred)
    far = far_articles(near, made)
    with store.reading() as connection:
        around = join_origins(origins, load_origins_about(connection, far) if far else Origins(()))
    every = (*readings, *read_decided(store, far, near.decisions, []))
    kept = {event.id for event in same}
    merged = local.relate((*same, *renamed(local.make_events(made, every, around), kept)), every)
    outlets = {r.article.id: r.article.outlet for r in every}
    fresh, misfit = decide_events(
        [e for e in merged if e.id not in kept], near.decisions, steps.build(every, around), outlets
    )
    unfit += (u for u in misfit if u.decision.kind != "grade")
    events = (*(e for e in merged if e.id in kept), *steps.place(fresh, every))
    checks, seen = check_around(store, steps, local, near, readings)
    with store.writing() as connection:
        events = replace_events(connection, near.events, events)
        replace_origins(connection, near.origins, origins)
        replace_checks(connection, checks, near.changed, seen)
        fresh_articles = set(changed_articles(connection))
        keep_keys(connection, {r.article.id: local.keys(r) for r in readings if r.article.id in fresh_articles})
    return Rebuilt(every, around, events, checks, tuple(unfit), frozenset(d.id for d in near.decisions))


# the neighbourhood


def look_around(
    connection: Connection,
    store: Store,
    local: LocalSteps,
    changed: Sequence[str],
    decided: Sequence[Decision],
    decisions: Sequence[Decision],
) -> Near:
    """The neighbourhood of what changed and what was decided, with everything decided on it."""
    seeds = dict.fromkeys((*changed, *decided_articles(connection, decided, decisions)))
    keys = {key for reading in store.readings(list(seeds)) for key in local.keys(reading)}
    limit = min(MOST, CLOSE * len(seeds))
    found = dict.fromkeys((*seeds, *find_neighbours(connection, keys, limit + len(seeds))))
    few = len(found) <= LOOSE + len(seeds)
    later = list(found) if few else later_ones(connection, seeds, list(found)[: LOOSE + len(seeds)])
    found |= dict.fromkeys(told_together(connection, [*seeds, *later], limit))
    held = tuple(standing(decisions))
    for _ in range(3):  # what decisions tie together is looked at together
        more = set(tied_articles(connection, held, found)) - set(found)
        if not more:
            break
        found |= dict.fromkeys(more)
    articles = tuple(in_store_order(connection, list(found)))
    near = set(articles)
    events = load_events_of(connection, [*articles, *seeds])
    tied = {a for event in events.values() if not near.issuperset(event.articles) for a in event.articles}
    mine = tuple(d for d in held if concerns(d, near, articles_of_reports(connection, reports_of(d))))
    return Near(
        articles,
        frozenset(seeds) & near,
        frozenset((*seeds, *(set(later) - tied))) & near,
        events,
        whole_origins(connection, {*articles, *seeds}),
        mine,
    )


def whole_origins(connection: Connection, names: Collection[str]) -> Origins:
    """The origins of the articles with everything that is said of the others in their groups."""
    groups = load_origins_about(connection, names).groups
    return load_origins_about(connection, {*names, *(article for group in groups for article in group)})


def told_together(connection: Connection, seeds: Collection[str], limit: int) -> list[str]:
    """Articles of one origin with the seeds, then those that tell of their events, as many as are looked at."""
    origins = load_origins_about(connection, seeds)
    events = load_events_of(connection, seeds)
    alike = [article for group in origins.groups for article in group]
    telling = [article for event in events.values() for article in event.articles[:limit]]
    return list(dict.fromkeys((*alike, *telling)))[: 2 * limit]


def decided_articles(
    connection: Connection, decided: Iterable[Decision], decisions: Sequence[Decision]
) -> Iterator[str]:
    """The articles that new decisions speak of; an undoing speaks of what it takes back."""
    by_id = {d.id: d for d in decisions}
    for decision in decided:
        while decision.kind == "undo" and decision.target in by_id:
            decision = by_id[decision.target]
        yield from named_articles(connection, decision)
        events = load_events_of(connection, list(named_articles(connection, decision)))
        named = set(reports_of(decision))
        for event in events.values():
            if named & {report.id for report in event.reports}:
                yield from event.articles


def tied_articles(connection: Connection, held: Sequence[Decision], found: Collection[str]) -> Iterator[str]:
    """Articles that decisions on articles found here name beside them."""
    for decision in (*on_events(held), *(d for d in held if d.kind == "origin")):
        named = set(named_articles(connection, decision))
        if named & set(found):
            yield from named


def named_articles(connection: Connection, decision: Decision) -> Iterator[str]:
    if decision.article:
        yield decision.article
    if decision.kind == "origin":
        yield from (decision.target, str(decision.value.get("earlier")))
    yield from articles_of_reports(connection, reports_of(decision))


def reports_of(decision: Decision) -> tuple[str, ...]:
    return tuple(r for name in ("reports", "with_reports", "out") for r in decided_reports(decision, name))


def concerns(decision: Decision, near: Collection[str], reported: Collection[str]) -> bool:
    """The decision is on something within the neighbourhood; grades of outlets are on everything."""
    if decision.kind == "grade":
        return True
    if decision.kind == "origin":
        return decision.target in near and str(decision.value.get("earlier")) in near
    if on_reports([decision]):
        return decision.article in near
    return bool(set(reported) & set(near))


def read_decided(
    store: Store, names: Collection[str], decisions: Sequence[Decision], unfit: list[Unfit]
) -> tuple[Reading, ...]:
    """The readings as the analysts left them."""
    mine = [d for d in decisions if d.article in set(names)]
    return tuple(decide_readings(store.readings(list(names)), mine, unfit))


# what is made anew


def whole_groups(near: Near, clusters: Sequence[Sequence[str]]) -> list[tuple[str | None, tuple[str, ...]]]:
    """Each group of reports with the event it is settled in (None for a free one), reports from beyond included."""
    pins, inside = near.pins, set(near.articles)
    outside = {e.id: [r.id for r in e.reports if r.article not in inside] for e in near.events.values()}
    groups: list[tuple[str | None, tuple[str, ...]]] = []
    for cluster in clusters:
        name = next((pins[report] for report in cluster if report in pins), None)
        groups.append((name, (*outside.pop(name, ()), *cluster) if name else tuple(cluster)))
    groups += [(name, tuple(reports)) for name, reports in outside.items() if reports]
    return groups


def sort_groups(
    near: Near, groups: Sequence[tuple[str | None, tuple[str, ...]]], stirred: Collection[str]
) -> tuple[list[Event], list[tuple[str, ...]]]:
    """The events that stay as they are, and the groups of reports of those to be made."""
    decided = {report for d in on_events(near.decisions) for report in reports_of(d)}
    same: list[Event] = []
    made: list[tuple[str, ...]] = []
    for name, reports in groups:
        event = near.events[name] if name else None
        untouched = event is not None and not set(stirred) & set(event.articles) and not decided & set(reports)
        if event is not None and untouched and set(reports) == {r.id for r in event.reports}:
            same.append(event)
        else:
            made.append(reports)
    return same, made


def renamed(events: Iterable[Event], taken: Collection[str]) -> Iterator[Event]:
    """Events under ids that none of the others bears; which ones they keep is settled when they are stored."""
    yield from (replace(event, id=f"{event.id}~") if event.id in taken else event for event in events)


def far_articles(near: Near, made: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Articles beyond the neighbourhood that have reports in the events to be made."""
    wanted, inside = {report for reports in made for report in reports}, set(near.articles)
    told = (r for event in near.beyond() for r in event.reports if r.id in wanted and r.article not in inside)
    return tuple(dict.fromkeys(report.article for report in told))


def moved(before: Origins, after: Origins) -> frozenset[str]:
    """Articles whose group, or whose certainty in it, is other than before."""
    known = standings(before)
    return frozenset(article for article, now in standings(after).items() if known.get(article) != now)


def standings(origins: Origins) -> dict[str, tuple[frozenset[str], bool]]:
    unsure = {*origins.undetermined, *(m.article for m in origins.mixed)}
    return {article: (frozenset(group), article in unsure) for group in origins.groups for article in group}


def join_origins(origins: Origins, others: Origins) -> Origins:
    """Both together; what the first says of an article holds."""
    known = {article for group in origins.groups for article in group}
    rest = {article for group in others.groups for article in group} - known
    more = others.among(rest)
    return Origins(
        (*origins.groups, *more.groups),
        (*origins.undetermined, *more.undetermined),
        (*origins.mixed, *more.mixed),
        (*origins.links, *more.links),
    )


def check_around(
    store: Store, steps: Steps, local: LocalSteps, near: Near, readings: Sequence[Reading]
) -> tuple[tuple[FigureCheck, ...], tuple[str, ...]]:
    """The arithmetic of changed articles and of those that give the same quantities, and which articles these are."""
    by_id = {reading.article.id: reading for reading in readings}
    keys = {k for name in near.changed if name in by_id for f in by_id[name].figures for k in local.figure_keys(f)}
    with store.reading() as connection:
        seen = in_store_order(connection, {*near.changed, *holders_of(connection, keys)})
    missing = [name for name in seen if name not in by_id]
    by_id |= {reading.article.id: reading for reading in read_decided(store, missing, near.decisions, [])}
    return tuple(steps.check_figures([by_id[name] for name in seen if name in by_id])), tuple(seen)
