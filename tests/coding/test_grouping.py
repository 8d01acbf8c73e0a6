"""Grouping: which mentions become one report; the mentions are made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from recoupe.coding.grouping import ALIKE, NEAR_TOKENS, OWN, Group, deeds_apart, group_mentions, likeness, may_join
from recoupe.coding.mentions import Mention
from recoupe.coding.reports import dated_by
from recoupe.knowledge.frames import Frame, make_trigger
from recoupe.model import Evidence, Interval, Place, PlaceMention, Span, TimeMention
from recoupe.parsing import Token

TUESDAY, WEDNESDAY = Interval.day(date(2025, 11, 11)), Interval.day(date(2025, 11, 12))
NOVEMBER = Interval.month(2025, 11)
KAYES = Place("p:kayes", "Kayes", "ML", level="town")
DIBOLI = Place("p:diboli", "Diboli", "ML", level="town")
MALI = Place("p:mali", "Mali", "ML", level="country")
SENEGAL = Place("p:senegal", "Sénégal", "SN", level="country")
WORDS = Span(0, 7, "attaque")


def make_mention(
    at: int = 0, kind: str = "ASSAULT", when: Interval | None = None, place: Place | None = None, **fields: Any
) -> Mention:
    token = Token(at, at * 8, at * 8 + 7, "attaque", "attaque", "attaque", "NOUN", "root", at, "", "", at // 20)
    trigger = make_trigger(Frame(id=f"{kind.lower()}.x", type=kind), "attaque", verbal=False)
    values: dict[str, Any] = {
        "token": token, "trigger": trigger, "type": kind, "score": 0.5, "actors": (), "recipients": (),
        "time": TimeMention(WORDS, when, "rule") if when else None,
        "place": PlaceMention(WORDS, place, "rule") if place else None,
        "source": None, "status": "asserted", "background": False, "series": False, "evidence": {},
    }  # fmt: skip
    return Mention(**(values | fields))


JOINS: list[tuple[str, Mention, Mention, bool]] = [
    ("nothing against it", make_mention(), make_mention(5), True),
    ("another type", make_mention(), make_mention(5, "CONSULT"), False),
    ("the same day", make_mention(when=TUESDAY), make_mention(5, when=TUESDAY), True),
    ("another day", make_mention(when=TUESDAY), make_mention(5, when=WEDNESDAY), False),
    ("a month that holds the day", make_mention(when=TUESDAY), make_mention(5, when=NOVEMBER), True),
    ("a day on one side only", make_mention(when=TUESDAY), make_mention(5), True),
    ("the same place", make_mention(place=KAYES), make_mention(5, place=KAYES), True),
    ("another town", make_mention(place=KAYES), make_mention(5, place=DIBOLI), False),
    ("the country of the town", make_mention(place=KAYES), make_mention(5, place=MALI), True),
    ("another country", make_mention(place=KAYES), make_mention(5, place=SENEGAL), False),
    ("a series and a single event", make_mention(series=True), make_mention(5), False),
    ("two of a series", make_mention(series=True), make_mention(5, series=True), True),
]


@pytest.mark.parametrize(("name", "one", "other", "joins"), JOINS, ids=[row[0] for row in JOINS])
def test_may_join(name: str, one: Mention, other: Mention, joins: bool) -> None:
    assert may_join(Group([one], 0.9), other) is joins


def test_a_group_is_bound_by_all_its_mentions() -> None:
    group = Group([make_mention(), make_mention(3, when=TUESDAY)], 0.9)
    assert not may_join(group, make_mention(5, when=WEDNESDAY))


def test_same_words_close_by_are_one_event() -> None:
    first, second = make_mention(0), make_mention(NEAR_TOKENS)
    groups = group_mentions([first, second], {0: OWN + 0.1, NEAR_TOKENS: OWN - 0.1})
    assert [g.mentions for g in groups] == [[first, second]]
    assert groups[0].score == OWN + 0.1


def test_sure_mentions_stay_two_events() -> None:
    first, second = make_mention(0), make_mention(200, when=TUESDAY)
    groups = group_mentions([first, second], {0: 0.8, 200: 0.9})
    assert [g.best for g in groups] == [second, first]


def test_unsure_mention_that_fits_no_group_falls_away() -> None:
    first, second = make_mention(0, when=TUESDAY), make_mention(5, when=WEDNESDAY)
    groups = group_mentions([first, second], {0: 0.8, 5: OWN - 0.1})
    assert [g.mentions for g in groups] == [[first]]


def test_plain_words_stand_alone() -> None:
    """A frame that is sure by itself keeps its event, whatever the model says."""
    mention = make_mention(7, alone=True, score=0.5)
    assert [g.mentions for g in group_mentions([mention], {7: 0.0})] == [[mention]]


def test_plain_words_join_a_surer_telling_before_they_stand_alone() -> None:
    surer, plain = make_mention(), make_mention(90, alone=True)
    groups = group_mentions([surer, plain], {0: 0.9, 90: OWN / 2})
    assert [g.mentions for g in groups] == [[surer, plain]]


def test_the_dead_of_the_next_sentence_are_those_of_the_attack() -> None:
    attack, dead, far = make_mention(), make_mention(25, sequel=True), make_mention(190, sequel=True)
    groups = group_mentions([attack, dead, far], {0: 0.9, 25: 0.8, 190: 0.8})
    assert [g.mentions for g in groups] == [[attack, dead], [far]]


@pytest.mark.parametrize(("kind", "at", "lends"), [("PROTEST", 30, False), ("PROTEST", 3, True), ("ASSAULT", 30, True)])
def test_other_tellings_lend_a_day(kind: str, at: int, lends: bool) -> None:
    """A march or meeting takes no day of another telling, unless it is told in the headline; an attack does."""
    best, other = make_mention(at, kind), make_mention(70, kind, TUESDAY)
    assert (other in dated_by(Group([best, other], 0.9))) is lends


def test_no_mentions_no_groups() -> None:
    assert group_mentions([], {}) == []


def test_likeness_grows_with_what_is_shared() -> None:
    group = Group([make_mention(0, when=TUESDAY, place=KAYES)], 0.9)
    far, near = make_mention(300), make_mention(4)
    alike = make_mention(4, when=TUESDAY, place=KAYES)
    assert likeness(group, far) < ALIKE <= likeness(group, near) < likeness(group, alike)


def test_recalled_and_new_are_less_alike() -> None:
    group = Group([make_mention()], 0.9)
    assert likeness(group, make_mention(4, background=True)) < likeness(group, make_mention(4))


def test_first_with_takes_the_value_and_its_evidence() -> None:
    proof = Evidence(WORDS, "rule")
    group = Group([make_mention(), make_mention(4, place=KAYES, evidence={"place": proof})], 0.9)
    evidence: dict[str, Evidence] = {}
    assert group.first_with("place", evidence, "place").place == KAYES
    assert group.first_with("time", evidence, "date") is None
    assert evidence == {"place": proof}


def make_deed(at: int, mode: str, kind: str = "COERCE", **fields: Any) -> Mention:
    frame = Frame(id=f"{kind.lower()}.{mode}", type=kind, mode=mode)
    return make_mention(at, kind, trigger=make_trigger(frame, mode, verbal=True), **fields)


APART: list[tuple[str, Mention, Mention, set[int]]] = [
    ("a seizure of power and an arrest", make_deed(0, "seize"), make_deed(5, "arrest", beside=0), {0, 5}),
    ("two arrests", make_deed(0, "arrest"), make_deed(5, "arrest", beside=0), set()),
    ("a road cut and fields forbidden", make_deed(0, "withhold"), make_deed(5, "restrict", beside=0), set()),
    ("an arrest of which the model thinks little", make_deed(0, "withhold"),
     make_deed(5, "arrest", beside=0, score=0.2), set()),
    ("another type", make_deed(0, "demo", "PROTEST"), make_deed(5, "arrest", beside=0), set()),
    ("not joined", make_deed(0, "seize"), make_deed(5, "arrest"), set()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "one", "other", "expected"), APART, ids=[row[0] for row in APART])
def test_deeds_apart(name: str, one: Mention, other: Mention, expected: set[int]) -> None:
    assert deeds_apart([one, other]) == expected


def test_a_headline_goes_to_the_telling_with_its_word_though_that_opened_later() -> None:
    other = make_trigger(Frame(id="assault.y", type="ASSAULT"), "détruire", verbal=True)
    attack = make_trigger(Frame(id="assault.x", type="ASSAULT", alone=0.5), "attaque", verbal=False)
    headline = make_mention(0, place=DIBOLI, trigger=attack, alone=True)
    told = make_mention(25, when=TUESDAY, place=DIBOLI, trigger=attack, alone=True)
    destroyed = make_mention(60, when=WEDNESDAY, trigger=other)
    groups = group_mentions([headline, told, destroyed], {0: 0.1, 25: 0.05, 60: 0.6})
    assert [[m.token.i for m in group.mentions] for group in groups] == [[60], [25, 0]]
