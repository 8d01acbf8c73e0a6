"""Who claims an event: only the words of a claim that take up those of the event, cut to what may be quoted."""

from __future__ import annotations

from recoupe.boards.claims import LONGEST, find_claims
from recoupe.model import Article, Event, Quotation, Reading, Report, Span


def test_a_long_claim_is_cut_and_articles_that_are_not_at_hand_are_left_out() -> None:
    text = "The front claimed responsibility for the attack " + "on the road " * 40
    span = {
        words: Span.of(text, text.index(words), text.index(words) + len(words)) for words in ("The front", "attack")
    }
    cue = Span.of(text, 10, 36)
    content = Span.of(text, 37, len(text))
    reading = Reading(Article("a", text), quotations=(Quotation(cue, content, span["The front"], "claimant", "r"),))
    reports = tuple(Report(f"{name}#1", name, span["attack"], "ASSAULT") for name in ("a", "b"))
    claims = find_claims(Event("ev-1", "ASSAULT", reports=reports), {"a": reading})
    assert [(claim.article, claim.who, len(claim.span.quote)) for claim in claims] == [("a", "The front", LONGEST)]
