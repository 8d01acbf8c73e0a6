"""`recoupe serve` as a user starts and ends it."""

import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from recoupe.apps.cli.program import run
from recoupe.apps.web.serving import bind, page_address
from recoupe.apps.web.settings import WebSettings

RECOUPE = str(Path(sys.executable).parent / "recoupe")


@pytest.fixture
def started(tmp_path):
    """A desk on a new database in a process of its own, and its address."""
    command = [RECOUPE, "serve", "--db", str(tmp_path / "new.db"), "--port", "0", "--lang", "en"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    yield process, re.search(r"http://\S+", line)[0]
    process.kill()
    process.wait()


def wait_for(address):
    for _ in range(100):
        try:
            return httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the desk does not answer")


def test_it_opens_says_where_and_ends_with_ctrl_c(started):
    process, address = started
    answer = wait_for(address)
    assert answer.status_code == 200 and "server" not in answer.headers
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=20)
    assert process.returncode == 0 and err == ""


def test_a_port_in_use_is_told(tmp_path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run(["serve", "--db", str(tmp_path / "x.db"), "--port", port], {"LANG": "en"}) == 1
    assert "is a desk running there?" in capsys.readouterr().err and not (tmp_path / "x.db").exists()


@pytest.mark.parametrize("wrong", [["--address", "desk.example.org"], ["--situation", "nowhere"], ["--port", "70000"]])
def test_wrong_options_make_no_database(tmp_path, wrong):
    assert run(["serve", "--db", str(tmp_path / "x.db"), *wrong], {"LANG": "en"}) == 2
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize("settings, address", [
    (WebSettings("x"), "http://127.0.0.1:8765/"), (WebSettings("x", host="::1", port=80), "http://[::1]:80/"),
    (WebSettings("x", host="0.0.0.0"), "http://127.0.0.1:8765/"),
    (WebSettings("x", address="https://desk.example.org"), "https://desk.example.org/"),
])  # fmt: skip
def test_the_address_is_one_that_can_be_opened(settings, address):
    assert page_address(settings) == address


def test_it_listens_on_the_other_family_too():
    try:
        bind("::1", 0).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
