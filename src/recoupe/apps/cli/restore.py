"""`recoupe restore`: a copy put in the place of a database, whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import click

from recoupe.apps.cli.options import make_command, yes_option
from recoupe.apps.cli.saying import say
from recoupe.apps.cli.stored import confirmed
from recoupe.apps.i18n import _, ngettext


def build() -> click.Command:
    return make_command(
        "restore",
        run_restore,
        [
            click.Argument(["copy"], metavar="COPY", type=click.Path(dir_okay=False)),
            click.Option(
                ["--db"], type=click.Path(dir_okay=False), required=True, help=_("The database that it becomes.")
            ),
            yes_option(),
        ],
        _("Put a copy made by `recoupe backup` in the place of a database. Close everything that uses it first."),
        "recoupe restore sahel-copy.db --db sahel.db",
    )


def run_restore(copy: str, db: str, yes: bool) -> int:
    from recoupe.store import count_articles

    source, target = Path(copy), Path(db)
    if "://" in db:
        raise click.UsageError(
            _("{db} is on a server: its own program puts copies back, such as pg_restore").format(db=db)
        )
    count = count_articles(copy)  # damaged and newer copies are refused; older ones are migrated when they are opened
    if target.exists() and source.samefile(target):
        raise click.UsageError(_("the copy and the database are the same file"))
    if target.exists() and not confirmed(_("Replace {db} by {copy}?").format(db=db, copy=copy), yes):
        say(_("nothing was changed"))
        return 1
    put_in_place(source, target)
    articles = ngettext("{count} article", "{count} articles", count).format(count=count)
    click.echo(_("restored {db}: {articles}").format(db=db, articles=articles))
    return 0


def put_in_place(source: Path, target: Path) -> None:
    """The file of the copy under the target's name; the log files of the old database go."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(source, part)
        for ending in ("-wal", "-shm"):
            Path(f"{target}{ending}").unlink(missing_ok=True)
        part.replace(target)
    except OSError as error:
        message = _("{path} cannot be written ({error}): give a file in a folder you may write to")
        raise click.ClickException(message.format(path=target, error=error.strerror)) from error
    finally:
        part.unlink(missing_ok=True)
