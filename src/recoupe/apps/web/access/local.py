"""Addresses on this desk: a redirect leads nowhere else."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.responses import RedirectResponse


def local_path(address: str | None, default: str = "/") -> str:
    """The address when it is a path of this desk, else the default: `//evil`, `/\\evil` and the like are not."""
    if not address or len(address) > 2000 or not address.startswith("/") or address.startswith("//"):
        return default
    if "\\" in address or any(ord(letter) < 0x21 for letter in address):
        return default
    try:
        parts = urlsplit(address)
    except ValueError:
        return default
    return default if parts.scheme or parts.netloc or parts.path.startswith("//") else address


def go_to(address: str | None, default: str = "/") -> RedirectResponse:
    """See another page, after a form was taken."""
    return RedirectResponse(local_path(address, default), status_code=303)
