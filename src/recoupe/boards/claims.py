"""Who claims an event: «le groupe a revendiqué l'attaque», with the words, as far as the articles are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recoupe.knowledge.board_words import fold_text, load_words
from recoupe.model import Event, Quotation, Reading, Span

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Claim:
    """An article's words by which somebody claims the event."""

    article: str
    who: str
    span: Span


def find_claims(event: Event, readings: Mapping[str, Reading]) -> tuple[Claim, ...]:
    """A claim for each article at hand that tells of one, in the order of the event's articles."""
    return tuple(claim for name in event.articles if name in readings for claim in claims_in(event, readings[name]))


def claims_in(event: Event, reading: Reading) -> Iterator[Claim]:
    """The first claim of the article that speaks of the event by a word its reports use."""
    name, text = reading.article.id, reading.article.text
    anchors = {fold_text(r.anchor.quote) for r in event.reports if r.article == name}
    for said in reading.quotations:
        if said.speaker is None or not is_claim(said, reading):
            continue
        if anchors.intersection(fold_text(said.content.quote).replace("'", " ").split()):
            start, end = min(said.speaker.start, said.cue.start), max(said.content.end, said.cue.end, said.speaker.end)
            yield Claim(name, said.speaker.quote, Span.of(text, start, min(end, start + LONGEST)))
            return


def is_claim(said: Quotation, reading: Reading) -> bool:
    """The words are those of a claim, and nothing denies them."""
    denied = (cue for cue in reading.cues if cue.kind in ("negated", "denied"))
    if any(cue.scope.start <= said.cue.start < cue.scope.end for cue in denied):
        return False
    return "claims" in load_words().meanings(said.cue.quote)
