"""`/add`: files or a pasted text, read in the background; `/add/{job}` shows how far that is and what came of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, HTTPException, UploadFile
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.web.access.guard import analyst_only
from recoupe.apps.web.access.local import go_to
from recoupe.apps.web.adding.jobs import Job, Jobs
from recoupe.apps.web.adding.uploads import MOST_FILES, SUFFIXES, Pasted, Upload, new_upload
from recoupe.apps.web.render import render
from recoupe.apps.web.security import MOST_BYTES
from recoupe.apps.web.speech import Speech, words_of

router = APIRouter()
ANALYSTS = [Depends(analyst_only)]
Short = Annotated[str, Form(max_length=500)]
Text = Annotated[str, Form(max_length=1_000_000)]


class ArticleRead(BaseModel):
    """One article of a batch."""

    id: str
    title: str
    reports: int
    figures: int
    problems: list[str]


class BatchState(BaseModel):
    """How far a batch is; `inputs` counts files and texts, each of which may hold many articles."""

    id: str
    state: str
    inputs: int
    done: int
    new: int
    changed: int
    same: int
    articles: list[ArticleRead]
    problems: list[str]


@router.get("/add", include_in_schema=False, dependencies=ANALYSTS)
def show_form(request: Request) -> Response:
    return show_page(request)


def show_page(request: Request, fault: str = "", pasted: Pasted | None = None, status: int = 200) -> Response:
    """The form, with what was in it when something was wrong."""
    return render(
        request,
        "add.html.j2",
        status,
        fault=fault,
        pasted=pasted or Pasted(""),
        jobs=jobs_of(request).latest()[:8],
        most_bytes=MOST_BYTES - 1024 * 1024,  # the form itself takes some
        accept=",".join(sorted(SUFFIXES)),
        state_words=state_words(words_of(request)),
    )


@router.post("/add", include_in_schema=False, dependencies=ANALYSTS)
def add_articles(
    request: Request,
    files: Annotated[list[UploadFile] | None, File()] = None,
    text: Text = "",
    title: Short = "",
    outlet: Short = "",
    url: Annotated[str, Form(max_length=2000)] = "",
    published: Short = "",
) -> Response:
    """Keep what was sent and read it in the background."""
    _ = words_of(request)._
    sent = [file for file in files or () if file.filename]
    pasted = Pasted(text, *(value.strip() for value in (title, outlet, url, published)))
    if not sent and not text.strip():
        return show_page(request, _("There is nothing to read: choose a file or paste a text."), pasted, 400)
    if len(sent) > MOST_FILES:
        words = _("These are {n} files; send {limit} at a time, or many articles in one file of JSON Lines.")
        return show_page(request, words.format(n=len(sent), limit=MOST_FILES), pasted, 400)
    job = jobs_of(request).start(keep_upload(sent, pasted), request.state.user.name)
    return go_to(f"/add/{job.id}")


def keep_upload(sent: list[UploadFile], pasted: Pasted) -> Upload:
    upload = new_upload()
    try:
        for file in sent:
            upload.keep_file(file.filename or "", file.file)
    except BaseException:
        upload.remove()
        raise
    upload.pasted = pasted if pasted.text.strip() else None
    return upload


@router.get("/add/{job}", include_in_schema=False, dependencies=ANALYSTS)
def show_job(request: Request, job: str) -> Response:
    found, w = find_job(request, job), words_of(request)
    problems = [(p.source or "", in_words(p.message, w.language)) for p in found.problems]
    rows = [(row, [in_words(message, w.language) for message in row.problems]) for row in found.rows]
    return render(request, "add_job.html.j2", job=found, problems=problems, rows=rows, state_words=state_words(w))


@router.post("/add/{job}/stop", include_in_schema=False, dependencies=ANALYSTS)
def stop_job(request: Request, job: str) -> Response:
    """No further article is read; what was read stays."""
    find_job(request, job).stopping = True
    return go_to(f"/add/{job}")


@router.get("/api/add/{job}", summary="How far a batch of articles is", dependencies=ANALYSTS)
def batch_state(request: Request, job: str) -> BatchState:
    found = find_job(request, job)
    rows = [
        ArticleRead(id=r.id, title=r.title, reports=r.reports, figures=r.figures, problems=list(r.problems))
        for r in found.rows
    ]
    told = [f"{p.source}: {p.message}" if p.source else p.message for p in found.problems]
    new, changed, same = found.summary.new, found.summary.changed, found.summary.same
    return BatchState(
        id=found.id, state=found.state, inputs=found.inputs, done=found.done,
        new=new, changed=changed, same=same, articles=rows, problems=told,
    )  # fmt: skip


def find_job(request: Request, name: str) -> Job:
    found = jobs_of(request).find(name)
    if found is None:
        words = words_of(request)._("This batch is no longer remembered; what was read is in the database.")
        raise HTTPException(404, words)
    return found


def jobs_of(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


def state_words(w: Speech) -> dict[str, str]:
    return {
        "waiting": w._("waits for the one before it"),
        "loading": w._("the language model is being loaded; this takes some seconds once"),
        "reading": w._("reading"),
        "checking": w._("cross-checking with everything that is stored"),
        "done": w._("done"),
        "stopped": w._("stopped; what was read before stays"),
        "failed": w._("failed"),
    }
