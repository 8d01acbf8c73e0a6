"""Erases a person or an article for good and leaves a tombstone: what comes in later stays erased too.

A name is blacked out by as many blocks as it has characters, so that every offset still points at its words. The
tombstone holds a hash, not the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from recoupe.model import Decision, Event, Reading
from recoupe.store import articles as stored_articles
from recoupe.store.anchors import context_of, find_words
from recoupe.store.codec import digest, pack, pack_event, unpack_event
from recoupe.store.decision_log import write_names
from recoupe.store.event_index import event_columns, fold, write_index
from recoupe.store.fulltext import forget_words
from recoupe.store.schema import (
    articles,
    decisions,
    event_facets,
    events,
    failures,
    tombstones,
    versions,
)
from recoupe.store.settings import count_change

T = TypeVar("T")
BLOCK = "█"
WORD = re.compile(r"[^\W_]+")
LONGEST_NAME = 6  # words


@dataclass(frozen=True, slots=True)
class Erased:
    """What went with an article: events that rested on it alone, decisions on its words; `changed` events remain."""

    events: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tombstone:
    """That something was erased: an "article", a "person" or an "event" that rested on erased articles alone."""

    kind: str
    erased_at: str
    why: str


def erase_article(connection: Connection, article: str, why: str, now: datetime) -> Erased | None:
    """Every version, its reports and the events that rest on it alone; None when it is not stored."""
    key = connection.execute(select(articles.c.key).where(articles.c.id == article)).scalar()
    keep_tombstone(connection, "article", digest(article), why, now)
    if key is None:
        return None
    gone, changed = drop_from_events(connection, article, why, now)
    mine = decisions.c.article == article
    made = tuple(connection.execute(select(decisions.c.id).where(mine).order_by(decisions.c.key)).scalars())
    connection.execute(delete(decisions).where(mine))
    made += drop_from_locks(connection, article)
    forget_words(connection, "article_words", (key,))
    connection.execute(delete(articles).where(articles.c.key == key))
    count_change(connection)
    return Erased(gone, changed, made)


def drop_from_events(
    connection: Connection, article: str, why: str, now: datetime
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Events go when the article is all they rest on, with a tombstone; others lose its reports until the next rebuild.

    Returns the ids of those that went and of those that stay.
    """
    gone, changed = [], []
    for row in events_of(connection, article):
        event = unpack_event(row.document)
        if any(r.article != article for r in event.reports):
            rewrite_event(connection, row.key, without_article(event, article))
            changed.append(event.id)
        else:
            forget_words(connection, "event_words", (row.key,))
            connection.execute(delete(events).where(events.c.key == row.key))
            keep_tombstone(connection, "event", digest(event.id), why, now)
            gone.append(event.id)
    return tuple(sorted(gone)), tuple(sorted(changed))


def drop_from_locks(connection: Connection, article: str) -> tuple[str, ...]:
    """A locked event is kept whole in its decision: the article's words go there too; returns the locks that go."""
    gone = []
    for key, decision in load_locks(connection):
        kept = unpack_event(pack(decision.value["event"]))
        if article not in kept.articles:
            continue
        if set(kept.articles) == {article}:
            connection.execute(delete(decisions).where(decisions.c.key == key))
            gone.append(decision.id)
        else:
            rest = msgspec.json.decode(pack_event(without_article(kept, article)))
            left = replace(decision, value={**decision.value, "event": rest})
            connection.execute(update(decisions).where(decisions.c.key == key).values(document=pack(left)))
    return tuple(gone)


def load_locks(connection: Connection) -> list[tuple[int, Decision]]:
    rows = connection.execute(select(decisions.c.key, decisions.c.document).where(decisions.c.kind == "lock"))
    return [(row.key, msgspec.json.decode(row.document, type=Decision)) for row in rows]


def find_tombstone(connection: Connection, name: str) -> Tombstone | None:
    """The tombstone of an article or event by its id, of a person by the name; None when none was erased."""
    marks = (digest(name), digest(" ".join(WORD.findall(fold(name)))))
    row = connection.execute(select(tombstones).where(tombstones.c.digest.in_(marks))).first()
    return Tombstone(row.kind, row.erased_at, row.why) if row else None


def load_tombstones(connection: Connection) -> tuple[Tombstone, ...]:
    """Everything that was ever erased, in order; no tombstone tells what it was."""
    rows = connection.execute(select(tombstones).order_by(tombstones.c.erased_at, tombstones.c.digest))
    return tuple(Tombstone(row.kind, row.erased_at, row.why) for row in rows)


