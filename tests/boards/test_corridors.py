"""The state of a corridor, from what is reported of it."""

from dataclasses import replace
from datetime import date

import pytest
from board_scene import BLOG, DIBOLI, MALI, Gazetteer, event, report

from recoupe.boards.corridors import corridor_states
from recoupe.boards.placing import make_ground, place_events
from recoupe.knowledge.situations import load_situation
from recoupe.model import Event, Interval, Place, Reading

GROUND = make_ground(load_situation("senegal-mali"), Gazetteer())
TODAY = date(2025, 11, 5)
REGION = Place("test:region", "région de Kayes", "ML", "Kayes", "region", 14.0, -10.5, 150.0)
OFF = Place("test:off", "Ombakoro", "ML", "Kayes", "town", 14.63, -12.2, 3.0)
RIVER = Place("test:river", "Rive", "ML", "Kayes", "feature", 14.46, -12.2, 180.0)
GAO = Place("test:gao", "Gao", "ML", "Gao", "town", 16.27, -0.04, 5.0)


def made(number: int, kind: str, day: int = 1, where: Place | None = DIBOLI, **fields: object) -> Event:
    when = fields.pop("when", Interval.day(date(2025, 11, day)))
    return event(number, report(BLOG, "attaque", kind, where=where, place="x", when=when, **fields))


BLOCK = made(1, "COERCE", mode="withhold")
ATTACK = made(2, "ASSAULT")
PASSAGE = made(3, "RETREAT", day=3, mode="access")
STATES = [
    ("nothing reported", [], "unknown", ["no_report"]),
    ("a blockade on it", [BLOCK], "cut", ["blockade"]),
    ("a blockade that is only hedged", [replace(BLOCK, status="hedged")], "threatened", ["blockade"]),
    ("a blockade that is denied", [replace(BLOCK, status="denied")], "unknown", ["no_report"]),
    ("a blockade that is planned", [replace(BLOCK, status="planned")], "unknown", ["no_report"]),
    (
        "a blockade of last spring",
        [made(1, "COERCE", mode="withhold", when=Interval.month(2025, 4))],
        "unknown",
        ["no_report"],
    ),
    ("a blockade that is only recalled", [replace(BLOCK, background=True)], "threatened", ["blockade"]),
    (
        "a blockade of two months ago",
        [made(1, "COERCE", mode="withhold", when=Interval.month(2025, 9))],
        "cut",
        ["blockade"],
    ),
    ("an attack on it", [ATTACK], "threatened", ["attack"]),
    ("an attack some way off it", [made(2, "ASSAULT", where=OFF)], "threatened", ["attack_wide"]),
    ("a blockade some way off it", [made(1, "COERCE", where=OFF, mode="withhold")], "threatened", ["blockade_wide"]),
    ("a blockade along a river", [made(1, "COERCE", where=RIVER, mode="withhold")], "threatened", ["blockade_wide"]),
    ("an attack far away", [made(2, "ASSAULT", where=GAO)], "unknown", ["no_report"]),
    ("passage reported", [PASSAGE], "open", ["passage"]),
    ("a blockade lifted later", [BLOCK, PASSAGE], "open", ["passage"]),
    ("passage, then a blockade", [replace(BLOCK, when=Interval.day(date(2025, 11, 4))), PASSAGE], "cut", ["blockade"]),
    ("passage after an attack", [ATTACK, PASSAGE], "threatened", ["attack", "passage"]),
    ("passage somewhere", [made(3, "RETREAT", where=None, mode="access")], "unknown", ["passage_wide"]),
    (
        "passage somewhere does not lift a blockade on it",
        [BLOCK, made(3, "RETREAT", day=3, where=None, mode="access")],
        "cut",
        ["blockade", "passage_wide"],
    ),
    ("an embargo on the country", [made(1, "COERCE", where=MALI, mode="withhold")], "threatened", ["blockade_wide"]),
    ("an embargo on its region", [made(1, "COERCE", where=REGION, mode="withhold")], "threatened", ["blockade_wide"]),
    ("attacks on the country at large", [made(2, "ASSAULT", where=MALI)], "unknown", ["no_report"]),
    (
        "attacks on convoys nobody places",
        [made(2, "ASSAULT", where=None, when=None, series=True, recipients=("convois",))],
        "threatened",
        ["attack_wide"],
    ),
]


@pytest.mark.parametrize(("events", "state", "reasons"), [s[1:] for s in STATES], ids=[s[0] for s in STATES])
def test_state(events: list[Event], state: str, reasons: list[str]) -> None:
    found = corridor_states(place_events(events, GROUND), GROUND, TODAY)[0]
    assert (found.state, [r.code for r in found.reasons]) == (state, reasons)


COMPARISONS = [
    ("Deux fois plus de bennes passaient ici avant le blocus.", "threatened"),
    ("Les bennes ne passent plus depuis le blocus.", "cut"),
    ("Le blocus dure ; avant l'embargo, tout passait.", "cut"),
]


@pytest.mark.parametrize(("words", "state"), COMPARISONS, ids=[words for words, _ in COMPARISONS])
def test_a_blockade_named_to_compare_cuts_nothing(words: str, state: str) -> None:
    article = replace(BLOG, text=words)
    told = report(article, "blocus", "COERCE", mode="withhold", where=DIBOLI, when=Interval.day(TODAY))
    readings = {article.id: Reading(article)}
    found = corridor_states(place_events([event(1, told)], GROUND), GROUND, TODAY, readings)[0]
    assert found.state == state


@pytest.mark.parametrize(("published", "state"), [(TODAY, "cut"), (date(2024, 11, 5), "unknown")])
def test_what_nobody_dates_counts_when_it_was_told_lately(published: date, state: str) -> None:
    article = replace(BLOG, published=published)
    open_ended = replace(BLOCK, when=None)
    readings = {article.id: Reading(article)}
    assert corridor_states(place_events([open_ended], GROUND), GROUND, TODAY, readings)[0].state == state


def test_a_reason_names_its_event_and_distance() -> None:
    reason = corridor_states(place_events([BLOCK], GROUND), GROUND, TODAY)[0].reasons[0]
    assert reason.line == "e1" and reason.distance is not None and reason.distance.to == "kidira"


def test_what_cuts_one_road_leaves_the_other() -> None:
    states = {c.id: c.state for c in corridor_states(place_events([BLOCK], GROUND), GROUND, TODAY)}
    assert states == {"kidira": "cut", "moussala": "unknown", "bafoulabe": "unknown"}
