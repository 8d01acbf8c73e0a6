"""A number with bounds: "at least 12" is [12, open], never 12."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """Between `low` and `high`, both included; `high` None is open upwards.

    `vague` marks words such as «une dizaine»: the bounds are the guide's, not the article's.
    """

    low: float
    high: float | None
    vague: bool = False

    def __post_init__(self) -> None:
        if self.high is not None and self.low > self.high:
            raise ValueError(f"count ends before it begins: {self.low} … {self.high}")

    @classmethod
    def exactly(cls, value: float) -> Count:
        return cls(value, value)

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def compatible(self, other: Count) -> bool:
        """Both counts can be true of one number."""
        return (other.high is None or self.low <= other.high) and (self.high is None or other.low <= self.high)

    def plus(self, other: Count) -> Count:
        """The sum of two sides' counts; open where one of them is."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Count(self.low + other.low, high, self.vague or other.vague)
