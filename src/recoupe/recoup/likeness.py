"""Do two reports speak of one event? Every sign for and against is a named feature with a weight of its own.

The docstring of a sign is what the user is shown; the weights stand in `knowledge/merging.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import msgspec

from recoupe.knowledge.fiction import kept_apart
from recoupe.knowledge.loader import HOME, load_entries
from recoupe.model import Count, Place
from recoupe.recoup.geography import relate_places
from recoupe.recoup.profile import Profile
from recoupe.recoup.rarity import best_rarity, rare_overlap
from recoupe.recoup.sentences import say

STANDING = frozenset({"withhold", "embargo"})
SPECIFIC = {
    "place_same": 1.0,
    "place_near": 1.0,
    "place_in_region": 1.0,
    "place_words_same": 1.0,
    "place_around": 0.1,
    "day_same": 0.1,
    "names_share": 1.0,
    "toll_same": 1.0,
    "numbers_share": 0.6,
    "recipients_share": 1.0,
    "actors_share": 1.0,
    "words_share": 1.0,
    "context_share": 0.6,
    "story_share": 0.3,
}
ALONE = frozenset({"words_share", "actors_share"})  # ground only where no texts say whether the articles tell one story
GROUND = 0.3
APART_DAYS = 3
ONE_STORY, OTHER_STORY, LEAST_STORY = 0.3, 0.05, 8  # shares of rare words in common; texts of fewer say little
LONG_GAP_DAYS = 35
STANDING_DAYS = 62


def signs(one: Profile, other: Profile) -> dict[str, float]:
    """The named signs that hold between two reports, with their strength; common words say little."""
    found: dict[str, float] = {"always": 1.0, "months_between": nearness(one, other)}
    if one.context and other.context:
        found["context_share"] = rare_overlap(one.context, other.context)
    found.update(_stories(one, other))
    if one.lead and other.lead:
        found["lead_both"] = 1.0
    for part in (
        _types(one, other),
        _times(one, other),
        _places(one, other),
        _people(one, other),
        _rest(one, other),
    ):
        for name, value in part:
            found[name] = value
    return found


def story_share(one: Profile, other: Profile) -> float | None:
    """The share of rare words that the two articles have in common; None when there is no text to say."""
    if not one.story or not other.story:
        return None
    return len(one.story & other.story) / max(LEAST_STORY, min(len(one.story), len(other.story)))


def tell_other_stories(one: Profile, other: Profile) -> bool:
    """The two articles have next to nothing in common."""
    shared = story_share(one, other)
    return shared is not None and shared < OTHER_STORY


def _stories(one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
    """What the two articles share as a whole: much on one story, next to nothing on two."""
    shared = story_share(one, other)
    if shared is None:
        return
    if shared < OTHER_STORY:
        yield "story_differs", 1.0
    else:
        yield "story_share", min(1.0, shared / ONE_STORY)


def _types(one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
    a, b = one.report, other.report
    if a.type == b.type:
        yield "type_same", 1.0
        if a.mode and b.mode:
            yield ("mode_same" if a.mode == b.mode else "mode_differs"), 1.0
    elif kin(a.type, b.type):
        yield "type_kin", 1.0
    else:
        yield "type_differs", 1.0


def _times(one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
    if one.window is None or other.window is None:
        yield "time_unknown", 1.0
        return
    gap = one.window.gap_days(other.window)
    longer = max(one.window.days, other.window.days)
    if one.said and other.said:
        if gap == 0:
            yield ("day_same" if longer == 1 else "days_overlap" if longer <= 10 else "months_overlap"), 1.0
        elif gap <= APART_DAYS and (one.lent or other.lent):
            yield "day_lent", 1.0
        elif gap <= 1:
            yield "day_next", 1.0
        elif gap <= 3:
            yield "days_apart", 1.0
        else:
            yield "time_apart", 1.0
    else:
        both = "time_fits" if one.said or other.said else "undated_both"
        yield (both if gap == 0 else "time_misfits" if gap <= LONG_GAP_DAYS else "time_long_gone"), 1.0


def _places(one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
    relation = relate_places(one.where, other.where)
    if relation == "unknown":
        if one.report.place and other.report.place:
            yield ("place_words_same" if one.places & other.places else "place_words_differ"), 1.0
        else:
            yield (
                ("place_unknown_both" if not one.report.place and not other.report.place else "place_unknown_one"),
                1.0,
            )
        return
    if relation in ("same", "near", "around") and across(one.where, other.where):
        yield "place_across", 1.0
        return
    broad = one.where is not None and one.where.level in ("country", "region")
    if relation == "same" and broad:
        yield "region_same", 1.0
    elif relation == "inside" and not _country(one.where) and not _country(other.where):
        yield "place_inside", 1.0
        yield "place_in_region", 1.0
    else:
        yield f"place_{relation}", 1.0


def _people(one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
    for role in ("actors", "recipients"):
        mine, theirs = getattr(one, role), getattr(other, role)
        if mine and theirs:
            shared = len(mine & theirs) / min(len(mine), len(theirs))
            if shared:
                yield f"{role}_share", shared * best_rarity(mine & theirs)
            else:
                yield f"{role}_differ", 1.0
        elif not mine and not theirs:
            yield f"{role}_unknown_both", 1.0
    names = one.names & other.names
    if names:
        yield "names_share", min(3.0, len(names)) / 3 * best_rarity(names)
    elif one.actor_names and other.actor_names and not one.names & other.names:
        yield "names_differ", 1.0
    cross = (one.actors & other.recipients) | (one.recipients & other.actors)
    if cross and not (one.actors & other.actors or one.recipients & other.recipients):
        yield "roles_cross", 1.0


def _rest(one: Profile, other: Profile) -> Iterator[tuple[str, float]]:
    a, b = one.report, other.report
    for field in ("killed", "abducted", "wounded"):
        mine: Count | None = getattr(a, field)
        theirs: Count | None = getattr(b, field)
        if mine and theirs:
            if mine.exact and theirs.exact and mine.low == theirs.low:
                yield "toll_same", 1.0 if mine.low > 2 else 0.5
            elif mine.compatible(theirs):
                yield "toll_fits", 1.0
            else:
                yield "toll_differs", 1.0
    if (a.killed is None) != (b.killed is None):
        yield "toll_one", 1.0
    if one.numbers & other.numbers:
        yield "numbers_share", 1.0 if max(one.numbers & other.numbers) > 2 else 0.4
    if one.anchor and other.anchor and one.anchor & other.anchor:
        yield "words_share", best_rarity(one.anchor & other.anchor)
    if one.outlook != other.outlook:
        yield "outlook_differs", 1.0
    if a.background and b.background:
        yield "background_both", 1.0
    elif a.background != b.background:
        yield "background_one", 1.0


def forbids(one: Profile, other: Profile) -> str | None:
    """Why the two can never be one event; None when nothing forbids it."""
    a, b = one.report, other.report
    if a.article == b.article:
        return say("one_article")
    if kept_apart(one.invented, other.invented):
        return say("one_invented")
    if a.type != b.type and not kin(a.type, b.type):
        return say("other_kinds")
    if a.series != b.series:
        return say("series_and_single")
    if a.series and (one.recipients or other.recipients) and not one.recipients & other.recipients:
        return say("other_targets")
    if one.window and other.window:
        gap = one.window.gap_days(other.window)
        if one.said and other.said and gap > (STANDING_DAYS if stands(a.mode, b.mode) else APART_DAYS):
            return say("days_apart")
    if relate_places(one.where, other.where) == "apart" and not (_broad(one.where) or _broad(other.where)):
        return say("far_apart")
    return None


class KinEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Two kinds of event, "A/B", and why they are taken for each other."""

    id: str
    why: str


