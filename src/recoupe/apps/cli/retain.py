"""`recoupe retain`: the texts of old articles go, what was read in them stays."""

from __future__ import annotations

import click

from recoupe.apps.cli.options import db_option, make_command, yes_option
from recoupe.apps.cli.saying import say
from recoupe.apps.cli.stored import confirmed, open_stored
from recoupe.apps.i18n import _, ngettext


def build() -> click.Command:
    return make_command(
        "retain",
        run_retain,
        [
            db_option(),
            click.Option(["--days"], type=click.IntRange(0, 36_500), required=True, help=_("Days a text is kept.")),
            yes_option(),
        ],
        _("Drop the texts of articles published more than so many days ago. What was read in them stays, with its "
          "quotes; they cannot be read again, and their words no longer tell which articles draw on them."),
        "recoupe retain --days 365 --db sahel.db",
    )  # fmt: skip


def run_retain(db: str, days: int, yes: bool) -> int:
    with open_stored(db, "write") as desk:
        question = _("Drop every text published more than {days} days ago, for good?").format(days=days)
        if not confirmed(question, yes):
            say(_("nothing was changed"))
            return 1
        count = desk.store.retain(days)
    click.echo(ngettext("{count} text dropped", "{count} texts dropped", count).format(count=count))
    return 0
