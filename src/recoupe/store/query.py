"""The query language, one for the command line, Python and addresses: `type:ASSAULT within:50km:SN-ML blocus`.

A query is a line of terms that must all hold. A term is `field:value`, `field>=number`, a word or "some words";
a comma between values means "or", a minus before a term "not". docs/query.md explains every field.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from recoupe.knowledge.search import field_aliases
from recoupe.model.event import Label
from recoupe.model.report import Status
from recoupe.store.codec import is_text
from recoupe.store.review import REASONS

Kind = Literal["name", "choice", "number", "day", "distance"]
TOKEN = re.compile(r'-?(?:[^\s":<>=]+(?::|>=|<=|>|<|=))?(?:"[^"]*"|[^\s"])+|"')
TERM = re.compile(r"(?P<field>[^\W\d][\w]*)(?P<sign>:|>=|<=|>|<|=)(?P<value>.*)", re.DOTALL)
DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
DISTANCE = re.compile(r"(?P<km>\d+(?:[.,]\d+)?)\s*(?:km)?:(?P<target>.+)", re.IGNORECASE)
LONGEST = 2000  # characters of a query
MOST_TERMS = 50
MOST_VALUES = 200  # alternatives of one term
YES = {"yes": "yes", "no": "no", "oui": "yes", "non": "no", "true": "yes", "false": "no"}


class QueryError(ValueError):
    """A query that cannot be understood; the message says what and what would be right."""


@dataclass(frozen=True, slots=True)
class Field:
    """`kind` says what values look like; `choices` lists them when there are few."""

    kind: Kind
    about: str
    choices: tuple[str, ...] = ()


FLAGS = ("yes", "no")
FIELDS: dict[str, Field] = {
    "type": Field("name", "event type"),
    "mode": Field("name", "mode of the type"),
    "actor": Field("name", "who did it: id, name or words of it"),
    "recipient": Field("name", "to whom"),
    "party": Field("name", "who or to whom"),
    "place": Field("name", "place of the event: id, name or words of it"),
    "region": Field("name", "first-level division of the place"),
    "country": Field("name", "country of the place, two letters"),
    "board": Field("name", "board it stands on"),
    "outlet": Field("name", "an outlet that reports it"),
    "article": Field("name", "id of an article that reports it"),
    "status": Field("choice", "is it asserted", get_args(Status)),
    "finding": Field("choice", "what cross-checking says of any field, or of one: killed=conflict", get_args(Label)),
    "review": Field("choice", "what an analyst should look at", REASONS),
    "background": Field("choice", "told as background only", FLAGS),
    "series": Field("choice", "a series of repeated events", FLAGS),
    "since": Field("day", "ends on this day or later"),
    "until": Field("day", "begins on this day or earlier"),
    "on": Field("day", "touches this day, month or year"),
    "origins": Field("number", "independent origins"),
    "score": Field("number", "best score of its reports, 0 to 1"),
    "killed": Field("number", "at least so many killed"),
    "wounded": Field("number", "at least so many wounded"),
    "abducted": Field("number", "at least so many abducted"),
    "within": Field("distance", "kilometres to a border, a corridor, a place or a point: surely so near"),
    "perhaps": Field("distance", "the same for places known too vaguely to tell: perhaps so near"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: `values` are alternatives. `sign` is ":" or a comparison."""

    field: str
    sign: str
    values: tuple[str, ...]
    negated: bool = False

    def __str__(self) -> str:
        values = ",".join(f'"{v}"' if re.search(r'[\s,"]', v) else v for v in self.values)
        return f"{'-' if self.negated else ''}{self.field}{self.sign}{values}"


@dataclass(frozen=True, slots=True)
class Words:
    """Free words; several of them (in quotes) must follow each other."""

    text: str
    negated: bool = False

    def __str__(self) -> str:
        quoted = f'"{self.text}"' if re.search(r"[\s:<>=]", self.text) else self.text
        return f"{'-' if self.negated else ''}{quoted}"


