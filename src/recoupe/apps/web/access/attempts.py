"""Counts failed logins: few for one name from one place, some for one place, many for one name."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from threading import Lock
from time import monotonic

WINDOW_S = 15 * 60
PER_PAIR, PER_PLACE, PER_NAME = 5, 30, 60
MOST_KEPT = 10_000


class Attempts:
    """Failed logins of the last quarter of an hour; in memory, gone with a restart."""

    def __init__(self) -> None:
        self.failures: dict[tuple[str, str], deque[float]] = {}
        self.lock = Lock()

    def wait_s(self, place: str, name: str) -> int:
        """Seconds until the next attempt is looked at; 0 when it may be now."""
        with self.lock:
            waits = (self.wait_for(key, most) for key, most in keys(place, name))
            return max(waits, default=0)

    def wait_for(self, key: tuple[str, str], most: int) -> int:
        times = self.recent(key)
        return int(times[-most] + WINDOW_S - monotonic()) + 1 if len(times) >= most else 0

    def recent(self, key: tuple[str, str]) -> deque[float]:
        times = self.failures.get(key, deque())
        while times and times[0] < monotonic() - WINDOW_S:
            times.popleft()
        return times

    def failed(self, place: str, name: str) -> None:
        with self.lock:
            if len(self.failures) > MOST_KEPT:
                self.failures = {key: times for key, times in self.failures.items() if self.recent(key)}
            for key, _ in keys(place, name):
                self.failures.setdefault(key, deque(maxlen=PER_NAME)).append(monotonic())

    def succeeded(self, place: str, name: str) -> None:
        """The attempt counted last was none that failed, and those before it were slips."""
        with self.lock:
            self.failures.pop((place, name), None)
            for key in ((place, ""), ("", name)):
                if self.failures.get(key):
                    self.failures[key].pop()


def keys(place: str, name: str) -> Iterator[tuple[tuple[str, str], int]]:
    yield (place, name), PER_PAIR
    yield (place, ""), PER_PLACE
    yield ("", name), PER_NAME
