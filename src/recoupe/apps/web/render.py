"""Pages from templates: every page knows its reader's language, who is logged in, and the way to the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from recoupe import __version__
from recoupe.apps.i18n import LANGUAGES
from recoupe.apps.web.access.tokens import csrf_token
from recoupe.apps.web.addresses import article_address, asked_path, event_address, is_replaced
from recoupe.apps.web.desk import database_name, workplace
from recoupe.apps.web.speech import COOKIE, Speech, words_of
from recoupe.apps.web.static_files import static_address

FOLDER = Path(__file__).parent / "templates"
YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class NavLink:
    """A way to another page; `here` when it is the one shown."""

    name: str
    address: str
    here: bool


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The page of a template in `templates/` with the values given; see `page_values` for what is always there."""
    content = environment().get_template(template).render({**page_values(request), **values})
    response = HTMLResponse(content.lstrip(), status_code=status)
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        response.set_cookie(COOKIE, str(asked), max_age=YEAR_S, httponly=True, samesite="lax")
    return response


def page_values(request: Request) -> dict[str, Any]:
    """What every template may use: `w` (words, dates, numbers), `_`, `n_`, `user`, `csrf()` …"""
    w = words_of(request)
    settings, stranger = request.app.state.settings, not request.state.user.name
    return {
        "w": w,
        "_": w._,
        "n_": w.n_,
        "language": w.language,
        "languages": other_languages(request, w.language),
        "user": request.state.user,
        "settings": settings,
        "public": settings.public,
        "csrf": hidden_token(request),
        "csrf_token": csrf_token(request),
        "nav": [] if stranger else nav_links(request, w),
        "path": local_path_of(request),
        "here": local_address(request),
        "static": static_address,
        "situation_name": "" if stranger else situation_name(request, w.language),
        "database": "" if stranger else database_name(settings),
        "version": __version__,
    }


def nav_links(request: Request, w: Speech) -> list[NavLink]:
    """The pages that this desk has and this user may open."""
    user, paths = request.state.user, request.app.state.page_paths
    rows = [("/", w._("Situation")), ("/events", w._("Events")), ("/review", w._("To review"))]
    rows += [("/search", w._("Search")), ("/saved", w._("Saved")), ("/brief", w._("Brief")), ("/add", w._("Add"))]
    only_analysts = {"/review", "/add"}
    shown = [row for row in rows if row[0] in paths and (user.analyst or row[0] not in only_analysts)]
    return [NavLink(name, address, request.url.path == address) for address, name in shown]


def other_languages(request: Request, current: str) -> list[tuple[str, str, str]]:
    """Code, own name and address of the same page in the other languages."""
    names = {"fr": "Français", "en": "English"}
    asked = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    path = local_path_of(request) if request.method == "GET" else "/"
    return [
        (code, names[code], f"{path}?{urlencode([*asked, ('lang', code)])}") for code in LANGUAGES if code != current
    ]


def local_path_of(request: Request) -> str:
    """The path as it was asked for: ids of articles may hold question marks, slashes and more."""
    return asked_path(request.scope)


def local_address(request: Request) -> str:
    """The path and query of this page, without the language."""
    asked = urlencode([(k, v) for k, v in request.query_params.multi_items() if k != "lang"])
    return local_path_of(request) + (f"?{asked}" if asked else "")


def hidden_token(request: Request) -> Callable[[], Markup]:
    """`{{ csrf() }}` stands in every form that posts."""

    def field() -> Markup:
        return Markup('<input type="hidden" name="csrf" value="{}">').format(csrf_token(request))

    return field


def situation_name(request: Request, language: str) -> str:
    situation = workplace(request).situation()
    return situation.name.get(language) or situation.name.get("en") or situation.id


@lru_cache(maxsize=1)
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals |= {"article_path": article_address, "event_path": event_address, "is_replaced": is_replaced}
    return made
