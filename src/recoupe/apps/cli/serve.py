"""`recoupe serve`: the desk in the browser, for this machine alone unless users are there to log in."""

from __future__ import annotations

import errno
import os
import re
from contextlib import closing
from getpass import getuser
from pathlib import Path
from socket import gaierror
from typing import TYPE_CHECKING

import click

from recoupe.apps.cli.knowing import find_situation
from recoupe.apps.cli.options import imports_option, make_command, situation_option
from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.cli.saying import say
from recoupe.apps.i18n import _, current_language

if TYPE_CHECKING:
    from recoupe.apps.web.settings import WebSettings

PORT = 8765
ADDRESS = re.compile(r"https?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?/?")


def build() -> click.Command:
    return make_command(
        "serve",
        run_serve,
        [
            click.Option(["--db"], type=click.Path(dir_okay=False), required=True,
                         help=_("Database; made if it is not there.")),
            click.Option(["--host"], default="127.0.0.1", show_default=True,
                         help=_("Address to listen on; beyond this machine users have to log in.")),
            click.Option(["--port"], type=click.IntRange(0, 65535), default=PORT, show_default=True,
                         help=_("Port to listen on; 0 takes a free one.")),
            click.Option(["--address"], default="", metavar="URL",
                         help=_("What readers type when a proxy stands before the desk: https://desk.example.org")),
            click.Option(["--trusted-proxy", "proxies"], multiple=True, metavar="ADDRESS",
                         help=_("Address or network of a proxy whose word is taken on who asks and whether by https; "
                                "may be given several times.")),
            click.Option(["--quotes-only"], is_flag=True,
                         help=_("Show analysts who log in quotes instead of whole texts, as readers see them.")),
            situation_option(None),
            imports_option(),
            click.Option(["--open/--no-open"], default=None, help=_("Open the page in the browser, or do not.")),
        ],
        _("Open the desk in the browser: situation, map, dossiers, review. Only this machine can reach it, and nobody "
          "logs in; with another --host there must be users first (see `recoupe user`)."),
        "recoupe serve --db sahel.db",
    )  # fmt: skip


def run_serve(
    db: str,
    host: str,
    port: int,
    address: str,
    proxies: tuple[str, ...],
    quotes_only: bool,
    situation: str | None,
    no_imports: bool,
    open: bool | None,
) -> int:
    from recoupe.apps.web.settings import WebSettings

    if situation:
        find_situation(situation)  # a wrong name makes no database
    check_address(address)
    check_proxies(proxies)
    check_writable(db)
    settings = WebSettings(
        db=db, language=current_language(), host=host, port=port, situation=situation, address=address.rstrip("/"),
        proxies=proxies, who=who_decides(), quotes_only=quotes_only, imports=not no_imports,
    )  # fmt: skip
    serve(settings, bool(open))
    return 0


def check_address(address: str) -> None:
    """A scheme, a name and perhaps a port; raises UsageError. Pages lie at the root: there is no path before them."""
    if not address:
        return
    if not address.startswith(("https://", "http://")):
        raise click.UsageError(_("--address begins with https://, such as https://desk.example.org"))
    if not ADDRESS.fullmatch(address):
        what = _(
            "{address} is no address for --address: a name and nothing behind it, such as https://desk.example.org"
        )
        raise click.UsageError(what.format(address=address))


def check_writable(db: str) -> None:
    """A file that nobody may write would open, and fail with the first decision; raises ClickException."""
    if Path(db).exists() and not os.access(db, os.W_OK):
        what = f"{db} cannot be written: make the file and its folder writable, or copy it elsewhere"
        raise click.ClickException(in_words(what))


def check_proxies(proxies: tuple[str, ...]) -> None:
    from recoupe.apps.web.access.forwarded import read_network

    for proxy in proxies:
        try:
            read_network(proxy)
        except ValueError as error:
            what = _("{proxy} is no address: --trusted-proxy takes one such as 127.0.0.1, or a network as 10.0.0.0/8")
            raise click.UsageError(what.format(proxy=proxy)) from error


def who_decides() -> str:
    """The name under which decisions are kept while nobody logs in."""
    try:
        return os.environ.get("RECOUPE_WHO", "").strip() or getuser()
    except (OSError, KeyError):
        return "desk"


def serve(settings: WebSettings, opened: bool) -> None:
    """Listen first, so that a port in use is told before anything else; then show the pages until interrupted."""
    from recoupe.apps.web.app import NoUsers
    from recoupe.apps.web.serving import bind, run_server

    try:
        socket = bind(settings.host, settings.port)
    except OSError as error:
        raise click.ClickException(socket_words(settings, error)) from error
    warn_of_plain_text(settings)
    with closing(socket):
        try:
            run_server(settings, socket, opened, click.echo)
        except NoUsers as error:
            what = _("others could reach this desk, and nobody has an account: first recoupe user add NAME --db {db}")
            raise click.UsageError(what.format(db=settings.db)) from error


def socket_words(settings: WebSettings, error: OSError) -> str:
    """Why nothing can listen there, and what would be right."""
    about = {
        errno.EADDRINUSE: _("port {port} of {host} is in use: is a desk running there? give another --port"),
        errno.EACCES: _("port {port} of {host} needs more rights than you have: give a --port above 1023"),
        errno.EADDRNOTAVAIL: _("{host} is no address of this machine: give another --host, such as 127.0.0.1"),
    }
    named = about[errno.EADDRNOTAVAIL] if isinstance(error, gaierror) else about.get(error.errno or 0)
    words = named or _("port {port} of {host} cannot be used ({error}): give another --host or --port")
    return words.format(host=settings.host, port=settings.port, error=error.strerror or error)


def warn_of_plain_text(settings: WebSettings) -> None:
    if settings.public and not settings.secure and not settings.proxies:
        say(_("passwords travel unencrypted: put a proxy with https before the desk and give its --address"))
