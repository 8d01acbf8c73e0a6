"""What an outlet changed from version to version, each change with the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from recoupe.model import Reading
from recoupe.store.text_changes import TextChange, compare_versions

AROUND = 60  # characters shown before and after
LONGEST = 400  # characters shown of what was taken out or put in
SHOWN = 40
COMPARED = 60_000  # characters; longer texts are not compared word by word on a page


@dataclass(frozen=True, slots=True)
class VersionChange:
    """«before [old] {new} after», from one version to the next."""

    old_version: int
    new_version: int
    before: str
    old: str
    new: str
    after: str


def tell_changes(versions: Sequence[Reading]) -> tuple[VersionChange, ...]:
    """The changes between neighbouring versions, the first forty; texts beyond all bounds are not compared."""
    short = [r for r in versions if len(r.article.text) <= COMPARED]
    if len(short) < 2 or len(short) < len(versions):
        return ()
    return tuple(islice(changes(short), SHOWN))


def changes(versions: Sequence[Reading]) -> Iterator[VersionChange]:
    for old, new in pairwise(versions):
        for change in compare_versions((old, new)):
            yield tell_change(change, new.article.text)


def tell_change(change: TextChange, text: str) -> VersionChange:
    start, end = change.new.start, change.new.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return VersionChange(
        change.old_version, change.new_version, before, cut(change.old.quote), cut(change.new.quote), after
    )


def cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST] + "…"
