"""Which invented reports are one event, which ids events keep, and what broken input does."""

from __future__ import annotations

import importlib
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from recoup_making import reading, report, span

from recoupe.model import Event, Evidence, Origins, Reading
from recoupe.recoup.events import MergeSettings, merge_reports
from recoupe.recoup.likeness import signs
from recoupe.recoup.origins import find_origins
from recoupe.recoup.profile import make_profiles
from recoupe.recoup.reasons import merge_reasons

ATTACK: dict[str, Any] = {
    "mode": "firearms",
    "actors": ("des hommes armés",),
    "recipients": ("quatre piroguiers",),
    "place": "Gué-Salé",
    "when": "2031-05-02",
    "killed": 4,
}


def merge(*readings: Reading, **fields: Any) -> tuple[Event, ...]:
    return merge_reports(readings, alone(readings), MergeSettings(**fields))


def alone(readings: Sequence[Reading]) -> Origins:
    """Every article its own origin."""
    return Origins(tuple((r.article.id,) for r in readings))


def one(
    name: str, published: str | None = "2031-05-03", kind: str = "ASSAULT", anchor: str = "tués", **fields: Any
) -> Reading:
    return reading(name, published, report(name, 0, kind, anchor, **fields))


def groups(events: Sequence[Event]) -> set[frozenset[str]]:
    return {frozenset(r.article for r in e.reports) for e in events}


@pytest.mark.parametrize(
    ("change", "same"),
    [
        pytest.param({}, True, id="told twice alike"),
        pytest.param({"killed": 5}, True, id="another toll"),
        pytest.param({"place": "Mont-Rouge"}, True, id="a neighbouring village"),
        pytest.param({"place": "Mali"}, True, id="only the country is named"),
        pytest.param({"actors": ()}, True, id="nobody is accused"),
        pytest.param({"when": "2031-05-01/2031-05-03"}, True, id="the night between two days"),
        pytest.param({"when": None}, True, id="no day given, the article being of the next day"),
        pytest.param({"when": "2031-05-12"}, False, id="ten days later"),
        pytest.param({"when": "2030-05-02"}, False, id="a year earlier"),
        pytest.param({"place": "Hautval", "recipients": ("deux bergers",), "killed": 2}, False, id="far away"),
        pytest.param({"series": True}, False, id="a series beside a single attack"),
    ],
)
def test_two_reports_of_an_attack(change: dict[str, Any], same: bool) -> None:
    events = merge(one("a", **ATTACK), one("b", **(ATTACK | change)))
    assert (len(events) == 1) is same


@pytest.mark.parametrize(
    ("kind", "other"),
    [
        pytest.param("ASSAULT", "CONSULT", id="an attack and a meeting"),
        pytest.param("REQUEST", "REJECT", id="a demand and its refusal"),
        pytest.param("REQUEST", "AGREE", id="a demand and its answer"),
        pytest.param("ACCUSE", "SUPPORT", id="blame and condolences"),
    ],
)
def test_different_kinds_stay_apart(kind: str, other: str) -> None:
    fields: dict[str, Any] = {"actors": ("le maire",), "place": "Gué-Salé", "when": "2031-05-02"}
    assert len(merge(one("a", kind=kind, **fields), one("b", kind=other, **fields))) == 2


RIVER = """La police a dénoncé les pillards de pirogues qui remontent la Brume vers Samorin depuis la crue.
Orvane, Tilgué, Dravel : quatre bacs et autant de pontons ont coulé."""
SCHOOL = """La police a dénoncé un canular qui vidait les lycées de Vatanka pendant les épreuves du baccalauréat.
Bricole, Holmère, Ufrand : cartables et sonneries ont repris."""


@pytest.mark.parametrize(("text", "same"), [(RIVER, True), (SCHOOL, False)])
def test_common_words_of_common_actors_are_no_event_where_the_stories_differ(text: str, same: bool) -> None:
    told = report("a", 0, "ACCUSE", "dénoncé", actors=("La police",), when="2031-05-02")
    told = replace(told, anchor=span("dénoncé", 12))
    readings = [
        reading(name, "2031-05-03", replace(told, id=f"{name}#0", article=name), text=words)
        for name, words in (("a", RIVER), ("b", text))
    ]
    assert (len(merge(*readings)) == 1) is same


