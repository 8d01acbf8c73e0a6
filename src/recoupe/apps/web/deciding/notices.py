"""What a page needs to offer decisions, and what it says after one was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from starlette.requests import Request

from recoupe.apps.web.deciding.decision_words import capital, settled_words, withdraws
from recoupe.apps.web.desk import workplace
from recoupe.apps.web.render import local_address
from recoupe.apps.web.speech import words_of
from recoupe.knowledge.event_types import load_event_types
from recoupe.model import Decision
from recoupe.model.report import Status
from recoupe.rebuilding import decision_states

WHO_COOKIE = "recoupe_who"


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    name: str


class FormValues(dict[str, str]):
    """What was typed into a form; names that were not are empty."""

    def __missing__(self, name: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the forms of a page share: who signs, where to come back to, and what can be chosen."""

    allowed: bool
    who: str
    asks_who: bool
    back: str
    types: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    blank: FormValues


@dataclass(frozen=True, slots=True)
class Notice:
    """Tells of the decision that was just made; `state` is what became of it, `why` where it does not fit.

    `withdraws` says of an undo that what it takes back can be restored; else it restored something itself.
    """

    decision: Decision
    words: str
    state: str
    why: str = ""
    withdraws: bool = False


def form_values(request: Request, back: str | None = None) -> Asking:
    """For templates, as `asking`; `back` is this page unless another is given."""
    w, user = words_of(request), request.state.user
    types = [Choice(t, capital(load_event_types().label(t, None, w.language))) for t in load_event_types().types]
    return Asking(
        allowed=user.analyst,
        who=user.name if user.account else signed_before(request) or user.name,
        asks_who=not user.account,
        back=back or without_notice(local_address(request)),
        types=tuple(sorted(types, key=lambda t: t.name)),
        statuses=tuple(Choice(s, w.status(s)) for s in get_args(Status)),
        blank=FormValues(),
    )


def signed_before(request: Request) -> str:
    """The name typed last time in this browser."""
    return unquote(request.cookies.get(WHO_COOKIE, ""))[:80]


def without_notice(address: str) -> str:
    parts = urlsplit(address)
    asked = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k != "decided"])
    return parts.path + (f"?{asked}" if asked else "")


def find_notice(request: Request) -> Notice | None:
    """For templates, as `notice`: the decision the address speaks of."""
    name = request.query_params.get("decided", "")
    states = decision_states(workplace(request).store, [name]) if name.startswith("d-") else ()
    state = next((state for state in states if state.decision.id == name), None)
    if state is None:
        return None
    withdrawn = withdraws(state.decision, {s.decision.id: s.decision for s in states})
    return Notice(state.decision, settled_words(state.decision, words_of(request)), state.state, state.why, withdrawn)
