"""Work in processes beside us: order, bounded memory, and a clean end when something breaks."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from recoupe.parallel import WorkerLost, spread

HERE = Path(__file__).parent


def double(batch):
    return [2 * n for n in batch]


def fail_at(bad, batch):
    if bad in batch:
        raise ValueError(f"cannot take {bad}")
    return batch


def end_at(bad, batch):
    if bad in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return batch


class Unsendable(Exception):
    def __init__(self, what):
        super().__init__(what, lambda: None)


def fail_oddly(batch):
    raise Unsendable("odd")


def slow_first(batch):
    time.sleep(0.4 if 0 in batch else 0)
    return batch


def threads(batch):
    yield os.environ["OMP_NUM_THREADS"]


def batches(count, size=3):
    return (list(range(n * size, n * size + size)) for n in range(count))


def nobody_left() -> bool:
    return not multiprocessing.active_children()


@pytest.mark.parametrize("work", [double, slow_first, partial(fail_at, -1)], ids=["even", "first is slow", "partial"])
def test_results_keep_the_order(work):
    found = list(spread(work, batches(7), 2))
    factor = 2 if work is double else 1
    assert found == [factor * n for n in range(21)]
    assert nobody_left()


def test_no_work_starts_no_process():
    assert list(spread(double, [], 2)) == []


def test_batches_are_taken_a_few_ahead_only():
    taken = []

    def endless():
        for batch in batches(10_000):
            taken.append(batch)
            yield batch

    results = spread(double, endless(), 2)
    for _ in range(4):
        next(results)
    assert len(taken) <= 6
    results.close()
    assert nobody_left()


def test_an_error_of_the_work_is_raised_here_with_its_traceback():
    found = []
    with pytest.raises(ValueError, match="cannot take 13") as caught:
        for number in spread(partial(fail_at, 13), batches(9), 2):
            found.append(number)
    assert found == list(range(len(found))) and len(found) <= 12
    assert "in fail_at" in caught.value.__notes__[0]
    assert nobody_left()


def test_an_error_that_cannot_travel_is_told_in_words():
    with pytest.raises(RuntimeError, match="Unsendable"):
        list(spread(fail_oddly, batches(2), 2))


def test_a_worker_that_is_killed_ends_the_work():
    with pytest.raises(WorkerLost) as caught:
        list(spread(partial(end_at, 4), batches(9), 2))
    assert caught.value.code == -signal.SIGKILL
    assert nobody_left()


def test_an_error_of_the_source_ends_the_workers():
    def source():
        yield from batches(2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(spread(double, source(), 2))
    assert nobody_left()


def test_workers_compute_on_one_core_and_our_environment_stays(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    assert list(spread(threads, batches(1), 2)) == ["1"]
    assert os.environ["OMP_NUM_THREADS"] == "7" and "MKL_NUM_THREADS" not in os.environ


LONELY = """
import os, sys, time
sys.path.insert(0, sys.argv[1])
from recoupe.parallel import spread
from test_parallel import sleepy
if __name__ == "__main__":
    for word in spread(sleepy, [[n] for n in range(9)], 2):
        print(word, flush=True)
"""


def sleepy(batch):
    yield os.getpid()
    time.sleep(0.2)


def test_workers_end_when_we_are_killed(tmp_path):
    (tmp_path / "lonely.py").write_text(LONELY)
    process = subprocess.Popen(
        [sys.executable, str(tmp_path / "lonely.py"), str(HERE)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    worker = int(process.stdout.readline())
    process.kill()
    process.wait()
    deadline = time.monotonic() + 30
    while alive(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(worker)


def alive(pid: int) -> bool:
    """Whether the process runs; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