def test_a_country_in_common_merges_nothing() -> None:
    first = one("a", anchor="attaque", place="Mali", recipients=("trois bergers",))
    second = one("b", anchor="embuscade", place="Mali", recipients=("un convoi de sucre",))
    assert len(merge(first, second)) == 2


def test_a_recalled_attack_joins_the_old_event() -> None:
    old = one("old", "2030-01-05", **(ATTACK | {"when": "2030-01-04"}))
    new = reading(
        "new",
        "2031-05-03",
        report("new", 0, "ASSAULT", "tués", **ATTACK),
        report("new", 1, "ASSAULT", "tués", **(ATTACK | {"when": "2030-01-04", "background": True})),
    )
    events = merge(old, new)
    assert {frozenset(r.id for r in e.reports) for e in events} == {
        frozenset({"old#0", "new#1"}),
        frozenset({"new#0"}),
    }


def test_one_article_never_tells_of_an_event_twice() -> None:
    twice = reading(
        "a", "2031-05-03", report("a", 0, "ASSAULT", "tués", **ATTACK), report("a", 1, "ASSAULT", "tués", **ATTACK)
    )
    events = merge(twice, one("b", **ATTACK))
    assert all(len(e.articles) == len(e.reports) for e in events)
    assert len(events) == 2


def test_a_release_ends_a_capture_and_an_answer_answers() -> None:
    fields: dict[str, Any] = {"actors": ("Front du Fleuve",), "recipients": ("Lat Faye",), "place": "Gué-Salé"}
    events = merge(
        one("a", kind="ASSAULT", mode="abduct", when="2031-05-02", **fields),
        one("b", kind="RETREAT", mode="release", when="2031-05-20", published="2031-05-21", **fields),
        one("c", kind="REQUEST", when="2031-05-04", **fields),
        one("d", kind="REJECT", when="2031-05-08", published="2031-05-08", **fields),
    )
    relations = {(e.reports[0].article, how) for e in events for _, how in e.related}
    assert ("a", "ends with") in relations and ("b", "ends") in relations
    assert ("c", "is answered by") in relations and ("d", "answers") in relations
    ids = {e.id for e in events}
    assert all(other in ids for e in events for other, _ in e.related)


@pytest.mark.parametrize("answer", ["REJECT", "AGREE", "CONCEDE"])
def test_a_demand_and_its_answer_stay_two_and_are_related(answer: str) -> None:
    """Same people, place, day and words: only what they do differs."""
    fields: dict[str, Any] = {"actors": ("Lat Faye",), "recipients": ("Front du Fleuve",), "place": "Gué-Salé"}
    fields |= {"when": "2031-05-02", "anchor": "ouverture du marché"}
    demand, reply = one("a", kind="REQUEST", **fields), one("b", kind=answer, **fields)
    first, second = sorted(merge(demand, reply), key=lambda e: e.reports[0].article)
    assert first.related == ((second.id, "is answered by"),) and second.related == ((first.id, "answers"),)


TOLD_FIRST = {"killed": 4, "recipients": ("quatre piroguiers",)}
TAKEN_BACK = {"killed": 0, "recipients": ("aucun piroguier",)}


@pytest.mark.parametrize(("outlet", "shown"), [("Radio Gué", 0), ("Le Quai", 4)])
def test_a_retraction_stands_in_the_place_of_what_its_outlet_said(outlet: str, shown: int) -> None:
    """What another outlet says later is one voice more; what the same outlet says later replaces its own."""
    said = report("a", 0, "ASSAULT", "tués", **(ATTACK | TOLD_FIRST))
    taken_back = report("b", 0, "ASSAULT", "tués", **(ATTACK | TAKEN_BACK))
    readings = [
        reading("a", "2031-05-03T08:00", said, outlet="Radio Gué"),
        reading("b", "2031-05-04T08:00", taken_back, outlet=outlet),
    ]
    [event] = merge_reports(readings, Origins((("a", "b"),), undetermined=("b",)))
    finding = next(f for f in event.findings if f.field == "killed")
    assert finding.label == "revision" and event.killed is not None and event.killed.low == shown
    assert ("the outlet itself put" in finding.why) is (shown == 0)


