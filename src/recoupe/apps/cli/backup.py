"""`recoupe backup`: a whole copy of a database in one file, also while others write."""

from __future__ import annotations

import click

from recoupe.apps.cli.options import db_option, make_command
from recoupe.apps.cli.stored import open_stored
from recoupe.apps.i18n import _


def build() -> click.Command:
    return make_command(
        "backup",
        run_backup,
        [db_option(), click.Argument(["copy"], metavar="COPY", type=click.Path(dir_okay=False))],
        _("Copy a database into one new file, also while others read and write it. `recoupe restore` puts it back."),
        "recoupe backup sahel-copy.db --db sahel.db",
    )


def run_backup(db: str, copy: str) -> int:
    with open_stored(db) as desk:
        desk.store.back_up(copy)
    click.echo(_("copied {db} to {copy}").format(db=db, copy=copy))
    return 0
