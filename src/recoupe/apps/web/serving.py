"""Runs the desk on a socket until it is interrupted."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Timer

import uvicorn

from recoupe.apps.web.app import make_app
from recoupe.apps.web.settings import WebSettings
from recoupe.apps.web.speech import speech

HURRY_S = 3  # how long open answers are waited for at the end


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens there; raises OSError."""
    plain = host.strip("[]")
    family = socket.AF_INET6 if ":" in plain else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((plain, port))
    except BaseException:
        made.close()
        raise
    return made


def run_server(settings: WebSettings, listening: socket.socket, opened: bool, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; says where as soon as it is ready."""
    settings = replace(settings, port=listening.getsockname()[1])
    app = make_app(settings)
    address = page_address(settings)
    words = speech(settings.language)
    say(words._("The desk is open at {address} (Ctrl-C closes it)").format(address=address))
    if opened:
        Timer(0.7, webbrowser.open, (address,)).start()
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=HURRY_S,
        proxy_headers=False,
    )
    with suppress(KeyboardInterrupt):  # Ctrl-C is how a desk is closed
        uvicorn.Server(config).run(sockets=[listening])


def page_address(settings: WebSettings) -> str:
    if settings.address:
        return settings.address + "/"
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)  # no bind  # nosec B104
    return f"http://{f'[{host}]' if ':' in host and not host.startswith('[') else host}:{settings.port}/"
