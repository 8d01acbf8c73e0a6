"""Counts failed logins: few for one name from one place, some for one place, some for one name from anywhere.

A stranger who tries a name from many places makes other strangers to that name wait, for half a minute at a time. A
browser that has logged in under the name before has a count of its own, and no stranger can make it wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from time import monotonic

WINDOW_S = 15 * 60
PAUSE_S = 30  # between two attempts of strangers at a name that was tried too often
PER_PAIR, PER_PLACE, PER_NAME = 5, 30, 30
MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Count:
    """Failures under `key`: beyond `most` of them the next waits, until one is too old or for a `pause`."""

    key: tuple[str, str, str]
    most: int
    pause: bool = False


class Attempts:
    """Failed logins of the last quarter of an hour; in memory, gone with a restart."""

    def __init__(self) -> None:
        self.failures: dict[tuple[str, str, str], deque[float]] = {}
        self.known: dict[tuple[str, str], None] = {}
        self.lock = Lock()

    def wait_s(self, place: str, name: str, browser: str = "") -> int:
        """Seconds until the next attempt is looked at; 0 when it may be now."""
        with self.lock:
            return max(self.wait_for(count) for count in self.counts(place, name, browser))

    def wait_for(self, count: Count) -> int:
        times = self.recent(count.key)
        if len(times) < count.most:
            return 0
        until = times[-1] + PAUSE_S if count.pause else times[-count.most] + WINDOW_S
        return max(0, int(until - monotonic()) + 1)

    def recent(self, key: tuple[str, str, str]) -> deque[float]:
        times = self.failures.get(key, deque())
        while times and times[0] < monotonic() - WINDOW_S:
            times.popleft()
        return times

    def counts(self, place: str, name: str, browser: str) -> Sequence[Count]:
        """Where an attempt counts; a browser that this name knows counts for itself."""
        if (browser, name) in self.known:
            return (Count(("browser", browser, name), PER_PAIR),)
        return (
            Count(("pair", place, name), PER_PAIR),
            Count(("place", place, ""), PER_PLACE),
            Count(("name", "", name), PER_NAME, pause=True),
        )

    def failed(self, place: str, name: str, browser: str = "") -> None:
        with self.lock:
            if len(self.failures) > MOST_KEPT:
                self.failures = {key: times for key, times in self.failures.items() if self.recent(key)}
            for count in self.counts(place, name, browser):
                self.failures.setdefault(count.key, deque(maxlen=PER_PLACE)).append(monotonic())

    def succeeded(self, place: str, name: str, browser: str = "") -> None:
        """The attempt counted last was none that failed, and those of the pair before it were slips."""
        with self.lock:
            for count in self.counts(place, name, browser):
                if count.key[0] in ("pair", "browser"):
                    self.failures.pop(count.key, None)
                elif self.failures.get(count.key):
                    self.failures[count.key].pop()
            if browser:
                self.known[browser, name] = None
            while len(self.known) > MOST_KEPT:
                self.known.pop(next(iter(self.known)))