def without_article(event: Event, article: str) -> Event:
    """The event as the other articles tell it; values only the erased one gave stay until the next rebuild."""
    plain = msgspec.to_builtins(event)
    plain["reports"] = [r for r in plain["reports"] if r["article"] != article]
    plain["origins"] = [g for g in ([a for a in g if a != article] for g in plain["origins"]) if g]
    plain["undetermined"] = [a for a in plain["undetermined"] if a != article]
    plain["findings"] = []
    return msgspec.convert(plain, Event)


def events_of(connection: Connection, article: str) -> list[Any]:
    keys = select(event_facets.c.event_key).where(event_facets.c.kind == "article", event_facets.c.value == article)
    return list(connection.execute(select(events.c.key, events.c.document).where(events.c.key.in_(keys))))


def rewrite_event(connection: Connection, key: int, event: Event) -> None:
    document = pack_event(event)
    values = {**event_columns(event), "document": document, "digest": digest(document)}
    connection.execute(update(events).where(events.c.key == key).values(values))
    write_index(connection, key, event)


def keep_tombstone(connection: Connection, kind: str, mark: str, why: str, now: datetime) -> None:
    known = select(tombstones.c.kind).where(tombstones.c.kind == kind, tombstones.c.digest == mark)
    if connection.execute(known).first() is None:
        row = {"kind": kind, "digest": mark, "erased_at": now.isoformat(timespec="seconds"), "why": why}
        connection.execute(insert(tombstones).values(row))


# persons


def erase_person(connection: Connection, name: str, why: str, now: datetime) -> int:
    """Black the name out everywhere; returns how many articles held it."""
    words = WORD.findall(fold(name))
    if not words:
        raise ValueError("a person to erase needs a name")
    keep_tombstone(connection, "person", digest(" ".join(words)), why, now)
    marks = person_marks(connection)
    parts: dict[str, frozenset[str]] = {}
    for row in find_articles(connection):
        parts |= black_out_article(connection, row.key, row.id, marks)
    for row in connection.execute(select(events.c.key, events.c.document)).all():
        black_out_event(connection, row, marks, parts)
    black_out_rows(connection, marks, parts)
    count_change(connection)
    return len(parts)


def black_out_event(connection: Connection, row: Any, marks: frozenset[str], parts: dict[str, frozenset[str]]) -> None:
    """Also of the parts of the name that its articles use alone («Moussa»)."""
    event = unpack_event(row.document)
    alone = frozenset(part for article in event.articles for part in parts.get(article, ()))
    clean = black_out(event, Event, marks, pack_event, unpack_event, alone)
    if clean != event:
        rewrite_event(connection, row.key, clean)


def find_articles(connection: Connection) -> list[Any]:
    return list(connection.execute(select(articles.c.key, articles.c.id).order_by(articles.c.key)))


def black_out_article(connection: Connection, key: int, name: str, marks: frozenset[str]) -> dict[str, frozenset[str]]:
    """Every version of one article; its digests follow, so that the same input still changes nothing.

    Returns the parts of the name it used, under its id; nothing when the name was not in it.
    """
    found: dict[str, frozenset[str]] = {}
    for reading in list(stored_articles.load_versions(connection, name)):
        clean = black_out_reading(reading, marks)
        if clean != reading:
            plain = msgspec.json.decode(pack(reading))
            found[name] = found.get(name, frozenset()) | name_parts(plain, marks, reading.article.text)
            rewrite_version(connection, key, clean)
    return found


def rewrite_version(connection: Connection, key: int, reading: Reading) -> None:
    number = reading.article.version
    row = (versions.c.article_key == key) & (versions.c.number == number)
    stored = connection.execute(select(versions.c.knowledge, versions.c.stored_at).where(row)).one()
    current = connection.execute(select(articles.c.version).where(articles.c.key == key)).scalar_one()
    stored_articles.clear_version(connection, key, number)
    mark = stored_articles.reading_digest(reading)
    moment = datetime.fromisoformat(stored.stored_at)
    stored_articles.write_version(connection, key, number, reading, mark, stored.knowledge, moment, current == number)


def black_out_rows(connection: Connection, marks: frozenset[str], parts: dict[str, frozenset[str]]) -> None:
    """Decisions and failures that speak the name."""
    for row in connection.execute(select(decisions.c.key, decisions.c.document)).all():
        decision = msgspec.json.decode(row.document, type=Decision)
        alone = frozenset(part for article in articles_of(decision) for part in parts.get(article, ()))
        clean = black_out(decision, Decision, marks, alone=alone)
        if decision.article in parts:
            clean = renew_context(connection, clean)
        if clean != decision:
            values = {"document": pack(clean), "target": clean.target, "who": clean.who}
            connection.execute(update(decisions).where(decisions.c.key == row.key).values(values))
            write_names(connection, row.key, clean)
    for row in connection.execute(select(failures.c.key, failures.c.message)).all():
        if black_text(row.message, marks) != row.message:
            values = {"message": black_text(row.message, marks)}
            connection.execute(update(failures).where(failures.c.key == row.key).values(values))


