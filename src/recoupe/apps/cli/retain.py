"""`recoupe retain`: how long texts are kept; what was read in them stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recoupe.apps.cli.options import db_option, make_command, yes_option
from recoupe.apps.cli.rebuilding import knowledge_of, rebuild_stored
from recoupe.apps.cli.saying import say
from recoupe.apps.cli.stored import confirmed, open_stored
from recoupe.apps.cli.telling import Teller
from recoupe.apps.i18n import _, ngettext

if TYPE_CHECKING:
    from recoupe.store import Store


def build() -> click.Command:
    return make_command(
        "retain",
        run_retain,
        [
            db_option(),
            click.Option(["--days"], type=click.IntRange(0, 36_500), help=_("Days a text is kept.")),
            click.Option(["--for-good"], is_flag=True, help=_("Keep texts for good again; those that went stay gone.")),
            yes_option(),
        ],
        _("Set how many days after publication the texts of articles are kept, once for this database: texts that are "
          "too old go now, and with every `recoupe add`. What was read in them stays, with its quotes; they cannot be "
          "read again, and their words no longer tell which articles draw on them. Without options the setting is "
          "shown; at first texts are kept for good."),
        "recoupe retain --days 365 --db sahel.db",
    )  # fmt: skip


def run_retain(db: str, days: int | None, for_good: bool, yes: bool) -> int:
    if days is not None and for_good:
        raise click.UsageError(_("--days and --for-good exclude each other: give one of them"))
    if days is None and not for_good:
        with open_stored(db) as desk:
            click.echo(setting_words(desk.store.text_days()))
        return 0
    with open_stored(db, "write") as desk:
        return set_days(desk.store, days, yes)


def set_days(store: Store, days: int | None, yes: bool) -> int:
    """Keep the setting, apply it at once, and cross-check anew what lost its text."""
    question = _("Drop every text published more than {days} days ago, for good, now and with every `recoupe add`?")
    if days is not None and not confirmed(question.format(days=days), yes):
        say(_("nothing was changed"))
        return 1
    teller, count = Teller(), store.keep_texts(days)
    if count:
        rebuild_stored(store, knowledge_of(store, None, False), teller)
    click.echo(setting_words(days))
    if days is not None:
        click.echo(dropped_words(count))
    return teller.exit_code


def setting_words(days: int | None) -> str:
    if days is None:
        return _("texts are kept for good")
    words = ngettext(
        "texts are kept for {days} day after publication", "texts are kept for {days} days after publication", days
    )
    return words.format(days=days)


def dropped_words(count: int) -> str:
    return ngettext("{count} text dropped", "{count} texts dropped", count).format(count=count)
