"""`recoupe add`: read articles and keep them; the same input twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from recoupe.apps.cli.knowing import knowledge_digest, make_knowledge
from recoupe.apps.cli.options import inputs_argument, make_command, reading_options
from recoupe.apps.cli.readings import Asked, open_database, take_readings
from recoupe.apps.cli.saying import say
from recoupe.apps.cli.telling import Teller
from recoupe.apps.i18n import _

if TYPE_CHECKING:
    from recoupe.model import Reading
    from recoupe.store import AddSummary, Store


def build() -> click.Command:
    return make_command(
        "add",
        run_add,
        [
            inputs_argument(),
            click.Option(
                ["--db"], type=click.Path(dir_okay=False), required=True, help=_("Database; made if it is not there.")
            ),
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
    teller = Teller()
    asked = Asked(inputs, None, (), published, situation, no_imports, processes)
    known = make_knowledge(situation, no_imports)
    with open_database(db, "write") as store:
        counted = Counted()
        try:
            summary = store.add(
                counted.pass_on(take_readings(asked, known, teller)), knowledge_digest(), teller.problems
            )
        except KeyboardInterrupt:
            say(
                _("interrupted after {count} articles: they stay; the same command picks up").format(count=counted.done)
            )
            raise
        for problem in summary.refused:
            teller.tell(problem)
        if summary.touched:
            cross_check_stored(store, teller)
    click.echo(summary_words(summary))
    return teller.exit_code


class Counted:
    """Counts the readings that were stored: the next is asked for when the last is in."""

    def __init__(self) -> None:
        self.done = 0

    def pass_on(self, readings: Iterator[Reading]) -> Iterator[Reading]:
        for reading in readings:
            yield reading
            self.done += 1


def cross_check_stored(store: Store, teller: Teller) -> None:
    """Origins, events and checks of everything that is stored, anew, with the analysts' decisions in their place."""
    from recoupe.apps.cli.rebuilding import STEPS
    from recoupe.model import Problem
    from recoupe.store.rebuild import rebuild

    for unfit in rebuild(store, STEPS).unfit:
        what = _("decision {id} no longer fits: {why}").format(id=unfit.decision.id, why=unfit.why)
        teller.tell(Problem("decisions", what, store.where))


def summary_words(summary: AddSummary) -> str:
    return _("{new} new, {changed} changed, {reread} read differently, {same} as before").format(
        new=summary.new, changed=summary.changed, reread=summary.reread, same=summary.same
    )