@cache
def _kin_pairs() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(entry.id.split("/")) for entry in load_entries(HOME / "kin_types.yml", KinEntry))


def grounded(signs_: dict[str, float]) -> bool:
    """Something of their own is shared: a town, a name, a toll, those concerned, a story; never a country alone.

    «La police a arrêté» or «le ministre a dénoncé» stand in a hundred articles of one day.
    """
    told = "story_share" in signs_ or "story_differs" in signs_
    specific = (n for n in SPECIFIC if not (told and n in ALONE))
    return sum(signs_.get(name, 0.0) * SPECIFIC[name] for name in specific) >= GROUND


def kin(one: str, other: str) -> bool:
    """The two kinds of event are easily taken for each other."""
    return frozenset((one, other)) in _kin_pairs()


def stands(one: str | None, other: str | None) -> bool:
    """Both are measures that last (a blockade): articles date them by start, news or end."""
    return one == other and one in STANDING


def across(one: Place | None, other: Place | None) -> bool:
    """Two places finer than a region, in two countries: towns that face each other across a border."""
    if one is None or other is None or _broad(one) or _broad(other):
        return False
    return None not in (one.country, other.country) and one.country != other.country


def _country(place: Place | None) -> bool:
    return place is not None and place.level == "country"


def _broad(place: Place | None) -> bool:
    return place is not None and place.level in ("country", "region")


def nearness(one: Profile, other: Profile) -> float:
    """How many months lie between the two articles, at most one; a half when a date is missing."""
    if one.published is None or other.published is None:
        return 0.5
    return min(1.0, abs((one.published - other.published).days) / 30)
