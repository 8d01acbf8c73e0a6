"""A desk behind a proxy: whose word is taken on where requests come from, and whom wrong passwords make wait."""

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers
from test_access import NOW, PASSWORD, THERE, db, hashed, log_in, token  # noqa: F401 - fixtures

from recoupe.apps.cli.program import run
from recoupe.apps.web.access import attempts
from recoupe.apps.web.access.forwarded import Forwarded, is_forwarded, plain_address, visitor_place
from recoupe.apps.web.app import make_app
from recoupe.apps.web.settings import WebSettings

PROXY = "10.0.0.7"


@pytest.fixture
def app(db):  # noqa: F811
    return make_app(WebSettings(str(db), host="0.0.0.0", proxies=(PROXY,), now=lambda: NOW))


def client_at(app, peer, scheme="http"):
    return TestClient(app, base_url=THERE.replace("http", scheme, 1), follow_redirects=False, client=(peer, 5555))


# who asks


@pytest.mark.parametrize("told, visitor", [
    ("203.0.113.5", "203.0.113.5"),
    ("1.1.1.1, 203.0.113.5", "203.0.113.5"),
    ("1.1.1.1,203.0.113.5,10.0.0.7", "203.0.113.5"),
    ("203.0.113.5, 192.168.4.4", "203.0.113.5"),
    ("203.0.113.5:4711", "203.0.113.5"),
    ("[2001:db8::1]:80", "2001:db8::1"),
    ("2001:db8::1", "2001:db8::1"),
    ("::ffff:203.0.113.5", "203.0.113.5"),
    ("", PROXY), ("unknown", PROXY), ("203.0.113.5, unknown", PROXY), ("203.0.113.5,", PROXY), ("10.0.0.7", PROXY),
    ("1.1.1.1, <script>", PROXY), ("999.1.1.1", PROXY), ("x" * 5000, PROXY), ("," * 5000, PROXY),
])  # fmt: skip
def test_the_visitor_is_the_first_unknown_address_from_the_right(told, visitor):
    assert Forwarded(None, (PROXY, "192.168.0.0/16")).visitor(PROXY, told) == visitor


@pytest.mark.parametrize("peer, known", [
    ("10.0.0.7", True), ("::ffff:10.0.0.7", True), ("10.0.0.8", False), ("testclient", False), ("", False),
])  # fmt: skip
def test_only_proxies_that_were_named_are_believed(peer, known):
    assert Forwarded(None, (PROXY,)).is_proxy(peer) is known


@pytest.mark.parametrize("host, place", [
    ("203.0.113.5", "203.0.113.5"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("::ffff:1.2.3.4", "1.2.3.4"),
    ("testclient", "testclient"), ("fe80::1%eth0", "fe80::/64"),
])  # fmt: skip
def test_an_ipv6_visitor_counts_as_one_however_many_addresses_it_takes(host, place):
    assert visitor_place(host) == place


def test_what_is_no_address_is_none():
    assert [plain_address(word) for word in ("", "a", "1.2.3", "[", "[]:80", "::1::", "1.2.3.4, 5.6.7.8")] == [None] * 7


def test_spoofed_headers_change_nothing_where_no_proxy_was_named(db):  # noqa: F811
    app = make_app(WebSettings(str(db), host="0.0.0.0", now=lambda: NOW))
    with client_at(app, "203.0.113.5") as one:
        for n in range(5):
            one.headers["x-forwarded-for"] = f"198.51.100.{n}"
            assert log_in(one, password="wrong").status_code == 401
        assert log_in(one).status_code == 429
        one.headers["x-forwarded-proto"] = "https"
        assert "Secure" not in one.get("/login").headers.get("set-cookie", "")


def test_a_stranger_who_writes_the_header_is_counted_at_the_right_address(app):
    """What stands left of the proxy's own entry is the stranger's invention."""
    with client_at(app, PROXY) as one:
        for n in range(5):
            one.headers["x-forwarded-for"] = f"198.51.100.{n}, 203.0.113.5"
            assert log_in(one, password="wrong").status_code == 401
        assert log_in(one).status_code == 429
        one.headers["x-forwarded-for"] = "198.51.100.1, 203.0.113.6"
        assert log_in(one).status_code == 303


@pytest.mark.parametrize("told, secure", [("https", True), ("http", False), ("http, https", True), ("", False)])
def test_cookies_are_secure_when_the_proxy_says_https(app, told, secure):
    with client_at(app, PROXY, scheme="https") as one:
        one.headers["x-forwarded-proto"] = told
        answer = one.get("/login")
        assert ("; secure" in answer.headers["set-cookie"].lower()) is secure
        assert ("strict-transport-security" in answer.headers) is secure
        if secure:
            cookie = log_in(one).headers["set-cookie"].lower()
            assert "__host-recoupe=" in cookie and "secure" in cookie
            assert one.get("/").status_code == 200
            assert one.post("/logout", data={"csrf": token(one, "/")}).status_code == 303
            assert one.get("/").status_code == 303


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host", "X-Forwarded-Proto"])
def test_a_desk_without_logins_is_not_given_away_by_a_proxy(db, name):  # noqa: F811
    """A proxy on this machine would make every visitor its keeper."""
    assert is_forwarded(Headers({name: "x"}))
    with TestClient(make_app(WebSettings(str(db))), base_url="http://127.0.0.1:8765") as one:
        answer = one.get("/", headers={name: "203.0.113.5"})
        assert answer.status_code == 403 and "--address" in answer.text
        assert one.get("/").status_code == 200


def test_a_desk_behind_a_named_proxy_wants_logins(db, tmp_path, capsys):  # noqa: F811
    assert WebSettings("x", proxies=("127.0.0.1",)).public
    asked = ["serve", "--db", str(tmp_path / "new.db"), "--trusted-proxy", "127.0.0.1", "--port", "0"]
    assert run(asked, {"LANG": "en"}) == 2
    assert "recoupe user add" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ["proxy.example", "10.0.0.0/99", "", "10.0.0.1, 10.0.0.2"])
