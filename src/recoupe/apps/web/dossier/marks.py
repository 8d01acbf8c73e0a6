"""What was read in an article as marks on its text: each with its kind, its value in words, its rule and its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from recoupe.apps.reason_words import in_reader_words
from recoupe.apps.web.deciding.decision_words import capital, type_words
from recoupe.apps.web.speech import Speech
from recoupe.model import ActorMention, Place, Quotation, Reading, Report, TimeMention
from recoupe.model.span import Span

Kind = Literal["event", "quote", "actor", "place", "time", "count"]
KINDS: tuple[Kind, ...] = ("event", "quote", "actor", "place", "time", "count")


@dataclass(frozen=True, slots=True)
class Note:
    """What the side panel says of a mark; marks with one value share it. `report` is set for events."""

    id: str
    kind: Kind
    value: str
    details: tuple[str, ...] = ()
    rule: str = ""
    why: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Half-open range of the text with the note it opens."""

    start: int
    end: int
    note: Note


@dataclass
class Notebook:
    """Gives every value its note once."""

    notes: dict[object, Note] = field(default_factory=dict)

    def keep(self, key: object, kind: Kind, value: str, *details: str, rule: str = "", why: str = "") -> Note:
        if key not in self.notes:
            told = tuple(d for d in details if d)
            self.notes[key] = Note(f"{kind[0]}{len(self.notes) + 1}", kind, value, told, rule, why)
        return self.notes[key]


def find_marks(reading: Reading, w: Speech) -> list[Mark]:
    """Every mark of the text in order, the longer one first where two begin together."""
    book = Notebook()
    marks = [
        *time_marks(reading, book, w),
        *place_marks(reading, book, w),
        *actor_marks(reading, book, w),
        *count_marks(reading, book, w),
        *quote_marks(reading, book, w),
        *event_marks(reading, w),
    ]
    return sorted(set(marks), key=lambda m: (m.start, -m.end, KINDS.index(m.note.kind), m.note.id))


def time_marks(reading: Reading, book: Notebook, w: Speech) -> Iterator[Mark]:
    for mention in reading.times:
        key = ("time", mention.interval, mention.rule, mention.reason)
        why = in_reader_words(mention.reason, w.language)
        note = book.keep(key, "time", time_value(mention, w), other_times(mention, w), rule=mention.rule, why=why)
        yield mark_of(mention.span, note)


def time_value(mention: TimeMention, w: Speech) -> str:
    return w.interval(mention.interval) if mention.interval else w._("not placed in the calendar")


def other_times(mention: TimeMention, w: Speech) -> str:
    if not mention.alternatives:
        return ""
    return w._("or {others}").format(others=", ".join(map(w.interval, mention.alternatives)))


def place_marks(reading: Reading, book: Notebook, w: Speech) -> Iterator[Mark]:
    for mention in reading.places:
        place = mention.place
        details = (
            where_words(place, w),
            w._("stands for its government") if mention.metonym else "",
            "" if place.located else w._("not located"),
        )
        key = ("place", place.id, mention.metonym, mention.rule)
        yield mark_of(mention.span, book.keep(key, "place", place.name, *details, rule=mention.rule))


def where_words(place: Place, w: Speech) -> str:
    """«region of Kayes, Mali, ± 2 km»"""
    level = {"country": w._("country"), "region": w._("region"), "town": w._("town"), "feature": w._("landmark")}
    parts = [level[place.level]]
    parts += [place.admin1] if place.admin1 and place.admin1 != place.name else []
    parts += [w.country(place.country)] if place.country and place.level != "country" else []
    parts += [f"± {w.km(place.radius_km)}"] if place.located and place.level != "country" else []
    return ", ".join(parts)


def actor_marks(reading: Reading, book: Notebook, w: Speech) -> Iterator[Mark]:
    for mention in reading.actors:
        key = ("actor", mention.entity, mention.name, mention.rule)
        note = book.keep(key, "actor", mention.name, *actor_words(mention, w), rule=mention.rule)
        yield mark_of(mention.span, note)


def actor_words(mention: ActorMention, w: Speech) -> Iterator[str]:
    yield {
        "state": w._("state"),
        "force": w._("armed force of a state"),
        "armed": w._("armed group"),
        "institution": w._("institution"),
        "person": w._("person"),
        "organisation": w._("organisation"),
        "group": w._("group of people"),
        "outlet": w._("outlet"),
    }[mention.kind]
    yield mention.function or ""
    yield " · ".join(part for part in (mention.country, mention.sector) if part)
    yield w._("known as {id}").format(id=mention.actor_id) if mention.actor_id else ""


def count_marks(reading: Reading, book: Notebook, w: Speech) -> Iterator[Mark]:
    for mention in reading.counts:
        value = f"{w.count(mention.count)} {mention.unit}".strip()
        key = ("count", mention.count, mention.unit, mention.rule)
        vague = w._("the bounds are the reader's, the words are vague") if mention.count.vague else ""
        yield mark_of(mention.span, book.keep(key, "count", value, vague, rule=mention.rule))


def quote_marks(reading: Reading, book: Notebook, w: Speech) -> Iterator[Mark]:
    for quotation in reading.quotations:
        speaker = quotation.speaker.quote if quotation.speaker else w._("a source that is not named")
        way = w._("word for word") if quotation.direct else w._("in the article's words")
        cue = w._("told by “{words}”").format(words=quotation.cue.quote) if quotation.cue.quote else ""
        key = ("quote", quotation.content.start, quotation.content.end)
        note = book.keep(key, "quote", speaker, nature_words(quotation, w), way, cue, rule=quotation.rule)
        yield mark_of(quotation.content, note)


def nature_words(quotation: Quotation, w: Speech) -> str:
    return {
        "official": w._("official source"),
        "witness": w._("witness"),
        "anonymous": w._("anonymous source"),
        "press": w._("another outlet"),
        "claimant": w._("the one who claims it"),
        "document": w._("document"),
        "unknown": "",
    }[quotation.nature]


def event_marks(reading: Reading, w: Speech) -> Iterator[Mark]:
    """The words that tell of each report: its anchor and its mentions."""
    for number, report in enumerate(reading.reports, 1):
        note = Note(f"r{number}", "event", report_words(report, w), report=report.id)
        for span in dict.fromkeys((report.anchor, *report.mentions)):
            yield mark_of(span, note)


def report_words(report: Report, w: Speech) -> str:
    """What, where and when, in short."""
    parts = [capital(type_words(report.type, report.mode, w)), report.place or ""]
    parts += [w.interval(report.when)] if report.when else []
    return ", ".join(part for part in parts if part)


def mark_of(span: Span, note: Note) -> Mark:
    return Mark(span.start, span.end, note)


def count_kinds(marks: list[Mark]) -> Mapping[str, int]:
    """How many marks of each kind, in the order of the switches."""
    return {kind: sum(mark.note.kind == kind for mark in marks) for kind in KINDS}


def kind_names(w: Speech) -> dict[str, str]:
    """What the kinds of marks are called."""
    return {
        "event": w._("Event"),
        "quote": w._("Quotation"),
        "actor": w._("Actor"),
        "place": w._("Place"),
        "time": w._("Time"),
        "count": w._("Number"),
    }
