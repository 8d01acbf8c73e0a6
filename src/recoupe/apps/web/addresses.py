"""Addresses of articles and events, whatever stands in their ids, and the address that was asked for."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import quote

SAFE_IN_PATHS = "/~:@!$&'()*+,;=%"
DOTS = (".", "..")  # a browser takes them for a folder, percent-encoded too
REPLACED = re.compile(r"a-[0-9a-f]{12}")


def article_address(name: str, query: str = "") -> str:
    """The page of an article; its id is one part of the path: `../x` leads nowhere else."""
    word = quote(name, safe="")
    path = f"/article?id={word}" if name in DOTS or "\n" in name else f"/article/{word}"  # no path holds a line break
    return path + (f"{'&' if '?' in path else '?'}{query}" if query else "")


def event_address(name: str) -> str:
    return f"/event/{quote(name, safe='')}"


def is_replaced(name: str) -> bool:
    """The id stands for one that would tell what is held back (`Masks.name`): it leads nowhere."""
    return REPLACED.fullmatch(name) is not None


def asked_path(scope: MutableMapping[str, Any]) -> str:
    """The path as it was asked for, its percent signs in place; `//evil` is no host here."""
    raw: bytes = (scope.get("raw_path") or quote(scope["path"]).encode()).partition(b"?")[0]
    return "/" + quote(raw, safe=SAFE_IN_PATHS).lstrip("/")
