"""Ids that outlive better rules: a re-read report keeps the id of the one it overlaps, an event that of its reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from recoupe.model import Event, Report, Span
from recoupe.store.anchors import context_of, find_words


@dataclass(frozen=True, slots=True)
class ReportChange:
    """What re-reading did to a report: it is "new", "gone" or "changed" (`fields` says in what)."""

    article: str
    report: str
    what: str
    fields: tuple[str, ...] = ()


def keep_report_ids(old: Sequence[Report], old_text: str, new: Sequence[Report], new_text: str) -> tuple[Report, ...]:
    """The new reports, each under the id of the old one that speaks at the same words."""
    places = {n: moved_spans(report, old_text, new_text) for n, report in enumerate(old)}
    kept = match_reports(old, places, new)
    taken, out = {old[n].id for n in kept.values()}, []
    for number, report in enumerate(new):
        name = old[kept[number]].id if number in kept else free_id(report.id, taken)
        taken.add(name)
        out.append(replace(report, id=name))
    return tuple(out)


def match_reports(
    old: Sequence[Report], places: Mapping[int, tuple[Span, ...]], new: Sequence[Report]
) -> dict[int, int]:
    """Number of the new report -> number of the old one; best pairs first, each report once."""
    pairs = []
    for b, report in enumerate(new):
        for a, spans in places.items():
            fit = overlap(report, old[a], spans)
            if fit:
                pairs.append((*fit, -b, -a))
    kept: dict[int, int] = {}
    for *_, b, a in sorted(pairs, reverse=True):
        if -b not in kept and -a not in kept.values():
            kept[-b] = -a
    return kept


def overlap(report: Report, old: Report, spans: tuple[Span, ...]) -> tuple[int, bool, int] | None:
    """How well two reports fit: anchors on the same words, same type, characters shared; None when not at all."""
    mentions = (report.anchor, *report.mentions)
    shared = sum(shared_characters(a, b) for a in mentions for b in spans)
    if not shared:
        return None
    anchors = bool(spans) and report.anchor.overlaps(spans[0])
    return (2 if anchors and report.type == old.type else int(anchors), report.type == old.type, shared)


def shared_characters(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def moved_spans(report: Report, old_text: str, new_text: str) -> tuple[Span, ...]:
    """Anchor and mentions of an old report where they stand in the new text; gone words are left out."""
    spans = (report.anchor, *report.mentions)
    if old_text == new_text or not new_text:
        return spans
    found = (find_words(new_text, s.quote, *context_of(old_text, s), near=s.start) for s in spans)
    return tuple(span for span in found if span)


def free_id(name: str, taken: set[str]) -> str:
    """`name`, or with a number behind it when another report bears it."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name}~{number}", number + 1
    return free


def compare_reports(article: str, old: Sequence[Report], new: Sequence[Report]) -> tuple[ReportChange, ...]:
    """What is new, gone or changed between two readings of an article."""
    before, after = {r.id: r for r in old}, {r.id: r for r in new}
    changes = [ReportChange(article, name, "gone") for name in before if name not in after]
    changes += [ReportChange(article, name, "new") for name in after if name not in before]
    for name in before.keys() & after.keys():
        fields = changed_fields(before[name], after[name])
        if fields:
            changes.append(ReportChange(article, name, "changed", fields))
    return tuple(sorted(changes, key=lambda c: (c.article, c.report)))


COMPARED = (
    "type", "mode", "actors", "recipients", "place", "when", "killed", "wounded", "abducted", "status",
    "attributed_to", "background", "series",
)  # fmt: skip


def changed_fields(old: Report, new: Report) -> tuple[str, ...]:
    """Names of the fields of the guide that differ; the resolved place counts as part of the place."""
    names = [name for name in COMPARED if getattr(old, name) != getattr(new, name)]
    if "place" not in names and old.where != new.where:
        names.append("place")
    return tuple(names)


def keep_event_ids(
    owners: Mapping[str, str],
    events: Iterable[Event],
    natives: Mapping[str, Sequence[str]] | None = None,
    used: Collection[str] = (),
) -> tuple[Event, ...]:
    """Events under the ids they had: `owners` says which stored event each report stood in.

    An event takes the id most of its reports come from; where two want it, the one with more of its reports has
    it. The others of its ids become former ids. `natives` gives the ids that stood for a report before they were
    merged away: when what was merged comes apart, each part has its own id again. `used` ids are not given anew.
    """
    events = tuple(events)
    votes = count_votes(owners, natives or {}, events)
    names = settle_names(events, votes, used)
    alive, renamed = set(names), {event.id: name for event, name in zip(events, names)}
    return tuple(
        rename_event(event, name, former_names(vote, name, alive), renamed)
        for event, name, vote in zip(events, names, votes)
    )


def count_votes(
    owners: Mapping[str, str], natives: Mapping[str, Sequence[str]], events: Sequence[Event]
) -> list[Counter[str]]:
    """How many reports speak for each id; for one that several events want, only those that were its own at first."""
    claims = Counter(name for event in events for name in {owners[r.id] for r in event.reports if r.id in owners})
    votes = []
    for event in events:
        vote: Counter[str] = Counter()
        for report in event.reports:
            owner = owners.get(report.id)
            if owner is not None:
                vote.update((claims[owner] > 1 and natives.get(report.id)) or [owner])
        votes.append(vote)
    return votes


def settle_names(events: Sequence[Event], votes: Sequence[Counter[str]], used: Collection[str]) -> list[str]:
    """One id for every event, none twice."""
    wishes = [(count, name, n) for n, vote in enumerate(votes) for name, count in vote.items()]
    names: dict[int, str] = {}
    taken: set[str] = set()
    for _, name, n in sorted(wishes, key=lambda w: (-w[0], w[1], w[2])):
        if n not in names and name not in taken:
            names[n] = name
            taken.add(name)
    taken |= {name for vote in votes for name in vote} | set(used)
    for n, event in enumerate(events):
        if n not in names:
            names[n] = free_id(event.id, taken)
            taken.add(names[n])
    return [names[n] for n in range(len(events))]


def former_names(vote: Counter[str], name: str, alive: set[str]) -> tuple[str, ...]:
    """Ids whose reports this event now holds and that no event bears any more, or that it was split from."""
    return tuple(sorted(former for former in vote if former != name and former not in alive))


def rename_event(event: Event, name: str, former: tuple[str, ...], renamed: Mapping[str, str]) -> Event:
    """The event under its lasting id; what it is related to is renamed alike."""
    former_ids = tuple(dict.fromkeys((*event.former_ids, *former)))
    related = tuple((renamed.get(other, other), why) for other, why in event.related)
    return replace(event, id=name, former_ids=tuple(f for f in former_ids if f != name), related=related)
