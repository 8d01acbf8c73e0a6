"""The desk at work: decisions while the picture is being made, and what is kept in memory."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Flag
from types import SimpleNamespace

import pytest

from recoupe.apps.web import desk
from recoupe.apps.web.access.guard import User
from recoupe.apps.web.desk import MOST_KEPT, Workplace, decide_and_rebuild
from recoupe.apps.web.settings import WebSettings


@pytest.fixture
def place(samples_db, tmp_path):
    path = tmp_path / "desk.db"
    path.write_bytes(samples_db.read_bytes())
    made = Workplace(WebSettings(str(path)))
    yield made
    made.close()


def request_of(place, name="A. Sow"):
    state = SimpleNamespace(workplace=place)
    return SimpleNamespace(app=SimpleNamespace(state=state), state=SimpleNamespace(user=User(name)))


def grade(place, outlet, name="A. Sow"):
    return decide_and_rebuild(request_of(place, name), "grade", outlet, why="known", value={"letter": "B"})


def test_a_decision_carries_its_name_and_is_in_the_picture(place):
    outcome = grade(place, "APF")
    assert outcome.decision.who == "A. Sow" and outcome.built is not None and outcome.unfit is None
    assert not place.is_behind()


def test_a_decision_that_makes_no_sense_is_not_kept(place):
    with pytest.raises(ValueError, match="letter"):
        decide_and_rebuild(request_of(place), "grade", "APF", why="known", value={"letter": "Z"})
    assert not place.store.decisions()


def test_many_at_once_are_all_kept_and_applied(place):
    names = [f"analyst {n}" for n in range(8)]
    with ThreadPoolExecutor(8) as crowd:
        outcomes = list(crowd.map(lambda name: grade(place, f"outlet of {name}", name), names))
    assert len({outcome.decision.id for outcome in outcomes}) == 8
    assert sorted(d.who for d in place.store.decisions()) == names
    assert not place.is_behind()


def test_a_picture_that_takes_long_is_not_waited_for(place, monkeypatch):
    go_on, rebuild = Flag(), place.rebuild
    monkeypatch.setattr(desk, "PATIENCE_S", 0.2)
    monkeypatch.setattr(place, "rebuild", lambda: (go_on.wait(30), rebuild())[1])
    outcome = grade(place, "APF")
    assert outcome.built is None and place.is_behind()
    assert place.store.decisions() == (outcome.decision,)
    later = [grade(place, "Radio Boundou"), grade(place, "River Wire")]
    go_on.set()
    deadline = time.monotonic() + 30
    while place.is_behind() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not place.is_behind() and all(outcome.built is None for outcome in later)


def test_pages_read_while_the_picture_is_written(place):
    stop = Flag()

    def read():
        counts = set()
        while not stop.is_set():
            counts.add(sum(1 for _ in place.store.events()))
        return counts

    with ThreadPoolExecutor(2) as crowd:
        reading = crowd.submit(read)
        for _ in range(3):
            place.rebuild()
        stop.set()
        assert len(reading.result()) == 1


def test_reading_cannot_write(place):
    with pytest.raises(Exception, match="reading"):
        place.store.decide("grade", "APF", "x", "y", {"letter": "B"})


def test_what_was_erased_is_kept_nowhere(place):
    place.kept("key", lambda: "with the name")
    place.writer.erase_person("Modibo Exemple", "asked for it")
    assert place.kept("key", lambda: "without") == "without"


def test_pages_do_not_wait_for_writers(place):
    with place.lock:
        assert place.kept("key", lambda: "made") == "made" and place.situation().id == "senegal-mali"


def test_what_is_kept_goes_with_the_picture_and_has_an_end(place):
    made = []
    first = place.kept("key", lambda: made.append(1) or "value")
    assert place.kept("key", lambda: made.append(2)) == first == "value" and made == [1]
    grade(place, "APF")
    assert place.kept("key", lambda: "new value") == "new value"
    for n in range(MOST_KEPT * 2):
        place.kept(n, lambda: 0)
    assert len(place.memory) == MOST_KEPT
