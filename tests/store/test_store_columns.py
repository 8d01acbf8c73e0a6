"""Columns in memory: they find what search finds, follow the picture, and touch no row once they are read."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event as sql_event
from test_store_search import EVENTS, VAGUE, fill, simple

from recoupe.model import Count, Distance, Interval, Place
from recoupe.store import Store, columns, open_store
from recoupe.store.columns import ColumnKeeper, EventColumns, load_columns
from recoupe.store.map_cells import View, find_cells, fit_view, in_view, off_map
from recoupe.store.masks import ORDERS, Masks, ordered_page
from recoupe.store.query import EXAMPLES, QueryError, parse_query
from recoupe.store.time_bins import count_bins

WEST_AFRICA = View(-20, 5, 5, 25, 6)
QUERIES = [
    "", *EXAMPLES.values(), "civils", "-civils", "blocus", '"hommes armés"', "type:ASSAULT,CONSULT", "-type:ASSAULT",
    "mode:firearms", "place:ombakoro", "-place:ombakoro", 'actor:"armée de taranie"', "actor:jnim,armée",
    '-actor:"hommes armés"', "country:sn", "-country:SN", "board:threat,diplomacy", "-board:threat", "board:nonsense",
    "status:planned", "finding:conflict", "-finding:conflict", "series:yes", "-series:yes", "since:2031-07-10",
    "until:2031-07-10", "on:2031-07", "-on:2031-07", "-since:2031-07-10", "killed>=8", "killed<5", "-killed>=8",
    "-killed<5", "origins>=1", "-origins>=2", "score<.6", "within:50km:SN-ML", "-within:50km:ML-SN",
    "within:5km:dakar-bamako", "within:30km:14.0,-12.6", "-within:30km:14.0,-12.6", "article:one", "region:tambacounda",
    "type:ASSAULT within:50km:SN-ML origins>=2 since:2031", "perhaps:50km:SN-ML", "-perhaps:20km:ML-SN",
    "perhaps:30km:14.2,-11.0",
]  # fmt: skip


@pytest.fixture
def store(either: Store) -> Store:
    return either


@pytest.fixture
def filled(store: Store) -> Store:
    return fill(store)


def locate(name: str) -> tuple[float, float] | None:
    return (14.0, -12.6) if name == "Diboli" else None


@pytest.mark.parametrize("query", QUERIES)
def test_masks_find_what_search_finds(filled, query):
    with filled.reading() as connection:
        held = load_columns(connection)
        mask = Masks(held).meeting(connection, parse_query(query), locate)
        page = ordered_page(held, mask, "when", 50)
    wanted = [e.id for e in filled.search(query, locate=locate).events]
    assert ids(filled, page.keys) == wanted


@pytest.mark.parametrize("query", [query for query in QUERIES if "within" in query or "perhaps" in query])
def test_masks_find_areas_as_search_does(store, query):
    store.save_events(VAGUE)
    with store.reading() as connection:
        held = load_columns(connection)
        page = ordered_page(held, Masks(held).meeting(connection, parse_query(query), locate), "when", 50)
    assert ids(store, page.keys) == [e.id for e in store.search(query, locate=locate).events]


def ids(store: Store, keys) -> list[str]:
    with store.reading() as connection:
        names = dict(connection.execute(columns.select(columns.events.c.key, columns.events.c.id)).all())
    return [names[key] for key in keys]


def test_a_query_asked_again_touches_no_row(filled):
    keeper = ColumnKeeper()
    with filled.reading() as connection:
        masks = Masks(keeper.current(connection))
        query = parse_query("type:ASSAULT actor:hommes within:50km:SN-ML civils killed>=1 since:2031-07")
        first = masks.meeting(connection, query)
        with statements(connection) as asked:
            again = masks.meeting(connection, query)
            find_cells(masks.columns, again, WEST_AFRICA)
            count_bins(masks.columns, again)
        assert asked == [] and (first == again).all()
        with statements(connection) as asked:
            assert keeper.current(connection) is masks.columns
        assert len(asked) == 4 and not any("document" in line for line in asked)


@contextmanager
def statements(connection):
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def note(conn, cursor, statement, *rest):
        asked.append(statement)

    sql_event.listen(connection, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sql_event.remove(connection, "before_cursor_execute", note)


def test_columns_are_read_again_when_the_picture_changes(filled, monkeypatch):
    keeper = ColumnKeeper()
    with filled.reading() as connection:
        before = keeper.current(connection)
    read: list[int] = []
    plain = columns.make_row
    monkeypatch.setattr(columns, "make_row", lambda row, event: read.append(row[0]) or plain(row, event))
    moved = replace(EVENTS[0], where=replace(EVENTS[0].where, lat=10.0), killed=Count(20, 30))
    filled.save_events([moved, EVENTS[2], simple("four", date(2031, 8, 2), reports=())])
    filled.remember("pictured", "anew")
    with filled.reading() as connection:
        after = keeper.current(connection)
        whole = load_columns(connection)
    assert len(read) == 2 + 3  # the changed and the new one, then all of them
    assert len(before) == 3 and len(after) == 3
    assert same_columns(after, whole)
    assert places_of(after) == places_of(whole)


def same_columns(one: EventColumns, other: EventColumns) -> bool:
    plain = ("keys", "digests", "first", "last", "boards", "main_board")
    return all((getattr(one, name) == getattr(other, name)).all() for name in plain) and all(
        ((one.numbers[n] == other.numbers[n]) | (one.numbers[n] != one.numbers[n])).all() for n in one.numbers
    )


def places_of(held: EventColumns) -> list[Place | None]:
    return [held.places[n] if n >= 0 else None for n in held.spot]


def test_an_empty_store_has_columns_too(store):
    with store.reading() as connection:
        held = load_columns(connection)
        mask = Masks(held).meeting(connection, parse_query("type:ASSAULT -civils killed>=1 since:2025"))
    assert len(held) == 0 and not mask.any()
    assert ordered_page(held, mask, "when", 10).keys == ()
    assert find_cells(held, mask, WEST_AFRICA) == [] and fit_view(held, mask) is None
    assert count_bins(held, mask) is None


# pages and orders


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Three hundred events in forty villages, some undated, some without numbers."""
    with open_store(tmp_path_factory.mktemp("many") / "many.db") as opened:
        opened.save_events(village_event(n) for n in range(300))
        yield opened


