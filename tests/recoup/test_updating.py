"""Origins brought up to date with the neighbourhood of a new article."""

from __future__ import annotations

from test_origins import BRIEF, CREDITED, DISPATCH, ENGLISH, OTHER, OWN, WIRE, at

from recoupe.model import Origins
from recoupe.recoup.origins import find_origins
from recoupe.recoup.updating import neighbour_keys, update_origins


def groups(origins: Origins) -> set[frozenset[str]]:
    return {frozenset(group) for group in origins.groups}


BUNDLE = [WIRE, at("own", "09T11:00", OWN), at("credited", "09T15:00", CREDITED), at("other", "08T19:00", OTHER)]
BRIEFED = at("brief", "09T16:00", BRIEF)


def test_the_neighbourhood_is_enough() -> None:
    before = find_origins(BUNDLE)
    after = update_origins(before, [WIRE, BRIEFED])
    assert groups(after) == groups(find_origins([*BUNDLE, BRIEFED]))
    assert after.undetermined == find_origins([*BUNDLE, BRIEFED]).undetermined


def test_from_nothing() -> None:
    assert groups(update_origins(Origins(()), BUNDLE)) == groups(find_origins(BUNDLE))


def test_updating_twice_changes_nothing() -> None:
    once = update_origins(find_origins(BUNDLE), [WIRE, BRIEFED])
    assert update_origins(once, [WIRE, BRIEFED]) == once


def test_a_corrected_article_can_leave_its_group() -> None:
    before = find_origins([WIRE, BRIEFED])
    after = update_origins(before, [WIRE, at("brief", "09T16:00", OTHER)])
    assert groups(after) == {frozenset({"wire"}), frozenset({"brief"})}


def test_keys_lead_to_copies_and_translations() -> None:
    wire = set(neighbour_keys(WIRE))
    assert len(wire & set(neighbour_keys(at("copy", "10T08:00", DISPATCH)))) == len(wire)
    assert len(wire & set(neighbour_keys(at("english", "10T08:00", ENGLISH)))) >= 2
    assert not wire & set(neighbour_keys(at("other", "10T08:00", "Rien à voir.")))


def test_what_goes_back_to_an_article_outside_stays_unless_it_changed() -> None:
    before = find_origins([WIRE, at("credited", "09T15:00", CREDITED)])
    assert groups(before) == {frozenset({"wire", "credited"})}
    near = [at("credited", "09T15:00", CREDITED), at("other", "10T08:00", OTHER)]
    assert frozenset({"wire", "credited"}) in groups(update_origins(before, near))
    changed = [at("credited", "09T15:00", OTHER)]
    assert frozenset({"wire"}) in groups(update_origins(before, changed, fresh=["credited"]))
