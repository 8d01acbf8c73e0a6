"""Decisions hold through every rebuild; what no longer fits is told; undoing is a decision too."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from made_values import TEXT, make_article, make_event, make_reading, make_report, span

from recoupe.model import Count, Decision, Event, Interval, Link, Origins, Reading
from recoupe.store import Store, StoreError
from recoupe.store.decide_events import decide_events
from recoupe.store.decide_origins import decide_origins
from recoupe.store.decide_reports import decide_readings
from recoupe.store.decisions import standing
from recoupe.store.rebuild import Rebuilt, Steps, rebuild

WHEN = datetime(2031, 7, 5, tzinfo=UTC)


@pytest.fixture
def store(either: Store) -> Store:
    return either


def build(reports) -> Event:
    articles = tuple(dict.fromkeys(r.article for r in reports))
    return Event(id=f"e-{reports[0].id}", type=reports[0].type, reports=tuple(reports), origins=(articles,))


def one_each(readings, origins) -> list[Event]:
    return [build((report,)) for reading in readings for report in reading.reports]


STEPS = Steps(
    find_origins=lambda readings: Origins(tuple((r.article.id,) for r in readings)),
    merge_reports=one_each,
    build=lambda readings, origins: build,
    check_figures=lambda figures: (),
)


def decide(store: Store, kind, target, value=None, quote=None) -> Decision:
    return store.decide(kind, target, "A. Sow", "seen on the spot", value or {}, quote)


def rebuilt(store: Store) -> Rebuilt:
    return rebuild(store, STEPS)


def report_of(picture: Rebuilt, name: str):
    return next((r for reading in picture.readings for r in reading.reports if r.id == name), None)


@pytest.mark.parametrize(
    ("field", "value", "attribute", "expected"),
    [
        ("type", "ACCIDENT", "type", "ACCIDENT"),
        ("mode", "explosives", "mode", "explosives"),
        ("actors", ["inconnus"], "actors", ("inconnus",)),
        ("recipients", "un berger", "recipients", ("un berger",)),
        ("place", {"name": "Sambala", "lat": 14.1, "lon": -12.0}, "place", "Sambala"),
        ("when", "2031-06-30", "when", Interval.day(date(2031, 6, 30))),
        ("when", {"from": "2031-06-01", "to": "2031-06-30"}, "when", Interval(date(2031, 6, 1), date(2031, 6, 30))),
        ("killed", 9, "killed", Count(9, 9)),
        ("wounded", [3, None], "wounded", Count(3, None)),
        ("abducted", None, "abducted", None),
        ("status", "denied", "status", "denied"),
        ("attributed_to", "un témoin", "attributed_to", "un témoin"),
        ("background", False, "background", False),
        ("series", True, "series", True),
    ],
)
def test_every_field_of_a_report_can_be_corrected(store, field, value, attribute, expected):
    store.add([make_reading()])
    made = decide(store, "correct", "a1#r1", {"field": field, "value": value})
    report = report_of(rebuilt(store), "a1#r1")
    assert getattr(report, attribute) == expected
    assert report.evidence[field].rule == f"decision:{made.id}"
    assert "A. Sow" in report.evidence[field].why


@pytest.mark.parametrize(
    ("kind", "target", "value", "told"),
    [
        ("correct", "a1#r1", {"field": "colour", "value": "red"}, "no field 'colour'"),
        ("correct", "a1#r1", {"field": "status", "value": "true"}, "none of asserted"),
        ("correct", "a1#r1", {"field": "killed", "value": "many"}, "takes a number"),
        ("correct", "a1#r1", {"field": "killed", "value": [9, 3]}, "ends before it begins"),
        ("correct", "a1#r1", {"field": "when", "value": "5/7/2031"}, "2025-11-05"),
        ("correct", "a1#r1", {"field": "place", "value": {"name": "X", "lat": 99, "lon": 0}}, "not on Earth"),
        ("correct", "nobody", {"field": "killed", "value": 1}, "no report or event nobody"),
        ("reject", "a1#r1", {"field": "type"}, "cannot be empty"),
        ("merge", "e-a1#r1", {"with": ["nobody"]}, "no event nobody"),
        ("split", "e-a1#r1", {"out": ["a1#r1"]}, "not all"),
        ("grade", "La Voix des Dunes", {"letter": "Z"}, "letter from A"),
        ("origin", "a1", {"earlier": "zz", "verdict": "same"}, "no article zz"),
        ("add", "a1", {"type": "ASSAULT"}, "needs the words"),
        ("dance", "a1", {}, "no decision 'dance'"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_word(store, kind, target, value, told):
    store.add([make_reading()])
    rebuilt(store)
    with pytest.raises(ValueError, match=told):
        decide(store, kind, target, value)
    assert store.decisions() == ()


def test_a_decision_needs_a_name_and_a_reason(store):
    with pytest.raises(StoreError, match="'why'"):
        store.keep_decision(Decision("d1", "reject", "x", "A. Sow", WHEN, " "))


def test_an_undo_needs_its_decision(store):
    with pytest.raises(StoreError, match="no decision d-1"):
        decide(store, "undo", "d-1")


def test_a_rejected_report_is_gone_and_comes_back_when_that_is_undone(store):
    store.add([make_reading()])
    rejected = decide(store, "reject", "a1#r1")
    assert report_of(rebuilt(store), "a1#r1") is None
    undone = decide(store, "undo", rejected.id)
    assert report_of(rebuilt(store), "a1#r1")
    decide(store, "undo", undone.id)
    assert report_of(rebuilt(store), "a1#r1") is None
    assert len(store.decisions()) == 3


def test_a_rejected_field_is_empty(store):
    store.add([make_reading()])
    decide(store, "reject", "a1#r1", {"field": "place"})
    report = report_of(rebuilt(store), "a1#r1")
    assert (report.place, report.where) == (None, None)


def test_a_missed_report_is_added_on_its_words(store):
    store.add([make_reading()])
    value = {"type": "COERCE", "mode": "seize", "place": "Ombakoro", "killed": [0, 0]}
    made = decide(store, "add", "a1", value, "enlevé deux commerçants")
    report = report_of(rebuilt(store), f"a1#{made.id}")
    assert (report.type, report.mode, report.place) == ("COERCE", "seize", "Ombakoro")
    assert report.anchor == span("enlevé deux commerçants")


def test_decisions_follow_their_words_into_a_new_version(store):
    store.add([make_reading()])
    decide(store, "correct", "a1#r1", {"field": "killed", "value": 9})
    decide(store, "add", "a1", {"type": "CONSULT"}, "échanges")
    text = "Mis à jour le soir. " + TEXT
    store.add([Reading(make_article(text=text, removed=(), credits=(), candidates=()))])
    store.add([Reading(make_article("a1", text=text, removed=(), credits=(), candidates=()), reports=())])
    picture = rebuilt(store)
    (reading,) = picture.readings
    assert [r.type for r in reading.reports] == ["CONSULT"]
    assert (
        reading.reports[0].anchor.quote == "échanges" and reading.reports[0].anchor.start == TEXT.index("échanges") + 20
    )
    assert [u.why for u in picture.unfit] == ["report a1#r1 is gone and no other stands at its words"]


def test_a_decision_whose_words_are_gone_is_told_and_kept(store):
    store.add([make_reading()])
    made = decide(store, "correct", "a1#r1", {"field": "killed", "value": 9}, "au moins huit civils")
    text = TEXT.replace("au moins huit civils", "un gendarme")
    anchor = replace(span("ont tué"))
    report = make_report("new", anchor=anchor, mentions=(), evidence={})
    store.add([Reading(make_article(text=text, removed=(), credits=(), candidates=()), reports=(report,))])
    picture = rebuilt(store)
    assert report_of(picture, "a1#r1").killed == Count(8, None)
    (unfit,) = picture.unfit
    assert unfit.decision == made and "no longer stand" in unfit.why
    assert store.decisions() == (made,)


def test_a_merge_holds_through_rebuilds_and_former_ids_lead_to_it(store):
    store.add([make_reading("a1"), make_reading("a2")])
    first = rebuilt(store)
    a, b = (next(e for e in first.events if e.reports[0].id == name) for name in ("a1#r1", "a2#r1"))
    made = decide(store, "merge", a.id, {"with": [b.id]})
    for _ in range(3):
        picture = rebuilt(store)
        assert picture.unfit == ()
        assert {r.id for r in store.event(b.id).reports} == {"a1#r1", "a2#r1"}
        assert store.event(b.id).id == a.id
    assert store.event(a.id).former_ids == (b.id,)
    decide(store, "undo", made.id)
    rebuilt(store)
    assert store.event(b.id).id == b.id and store.event(a.id).former_ids == ()


def test_a_split_holds_through_rebuilds():
    reports = (make_report("a1#r1"), make_report("a2#r1", "a2"))
    events = [build(reports)]
    decision = Decision(
        "d1", "split", "e", "A", WHEN, "two villages", {"reports": ["a1#r1", "a2#r1"], "out": ["a2#r1"]}
    )
    found, unfit = decide_events(events, [decision], build, {})
    assert [[r.id for r in e.reports] for e in found] == [["a1#r1"], ["a2#r1"]] and not unfit
    assert decide_events(found, [decision], build, {})[0] == found


def test_a_locked_event_stays_as_it_was(store):
    store.add([make_reading("a1")])
    picture = rebuilt(store)
    event = next(e for e in picture.events if e.reports[0].id == "a1#r1")
    decide(store, "lock", event.id)
    store.add([make_reading("a1", reports=(make_report("a1#r1", type="ACCUSE"),))])
    assert store.event(event.id).type == "ASSAULT"
    rebuilt(store)
    assert store.event(event.id) == event


def test_a_confirmed_event_is_remembered_with_its_reports_and_changes_nothing(store):
    store.add([make_reading("a1")])
    event = rebuilt(store).events[0]
    made = decide(store, "confirm", event.id)
    assert made.value == {"reports": [r.id for r in event.reports]}
    picture = rebuilt(store)
    assert picture.unfit == () and store.event(event.id) == event


def test_an_event_is_corrected_as_a_whole_and_its_finding_says_by_whom(store):
    store.add([make_reading("a1")])
    event = rebuilt(store).events[0]
    decide(store, "correct", event.id, {"field": "killed", "value": [4, 5]})
    rebuilt(store)
    changed = store.event(event.id)
    assert changed.killed == Count(4, 5)
    (finding,) = changed.findings
    assert (finding.field, finding.shown) == ("killed", Count(4, 5)) and "A. Sow" in finding.why


def test_a_rejected_event_leaves_the_picture(store):
    store.add([make_reading("a1")])
    event = rebuilt(store).events[0]
    decide(store, "reject", event.id)
    assert event.id not in {e.id for e in rebuilt(store).events}


def test_a_grade_shows_on_the_events_of_the_outlet(store):
    store.add([make_reading("a1")])
    decide(store, "grade", "La Voix des Dunes", {"letter": "B"})
    decide(store, "grade", "Le Grand Écart", {"letter": "A"})
    picture = rebuilt(store)
    assert {e.grade.letter for e in picture.events} == {"B"}
    assert [u.why for u in picture.unfit] == ["no article of Le Grand Écart is in the store"]


ORIGINS = Origins((("a", "b", "c"), ("d",)), ("b",), (), (Link("b", "a", 0.6), Link("c", "b", 0.9)))


@pytest.mark.parametrize(
    ("target", "earlier", "verdict", "groups"),
    [
        pytest.param("d", "a", "same", (("a", "b", "c", "d"),), id="joined"),
        pytest.param("b", "a", "independent", (("a",), ("b", "c"), ("d",)), id="parted, with what hangs on it"),
        pytest.param("d", "a", "independent", (("a", "b", "c"), ("d",)), id="apart already"),
    ],
)
def test_origin_links_are_settled(target, earlier, verdict, groups):
    decision = Decision("d1", "origin", target, "A", WHEN, "asked them", {"earlier": earlier, "verdict": verdict})
    origins, unfit = decide_origins(ORIGINS, [decision])
    assert origins.groups == groups and not unfit
    assert target not in origins.undetermined


def test_an_origin_of_an_article_that_is_gone_is_told():
    decision = Decision("d1", "origin", "z", "A", WHEN, "asked them", {"earlier": "a", "verdict": "same"})
    origins, unfit = decide_origins(ORIGINS, [decision])
    assert origins == ORIGINS and unfit[0].why == "article z is not in the store"


def test_decisions_on_an_article_that_is_gone_are_told():
    decision = Decision("d1", "reject", "z#1", "A", WHEN, "no", {}, "z", "words")
    unfit = []
    assert list(decide_readings([make_reading()], [decision], unfit)) == [make_reading()]
    assert unfit[0].decision == decision


def test_only_the_last_word_stands():
    rows = [Decision(f"d{n}", "undo" if n else "reject", f"d{n - 1}", "A", WHEN, "x") for n in range(4)]
    assert [len([d for d in standing(rows[:n]) if d.kind == "reject"]) for n in (1, 2, 3, 4)] == [1, 0, 1, 0]


def test_decisions_come_back_equal(store):
    store.add([make_reading()])
    made = decide(store, "correct", "a1#r1", {"field": "killed", "value": [9, None]})
    assert store.decisions() == (made,)
    assert (made.quote, made.article) == ("ont tué", "a1")
    assert store.keep_decision(made) == made and len(store.decisions()) == 1


def test_events_come_back_equal_and_in_order_of_time(store):
    early = make_event("e1", when=Interval.day(date(2030, 1, 1)))
    late = make_event("e2", (make_report("a2#r1", "a2"),))
    undated = make_event("e3", (make_report("a3#r1", "a3"),), when=None)
    saved = store.save_events([late, undated, early])
    assert saved == (late, undated, early)
    assert list(store.events()) == [undated, early, late]
    before = store.counts()
    assert store.save_events([late, undated, early]) == saved and store.counts() == before
