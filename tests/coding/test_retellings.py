"""Retellings: the same number of victims makes two tellings one attack, unless the day speaks against it."""

from __future__ import annotations

import pytest
from coding_making import read_texts
from test_grouping import DIBOLI, KAYES, NOVEMBER, TUESDAY, WEDNESDAY, make_mention

from recoupe.coding.choices import Party
from recoupe.coding.grouping import Group
from recoupe.coding.mentions import Mention
from recoupe.coding.retellings import is_pronoun_only, is_retold
from recoupe.coding.toll_fields import takes_tolls
from recoupe.knowledge.frames import Frame, make_trigger
from recoupe.model import Count, Span
from recoupe.parsing import Token

EIGHT, SIX = {"killed": Count(8, 8)}, {"killed": Count(6, 6)}

RETOLD: list[tuple[str, Mention, dict[str, Count], Mention, dict[str, Count], bool]] = [
    ("as many dead", make_mention(), EIGHT, make_mention(60), EIGHT, True),
    ("another number", make_mention(), EIGHT, make_mention(60), SIX, False),
    ("no number", make_mention(), {}, make_mention(60), {}, False),
    ("as many wounded as dead", make_mention(), EIGHT, make_mention(60), {"wounded": Count(8, 8)}, False),
    ("the same sentence", make_mention(), EIGHT, make_mention(5), EIGHT, False),
    ("another type", make_mention(), EIGHT, make_mention(60, "ACCIDENT"), EIGHT, False),
    ("another day", make_mention(when=TUESDAY), EIGHT, make_mention(60, when=WEDNESDAY), EIGHT, False),
    ("a month that holds the day", make_mention(when=TUESDAY), EIGHT, make_mention(60, when=NOVEMBER), EIGHT, True),
    ("another place", make_mention(place=KAYES), EIGHT, make_mention(60, place=DIBOLI), EIGHT, True),
    ("a series", make_mention(series=True), EIGHT, make_mention(60), EIGHT, False),
]


@pytest.mark.parametrize(("name", "one", "known", "other", "tolls", "expected"), RETOLD, ids=[r[0] for r in RETOLD])
def test_same_victims_are_one_attack(
    name: str, one: Mention, known: dict[str, Count], other: Mention, tolls: dict[str, Count], expected: bool
) -> None:
    assert is_retold(Group([one], 0.9), known, Group([other], 0.5), tolls) is expected


def test_words_with_a_pronoun_for_the_people_do_not_lead() -> None:
    pronoun = Token(0, 0, 3, "ils", "ils", "il", "PRON", "nsubj", 1, "", "", 0)
    party = Party(pronoun, Span(0, 3, "ils"), None, "object")
    assert is_pronoun_only(Group([make_mention(recipients=(party,))], 0.9))
    assert not is_pronoun_only(Group([make_mention()], 0.9))


def test_an_event_whose_victims_are_not_counted_takes_none() -> None:
    frame = Frame(id="a.b", type="ASSAULT", counted=False)
    uncounted = make_mention(trigger=make_trigger(frame, "attaque", verbal=False))
    assert takes_tolls(Group([make_mention()], 0.9), None)
    assert not takes_tolls(Group([uncounted], 0.9), None)
    assert not takes_tolls(Group([make_mention(0, "CONSULT")], 0.9), None)


HEADLINES: list[tuple[str, str, int]] = [
    ("the text says it again", "Dakar extrade un suspect\nLe Sénégal a extradé jeudi un passeur vers le Mali.", 1),
    ("the text says it of another day",
     "Le Sénégal a extradé un suspect lundi\nLe Mali a extradé jeudi un passeur vers la Guinée.", 2),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), HEADLINES, ids=[r[0] for r in HEADLINES])
def test_a_headline_is_told_again(name: str, text: str, expected: int) -> None:
    reports = [r for r in read_texts([text])[text].reports if r.type == "COOPERATE"]
    assert len(reports) == expected
