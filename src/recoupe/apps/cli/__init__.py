"""The command line; `recoupe --help` lists its commands."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """The console script; leaves with 0, 1 (done with problems), 2 (wrong usage) or 130 (interrupted)."""
    gc.disable()  # loading makes no garbage; looking for some takes a tenth of the time of --help
    from recoupe.apps.cli.program import run

    gc.enable()
    sys.exit(run(sys.argv[1:]))