def test_a_proxy_is_given_by_its_address(tmp_path, wrong, capsys):
    asked = ["serve", "--db", str(tmp_path / "new.db"), "--trusted-proxy", wrong]
    assert run(asked, {"LANG": "en"}) == 2
    assert "10.0.0.0/8" in capsys.readouterr().err and not (tmp_path / "new.db").exists()


# who waits


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(attempts, "monotonic", lambda: now[0])
    return now


def spread(tried, name="awa", count=attempts.PER_NAME):
    """A stranger tries a name from so many places."""
    for n in range(count):
        tried.failed(f"198.51.{n // 250}.{n % 250}", name, f"stranger{n}")


def test_spreading_addresses_does_not_help(clock):
    tried = attempts.Attempts()
    spread(tried)
    assert 0 < tried.wait_s("203.0.113.9", "awa", "another") <= attempts.PAUSE_S + 1
    looked_at = 0
    for second in range(15 * 60):
        clock[0] += 1
        if not tried.wait_s(f"203.0.{second // 250}.{second % 250}", "awa", f"new{second}"):
            tried.failed(f"203.0.{second // 250}.{second % 250}", "awa", f"new{second}")
            looked_at += 1
    assert looked_at <= 15 * 60 / attempts.PAUSE_S


def test_a_stranger_locks_nobody_out_of_a_browser_that_has_logged_in_before(clock):
    tried = attempts.Attempts()
    tried.succeeded("192.0.2.1", "awa", "her browser")
    spread(tried)
    for _ in range(5):
        tried.failed("192.0.2.1", "awa", "her neighbour")
    assert tried.wait_s("192.0.2.1", "awa", "her neighbour") > attempts.PAUSE_S
    assert tried.wait_s("192.0.2.1", "awa", "her browser") == 0
    assert tried.wait_s("192.0.2.1", "lou", "her browser") == 0


def test_a_browser_known_to_one_name_is_a_stranger_to_others_and_has_few_attempts_itself(clock):
    tried = attempts.Attempts()
    tried.succeeded("192.0.2.1", "lou", "a browser")
    spread(tried)
    assert tried.wait_s("203.0.113.9", "awa", "a browser")
    for _ in range(attempts.PER_PAIR):
        tried.failed("203.0.113.9", "lou", "a browser")
    assert tried.wait_s("192.0.2.1", "lou", "a browser") > attempts.PAUSE_S


def test_others_wait_half_a_minute_after_the_storm_and_no_longer(clock):
    tried = attempts.Attempts()
    spread(tried)
    clock[0] += attempts.PAUSE_S + 1
    assert tried.wait_s("203.0.113.9", "awa", "another") == 0


@pytest.mark.parametrize("language, words", [("en", "Wait 15 minutes before"), ("fr", "Attendez 15 minutes avant")])
def test_whoever_has_to_wait_is_told_how_long(app, language, words):
    with client_at(app, "203.0.113.5") as one:
        for _ in range(5):
            log_in(one, password="wrong")
        one.headers["accept-language"] = language
        assert words in log_in(one).text


def test_a_name_is_the_same_in_either_spelling_of_its_accents(app, hashed):  # noqa: F811
    from recoupe.store.users import Account, add_account

    with app.state.workplace.writer.writing() as connection:
        add_account(connection, Account("Zoé", "reader", hashed, "2025-11-25"))
    with client_at(app, "203.0.113.5") as one:
        assert log_in(one, " Zoe\u0301 ").status_code == 303
