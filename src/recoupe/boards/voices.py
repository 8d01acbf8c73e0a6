"""Do several origins say a thing, or one whose words several articles repeat? Only the first confirms it."""

from __future__ import annotations

from collections.abc import Iterable

from recoupe.model import Event, Finding

ALONE = ("lone", "unconfirmed")  # shown instead of "agreed" where one established origin says it, or none


def shown_label(event: Event, finding: Finding) -> str:
    """The finding's label; what agrees is called so only when two established origins say it."""
    if finding.label != "agreed":
        return finding.label
    return agreement(event, (article for value in finding.values for article in value.articles))


def agreement(event: Event, articles: Iterable[str]) -> str:
    """What articles that say the same amount to: "agreed", "lone" or "unconfirmed"."""
    voices = count_origins(event, articles)
    return "agreed" if voices > 1 else "lone" if voices else "unconfirmed"


def count_origins(event: Event, articles: Iterable[str]) -> int:
    """How many established origins these articles of the event go back to; outlets of one house are one."""
    sure = set(articles) - set(event.undetermined)
    return min(event.independent, sum(bool(sure.intersection(group)) for group in event.origins))
