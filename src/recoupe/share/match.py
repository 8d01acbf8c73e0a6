"""Our events beside an ACLED or UCDP GED file: matched, only theirs, only ours, and where matched ones differ.

A pair is made when the days are at most three apart and the places at most 25 km (or bear one name). The
likeliest pairs are made first, each event once.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from recoupe.share.csv_tables import read_rows
from recoupe.share.shown import Shown

NEAR_DAYS, NEAR_KM = 3, 25.0
KM_PER_DEGREE = 111.2


class MatchError(ValueError):
    """A file that cannot be matched; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """A row of the other file, as far as it can be compared."""

    id: str
    first: date
    last: date
    place: str
    lat: float | None
    lon: float | None
    killed_low: float | None
    killed_high: float | None
    kind: str
    actors: str


@dataclass(frozen=True, slots=True)
class Match:
    """One line of the comparison: `which` is "both", "only theirs" or "only ours"."""

    which: str
    ours: Shown | None
    theirs: Theirs | None
    days_apart: int | None = None
    km_apart: float | None = None
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchSummary:
    both: int
    only_theirs: int
    only_ours: int
    differing: dict[str, int]


def read_theirs(path: Path) -> tuple[Theirs, ...]:
    """The rows of an ACLED or GED file; raises MatchError for any other, and for a day nobody can read."""
    found = []
    for number, row in enumerate(read_rows(path), 2):
        names = set(row)
        if {"event_id_cnty", "event_date"} <= names:
            read = read_acled
        elif {"date_start", "date_end", "best"} <= names:
            read = read_ged
        else:
            raise MatchError(f"{path}: neither an ACLED nor a UCDP GED file: no column event_date or date_start")
        try:
            found.append(read(row))
        except ValueError as error:
            raise MatchError(f"{path}, line {number}: {error}") from error
    if not found:
        raise MatchError(f"{path}: no events in it: give a CSV file as ACLED or UCDP ship it")
    return tuple(found)


def read_acled(row: dict[str, str]) -> Theirs:
    day, dead = read_day(row["event_date"]), number_of(row.get("fatalities"))
    actors = "; ".join(filter(None, (row.get("actor1"), row.get("actor2"))))
    return Theirs(
        row["event_id_cnty"], day, day, row.get("location") or "", number_of(row.get("latitude")),
        number_of(row.get("longitude")), dead, dead, row.get("sub_event_type") or "", actors,
    )  # fmt: skip


def read_ged(row: dict[str, str]) -> Theirs:
    actors = "; ".join(filter(None, (row.get("side_a"), row.get("side_b"))))
    return Theirs(
        row.get("id") or "", read_day(row["date_start"]), read_day(row["date_end"]), row.get("where_coordinates") or "",
        number_of(row.get("latitude")), number_of(row.get("longitude")), number_of(row.get("low")),
        number_of(row.get("high")), row.get("type_of_violence") or "", actors,
    )  # fmt: skip


def read_day(value: str) -> date:
    """2031-07-01, 2031-07-01 00:00:00.000, 01 July 2031 or 01-July-2031."""
    text = value.strip()
    for form, length in (("%Y-%m-%d", 10), ("%d %B %Y", None), ("%d-%B-%Y", None)):
        try:
            return datetime.strptime(text[:length], form).date()
        except ValueError:
            continue
    raise ValueError(f"{value!r} is no day: 2031-07-01 or 01 July 2031 are")


def number_of(value: str | None) -> float | None:
    return float(value) if value and value.strip() else None


def match_events(ours: Sequence[Shown], theirs: Sequence[Theirs]) -> tuple[Match, ...]:
    """Pairs first, then what only they have, then what only we have."""
    pairs = sorted(likely_pairs(ours, theirs), key=lambda p: p[:2])
    taken_ours: set[int] = set()
    taken_theirs: set[int] = set()
    both = []
    for _, (a, b), days, km in pairs:
        if a not in taken_ours and b not in taken_theirs:
            taken_ours.add(a)
            taken_theirs.add(b)
            both.append(Match("both", ours[a], theirs[b], days, km, differing_fields(ours[a], theirs[b])))
    only_theirs = (Match("only theirs", None, row) for n, row in enumerate(theirs) if n not in taken_theirs)
    only_ours = (Match("only ours", row, None) for n, row in enumerate(ours) if n not in taken_ours)
    return (*both, *only_theirs, *only_ours)


