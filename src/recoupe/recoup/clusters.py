"""Clusters: which reports tell of one event.

Articles come in order of publication. Each report is held against the few events that share rare keys with it; the
surest pairs are settled first, and what they settle helps the others. An article tells of an event once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from recoupe.model import Origins
from recoupe.recoup.likeness import forbids, grounded, signs, tell_other_stories
from recoupe.recoup.neighbours import Index
from recoupe.recoup.profile import Profile
from recoupe.recoup.weights import Weights, load_weights

CANDIDATES = 10
SPEAKERS = 4  # so many reports speak for an event, however many it has
FORBIDDEN = -99.0
SMALL = 3  # events of so few reports are looked at a second time
STRAY_MARGIN = 0.5  # without a best match on both sides the likeness must be clearer


@dataclass(slots=True)
class Cluster:
    """Reports of one event; `speakers` stand for all in comparisons. A pinned one is settled, but takes others in."""

    number: int
    profiles: list[Profile] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    keys: set[Hashable] = field(default_factory=set)
    pinned: bool = False

    @property
    def speakers(self) -> list[Profile]:
        """The first reports and the most recent: what was said before and what is said now."""
        if len(self.profiles) <= SPEAKERS:
            return self.profiles
        half = SPEAKERS // 2
        return self.profiles[:half] + self.profiles[-half:]

    def add(self, profile: Profile) -> None:
        self.profiles.append(profile)
        self.articles.add(profile.article)


@dataclass(frozen=True, slots=True)
class Match:
    """A report and an event it may belong to, with log odds."""

    profile: Profile
    cluster: Cluster
    score: float


def cluster_reports(
    profiles: Iterable[Profile],
    origins: Origins,
    work: Counter[str] | None = None,
    weights: Weights | None = None,
    pins: Mapping[str, str] | None = None,
) -> list[list[Profile]]:
    """Every report in exactly one cluster. `work` counts comparisons.

    `pins` gives reports that are settled the name of their event: those of one name stay together, apart from others.
    """
    counted = work if work is not None else Counter()
    return Clustering(origins, counted, weights or load_weights(), pins or {}).run(profiles)


class Clustering:
    """The clusters as they grow, and the index that finds them."""

    def __init__(self, origins: Origins, work: Counter[str], weights: Weights, pins: Mapping[str, str]) -> None:
        self.work = work
        self.weights = weights
        self.pins = pins
        self.pinned: dict[str, Cluster] = {}
        self.index: Index[int] = Index()
        self.clusters: list[Cluster] = []
        self.of_article: dict[str, list[int]] = defaultdict(list)
        self.sources: dict[str, list[str]] = defaultdict(list)
        for link in origins.links:
            self.sources[link.later].append(link.earlier)
            self.sources[link.earlier].append(link.later)
        self.group = {article: number for number, group in enumerate(origins.groups) for article in group}

    def run(self, profiles: Iterable[Profile]) -> list[list[Profile]]:
        ordered = sorted(profiles, key=lambda p: p.order)
        by_article: dict[str, list[Profile]] = defaultdict(list)
        for profile in ordered:
            by_article[profile.article].append(profile)
        for reports in sorted(by_article.values(), key=self.is_open):  # what is settled is there to be found
            self.add_article(reports)
        self.join_strays()
        return [cluster.profiles for cluster in self.clusters if cluster.profiles]

    def is_open(self, reports: Sequence[Profile]) -> bool:
        """Some report of the article is not settled."""
        return any(profile.report.id not in self.pins for profile in reports)

    def add_article(self, reports: Sequence[Profile]) -> None:
        """Settle the reports of one article together, the surest first."""
        placed = {p.report.id: self.pinned_cluster(self.pins[p.report.id]) for p in reports if p.report.id in self.pins}
        taken = {cluster.number for cluster in placed.values()}
        for match in self.settle([p for p in reports if p.report.id not in placed]):
            number = match.cluster.number
            if match.profile.report.id in placed or number in taken:
                continue
            placed[match.profile.report.id] = match.cluster
            taken.add(number)
        for profile in reports:
            cluster = placed.get(profile.report.id)
            if cluster is None:
                cluster = self.open_cluster()
            cluster.add(profile)
            self.of_article[profile.article].append(cluster.number)
            fresh = set(report_keys(profile)) - cluster.keys
            cluster.keys |= fresh
            self.index.add(cluster.number, fresh)

    def open_cluster(self, pinned: bool = False) -> Cluster:
        cluster = Cluster(len(self.clusters), pinned=pinned)
        self.clusters.append(cluster)
        return cluster

    def pinned_cluster(self, name: str) -> Cluster:
        if name not in self.pinned:
            self.pinned[name] = self.open_cluster(pinned=True)
        return self.pinned[name]

    def settle(self, reports: Sequence[Profile]) -> list[Match]:
        """The acceptable matches, best first, after the pairs that prefer each other have been favoured."""
        matches = [m for profile in reports for m in self.candidates(profile) if m.score > FORBIDDEN]
        best_of_report: dict[str, float] = {}
        best_of_cluster: dict[int, float] = {}
        for match in matches:
            name, number = match.profile.report.id, match.cluster.number
            best_of_report[name] = max(best_of_report.get(name, FORBIDDEN), match.score)
            best_of_cluster[number] = max(best_of_cluster.get(number, FORBIDDEN), match.score)
        final = []
        for match in matches:
            score = match.score
            mutual = score >= best_of_report[match.profile.report.id] and score >= best_of_cluster[match.cluster.number]
            if mutual and not self.other_story(match):
                rivals = max(len(reports), *(len(self.of_article[p.article]) for p in match.cluster.speakers))
                score += self.weights.value("mutual") * (1 - 1 / rivals)
                if self.derived(match):
                    score += self.weights.value("mutual_origin")
            if score > self.weights.threshold:
                final.append(Match(match.profile, match.cluster, score))
        return sorted(final, key=lambda m: (-m.score, m.profile.order, m.cluster.number))

    def other_story(self, match: Match) -> bool:
        """The article has next to nothing in common with those of the event: the best of bad matches is no match."""
        return all(tell_other_stories(match.profile, speaker) for speaker in match.cluster.speakers)

    def derived(self, match: Match) -> bool:
        """The article goes back to one that tells of this event, or the other way round."""
        return any(source in match.cluster.articles for source in self.sources[match.profile.article])

    def candidates(self, profile: Profile) -> Iterator[Match]:
        """The events worth comparing: those that share rare keys, and those the article's source tells of."""
        found = [number for number, _ in self.index.find(sorted(set(report_keys(profile)), key=str), CANDIDATES)]
        told = {n for source in self.sources[profile.article] for n in self.of_article[source][:40]}
        for number in dict.fromkeys((*found, *sorted(told))):
            cluster = self.clusters[number]
            if cluster.profiles and profile.article not in cluster.articles:
                kindred = number in told or self.of_one_origin(profile, cluster)
                yield Match(profile, cluster, self.linkage([profile], cluster.speakers, kindred))

    def of_one_origin(self, profile: Profile, cluster: Cluster) -> bool:
        group = self.group.get(profile.article)
        return group is not None and any(self.group.get(p.article) == group for p in cluster.speakers)

    def linkage(self, ones: Sequence[Profile], others: Sequence[Profile], kindred: bool) -> float:
        """The mean of best and average likeness; FORBIDDEN when any two exclude each other or share nothing specific.

        `kindred`: one article goes back to another that tells of the event, which is ground enough.
        """
        scores: list[float] = []
        ground = False
        for one in ones:
            for other in others:
                self.work["comparisons"] += 1
                if forbids(one, other):
                    return FORBIDDEN
                found = signs(one, other)
                ground = ground or grounded(found)
                scores.append(self.weights.score(found))
        if not ground and not kindred:
            return FORBIDDEN
        return 0.5 * max(scores) + 0.5 * sum(scores) / len(scores)

    def join_strays(self) -> None:
        """A second look at small events: their counterpart, or the report that ties the two, may have come later."""
        for cluster in list(self.clusters):
            if cluster.pinned or not 0 < len(cluster.profiles) <= SMALL:
                continue
            found = [(self.between(cluster, other), other.number) for other in self.rivals(cluster)]
            best = max(found, key=lambda f: (f[0], -f[1]), default=(FORBIDDEN, -1))
            if best[0] > self.weights.threshold + STRAY_MARGIN:
                self.absorb(self.clusters[best[1]], cluster)

    def rivals(self, cluster: Cluster) -> Iterator[Cluster]:
        """Other events that share rare keys with this one and none of its articles."""
        keys = sorted({key for profile in cluster.profiles for key in report_keys(profile)}, key=str)
        for number, _ in self.index.find(keys, CANDIDATES):
            other = self.clusters[number]
            if number != cluster.number and other.profiles and not cluster.articles & other.articles:
                yield other

    def between(self, one: Cluster, other: Cluster) -> float:
        kindred = any(self.of_one_origin(profile, other) for profile in one.speakers)
        return self.linkage(one.speakers, other.speakers, kindred)

    def absorb(self, into: Cluster, cluster: Cluster) -> None:
        for profile in cluster.profiles:
            into.add(profile)
        into.profiles.sort(key=lambda p: p.order)
        cluster.profiles.clear()
        cluster.articles.clear()


