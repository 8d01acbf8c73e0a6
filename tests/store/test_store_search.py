"""What the query language finds, that each query is answered by an index, and that nothing in it is ever run."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from made_values import OMBAKORO, make_article, make_reading, make_report, span
from sqlalchemy import text

from recoupe.model import Article, Count, Distance, Event, Finding, Interval, Place, Reading
from recoupe.store import Store, open_store, search
from recoupe.store.query import EXAMPLES, FIELDS, QueryError, build_query, parse_query
from recoupe.store.search import page_query

SAMBALA = Place("recoupe:sambala", "Sambala", "SN", "Tambacounda", "town", 14.0, -12.6)


def simple(name: str, day: date | None, **changes) -> Event:
    report = make_report(f"{name}#r", name, anchor=span("ont tué"), score=changes.pop("score", 0.9))
    base = Event(id=name, type="ASSAULT", when=Interval.day(day) if day else None, reports=(report,))
    return replace(base, **changes)


EVENTS = (
    simple(
        "one", date(2031, 7, 1), mode="firearms", place="Ombakoro", where=OMBAKORO, actors=("hommes armés",),
        recipients=("civils",), killed=Count(8, None), independent=2, boards=("threat",), score=0.5,
        findings=(Finding("killed", "conflict", ()),), border=Distance("SN-ML", 12.5, 3.0),
        corridors=(Distance("dakar-bamako", 4.0, 3.0),),
    ),
    simple("two", date(2031, 7, 20), type="CONSULT", place="Sambala", where=SAMBALA, actors=("Armée de Taranie",),
           status="planned", independent=1, boards=("diplomacy", "cooperation")),
    simple("three", None, type="COERCE", series=True, background=True, border=Distance("ML-SN", 80.0, 3.0)),
)  # fmt: skip


REGION = Place("recoupe:region", "Tambarou", "ML", None, "region", 14.2, -11.0, 180.0)
STRIP = Place("recoupe:strip", "Rive", "ML", None, "region", 14.3, -12.1, 40.0)
LAND = Place("recoupe:land", "Taranie", "ML", None, "country", 14.2, -11.0, 600.0)
VAGUE = (
    *EVENTS,
    simple("vague", date(2031, 7, 3), where=REGION, border=Distance("SN-ML", 60.0, 180.0)),
    simple("strip", date(2031, 7, 4), where=STRIP, border=Distance("SN-ML", 4.0, 40.0),
           corridors=(Distance("dakar-bamako", 2.0, 40.0),)),
    simple("land", date(2031, 7, 5), where=LAND),
)  # fmt: skip


@pytest.fixture
def store(either: Store) -> Store:
    return either


@pytest.fixture
def filled(store: Store) -> Store:
    return fill(store)


def fill(store: Store) -> Store:
    store.add([replace(make_reading(e.id), article=make_article(e.id, url=None), reports=e.reports) for e in EVENTS])
    store.save_events(EVENTS)
    return store


def found(store: Store, query: str) -> set[str]:
    page = {e.id for e in store.search(query).events}
    assert page == {e.id for e in store.find(query)} and store.count(query) == len(page)
    return page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "one two three"),
        ("type:ASSAULT", "one"),
        ("type:assault,CONSULT", "one two"),
        ("-type:ASSAULT", "two three"),
        ("mode:firearms", "one"),
        ("actor:jnim", "one two three"),
        ('actor:"armee taranie"', "two"),
        ("actor:Armée", "two"),
        ("recipient:civils", "one two three"),
        ("party:armée", "two"),
        ("place:ombakoro", "one"),
        ("place:recoupe:sambala", "two"),
        ("region:Tambacounda", "two"),
        ("country:ml,SN", "one two"),
        ("board:diplomacy", "two"),
        ('outlet:"la voix des dunes"', "one two three"),
        ("article:two", "two"),
        ("status:planned", "two"),
        ("finding:conflict", "one"),
        ("finding:killed=conflict", "one"),
        ("finding:wounded=conflict", ""),
        ("background:yes", "three"),
        ("series:non", "one two"),
        ("since:2031-07-02", "two"),
        ("until:2031-07-02", "one"),
        ("on:2031-07", "one two"),
        ("on:2031-07-20", "two"),
        ("-since:2031-07-02", "one three"),
        ("origins>=2", "one"),
        ("origins:1", "two"),
        ("origins<1", "three"),
        ("score>=.9", "two three"),
        ("killed>=8", "one"),
        ("-killed>=8", "two three"),
        ("within:50km:SN-ML", "one"),
        ("within:100:ml-sn", "one three"),
        ("within:5km:dakar-bamako", "one"),
        ("within:10km:Ombakoro", "one"),
        ("within:80km:14.45,-12.2", "one two"),
        ("-within:10km:Ombakoro", "two three"),
        ("type:ASSAULT within:50km:SN-ML since:2031 origins>=2 finding:conflict score>=.5 civils", "one"),
        ("acteur:armée statut:planned", "two"),
        ("tués", "one two three"),
        ("tuer", "one two three"),
        ("l’armée", "one two three"),
        ("ATTAQUES", "one two three"),
        ("ombakôro", "one two three"),
        ('"hommes armés"', "one two three"),
        ('"armés hommes"', ""),
        ("civils -sambala", "one three"),
        ("sambala civils", "two"),
        ("blocus", ""),
    ],
)
def test_queries_find(filled, query, expected):
    assert found(filled, query) == set(expected.split())
    assert found(filled, str(parse_query(query))) == set(expected.split()), "a query written out means the same"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("colour:red", "no field 'colour'"),
        ("type:", "needs a value"),
        ("type:,", "needs a value"),
        ("type>=ASSAULT", "write type:ASSAULT"),
        ("status:true", "one of asserted"),
        ("finding:killed=maybe", "one of agreed"),
        ("status:x=asserted", "one of asserted"),
        ("origins:many", "takes a number"),
        ("origins:1,2", "takes one number"),
        ("origins>=1e99", "fits on a line"),
        ("score>=nan", "fits on a line"),
        ("since:yesterday", "write 2025-11-05"),
        ("since:2031-13", "write 2025-11-05"),
        ("since:0000-01-01", "write 2025-11-05"),
        ("since>2031", "cannot be compared"),
        ("within:SN-ML", "kilometres"),
        ("within:50km:Nullepart", "nobody knows where"),
        ("within:50km:99,0", "not on Earth"),
        ('"open', "quotation mark"),
        ("x" * 3000, "characters long"),
        ("x " * 60, "60 terms"),
    ],
)
def test_what_cannot_be_understood_is_told(filled, query, told):
    with pytest.raises(QueryError, match=told):
        filled.search(query)


INJECTIONS = ("' OR 1=1 --", '"; DROP TABLE events; --', "x' UNION SELECT 1,2,3 --", "%' OR '1'='1", "\x00", "*",
              "NEAR(a b)", "a OR b", "words : x", "^a", "a*", "{words plain} : a", "(((((", "\\'; --")  # fmt: skip


@pytest.mark.parametrize("hostile", INJECTIONS)
def test_nothing_in_a_query_is_run(filled, hostile):
    before = filled.counts()
    quoted = hostile.replace('"', "")
    for field in FIELDS:
        for sign in (":", ">="):
            with suppress(QueryError):
                assert filled.search(f'{field}{sign}"{quoted}"').events == ()
    for line in (hostile, f'"{quoted}"', quoted):
        with suppress(QueryError):
            filled.search(line)
            filled.search_articles(line)
    with suppress(QueryError):
        filled.search("", after=hostile)
    assert filled.event(hostile) is None and list(filled.readings([hostile])) == []
    assert filled.counts() == before


def test_pages_hold_every_event_once_in_order_of_time(store):
    start = date(2031, 1, 1)
    store.save_events([simple(f"e{n}", start + timedelta(days=n // 3)) for n in range(50)])
    seen, after = [], None
    while True:
        page = store.search("type:ASSAULT", 7, after)
        seen += [e.id for e in page.events]
        after = page.after
        if after is None:
            break
    assert seen == [f"e{n}" for n in reversed(range(50))]
    assert [e.id for e in store.find("type:ASSAULT")] == seen


def test_keyword_arguments_make_the_same_query():
    query = build_query(type=["ASSAULT", "COERCE"], origins=2, background=False, near="SN-ML", within_km=50)
    assert str(query) == "type:ASSAULT,COERCE origins>=2 background:no within:50km:SN-ML"
    assert str(build_query("blocus", near=(14.4, -12.2), within_km=5)) == 'within:"5km:14.4,-12.2" blocus'
    with pytest.raises(QueryError, match="go together"):
        build_query(near="SN-ML")


def test_a_border_can_be_asked_for_before_there_are_events(store):
    assert store.search("within:50km:SN-ML").events == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("within:50km:SN-ML", "one strip"),
        ("perhaps:50km:SN-ML", "vague"),
        ("within:20km:SN-ML", "one"),
        ("perhaps:20km:SN-ML", "strip vague"),
        ("within:240km:SN-ML", "one three strip vague"),
        ("perhaps:240km:SN-ML", ""),
        ("-perhaps:50km:SN-ML", "one two three strip land"),
        ("peutetre:5km:dakar-bamako", "strip"),
        ("within:5km:dakar-bamako", "one"),
        ("within:30km:14.2,-11.0", ""),
        ("perhaps:30km:14.2,-11.0", "vague"),
        ("within:200km:14.2,-11.0", "one two strip vague"),
        ("perhaps:10km:Ombakoro", "strip vague"),
    ],
)
def test_an_area_is_near_only_when_all_of_it_is(store, query, expected):
    store.save_events(VAGUE)
    assert found(store, query) == set(expected.split())


def test_a_place_may_be_located_by_the_caller(filled):
    page = filled.search("within:10km:Ailleurs", locate=lambda name: (14.45, -12.2))
    assert [e.id for e in page.events] == ["one"]


@pytest.mark.parametrize(
    ("text", "words", "hit"),
    [
        ("Les embargos décrétés pèsent.", "embargo", True),
        ("L’embargo pèse.", "embargos", True),
        ("Deux inconnus ont tiré.", "inconnu", True),
        ("Les médias en parlent.", "media", True),
        ("Des embargos décrétés pèsent.", '"embargo décrété"', True),
        ("Le pays compte ses élus.", "élu", False),  # three letters are too few to tell
        ("Un embarras de plus.", "embargo", False),
    ],
)
def test_singular_and_plural_find_each_other(store, text, words, hit):
    store.add([Reading(Article("b1", text))])
    assert bool(store.search_articles(words)) == hit


def test_articles_are_found_by_their_words(filled):
    filled.add([Reading(Article("b1", "Des trocs à la frontière."))])
    assert [h.id for h in filled.search_articles("troc")] == ["b1"]
    assert filled.search_articles("frontiere attaque") == ()
    assert {h.id for h in filled.search_articles("echanges")} == {"one", "two", "three"}
    with pytest.raises(QueryError, match="by words only"):
        filled.search_articles("type:ASSAULT")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory):
    """More events than are looked at one by one, so that queries walk."""
    with open_store(tmp_path_factory.mktemp("large") / "large.db") as store:
        day = date(2029, 1, 1)
        store.save_events(
            replace(EVENTS[n % 2], id=f"e{n}", when=Interval.day(day + timedelta(days=n % 900)), reports=())
            for n in range(2600)
        )
        yield store


@pytest.mark.parametrize(
    "query", ["", *EXAMPLES.values(), "blocus", "-blocus", '"poste de douane"', "type:ASSAULT civils"]
)
@pytest.mark.parametrize("size", ["few", "many"])
def test_every_query_uses_an_index(file_store, large, query, size, monkeypatch):
    store = fill(file_store) if size == "few" else large
    monkeypatch.setattr(search, "FEW", 100)
    monkeypatch.setattr(search, "MANY", 1000)
    with store.reading() as connection:
        locate = lambda name: (14.0, -12.0)  # noqa: E731
        statement = page_query(connection, parse_query(query), locate, 20)
        compiled = statement.compile(connection.engine, compile_kwargs={"render_postcompile": True})
        values = tuple(compiled.params[name] for name in compiled.positiontup)
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values)]
    scans = [line for line in plan if line.startswith("SCAN") and "INDEX" not in line]
    assert scans == [], plan
    if not plan[0].startswith("SEARCH events USING INTEGER PRIMARY KEY (rowid=?)"):  # few, looked up one by one
        assert not any("TEMP B-TREE" in line for line in plan), plan


class Steps:
    """Counts the steps of SQLite's machine: what a query costs, whatever else the computer does."""

    def __init__(self, store: Store) -> None:
        self.count = 0
        with store.engine.connect() as connection:
            connection.connection.driver_connection.set_progress_handler(self.step, 1)

    def step(self) -> int:
        self.count += 1
        return 0

    def of(self, store: Store, query: str) -> int:
        self.count = 0
        assert len(store.search(query, 10, locate=lambda name: (14.0, -12.0)).events) == 10
        return self.count


