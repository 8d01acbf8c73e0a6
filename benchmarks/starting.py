"""What `recoupe --help` costs beside an empty program."""

from __future__ import annotations

import sys

from benchmarks.measures import Row, child_cpu, interleaved, judge

EMPTY = [sys.executable, "-c", "pass"]
HELP = [sys.executable, "-c", "import sys; sys.argv = ['recoupe', '--help']; from recoupe.apps.cli import main; main()"]
TARGET = 5.0


def measure_help(rounds: int) -> list[Row]:
    """The least CPU time of many starts: all that goes beyond it is other programs."""
    empty, helped = interleaved([lambda _: child_cpu(EMPTY), lambda _: child_cpu(HELP)], rounds)
    note = f"{min(helped) * 1000:.0f} ms beside {min(empty) * 1000:.0f} ms, the least of {rounds} starts each"
    name = "`recoupe --help`, CPU, beside `python -c pass`"
    return [judge(name, min(helped) / min(empty), ".1f", most=TARGET, note=note)]
