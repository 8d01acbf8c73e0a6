"""Readings for the commands: from inputs, from reports read before, or from a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from recoupe.apps.cli.saying import say
from recoupe.apps.cli.telling import Teller, watch
from recoupe.apps.i18n import _

if TYPE_CHECKING:
    from recoupe.knowledge.bundle import Knowledge
    from recoupe.model import Article, Reading
    from recoupe.pipeline import Picture
    from recoupe.store import Store

Mode = Literal["read", "write"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command was asked to read, and how."""

    inputs: tuple[str, ...] = ()
    db: str | None = None
    reports: tuple[str, ...] = ()
    published: date | None = None
    situation: str | None = None
    no_imports: bool = False
    processes: int = 1

    def check(self) -> None:
        """One source, and not more; raises UsageError."""
        given = sum(bool(source) for source in (self.inputs, self.db, self.reports))
        if given == 0:
            raise click.UsageError(_("nothing to read: give INPUT…, --db or --reports"))
        if given > 1:
            raise click.UsageError(_("INPUT…, --db and --reports exclude each other: give one of them"))


def take_articles(inputs: Sequence[str], published: date | None, teller: Teller) -> Iterator[Article]:
    """The articles of the inputs; what could not be read is told on the way."""
    from recoupe.model import Problem
    from recoupe.sources import InputOptions, read_inputs

    for found in read_inputs(inputs, InputOptions(published=published, today=date.today())):
        if isinstance(found, Problem):
            teller.tell(found)
            continue
        for problem in found.problems:
            teller.tell(problem)
        yield found


def take_readings(asked: Asked, known: Knowledge, teller: Teller) -> Iterator[Reading]:
    """Every input read, in order; a reading carries the problems of its article."""
    from recoupe.parallel import WorkerLost
    from recoupe.pipeline import read_articles

    articles = take_articles(asked.inputs, asked.published, teller)
    try:
        for reading in watch(read_articles(articles, known, processes=asked.processes), _("articles")):
            yield with_problems(reading)
    except WorkerLost as error:
        what = _("a process that reads beside was ended from outside (code {code}): is memory short? try --processes 1")
        raise click.ClickException(what.format(code=error.code)) from error


def with_problems(reading: Reading) -> Reading:
    missing = tuple(p for p in reading.article.problems if p not in reading.problems)
    return replace(reading, problems=(*missing, *reading.problems)) if missing else reading


def skim(asked: Asked, teller: Teller) -> Iterator[Reading]:
    """Dates and counts only, without the language model."""
    from recoupe.model import Reading
    from recoupe.parsing.spacy_model import parse_articles
    from recoupe.reading.counts import read_counts
    from recoupe.reading.times import read_times

    articles = take_articles(asked.inputs, asked.published, teller)
    for article, parse in watch(parse_articles(articles, fast=True), _("articles")):
        times = read_times(article, parse)
        counts = read_counts(article, parse, times)
        yield with_problems(Reading(article, times=times, counts=counts))


def load_reports(paths: Sequence[str], teller: Teller) -> Iterator[Reading]:
    """Readings of files in the format of `recoupe read`; a bad line is told and passed over."""
    import msgspec

    from recoupe.model import Problem
    from recoupe.model.plain import reading_from_plain

    for path in paths:
        if not Path(path).is_file():
            raise click.UsageError(_("{path} is no file: give one that `recoupe read` wrote").format(path=path))
        with Path(path).open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    yield reading_from_plain(msgspec.json.decode(line))
                except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
                    what = _("not in the format of `recoupe read` ({error})").format(error=repr(error)[:200])
                    teller.tell(Problem("reports", what, f"{path}:{number}"))


def take_picture(asked: Asked, known: Knowledge, teller: Teller) -> Picture:
    """Readings, origins, events and checks of what was asked: cross-checked now, or as stored."""
    from recoupe.pipeline import Picture, cross_check

    asked.check()
    if asked.db:
        with open_database(asked.db, "read") as store:
            return Picture(tuple(store.readings()), store.origins(), tuple(store.events()), store.checks())
    readings = load_reports(asked.reports, teller) if asked.reports else take_readings(asked, known, teller)
    return cross_check(tuple(readings))


@contextmanager
def open_database(path: str, mode: Mode) -> Iterator[Store]:
    """The store while it is needed, brought up to date; raises StoreError that says what is wrong with the file."""
    from recoupe.store import OlderDatabase, open_store

    try:
        store = open_store(path, mode)
    except OlderDatabase:
        with open_store(path, "write") as older:
            tell_migrated(older)
        store = open_store(path, mode)
    with store:
        tell_migrated(store)
        yield store


def tell_migrated(store: Store) -> None:
    """Where the file lies as it was before its tables were changed."""
    if store.old_copy:
        words = _("{db} was brought up to date; as it was before, it lies in {copy}")
        say(words.format(db=store.where, copy=store.old_copy))
