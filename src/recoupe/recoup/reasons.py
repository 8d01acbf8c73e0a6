"""Why reports were put together: the weightiest signs, in words, for each report of an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recoupe.model import Event, Reading
from recoupe.recoup.likeness import forbids, signs
from recoupe.recoup.profile import Profile, make_profiles
from recoupe.recoup.weights import load_weights


def merge_reasons(event: Event, readings: Iterable[Reading]) -> dict[str, tuple[str, ...]]:
    """For each report but the first of the event, why it tells of the same; by report id."""
    profiles = profiles_of(event, readings)
    known = [profiles[report.id] for report in event.reports if report.id in profiles]
    return {one.report.id: compare_words(one, known[0]) for one in known[1:]}


def profiles_of(event: Event, readings: Iterable[Reading]) -> Mapping[str, Profile]:
    wanted = {report.id for report in event.reports}
    articles = set(event.articles)
    found = (p for reading in readings if reading.article.id in articles for p in make_profiles(reading))
    return {profile.report.id: profile for profile in found if profile.report.id in wanted}


def compare_words(one: Profile, other: Profile) -> tuple[str, ...]:
    """The weightiest signs for and against, or what forbids that the two be one event."""
    against = forbids(one, other)
    return (against,) if against else load_weights().reasons(signs(one, other))
