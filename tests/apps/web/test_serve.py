"""`recoupe serve` as a user starts and ends it."""

import errno
import os
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
from recoupe.apps.web import serving
from recoupe.apps.web.serving import bind, page_address
from recoupe.apps.web.settings import WebSettings
from recoupe.store import open_store

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


@pytest.mark.parametrize("wrong", [
    ["--address", "desk.example.org"], ["--situation", "nowhere"], ["--port", "70000"], ["--address", "https://"],
    ["--address", "https://desk.example.org/sub"], ["--address", "https://awa:x@desk.example.org"],
    ["--address", "https://desk.example.org?q=1"], ["--address", "https://desk example.org"],
])  # fmt: skip
def test_wrong_options_make_no_database(tmp_path, wrong):
    assert run(["serve", "--db", str(tmp_path / "x.db"), *wrong], {"LANG": "en"}) == 2
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize("number, french", [
    (errno.EADDRINUSE, "est occupé : un bureau y tourne-t-il déjà ?"), (errno.EACCES, "plus de droits que les vôtres"),
    (errno.EADDRNOTAVAIL, "n’est pas une adresse de cette machine"), (errno.ENOBUFS, "ne peut être employé"),
])  # fmt: skip
def test_what_is_wrong_with_the_socket_is_told_with_what_would_be_right(tmp_path, monkeypatch, capsys, number, french):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(serving, "bind", refuse)
    for language, words in (("fr", french), ("en", "give a")):
        assert run(["serve", "--db", str(tmp_path / "x.db"), "--port", "80", "--lang", language], {"LANG": "en"}) == 1
        assert words in " ".join(capsys.readouterr().err.split())


def test_a_host_that_nobody_knows_is_told(tmp_path, capsys):
    assert run(["serve", "--db", str(tmp_path / "x.db"), "--host", "nowhere.invalid"], {"LANG": "en"}) == 1
    assert "nowhere.invalid is no address of this machine" in capsys.readouterr().err


def test_a_database_that_nobody_may_write_is_told_before_the_desk_opens(tmp_path, capsys, monkeypatch):
    open_store(tmp_path / "x.db").close()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    for language, words in (("fr", "inscriptible"), ("en", "make the file and its folder writable")):
        assert run(["serve", "--db", str(tmp_path / "x.db"), "--lang", language], {"LANG": "en"}) == 1
        assert words in capsys.readouterr().err


def test_an_unknown_situation_is_told_in_french(tmp_path, capsys):
    assert (
        run(["serve", "--db", str(tmp_path / "x.db"), "--situation", "nulle-part", "--lang", "fr"], {"LANG": "en"}) == 2
    )
    assert "aucune situation de ce nom" in capsys.readouterr().err


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