COMMON = ("", "type:ASSAULT", "-type:AID", "civils", "-blocus", "type:ASSAULT civils", "since:2029", "until:2031",
          "origins>=1", "score>=.1", "within:50km:SN-ML", "status:asserted,planned", "country:ML -civils type:CONSULT",
          "within:500km:Ombakoro")  # fmt: skip


def test_the_first_page_touches_as_much_of_a_large_store_as_of_a_small_one(large, tmp_path, monkeypatch):
    monkeypatch.setattr(search, "FEW", 20)
    monkeypatch.setattr(search, "MANY", 100)
    day, queries = date(2029, 1, 1), [q for q in COMMON if large.count(q, locate=lambda name: (14.0, -12.0))]
    with open_store(tmp_path / "small.db") as small:
        small.save_events(
            replace(EVENTS[n % 2], id=f"e{n}", when=Interval.day(day + timedelta(days=n % 900)), reports=())
            for n in range(650)
        )
        for query in queries:
            costs = Steps(small).of(small, query), Steps(large).of(large, query)
            assert costs[1] < 1.2 * costs[0] + 500, (query, costs)


def test_every_field_is_in_the_documentation():
    page = Path(__file__).parents[2] / "docs" / "query.md"
    told = page.read_text(encoding="utf-8")
    assert set(EXAMPLES) == set(FIELDS)
    for name, example in EXAMPLES.items():
        parse_query(example)
        assert f"`{name}`" in told and f"`{example}`" in told, name


def test_the_full_text_follows_what_is_rewritten(filled):
    filled.save_events([replace(EVENTS[0], place="Grand Marché"), *EVENTS[1:]])
    assert found(filled, "marché") == {"one"}
    filled.save_events(EVENTS[1:])
    assert found(filled, "marché") == set() and found(filled, "place:ombakoro") == set()
    with filled.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM event_words")).scalar() == 2


def test_too_many_alternatives_are_refused() -> None:
    with pytest.raises(QueryError, match="200 are the most"):
        build_query("type:" + ",".join(["ASSAULT"] * 201))
