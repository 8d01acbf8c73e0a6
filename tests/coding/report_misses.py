from __future__ import annotations
MISSES: dict[tuple[str, str], str] = {}
