"""What comes in touches only its neighbourhood, and leaves the picture that a whole rebuild makes."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from recoupe import rebuilding
from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article, Event, Interval, Place, Reading, Report, Span
from recoupe.pipeline import read_articles
from recoupe.rebuilding import rebuild_picture
from recoupe.sources import read_inputs
from recoupe.store import Store, open_store
from recoupe.store.rebuild import Rebuilt

HOME = Path(__file__).resolve().parents[2]
KNOWN = Knowledge()
VILLAGES = ("Ombakoro", "Sorokoto", "Tanéla", "Guélédji", "Mayel", "Ségala", "Fadiala", "Boundiaré")
DENSE_DAYS, BATCH = 45, 12
PEOPLE = ("bergers", "douaniers", "chauffeurs", "gendarmes", "pêcheurs")


def told(name: str, number: int, outlet: str = "Radio Brume") -> Reading:
    """An invented article on attack `number`: its own village, people and day, in a sentence of its own."""
    dice = random.Random(number)
    village, people, dead = f"{dice.choice(VILLAGES)}{number}", dice.choice(PEOPLE), dice.randint(3, 60)
    words = f"attaque contre {dead} {people} près de {village}"
    text = f"{outlet} signale une {words} ; le bourg de {village} compte ses morts. Numéro {name}."
    at = text.index("attaque")
    day = date(2031, 1, 1) + timedelta(days=9 * number)
    place = Place(f"t:{number}", village, "ML", None, "town", number * 7 % 80 - 40, number * 13 % 170, 3.0)
    report = Report(
        f"{name}#1", name, Span(at, at + 7, "attaque"), "ASSAULT", recipients=(f"{dead} {people}",), place=village,
        where=place, when=Interval.day(day),
    )  # fmt: skip
    return Reading(Article(name, text, outlet=outlet, published=day + timedelta(days=1)), reports=(report,))


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even small stores are brought up to date in part."""
    monkeypatch.setattr(rebuilding, "SMALL", 0)
    monkeypatch.setattr(rebuilding, "FEW", 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.db") as opened:
        yield opened


def partition(store: Store) -> set[frozenset[str]]:
    return {frozenset(r.id for r in event.reports) for event in store.events()}


def contents(store: Store) -> dict[frozenset[str], tuple[object, ...]]:
    """What the events say, by their reports."""
    return {
        frozenset(r.id for r in e.reports): (e.type, e.when, e.place, e.killed, e.status, e.independent, e.grade)
        for e in store.events()
    }


def groups(store: Store) -> set[frozenset[str]]:
    return {frozenset(group) for group in store.origins().groups}


def add_one_by_one(store: Store, readings: Sequence[Reading]) -> list[Rebuilt]:
    built = []
    for reading in readings:
        store.add([reading])
        built.append(rebuild_picture(store, KNOWN))
    return built


def test_an_article_joins_its_event_and_leaves_the_others_alone(store: Store, local: None) -> None:
    store.add(told(f"a{n}", n) for n in range(300))
    rebuild_picture(store, KNOWN)
    before = {event.id: event for event in store.events()}
    store.add([told("b7", 7, "Le Fanal")])
    built = rebuild_picture(store, KNOWN)
    assert built.tried is not None and len(built.readings) < 150, "a part of the store was looked at"
    after = {event.id: event for event in store.events()}
    assert set(before) == set(after), "ids stay"
    [changed] = [name for name in after if after[name] != before[name]]
    assert {r.article for r in after[changed].reports} == {"a7", "b7"}


@pytest.mark.parametrize("order", ["as it came", "backwards", "shuffled"])
def test_bit_by_bit_is_all_at_once(store: Store, local: None, order: str) -> None:
    sides = (("a", "Radio Brume"), ("b", "Le Fanal"))
    readings = [told(f"{side}{n}", n, outlet) for n in range(30) for side, outlet in sides]
    if order != "as it came":
        readings.reverse() if order == "backwards" else random.Random(4).shuffle(readings)
    built = add_one_by_one(store, readings)
    assert built[-1].tried is not None
    part, told_in_part, part_groups = partition(store), contents(store), groups(store)
    ids = {event.id for event in store.events()}
    rebuild_picture(store, KNOWN, whole=True)
    assert part == partition(store) == {frozenset({f"a{n}#1", f"b{n}#1"}) for n in range(30)}
    assert told_in_part == contents(store) and part_groups == groups(store)
    assert ids == {event.id for event in store.events()}


def test_nothing_new_changes_nothing(store: Store, local: None) -> None:
    add_one_by_one(store, [told("a1", 1), told("b1", 1), told("a2", 2)])
    before = list(store.events())
    assert rebuild_picture(store, KNOWN).events == ()
    assert list(store.events()) == before


def test_a_corrected_article_leaves_its_event(store: Store, local: None) -> None:
    add_one_by_one(store, [told("a1", 1), told("b1", 1, "Fanal"), told("c9", 9)])
    [event] = [e for e in store.events() if len(e.reports) == 2]
    store.add([told("b1", 40, "Fanal")])
    rebuild_picture(store, KNOWN)
    assert partition(store) == {frozenset({"a1#1"}), frozenset({"b1#1"}), frozenset({"c9#1"})}
    assert store.event(event.id).reports[0].article == "a1", "the event goes on with the article that stayed"


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("larger", ["first", "second"])
def test_an_undone_merge_gives_both_ids_back(store: Store, local: None, whole: bool, larger: str) -> None:
    extra = told("c1" if larger == "first" else "c2", 1 if larger == "first" else 2, "Le Large")
    add_one_by_one(store, [told("a1", 1), told("a2", 2), extra])
    one, two = store_event(store, "a1#1").id, store_event(store, "a2#1").id
    merge = store.decide("merge", one, "A. Sow", "one and the same", {"with": [two]})
    rebuild_picture(store, KNOWN, whole=whole)
    [both] = store.events()
    assert {one, two} == {both.id, *both.former_ids}
    assert store.event(one).id == store.event(two).id
    store.decide("undo", merge.id, "A. Sow", "two after all")
    rebuild_picture(store, KNOWN, whole=whole)
    assert (store_event(store, "a1#1").id, store_event(store, "a2#1").id) == (one, two)
    assert store.event(one).former_ids == store.event(two).former_ids == ()


def store_event(store: Store, report: str) -> Event:
    return next(event for event in store.events() if any(r.id == report for r in event.reports))


def test_a_decision_touches_only_its_neighbourhood(store: Store, local: None) -> None:
    store.add(told(f"a{n}", n) for n in range(300))
    rebuild_picture(store, KNOWN)
    store.decide("correct", "a7#1", "A. Sow", "seen on the spot", {"field": "killed", "value": 12})
    built = rebuild_picture(store, KNOWN)
    assert built.tried is not None and store_event(store, "a7#1").killed.low == 12
    store.add([told("b7", 7, "Le Fanal")])
    rebuild_picture(store, KNOWN)
    event = store_event(store, "b7#1")
    store.decide("split", event.id, "A. Sow", "two attacks", {"out": ["b7#1"]})
    assert rebuild_picture(store, KNOWN).tried is not None
    assert store_event(store, "a7#1").id != store_event(store, "b7#1").id


# read articles


def read(path: Path) -> list[Reading]:
    articles = (item for item in read_inputs([str(path)]) if isinstance(item, Article))
    return list(read_articles(articles, KNOWN))


def agreement(one: set[frozenset[str]], other: set[frozenset[str]]) -> float:
    """F1 of the pairs of reports that are one event."""
    mine, theirs = ({p for event in side for p in combinations(sorted(event), 2)} for side in (one, other))
    return 2 * len(mine & theirs) / max(1, len(mine) + len(theirs))


@pytest.fixture(scope="module")
def samples() -> list[Reading]:
    return read(HOME / "samples")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_samples_in_any_order(store: Store, local: None, samples: list[Reading], seed: int) -> None:
    readings = list(samples)
    random.Random(seed).shuffle(readings)
    add_one_by_one(store, readings)
    part, told_in_part, part_groups = partition(store), contents(store), groups(store)
    rebuild_picture(store, KNOWN, whole=True)
    assert part == partition(store) and told_in_part == contents(store) and part_groups == groups(store)


@pytest.fixture(scope="module")
def bundles(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Reading]:
    folder = tmp_path_factory.mktemp("bundles")
    for path in sorted((shared / "gold" / "lineage_dev").glob("*.json")):
        command = [sys.executable, str(shared / "eval" / "convert.py"), "bundle", str(path)]
        (folder / f"{path.stem}.jsonl").write_bytes(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return read(folder)


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize("seed", [None, 1])
def test_story_bundles_come_in_order_or_not(
    store: Store, local: None, bundles: list[Reading], seed: int | None
) -> None:
    """In order nearly as a whole: a second look at small events comes with each article, and not once at the end."""
    readings = sorted(bundles, key=lambda r: (str(r.article.published_at or r.article.published), r.article.id))
    if seed is not None:
        random.Random(seed).shuffle(readings)
    add_one_by_one(store, readings)
    part, part_groups = partition(store), groups(store)
    rebuild_picture(store, KNOWN, whole=True)
    assert part_groups == groups(store)
    assert agreement(part, partition(store)) >= (0.97 if seed is None else 0.85)


@pytest.fixture(scope="module")
def press(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Reading]:
    """Some hundred real articles of the days with most news of Africa, in order of publication."""
    corpus = shared / "corpus" / "orangesum" / "articles_africa.jsonl.gz"
    if not corpus.exists():
        pytest.skip("the corpus is not beside the checkout")
    command = [sys.executable, str(shared / "eval" / "convert.py"), "corpus", str(corpus)]
    rows = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()
    by_day: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_day[json.loads(row)["published"]].append(row)
    dense = sorted(sorted(by_day, key=lambda day: (-len(by_day[day]), day))[:DENSE_DAYS])
    path = tmp_path_factory.mktemp("press") / "press.jsonl"
    path.write_text("\n".join(row for day in dense for row in by_day[day]), encoding="utf-8")
    return sorted(read(path), key=lambda r: (str(r.article.published), r.article.id))


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize(("seed", "least"), [(None, 0.99), (1, 0.85)])
def test_the_press_comes_in_order_or_not(
    store: Store, monkeypatch: pytest.MonkeyPatch, press: list[Reading], seed: int | None, least: float
) -> None:
    """In order of publication the parts make the whole. What comes in late finds the later reports settled already:
    a report that would have opened an event, or held one together, joins what is there."""
    monkeypatch.setattr(rebuilding, "SMALL", 100)
    readings = list(press)
    if seed is not None:
        random.Random(seed).shuffle(readings)
    first = len(readings) - 4 * BATCH
    store.add(readings[:first])
    rebuild_picture(store, KNOWN)
    for at in range(first, len(readings), BATCH):
        store.add(readings[at : at + BATCH])
        assert rebuild_picture(store, KNOWN).tried is not None
    part, told_in_part, part_groups = partition(store), contents(store), groups(store)
    rebuild_picture(store, KNOWN, whole=True)
    whole, told_anew = partition(store), contents(store)
    assert agreement(part, whole) >= least and agreement(part_groups, groups(store)) >= least
    assert {key: told_in_part[key] for key in part & whole} == {key: told_anew[key] for key in part & whole}
