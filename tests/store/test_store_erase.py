"""What is erased is gone from the file, and stays gone when it comes in again."""

from dataclasses import replace
from pathlib import Path

import pytest
from made_values import TEXT, make_article, make_event, make_reading, make_report

from recoupe.model import ActorMention, Article, Reading, Report, Span
from recoupe.store import Store, open_store
from recoupe.store.erase import Erased, Tombstone

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


def test_what_went_with_an_article_is_told(store):
    store.add([make_reading("a1"), make_reading("a2")])
    both = make_event("e1", (make_report("a1#r1"), make_report("a2#r1", "a2")), findings=())
    store.save_events([both, make_event("e2", (make_report("a1#r2"),))])
    made = store.decide("correct", "a1#r1", "A. Sow", "seen", {"field": "killed", "value": 9})
    assert store.erase_article("a1", "withdrawn") == Erased(("e2",), ("e1",), (made.id,))
    when = store.clock().isoformat(timespec="seconds")
    assert store.tombstone("a1") == Tombstone("article", when, "withdrawn")
    assert store.tombstone("e2") == Tombstone("event", when, "withdrawn")
    assert store.tombstone("e1") is None and store.tombstone("a2") is None
    store.erase_person("Moussa Diarrassou", "asked")
    assert store.tombstone("moussa diarrassou") == Tombstone("person", when, "asked")
    assert [t.kind for t in store.tombstones()].count("person") == 1 and len(store.tombstones()) == 3


def test_a_locked_event_does_not_keep_the_words_of_an_erased_article(store):
    store.add([victim_reading(), make_reading("a2")])
    both = make_event("e1", (*victim_reading().reports, make_report("a2#r1", "a2")), findings=())
    store.save_events([both, make_event("e2", (make_report("a2#r2", "a2"),))])
    locked = store.decide("lock", "e1", "A. Sow", "as it is")
    alone = store.decide("lock", "e2", "A. Sow", "as it is")
    assert store.erase_article("v1", "withdrawn").decisions == ()
    kept = next(d for d in store.decisions() if d.id == locked.id)
    assert [r["article"] for r in kept.value["event"]["reports"]] == ["a2"] and not file_holds(store, "diarrassou")
    assert set(store.erase_article("a2", "withdrawn").decisions) == {locked.id, alone.id} and store.decisions() == ()


def test_a_locked_event_is_blacked_out_too(store):
    store.add([victim_reading()])
    store.save_events([make_event("e1", victim_reading().reports, recipients=("Moussa",), findings=())])
    store.decide("lock", "e1", "A. Sow", "as it is")
    store.erase_person("Moussa Diarrassou", "asked")
    assert store.decisions()[0].value["event"]["recipients"] == ["██████"] and not file_holds(store, "diarrassou")


# texts are kept for as long as the database says


def test_without_a_setting_texts_are_kept_for_good(store):
    assert store.text_days() is None and store.add([make_reading("old")]).dropped == 0
    assert next(store.readings()).article.text


def test_a_setting_is_remembered_and_applied_whenever_articles_come_in(store):
    store.add([make_reading("old")])
    assert store.keep_texts(2) == 1 and store.text_days() == 2
    with open_store(store.where) as again:
        again.clock = store.clock
        assert again.text_days() == 2
        summary = again.add([make_reading("late"), make_reading("old")])
        assert (summary.new, summary.same, summary.dropped) == (1, 1, 1)
        assert not any(r.article.text for r in again.readings()) and again.search_articles("civils") == ()
        before = again.counts()
        assert again.add([make_reading("late")]).dropped == 0 and again.counts() == before
        assert again.keep_texts(None) == 0 and again.text_days() is None
        again.add([make_reading("kept")])
        assert [bool(r.article.text) for r in again.readings()] == [False, False, True]


def test_days_that_make_no_sense_are_refused(store):
    with pytest.raises(ValueError, match="0 or more"):
        store.keep_texts(-1)
    assert store.text_days() is None and store.keep_texts(10**9) == 0


# what the picture rests on is counted, not timed


def test_every_change_gives_another_mark_within_one_second(store):
    marks = [store.mark()]

    def marked() -> bool:
        marks.append(store.mark())
        return marks[-1] not in marks[:-1]

    store.add([make_reading("a1")], "rules")
    assert marks[0] == "" and marked(), "a new article"
    store.add([make_reading("a1")], "rules")
    assert not marked(), "nothing"
    store.add([replace(make_reading("a1"), reports=())], "rules")
    assert marked(), "read otherwise by the same rules"
    store.add([replace(make_reading("a1"), article=make_article("a1", text=TEXT + " Corrigé."))], "rules")
    assert marked(), "a new version"
    store.add([replace(make_reading("a1"), article=make_article("a1", text=TEXT + " Corrigé."))], "other rules")
    assert marked(), "other rules that read the same"
    store.retain(0)
    assert marked(), "texts dropped"
    store.erase_article("a1", "withdrawn")
    assert marked(), "erased"
