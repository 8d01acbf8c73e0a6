"""Decisions about an event or an article, in words, with what became of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.web.deciding.decision_words import settled_words, state_words, withdraws
from recoupe.apps.web.speech import Speech
from recoupe.model import Decision
from recoupe.rebuilding import DecisionState

SHOWN = 50


@dataclass(frozen=True, slots=True)
class PastDecision:
    """One decision; `standing` when it can be taken back, `withdraws` when that restores another."""

    id: str
    words: str
    who: str
    day: str
    why: str
    quote: str
    state: str
    state_words: str
    unfit: str
    withdraws: bool

    @property
    def standing(self) -> bool:
        return self.state != "undone"


def find_history(states: Collection[DecisionState], targets: Collection[str], w: Speech) -> tuple[PastDecision, ...]:
    """The decisions that speak of any of the targets, and what took them back, the newest first."""
    wanted, about, by_id = set(targets), set[str](), {state.decision.id: state.decision for state in states}
    found = []
    for state in states:
        decision = state.decision
        if decision.about & wanted or (decision.kind == "undo" and decision.target in about):
            about.add(decision.id)
            found.append(past_decision(state, by_id, w))
    return tuple(reversed(found))[:SHOWN]


def past_decision(state: DecisionState, by_id: Mapping[str, Decision], w: Speech) -> PastDecision:
    decision = state.decision
    return PastDecision(
        decision.id,
        settled_words(decision, w),
        decision.who,
        w.day(decision.when.date()),
        decision.why,
        decision.quote or "",
        state.state,
        state_words(state, w),
        in_words(state.why, w.language) if state.why else "",
        withdraws(decision, by_id),
    )
