"""Style sheets and scripts: our own, and MapLibre's from its wheel."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fastapi import FastAPI, HTTPException
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

HOME = Path(__file__).parent / "static"
VENDOR = {"maplibre-gl.js": "text/javascript", "maplibre-gl.css": "text/css"}


def mount_static(app: FastAPI) -> None:
    """Serve /static/…; only the named files of the wheel."""
    app.add_api_route("/static/vendor/{name}", vendor_file, methods=["GET", "HEAD"], include_in_schema=False)
    app.mount("/static", StaticFiles(directory=HOME), name="static")


def vendor_file(name: str) -> FileResponse:
    if name not in VENDOR:
        raise HTTPException(404)
    return FileResponse(vendor_folder() / name, media_type=VENDOR[name])


@cache
def vendor_folder() -> Path:
    """Found without loading the package, which would load much more."""
    spec = find_spec("maplibre")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the package maplibre is not installed: pip install maplibre")
    return Path(spec.submodule_search_locations[0]) / "srcjs"


@cache
def static_address(name: str) -> str:
    """The address of a file with a mark of its content, so that browsers may keep it."""
    path = vendor_folder() / name.removeprefix("vendor/") if name.startswith("vendor/") else HOME / name
    return f"/static/{name}?v={hashlib.blake2b(path.read_bytes(), digest_size=6).hexdigest()}"
