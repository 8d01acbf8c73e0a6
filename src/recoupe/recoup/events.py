"""Events: reports of one happening, merged, with findings for every field.

Everything here is a function of readings and origins: merges and splits derive from the reports, ids are minted once
and kept as long as an event keeps most of its reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha1

from recoupe.model import Count, Event, Finding, Interval, Origins, Place, Reading, Report
from recoupe.recoup.clusters import cluster_reports
from recoupe.recoup.facts import find_moment
from recoupe.recoup.families import count_voices, family_of
from recoupe.recoup.findings import Ground, Rule, find_findings
from recoupe.recoup.grades import grade_event
from recoupe.recoup.labels import Witness
from recoupe.recoup.profile import Profile, make_profiles
from recoupe.recoup.related import relate_events

AROUND = 160
STATUS_RANK = {"asserted": 0, "hedged": 1, "denied": 2, "planned": 3, "hypothetical": 4}


@dataclass(frozen=True, slots=True)
class MergeSettings:
    """`rule` chooses the shown value; `letters` are the user's grades of outlets."""

    rule: Rule = "most origins"
    letters: Mapping[str, str] = field(default_factory=dict)


def merge_reports(
    readings: Sequence[Reading],
    origins: Origins,
    settings: MergeSettings | None = None,
    work: Counter[str] | None = None,
) -> tuple[Event, ...]:
    """Every report in exactly one event; events in order of time. `work` counts comparisons."""
    once = latest_versions(readings)
    clusters = cluster_reports([p for reading in once.values() for p in make_profiles(reading)], origins, work)
    return make_events(clusters, once, origins, settings)


def make_events(
    clusters: Iterable[Sequence[Profile]],
    readings: Mapping[str, Reading],
    origins: Origins,
    settings: MergeSettings | None = None,
) -> tuple[Event, ...]:
    """An event of each cluster, in order of time, with those it is related to."""
    ground, chosen = Ground.of(origins), settings or MergeSettings()
    events = [make_event(cluster, readings, origins, ground, chosen) for cluster in clusters]
    return relate_events(sorted(with_unique_ids(events), key=event_order), readings.values())


def latest_versions(readings: Iterable[Reading]) -> dict[str, Reading]:
    """One reading for each article id: the latest version, the longer text when versions are equal."""
    once: dict[str, Reading] = {}
    for reading in readings:
        held = once.get(reading.article.id)
        if held is None or _edition(held) < _edition(reading):
            once[reading.article.id] = reading
    return once


def _edition(reading: Reading) -> tuple[int, int, str]:
    return reading.article.version, len(reading.article.text), reading.article.text


def make_event(
    cluster: Sequence[Profile],
    readings: Mapping[str, Reading],
    origins: Origins,
    ground: Ground,
    settings: MergeSettings,
) -> Event:
    """One event of the reports of a cluster."""
    witnesses = sorted((make_witness(p, readings[p.article], ground) for p in cluster), key=witness_order)
    articles = list(dict.fromkeys(w.report.article for w in witnesses))
    findings = find_findings(witnesses, ground, settings.rule)
    groups = group_articles(articles, ground)
    unsure = tuple(a for a in articles if a in ground.unsure)
    outlets = {a: readings[a].article.outlet for a in articles}
    sure = [[outlets[a] for a in g if a not in ground.unsure] for g in groups]
    independent = count_voices(group for group in sure if group)
    best = best_first(witnesses, ground)
    lead = best[0]
    return Event(
        id=mint_id([w.report.id for w in witnesses]),
        type=majority(best, "type"),
        mode=usual_mode(best),
        when=shown_interval(best),
        place=shown_place_name(findings, best),
        where=next((f.shown for f in findings if f.field == "place" and isinstance(f.shown, Place)), None),
        actors=next((r.actors for r in best if r.actors), ()),
        recipients=next((r.recipients for r in best if r.recipients), ()),
        killed=shown_count(findings, "killed"),
        wounded=shown_count(findings, "wounded"),
        abducted=shown_count(findings, "abducted"),
        status=min((r.status for r in best), key=STATUS_RANK.__getitem__),
        background=all(r.background for r in best),
        series=lead.series,
        reports=best,
        origins=groups,
        undetermined=unsure,
        independent=independent,
        findings=findings,
        grade=grade_event(best, findings, independent, list(outlets.values()), settings.letters),
    )


