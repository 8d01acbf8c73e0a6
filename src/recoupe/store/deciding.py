"""Makes decisions: finds what is decided on, keeps the words it rests on, and refuses what could not be applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from recoupe.model import Decision, Event, Reading, Span
from recoupe.model.decision import DecisionKind
from recoupe.store.anchors import context_of, find_words
from recoupe.store.articles import load_readings
from recoupe.store.codec import digest, pack, pack_event
from recoupe.store.decision_log import KINDS
from recoupe.store.events import find_event
from recoupe.store.field_values import empty_field, parse_field
from recoupe.store.schema import articles, reports

Value = Mapping[str, Any]


def make_decision(
    connection: Connection,
    kind: DecisionKind,
    target: str,
    who: str,
    why: str,
    when: datetime,
    value: Value,
    quote: str | None = None,
    at: int | None = None,
) -> Decision:
    """A decision ready to keep; raises ValueError that says what is wrong and what would be right.

    `target` is the id of a report, event, article, outlet or decision, as the kind wants. `quote` are the words of
    the article it rests on; for a report they are its anchor when nothing else is said. `at` is where they begin,
    for words that the article says more than once.
    """
    if kind not in KINDS:
        raise ValueError(f"there is no decision {kind!r}; one of {', '.join(KINDS)}")
    draft = Decision("", kind, target, who, when, why, dict(value))
    if kind == "add":
        draft = on_article(connection, draft, quote, at)
    elif kind in ("correct", "reject", "merge", "split", "lock", "confirm"):
        draft = on_report_or_event(connection, draft, quote, at)
    elif kind == "origin":
        check_origin(connection, draft)
    elif kind == "grade":
        check_grade(draft)
    return replace(draft, id=decision_id(draft))


def decision_id(decision: Decision) -> str:
    """Hashes what was decided by whom and when: the same decision twice is one."""
    parts = (decision.kind, decision.target, decision.who, decision.when.isoformat(), pack(decision.value))
    return "d-" + digest(*parts)[:12]


def on_article(connection: Connection, draft: Decision, quote: str | None, at: int | None) -> Decision:
    """Add a report: the article, its words, and fields that make sense."""
    if not quote:
        raise ValueError("a report to add needs the words of the article it rests on")
    if "type" not in draft.value:
        raise ValueError("a report to add needs a type such as ASSAULT")
    for name, value in draft.value.items():
        parse_field(name, value)
    reading = load_one(connection, draft.target)
    return on_words(draft, reading, find_quote(reading, quote, at))


def on_report_or_event(connection: Connection, draft: Decision, quote: str | None, at: int | None) -> Decision:
    check_field(draft)
    article = find_report_article(connection, draft.target)
    if article is not None and draft.kind in ("correct", "reject"):
        reading = load_one(connection, article)
        report = next(r for r in reading.reports if r.id == draft.target)
        near = report.anchor.start if at is None else at
        return on_words(draft, reading, find_quote(reading, quote, near) if quote else report.anchor)
    event = find_event(connection, draft.target)
    if event is None:
        raise ValueError(f"there is no report or event {draft.target}")
    return on_event(connection, draft, event)


def check_field(draft: Decision) -> None:
    """Corrections need a field and a value that can be read."""
    if draft.kind == "correct":
        parse_field(str(draft.value.get("field")), draft.value.get("value"))
    elif draft.kind == "reject" and "field" in draft.value:
        empty_field(str(draft.value["field"]))


def on_event(connection: Connection, draft: Decision, event: Event) -> Decision:
    """Name the reports the event holds now: they outlive it."""
    value = {**draft.value, "reports": [r.id for r in event.reports]}
    if draft.kind == "merge":
        value["with_reports"] = [r.id for other in others(connection, draft) for r in other.reports]
    if draft.kind == "split":
        check_split(draft, event)
    if draft.kind == "lock":
        value["event"] = msgspec.json.decode(pack_event(event))
    return replace(draft, target=event.id, value=value)


def others(connection: Connection, draft: Decision) -> list[Event]:
    """The events to merge with."""
    names = [str(name) for name in draft.value.get("with") or ()]
    found = [(name, find_event(connection, name)) for name in names]
    missing = [name for name, event in found if event is None]
    if missing or not found:
        raise ValueError(f"there is no event {missing[0]}" if missing else "say which events to merge it with")
    return [event for _, event in found if event]


def check_split(draft: Decision, event: Event) -> None:
    out, held = set(draft.value.get("out") or ()), {r.id for r in event.reports}
    if not out or not out < held:
        raise ValueError(f"say which of its reports leave event {event.id}: some of {', '.join(sorted(held))}, not all")


def check_origin(connection: Connection, draft: Decision) -> None:
    for name in (draft.target, str(draft.value.get("earlier"))):
        if connection.execute(select(articles.c.key).where(articles.c.id == name)).first() is None:
            raise ValueError(f"there is no article {name}")
    if draft.value.get("verdict") not in ("same", "independent"):
        raise ValueError("the verdict on an origin is same or independent")


def check_grade(draft: Decision) -> None:
    if draft.value.get("letter") not in tuple("ABCDEF"):
        raise ValueError("the grade of an outlet is a letter from A (reliable) to F (cannot be judged)")


def on_words(draft: Decision, reading: Reading, span: Span) -> Decision:
    prefix, suffix = context_of(reading.article.text, span)
    return replace(draft, article=reading.article.id, quote=span.quote, prefix=prefix, suffix=suffix)


def find_quote(reading: Reading, quote: str, near: int | None = None) -> Span:
    """Where the article says the words; more than one place needs a longer quote."""
    span = find_words(reading.article.text, quote, near=near)
    if span is None:
        raise ValueError(
            f"article {reading.article.id} does not say «{quote[:80]}», or says it twice: quote more words"
        )
    return span


def find_report_article(connection: Connection, report: str) -> str | None:
    """Id of the article that holds the report in its current version."""
    current = (articles.c.key == reports.c.article_key) & (articles.c.version == reports.c.version)
    query = select(articles.c.id).join(reports, current).where(reports.c.id == report)
    return connection.execute(query).scalar()


def load_one(connection: Connection, article: str) -> Reading:
    for reading in load_readings(connection, [article]):
        return reading
    raise ValueError(f"there is no article {article}")
