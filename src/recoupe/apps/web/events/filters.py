"""The filter above map, timeline and table: a form that writes a query, and the query's terms as chips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from recoupe.apps.brief.wording import Wording
from recoupe.apps.cli.problem_words import in_words
from recoupe.knowledge.event_types import BOARDS, load_event_types
from recoupe.model import Situation
from recoupe.model.interval import Interval
from recoupe.store.query import (
    EXAMPLES,
    FIELDS,
    TOKEN,
    Query,
    QueryError,
    Term,
    Words,
    day_range,
    parse_part,
    parse_query,
    split_distance,
)

DISTANCES = (5, 10, 25, 50, 100, 200)
PLAIN_FIELDS = ("type", "board", "status", "finding", "since", "until", "country")
UNDATED = Term("since", ":", ("0001-01-01",), negated=True)  # only what has no date meets no period at all
NAMES = ("words", *PLAIN_FIELDS, "origins", "km", "near")


@dataclass(frozen=True, slots=True)
class Form:
    """Values of the form's fields, empty where nothing is asked; `rest` are terms that it has no field for."""

    words: str = ""
    type: str = ""
    board: str = ""
    status: str = ""
    finding: str = ""
    since: str = ""
    until: str = ""
    country: str = ""
    origins: str = ""
    km: str = ""
    near: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A term of the query in words, and the query without it."""

    words: str
    term: str
    without: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a query cannot be understood: what is wrong and what would be right, and the part it is about."""

    words: str
    part: str


def read_form(query: Query) -> Form:
    """The query as values of the form."""
    values: dict[str, str] = {}
    rest: list[Term] = []
    for term in query.terms:
        found = field_values(term)
        if found and not set(found) & set(values):
            values |= found
        else:
            rest.append(term)
    words = " ".join(str(words) for words in query.words)
    return Form(words=words, rest=" ".join(map(str, rest)), **values)


def field_values(term: Term) -> dict[str, str]:
    """Values of the fields that say this term, nothing when none does."""
    if term.negated or len(term.values) != 1:
        return {}
    value = term.values[0]
    if term.field in ("since", "until"):
        return {term.field: day_range(value)[term.field == "until"]}
    if term.field in PLAIN_FIELDS:
        return {term.field: value.upper() if term.field in ("type", "country") else value}
    if term.field == "origins" and term.sign == ">=":
        return {"origins": value}
    if term.field == "within":
        km, target = split_distance(value)
        return {"km": f"{km:g}", "near": target}
    return {}


def write_query(values: Mapping[str, str]) -> str:
    """The query that filled-in fields say; what they hold is checked when it is asked."""
    parts = [values.get("rest", "").strip()]
    parts += [f"{name}:{quoted(values[name])}" for name in PLAIN_FIELDS if values.get(name, "").strip()]
    if values.get("origins", "").strip():
        parts.append(f"origins>={values['origins'].strip()}")
    if values.get("km", "").strip() and values.get("near", "").strip():
        parts.append(f'within:"{values["km"].strip()}km:{values["near"].strip()}"')
    parts.append(values.get("words", "").strip())
    line = " ".join(part for part in parts if part)
    try:
        return str(parse_query(line))
    except QueryError:
        return line


def quoted(value: str) -> str:
    plain = value.strip().replace('"', "")
    return f'"{plain}"' if any(sign in plain for sign in " ,:") else plain


def make_chips(query: Query, w: Wording, situation: Situation) -> list[Chip]:
    """One for each term, in words."""
    parts: list[Term | Words] = [*query.terms, *query.words]
    chips = []
    for n, part in enumerate(parts):
        others = [*parts[:n], *parts[n + 1 :]]
        chips.append(Chip(chip_words(part, w, situation), str(part), join(others)))
    return chips


def chip_words(part: Term | Words, w: Wording, situation: Situation) -> str:
    if part == UNDATED:
        return w._("without a date")
    words = w.quoted(part.text) if isinstance(part, Words) else term_words(part, w, situation)
    return negated_words(words, w) if part.negated else words


def negated_words(words: str, w: Wording) -> str:
    return w._("not: {words}").format(words=words)


