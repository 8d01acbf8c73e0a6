"""Sessions: a random key in the browser's cookie, its hash in the database, twelve hours long."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import blake2b

from starlette.requests import HTTPConnection
from starlette.responses import Response

from recoupe.apps.web.access.guard import User
from recoupe.apps.web.settings import WebSettings
from recoupe.store import Store, users

LASTS = timedelta(hours=12)


def is_secure(asked: HTTPConnection) -> bool:
    """Whoever asks came by https, as far as the desk was told: cookies travel no other way."""
    settings: WebSettings = asked.app.state.settings
    return settings.secure or asked.scope["scheme"] == "https"


def cookie_name(asked: HTTPConnection) -> str:
    """The prefix keeps other hosts of the same domain from setting it."""
    return "__Host-recoupe" if is_secure(asked) else "recoupe_session"


def start_session(writer: Store, settings: WebSettings, name: str) -> str:
    """A new session of the user; returns its key."""
    key, now = secrets.token_urlsafe(32), settings.now()
    with writer.writing() as connection:
        users.open_session(connection, key_digest(key), name, now, now + LASTS)
    return key


def find_user(store: Store, settings: WebSettings, key: str) -> User | None:
    """Whose session it is; None for a key that is unknown or too old."""
    if not 20 <= len(key) <= 100:
        return None
    with store.reading() as connection:
        found = users.session_user(connection, key_digest(key), settings.now())
    return User(found[0], found[1], account=True) if found else None


def end_session(writer: Store, key: str) -> None:
    with writer.writing() as connection:
        users.close_session(connection, key_digest(key))


def key_digest(key: str) -> str:
    return blake2b(key.encode(), digest_size=24).hexdigest()


def give_cookie(response: Response, asked: HTTPConnection, key: str) -> None:
    seconds, secure = int(LASTS.total_seconds()), is_secure(asked)
    response.set_cookie(cookie_name(asked), key, max_age=seconds, httponly=True, samesite="lax", secure=secure)


def take_cookie(response: Response, asked: HTTPConnection) -> None:
    response.delete_cookie(cookie_name(asked), httponly=True, samesite="lax", secure=is_secure(asked))
