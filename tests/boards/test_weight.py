"""Where only a few events have room the weightiest are shown: one formula, for one event as for columns of many."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from board_scene import BLOG, DIBOLI, event, report

from recoupe.boards.values import Line
from recoupe.boards.weight import event_weight, pick_lines, weigh
from recoupe.knowledge.situations import load_situation
from recoupe.model import Count, Distance, Event, Interval

SITUATION = load_situation("senegal-mali")
TODAY = date(2025, 11, 5)
PLAIN = replace(event(1, report(BLOG, "attaque", "ASSAULT", where=DIBOLI)), independent=1, when=Interval.day(TODAY))


def ago(days: int) -> Interval:
    return Interval.day(TODAY - timedelta(days=days))


HEAVIER = [
    ("many dead of last month before nobody hurt today", {"killed": Count(30, None), "when": ago(30)}, {}),
    ("more dead before fewer", {"killed": Count(8, None)}, {"killed": Count(2, None)}),
    ("dead before wounded", {"killed": Count(5, 5)}, {"wounded": Count(5, 5)}),
    ("abducted before none", {"abducted": Count(1, None)}, {}),
    ("two origins before one", {"independent": 2}, {}),
    ("on the border before far from it", {"border": Distance("SN-ML", 1, 2)}, {"border": Distance("SN-ML", 400, 2)}),
    ("near before perhaps near", {"border": Distance("SN-ML", 40, 2)}, {"border": Distance("SN-ML", 5, 180)}),
    ("of today before last month's", {}, {"when": ago(30)}),
    ("dated today before undated", {}, {"when": None}),
    ("news before what is recalled", {}, {"background": True}),
    ("of today before next month's", {}, {"when": Interval.day(TODAY + timedelta(days=30)), "status": "planned"}),
]


@pytest.mark.parametrize(("heavy", "light"), [row[1:] for row in HEAVIER], ids=[row[0] for row in HEAVIER])
def test_weighs_more(heavy: dict[str, object], light: dict[str, object]) -> None:
    assert weight(replace(PLAIN, **heavy)) > weight(replace(PLAIN, **light))


def weight(one: Event) -> float:
    return event_weight(one, TODAY, SITUATION)


def test_columns_weigh_as_single_events_do() -> None:
    nan = float("nan")
    held = weigh(
        killed=np.array([8.0, nan]), wounded=np.array([nan, 3.0]), abducted=np.array([nan, nan]),
        origins=np.array([2.0, 0.0]), km=np.array([12.0, nan]), age_days=np.array([3.0, nan]),
        recalled=np.array([False, True]), far_km=100.0,
    )  # fmt: skip
    first = replace(PLAIN, killed=Count(8, None), independent=2, border=Distance("SN-ML", 12, 2), when=ago(3))
    second = replace(PLAIN, wounded=Count(3, 3), independent=0, border=None, when=None, background=True)
    assert held.tolist() == pytest.approx([weight(first), weight(second)])


def test_lines_are_only_chosen_where_not_all_have_room() -> None:
    lines = [Line(replace(PLAIN, id=f"e{n}", killed=Count(n, n)), ()) for n in range(5)]
    assert pick_lines(lines, 5, TODAY, SITUATION) == tuple(lines)
    assert [line.id for line in pick_lines(lines, 2, TODAY, SITUATION)] == ["e4", "e3"]
