"""Errors as pages in the reader's language: what is wrong and where to go on; JSON for addresses under /api."""

from __future__ import annotations

import logging

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.web.render import render
from recoupe.apps.web.security import HEADERS, MOST_BYTES, declared_bytes
from recoupe.apps.web.speech import words_of
from recoupe.knowledge.loader import KnowledgeError
from recoupe.store import StoreError
from recoupe.store.query import QueryError

# what the reader of forms says; its words are for programmers
BAD_BODIES = ("Too many f", "Field exceeded", "There was an error parsing", "Invalid multipart", "Missing boundary",
              "The Content-Disposition", "Part exceeded", "Did not find", "Expected boundary")  # fmt: skip
log = logging.getLogger("recoupe.desk")


def handle_errors(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_wrong_values)
    app.add_exception_handler(QueryError, on_query)
    app.add_exception_handler(StoreError, on_store)
    app.add_exception_handler(KnowledgeError, on_knowledge)
    app.add_exception_handler(Exception, on_bug)


class Bounds:
    """Wraps the pages: what says itself that it is too large is not read, and told so in the visitor's language."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self.app
        if scope["type"] == "http":
            request = Request(scope)
            if declared_bytes(request.headers) > MOST_BYTES:
                answer = show_error(request, 413, *status_words(request, 413, "too large"))
        await answer(scope, receive, send)


def show_error(request: Request, status: int, title: str, words: str = "") -> Response:
    """An error page; pages call it for what they cannot show."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": words or title}, status)
    return render(request, "error.html.j2", status, title=title, message=words)


def on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    title, words = status_words(request, error.status_code, error.detail)
    if error.status_code == 429:
        words = waiting_words(request, int((error.headers or {}).get("Retry-After", "60")))
    response = show_error(request, error.status_code, title, words)
    response.headers.update(error.headers or {})
    return response


def status_words(request: Request, status: int, detail: str) -> tuple[str, str]:
    """Title and words of a status; a detail that a page wrote stands for itself."""
    _ = words_of(request)._
    known = {
        "Not Found": _("The address may be mistyped, or what stood here was removed."),
        "Method Not Allowed": _("This address does not take what was sent."),
        "analysts only": _("Only analysts may do this. Ask whoever keeps the accounts of this desk."),
        "form from elsewhere": _("This form was sent from another site: nothing was done."),
        "form too old": _(
            "This form was open for too long: nothing was done. Go back, load the page again, and resend."
        ),
        "too large": _("This is more than the desk takes at once: send it in parts."),
    }
    if status == 400 and detail.startswith(BAD_BODIES):
        detail = _("What was sent cannot be taken apart: send it anew, at most 500 files at a time.")
    titles = {
        400: _("This cannot be understood"),
        401: _("Log in first"),
        403: _("Not allowed"),
        404: _("There is nothing here"),
        405: _("Not possible here"),
        413: _("Too large"),
        429: _("Too many attempts"),
    }
    return titles.get(status, _("This did not work")), known.get(detail, detail)


def waiting_words(request: Request, seconds: int) -> str:
    n_, minutes = words_of(request).n_, -(-seconds // 60)
    if seconds < 60:
        words = n_("Wait {n} second before the next attempt.", "Wait {n} seconds before the next attempt.", seconds)
        return words.format(n=seconds)
    words = n_("Wait {n} minute before the next attempt.", "Wait {n} minutes before the next attempt.", minutes)
    return words.format(n=minutes)


def on_wrong_values(request: Request, error: Exception) -> Response:
    """A value in the address or form that is no number, too long, or missing."""
    assert isinstance(error, RequestValidationError)
    _ = words_of(request)._
    names = ", ".join(str(e["loc"][-1])[:40] for e in error.errors()[:5])
    return show_error(
        request, 400, _("This cannot be understood"), _("Check these values: {names}").format(names=names)
    )


def on_query(request: Request, error: Exception) -> Response:
    w = words_of(request)
    return show_error(request, 400, w._("This query cannot be understood"), in_words(str(error), w.language))


def on_store(request: Request, error: Exception) -> Response:
    w = words_of(request)
    log.error("%s", error)
    return show_error(request, 503, w._("The database cannot be used now"), in_words(str(error), w.language))


def on_knowledge(request: Request, error: Exception) -> Response:
    """The situation asks for a border or place that nobody here knows; pages that need neither go on working."""
    w = words_of(request)
    log.error("%s", error)
    what = str(error).partition(": ")[2] or str(error)  # the file's own path stays on this machine
    advice = w._(
        "Boards, lists of events and search cannot be shown; articles, dossiers and decisions can. "
        "Whoever keeps this desk can give `recoupe serve` another --situation, "
        "or add the border (docs/add-a-situation.md)."
    )
    title = w._("The situation of this desk does not fit what it knows")
    return show_error(request, 503, title, f"{in_words(what, w.language)}. {advice}")


def on_bug(request: Request, error: Exception) -> Response:
    _ = words_of(request)._
    words = _("This is a fault of the program, not yours; the terminal in which it runs says more.")
    try:
        response = show_error(request, 500, _("Something went wrong"), words)
    except Exception:  # what is broken may be what every page needs
        response = PlainTextResponse(f"{_('Something went wrong')}\n{words}\n", 500)
    response.headers.update({**HEADERS, "cache-control": "no-store"})  # it goes out past whatever adds them
    return response
