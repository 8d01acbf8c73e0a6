"""Work spread over processes beside us: results in order, few of them ahead, and a clean end whatever happens.

Workers are fresh processes that take one batch at a time. They never see Ctrl-C, and when we are gone, in whatever
way, their pipe closes and they end. Nothing here knows what the work is.
"""

from __future__ import annotations

import os
import pickle  # between our own processes only  # nosec B403
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
AHEAD = 2  # batches a worker that are given out before the first of them is wanted
PATIENCE_S = 5  # for a worker that was told to end
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


class WorkerLost(RuntimeError):
    """A process that worked beside us ended by itself: killed, or out of memory; `code` is its exit code."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"a process that worked beside us ended by itself (exit code {code})")
        self.code = code


def spread(
    work: Callable[[Sequence[Item]], Iterable[Result]], batches: Iterable[Sequence[Item]], processes: int
) -> Iterator[Result]:
    """What `work` makes of every batch, in order; `work` must be picklable and is sent to each process once.

    An exception of `work` is raised here with the worker's traceback as a note; raises WorkerLost for a worker that
    died. Batches are taken only a few ahead of the results.
    """
    with Crew(work, processes) as crew:
        todo = iter(enumerate(batches))
        while crew.feed(todo):
            for result in crew.take():
                yield result
                crew.feed(todo)


class Crew(Generic[Item, Result]):
    """The workers, who of them is busy with which batch, and the results that wait for their turn."""

    def __init__(self, work: Callable[[Sequence[Item]], Iterable[Result]], most: int) -> None:
        self.work, self.most = work, most
        self.workers: dict[Connection, Any] = {}
        self.busy: dict[Connection, int] = {}
        self.done: dict[int, tuple[Result, ...]] = {}
        self.given = self.taken = 0

    def feed(self, todo: Iterator[tuple[int, Sequence[Item]]]) -> bool:
        """Keep the workers busy, a few batches ahead; False when nothing is left to do or to take."""
        self._collect(timeout=0)
        while len(self.busy) < self.most and self.given - self.taken < AHEAD * self.most:
            number, batch = next(todo, (-1, ()))
            if number < 0:
                break
            self._give(number, batch)
            self.given += 1
        return self.given > self.taken

    def take(self) -> tuple[Result, ...]:
        """The results of the next batch in order; none yet when another one was ready first."""
        if self.taken not in self.done:
            self._collect(timeout=None)
        found = self.done.pop(self.taken, None)
        if found is None:
            return ()
        self.taken += 1
        return found

    def _give(self, number: int, batch: Sequence[Item]) -> None:
        idle = next((pipe for pipe in self.workers if pipe not in self.busy), None)
        pipe = idle or self._hire()
        self.busy[pipe] = number
        try:
            pipe.send(batch)
        except OSError as error:
            raise self._lost(pipe) from error

    def _collect(self, timeout: float | None) -> None:
        for pipe in wait(list(self.busy), timeout):
            assert isinstance(pipe, Connection)
            try:
                results, error = pipe.recv()
            except (EOFError, OSError) as gone:
                raise self._lost(pipe) from gone
            if error is not None:
                raise error
            self.done[self.busy.pop(pipe)] = results

    def _hire(self) -> Connection:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        with _calm_start():
            process = context.Process(target=_serve, args=(theirs, self.work), daemon=True)
            process.start()
            self.workers[ours] = process
        theirs.close()
        return ours

    def _lost(self, pipe: Connection) -> WorkerLost:
        process = self.workers[pipe]
        process.join(PATIENCE_S)
        return WorkerLost(process.exitcode)

    def __enter__(self) -> Crew[Item, Result]:
        return self

    def __exit__(self, *error: object) -> None:
        for pipe, process in self.workers.items():
            process.terminate()
            pipe.close()
        for process in self.workers.values():
            process.join(PATIENCE_S)
            if process.exitcode is None:
                process.kill()


@contextmanager
def _calm_start() -> Iterator[None]:
    """Whatever starts in here is deaf to Ctrl-C from its first moment, and computes on one core."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _serve(pipe: Connection, work: Callable[[Any], Iterable[Any]]) -> None:
    """A worker's life: a batch in, its results or its failure out, until nobody asks any more."""
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            pipe.send(_attempt(work, pipe.recv()))


def _attempt(work: Callable[[Any], Iterable[Any]], batch: Any) -> tuple[tuple[Any, ...], Exception | None]:
    try:
        return tuple(work(batch)), None
    except Exception as error:  # every failure of the work is one of the caller's, who must see it
        return (), _sendable(error)


def _sendable(error: Exception) -> Exception:
    """The error with its traceback as a note; one that cannot travel as a RuntimeError that says the same."""
    error.add_note("in a reading process:\n" + traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(error))  # what we packed ourselves  # nosec B301
    except Exception:  # pickling runs code of the error's own class: anything may happen
        plain = RuntimeError(repr(error))
        plain.add_note(error.__notes__[-1])
        return plain
    return error
