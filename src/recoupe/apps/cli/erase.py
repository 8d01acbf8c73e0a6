"""`recoupe erase`: an article or a person removed for good, with a tombstone that keeps them from coming back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from recoupe.apps.cli.options import db_option, make_command, make_group, yes_option
from recoupe.apps.cli.rebuilding import knowledge_of, rebuild_stored
from recoupe.apps.cli.saying import say
from recoupe.apps.cli.stored import confirmed, open_stored
from recoupe.apps.cli.tables import table_words
from recoupe.apps.cli.telling import Teller
from recoupe.apps.i18n import _, ngettext

if TYPE_CHECKING:
    from recoupe.store.erase import Erased


def build() -> click.Command:
    return make_group(
        "erase",
        _("Remove an article or a person for good: texts, readings, events, decisions and the free pages of the file. "
          "Backups made before still hold them."),
        "recoupe erase person 'Moussa Exemple' --why 'asked for it' --db sahel.db",
        [article_command(), person_command(), list_command()],
    )  # fmt: skip


def article_command() -> click.Command:
    return make_command(
        "article",
        run_article,
        [click.Argument(["article"], metavar="ARTICLE"), db_option(), why_option(), yes_option()],
        _("Remove an article with all its versions, what was read in it and the decisions on its words."),
        "recoupe erase article sample-1 --why 'withdrawn by the outlet' --db sahel.db",
    )


def person_command() -> click.Command:
    return make_command(
        "person",
        run_person,
        [click.Argument(["name"], metavar="NAME"), db_option(), why_option(), yes_option()],
        _("Black out a person's name in every text, reading, event and decision, now and in what comes in later."),
        "recoupe erase person 'Moussa Exemple' --why 'asked for it' --db sahel.db",
    )


def list_command() -> click.Command:
    return make_command(
        "list",
        run_list,
        [db_option()],
        _("List what was erased: its kind, the day and the reason. What it was is kept nowhere."),
        "recoupe erase list --db sahel.db",
    )


def why_option() -> click.Option:
    return click.Option(["--why"], required=True, help=_("The reason; it is kept with the tombstone, without a name."))


def run_article(article: str, db: str, why: str, yes: bool) -> int:
    with open_stored(db, "write") as desk:
        found = desk.article(article)
        if found is None:
            say(_("there is no article {id}: it will not be taken in either").format(id=article))
        title = f" ({found.article.title})" if found and found.article.title else ""
        if not confirmed(_("Erase article {id}{title} for good?").format(id=article, title=title), yes):
            return nothing_erased()
        erased = desk.store.erase_article(article, why)
        rebuild_stored(desk.store, knowledge_of(desk.store, None, False), Teller())
    click.echo(_("erased: article {id}").format(id=article))
    for line in what_went(erased) if erased else ():
        click.echo(line)
    return 0


def what_went(erased: Erased) -> Iterator[str]:
    """Events that rested on the article alone, events that lose a source, decisions on its words."""
    for names, words in (
        (erased.events, _("gone with it, since nobody else told of them: {ids}")),
        (erased.changed, _("told by others, too, and cross-checked without it: {ids}")),
        (erased.decisions, _("decisions that rested on its words: {ids}")),
    ):
        if names:
            yield "  " + words.format(ids=", ".join(names))


def run_list(db: str) -> int:
    kinds = {"article": _("article"), "person": _("person"), "event": _("event that rested on it alone")}
    with open_stored(db) as desk:
        stones = desk.store.tombstones()
    rows = ((stone.erased_at[:10], kinds.get(stone.kind, stone.kind), stone.why) for stone in stones)
    click.echo(table_words((_("day"), _("what"), _("why")), rows) if stones else _("nothing was erased"), nl=not stones)
    return 0


def run_person(name: str, db: str, why: str, yes: bool) -> int:
    with open_stored(db, "write") as desk:
        if not confirmed(_("Black out {name} everywhere, for good?").format(name=name), yes):
            return nothing_erased()
        try:
            count = desk.store.erase_person(name, why)
        except ValueError as error:
            raise click.UsageError(_("give the name of a person")) from error
        rebuild_stored(desk.store, knowledge_of(desk.store, None, False), Teller())
    words = ngettext("blacked out in {count} article", "blacked out in {count} articles", count)
    click.echo(words.format(count=count))
    return 0


def nothing_erased() -> int:
    say(_("nothing was changed"))
    return 1
