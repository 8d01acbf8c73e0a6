"""What the desk is told when it starts; nothing is read from the environment later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")


def clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`address` is what readers type when a proxy stands before the desk: https://desk.example.org.

    `proxies` are the addresses or networks whose word is taken on who asks. `who` signs decisions while nobody has to
    log in. `situation` None means the one the database remembers. `quotes_only` holds whole texts back from analysts,
    too, where others can reach the desk.
    """

    db: str
    language: str = "en"
    host: str = "127.0.0.1"
    port: int = 8765
    situation: str | None = None
    address: str = ""
    proxies: tuple[str, ...] = ()
    who: str = "desk"
    quotes_only: bool = False
    imports: bool = True
    now: Callable[[], datetime] = clock

    @property
    def public(self) -> bool:
        """Others can reach it: users log in, and what must not leave the desk is held back."""
        return bool(self.address or self.proxies) or not is_loopback(self.host)

    @property
    def secure(self) -> bool:
        """Readers come by https: cookies travel no other way."""
        return self.address.startswith("https://")


def is_loopback(host: str) -> bool:
    """Only this machine can reach the host's name or number."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
