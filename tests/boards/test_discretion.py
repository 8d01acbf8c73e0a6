"""Private persons are masked, patrols and convoys of today and tomorrow are shown at region level."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from board_busy import busy_picture
from board_scene import DIBOLI, WIRE, Gazetteer, Picture, event, report, seed_picture, span

from recoupe.apps.brief import brief_to_plain, render_html, render_text
from recoupe.boards import build_boards
from recoupe.boards.discretion import is_movement, is_private
from recoupe.knowledge.board_words import load_words
from recoupe.knowledge.situations import load_situation
from recoupe.model import ActorMention, Interval, Origins, Reading

SITUATION = load_situation("senegal-mali")
NOW = datetime(2025, 11, 6, 12)


def mention(quote: str, **fields: str) -> ActorMention:
    return ActorMention(span(WIRE, quote), quote, fields.pop("kind", "person"), 0, "test", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "private"),
    [
        (mention("Awa Sidibé"), True),
        (mention("Awa Sidibé", sector="CVL"), True),
        (mention("Abdou Kane", sector="GOV"), False),
        (mention("Abdou Kane", actor_id="person:abdou-kane"), False),
        (mention("Premier ministre"), False),
        (mention("colonel Sory Diarra"), False),
        (mention("JNIM", kind="armed"), False),
    ],
    ids=["nobody knows her", "civilian", "in government", "known office holder", "an office", "a rank", "a group"],
)
def test_who_is_private(who: ActorMention, private: bool) -> None:
    assert is_private(who, load_words()) is private


def test_a_private_name_is_in_no_rendering() -> None:
    attack = report(WIRE, "raconte", "REQUEST", {"actors": "Awa Sidibé"}, actors=("Awa Sidibé",), recipients=("Mali",))
    picture = seed_picture()
    picture = Picture(picture.readings, picture.origins, (*picture.events, event(20, attack)), picture.checks)
    brief = build_boards(picture, SITUATION, Gazetteer(), now=NOW)
    line = brief.lines()["e20"]
    assert line.event.actors == ("[…]",)
    assert [note.code for note in line.notes] == ["private_hidden"]
    for page in (render_text(brief, "fr"), render_html(brief, "fr"), str(brief_to_plain(brief))):
        assert "Awa Sidibé" not in page


MOVEMENTS = [
    ("planned", {"status": "planned"}, True),
    ("planned for next week", {"status": "planned", "when": Interval.day(date(2025, 11, 12))}, True),
    ("planned, but long ago", {"status": "planned", "when": Interval.day(date(2025, 7, 12))}, False),
    ("yesterday", {"when": Interval.day(date(2025, 11, 5))}, True),
    ("last week", {"when": Interval.day(date(2025, 10, 28))}, False),
    ("undated, recalled", {"background": True}, False),
    ("undated, told yesterday", {}, True),
]


@pytest.mark.parametrize(("fields", "held"), [m[1:] for m in MOVEMENTS], ids=[m[0] for m in MOVEMENTS])
def test_which_movements_are_held_back(fields: dict[str, object], held: bool) -> None:
    patrol = event(1, report(WIRE, "patrouilles conjointes", "COOPERATE", where=DIBOLI, place="Diboli", **fields))
    assert is_movement(patrol, NOW, datetime(2025, 11, 5)) is held


def test_a_meeting_is_no_movement() -> None:
    meeting = event(1, report(WIRE, "a reçu", "CONSULT", status="planned"))
    assert not is_movement(meeting, NOW, None)


def test_an_agreement_on_patrols_was_signed_where_it_was_signed() -> None:
    signed = event(1, report(WIRE, "patrouilles conjointes", "AGREE", where=DIBOLI, place="Diboli"))
    assert not is_movement(signed, NOW, datetime(2025, 11, 5))
    assert is_movement(replace(signed, status="planned"), NOW, datetime(2025, 11, 5))


def test_a_planned_patrol_is_told_at_region_level_everywhere() -> None:
    brief = build_boards(busy_picture(), SITUATION, Gazetteer(), now=date(2025, 10, 28))
    line = brief.lines()["e130"]
    assert line.coarse and line.event.place == "Kayes" and line.event.border is None and line.event.corridors == ()
    assert line.event.where is not None and line.event.where.lat is None
    assert [q.text for q in line.quotes] == ["Une patrouille mixte partira jeudi de […] vers […], annonce le préfet."]


def test_a_setting_shows_exact_places() -> None:
    brief = build_boards(busy_picture(), SITUATION, Gazetteer(), now=date(2025, 10, 28), exact_movements=True)
    assert brief.lines()["e130"].event.place == "Diboli"


def test_a_convoy_attacked_this_morning_gives_no_distance_away() -> None:
    picture = busy_picture()
    brief = build_boards(picture, SITUATION, Gazetteer(), now=datetime(2025, 10, 26, 9))
    line = brief.lines()["e120"]
    assert line.coarse and line.event.where is not None and line.event.where.name == "Kayes"
    reasons = [r for c in brief.supply.corridors for r in c.reasons if r.line == "e120"]
    assert all(r.distance is None for r in reasons)


def test_two_days_later_it_does() -> None:
    brief = build_boards(busy_picture(), SITUATION, Gazetteer(), now=datetime(2025, 10, 26) + timedelta(days=2))
    assert not brief.lines()["e120"].coarse


def test_a_place_of_a_held_back_patrol_without_region_is_not_told() -> None:
    bare = replace(DIBOLI, admin1=None, country=None)
    patrol = report(
        WIRE, "patrouilles conjointes", "COOPERATE", {"place": "Diboli"}, where=bare, place="Diboli", status="planned"
    )
    reading = Reading(WIRE, reports=(patrol,))
    brief = build_boards(
        Picture((reading,), Origins((("wire",),)), (event(1, patrol),)), SITUATION, Gazetteer(), now=NOW
    )
    assert brief.lines()["e1"].event.place is None