def make_witness(profile: Profile, reading: Reading, ground: Ground) -> Witness:
    anchor, text = profile.report.anchor, reading.article.text
    around = text[max(0, anchor.start - AROUND) : anchor.end + AROUND] if text else ""
    return Witness(
        profile=profile,
        moment=find_moment(reading),
        has_hour=reading.article.published_at is not None,
        around=around,
        echo=reading.article.id in ground.unsure,
        house=family_of(reading.article.outlet),
    )


def witness_order(witness: Witness) -> tuple[str, str, int]:
    return (
        witness.moment.isoformat() if witness.moment else "9999",
        witness.report.article,
        witness.report.anchor.start,
    )


def group_articles(articles: Sequence[str], ground: Ground) -> tuple[tuple[str, ...], ...]:
    groups: dict[object, list[str]] = defaultdict(list)
    for article in articles:
        groups[ground.origin.get(article, article)].append(article)
    return tuple(tuple(group) for group in groups.values())


def best_first(witnesses: Sequence[Witness], ground: Ground) -> tuple[Report, ...]:
    """The fullest report of an established article first."""

    def rank(witness: Witness) -> tuple[bool, int, float, tuple[str, str, int]]:
        report = witness.report
        values = (report.when, report.place, report.killed, report.wounded, report.abducted, report.attributed_to)
        filled = sum(v is not None for v in values) + bool(report.actors) + bool(report.recipients)
        return report.article in ground.unsure, -filled, -report.score, witness_order(witness)

    return tuple(w.report for w in sorted(witnesses, key=rank))


def majority(reports: Sequence[Report], name: str) -> str:
    counts: Counter[str] = Counter(getattr(report, name) for report in reports)
    return max(counts, key=lambda value: (counts[value], value == getattr(reports[0], name)))


def usual_mode(reports: Sequence[Report]) -> str | None:
    """The mode most reports of the event's type give; one that only a minority gives is not shown."""
    kind = majority(reports, "type")
    return majority([r for r in reports if r.type == kind], "mode") or None


def shown_interval(reports: Sequence[Report]) -> Interval | None:
    """The stretch of days that most reports give; the shortest of them when several are as frequent."""
    said = [report.when for report in reports if report.when is not None]
    if not said:
        return None
    counts = Counter((when.first, when.last) for when in said)
    return min(said, key=lambda when: (-counts[when.first, when.last], when.days, when.first))


def shown_count(findings: Sequence[Finding], name: str) -> Count | None:
    shown = next((f.shown for f in findings if f.field == name), None)
    return shown if isinstance(shown, Count) else None


def shown_place_name(findings: Sequence[Finding], reports: Sequence[Report]) -> str | None:
    shown = next((f.shown for f in findings if f.field == "place"), None)
    if isinstance(shown, Place):
        return next((r.place for r in reports if r.where == shown and r.place), shown.name)
    return shown


def mint_id(reports: Sequence[str]) -> str:
    """An id that hashes the earliest report's id."""
    return "ev-" + sha1(reports[0].encode(), usedforsecurity=False).hexdigest()[:12]


def free_id(reports: Sequence[str], used: set[str]) -> str:
    """The first id minted of the reports that is not in use."""
    for report in reports:
        if (made := mint_id([report])) not in used:
            return made
    number = 2
    while (made := mint_id([f"{reports[0]}/{number}"])) in used:
        number += 1
    return made


def with_unique_ids(events: Iterable[Event]) -> Iterator[Event]:
    used: set[str] = set()
    for event in events:
        made = event.id if event.id not in used else free_id([r.id for r in event.reports], used)
        used.add(made)
        yield event if made == event.id else replace(event, id=made)


def event_order(event: Event) -> tuple[date, date, str]:
    if event.when is None:
        return date.max, date.max, event.id
    return event.when.first, event.when.last, event.id
