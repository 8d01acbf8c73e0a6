"""The review queue: why an event waits, what makes it wait no longer, and what comes first."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from recoupe.boards.review import Watch, review_article, review_event, review_unfit, sort_items
from recoupe.model import (
    Count,
    Decision,
    Distance,
    Event,
    Finding,
    Interval,
    Link,
    Place,
    Report,
    Situation,
    Span,
)

TODAY = date(2031, 7, 5)
PLACE = Place("recoupe:ombakoro", "Ombakoro", "ML", "Kayes", "town", 14.45, -12.2, 3.0)
REPORT = Report("a1#1", "a1", Span(0, 7, "attaque"), "ASSAULT", score=0.9)
FAR = Distance("SN-ML", 300.0, 3.0)
CALM = Event(
    "e",
    "ASSAULT",
    when=Interval.day(TODAY),
    place="Ombakoro",
    where=PLACE,
    reports=(REPORT,),
    independent=1,
    border=FAR,
)
SITUATION = Situation("s", {}, ("SN", "ML"), ("SN", "ML"))
WATCH = Watch(SITUATION, TODAY)


def differing(field: str, label: str) -> Event:
    return replace(CALM, findings=(Finding(field, label, ()),))


@pytest.mark.parametrize(
    ("event", "kinds"),
    [
        (CALM, []),
        (differing("killed", "conflict"), ["differ"]),
        (differing("killed", "missing"), []),
        (replace(CALM, border=replace(FAR, km=12)), ["border"]),
        (replace(CALM, border=replace(FAR, km=12), when=Interval.day(date(2031, 6, 1))), []),
        (replace(CALM, border=replace(FAR, km=12), when=Interval.day(date(2031, 7, 20))), []),
        (replace(CALM, border=replace(FAR, km=12), background=True), []),
        (replace(CALM, independent=0, undetermined=("a1",)), []),
        (replace(CALM, where=None), ["place"]),
        (replace(CALM, when=None), ["date"]),
        (replace(CALM, reports=(replace(REPORT, score=0.2),)), ["score"]),
        (replace(differing("killed", "conflict"), border=replace(FAR, km=1)), ["differ", "border"]),
    ],
    ids=[
        "nothing", "a contradiction", "missing in some", "new and near", "near, not new", "near, planned",
        "near, recalled", "no origin: its article waits", "not located", "no date", "unsure",
        "two reasons, the weightier first",
    ],
)  # fmt: skip
def test_reasons(event: Event, kinds: list[str]) -> None:
    item = review_event(event, WATCH)
    assert [why.kind for why in item.why] == kinds if item else kinds == []


def decided(kind: str, reports: list[str], **value: object) -> Watch:
    made = Decision("d-1", kind, "e", "A. Sow", datetime(2031, 7, 5, tzinfo=UTC), "seen", {"reports": reports, **value})
    return replace(WATCH, settled={"e": (made,)})


@pytest.mark.parametrize("kind", ["confirm", "lock", "merge", "split"])
def test_what_was_looked_at_waits_no_longer(kind: str) -> None:
    assert review_event(differing("killed", "conflict"), decided(kind, ["a1#1"])) is None


def test_it_waits_again_when_another_report_comes_in() -> None:
    more = replace(differing("killed", "conflict"), reports=(REPORT, replace(REPORT, id="a2#1", article="a2")))
    assert review_event(more, decided("confirm", ["a1#1"])) is not None


def test_a_settled_field_is_no_reason() -> None:
    settled = decided("correct", ["a1#1"], field="killed", value=8)
    assert review_event(differing("killed", "conflict"), settled) is None
    assert review_event(differing("wounded", "conflict"), settled) is not None


def test_rejecting_one_field_is_not_rejecting_the_event() -> None:
    assert review_event(differing("wounded", "conflict"), decided("reject", ["a1#1"], field="killed")) is not None


def test_the_weightiest_comes_first() -> None:
    deadly = replace(differing("killed", "conflict"), id="deadly", killed=Count.exactly(40))
    place = replace(differing("place", "conflict"), id="place")
    recalled = replace(differing("killed", "conflict"), id="recalled", background=True)
    unsure = replace(CALM, id="unsure", reports=(replace(REPORT, score=0.2),))
    events = [review_event(event, WATCH) for event in (unsure, recalled, place, deadly)]
    made = Decision("d-9", "merge", "e", "A. Sow", datetime(2031, 7, 5, tzinfo=UTC), "one attack")
    items = [item for item in events if item] + [review_unfit(made, "gone")]
    assert [item.id for item in sort_items(items)] == ["d-9", "deadly", "place", "recalled", "unsure"]


def test_an_article_waits_with_the_strongest_hint_at_its_origin() -> None:
    links = [Link("a2", "a1", 0.3), Link("a2", "a3", 0.7), Link("a4", "a2", 0.9), Link("a5", "a6", 1.0)]
    item = review_article("a2", links, (CALM,))
    assert item.link == links[1] and item.touches == (CALM,) and item.kind == "origin"
    assert review_article("a9", links, ()).link is None
