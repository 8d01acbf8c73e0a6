"""`recoupe show`: one article with its versions, or one event with its sources, as the database holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from recoupe.apps.cli.options import db_option, format_option, make_command, output_option
from recoupe.apps.cli.output import open_output, write_json, write_text
from recoupe.apps.cli.saying import say
from recoupe.apps.cli.stored import open_stored
from recoupe.apps.i18n import _, current_language, ngettext
from recoupe.apps.reason_words import in_reader_words

if TYPE_CHECKING:
    from recoupe.api import Desk
    from recoupe.model import Event, Reading, Report
    from recoupe.store import VersionHead
    from recoupe.store.text_changes import TextChange

AROUND = 30  # characters shown on each side of a change


def build() -> click.Command:
    return make_command(
        "show",
        run_show,
        [
            click.Argument(["ids"], nargs=-1, required=True, metavar="ID…"),
            db_option(),
            format_option("text", "json"),
            output_option(),
        ],
        _("Show articles, events or reports by their ids: an article with everything read in it, its versions and what "
          "its outlet changed from one to the next; an event with what cross-checking says of each field, who reports "
          "it in which words, and what was decided about it. An id that an event bore before leads to it, too."),
        "recoupe show sample-blocus ev-0123456789ab --db sahel.db",
    )  # fmt: skip


def run_show(ids: tuple[str, ...], db: str, form: str, output: str | None) -> int:
    missing = 0
    with open_stored(db) as desk, open_output(output) as stream:
        found: list[dict[str, Any]] = []
        for name in ids:
            told = show_one(desk, name)
            if told is None:
                missing += 1
                say(gone_words(desk, name))
            elif form == "json":
                found.append(told[1])
            else:
                write_text(stream, "\n".join(told[0]) + "\n\n")
        if form == "json":
            write_json(stream, found)
    return 1 if missing else 0


def show_one(desk: Desk, name: str) -> tuple[list[str], dict[str, Any]] | None:
    """Lines and plain values of what bears the id; a report is shown with its event, else with its article."""
    reading = desk.article(name)
    if reading is not None:
        return show_article(desk, reading)
    event = desk.event(name) or desk.store.event_of(name)
    if event is not None:
        return show_event(desk, event)
    holder = desk.store.article_of(name)
    reading = desk.article(holder) if holder else None
    return show_article(desk, reading) if reading else None


def gone_words(desk: Desk, name: str) -> str:
    """There is nothing, or nothing any more."""
    stone = desk.store.tombstone(name)
    if stone is None:
        return _("there is no article, event or report {id}").format(id=name)
    return _("{id} was erased on {day}: {why}").format(id=name, day=stone.erased_at[:10], why=stone.why)


# articles


def show_article(desk: Desk, reading: Reading) -> tuple[list[str], dict[str, Any]]:
    from recoupe.model.plain import reading_to_plain

    heads, changes = desk.store.version_heads(reading.article.id), desk.store.differences(reading.article.id)
    texts = {r.article.version: r.article.text for r in desk.store.versions(reading.article.id)} if changes else {}
    lines = [*article_lines(reading), *version_lines(heads, changes, texts)]
    return lines, {**reading_to_plain(reading), "versions": [version_to_plain(head, changes) for head in heads]}


def article_lines(reading: Reading) -> Iterator[str]:
    from recoupe.apps.cli.words import figure_words, reading_words

    yield from reading_words(reading, explain=True).rstrip("\n").split("\n")[:2]
    if reading.article.url:
        yield f"  {reading.article.url}"
    for report in reading.reports:
        yield from report_lines(report)
    yield from (f"  # {figure_words(figure)}" for figure in reading.figures)


def report_lines(report: Report) -> Iterator[str]:
    """A report with its id, and the words of each field below it."""
    from recoupe.apps.cli.words import report_words

    yield f"  * {report.id}  {report_words(report)}"
    for field, evidence in report.evidence.items():
        yield f"      {field}: «{one_line(evidence.span.quote)}» [{evidence.rule}]"


def version_lines(heads: Sequence[VersionHead], changes: Sequence[TextChange], texts: dict[int, str]) -> Iterator[str]:
    """A line for each version, and below it what the outlet changed in it."""
    for head in heads:
        words = _("version {number}, stored {time}").format(number=head.number, time=head.stored_at)
        yield f"  {words}" + ("" if head.has_text else f" ({_('its text was dropped')})")
        for change in changes:
            if change.new_version == head.number:
                yield "    - " + in_context(texts.get(change.old_version, ""), change.old.start, change.old.end)
                yield "    + " + in_context(texts.get(change.new_version, ""), change.new.start, change.new.end)


def in_context(text: str, start: int, end: int) -> str:
    """…what stands around [the changed words] to tell where they are…"""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return one_line(f"…{before}[{text[start:end]}]{after}…")


def one_line(words: str) -> str:
    return " ".join(words.split())


def version_to_plain(head: VersionHead, changes: Sequence[TextChange]) -> dict[str, Any]:
    mine = [c for c in changes if c.new_version == head.number]
    return {
        "number": head.number,
        "stored_at": head.stored_at,
        "text": head.has_text,
        "changes": [{"old": c.old.quote, "new": c.new.quote, "start": c.new.start, "end": c.new.end} for c in mine],
    }


# events


def show_event(desk: Desk, event: Event) -> tuple[list[str], dict[str, Any]]:
    from recoupe.apps.cli.decisions import state_to_plain
    from recoupe.model.plain import event_to_plain
    from recoupe.rebuilding import decision_states

    about = {event.id, *event.former_ids, *(r.id for r in event.reports)}
    made = [one for one in decision_states(desk.store) if one.decision.target in about]
    lines = [*event_lines(event), *(line for r in event.reports for line in source_lines(desk, r))]
    return [*lines, *decision_lines(made)], {
        **event_to_plain(event),
        "decisions": [state_to_plain(one) for one in made],
    }


def event_lines(event: Event) -> Iterator[str]:
    from recoupe.apps.brief.wording import wording
    from recoupe.apps.cli.words import event_words

    w = wording(current_language())
    yield event_words(event)
    if event.former_ids:
        yield "  " + _("bore these ids before: {ids}").format(ids=", ".join(event.former_ids))
    if event.boards:
        yield "  " + _("boards: {names}").format(names=", ".join(map(w.board, event.boards)))
    for finding in event.findings:
        why = f" – {in_reader_words(finding.why)}" if finding.why else ""
        yield f"  {in_reader_words(finding.field)}{w.colon}{w.label(finding.label, finding.field)}{why}"
        for value in finding.values:
            yield f"      {', '.join(value.articles)}: «{one_line(value.quote)}»"
    for other, why in event.related:
        yield "  " + _("related to {id}: {why}").format(id=other, why=in_reader_words(why))


def source_lines(desk: Desk, report: Report) -> Iterator[str]:
    """Who reports it, and the report."""
    facts = desk.facts(report.article)
    outlet = (facts.outlet if facts else None) or _("outlet unknown")
    day = (facts.published if facts else None) or _("no date")
    yield f"  {outlet}, {day}: {facts.title if facts else ''} ({report.article})"
    yield from (f"  {line}" for line in report_lines(report))


def decision_lines(made: Sequence[Any]) -> Iterator[str]:
    from recoupe.apps.cli.decisions import state_words

    if made:
        yield "  " + ngettext("{count} decision", "{count} decisions", len(made)).format(count=len(made))
    for one in made:
        yield from (f"    {line}" for line in state_words(one).rstrip("\n").split("\n"))