@dataclass(frozen=True, slots=True)
class Query:
    """Everything that must hold; `str(query)` is the query again, in one spelling."""

    terms: tuple[Term, ...] = ()
    words: tuple[Words, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, (*self.terms, *self.words)))


def parse_query(line: str) -> Query:
    """The query a line says; raises QueryError."""
    if len(line) > LONGEST:
        raise QueryError(f"the query is {len(line)} characters long; {LONGEST} are the most")
    if not is_text(line):
        raise QueryError("the query holds a character that no text has: type it anew")
    if line.count('"') % 2:
        raise QueryError('a quotation mark is missing: words in quotes look like "poste de douane"')
    parts = [parse_part(token) for token in TOKEN.findall(line)]
    if len(parts) > MOST_TERMS:
        raise QueryError(f"the query has {len(parts)} terms; {MOST_TERMS} are the most")
    words = tuple(p for p in parts if isinstance(p, Words) and p.text)
    return Query(tuple(p for p in parts if isinstance(p, Term)), words)


def build_query(line: str = "", **fields: Any) -> Query:
    """A query from a line and keyword arguments, as Python calls it: `build_query(type="ASSAULT", origins=2)`.

    A list means "or", a number "at least", True and False "yes" and "no"; `near` with `within_km` is a distance.
    """
    query = parse_query(line)
    near, within_km = fields.pop("near", None), fields.pop("within_km", None)
    if (near is None) != (within_km is None):
        raise QueryError('near and within_km go together: near="SN-ML", within_km=50')
    terms = [check_term(keyword_term(name, value)) for name, value in fields.items() if value is not None]
    if near is not None:
        point = ",".join(map(str, near)) if isinstance(near, tuple | list) else str(near)
        terms.append(check_term(Term("within", ":", (f"{float(within_km):g}km:{point}",))))
    return Query((*query.terms, *terms), query.words)


def keyword_term(name: str, value: Any) -> Term:
    field = field_of(name)
    values = value if isinstance(value, list | tuple | set) else (value,)
    sign = ">=" if FIELDS[field].kind == "number" else ":"
    return Term(
        field, sign, tuple({True: "yes", False: "no"}.get(v, str(v)) if isinstance(v, bool) else str(v) for v in values)
    )


def parse_part(token: str) -> Term | Words:
    negated = token.startswith("-") and len(token) > 1
    body = token[1:] if negated else token
    term = TERM.fullmatch(body)
    if term is None or body.startswith('"'):
        return Words(body.replace('"', " ").strip(), negated)
    field = field_of(term["field"])
    value = term["value"]
    values = (value.replace('"', ""),) if FIELDS[field].kind == "distance" else split_values(value)
    return check_term(Term(field, term["sign"], values, negated))


def split_values(value: str) -> tuple[str, ...]:
    """Alternatives between commas; a comma inside quotes is part of the value."""
    parts = re.findall(r'(?:"[^"]*"|[^,"])+', value)
    return tuple(part.replace('"', "").strip() for part in parts)


def field_of(name: str) -> str:
    """The field of that name in any language; raises QueryError that lists them."""
    field = name.lower()
    field = field if field in FIELDS else field_aliases().get(field, field)
    if field not in FIELDS:
        raise QueryError(f"there is no field {name!r}; one of {', '.join(FIELDS)} (or put the words in quotes)")
    return field


def check_term(term: Term) -> Term:
    """The term in one spelling; raises QueryError when its value is not what the field takes."""
    if not term.values or not all(term.values):
        raise QueryError(f"{term.field} needs a value, such as {EXAMPLES[term.field]}")
    if len(term.values) > MOST_VALUES:
        raise QueryError(f"the query has {len(term.values)} terms; {MOST_VALUES} are the most")
    return CHECKS[FIELDS[term.field].kind](term)


