"""What goes into the store comes out equal; the same input twice changes nothing; old versions stay."""

from dataclasses import fields, replace

import pytest
from made_values import TEXT, make_article, make_reading, make_report, span

from recoupe.model import Article, Problem, Reading, Report, Span
from recoupe.store import Store, open_store


@pytest.fixture
def store(either: Store) -> Store:
    return either


def test_every_field_is_filled_in_the_reading_these_tests_use():
    reading = make_reading()
    assert all(getattr(reading, f.name) for f in fields(Reading))
    empty = {f.name for f in fields(Article) if not getattr(reading.article, f.name)}
    assert empty == {"given_text"}
    assert {f.name for f in fields(Report) if not getattr(reading.reports[0], f.name)} == {"series"}
    for notes in (
        getattr(reading, name) for name in ("times", "places", "actors", "counts", "quotations", "cues", "figures")
    ):
        assert {f.name for f in fields(notes[0]) if not getattr(notes[0], f.name)} == set(), notes[0]


def test_readings_come_back_equal(store: Store):
    readings = [
        make_reading("a1"),
        make_reading("a2"),
        Reading(make_article("a3", text="", removed=(), credits=(), candidates=())),
    ]
    store.add(readings)
    assert list(store.readings()) == readings
    assert list(store.readings(["a2"])) == readings[1:2]


def test_a_given_version_number_comes_back(store: Store):
    reading = replace(make_reading(), article=make_article(version=3))
    store.add([reading])
    assert list(store.readings()) == [reading]


def test_the_same_input_twice_changes_nothing(store: Store):
    readings = [make_reading(f"a{n}") for n in range(5)]
    failures = [Problem("sources", "not text", "x.bin")]
    first = store.add(readings, "rules-1", failures)
    before = store.counts()
    again = store.add(readings, "rules-1", failures)
    assert (first.new, again.same, again.touched) == (5, 5, False)
    assert store.counts() == before


def test_two_texts_under_one_id_settle_after_the_first_run(store: Store):
    other = replace(make_reading(), article=make_article(text=TEXT + "!"))
    assert [store.add([make_reading(), other]).touched for _ in range(3)] == [True, False, False]


def test_the_path_of_an_article_does_not_make_it_another(store: Store):
    store.add([make_reading()])
    moved = replace(make_reading(), article=make_article(source="/elsewhere/a1.txt"))
    assert store.add([moved]).same == 1


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(store: Store):
    old = make_reading()
    shift = "Mise à jour. "
    text = shift + TEXT
    moved = {s: Span(s.start + len(shift), s.end + len(shift), s.quote) for s in (span("ont tué"), span("enlevé"))}
    reports = tuple(
        replace(r, id=f"new-{n}", anchor=moved[r.anchor], mentions=(), evidence={}) for n, r in enumerate(old.reports)
    )
    new = Reading(make_article(text=text, removed=(), credits=(), candidates=()), reports=reports)
    store.add([old])
    summary = store.add([new])
    (now,) = store.readings()
    assert summary.changed == 1
    assert now.article.text == text and now.article.version == 2
    assert [r.id for r in now.reports] == ["a1#r1", "a1#r2"], "reports keep their ids across versions"
    assert store.versions("a1")[0] == old
    (change,) = store.differences("a1")
    assert (change.old_version, change.new_version, change.old.quote, change.new.quote) == (1, 2, "", shift)


def test_better_rules_keep_the_ids_of_reports_and_tell_what_changed(store: Store):
    store.add([make_reading()], "rules-1")
    wider = make_report("other-id", anchor=span("ont tué au moins huit civils"), type="COERCE", mentions=())
    fresh = make_report("fresh", anchor=span("échanges"), mentions=(), evidence={})
    summary = store.add([make_reading(reports=(wider, fresh))], "rules-2")
    (now,) = store.readings()
    assert [r.id for r in now.reports] == ["a1#r1", "fresh"]
    assert now.article.version == 1
    told = {(c.report, c.what, c.fields) for c in summary.changes}
    assert told == {("a1#r1", "changed", ("type",)), ("a1#r2", "gone", ()), ("fresh", "new", ())}


def test_what_the_store_gives_back_changes_nothing_when_it_is_added(store: Store):
    store.add([make_reading()], "rules-1")
    wider = make_report("other-id", anchor=span("ont tué au moins huit civils"), mentions=())
    assert store.add([make_reading(reports=(wider,))], "rules-2").reread == 1
    assert store.add(store.readings(), "rules-2").same == 1
    assert store.add([make_reading(reports=(wider,))], "rules-2").same == 1


def test_a_new_report_never_takes_an_id_in_use(store: Store):
    first = make_report("a1#r1")
    second = make_report("a1#r1", anchor=span("échanges"), mentions=(), evidence={})
    store.add([make_reading(reports=(first,))])
    store.add([make_reading(reports=(second, replace(first, id="x")))])
    (now,) = store.readings()
    assert [r.id for r in now.reports] == ["a1#r1~2", "a1#r1"]


def test_articles_read_by_other_rules_are_named(store: Store):
    store.add([make_reading("a1")], "rules-1")
    store.add([make_reading("a2")], "rules-2")
    assert store.read_by_other("rules-2") == ("a1",)
    again = [replace(make_reading("a1"), article=a) for a in store.stale_articles("rules-2")]
    assert store.add(again, "rules-2").same == 1 and list(store.stale_articles("rules-2")) == []


def test_half_characters_are_refused_with_a_word_and_the_rest_is_stored(store: Store):
    summary = store.add([Reading(Article("bad", "un \ud800 deux", source="bad.json")), make_reading()])
    assert summary.new == 1
    assert summary.refused[0].source == "bad.json" and "Unicode" in summary.refused[0].message


def test_coverage_counts_outlets_and_keeps_failures(store: Store):
    failures: list[Problem] = []

    def read():
        yield make_reading("a1")
        failures.append(Problem("sources", "not text", "x.bin"))
        yield replace(make_reading("a2"), article=make_article("a2", outlet=None, published=None))

    store.add(read(), failures=failures)
    covered = store.coverage()
    assert [(o.outlet, o.articles) for o in covered.outlets] == [(None, 1), ("La Voix des Dunes", 1)]
    assert covered.undated == 1
    assert covered.failures == (Problem("sources", "not text", "x.bin"),)
    assert store.coverage(since="2031-07-03").outlets == ()


def test_an_interruption_keeps_what_was_stored_and_the_next_run_picks_up(store: Store):
    def read(until: int):
        for n in range(5):
            if n == until:
                raise KeyboardInterrupt
            yield make_reading(f"a{n}")

    with pytest.raises(KeyboardInterrupt):
        store.add(read(3))
    assert store.counts()["articles"] == 3
    assert store.add(read(9)).new == 2


def test_an_article_is_stored_whole_or_not_at_all(store: Store, monkeypatch: pytest.MonkeyPatch):
    from recoupe.store import articles

    def fail(*_: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(articles, "index_words", fail)
    with pytest.raises(RuntimeError):
        store.add([make_reading()])
    monkeypatch.undo()
    assert not any(store.counts().values())
    with open_store(store.where) as again:
        assert again.add([make_reading()]).new == 1
