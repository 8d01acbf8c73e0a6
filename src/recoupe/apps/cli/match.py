"""`recoupe match`: our events beside those of an ACLED or UCDP GED file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from recoupe.apps.cli.options import db_option, format_option, make_command, output_option, query_argument
from recoupe.apps.cli.output import open_output, write_rows, write_text
from recoupe.apps.cli.saying import say
from recoupe.apps.cli.stored import open_stored, query_line
from recoupe.apps.cli.tables import table_words
from recoupe.apps.i18n import _

if TYPE_CHECKING:
    from recoupe.api import Desk
    from recoupe.share.match import Match


def build() -> click.Command:
    return make_command(
        "match",
        run_match,
        [
            click.Argument(["file"], metavar="FILE", type=click.Path(dir_okay=False, exists=True)),
            query_argument(),
            db_option(),
            format_option("text", "csv", "jsonl"),
            output_option(),
        ],
        _("Pair the events that meet QUERY with those of an ACLED or UCDP GED file (CSV): at most three days and 25 km "
          "apart, each once. What both have, only they, only we, and where they differ. The file stays where it is."),
        "recoupe match acled.csv 'since:2025-07 until:2025-09' --db sahel.db",
    )  # fmt: skip


def run_match(file: str, query: tuple[str, ...], db: str, form: str, output: str | None) -> int:
    from recoupe.share.match import MATCH_COLUMNS, match_row

    with open_stored(db) as desk:
        matches = match_file(desk, query_line(query), file)
    with open_output(output) as stream:
        if form == "text":
            write_text(stream, match_table(matches))
            write_text(stream, summary_words(matches) + "\n")
        else:
            write_rows(stream, form, MATCH_COLUMNS, (match_row(match) for match in matches))
            say(summary_words(matches))
    return 0


def match_file(desk: Desk, line: str, file: str) -> tuple[Match, ...]:
    try:
        return desk.events(line).match(file)
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        what = _("{path} cannot be read as CSV ({error}): save it as CSV in UTF-8").format(path=file, error=error)
        raise click.ClickException(what) from error


def match_table(matches: Sequence[Match]) -> str:
    from recoupe.share.match import match_row

    header = (
        "",
        _("their day"),
        _("their place"),
        _("theirs"),
        _("our day"),
        _("our place"),
        _("differ in"),
        _("event"),
    )
    names = ("their_day", "their_place", "their_id", "our_day", "our_place", "differing", "our_id")
    rows = [(which_words(match.which), *(str(match_row(match)[name] or "") for name in names)) for match in matches]
    return table_words(header, rows) if rows else ""


def which_words(which: str) -> str:
    return {"both": _("both"), "only theirs": _("only theirs"), "only ours": _("only ours")}[which]


def summary_words(matches: Sequence[Match]) -> str:
    from recoupe.share.match import summarise

    found = summarise(matches)
    words = _("{both} in both, {theirs} only theirs, {ours} only ours").format(
        both=found.both, theirs=found.only_theirs, ours=found.only_ours
    )
    differing = ", ".join(f"{name} {count}" for name, count in found.differing.items())
    return words + ("; " + _("differing: {fields}").format(fields=differing) if differing else "")
