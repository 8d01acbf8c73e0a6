"""One batch of articles being read: a worker thread reads, pages look at how far it is.

The language model is loaded with the first batch, not when the desk opens. Batches wait for each other.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Literal

from recoupe.apps.cli.add import keep_dated
from recoupe.apps.cli.knowing import knowledge_digest
from recoupe.apps.cli.readings import with_problems
from recoupe.apps.web.adding.uploads import Upload, read_upload
from recoupe.apps.web.desk import Workplace
from recoupe.knowledge.bundle import Knowledge
from recoupe.model import Article, Problem, Reading
from recoupe.store import AddSummary, StoreError

log = logging.getLogger("recoupe.desk")
State = Literal["waiting", "loading", "reading", "checking", "done", "stopped", "failed"]
ENDED: tuple[State, ...] = ("done", "stopped", "failed")
KEPT, ROWS, PROBLEMS = 20, 200, 200


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What came of one article."""

    id: str
    title: str
    outlet: str | None
    dated: bool
    reports: int
    figures: int
    problems: tuple[str, ...]
    source: str = ""


@dataclass
class Job:
    """How far a batch is. `fault` says why it failed; of articles and problems the first two hundred are kept."""

    id: str
    who: str
    started: datetime
    inputs: int
    state: State = "waiting"
    done: int = 0
    rows: list[ReadRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    summary: AddSummary = field(default_factory=AddSummary)
    fault: str = ""
    stopping: bool = False

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    def read(self, reading: Reading) -> None:
        self.done += 1
        if len(self.rows) < ROWS:
            self.rows.append(read_row(reading))

    def tell(self, problem: Problem) -> None:
        if len(self.problems) < PROBLEMS:
            self.problems.append(problem)


def read_row(reading: Reading) -> ReadRow:
    article = reading.article
    return ReadRow(
        article.id,
        article.title or " ".join(article.text[:90].split()),
        article.outlet,
        article.published is not None,
        len(reading.reports),
        len(reading.figures),
        tuple(problem.message for problem in reading.problems),
        article.source if article.source != "pasted" else "",
    )


class Jobs:
    """The batches of this desk, the last twenty of them."""

    def __init__(self, place: Workplace) -> None:
        self.place, self.lock = place, Lock()
        self.all: dict[str, Job] = {}

    def start(self, upload: Upload, who: str) -> Job:
        job = Job(secrets.token_hex(6), who, self.place.settings.now(), upload.count)
        with self.lock:
            self.all[job.id] = job
            for old in [j for j in self.all.values() if j.ended][: max(0, len(self.all) - KEPT)]:
                del self.all[old.id]
        future = self.place.worker.submit(self.run, job, upload)
        future.add_done_callback(lambda _: upload.remove())  # also when the desk closes before its turn
        return job

    def find(self, name: str) -> Job | None:
        return self.all.get(name)

    def latest(self) -> list[Job]:
        return list(self.all.values())[::-1]

    def stop_all(self) -> None:
        for job in self.latest():
            job.stopping = True

    def run(self, job: Job, upload: Upload) -> None:
        """In the worker: read, store, cross-check; whatever goes wrong is told on the job's page."""
        try:
            if not job.stopping:
                add_all(job, upload, self.place)
            job.state = "stopped" if job.stopping else "done"
        except StoreError as error:
            job.fault, job.state = str(error), "failed"
        except Exception:
            log.exception("batch %s failed", job.id)
            job.state = "failed"


def add_all(job: Job, upload: Upload, place: Workplace) -> None:
    """What `recoupe add` does, with the job told of every article."""
    from recoupe.pipeline import read_articles  # loads the language model

    job.state = "loading"
    known = Knowledge(gazetteer=place.gazetteer, situation=place.situation())
    articles = told_articles(read_upload(upload), job)
    readings = (with_problems(reading) for reading in read_articles(articles, known))
    stored = told_readings(keep_dated(readings, place.writer), job)
    job.summary = place.writer.add(stored, knowledge_digest(), job.problems)
    for problem in job.summary.refused:
        job.tell(problem)
    if job.summary.touched or place.is_behind():
        job.state = "checking"
        place.rebuild(knowledge_digest())


def told_articles(found: Iterable[Article | Problem], job: Job) -> Iterator[Article]:
    """The articles; problems go to the job. Nothing more comes once somebody stopped it."""
    for one in found:
        if job.stopping:
            return
        if isinstance(one, Problem):
            job.tell(one)
        else:
            yield one


def told_readings(readings: Iterable[Reading], job: Job) -> Iterator[Reading]:
    """Each counts once it is stored: the next is asked for when the last is in."""
    for reading in readings:
        job.state = "reading"
        yield reading
        job.read(reading)
