"""Behind a proxy: where a request really comes from, and whether it came by https; told by known proxies only.

Every proxy adds the address it was asked from at the right of `X-Forwarded-For`. What stands left of the last
proxy that is known anybody can have written, so the first unknown address from the right is the visitor's.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

Network = IPv4Network | IPv6Network
HEADERS = ("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "x-real-ip")
NEIGHBOURS = 64  # bits of an IPv6 address that one visitor shares with nobody


class Forwarded:
    """Wraps the desk: puts the visitor's address and scheme in the place of the proxy's."""

    def __init__(self, app: ASGIApp, proxies: Sequence[str]) -> None:
        self.app, self.proxies = app, [read_network(proxy) for proxy in proxies]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        peer = (scope.get("client") or ("", 0))[0]
        if scope["type"] == "http" and self.is_proxy(peer):
            headers = Headers(scope=scope)
            host = self.visitor(peer, ",".join(headers.getlist("x-forwarded-for")))
            schemes = ",".join(headers.getlist("x-forwarded-proto")).lower().split(",")
            scope = {**scope, "client": (host, 0), "scheme": "https" if schemes[-1].strip() == "https" else "http"}
        await self.app(scope, receive, send)

    def visitor(self, peer: str, told: str) -> str:
        """The first address from the right that is no proxy of ours; the last proxy when the rest is no address."""
        for address in reversed(told.split(",")):
            host = plain_address(address)
            if host is None:
                return peer
            if not self.is_proxy(host):
                return host
            peer = host
        return peer

    def is_proxy(self, host: str) -> bool:
        plain = plain_address(host)
        return plain is not None and any(ip_address(plain) in network for network in self.proxies)


def read_network(proxy: str) -> Network:
    """An address or a network such as 10.0.0.0/8; raises ValueError."""
    return ip_network(proxy.strip().strip("[]"), strict=False)


def plain_address(address: str) -> str | None:
    """The address in one spelling: without port or brackets, IPv4 as such; None for what is none."""
    address = address.strip()
    if address.startswith("["):
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    try:
        found = ip_address(address)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(mapped or found)


def visitor_place(host: str) -> str:
    """What counts as one place: an address, or the network of an IPv6 address, which has as many as it likes."""
    plain = plain_address(host)
    if plain is None or ":" not in plain:
        return plain or host
    return str(ip_network((plain.partition("%")[0], NEIGHBOURS), strict=False))


def is_forwarded(headers: Headers) -> bool:
    """A proxy says that it stands before the desk."""
    return any(name in headers for name in HEADERS)