def village_event(number: int):
    village = number % 40
    place = Place(f"made:{village}", f"Village {village}", "ML", "Kayes", "town", 13 + village % 7, -11 + village // 7)
    return simple(
        f"e{number}",
        date(2030, 1, 1) + timedelta(days=number * 2) if number % 10 else None,
        place=place.name,
        where=place if number % 3 else None,
        killed=Count.exactly(number % 12) if number % 4 else None,
        independent=number % 5,
        boards=("threat",) if number % 2 else ("supply", "diplomacy"),
        border=Distance("SN-ML", float(number % 90), 5.0) if number % 3 else None,
        reports=(),
    )


@pytest.fixture
def held(many) -> EventColumns:
    with many.reading() as connection:
        return load_columns(connection)


@pytest.mark.parametrize("order", [*ORDERS, *(f"-{name}" for name in ORDERS)])
def test_pages_follow_each_other_without_gap_or_repeat(many, held, order):
    seen: list[int] = []
    after = None
    while True:
        page = ordered_page(held, held.all(), order, 37, after)
        seen += page.keys
        after = page.after
        if after is None:
            break
    assert sorted(seen) == held.keys.tolist() and len(set(seen)) == 300
    assert seen == list(ordered_page(held, held.all(), order, 300).keys)


def test_what_has_no_value_comes_last_either_way(many, held):
    for order in ("killed", "-killed", "when", "-when", "km", "-km"):
        last = ids(many, ordered_page(held, held.all(), order, 300).keys)[-1]
        event = many.event(last)
        value = {"killed": event.killed, "when": event.when, "km": event.border}[order.removeprefix("-")]
        assert value is None, order


@pytest.mark.parametrize(
    ("order", "after"), [("colour", None), ("", None), ("when", "x"), ("when", "1_y"), ("when", "_")]
)
def test_an_order_or_mark_nobody_gave_is_told(held, order, after):
    with pytest.raises(QueryError, match=r"ordered by|no mark of a page"):
        ordered_page(held, held.all(), order, 10, after)


# the map


def test_every_located_event_in_view_is_in_one_cell(held):
    for zoom in (3, 5.5, 8, 11):
        view = replace(WEST_AFRICA, zoom=zoom)
        cells = find_cells(held, held.all(), view)
        assert sum(cell.count for cell in cells) == int(in_view(held, held.all(), view).sum()) == 200
        assert all(cell.west <= cell.lon <= cell.east and cell.south <= cell.lat <= cell.north for cell in cells)
        assert all((cell.place is not None) == (cell.places == 1) for cell in cells)


def test_cells_part_as_the_map_comes_nearer(held):
    counts = [len(find_cells(held, held.all(), replace(WEST_AFRICA, zoom=zoom))) for zoom in (2, 4, 6, 8)]
    assert counts == sorted(counts) and counts[0] < counts[-1] == 40


def test_the_number_of_marks_is_bounded(held):
    cells = find_cells(held, held.all(), replace(WEST_AFRICA, zoom=11), most=25)
    assert len(cells) == 25 and cells[0].count == max(cell.count for cell in cells)


def test_a_view_across_the_date_line_holds_both_sides(held):
    around = View(0, -90, -5, 90, 3)  # from Greenwich eastwards all the way to five degrees west
    seen = in_view(held, held.all(), around)
    assert seen.sum() + in_view(held, held.all(), View(-5, -90, 0, 90, 3)).sum() == 200


def test_countries_and_unknown_places_are_no_points(tmp_path):
    country = Place("geonames:2453866", "Mali", "ML", None, "country", 17.6, -4.0, 600.0)
    with open_store(tmp_path / "c.db") as opened:
        opened.save_events([
            simple("land", date(2030, 1, 1), where=country, reports=()),
            simple("nowhere", date(2030, 1, 1), reports=()),
            simple("unknown", date(2030, 1, 1), where=Place("near:x", "X"), reports=()),
        ])  # fmt: skip
        with opened.reading() as connection:
            held = load_columns(connection)
    assert find_cells(held, held.all(), View(-180, -90, 180, 90, 1)) == []
    assert off_map(held, held.all()).sum() == 3


# the timeline


def test_bins_hold_every_sharp_event_once(held):
    timeline = count_bins(held, held.all())
    assert timeline.undated == 30
    assert sum(one.count for one in timeline.bins) + timeline.before + timeline.after == 270
    assert len(timeline.bins) <= 75
    for one, following in zip(timeline.bins, timeline.bins[1:], strict=False):
        assert following.first - one.last == timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "until", "unit"),
    [("2030-01-01", "2030-02-10", "day"), ("2030-01-01", "2030-12-31", "week"), ("2030-01-01", "2035-12-31", "month"),
     ("2020-01-01", "2035-12-31", "quarter"), ("1960-01-01", "2035-12-31", "year")],
)  # fmt: skip
def test_the_unit_follows_the_period(held, since, until, unit):
    timeline = count_bins(held, held.all(), date.fromisoformat(since), date.fromisoformat(until))
    assert timeline.unit == unit and len(timeline.bins) <= 80


