"""What a shared word says, whatever else is stored."""

from __future__ import annotations

import pytest

from recoupe.knowledge.loader import HOME, load_entries
from recoupe.recoup.rarity import StemEntry, best_rarity, rare_overlap, rarity_of

ENTRIES = load_entries(HOME / "common_stems.yml", StemEntry)


def test_every_stem_stands_once_and_has_six_letters_at_most() -> None:
    stems = [stem for entry in ENTRIES for stem in entry.stems]
    assert len(stems) == len(set(stems))
    assert [stem for stem in stems if ":" not in stem and (stem != stem.lower() or len(stem) > 6)] == []
    assert all(0 < entry.share <= 0.5 for entry in ENTRIES)


@pytest.mark.parametrize(("rare", "common"), [("sorokoto", "presid"), ("bac", "police"), ("police", "presid")])
def test_a_rarer_word_says_more(rare: str, common: str) -> None:
    assert rarity_of(rare) >= rarity_of(common)


def test_the_rarest_word_counts_and_common_ones_weigh_little() -> None:
    assert best_rarity(["presid", "ombako"]) == 1.0 and best_rarity([]) == 0.0
    one, other = frozenset({"presid", "ombako"}), frozenset({"presid", "taneal", "lacust"})
    assert 0 < rare_overlap(one, other) < 0.5
    assert rare_overlap(frozenset({"ombako"}), one) == 1.0
