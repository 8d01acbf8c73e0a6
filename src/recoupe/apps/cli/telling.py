"""What is told on standard error: problems (where, what, what would be right), words at the end, progress."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.cli.saying import say
from recoupe.apps.i18n import _

T = TypeVar("T")
PATIENCE_S = 2  # no bar for what takes less


class Teller:
    """Tells problems as they come and remembers them: they make the exit code and stand in brief and store."""

    def __init__(self) -> None:
        self.problems: list[Any] = []

    def tell(self, problem: Any) -> None:
        """Say what was wrong, where, and what would be right."""
        self.problems.append(problem)
        where = f"{problem.source}: " if problem.source else ""
        say(f"{where}{in_words(problem.message)}")

    @property
    def exit_code(self) -> int:
        return 1 if self.problems else 0


def watch(items: Iterable[T], unit: str) -> Iterator[T]:
    """The items, with a bar on a terminal for anything that takes more than two seconds."""
    if not sys.stderr.isatty():
        yield from items
        return
    from tqdm import tqdm

    yield from tqdm(items, unit=f" {unit}", delay=PATIENCE_S, leave=False, file=sys.stderr, desc=_("reading"))
