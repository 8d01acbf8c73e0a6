"""The desk as an application: settings in, pages out."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from recoupe import __version__
from recoupe.apps.web.access.attempts import Attempts
from recoupe.apps.web.access.forwarded import Forwarded
from recoupe.apps.web.access.guard import guard
from recoupe.apps.web.access.visitor import Visitor
from recoupe.apps.web.adding.jobs import Jobs
from recoupe.apps.web.desk import Workplace
from recoupe.apps.web.errors import Bounds, handle_errors
from recoupe.apps.web.events.finding import Picture
from recoupe.apps.web.pages import ROUTERS
from recoupe.apps.web.security import Safeguard
from recoupe.apps.web.settings import WebSettings
from recoupe.apps.web.static_files import mount_static
from recoupe.store.users import has_accounts


def make_app(settings: WebSettings) -> FastAPI:
    """Open the database (made when it is not there) and put every page in its place.

    Raises StoreError, and NoUsers when others could reach a desk that nobody has an account for.
    """
    workplace = Workplace(settings)
    check_users(workplace)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if workplace.is_behind():
            workplace.rebuild_soon()
        workplace.worker.submit(app.state.picture.warm_up, workplace.store)
        yield
        app.state.jobs.stop_all()
        workplace.close()

    app = FastAPI(
        title="recoupe",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.settings, app.state.workplace = settings, workplace
    app.state.secret, app.state.attempts = secrets.token_bytes(32), Attempts()
    app.state.jobs, app.state.picture = Jobs(workplace), Picture()
    for router in ROUTERS:
        app.include_router(router, dependencies=[Depends(guard)])
    mount_static(app)
    app.state.page_paths = frozenset(r.path for router in ROUTERS for r in router.routes if isinstance(r, Route))
    handle_errors(app)
    add_layers(app, workplace)
    return app


class NoUsers(Exception):
    """Others could reach the desk, and nobody has an account."""


def check_users(workplace: Workplace) -> None:
    if not workplace.settings.public:
        return
    with workplace.store.reading() as connection:
        known = has_accounts(connection)
    if not known:
        workplace.close()
        raise NoUsers(workplace.settings.host)


def add_layers(app: FastAPI, workplace: Workplace) -> None:
    """What wraps the pages, the innermost first."""
    settings = workplace.settings
    app.add_middleware(Bounds)
    app.add_middleware(Visitor, settings=settings, store=workplace.store)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(Safeguard, settings=settings)
    if settings.proxies:
        app.add_middleware(Forwarded, proxies=settings.proxies)