def check_name(term: Term) -> Term:
    return with_sign(term, (":", "="), ":")


def check_choice(term: Term) -> Term:
    choices = FIELDS[term.field].choices
    values = tuple(YES.get(v.lower(), v.lower()) if choices == FLAGS else v.lower() for v in term.values)
    for value in values:
        if value.rpartition("=")[2] not in choices or ("=" in value and term.field != "finding"):
            raise QueryError(f"{term.field} is one of {', '.join(choices)}, not {value!r}")
    return with_sign(Term(term.field, term.sign, values, term.negated), (":", "="), ":")


def check_number(term: Term) -> Term:
    if len(term.values) > 1:
        raise QueryError(f"{term.field} takes one number, such as {EXAMPLES[term.field]}")
    try:
        number = float(term.values[0])
    except ValueError as error:
        raise QueryError(
            f"{term.field} takes a number, such as {EXAMPLES[term.field]}, not {term.values[0]!r}"
        ) from error
    if not -1e15 < number < 1e15:
        raise QueryError(f"{term.field} takes a number that fits on a line, not {term.values[0]!r}")
    sign = "=" if term.sign == ":" else term.sign
    return Term(term.field, sign, (f"{number:g}",), term.negated)


def check_day(term: Term) -> Term:
    if len(term.values) > 1:
        raise QueryError(f"{term.field} takes one day, such as {EXAMPLES[term.field]}")
    day_range(term.values[0])
    return with_sign(term, (":", "="), ":")


def day_range(value: str) -> tuple[str, str]:
    """First and last day of a day, a month or a year, as ISO; raises QueryError."""
    parts = DAY.fullmatch(value)
    try:
        if parts is None:
            raise ValueError
        year, month, day = (int(p) if p else None for p in parts.groups())
        first = date(year or 0, month or 1, day or 1)
        last = date(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
    except ValueError as error:
        raise QueryError(f"{value!r} is no day: write 2025-11-05, 2025-11 or 2025") from error
    return first.isoformat(), last.isoformat()


def check_distance(term: Term) -> Term:
    split_distance(term.values[0])
    return with_sign(term, (":", "="), ":")


def split_distance(value: str) -> tuple[float, str]:
    """Kilometres and what they are measured to; raises QueryError."""
    parts = DISTANCE.fullmatch(value)
    if parts is None:
        raise QueryError(f"within takes kilometres and a border, corridor, place or point: {EXAMPLES['within']}")
    return float(parts["km"].replace(",", ".")), parts["target"].strip()


def with_sign(term: Term, allowed: tuple[str, ...], sign: str) -> Term:
    if term.sign not in allowed:
        raise QueryError(f"{term.field} cannot be compared with {term.sign}: write {EXAMPLES[term.field]}")
    return Term(term.field, sign, term.values, term.negated)


CHECKS = {
    "name": check_name,
    "choice": check_choice,
    "number": check_number,
    "day": check_day,
    "distance": check_distance,
}
EXAMPLES: Mapping[str, str] = {
    "type": "type:ASSAULT",
    "mode": "mode:abduct",
    "actor": "actor:jnim",
    "recipient": "recipient:civils",
    "party": 'party:"armée malienne"',
    "place": "place:Diboli",
    "region": "region:Kayes",
    "country": "country:ML,SN",
    "board": "board:threat",
    "outlet": 'outlet:"La Voix des Dunes"',
    "article": "article:a1",
    "status": "status:asserted",
    "finding": "finding:killed=conflict",
    "review": "review:differ,place",
    "background": "background:no",
    "series": "series:yes",
    "since": "since:2025-07-01",
    "until": "until:2025-11",
    "on": "on:2025-07",
    "origins": "origins>=2",
    "score": "score>=.5",
    "killed": "killed>=10",
    "wounded": "wounded>0",
    "abducted": "abducted>=1",
    "within": "within:50km:SN-ML",
    "perhaps": "perhaps:50km:SN-ML",
}
