"""What is erased is gone from the file, and stays gone when it comes in again."""

from dataclasses import replace
from pathlib import Path

from made_values import TEXT, make_article, make_event, make_reading, make_report

from recoupe.model import ActorMention, Article, Reading, Report, Span
from recoupe.store import Store

VICTIM = "Le berger Moussa Diarrassou a été blessé. Moussa avait 30 ans."


def victim_reading() -> Reading:
    name, first = Span(10, 27, "Moussa Diarrassou"), Span(10, 16, "Moussa")
    anchor = Span(34, 40, VICTIM[34:40])
    return Reading(
        Article("v1", VICTIM, title="Moussa Diarrassou blessé"),
        actors=(
            ActorMention(name, "Moussa Diarrassou", "person", 0, "np"),
            ActorMention(first, "Moussa", "person", 0, "np"),
        ),
        reports=(Report("v1#r", "v1", anchor, "ASSAULT", recipients=("Moussa Diarrassou",)),),
    )


def file_holds(store: Store, word: str) -> bool:
    """Is the word anywhere in the database files?"""
    files = Path(store.where).parent.glob(Path(store.where).name + "*")
    return any(word.lower().encode() in path.read_bytes().lower() for path in files)


def test_an_erased_article_is_gone_for_good(store):
    text = TEXT + " Zanzibarette"
    store.add([replace(make_reading("a1"), article=make_article("a1", text=text)), make_reading("a2")])
    both = make_event("e1", (make_report("a1#r1"), make_report("a2#r1", "a2")), findings=())
    alone = make_event("e2", (make_report("a1#r2"),))
    store.save_events([both, alone])
    store.decide("correct", "a1#r1", "A. Sow", "seen", {"field": "killed", "value": 9})
    assert file_holds(store, "zanzibarett")
    assert store.erase_article("a1", "asked by the publisher")
    assert [r.article.id for r in store.readings()] == ["a2"]
    assert [(e.id, e.articles) for e in store.events()] == [("e1", ("a2",))]
    assert store.decisions() == () and store.search_articles("zanzibarette") == ()
    assert not file_holds(store, "zanzibarett")
    assert store.add([make_reading("a1")]).erased == 1
    assert [r.article.id for r in store.readings()] == ["a2"]
    assert not store.erase_article("a1", "again")


def test_an_erased_person_is_blacked_out_everywhere(store):
    store.add([victim_reading(), make_reading("a2")])
    store.save_events([make_event("e1", victim_reading().reports, recipients=("Moussa",), findings=())])
    store.decide("correct", "v1#r", "A. Sow", "so says Moussa Diarrassou", {"field": "killed", "value": 0})
    assert store.erase_person("moussa  DIARRASSOU", "asked by the person") == 1
    reading, untouched = store.readings()
    assert len(reading.article.text) == len(VICTIM) and "Diarrassou" not in reading.article.text
    assert {a.name for a in reading.actors} == {"██████ ██████████", "██████"}
    assert untouched == make_reading("a2")
    assert store.event("e1").recipients == ("██████",)
    assert not file_holds(store, "diarrassou")
    before = store.counts()
    assert store.add([victim_reading()]).same == 1 and store.counts() == before
    assert store.search_articles("Diarrassou") == () and store.count("Diarrassou") == 0


def test_a_person_erased_once_stays_erased_in_what_comes_later(store):
    store.erase_person("Moussa Diarrassou", "asked by the person")
    store.add([victim_reading()])
    (reading,) = store.readings()
    assert "Diarrassou" not in reading.article.text + reading.article.title + str(reading.reports)
    assert not file_holds(store, "diarrassou")


def test_texts_are_dropped_after_the_days_the_user_sets(store):
    store.add([make_reading("old"), replace(make_reading("new"), article=make_article("new", published=None))])
    assert store.retain(365) == 0
    assert store.retain(2) == 1 and store.retain(2) == 0
    old, new = store.readings()
    assert old.article.text == "" and new == replace(make_reading("new"), article=make_article("new", published=None))
    assert old.reports == make_reading("old").reports and old.article.title
    assert store.search_articles("civils") and [h.id for h in store.search_articles("civils")] == ["new"]
    assert store.add([make_reading("old")]).same == 1