def likely_pairs(
    ours: Sequence[Shown], theirs: Sequence[Theirs]
) -> Iterator[tuple[float, tuple[int, int], int, float | None]]:
    """Every pair that is near in time and place, with its cost; days are looked up, not all pairs tried."""
    by_day: dict[int, list[int]] = defaultdict(list)
    for b, row in enumerate(theirs):
        by_day[row.first.toordinal()].append(b)
    for a, shown in enumerate(ours):
        if shown.when is None or shown.when.days > 62:
            continue
        first, last = shown.when.first.toordinal(), shown.when.last.toordinal()
        for day in range(first - NEAR_DAYS, last + NEAR_DAYS + 1):
            for b in by_day.get(day, ()):
                days, km = max(0, first - day, day - last), distance_km(shown, theirs[b])
                if same_place(shown, theirs[b], km):
                    yield days * 5 + (km or 0.0) + toll_gap(shown, theirs[b]), (a, b), days, km


def same_place(shown: Shown, row: Theirs, km: float | None) -> bool:
    names = {fold(shown.place or ""), fold(shown.where.name if shown.where else "")} - {""}
    return fold(row.place) in names if km is None else km <= NEAR_KM


def distance_km(shown: Shown, row: Theirs) -> float | None:
    """On a flat map: good to a percent over such short ways."""
    where = shown.where
    if where is None or where.lat is None or where.lon is None or row.lat is None or row.lon is None:
        return None
    if where.level in ("country", "region"):
        return None
    east = (where.lon - row.lon) * cos(radians((where.lat + row.lat) / 2))
    return round(hypot(where.lat - row.lat, east) * KM_PER_DEGREE, 2)


def toll_gap(shown: Shown, row: Theirs) -> float:
    return 0.0 if same_toll(shown, row) else 3.0


def same_toll(shown: Shown, row: Theirs) -> bool:
    """Both tolls can be true; one that is not told contradicts nothing."""
    if shown.killed is None or row.killed_low is None:
        return True
    high = row.killed_high if row.killed_high is not None else float("inf")
    return shown.killed.low <= high and (shown.killed.high is None or row.killed_low <= shown.killed.high)


def differing_fields(shown: Shown, row: Theirs) -> tuple[str, ...]:
    found = []
    if shown.when and not (shown.when.first <= row.last and row.first <= shown.when.last):
        found.append("day")
    if row.place and fold(row.place) not in {fold(shown.place or ""), fold(shown.where.name if shown.where else "")}:
        found.append("place")
    if not same_toll(shown, row):
        found.append("killed")
    return tuple(found)


def fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def summarise(matches: Iterable[Match]) -> MatchSummary:
    counts: dict[str, int] = defaultdict(int)
    fields: dict[str, int] = defaultdict(int)
    for match in matches:
        counts[match.which] += 1
        for name in match.differing:
            fields[name] += 1
    return MatchSummary(counts["both"], counts["only theirs"], counts["only ours"], dict(sorted(fields.items())))


MATCH_COLUMNS = (
    "which", "our_id", "their_id", "our_day", "their_day", "our_place", "their_place", "our_killed", "their_killed",
    "our_type", "their_type", "our_actors", "their_actors", "days_apart", "km_apart", "differing",
)  # fmt: skip


def match_row(match: Match) -> dict[str, Any]:
    """A line of the table."""
    ours, theirs = match.ours, match.theirs
    killed = ours.killed if ours else None
    return {
        "which": match.which,
        "our_id": ours.id if ours else None,
        "their_id": theirs.id if theirs else None,
        "our_day": ours.when.first.isoformat() if ours and ours.when else None,
        "their_day": theirs.first.isoformat() if theirs else None,
        "our_place": ours.place if ours else None,
        "their_place": theirs.place if theirs else None,
        "our_killed": killed.low if killed else None,
        "their_killed": theirs.killed_low if theirs else None,
        "our_type": ours.type if ours else None,
        "their_type": theirs.kind if theirs else None,
        "our_actors": "; ".join(p.name for p in ours.actors) if ours else None,
        "their_actors": theirs.actors if theirs else None,
        "days_apart": match.days_apart,
        "km_apart": match.km_apart,
        "differing": "; ".join(match.differing),
    }
