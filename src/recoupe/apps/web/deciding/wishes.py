"""What a form or a JSON body asks to be decided, understood or refused with words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast, get_args
from urllib.parse import parse_qsl, urlencode, urlsplit

from recoupe.apps.web.access.local import local_path
from recoupe.apps.web.deciding.field_words import FIELDS, Reader, WishError
from recoupe.model.decision import DecisionKind

Given = Mapping[str, Sequence[str]]
KINDS: tuple[str, ...] = get_args(DecisionKind)
MOST_WORDS = 4000  # characters of one value of a form


@dataclass(frozen=True, slots=True)
class Wish:
    """One decision as it is asked for; `at` is where its quote begins in the article, when that is known."""

    kind: DecisionKind
    target: str
    why: str
    value: Mapping[str, Any] = field(default_factory=dict)
    who: str = ""
    quote: str | None = None
    at: int | None = None


def read_wish(given: Given, reader: Reader) -> Wish:
    """The decision a form asks for; raises WishError in the reader's language."""
    _ = reader.w._
    flat = flatten(given, reader)
    kind = flat.get("kind", "")
    if kind not in KINDS:
        raise WishError(_("A decision is one of: {kinds}.").format(kinds=", ".join(KINDS)))
    if not flat.get("target"):
        raise WishError(_("Say what the decision is about."))
    if not flat.get("why"):
        raise WishError(_("Give a reason: those who come later will want to know why."))
    value = read_value(kind, given, flat, reader)
    quote, at = flat.get("quote") or None, whole_number(flat.get("at"))
    return Wish(cast(DecisionKind, kind), flat["target"], flat["why"], value, flat.get("who", ""), quote, at)


def flatten(given: Given, reader: Reader) -> dict[str, str]:
    """The last value of each name, without blanks around it; quotes keep theirs."""
    flat = {}
    for name, values in given.items():
        last = values[-1] if values else ""
        if len(last) > MOST_WORDS:
            raise WishError(reader.w._("This is too long: {n} characters are the most.").format(n=MOST_WORDS))
        flat[name] = last.replace("\r\n", "\n") if name == "quote" else last.strip()
    return flat


def read_value(kind: str, given: Given, flat: Mapping[str, str], reader: Reader) -> dict[str, Any]:
    """What each kind of decision carries."""
    if kind == "correct":
        return read_correction(flat, reader)
    if kind == "reject":
        return {"field": flat["field"]} if flat.get("field") else {}
    if kind == "add":
        values = {name: reader.value(name, flat) for name in FIELDS}
        return {name: value for name, value in values.items() if value is not None}
    if kind == "merge":
        return {"with": split_names(given.get("with", ()))}
    if kind == "split":
        return {"out": list(dict.fromkeys(given.get("out", ())))}
    if kind == "origin":
        return {"earlier": flat.get("earlier", ""), "verdict": flat.get("verdict", "")}
    return {"letter": flat.get("letter", "").upper()} if kind == "grade" else {}


def read_correction(flat: Mapping[str, str], reader: Reader) -> dict[str, Any]:
    """One field and its value, which stands under the name of the field or as `value`."""
    name = flat.get("field", "")
    asked = {**flat, name: flat["value"]} if flat.get("value") else flat
    value = reader.value(name, asked)
    if value is None:
        message = reader.w._("Give a value for “{field}”, or reject what is said of it.")
        raise WishError(message.format(field=reader.w.field(name)))
    return {"field": name, "value": value}


def split_names(values: Sequence[str]) -> list[str]:
    """Ids from boxes that were ticked and from a line in which they were typed or pasted, addresses too."""
    words = [word for value in values for word in value.replace(",", " ").replace(";", " ").split()]
    return list(dict.fromkeys(word.partition("?")[0].rstrip("/").rpartition("/")[2] for word in words))


def whole_number(words: str | None) -> int | None:
    return int(words) if words and words.isascii() and words.isdecimal() and len(words) < 10 else None


def given_by_json(body: Any) -> dict[str, list[str]]:
    """A JSON object as a form would send it; lists are several values, and objects are named parts."""
    if not isinstance(body, dict):
        raise WishError("expected a JSON object")
    found: dict[str, list[str]] = {}
    for name, value in body.items():
        if name == "value" and isinstance(body.get("field"), str):
            found |= given_value(str(body["field"]), value)
        else:
            found |= given_value(str(name), value)
    return found


def given_value(name: str, value: Any) -> dict[str, list[str]]:
    """One member of the object: counts may be [8, null], days {"from", "to"}, places {"name", "lat", "lon"}."""
    if isinstance(value, dict):
        parts = {name if part == "name" else f"{name}_{part}": one for part, one in value.items()}
        return {part: [plain_words(one)] for part, one in parts.items() if one is not None}
    if isinstance(value, list) and name in ("killed", "wounded", "abducted"):
        return {name: [count_words(value)]}
    if isinstance(value, list):
        joined = [plain_words(one) for one in value]
        return {name: ["; ".join(joined)] if name in ("actors", "recipients") else joined}
    return {} if value is None else {name: [plain_words(value)]}


def plain_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) and math.isfinite(value) and value == int(value) else str(value)


def count_words(ends: Sequence[Any]) -> str:
    if len(ends) != 2:
        return " ".join(map(plain_words, ends))
    low, high = ends
    return f"{plain_words(low)}+" if high is None else f"{plain_words(low)}-{plain_words(high)}"


def come_back(back: str, decision: str) -> str:
    """The page the decision was made on, which then tells of it."""
    parts = urlsplit(local_path(back))
    asked = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k != "decided"]
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.path}?{urlencode([*asked, ('decided', decision)])}{fragment}"
