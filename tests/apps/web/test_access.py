"""Who may open the desk: nobody else on this machine's own desk, users with passwords on one that others can reach."""

import re
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from threading import Thread

import pytest
from fastapi.testclient import TestClient
from starlette.routing import Route

from recoupe.apps.cli.program import run
from recoupe.apps.web.access import attempts
from recoupe.apps.web.access.local import local_path
from recoupe.apps.web.access.passwords import hash_password, is_password
from recoupe.apps.web.app import NoUsers, make_app
from recoupe.apps.web.pages import ROUTERS
from recoupe.apps.web.settings import WebSettings, is_loopback
from recoupe.store import open_store
from recoupe.store.users import Account, add_account

PASSWORD = "une phrase assez longue"
HERE = "http://127.0.0.1:8765"
THERE = "http://desk.example.org:8765"
NOW = datetime(2025, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def hashed():
    return hash_password(PASSWORD)


@pytest.fixture
def db(tmp_path, hashed):
    """A database with a reader and an analyst."""
    path = tmp_path / "desk.db"
    with open_store(path) as store, store.writing() as connection:
        add_account(connection, Account("awa", "analyst", hashed, "2025-11-25T00:00:00"))
        add_account(connection, Account("lou", "reader", hashed, "2025-11-25T00:00:00"))
    return path


def client_of(db, now=lambda: NOW, **settings):
    app = make_app(WebSettings(str(db), now=now, **settings))
    return TestClient(app, base_url=HERE if not settings else THERE, follow_redirects=False)


@pytest.fixture
def public(db):
    with client_of(db, host="0.0.0.0") as client:
        yield client


@pytest.fixture
def local(db):
    with client_of(db) as client:
        yield client


def token(client, page="/login"):
    return re.search(r'name="csrf-token" content="([^"]+)"', client.get(page).text)[1]


def log_in(client, name="awa", password=PASSWORD, **more):
    return client.post("/login", data={"name": name, "password": password, "csrf": token(client), **more})


# who reaches what


def test_this_machines_own_desk_asks_nobody(local):
    assert local.get("/").status_code == 200
    assert local.get("/login").headers["location"] == "/"


@pytest.mark.parametrize("host, alone", [
    ("127.0.0.1", True), ("localhost", True), ("::1", True), ("[::1]", True), ("127.9.9.9", True),
    ("0.0.0.0", False), ("::", False), ("192.168.1.4", False), ("desk.example.org", False), ("", False),
])  # fmt: skip
def test_loopback_is_told_from_all_else(host, alone):
    assert is_loopback(host) is alone
    assert WebSettings("x.db", host=host).public is not alone


def test_a_public_desk_without_users_does_not_start(tmp_path):
    with pytest.raises(NoUsers):
        make_app(WebSettings(str(tmp_path / "new.db"), host="0.0.0.0"))
    with pytest.raises(NoUsers):
        make_app(WebSettings(str(tmp_path / "new.db"), address="https://desk.example.org"))


def test_every_page_of_a_public_desk_needs_a_login(public):
    """Not a list of pages: whatever is routed, also by those who come later."""
    paths = {route.path for router in ROUTERS for route in router.routes if isinstance(route, Route)}
    for path in [*sorted(paths - {"/login"}), "/api/openapi.json", "/nothing", "/statics/x", "/login/x"]:
        answer = public.get(re.sub(r"\{[^}]*\}", "x", path))
        assert answer.status_code in (303, 401), path
        assert answer.status_code == 401 or answer.headers["location"].startswith("/login"), path


def test_strangers_see_neither_situation_nor_database(public):
    page = public.get("/login").text
    assert "Mali" not in page and "desk.db" not in page
    assert public.get("/static/desk.css").status_code == 200


def test_login_opens_the_page_that_was_wanted(public):
    assert public.get("/events?q=type:ASSAULT").headers["location"] == "/login?next=%2Fevents%3Fq%3Dtype%3AASSAULT"
    assert log_in(public, next="/events?q=type:ASSAULT").headers["location"] == "/events?q=type:ASSAULT"
    page = public.get("/")
    assert page.status_code == 200 and "awa" in page.text


def test_analysts_begin_with_what_waits_for_them(public):
    assert log_in(public).headers["location"] == "/review"
    assert log_in(public, "lou").headers["location"] == "/"


def test_logout_ends_the_session_for_its_key_too(public):
    log_in(public)
    kept = dict(public.cookies)
    public.post("/logout", data={"csrf": token(public, "/")})
    assert public.get("/").status_code == 303
    public.cookies.update(kept)
    assert public.get("/").status_code == 303


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(db):
    with client_of(db, host="0.0.0.0") as client:
        cookie = log_in(client).headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie
    app = make_app(WebSettings(str(db), address="https://desk.example.org"))
    with TestClient(app, base_url="https://desk.example.org", follow_redirects=False) as client:
        cookie = log_in(client).headers["set-cookie"].lower()
        assert "__host-recoupe=" in cookie and "secure" in cookie
        assert "max-age" in client.get("/").headers["strict-transport-security"]


def test_a_session_ends_after_twelve_hours(db):
    times = [NOW]
    with client_of(db, now=lambda: times[0], host="0.0.0.0") as client:
        log_in(client)
        times[0] = NOW + timedelta(hours=11)
        assert client.get("/").status_code == 200
        times[0] = NOW + timedelta(hours=13)
        assert client.get("/").status_code == 303


def test_a_removed_user_is_out_at_once(db, public):
    log_in(public)
    assert run(["user", "remove", "awa", "--db", str(db)], {"LANG": "en"}) == 0
    assert public.get("/").status_code == 303


# passwords and attempts


@pytest.mark.parametrize("name, password", [
    ("awa", "wrong"), ("awa", ""), ("", ""), ("nobody", PASSWORD), ("AWA", PASSWORD), ("admin", "admin"),
    ("awa", PASSWORD + " "), ("awa' OR 1=1 --", PASSWORD), ("awa\x00", PASSWORD),
])  # fmt: skip
def test_wrong_names_and_passwords_look_alike(public, name, password):
    answer = log_in(public, name, password)
    assert answer.status_code == 401 and "do not belong together" in answer.text


def test_a_stored_password_is_an_argon2_hash(db, hashed):
    assert hashed.startswith("$argon2id$") and PASSWORD.encode() not in db.read_bytes()
    assert not is_password(None, "nobody has this password") and not is_password("broken", PASSWORD)


def test_the_sixth_attempt_waits_even_with_the_right_password(public):
    assert [log_in(public, "awa", "wrong").status_code for _ in range(5)] == [401] * 5
    answer = log_in(public)
    assert answer.status_code == 429 and 0 < int(answer.headers["retry-after"]) <= attempts.WINDOW_S + 1
    assert log_in(public, "lou").status_code == 303


def test_attempts_from_one_place_end_whatever_the_names(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(attempts, "monotonic", lambda: now[0])
    tried = attempts.Attempts()
    for n in range(attempts.PER_PLACE):
        tried.failed("1.2.3.4", f"name{n}")
    assert tried.wait_s("1.2.3.4", "another") and not tried.wait_s("5.6.7.8", "another")
    now[0] = attempts.WINDOW_S + 1.0
    assert not tried.wait_s("1.2.3.4", "another")


# forms


def posts():
    """Every address that takes a form, with the names in it filled in."""
    for router in ROUTERS:
        for route in router.routes:
            if isinstance(route, Route) and "POST" in (route.methods or ()):
                yield re.sub(r"\{[^}]*\}", "x", route.path)


@pytest.mark.parametrize("path", sorted(set(posts())))
@pytest.mark.parametrize(
    "sent", [{}, {"csrf": ""}, {"csrf": "a.b"}, {"csrf": "é.é"}], ids=["none", "empty", "made up", "odd"]
)
def test_no_form_is_taken_without_a_token_of_ours(local, path, sent):
    answer = local.post(path, data=sent)
    assert answer.status_code in (403, 422, 400), path
    assert answer.status_code == 403 or not sent.get("csrf")


def test_a_token_belongs_to_one_browser(db, local):
    stolen = token(local, "/")
    with client_of(db) as other:
        other.get("/")
        assert other.post("/logout", data={"csrf": stolen}).status_code == 403
    assert local.post("/logout", data={"csrf": stolen}).status_code == 303


def test_a_form_that_another_site_sends_is_refused(local):
    headers = {"sec-fetch-site": "cross-site"}
    assert local.post("/logout", data={"csrf": token(local, "/")}, headers=headers).status_code == 403


def test_tokens_differ_from_page_to_page(local):
    assert token(local, "/") != token(local, "/")


def test_readers_look_and_do_not_decide(public):
    log_in(public, "lou")
    assert public.get("/").status_code == 200
    for path in set(posts()) - {"/login", "/logout"}:
        assert public.post(path, headers={"x-csrf-token": token(public, "/")}).status_code in (403, 422), path


# addresses


@pytest.mark.parametrize("wanted, leads_to", [
    ("/events?q=a%20b", "/events?q=a%20b"), ("/", "/"), (None, "/"), ("", "/"), ("events", "/"),
    ("//evil.example", "/"), ("///evil.example", "/"), ("/\\evil.example", "/"), ("\\\\evil.example", "/"),
    ("https://evil.example", "/"), ("javascript:alert(1)", "/"), ("/\t/evil.example", "/"), ("/\n/evil.example", "/"),
    ("/%2f/evil", "/%2f/evil"), ("http:/evil.example", "/"), ("/x" * 2000, "/"), ("/a b", "/"),
])  # fmt: skip
def test_redirects_stay_on_the_desk(wanted, leads_to):
    assert local_path(wanted) == leads_to


def test_login_leads_nowhere_else(public):
    assert log_in(public, "lou", next="//evil.example").headers["location"] == "/"
    assert 'name="next" value="/"' in public.get("/login?next=//evil.example").text


@pytest.mark.parametrize("host, known", [
    ("127.0.0.1:8765", True), ("localhost:8765", True), ("[::1]:8765", True), ("LOCALHOST:8765", True),
    ("evil.example", False), ("evil.example:8765", False), ("127.0.0.1", False), ("127.0.0.1:80", False), ("", False),
    ("127.0.0.1:8765.evil.example", False),
])  # fmt: skip
def test_other_host_names_are_refused_against_rebinding(local, host, known):
    assert local.get("/", headers={"host": host}).status_code == (200 if known else 400)


def test_behind_a_proxy_only_the_address_that_was_told_is_answered(db):
    with client_of(db, address="https://desk.example.org") as client:
        assert client.get("/login", headers={"host": "desk.example.org"}).status_code == 200
        assert client.get("/login", headers={"host": "evil.example"}).status_code == 400


# the command


def test_users_are_added_listed_and_removed(tmp_path, monkeypatch, capsys):
    db = str(tmp_path / "x.db")
    open_store(db).close()
    monkeypatch.setattr("sys.stdin", StringIO(PASSWORD + "\n"))
    assert run(["user", "add", "Zoé", "--role", "analyst", "--db", db], {"LANG": "en"}) == 0
    assert run(["user", "list", "--db", db], {"LANG": "en"}) == 0
    assert re.search(r"^Zoé  analyst  20", capsys.readouterr().out, re.MULTILINE)
    monkeypatch.setattr("sys.stdin", StringIO(PASSWORD + "\n"))
    assert run(["user", "add", "Zoé", "--db", db], {"LANG": "en"}) == 2
    assert run(["user", "remove", "Zoé", "--db", db], {"LANG": "en"}) == 0
    assert run(["user", "remove", "Zoé", "--db", db], {"LANG": "en"}) == 2


@pytest.mark.parametrize("name, password", [
    ("awa", ""), ("awa", "short"), ("awa", "x" * 1025), ("awakening-desk", "awakening-desk1"), ("", PASSWORD),
    ("a\x1bb", PASSWORD), ("n" * 65, PASSWORD),
])  # fmt: skip
def test_weak_passwords_and_odd_names_are_refused(tmp_path, monkeypatch, name, password):
    open_store(tmp_path / "x.db").close()
    monkeypatch.setattr("sys.stdin", StringIO(password + "\n"))
    assert run(["user", "add", name, "--db", str(tmp_path / "x.db")], {"LANG": "en"}) == 2


def test_serve_refuses_beyond_this_machine_without_users(tmp_path, capsys):
    assert run(["serve", "--db", str(tmp_path / "x.db"), "--host", "0.0.0.0", "--port", "0"], {"LANG": "en"}) == 2
    assert "recoupe user add" in capsys.readouterr().err


# in the browser


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_reader_comes_and_goes(open_page, serve, db, size, no_serious_findings):
    server = serve(db, address="http://desk.example.org", now=lambda: NOW)
    page = open_page(server, size=size, expected=("401",))
    page.goto("/events?q=type:ASSAULT")
    no_serious_findings(page)
    page.get_by_label("Name").fill("lou")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("alert").wait_for()
    no_serious_findings(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/events?q=type:ASSAULT")
    assert page.get_by_role("link", name="Add").count() == 0
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/login")
    page.goto("/")
    page.wait_for_url("**/login")


@pytest.fixture
def other_site(desk):
    """A site on another port of this machine that frames the desk."""

    class Hostile(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(f'<!doctype html><iframe src="{desk.url}/add"></iframe>'.encode())

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Hostile)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_no_other_site_can_frame_the_desk(browser, other_site):
    """Clickjacking, as a hostile page would try it."""
    page = browser.new_context().new_page()
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.goto(other_site)
    assert not any(frame.locator("form").count() for frame in page.frames)
    page.context.close()
