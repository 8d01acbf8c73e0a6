"""Whatever stands in an address, the desk answers it: with a page, or with what is wrong, never with a fault."""

from __future__ import annotations

import re
from inspect import signature
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.routing import Route
from test_events_page import client, stranger  # noqa: F401 - fixtures

from recoupe.apps.web.pages import ROUTERS

VALUES = [
    "", "\x00", "é\u202e\u0300" * 50, "a" * 5000, '"', "((((", "NEAR(a b)", "-", "type:", "since:99999-01-01",
    "until:9999-12-31", "since:0001-01-01 until:9999-12-31", "on:9999-12-31", "within:1e999km:SN-ML",
    "within:nan:1,1", "within:5km:nan,inf", "killed>=1e400", "-1", "1e999", "NaN", "99999999999999999999", "1_000",
    "\r\nSet-Cookie: x=1", "../../etc/passwd", "' OR 1=1 --", "//evil.example", "9999-12-31", "0001-01-01", "d-x",
    "mot " * 800, "-" * 3000, "[]", "{{7*7}}",
]  # fmt: skip
BOX = {"west": "-20", "south": "0", "east": "10", "north": "20", "zoom": "5"}
SHARE = 4  # each name takes every fourth value, another fourth than the name before it
MORE = {"lang", "after", "page", "decided", "at", "back", "next", "kind"}  # values that pages read themselves


def get_routes() -> list[Route]:
    return [
        route
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, Route) and "GET" in (route.methods or ())
    ]


def value_names(route: Route) -> list[str]:
    """Under which names the page takes values."""
    found = signature(route.endpoint).parameters
    aliases = {"form": "format"}
    wanted = {aliases.get(name, name) for name in found if name not in ("request", "desk", "place")}
    return sorted((wanted | MORE) - set(re.findall(r"{(\w+)", route.path)))


@pytest.mark.parametrize("route", get_routes(), ids=lambda route: route.path)
def test_no_value_breaks_a_page(client: TestClient, stranger: TestClient, route: Route) -> None:  # noqa: F811
    """The client raises what the desk did not catch."""
    path = re.sub(r"{[^}]*}", "ev-none", route.path)
    for n, name in enumerate(value_names(route)):
        for m, value in enumerate(VALUES[n % SHARE :: SHARE]):
            one: Any = (client, stranger)[(n + m) % 2]
            answer = one.get(path, params={**(BOX if "west" in value_names(route) else {}), name: value})
            assert answer.status_code < 500, (path, name, value)
            assert "set-cookie: x=1" not in str(answer.headers).lower()
            assert not answer.headers.get("location", "/").startswith("//")


@pytest.mark.parametrize(
    "address", ["/brief?until=0001-01-01", "/brief?since=9999-12-31", "/brief?since=0001-01-01&until=9999-12-31",
                "/events?q=until:9999-12-31", "/api/events/timeline?q=since:0001-01-01+until:9999-12-31",
                "/events?q=on:9999-12-31", "/?days=99999999999", "/feed.xml?q=until:9999-12-31"],
)  # fmt: skip
def test_the_ends_of_the_calendar_are_days_like_others(client: TestClient, address: str) -> None:  # noqa: F811
    assert client.get(address).status_code < 500


@pytest.mark.parametrize("route", [r for r in get_routes() if "{" in r.path], ids=lambda route: route.path)
def test_no_id_breaks_a_page(client: TestClient, route: Route) -> None:  # noqa: F811
    for value in (*VALUES, "%00", "%2e%2e%2f", "%c3%28", "%0d%0aX:y"):
        path = re.sub(r"{[^}]*}", re.sub(r"[^\w%.:<>-]", lambda m: f"%{ord(m[0]) % 256:02x}", value), route.path)
        assert client.get(path).status_code < 500, path


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "FOO"])
def test_other_methods_are_refused_in_peace(client: TestClient, method: str) -> None:  # noqa: F811
    for path in sorted({re.sub(r"{[^}]*}", "x", route.path) for route in get_routes()} | {"/static/desk.css", "/x"}):
        assert client.request(method, path).status_code < 500, (method, path)


@pytest.mark.parametrize(
    "asked", ["bytes=0-10", "bytes=-5", "bytes=99999999-", "bytes=5-1", "bytes=a-b", "bytes=", "lines=1-2",
              "bytes=" + ",".join(f"{n}-{n}" for n in range(2000)), "bytes=0-" + "9" * 40],
    ids=lambda asked: asked[:20],
)  # fmt: skip
def test_parts_of_files_are_given_or_refused(client: TestClient, asked: str) -> None:  # noqa: F811
    for path in ("/static/desk.css", "/static/vendor/maplibre-gl.css"):
        answer = client.get(path, headers={"range": asked})
        assert answer.status_code in (200, 206, 400, 416) and len(answer.content) < 200_000


@pytest.mark.parametrize("body", [
    b"", b"{", b"[]", b"null", b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe", b"NaN", b"1" * 5000,
    b'{"kind":"correct","target":"\\u0000","why":"x"}', b'{"kind":[],"target":{},"why":1}',
    b'{"kind":"correct","target":"ev-x","field":"killed","value":1e999,"why":"x"}',
    b'{"kind":"merge","target":"ev-x","with":[[["x"]]],"why":"x"}', b'{"kind":"add","at":' + b"9" * 400 + b"}",
], ids=lambda body: repr(body[:24]))  # fmt: skip
def test_no_decision_that_makes_no_sense_breaks_the_desk(client: TestClient, body: bytes) -> None:  # noqa: F811
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/search").text)
    headers = {"x-csrf-token": token[1] if token else "", "content-type": "application/json"}
    assert client.post("/decide", content=body, headers=headers).status_code in (400, 422)
