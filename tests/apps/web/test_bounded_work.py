"""A page costs as much on a large store as on a small one: statements and rows do not grow, bytes stay few."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.web import MOST_BYTES, Cost, make_store, measure_pages
from recoupe.store import review, search

pytestmark = pytest.mark.slow
SMALL, LARGE = 1_000, 10_000
DAYS = {SMALL: 100, LARGE: 1000}  # as many events a day: enough to fill most of every page
STATEMENTS, MORE = 1.1, 30  # ten times the store; what reads all of it does ten times the work
ROWS, SLACK = 1.4, 500  # a page that few events fill in the small store is fuller in the large one
# statements of a first visit; the situation reads its corridors from a window of their own
MOST = {"situation": 75, "brief": 60, "feed": 60}
FEW, MANY = 80, 160  # as far as a search counts here; beyond that its work no longer grows


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, dict[str, tuple[Cost, Cost]]]]:
    """What every page costs on a small and on a large store, at the first and the second visit."""
    folder, kept = tmp_path_factory.mktemp("desks"), (search.FEW, search.MANY, review.COUNTED)
    search.FEW, search.MANY, review.COUNTED = FEW, MANY, MANY
    try:
        yield {size: measure_store(folder / f"{size}.db", size) for size in (SMALL, LARGE)}
    finally:
        search.FEW, search.MANY, review.COUNTED = kept


def measure_store(path: Path, size: int) -> dict[str, tuple[Cost, Cost]]:
    make_store(path, size, DAYS[size])
    return measure_pages(path)


def test_statements_do_not_grow_with_the_store(costs: dict[int, dict[str, tuple[Cost, Cost]]]) -> None:
    grown = [
        f"{name}: {small.statements} -> {large.statements}"
        for name, small, large in pairs(costs)
        if large.statements > small.statements * STATEMENTS + MORE
    ]
    assert grown == []


def test_rows_touched_do_not_grow_with_the_store(costs: dict[int, dict[str, tuple[Cost, Cost]]]) -> None:
    grown = [
        f"{name}: {small.rows} -> {large.rows}"
        for name, small, large in pairs(costs)
        if large.rows > small.rows * ROWS + SLACK
    ]
    assert grown == []


def test_pages_that_show_many_events_ask_little(costs: dict[int, dict[str, tuple[Cost, Cost]]]) -> None:
    asked = {name: costs[LARGE][name][0].statements for name in MOST}
    assert all(asked[name] < most for name, most in MOST.items()), asked


def test_pages_stay_small(costs: dict[int, dict[str, tuple[Cost, Cost]]]) -> None:
    assert [f"{name}: {large.bytes}" for name, _, large in pairs(costs) if large.bytes > MOST_BYTES] == []


def pairs(costs: dict[int, dict[str, tuple[Cost, Cost]]]) -> Iterator[tuple[str, Cost, Cost]]:
    for name, (first, again) in costs[LARGE].items():
        yield name, costs[SMALL][name][0], first
        yield f"{name}, again", costs[SMALL][name][1], again
