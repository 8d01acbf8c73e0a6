"""Passwords: hashed with argon2, checked in the same time whether the name is known or not."""

from __future__ import annotations

from functools import cache
from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 1024
AT_ONCE = Semaphore(2)  # each check takes 64 MB


def hash_password(password: str) -> str:
    """The hash to keep; see `password_fault` first."""
    with AT_ONCE:
        return hasher().hash(password)


def is_password(kept: str | None, password: str) -> bool:
    """The password is the one that was hashed; without a hash one of nobody's is checked, to take as long."""
    with AT_ONCE:
        try:
            return hasher().verify(kept or nobodys_hash(), password[: LONGEST + 1]) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


@cache
def hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def nobodys_hash() -> str:
    return hasher().hash("nobody has this password")
