"""Users of a desk that others can reach, and their sessions; passwords and session keys are kept as hashes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from sqlalchemy import Connection, delete, func, insert, select

from recoupe.store.schema import sessions, users

Role = Literal["reader", "analyst"]


@dataclass(frozen=True, slots=True)
class Account:
    """`password` is an argon2 hash."""

    name: str
    role: Role
    password: str
    made_at: str


def add_account(connection: Connection, account: Account) -> bool:
    """False when the name is taken, also in other capitals."""
    taken = select(users.c.name).where(func.lower(users.c.name) == account.name.lower())
    if connection.execute(taken).first() is not None:
        return False
    row = {"name": account.name, "role": account.role, "password": account.password, "made_at": account.made_at}
    connection.execute(insert(users), row)
    return True


def load_accounts(connection: Connection) -> tuple[Account, ...]:
    """Every user by name."""
    return tuple(Account(*row) for row in connection.execute(select(users).order_by(users.c.name)))


def find_account(connection: Connection, name: str) -> Account | None:
    row = connection.execute(select(users).where(users.c.name == name)).first()
    return Account(*row) if row else None


def has_accounts(connection: Connection) -> bool:
    return connection.execute(select(users.c.name).limit(1)).first() is not None


def remove_account(connection: Connection, name: str) -> bool:
    """The user and every session of theirs; False when there is none of that name."""
    connection.execute(delete(sessions).where(sessions.c.user_name == name))
    return bool(connection.execute(delete(users).where(users.c.name == name)).rowcount)


def open_session(connection: Connection, digest: str, name: str, now: datetime, ends_at: datetime) -> None:
    """Remember a session by the hash of its key; sessions that have ended are swept out."""
    connection.execute(delete(sessions).where(sessions.c.ends_at < moment(now)))
    connection.execute(insert(sessions).values(digest=digest, user_name=name, ends_at=moment(ends_at)))


def session_user(connection: Connection, digest: str, now: datetime) -> tuple[str, Role] | None:
    """Name and role of whoever holds the session; None when it has ended."""
    query = select(users.c.name, users.c.role).join(sessions, sessions.c.user_name == users.c.name)
    row = connection.execute(query.where(sessions.c.digest == digest, sessions.c.ends_at > moment(now))).first()
    return (row.name, cast(Role, row.role)) if row else None


def close_session(connection: Connection, digest: str) -> None:
    connection.execute(delete(sessions).where(sessions.c.digest == digest))


def moment(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
