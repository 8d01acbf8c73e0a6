"""`recoupe coverage`: how many articles of which outlets were read; fewer reports is not fewer attacks."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from recoupe.apps.cli.options import Day, db_option, format_option, make_command, output_option
from recoupe.apps.cli.output import open_output, write_json, write_text
from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.cli.stored import open_stored
from recoupe.apps.cli.tables import table_words
from recoupe.apps.i18n import _, ngettext

if TYPE_CHECKING:
    from recoupe.store import Coverage


def build() -> click.Command:
    return make_command(
        "coverage",
        run_coverage,
        [
            db_option(),
            click.Option(["--since"], type=Day(), help=_("Articles published on this day or later.")),
            click.Option(["--until"], type=Day(), help=_("Articles published on this day or earlier.")),
            format_option("text", "json"),
            output_option(),
        ],
        _("Count the articles of each outlet, from when to when, and list the inputs that could not be read."),
        "recoupe coverage --db sahel.db --since 2025-10-01",
    )


def run_coverage(db: str, since: date | None, until: date | None, form: str, output: str | None) -> int:
    with open_stored(db) as desk:
        found = desk.coverage(since.isoformat() if since else None, until.isoformat() if until else None)
    with open_output(output) as stream:
        if form == "json":
            write_json(stream, asdict(found))
        else:
            write_text(stream, coverage_words(found))
    return 0


def coverage_words(found: Coverage) -> str:
    header = (_("outlet"), _("articles"), _("first"), _("last"))
    cells = [(o.outlet or _("outlet unknown"), str(o.articles), o.first or "", o.last or "") for o in found.outlets]
    words = table_words(header, cells) if cells else ""
    if found.undated:
        count = found.undated
        words += ngettext("{count} article undated", "{count} articles undated", count).format(count=count) + "\n"
    for problem in found.failures:
        words += _("not read: {what}").format(what=f"{problem.source or ''}: {in_words(problem.message)}") + "\n"
    return words or _("no articles") + "\n"