def join(parts: Sequence[Term | Words]) -> str:
    terms = tuple(p for p in parts if isinstance(p, Term))
    return str(Query(terms, tuple(p for p in parts if isinstance(p, Words))))


def term_words(term: Term, w: Wording, situation: Situation) -> str:
    """«type : Attaque», «à moins de 50 km de SN–ML», «origines ≥ 2»."""
    if term.field in ("within", "perhaps"):
        km, target = split_distance(term.values[0])
        words = w._("within {km} of {target}") if term.field == "within" else w._("perhaps within {km} of {target}")
        return words.format(km=w.km(km), target=target_name(target, w, situation))
    if term.field in ("since", "until", "on"):
        return day_words(term, w)
    if FIELDS[term.field].kind == "number":
        sign = {">=": "≥", "<=": "≤"}.get(term.sign, term.sign)
        return f"{field_name(term.field, w)} {sign} {w.number(float(term.values[0]), 2)}"
    values = w._(" or ").join(value_words(term.field, value, w) for value in term.values)
    return f"{field_name(term.field, w)}{w.colon}{values}"


def day_words(term: Term, w: Wording) -> str:
    first, last = (date.fromisoformat(day) for day in day_range(term.values[0]))
    if term.field == "since":
        return w._("since {day}").format(day=w.day(first))
    if term.field == "until":
        return w._("until {day}").format(day=w.day(last))
    return w._("on {days}").format(days=w.interval(Interval(first, last)))


def value_words(field: str, value: str, w: Wording) -> str:
    if field == "type":
        return type_name(value, w)
    if field == "board" and value in BOARDS:
        return w.board(value)
    if field == "status" and value in FIELDS["status"].choices:
        return w.status(value)
    if field == "finding":
        name, _, label = value.rpartition("=")
        return f"{w.field(name)} = {w.label(label)}" if name else w.label(label)
    if field in ("background", "series"):
        return w._("yes") if value == "yes" else w._("no")
    return w.country(value.upper()) if field == "country" else value


def field_name(name: str, w: Wording) -> str:
    return {
        "type": w._("type"),
        "mode": w._("mode"),
        "actor": w._("by whom"),
        "recipient": w._("to whom"),
        "party": w._("party"),
        "place": w._("place"),
        "region": w._("region"),
        "country": w._("country"),
        "board": w._("board"),
        "outlet": w._("outlet"),
        "article": w._("article"),
        "status": w._("status"),
        "finding": w._("finding"),
        "background": w._("recalled"),
        "series": w._("series"),
        "origins": w._("origins"),
        "score": w._("score"),
        "killed": w._("killed"),
        "wounded": w._("wounded"),
        "abducted": w._("abducted"),
    }.get(name, name)


def target_name(target: str, w: Wording, situation: Situation) -> str:
    """A border as «la frontière SN–ML», a corridor by its name, anything else as it was written."""
    folded = target.lower()
    pair = "-".join(sorted(code.lower() for code in situation.pair))
    if "-".join(sorted(folded.split("-"))) == pair:
        return w._("the {pair} border").format(pair="–".join(situation.pair))
    named = {corridor.id.lower(): corridor.name for corridor in situation.corridors}
    return w._("the corridor {name}").format(name=named[folded]) if folded in named else target


def type_name(code: str, w: Wording) -> str:
    types = load_event_types()
    if code.upper() not in types:
        return code
    name = types.label(code.upper(), None, w.language)
    return name[:1].upper() + name[1:]


def form_choices(form: Form, w: Wording, situation: Situation) -> dict[str, list[Choice]]:
    """What each list of the form offers, with what is chosen even where it is out of the ordinary."""
    found = {
        "type": sorted((Choice(code, type_name(code, w)) for code in load_event_types().types), key=lambda c: c.name),
        "board": [Choice(board, w.board(board)) for board in BOARDS],
        "status": [Choice(status, w.status(status)) for status in FIELDS["status"].choices],
        "finding": [Choice(label, w.label(label)) for label in FIELDS["finding"].choices],
        "country": [Choice(code, w.country(code)) for code in situation.countries],
        "origins": [Choice(str(n), f"≥ {n}") for n in (1, 2, 3, 4)],
        "km": [Choice(str(km), w.km(km)) for km in DISTANCES],
        "near": near_choices(w, situation),
    }
    for name, choices in found.items():
        value = getattr(form, name)
        if value and value.lower() not in (choice.value.lower() for choice in choices):
            choices.append(Choice(value, value))
    return found