def test_vague_dates_are_stretches(tmp_path):
    month, day = Interval.month(2030, 3), Interval.day(date(2030, 3, 9))
    with open_store(tmp_path / "v.db") as opened:
        opened.save_events([
            replace(simple(f"m{n}", None, boards=("threat",), reports=()), when=month) for n in range(3)
        ] + [replace(simple("d", None, reports=()), when=day)])  # fmt: skip
        with opened.reading() as connection:
            held = load_columns(connection)
    timeline = count_bins(held, held.all())
    assert timeline.unit == "day"
    assert [(s.first, s.last, s.board, s.count) for s in timeline.vague] == [(month.first, month.last, 0, 3)]
    assert sum(one.count for one in timeline.bins) == 1


def test_one_event_of_long_ago_does_not_stretch_the_timeline(tmp_path):
    with open_store(tmp_path / "o.db") as opened:
        opened.save_events([
            simple("old", date(1960, 4, 1), reports=()),
            *(simple(f"e{n}", date(2030, 1, 1) + timedelta(days=n), reports=()) for n in range(100)),
        ])  # fmt: skip
        with opened.reading() as connection:
            held = load_columns(connection)
    timeline = count_bins(held, held.all())
    assert timeline.before >= 1 and timeline.bins[0].first.year >= 2029


@pytest.mark.parametrize("query", ["actor:armée", "place:Ombakoro", "finding:conflict", "within:50km:SN-ML", "civils"])
def test_terms_are_answered_by_an_index_and_read_no_event(file_store, query):
    """The plans are those of SQLite."""
    with fill(file_store).reading() as connection:
        masks = Masks(load_columns(connection))
        with statements(connection) as asked:
            masks.meeting(connection, parse_query(query))
        for line in asked:
            plan = [
                row[3]
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {line}", ("x", "y", "z")[: line.count("?")])
            ]
            assert not any(step.startswith("SCAN events") for step in plan), plan
            assert all("INDEX" in step or "PRIMARY KEY" in step for step in plan if step.startswith("SEARCH")), plan