@pytest.mark.parametrize(
    ("mine", "theirs", "related"),
    [("", "", True), ("Dépêche fictive.", "Dépêche fictive.", True), ("Dépêche fictive.", "", False)],
)
def test_what_is_invented_is_related_to_nothing_that_is_not(mine: str, theirs: str, related: bool) -> None:
    fields: dict[str, Any] = {"actors": ("Lat Faye",), "place": "Gué-Salé"}
    demand = report("a", 0, "REQUEST", "demandé", when="2031-05-02", **fields)
    reply = report("b", 0, "REJECT", "refusé", when="2031-05-04", **fields)
    told = "Lat Faye a demandé la paix. Lat Faye a refusé. "
    readings = [
        reading("a", "2031-05-03", replace(demand, anchor=span("demandé", 11)), text=told + mine),
        reading("b", "2031-05-05", replace(reply, anchor=span("refusé", 39)), text=told + theirs),
    ]
    assert all(bool(event.related) is related for event in merge(*readings))


def test_a_single_attack_belongs_to_its_series() -> None:
    group: dict[str, Any] = {"actors": ("Front du Fleuve",), "actor_ids": ("armed:fleuve",)}
    events = merge(
        one("a", anchor="attaques répétées", series=True, recipients=("convois de sucre",), **group),
        one("b", anchor="attaqué", place="Gué-Salé", when="2031-05-02", **group),
    )
    assert len(events) == 2
    assert {how for e in events for _, how in e.related} == {"has this single event", "belongs to this series"}


def test_every_report_is_in_exactly_one_event_whatever_the_order() -> None:
    readings = [one(f"a{n}", **(ATTACK | {"killed": 3 + n % 3})) for n in range(9)]
    readings += [one(f"b{n}", kind="CONSULT", actors=("Lat Faye",), when="2031-05-02") for n in range(4)]
    first = merge(*readings)
    counted = Counter(r.id for e in first for r in e.reports)
    assert set(counted.values()) == {1} and len(counted) == 13
    for seed in range(4):
        shuffled = list(readings)
        random.Random(seed).shuffle(shuffled)
        assert merge(*shuffled) == first


def test_the_event_tells_what_most_origins_say() -> None:
    people = {"recipients": ("des piroguiers",)}
    readings = [one(name, **(ATTACK | people | {"killed": toll})) for name, toll in (("a", 4), ("b", 4), ("c", 6))]
    [event] = merge(*readings)
    assert event.killed is not None and event.killed.low == 4
    [event] = merge(*readings, rule="most recent")
    assert event.killed is not None and event.killed.low == 6
    [event] = merge(*readings, rule="most conservative")
    assert event.killed is not None and event.killed.low == 4
    finding = next(f for f in event.findings if f.field == "killed")
    assert finding.label == "conflict" and "low 4" in finding.why and "high 6" in finding.why


def test_two_articles_of_one_outlet_are_one_voice() -> None:
    here = reading("a", "2031-05-03", report("a", 0, "ASSAULT", "tués", **ATTACK), outlet="Radio Gué")
    there = reading("b", "2031-05-04", report("b", 0, "ASSAULT", "tués", **ATTACK), outlet="radio gué")
    [event] = merge(here, there)
    assert event.independent == 1 and event.grade is not None and event.grade.digit == 3


def test_spellings_of_an_outlet_are_one_voice() -> None:
    here = reading("a", "2031-05-03", report("a", 0, "ASSAULT", "tués", **ATTACK), outlet="Fanal du soir")
    there = reading("b", "2031-05-04", report("b", 0, "ASSAULT", "tués", **ATTACK), outlet="Le Fanal du Soir")
    assert [event.independent for event in merge(here, there)] == [1]


