"""What every benchmark needs: CPU clocks, medians, the machine in a line, and a row of the results."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One line of the results; `met` is None where there is no target, or where it could not be measured."""

    what: str
    value: str
    target: str = ""
    met: bool | None = None
    note: str = ""


def judge(what: str, value: float, form: str, least: float | None = None, most: float | None = None, note: str = ""):
    """A row with its target, met or not."""
    target = f"≥ {format(least, form)}" if least is not None else f"≤ {format(most, form)}" if most is not None else ""
    met = value >= least if least is not None else value <= most if most is not None else None
    return Row(what, format(value, form), target, met, note)


def cpu(task: Callable[[], object]) -> float:
    """CPU seconds of this process, all threads, for one run of the task."""
    begin = time.process_time()
    task()
    return time.process_time() - begin


def interleaved(tasks: Sequence[Callable[[int], float]], rounds: int) -> list[list[float]]:
    """What each task measured in each round; in every second round the order is turned round."""
    measured: list[list[float]] = [[] for _ in tasks]
    for number in range(rounds):
        order = range(len(tasks)) if number % 2 == 0 else reversed(range(len(tasks)))
        for at in order:
            measured[at].append(tasks[at](number))
    return measured


def median_ratio(above: Sequence[float], below: Sequence[float]) -> tuple[float, str]:
    """The median of the ratios round by round, and their range in words."""
    ratios = sorted(a / b for a, b in zip(above, below))
    return median(ratios), f"{len(ratios)} rounds, {ratios[0]:.2f} to {ratios[-1]:.2f}"


def child_cpu(command: Sequence[str]) -> float:
    """CPU seconds of a program from start to end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def load() -> float:
    """Programs that wanted a core in the last minute, on average."""
    return os.getloadavg()[0]


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def machine() -> str:
    """Cores, memory and versions; nothing that names the machine."""
    import spacy

    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = f"Python {platform.python_version()}, spaCy {spacy.__version__}"
    return f"{cores()} cores ({platform.machine()}), {memory:.0f} GB of memory, {platform.system()}; {versions}"
