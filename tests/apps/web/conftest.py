"""Browser tests of the desk: databases, a live server, and pages that forgive nothing.

`page` is a browser page on a phone and on a desktop; it fails its test on any error in the console, on any error of
a script, and on any request that does not go to the desk. `open_page` opens more, in another language, in the dark,
or without scripts. `desk` serves the samples, `own_desk` a copy of them that a test may change, `seeds_desk` the two
articles of the first situation. `no_serious_findings(page)` asks axe for barriers.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2025, 11, 25, 12, 0, tzinfo=UTC)
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
FLAGS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OLD_S = 3600
QUIET = ("GPU stall due to ReadPixels", "Automatic fallback to software WebGL")  # of the drawing, not of the page


# databases


@pytest.fixture(scope="session")
def samples_db(request: pytest.FixtureRequest) -> Path:
    """The samples, read and cross-checked; read again only when the program or the samples are others."""
    return kept_database(request.config, "samples", sorted((ROOT / "samples").iterdir()))


@pytest.fixture(scope="session")
def seeds_db(request: pytest.FixtureRequest, shared: Path) -> Path:
    """The two articles of the first situation, in a database."""
    return kept_database(request.config, "seeds", sorted((shared / "seeds").glob("*.txt")))


def kept_database(config: pytest.Config, name: str, inputs: list[Path]) -> Path:
    """Made once and kept in pytest's cache under a name that changes with everything it is made of."""
    folder = config.cache.mkdir("recoupe-desk") if config.cache else ROOT / ".pytest_cache"
    path = folder / f"{name}-{digest_of(inputs)}.db"
    if not path.exists():
        for stale in folder.glob(f"{name}-*"):
            if time.time() - stale.stat().st_mtime > OLD_S:  # another run may still need a young one
                stale.unlink(missing_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        make_database(fresh, inputs)
        fresh.rename(path)
    return path


def make_database(path: Path, inputs: list[Path]) -> None:
    from recoupe.knowledge.bundle import Knowledge
    from recoupe.knowledge.situations import load_situation
    from recoupe.pipeline import read_articles
    from recoupe.rebuilding import rebuild_picture
    from recoupe.sources import InputOptions, read_inputs
    from recoupe.store import open_store

    known = Knowledge(situation=load_situation("senegal-mali"))
    with open_store(path) as store:
        store.add(read_articles(read_inputs([str(p) for p in inputs], InputOptions()), known))
        rebuild_picture(store, known)
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    for beside in path.parent.glob(f"{path.name}-*"):
        beside.unlink()


def digest_of(inputs: list[Path]) -> str:
    home = ROOT / "src" / "recoupe"
    parts = [p for p in home.rglob("*") if p.is_file() and "apps" not in p.parts and "__pycache__" not in p.parts]
    found = hashlib.blake2b(digest_size=8)
    for path in (*sorted(parts), *inputs):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


# servers


@dataclass(frozen=True)
class Server:
    """A desk at work: its address, the database behind it and the application itself."""

    url: str
    db: Path
    app: Any


Serve = Callable[..., Server]


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """`serve(db, **settings)` serves a copy of a database on this machine until the session ends."""
    with ExitStack() as open_servers:

        def start(db: Path, **settings: Any) -> Server:
            copy = tmp_path_factory.mktemp("desk") / "desk.db"
            shutil.copyfile(db, copy)
            return open_servers.enter_context(running(copy, **settings))

        yield start


@contextmanager
def running(db: Path, **settings: Any) -> Iterator[Server]:
    """The desk on a port that is free, in a thread of its own."""
    import uvicorn

    from recoupe.apps.web.app import make_app
    from recoupe.apps.web.settings import WebSettings

    door = socket.create_server(("127.0.0.1", 0))
    port = int(door.getsockname()[1])
    app = make_app(replace(WebSettings(str(db), port=port, now=lambda: NOW), **settings))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert server.started, "the desk does not start"
    try:
        yield Server(f"http://127.0.0.1:{port}", db, app)
    finally:
        server.should_exit = True
        thread.join(10)
        door.close()


@pytest.fixture(scope="session")
def desk(serve: Serve, samples_db: Path) -> Server:
    """The samples, served; tests leave them as they are."""
    return serve(samples_db)


@pytest.fixture(scope="session")
def seeds_desk(serve: Serve, seeds_db: Path) -> Server:
    """The two articles of the first situation, served."""
    return serve(seeds_db)


@pytest.fixture
def own_desk(samples_db: Path, tmp_path: Path) -> Iterator[Server]:
    """A copy of the samples of the test's own, to change as it likes."""
    copy = tmp_path / "own.db"
    shutil.copyfile(samples_db, copy)
    with running(copy) as server:
        yield server


# the browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium under Playwright."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no chromium is installed (Debian: apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@dataclass
class Watch:
    """What went wrong on a page."""

    home: str
    expected: tuple[str, ...] = ()
    problems: list[str] = field(default_factory=list)

    def on(self, page: Any) -> None:
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("request", self.see)

    def hear(self, message: Any) -> None:
        words = message.text
        if message.type in ("error", "warning") and not any(part in words for part in (*QUIET, *self.expected)):
            self.problems.append(f"console: {words} ({message.location.get('url', '')})")

    def see(self, request: Any) -> None:
        local = (self.home + "/", "data:", "blob:", "about:")
        if not request.url.startswith(local):
            self.problems.append(f"request to {request.url}")


@contextmanager
def watched_page(
    browser: Any, server: Server, size: str = "desktop", expected: tuple[str, ...] = (), **options: Any
) -> Iterator[Any]:
    """A page whose addresses begin at the server; raises at its end when anything went wrong on it.

    `expected` are words of console messages that the test provokes. Options are those of a browser context: locale,
    color_scheme, java_script_enabled …
    """
    wanted = {"locale": "en-GB", "reduced_motion": "reduce", "viewport": SIZES[size], **options}
    context = browser.new_context(base_url=server.url, **wanted)
    context.set_default_timeout(15_000)
    watch = Watch(server.url, expected)
    context.on("page", watch.on)
    try:
        yield context.new_page()
    finally:
        context.close()
    assert not watch.problems, watch.problems


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """`open_page(server, size="phone", locale="fr-FR", color_scheme="dark", java_script_enabled=False)`."""
    with ExitStack() as pages:
        yield lambda server, size="desktop", **options: pages.enter_context(
            watched_page(browser, server, size, **options)
        )


@pytest.fixture(params=list(SIZES))
def page(request: pytest.FixtureRequest, browser: Any, desk: Server) -> Iterator[Any]:
    """The desk of the samples on a phone and on a desktop."""
    with watched_page(browser, desk, request.param) as opened:
        yield opened


@pytest.fixture(params=list(SIZES))
def own_page(request: pytest.FixtureRequest, browser: Any, own_desk: Server) -> Iterator[Any]:
    """A desk that the test may change, on a phone and on a desktop."""
    with watched_page(browser, own_desk, request.param) as opened:
        yield opened


@pytest.fixture(params=list(SIZES))
def seeds_page(request: pytest.FixtureRequest, browser: Any, seeds_desk: Server) -> Iterator[Any]:
    """The two articles of the first situation, on a phone and on a desktop."""
    with watched_page(browser, seeds_desk, request.param) as opened:
        yield opened


def wait_until(page: Any, expression: str, seconds: float = 10.0) -> None:
    """Wait until a JavaScript expression is true; the desk allows no page to make code of words, so we ask anew."""
    from playwright.sync_api import Error

    deadline, holds = time.monotonic() + seconds, False
    while not holds:
        with suppress(Error):  # the page may be on its way to another
            holds = page.evaluate(expression)
        assert time.monotonic() < deadline, f"never true: {expression}"
        page.wait_for_timeout(50)


@pytest.fixture(scope="session")
def wait() -> Callable[..., None]:
    """`wait(page, "document.title !== ''")`."""
    return wait_until


# accessibility


@pytest.fixture(scope="session")
def no_serious_findings() -> Callable[[Any], None]:
    """Fails when axe finds a serious or critical barrier, or when the page is wider than its window."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing").Axe()

    def check(page: Any) -> None:
        found = axe.run(page).response["violations"]
        told = [
            f"{one['impact']} {one['id']}: {one['help']} – {node['html'][:160]}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"][:3]
        ]
        assert not told, "\n".join(told)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 1, f"the page is {wide} pixels wider than its window"

    return check
