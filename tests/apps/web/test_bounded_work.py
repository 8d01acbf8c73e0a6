"""A page costs as much on a large store as on a small one: statements and rows do not grow, bytes stay few."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.web import MOST_BYTES, Cost, make_store, measure_pages
from recoupe.store import review, search

pytestmark = pytest.mark.slow
SMALL, LARGE, DAYS = 1200, 2400, 60  # so many events in so few days fill most of every page
STATEMENTS, ROWS, SLACK = 1.6, 1.8, 150  # twice the store; what reads all of it does twice the work
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
    make_store(path, size, DAYS)
    return measure_pages(path)


def test_statements_do_not_grow_with_the_store(costs: dict[int, dict[str, tuple[Cost, Cost]]]) -> None:
    grown = [
        f"{name}: {small.statements} -> {large.statements}"
        for name, small, large in pairs(costs)
        if large.statements > small.statements * STATEMENTS + 5
    ]
    assert grown == []


def test_rows_touched_do_not_grow_with_the_store(costs: dict[int, dict[str, tuple[Cost, Cost]]]) -> None:
    grown = [
        f"{name}: {small.rows} -> {large.rows}"
        for name, small, large in pairs(costs)
        if large.rows > small.rows * ROWS + SLACK
    ]
    assert grown == []


def test_pages_stay_small(costs: dict[int, dict[str, tuple[Cost, Cost]]]) -> None:
    assert [f"{name}: {large.bytes}" for name, _, large in pairs(costs) if large.bytes > MOST_BYTES] == []


def pairs(costs: dict[int, dict[str, tuple[Cost, Cost]]]) -> Iterator[tuple[str, Cost, Cost]]:
    for name, (first, again) in costs[LARGE].items():
        yield name, costs[SMALL][name][0], first
        yield f"{name}, again", costs[SMALL][name][1], again
