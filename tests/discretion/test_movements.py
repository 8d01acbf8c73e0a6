"""What lies ahead or is recent is a movement when its words or its sentence speak of a patrol or convoy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from recoupe.discretion import event_sentences, is_movement
from recoupe.model import Event, Interval, Report, Span

TEXT = "Les patrouilles conjointes reprendront entre Ombakoro et Kéndoula. Le marché reprendra aussi."
NOW = datetime(2031, 7, 30, 9)
TOMORROW, LAST_WEEK = Interval.day(date(2031, 7, 31)), Interval.day(date(2031, 7, 23))


def make(type_: str = "COOPERATE", anchor: str = "reprendront", **fields: object) -> Event:
    start = TEXT.index(anchor)
    report = Report("a1#r1", "a1", Span.of(TEXT, start, start + len(anchor)), type_)
    event = Event(id="e1", type=type_, reports=(report,), status="planned")
    return replace(event, **fields)  # type: ignore[arg-type]


CASES = [
    ("announced for tomorrow", make(when=TOMORROW), True),
    ("an agreement for tomorrow", make("AGREE", when=TOMORROW), True),
    ("soldiers sent tomorrow", make("MOBILIZE", when=TOMORROW), True),
    ("told as done this morning", make(when=Interval.day(NOW.date()), status="asserted"), True),
    ("planned, nobody says when", make(), True),
    ("last week", make(when=LAST_WEEK), False),
    ("undated, not planned", make("AGREE", status="asserted"), False),
    ("another sentence of the article", make(anchor="reprendra aussi", when=TOMORROW), False),
]


@pytest.mark.parametrize(("event", "held"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_sentence_of_what_lies_ahead_is_looked_at(event: Event, held: bool) -> None:
    sentences = event_sentences(event, lambda article: TEXT if article == "a1" else "")
    assert is_movement(event, NOW, None, sentences) is held


def test_without_its_text_the_words_of_the_event_decide() -> None:
    assert not is_movement(make(when=TOMORROW), NOW, None, event_sentences(make(), lambda article: ""))
    assert is_movement(make(anchor="patrouilles", when=TOMORROW), NOW, None)


def test_texts_are_looked_up_only_when_they_decide() -> None:
    def fail(article: str) -> str:
        raise AssertionError(article)

    assert not is_movement(make(when=LAST_WEEK), NOW, None, event_sentences(make(), fail))
    assert is_movement(make(anchor="patrouilles", when=TOMORROW), NOW, None, event_sentences(make(), fail))
