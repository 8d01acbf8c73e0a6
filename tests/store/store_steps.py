"""Counts the steps SQLite's virtual machine takes: work that grows with rows touched, and no clock is asked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event

from recoupe.store import Store

UNIT = 10  # steps between two calls


class Steps:
    """`count` units of steps, and `statements`, of everything a store does within the block."""

    def __init__(self, store: Store) -> None:
        self.engine, self.count, self.statements = store.engine, 0, 0

    def __enter__(self) -> Steps:
        self.engine.dispose()
        event.listen(self.engine, "checkout", self.watch)
        event.listen(self.engine, "before_cursor_execute", self.tell)
        return self

    def __exit__(self, *error: object) -> None:
        event.remove(self.engine, "checkout", self.watch)
        event.remove(self.engine, "before_cursor_execute", self.tell)
        self.engine.dispose()

    def watch(self, connection: Any, *rest: object) -> None:
        connection.set_progress_handler(self.step, UNIT)

    def step(self) -> int:
        self.count += 1
        return 0

    def tell(self, *statement: object) -> None:
        self.statements += 1