def test_copies_count_once() -> None:
    readings = [one(name, **ATTACK) for name in ("a", "b", "c")]
    [event] = merge_reports(readings, Origins((("a", "b"), ("c",)), undetermined=("c",)))
    assert event.origins == (("a", "b"), ("c",))
    assert event.independent == 1 and event.undetermined == ("c",)
    assert event.grade is not None and event.grade.digit != 1


def test_why_reports_are_one_event_is_told_in_words() -> None:
    readings = [one("a", **ATTACK), one("b", **ATTACK)]
    [event] = merge(*readings)
    [(report_id, reasons)] = merge_reasons(event, readings).items()
    assert report_id in ("a#0", "b#0") and "same day" in reasons


# ids


def test_no_reports_no_events() -> None:
    assert merge() == () and merge(reading("a", "2031-05-03")) == ()


def test_no_dates_anywhere() -> None:
    bare = {k: v for k, v in ATTACK.items() if k != "when"}
    events = merge(one("a", None, **bare), one("b", None, **bare))
    assert len(events) == 1 and events[0].when is None


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "2999-01-01"])
def test_dates_at_the_end_of_time(published: str) -> None:
    bare = {k: v for k, v in ATTACK.items() if k != "when"}
    for background in (True, False):
        for status in ("asserted", "planned"):
            merge(one("a", published, background=background, status=status, **bare), one("b", **ATTACK))


def test_two_articles_with_one_id_count_once() -> None:
    longer = replace(one("a", **ATTACK), article=replace(one("a").article, version=2))
    [event] = merge(one("a", **ATTACK), longer)
    assert len(event.reports) == 1


def test_one_event_with_five_thousand_reports() -> None:
    readings = [one(f"a{n:04}", **(ATTACK | {"killed": 4 + (n % 2)})) for n in range(5000)]
    work: Counter[str] = Counter()
    [event] = merge_reports(readings, alone(readings), work=work)
    assert len(event.reports) == 5000
    assert work["comparisons"] <= 5000 * 30
    assert max(len(f.pairs) for f in event.findings) <= 1000


PEOPLE = ("bergers", "piroguiers", "marchands", "soldats", "gendarmes", "villageois")


