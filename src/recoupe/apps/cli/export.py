"""`recoupe export`: events in the formats of other tools, with what was withheld told beside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from recoupe.apps.cli.options import db_option, make_command, query_argument
from recoupe.apps.cli.output import as_text, open_output
from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.cli.saying import say
from recoupe.apps.cli.stored import open_stored, query_line
from recoupe.apps.i18n import _, ngettext

if TYPE_CHECKING:
    from recoupe.api import Desk, Selection
    from recoupe.share import ExportSettings, Manifest

WITHHELD = ("geojson", "csv", "xlsx", "parquet", "acled-like", "ged-like", "polecat", "plover")
WHOLE = ("jsonl", "articles")  # JSON Lines of everything: one's own working data
SUFFIXES = {
    ".geojson": "geojson", ".csv": "csv", ".xlsx": "xlsx", ".parquet": "parquet", ".tsv": "polecat", ".jsonl": "jsonl"
}  # fmt: skip


def build() -> click.Command:
    return make_command(
        "export",
        run_export,
        [
            query_argument(),
            db_option(),
            click.Option(
                ["--format", "form"], type=click.Choice((*WITHHELD, *WHOLE)),
                help=_("Format of the output; by the ending of the file if it tells."),
            ),
            click.Option(["-o", "--output"], type=click.Path(), help=_("The file; its manifest is put beside it.")),
            click.Option(["--persons"], is_flag=True, help=_("With the names of private persons.")),
            click.Option(
                ["--exact-movements"], is_flag=True, help=_("With the exact places of patrols and convoys.")
            ),
            click.Option(
                ["--quote-characters"], type=click.IntRange(0), default=200, show_default=True,
                help=_("Longest quote."),
            ),
        ],
        _("Write the events that meet QUERY (all without one) for other tools. Private persons, exact places of "
          "patrols and convoys and long quotes are withheld; a manifest beside the file says what.")
        + "\n\n"
        + _("jsonl (events) and articles (texts and all that was read) are whole: for your own machine."),
        "recoupe export --db sahel.db 'board:threat since:2025-07' -o threat.xlsx",
    )  # fmt: skip


def run_export(
    query: tuple[str, ...],
    db: str,
    form: str | None,
    output: str | None,
    persons: bool,
    exact_movements: bool,
    quote_characters: int,
) -> int:
    from recoupe.share import ExportSettings

    form = form or guess_format(output)
    settings = ExportSettings(persons, exact_movements, quote_characters)
    with open_stored(db) as desk:
        found = desk.events(query_line(query))
        if form in WHOLE:
            with open_output(output) as stream, as_text(stream) as text:
                say(write_whole(desk, found, form, text))
        else:
            tell_manifest(write_shared(found, form, output, settings), output)
    return 0


def guess_format(output: str | None) -> str:
    found = SUFFIXES.get(Path(output or "").suffix.lower())
    if found is None:
        raise click.UsageError(_("say in which format: --format, one of {formats}").format(
            formats=", ".join((*WITHHELD, *WHOLE))))  # fmt: skip
    return found


def write_shared(found: Selection, form: str, output: str | None, settings: ExportSettings) -> Manifest:
    if output is not None:
        return found.export(form, output, settings)
    from recoupe.share import export_events

    with open_output(None) as stream, as_text(stream) as text:
        return export_events(found, form, text, found.context(settings))


def write_whole(desk: Desk, found: Selection, form: str, out: TextIO) -> str:
    """Everything about the events, or about their articles; returns what was written, in words."""
    from recoupe.share.jsonlines import write_events, write_readings

    if form == "jsonl":
        count = write_events(found, out)
        return ngettext("{count} event, whole", "{count} events, whole", count).format(count=count)
    names = tuple(dict.fromkeys(a for event in found for a in event.articles)) if str(found.query) else None
    count = write_readings(desk.readings(names), out)
    return ngettext("{count} article, whole", "{count} articles, whole", count).format(count=count)


def tell_manifest(manifest: Manifest, output: str | None) -> None:
    """How many events, and what was held back for which reason."""
    events = ngettext("{count} event", "{count} events", manifest.events).format(count=manifest.events)
    say(f"{events}; {output}.manifest.json" if output else events)
    for why, count in manifest.withheld.reasons.items():
        words = ngettext("withheld in {count} event: {why}", "withheld in {count} events: {why}", count)
        say(words.format(count=count, why=in_words(why)))