def report_keys(profile: Profile) -> Iterator[Hashable]:
    """Keys under which reports of one event meet: day, place, names, words, tolls, each with the kind of event."""
    report, kind = profile.report, profile.report.type
    window = profile.window
    days = []
    if profile.said and window is not None and window.days <= 10:
        days = [window.first.toordinal() + n for n in range(-1, window.days + 1)]
        yield from (("day", kind, day) for day in days)
    month = (window.last.year, window.last.month) if window else None
    places = set(profile.places)
    if report.where is not None and report.where.located and report.where.level not in ("country", "region"):
        places.update(_cells(report.where.lat or 0.0, report.where.lon or 0.0))
    for place in places:
        yield ("place", kind, place)
        yield from (("place-day", place, day) for day in days)
    yield from (("name", name) for name in profile.names)
    yield from (("name", kind, name) for name in profile.names)
    yield from (("word", kind, word, month) for word in profile.anchor)
    yield from (("who", kind, word, month) for word in profile.actors | profile.recipients)
    yield from (("toll", kind, number) for number in profile.numbers)
    yield ("kind", kind, report.mode, month)


def _cells(lat: float, lon: float) -> Iterator[str]:
    """The half-degree cell of a point and its neighbours, so that near places meet."""
    row, column = round(lat * 2), round(lon * 2)
    yield from (f"{row + r}/{column + c}" for r in (-1, 0, 1) for c in (-1, 0, 1))
