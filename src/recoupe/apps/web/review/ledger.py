"""Every decision with what became of it, the newest first, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recoupe.api import Desk
from recoupe.apps.web.addresses import article_address, event_address
from recoupe.apps.web.deciding.decision_words import settled_words
from recoupe.apps.web.dossier.history import PastDecision, past_decision
from recoupe.apps.web.review.words import article_name
from recoupe.apps.web.speech import Speech
from recoupe.model import Decision, Event
from recoupe.rebuilding import DecisionState

STATES = ("holds", "waits", "undone", "unfit")
PAGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision. `words` say what was settled, `about` names what it is about, `address` leads there."""

    past: PastDecision
    words: str
    about: str
    address: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """`counts` by state; `pages` from 1."""

    entries: tuple[Entry, ...]
    counts: Mapping[str, int]
    page: int
    pages: int


def make_ledger(states: Sequence[DecisionState], chosen: str, page: int, desk: Desk, w: Speech) -> Ledger:
    """The decisions in one state or in any."""
    counts = Counter(state.state for state in states)
    found = [state for state in reversed(states) if chosen not in STATES or state.state == chosen]
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, page), pages)
    shown = found[(page - 1) * PAGE : page * PAGE]
    by_id = {state.decision.id: state.decision for state in states}
    subjects = [subject(state.decision, by_id) for state in shown]
    titles = subject_titles(subjects, desk, w)
    entries = (make_entry(state, by_id, titles, w) for state in shown)
    return Ledger(tuple(entries), counts, page, pages)


def make_entry(state: DecisionState, by_id: Mapping[str, Decision], titles: Mapping[str, str], w: Speech) -> Entry:
    made = state.decision
    about = subject(made, by_id)
    named = titles.get(about.target) or titles.get(about.article or "") or about.target
    return Entry(past_decision(state, by_id, w), entry_words(made, by_id, w), named, target_address(made, by_id))


def subject(made: Decision, by_id: Mapping[str, Decision]) -> Decision:
    """The decision itself; of an undo, the one at the end of what it takes back."""
    while made.kind == "undo" and made.target in by_id:
        made = by_id[made.target]
    return made


def subject_titles(about: Sequence[Decision], desk: Desk, w: Speech) -> dict[str, str]:
    """What a reader knows events and articles by, under their ids; what is gone has none."""
    names = {name for made in about for name in (made.target, made.article) if name}
    heads = desk.store.article_heads(names)
    titles = {name: article_name(name, heads) for name in heads}
    events = ((name, desk.event(name)) for name in names if name.startswith("ev-"))
    return titles | {name: event_title(event, w) for name, event in events if event}


def event_title(event: Event, w: Speech) -> str:
    return " · ".join(part for part in (w.headline(event), event.place, w.when(event)) if part)


def entry_words(made: Decision, by_id: Mapping[str, Decision], w: Speech) -> str:
    """What was settled; of an undo, what it takes back."""
    if made.kind == "undo" and made.target in by_id:
        what = settled_words(by_id[made.target], w)
        return w._("taken back: {what}").format(what=what)
    return settled_words(made, w)


def target_address(made: Decision, by_id: Mapping[str, Decision]) -> str:
    """The page of what it is about: an event, the article of a report, or nothing for an outlet."""
    if made.kind == "undo":
        return target_address(by_id[made.target], by_id) if made.target in by_id else ""
    if made.kind == "grade":
        return ""
    if made.kind in ("origin", "add"):
        return article_address(made.target)
    if made.article is not None:
        return article_address(made.article)
    return event_address(made.target)
