"""`recoupe review`: what was read as a spreadsheet, corrected by hand, and taken back as decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recoupe.apps.cli.options import db_option, make_command, query_argument
from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.cli.rebuilding import knowledge_of, rebuild_stored
from recoupe.apps.cli.stored import open_stored, query_line
from recoupe.apps.cli.telling import Teller
from recoupe.apps.i18n import _, ngettext

if TYPE_CHECKING:
    from recoupe.api import Desk


def build() -> click.Command:
    return make_command(
        "review",
        run_review,
        [
            query_argument(),
            db_option(),
            click.Option(["-o", "--output"], type=click.Path(dir_okay=False), help=_("Write the sheet to this file.")),
            click.Option(["--take"], type=click.Path(dir_okay=False, exists=True), help=_("Take this sheet back.")),
        ],
        _("Write a sheet (XLSX) with a row for each report, of all articles or of those of the events that meet QUERY. "
          "Correct cells by hand, or put x under reject; say under who and why who decided it. Then take it back: "
          "every change becomes a decision, all or none."),
        "recoupe review --db sahel.db -o review.xlsx; recoupe review --db sahel.db --take review.xlsx",
    )  # fmt: skip


def run_review(query: tuple[str, ...], db: str, output: str | None, take: str | None) -> int:
    if bool(output) == bool(take):
        raise click.UsageError(_("give -o FILE to write a sheet, or --take FILE to take one back"))
    if output:
        with open_stored(db) as desk:
            return write_sheet(desk, query_line(query), output)
    with open_stored(db, "write") as desk:
        return take_sheet(desk, take or "")


def write_sheet(desk: Desk, line: str, output: str) -> int:
    names = tuple(dict.fromkeys(a for event in desk.events(line) for a in event.articles)) if line else None
    try:
        count = desk.write_review(output, names)
    except OSError as error:
        message = _("{path} cannot be written ({error}): give a file in a folder you may write to")
        raise click.ClickException(message.format(path=output, error=error.strerror)) from error
    click.echo(
        ngettext("{count} report in {path}", "{count} reports in {path}", count).format(count=count, path=output)
    )
    return 0


def take_sheet(desk: Desk, path: str) -> int:
    from recoupe.apps.cli.decision_words import decision_line
    from recoupe.share.review import ReviewError

    teller = Teller()
    try:
        made = desk.take_review(path)
    except ReviewError:
        raise
    except ValueError as error:
        raise click.ClickException(in_words(str(error))) from error
    for decision in made:
        click.echo(decision_line(decision))
    if made:
        rebuild_stored(desk.store, knowledge_of(desk.store, None, False), teller)
    click.echo(ngettext("{count} decision", "{count} decisions", len(made)).format(count=len(made)))
    return teller.exit_code
