"""A database that commands work on: it has to be there, and its events are found by query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recoupe.apps.cli.readings import Mode, open_database
from recoupe.apps.i18n import _

if TYPE_CHECKING:
    from recoupe.api import Desk


@contextmanager
def open_stored(path: str, mode: Mode = "read") -> Iterator[Desk]:
    """The desk on a database that exists; raises StoreError. A slip in the name makes no new one."""
    from recoupe.api import Desk, find_place
    from recoupe.store import StoreError

    if "://" not in path and not Path(path).exists():
        raise StoreError(path, "does not exist", "store something first: recoupe add INPUT… --db FILE")
    with open_database(path, mode) as store:
        yield Desk(store, find_place)


def query_line(parts: Sequence[str]) -> str:
    """The query as one line, however the shell took it apart."""
    return " ".join(parts)


def confirmed(question: str, yes: bool) -> bool:
    """The user wants it: said --yes, or answers so; raises UsageError where nobody can be asked."""
    if yes:
        return True
    try:
        return click.confirm(question, err=True)
    except click.Abort as error:
        raise click.UsageError(_("nobody answers: give --yes to go on without asking")) from error