def articles_of(decision: Decision) -> tuple[str, ...]:
    """The articles whose words the decision holds: the one it was made on, or those of the event it locked."""
    if decision.kind == "lock" and "event" in decision.value:
        return unpack_event(pack(decision.value["event"])).articles
    return (decision.article,) if decision.article else ()


def renew_context(connection: Connection, decision: Decision) -> Decision:
    """What stands before and after the decision's words, cut from the blacked-out text: half a name is a name too."""
    for reading in stored_articles.load_readings(connection, [decision.article or ""]):
        text = reading.article.text
        span = find_words(text, decision.quote or "", decision.prefix, decision.suffix)
        prefix, suffix = context_of(text, span) if span else ("", "")
        return replace(decision, prefix=prefix, suffix=suffix)
    return replace(decision, prefix="", suffix="")


def person_marks(connection: Connection) -> frozenset[str]:
    """Hashes of every erased name."""
    return frozenset(connection.execute(select(tombstones.c.digest).where(tombstones.c.kind == "person")).scalars())


def black_out_reading(reading: Reading, marks: frozenset[str]) -> Reading:
    """The reading without the erased names, in its text and wherever they are repeated."""
    return black_out(reading, Reading, marks) if marks else reading


def black_out(
    value: T,
    kind: type[T],
    marks: frozenset[str],
    encode: Callable[[T], str] = pack,
    decode: Callable[[str], T] | None = None,
    alone: frozenset[str] = frozenset(),
) -> T:
    """Any model value without the erased names; words that were part of a name in the text go with it."""
    document = encode(value)
    plain = msgspec.json.decode(document)
    text = plain.get("article", {}).get("text") if isinstance(plain.get("article"), dict) else None
    parts = alone | name_parts(plain, marks, text)
    clean = black_plain(plain, marks, parts, black_text(text, marks) if text else None)
    raw = msgspec.json.encode(clean).decode()
    if clean == plain:
        return value
    return decode(raw) if decode else msgspec.json.decode(raw, type=kind)


def name_parts(plain: Any, marks: frozenset[str], text: str | None) -> frozenset[str]:
    """Quotes that lie inside a blacked-out name: «Moussa» of an erased «Moussa Traoré»."""
    if not text:
        return frozenset()
    black = black_text(text, marks)
    quotes = ((row["start"], row["end"], row["quote"]) for row in spans_of(plain))
    return frozenset(quote for start, end, quote in quotes if quote and set(black[start:end]) <= {BLOCK, " "} != {" "})


def spans_of(plain: Any) -> Iterator[dict[str, Any]]:
    if isinstance(plain, dict):
        if plain.keys() == {"start", "end", "quote"}:
            yield plain
        for value in plain.values():
            yield from spans_of(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from spans_of(value)


def black_plain(plain: Any, marks: frozenset[str], parts: frozenset[str], text: str | None) -> Any:
    if isinstance(plain, str):
        return block_out(plain) if plain in parts else black_text(plain, marks)
    if isinstance(plain, list):
        return [black_plain(value, marks, parts, text) for value in plain]
    if not isinstance(plain, dict):
        return plain
    if text is not None and plain.keys() == {"start", "end", "quote"}:
        return {**plain, "quote": text[plain["start"] : plain["end"]]}
    return {key: black_plain(value, marks, parts, text) for key, value in plain.items()}


def black_text(text: str, marks: frozenset[str]) -> str:
    """The text with every erased name blocked out, character for character."""
    found = list(find_names(text, marks))
    for start, end in found:
        text = text[:start] + block_out(text[start:end]) + text[end:]
    return text


def block_out(name: str) -> str:
    return re.sub(r"\S", BLOCK, name)


def find_names(text: str, marks: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where runs of words hash to an erased name; time grows with the length of the text only."""
    words = [(m.start(), m.end(), fold(m.group())) for m in WORD.finditer(text)]
    for first in range(len(words)):
        name = ""
        for _, end, word in words[first : first + LONGEST_NAME]:
            name = f"{name} {word}" if name else word
            if digest(name) in marks:
                yield words[first][0], end
