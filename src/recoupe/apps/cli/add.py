"""`recoupe add`: read articles and keep them; the same input twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from recoupe.apps.cli.knowing import find_situation, knowledge_digest
from recoupe.apps.cli.options import db_option, inputs_argument, make_command, reading_options
from recoupe.apps.cli.readings import Asked, open_database, take_readings
from recoupe.apps.cli.rebuilding import knowledge_of, rebuild_stored
from recoupe.apps.cli.saying import say
from recoupe.apps.cli.telling import Teller
from recoupe.apps.i18n import _, ngettext

if TYPE_CHECKING:
    from recoupe.model import Reading
    from recoupe.store import AddSummary, Store


def build() -> click.Command:
    return make_command(
        "add",
        run_add,
        [
            inputs_argument(),
            db_option(made=True),
            *reading_options(),
        ],
        _("Read articles and keep them in a database, one article at a time; then cross-check all that is stored."),
        "recoupe add articles/ --db sahel.db",
    )


def run_add(
    inputs: tuple[str, ...],
    db: str,
    published: date | None,
    situation: str | None,
    no_imports: bool,
    processes: int,
) -> int:
    from recoupe.rebuilding import is_behind

    teller = Teller()
    asked = Asked(inputs, None, (), published, situation, no_imports, processes)
    if situation:
        find_situation(situation)  # a wrong name makes no database
    with open_database(db, "write") as store:
        known, counted = knowledge_of(store, situation, no_imports), Counted()
        readings = counted.pass_on(keep_dated(take_readings(asked, known, teller), store))
        try:
            summary = store.add(readings, knowledge_digest(), teller.problems)
        except KeyboardInterrupt:
            say(
                _("interrupted after {count} articles: they stay; the same command picks up").format(count=counted.done)
            )
            raise
        for problem in summary.refused:
            teller.tell(problem)
        if summary.touched or is_behind(store):
            rebuild_stored(store, known, teller)
    click.echo(summary_words(summary))
    return teller.exit_code


def keep_dated(readings: Iterator[Reading], store: Store) -> Iterator[Reading]:
    """An article that other articles dated before is not undated by coming in without them."""
    from recoupe.rebuilding import is_inferred

    stale: frozenset[str] | None = None
    for reading in readings:
        if reading.article.published is not None and not is_inferred(reading):
            yield reading
            continue
        stale = frozenset(store.read_by_other(knowledge_digest())) if stale is None else stale
        stored = None if reading.article.id in stale else next(iter(store.readings([reading.article.id])), None)
        yield stored if stored and is_inferred(stored) and may_be(reading, stored) else reading


def may_be(reading: Reading, stored: Reading) -> bool:
    """The same text, and no other date."""
    one, other = reading.article, stored.article
    return one.text == other.text and one.published in (None, other.published)


class Counted:
    """Counts the readings that were stored: the next is asked for when the last is in."""

    def __init__(self) -> None:
        self.done = 0

    def pass_on(self, readings: Iterator[Reading]) -> Iterator[Reading]:
        for reading in readings:
            yield reading
            self.done += 1


def summary_words(summary: AddSummary) -> str:
    words = _("{new} new, {changed} changed, {reread} read differently, {same} as before").format(
        new=summary.new, changed=summary.changed, reread=summary.reread, same=summary.same
    )
    if summary.erased:
        words += ", " + _("{count} erased before").format(count=summary.erased)
    if summary.dropped:
        told = ngettext(
            "{count} text dropped (`recoupe retain` says when)",
            "{count} texts dropped (`recoupe retain` says when)",
            summary.dropped,
        )
        words += ", " + told.format(count=summary.dropped)
    return words