def scattered(size: int) -> list[Reading]:
    """Invented attacks, two reports each, over villages, days and people."""
    readings = []
    for n in range(size // 2):
        dice = random.Random(n)
        fields: dict[str, Any] = {
            "when": f"20{31 + n % 3}-{1 + n // 28 % 12:02}-{1 + n % 28:02}",
            "recipients": (f"{dice.randint(3, 60)} {dice.choice(PEOPLE)}",),
            "place": f"Village{dice.randint(0, size // 3)}",
            "killed": dice.randint(1, 40),
        }
        for side in "ab":
            name = f"{side}{n:06}"
            readings.append(one(name, fields["when"], **fields))
    return readings


@pytest.mark.parametrize("size", [1000, pytest.param(10000, marks=pytest.mark.slow)])
def test_the_work_grows_with_the_reports_and_no_faster(size: int) -> None:
    readings = scattered(size)
    work: Counter[str] = Counter()
    events = merge_reports(readings, alone(readings), work=work)
    assert work["comparisons"] <= 80 * size
    assert abs(len(events) - size / 2) <= 0.1 * size


@pytest.mark.parametrize(("place", "same"), [("Mont-Rouge", True), ("Brume-Rive", False)])
def test_towns_that_face_each_other_across_a_border_are_two(place: str, same: bool) -> None:
    closing: dict[str, Any] = {"mode": "restrict", "anchor": "fermé", "kind": "COERCE"}
    here = one("a", "2031-05-03", place="Gué-Salé", when="2031-05-02", actors=("la gendarmerie",), **closing)
    there = one("b", "2031-05-20", place=place, recipients=("le poste",), **closing)
    assert (len(merge(here, there)) == 1) is same


@pytest.mark.parametrize(("place", "lent"), [(410, "attaque"), (490, "démenti")])
def test_words_of_a_day_belong_to_the_nearest_report(place: int, lent: str) -> None:
    tuesday = {"date": Evidence(span("mardi", place), "weekday")}
    denial = report("b", 4, "REJECT", "démenti", when="2031-05-05", evidence=tuesday)
    attack = report("b", 5, "ASSAULT", "attaque", when="2031-05-05", evidence=tuesday)
    profiles = make_profiles(reading("b", "2031-05-05", denial, attack))
    assert [p.report.anchor.quote for p in profiles if p.lent] == [lent]


@pytest.mark.parametrize(("place", "same"), [(410, True), (490, False)])
def test_the_day_of_a_denial_does_not_keep_the_attack_apart(place: int, same: bool) -> None:
    fields: dict[str, Any] = ATTACK | {"when": "2031-05-04", "killed": None, "actors": (), "recipients": ("un convoi",)}
    tuesday = {"date": Evidence(span("mardi", place), "weekday")}
    denial = report("b", 4, "REJECT", "démenti", when="2031-05-04", evidence=tuesday)
    attack = report("b", 5, "ASSAULT", "attaque", evidence=tuesday, **fields)
    [ours] = [p for p in make_profiles(reading("b", "2031-05-05", denial, attack)) if p.report.id == attack.id]
    [theirs] = make_profiles(one("a", anchor="attaque", **ATTACK))
    assert ("day_lent" in signs(ours, theirs)) is same and ("days_apart" in signs(ours, theirs)) is not same


PRINTED = """Quatre piroguiers ont été tués vendredi à Gué-Salé par des hommes armés, a indiqué le préfet Samba Orane.
Les assaillants ont tiré depuis la rive de la Brume avant de brûler onze pirogues chargées de riz et de poisson."""
INVENTED = f"{PRINTED}\nDépêche fictive."


@pytest.mark.parametrize(
    ("texts", "same"),
    [
        pytest.param((INVENTED, INVENTED), True, id="both invented"),
        pytest.param((PRINTED, PRINTED), True, id="neither"),
        pytest.param((INVENTED, PRINTED), False, id="one of them"),
        pytest.param((INVENTED, ""), True, id="without its text nobody knows"),
    ],
)
def test_what_is_invented_never_joins_what_is_not(texts: tuple[str, str], same: bool) -> None:
    told = report("a", 0, "ASSAULT", "tués", **ATTACK)
    at = PRINTED.index("tués")
    told = replace(told, anchor=replace(told.anchor, start=at, end=at + 4))
    readings = [
        reading(name, "2031-05-03", replace(told, id=f"{name}#0", article=name), text=text)
        for name, text in zip("ab", texts, strict=True)
    ]
    assert (len(merge_reports(readings, alone(readings))) == 1) is same
    assert (len(find_origins(readings).groups) == 1) is same


# gold


def quality(name: str) -> Any:
    """A measuring module of `tools/quality`."""
    root = str(Path(__file__).resolve().parents[2])
    if root not in sys.path:
        sys.path.insert(0, root)
    return importlib.import_module(f"tools.quality.{name}")


@pytest.mark.shared
@pytest.mark.parametrize(("name", "floor"), [("dev", 0.90), ("theatre_dev", 0.88)])
def test_pairs_of_reports_gold_reports_given(shared: Path, name: str, floor: float) -> None:
    assert quality("merging").measure_merging(name, shared)["pairs"]["f1"] >= floor


@pytest.mark.shared
def test_findings_gold_reports_given(shared: Path) -> None:
    assert quality("findings").measure_findings("theatre_dev", shared)["accuracy"] >= 0.87


@pytest.mark.shared
def test_gold_reports_each_in_one_event(shared: Path) -> None:
    cross = quality("crosscheck")
    readings = cross.as_readings(cross.gold_readings(shared, "dev"))
    events = merge_reports(readings, find_origins(readings))
    counted = Counter(r.id for e in events for r in e.reports)
    assert set(counted.values()) == {1} and len(counted) == sum(len(r.reports) for r in readings)
