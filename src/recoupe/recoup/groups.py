"""Groups that grow together: union-find with the members at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Groups:
    """Items start alone; `join` puts two groups together."""

    def __init__(self, items: Iterable[str]) -> None:
        self.parent = {item: item for item in items}
        self.members = {item: [item] for item in self.parent}

    def head(self, item: str) -> str:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def joined(self, one: str, other: str) -> bool:
        return self.head(one) == self.head(other)

    def join(self, one: str, other: str) -> None:
        large, small = self.head(one), self.head(other)
        if large == small:
            return
        if len(self.members[large]) < len(self.members[small]):
            large, small = small, large
        self.parent[small] = large
        self.members[large].extend(self.members.pop(small))

    def of(self, item: str, without: str = "") -> list[str]:
        """The members of the item's group, sorted."""
        return sorted(m for m in self.members[self.head(item)] if m != without)

    def all(self) -> Iterator[list[str]]:
        yield from self.members.values()