def near_choices(w: Wording, situation: Situation) -> list[Choice]:
    border = Choice(situation.border, target_name(situation.border, w, situation))
    return [border, *(Choice(c.id, target_name(c.id, w, situation)) for c in situation.corridors)]


def find_trouble(line: str, error: QueryError, w: Wording) -> Trouble:
    """The first part of the line that is wrong by itself, and why in the reader's language."""
    for token in TOKEN.findall(line)[:100]:
        try:
            parse_part(token)
        except QueryError as wrong:
            return Trouble(in_words(str(wrong), w.language), token)
    return Trouble(in_words(str(error), w.language), "")


def events_address(query: str, **more: str) -> str:
    """The address of the events page for a query."""
    asked = [("q", query), *more.items()]
    words = urlencode([(name, value) for name, value in asked if value])
    return f"/events?{words}" if words else "/events"


def with_period(query: Query, since: str, until: str) -> str:
    """The query for another period."""
    kept = tuple(t for t in query.terms if t.negated or t.field not in ("since", "until", "on"))
    days = [Term(name, ":", (day,)) for name, day in (("since", since), ("until", until)) if day]
    return str(Query((*kept, *days), query.words))


def undated_of(query: Query) -> str:
    """The query for what nobody dates instead of a period; an open negated period finds just that."""
    other = parse_query(with_period(query, "", ""))
    return str(Query((*other.terms, UNDATED), other.words))


def asked_period(query: Query) -> tuple[str, str]:
    """First and last day that the query allows, empty where it is open."""
    since, until = "", ""
    for term in query.terms:
        if term.negated or term.field not in ("since", "until", "on"):
            continue
        first, last = day_range(term.values[0])
        if term.field != "until":
            since = max(since, first)
        if term.field != "since":
            until = min(until, last) if until else last
    return since, until


def other_distances(query: Query) -> list[tuple[Term, str]]:
    """For each distance that is asked for surely the query for what perhaps lies so near, and the other way round."""
    other = {"within": "perhaps", "perhaps": "within"}
    found = []
    for n, term in enumerate(query.terms):
        if term.field in other and not term.negated:
            turned = replace(term, field=other[term.field])
            found.append((turned, str(Query((*query.terms[:n], turned, *query.terms[n + 1 :]), query.words))))
    return found


def query_help(w: Wording) -> list[tuple[str, str]]:
    """An example of every field, and what it asks."""
    about = {
        "type": w._("event type"),
        "mode": w._("mode of the type"),
        "actor": w._("who did it"),
        "recipient": w._("to whom"),
        "party": w._("who or to whom"),
        "place": w._("the place, by name or words of it"),
        "region": w._("the region of the place"),
        "country": w._("the country of the place, two letters"),
        "board": w._("the board it stands on"),
        "outlet": w._("an outlet that reports it"),
        "article": w._("an article that reports it"),
        "status": w._("asserted, hedged, denied, planned or hypothetical"),
        "finding": w._("what cross-checking says of a field"),
        "background": w._("told as background only"),
        "series": w._("a series of repeated events"),
        "since": w._("on this day, month or year, or later"),
        "until": w._("until then"),
        "on": w._("on this day, in this month or year"),
        "origins": w._("independent origins"),
        "score": w._("the best score of its reports, 0 to 1"),
        "killed": w._("at least so many killed"),
        "wounded": w._("at least so many wounded"),
        "abducted": w._("at least so many abducted"),
        "within": w._("kilometres to a border, a corridor, a place or a point: surely so near"),
        "perhaps": w._("the same for places known too vaguely to tell: perhaps so near"),
    }
    return [(example, about.get(name, FIELDS[name].about)) for name, example in EXAMPLES.items()]
