"""`recoupe user`: who may log in to a desk that others can reach."""

from __future__ import annotations

import sys
import unicodedata
from datetime import UTC, datetime

import click

from recoupe.apps.cli.options import db_option, format_option, make_command, make_group
from recoupe.apps.cli.output import open_output, write_line, write_text
from recoupe.apps.cli.stored import open_stored
from recoupe.apps.i18n import _

ROLES = ("reader", "analyst")
LONGEST_NAME = 64


def build() -> click.Command:
    return make_group(
        "user",
        _("Who may log in to a desk that others can reach: readers look, analysts decide and add. A desk for this "
          "machine alone asks nobody to log in."),
        "recoupe user add awa --role analyst --db sahel.db",
        [add_command(), list_command(), remove_command()],
    )  # fmt: skip


def name_argument() -> click.Argument:
    return click.Argument(["name"], metavar="NAME")


def add_command() -> click.Command:
    role = click.Option(["--role"], type=click.Choice(ROLES), default="reader", show_default=True,
                        help=_("Readers look; analysts also decide and add."))  # fmt: skip
    return make_command(
        "add", run_add, [name_argument(), role, db_option()],
        _("Add a user; the password is asked for, or read from the first line of standard input."),
        "recoupe user add awa --role analyst --db sahel.db",
    )  # fmt: skip


def run_add(name: str, role: str, db: str) -> int:
    from recoupe.apps.web.access.passwords import hash_password
    from recoupe.store.users import Account, add_account

    name = checked_name(name)
    with open_stored(db, "write") as desk:
        password = checked_password(ask_password(), name)
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        account = Account(name, "analyst" if role == "analyst" else "reader", hash_password(password), made_at)
        with desk.store.writing() as connection:
            added = add_account(connection, account)
    if not added:
        raise click.UsageError(_("there is a user {name} already: remove them first").format(name=name))
    click.echo(_("{name} may log in as {role}").format(name=name, role=role))
    return 0


def checked_name(name: str) -> str:
    """The name in one spelling; raises UsageError for one that nobody could type or tell apart."""
    name = unicodedata.normalize("NFC", name.strip())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise click.UsageError(_("a name has 1 to {count} letters").format(count=LONGEST_NAME))
    return name


def ask_password() -> str:
    """Typed twice on a terminal, else the first line of standard input."""
    if sys.stdin.isatty():
        return str(click.prompt(_("Password"), hide_input=True, confirmation_prompt=_("Once more"), err=True))
    return sys.stdin.readline().rstrip("\r\n")


def checked_password(password: str, name: str) -> str:
    from recoupe.apps.web.access.passwords import LONGEST, SHORTEST

    if not SHORTEST <= len(password) <= LONGEST:
        what = _("a password has {low} to {high} characters, this one has {count}")
        raise click.UsageError(what.format(low=SHORTEST, high=LONGEST, count=len(password)))
    if name.casefold() in password.casefold() and len(password) < len(name) + SHORTEST // 2:
        raise click.UsageError(_("the password is little more than the name: take another"))
    return password


def list_command() -> click.Command:
    return make_command(
        "list", run_list, [db_option(), format_option("text", "jsonl")],
        _("List who may log in, with role and since when."), "recoupe user list --db sahel.db",
    )  # fmt: skip


def run_list(db: str, form: str) -> int:
    from recoupe.store.users import load_accounts

    with open_stored(db) as desk, desk.store.reading() as connection:
        accounts = load_accounts(connection)
    with open_output(None) as stream:
        for account in accounts:
            if form == "jsonl":
                write_line(stream, {"name": account.name, "role": account.role, "since": account.made_at})
            else:
                write_text(stream, f"{account.name}  {account.role}  {account.made_at[:10]}\n")
    return 0


def remove_command() -> click.Command:
    return make_command(
        "remove", run_remove, [name_argument(), db_option()],
        _("Remove a user; whoever is logged in under that name is logged out."),
        "recoupe user remove awa --db sahel.db",
    )  # fmt: skip


def run_remove(name: str, db: str) -> int:
    from recoupe.store.users import remove_account

    with open_stored(db, "write") as desk, desk.store.writing() as connection:
        removed = remove_account(connection, unicodedata.normalize("NFC", name.strip()))
    if not removed:
        raise click.UsageError(_("there is no user {name}: `recoupe user list` names them").format(name=name))
    click.echo(_("{name} can no longer log in").format(name=name))
    return 0
