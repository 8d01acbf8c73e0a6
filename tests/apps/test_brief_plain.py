"""The brief for programs."""

import json
from datetime import date

from board_busy import busy_picture
from board_scene import Gazetteer, seed_picture

from recoupe.apps.brief import brief_to_plain
from recoupe.boards import build_boards
from recoupe.knowledge.situations import load_situation

SITUATION = load_situation("senegal-mali")
PLAIN = brief_to_plain(build_boards(seed_picture(), SITUATION, Gazetteer(), now=date(2025, 11, 6)))


def test_it_is_json() -> None:
    assert json.loads(json.dumps(PLAIN, ensure_ascii=False)) == PLAIN


def test_boards_name_events_that_stand_below_once() -> None:
    events = {event["id"]: event for event in PLAIN["events"]}
    assert len(events) == len(PLAIN["events"]) == 11
    for board in ("threat", "supply", "cooperation", "diplomacy"):
        assert set(PLAIN[board]["lines"]) <= set(events)


def test_an_event_has_border_quotes_and_words() -> None:
    attack = next(event for event in PLAIN["events"] if event["id"] == "e4")
    assert attack["border"]["pair"] == "SN-ML" and attack["border"]["said_below_km"] == 2.0
    assert {"quote": "Diboli", "fields": ["place"]} in attack["quotes"][0]["words"]
    assert attack["independent"] == 1 and attack["undetermined"] == ["blog"]


def test_figures_and_checks() -> None:
    first = PLAIN["trade"]["figures"][0]
    assert (first["low"], first["unit"], first["checks"]) == (802_800_000_000, "XOF", [0])
    assert PLAIN["trade"]["checks"][0]["verdict"] == "agrees"


def test_a_held_back_place_stays_back() -> None:
    plain = brief_to_plain(build_boards(busy_picture(), SITUATION, Gazetteer(), now=date(2025, 10, 28)))
    patrol = next(event for event in plain["events"] if event["id"] == "e130")
    assert patrol["coarse"] and patrol["lat"] is None and patrol["place"] == "Kayes"
    assert "Diboli" not in json.dumps(patrol, ensure_ascii=False)
    assert plain["fiction"] is True
