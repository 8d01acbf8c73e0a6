"""Timelines of periods that nobody lives through: bounded, whatever is asked."""

from datetime import date

import pytest
from test_store_search import simple

from recoupe.store import open_store
from recoupe.store.columns import load_columns
from recoupe.store.time_bins import bin_edges, count_bins


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    days = [date(1, 1, 1), date(2025, 1, 5), date(2025, 11, 5), date(9999, 12, 31)]
    with open_store(tmp_path_factory.mktemp("bins") / "b.db") as opened:
        opened.save_events([simple(f"e{n}", day, reports=()) for n, day in enumerate(days)])
        with opened.reading() as connection:
            yield load_columns(connection)


@pytest.mark.parametrize(
    ("since", "until"),
    [(None, None), (None, "9999-12-31"), ("0001-01-01", None), ("0001-01-01", "9999-12-31"), ("9999-12-31", None),
     ("9999-12-31", "9999-12-31"), ("0001-01-01", "0001-01-01"), (None, "0001-01-01"), ("9990-01-01", "9999-12-31"),
     ("9999-11-01", "9999-12-31"), ("9999-01-01", "9999-12-31"), ("2025-01-01", "9000-01-01"),
     ("2025-01-01", "2024-01-01")],
)  # fmt: skip
def test_no_period_makes_more_bars_than_fit(held, since, until):
    timeline = count_bins(held, held.all(), *(date.fromisoformat(day) if day else None for day in (since, until)))
    assert 1 <= len(timeline.bins) <= 82
    assert all(one.first <= one.last for one in timeline.bins)
    assert sum(one.count for one in timeline.bins) + timeline.before + timeline.after == 4


@pytest.mark.parametrize("unit", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("day", [date.min, date(1, 1, 3), date(9999, 12, 28), date(9999, 12, 31)])
def test_the_calendar_has_two_ends(unit, day):
    edges = bin_edges(day, day, unit)
    assert len(edges) >= 2 and edges == sorted(set(edges))
