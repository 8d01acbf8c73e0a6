"""`recoupe search`: events that meet a query, or articles that hold some words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from recoupe.apps.cli.options import db_option, format_option, make_command, output_option, query_argument
from recoupe.apps.cli.output import open_output, write_json, write_line, write_rows, write_text
from recoupe.apps.cli.stored import open_stored, query_line
from recoupe.apps.cli.tables import table_words
from recoupe.apps.i18n import _, ngettext

if TYPE_CHECKING:
    from recoupe.api import Desk, Selection
    from recoupe.model import Event
    from recoupe.store.search import ArticleHit

PAGE = 50  # lines of a table, unless told otherwise


def build() -> click.Command:
    return make_command(
        "search",
        run_search,
        [
            query_argument(),
            db_option(),
            click.Option(["--articles"], is_flag=True, help=_("Find articles by their words instead of events.")),
            click.Option(["--count", "only_count"], is_flag=True, help=_("Print only how many events there are.")),
            click.Option(["--limit"], type=click.IntRange(1), help=_("At most so many; 50 in a table by default.")),
            format_option("text", "jsonl", "json", "csv"),
            output_option(),
        ],
        _("Find events, newest first. QUERY says what must hold: words, and terms such as these:")
        + "\n\n"
        + "type:ASSAULT  actor:jnim  place:Diboli  board:threat  within:50km:SN-ML  since:2025-07  origins>=2  "
        + "killed>=10  finding:killed=conflict  -status:denied"
        + "\n\n"
        + _("All of them must hold; a comma means or, a minus not, and \"words in quotes\" follow each other. "
            "Put the query in single quotes."),
        "recoupe search 'type:ASSAULT within:50km:SN-ML since:2025-07' --db sahel.db",
    )  # fmt: skip


def run_search(
    query: tuple[str, ...],
    db: str,
    articles: bool,
    only_count: bool,
    limit: int | None,
    form: str,
    output: str | None,
) -> int:
    if articles and only_count:
        raise click.UsageError(_("--articles and --count exclude each other: give one of them"))
    with open_stored(db) as desk:
        line = query_line(query)
        found = None if articles else desk.events(line)
        with open_output(output) as stream:
            if found is None:
                show_articles(stream, desk, line, limit or PAGE, form)
            elif only_count:
                write_text(stream, f"{len(found)}\n")
            else:
                show_events(stream, found, limit, form)
    return 0


def show_events(stream: BinaryIO, found: Selection, limit: int | None, form: str) -> None:
    from recoupe.model.plain import event_to_plain

    if form == "text":
        shown = found.first(limit or PAGE)
        write_text(stream, events_table(shown) if shown else "")
        write_text(stream, count_words(len(shown), found))
    elif form == "csv":
        rows = islice(found.to_rows(), limit)
        write_rows(stream, form, found.columns, rows)
    elif form == "json":
        write_json(stream, [event_to_plain(event) for event in islice(found, limit)])
    else:
        for event in islice(found, limit):
            write_line(stream, event_to_plain(event))


def count_words(shown: int, found: Selection) -> str:
    """How many there are, and how to see the others."""
    total = len(found)
    words = ngettext("{count} event", "{count} events", total).format(count=total)
    if shown < total:
        words = _("{shown} of {events}; --limit {total} shows all").format(shown=shown, events=words, total=total)
    return words + "\n"


def events_table(events: tuple[Event, ...]) -> str:
    header = (_("day"), _("type"), _("place"), _("who"), _("toll"), _("origins"), _("event"))
    return table_words(header, (event_row(event) for event in events))


def event_row(event: Event) -> tuple[str, ...]:
    from recoupe.apps.cli.words import interval_words

    kind = event.type + (f" {event.mode}" if event.mode else "") + ("" if event.status == "asserted" else " ?")
    border = f" ({event.border.km:.0f} km)" if event.border else ""
    sides = [", ".join(names) for names in (event.actors, event.recipients)]
    who = f"{sides[0] or '?'} → {sides[1]}" if sides[1] else sides[0]
    place = (event.place or "") + border
    return interval_words(event.when), kind, place, who, "; ".join(tolls(event)), str(event.independent), event.id


def tolls(event: Event) -> Iterator[str]:
    from recoupe.apps.cli.words import count_words

    labels = {"killed": _("killed"), "wounded": _("wounded"), "abducted": _("abducted")}
    return (f"{count_words(getattr(event, name))} {label}" for name, label in labels.items() if getattr(event, name))


def show_articles(stream: BinaryIO, desk: Desk, words: str, limit: int, form: str) -> None:
    hits = desk.store.search_articles(words, limit) if words else ()
    if not words:
        raise click.UsageError(_("say which words the articles hold: recoupe search --articles blocus --db FILE"))
    if form != "text":
        write_rows(stream, form, ("id", "title", "outlet", "published"), (article_row(hit) for hit in hits))
        return
    header = (_("day"), _("outlet"), _("article"), _("title"))
    cells = ((h.published or "", h.outlet or "", h.id, h.title) for h in hits)
    write_text(stream, table_words(header, cells) if hits else "")
    write_text(stream, ngettext("{count} article", "{count} articles", len(hits)).format(count=len(hits)) + "\n")


def article_row(hit: ArticleHit) -> dict[str, Any]:
    return asdict(hit)
