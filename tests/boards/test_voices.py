"""Origins behind what several articles say alike."""

from __future__ import annotations

import pytest

from recoupe.boards.voices import agreement, shown_label
from recoupe.model import Count, Event, Finding, FindingValue

ORIGINS = (("a", "b"), ("c",), ("d", "e"))
SAID = [
    ("two established origins", "ac", (), 3, "agreed"),
    ("one origin, told twice", "ab", (), 3, "lone"),
    ("the second origin is not established", "ac", ("c",), 2, "lone"),
    ("the article of the second origin that says it is not sure", "ad", ("d",), 3, "lone"),
    ("none is established", "cd", ("c", "d", "e"), 1, "unconfirmed"),
    ("outlets of one house are one voice", "ac", (), 1, "lone"),
]


@pytest.mark.parametrize("articles, unsure, independent, label", [row[1:] for row in SAID], ids=[r[0] for r in SAID])
def test_only_two_established_origins_agree(articles, unsure, independent, label):
    event = Event("ev-1", "ASSAULT", origins=ORIGINS, undetermined=unsure, independent=independent)
    assert agreement(event, articles) == label
    values = tuple(FindingValue(Count.exactly(4), (article,), "quatre") for article in articles)
    assert shown_label(event, Finding("killed", "agreed", values)) == label
    assert shown_label(event, Finding("killed", "conflict", values)) == "conflict"
