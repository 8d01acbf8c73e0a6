"""Every sentence of the brief, in the reader's language: dates, counts, distances, notes, reasons and trends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal

from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.i18n import translations
from recoupe.apps.reason_words import day_words, in_reader_words
from recoupe.boards.values import (
    Brief,
    CorridorState,
    Dispute,
    Gap,
    Line,
    Note,
    Quote,
    Reason,
    Standing,
    Trend,
)
from recoupe.knowledge.board_words import fold_text
from recoupe.knowledge.event_types import load_event_types
from recoupe.model import Count, Distance, Event, Figure, FigureCheck, Grade, Interval

DOMAIN = "brief"
MILLION = 1_000_000
OUTLETS = 2  # named beside an event; the others are counted


STATUSES = frozenset({"asserted", "hedged", "denied", "planned", "hypothetical"})


class Wording:
    """Values of a brief in words of one language; `_` and `n_` look messages up."""

    def __init__(self, language: str, fiction: bool = False) -> None:
        self.language = language
        self.fiction = fiction  # the whole brief is fiction and says so at its head: its lines need not
        self.colon = "\u00a0: " if language == "fr" else ": "
        self.semicolon = "\u202f; " if language == "fr" else "; "
        catalogue = translations(language, DOMAIN)
        self._ = catalogue.gettext
        self.n_ = catalogue.ngettext

    # dates and numbers

    def day(self, day: date) -> str:
        """5 nov. 2025, 1er nov. 2025"""
        return day_words(day, self.language)

    def interval(self, when: Interval | None) -> str:
        """In the grain it was said in: a month is a month."""
        if when is None:
            return self._("undated")
        if when.first == when.last:
            return self.day(when.first)
        if when == Interval(date(when.first.year, 1, 1), date(when.first.year, 12, 31), when.grain):
            return str(when.first.year)
        if (
            when.first == when.first.replace(day=1)
            and when.last == Interval.month(when.last.year, when.last.month).last
        ):
            return self.months(when)
        return str(format_interval(when.first, when.last, "yMMMd", locale=self.language)).replace("\u2009", "")

    def when(self, event: Event) -> str:
        """The date; for a series without one, that it goes on."""
        if event.when is None and event.series:
            return self._("going on, start not said")
        return self.interval(event.when)

    def months(self, when: Interval) -> str:
        first, last = self.month(when.first), self.month(when.last)
        return first if first == last else f"{first} – {last}"

    def month(self, day: date) -> str:
        return str(format_skeleton("yMMMM", day, locale=self.language))

    def short_month(self, day: date) -> str:
        return str(format_skeleton("yMMM", day, locale=self.language))

    def number(self, value: float, digits: int = 1) -> str:
        return str(format_decimal(round(value, digits), locale=self.language))

    def km(self, value: float) -> str:
        """Below ten kilometres with one decimal, whole above."""
        return f"{self.number(value, 1 if value < 10 else 0)} km"

    def measured(self, distance: Distance) -> str:
        """«0,3 ± 2 km»"""
        km = self.number(distance.km, 1 if distance.km < 10 else 0)
        return f"{km} ± {self.km(distance.plus_minus_km)}"

    def count(self, count: Count) -> str:
        low = self.number(count.low)
        if count.high is None:
            return self._("at least {n}").format(n=low)
        if count.exact:
            return low
        return self._("{low} to {high}").format(low=low, high=self.number(count.high))

    def quoted(self, words: str) -> str:
        """The words in the quotation marks of the language."""
        return f"«\u00a0{words}\u00a0»" if self.language == "fr" else f"“{words}”"

    def listed(self, words: Sequence[str]) -> str:
        return str(format_list(list(words), locale=self.language))

    # an event

    def type(self, event: Event) -> str:
        """The mode's name, or the type's, with a capital."""
        label = load_event_types().label(event.type, event.mode, self.language)
        return label[:1].upper() + label[1:]

    def parties(self, event: Event) -> str:
        """Who → whom; a dash where nobody is said."""
        actors, recipients = self.side(event.actors), self.side(event.recipients)
        if not event.recipients:
            return actors if event.actors else self._("no author read")
        return f"{actors} → {recipients}"

    def headline(self, event: Event) -> str:
        """What and who, in one phrase; what has not happened is said so: «Patrouille (prévu) : les deux armées»."""
        return f"{self.type(event)}{self.not_happened(event)}{self.colon}{self.parties(event)}"

    def not_happened(self, event: Event) -> str:
        """« (prévu)», « (démenti)», « (hypothétique)»; nothing beside what is said to have happened."""
        told = {"planned": self._("planned"), "denied": self._("denied"), "hypothetical": self._("hypothetical")}
        return f" ({told[event.status]})" if event.status in told else ""

    def side(self, names: Sequence[str]) -> str:
        return ", ".join(names) if names else "–"

    def place(self, line: Line) -> str:
        """The place and its country, or that it is not said or held back."""
        event = line.event
        if line.coarse:
            return self._("region of {place} (exact place held back)").format(place=event.place or "?")
        if event.where is None:
            return self._("{place} (not located)").format(place=event.place) if event.place else ""
        where = event.where
        if where.level == "country" and where.name in (*event.recipients, *event.actors):
            return ""
        country = where.country if where.level != "country" else None
        name = where.name
        if where.level == "region" and "region" not in fold_text(name):
            name = self._("{name}, region").format(name=name)
        return f"{name} ({country})" if country else name

    def according(self, line: Line) -> str:
        """«selon …», when an article names its source."""
        return self._("according to {who}").format(who=self.listed(line.said_by)) if line.said_by else ""

    def tolls(self, event: Event) -> list[str]:
        """One phrase for each number of victims."""
        rows = (
            (event.killed, self._("killed: {n}")),
            (event.wounded, self._("wounded: {n}")),
            (event.abducted, self._("abducted: {n}")),
        )
        return [words.format(n=self.count(count)) for count, words in rows if count is not None]

    def flags(self, line: Line) -> list[str]:
        """Status, series, background and fiction, as far as they are out of the ordinary."""
        event = line.event
        words = {
            "hedged": self._("unconfirmed wording"),
            "denied": self._("denied"),
            "planned": self._("planned"),
            "hypothetical": self._("hypothetical"),
        }
        found = [words[event.status]] if event.status in words else []
        found += [self._("series of events")] * event.series
        found += [self._("recalled")] * event.background
        found += [self._("fiction")] * (line.fiction and not self.fiction)
        return found

    def news(self, line: Line) -> str:
        return {"new": self._("new"), "updated": self._("updated")}.get(line.news, "")

    def border(self, distance: Distance, full: bool = False) -> str:
        """«0,3 km ± 2 km de la frontière SN–ML»; with `full` the countries by their names."""
        codes = distance.to.split("-")
        pair = "–".join(self.country(code) if full else code for code in codes)
        if distance.plus_minus_km > max(30.0, distance.km):
            reach = self.km(distance.km + distance.plus_minus_km)
            return self._("at most {km} from the {pair} border (a wide area)").format(km=reach, pair=pair)
        return self._("{km} from the {pair} border").format(km=self.measured(distance), pair=pair)

    def said(self, distance: Distance) -> str:
        """What the article itself says of the distance."""
        if not distance.said_quote:
            return ""
        return self._("the article says {quote}").format(quote=self.quoted(distance.said_quote))

    def near(self, distance: Distance) -> str:
        return self._("{km} from the corridor").format(km=self.measured(distance))

    def origins(self, event: Event) -> str:
        """«1 origine établie · 2 articles · 1 indéterminé»"""
        articles = len(event.articles) or sum(len(group) for group in event.origins)
        return self.origin_count(event.independent, articles, len(event.undetermined))

    def outlets(self, line: Line) -> str:
        """«APF, Radio Boundou +1»"""
        named, more = ", ".join(line.outlets[:OUTLETS]), len(line.outlets) - OUTLETS
        return f"{named} +{more}" if more > 0 else named

    def origin_count(self, established: int, articles: int, undetermined: int) -> str:
        """«1 origine établie · 2 articles · 1 indéterminé»; where none is established, only why."""
        if not established and undetermined == articles:
            return self.n_(
                "{n} article whose origin is not certain", "{n} articles whose origins are not certain", articles
            ).format(n=articles)
        words = [
            self.n_("{n} established origin", "{n} established origins", established).format(n=established),
            self.n_("{n} article", "{n} articles", articles).format(n=articles),
        ]
        if undetermined:
            unsure = self.n_("{n} of undetermined origin", "{n} of undetermined origin", undetermined)
            words.append(unsure.format(n=undetermined))
        return " · ".join(words)

    def about_undetermined(self) -> str:
        """What counts of origins mean by an article that is undetermined."""
        return self._(
            "Undetermined: an article that may go back to another one's account. It is not counted as an origin of its "
            "own until it is certain."
        )

    def grade(self, grade: Grade) -> str:
        """What a grade says: «cote de l’Amirauté F3 : média, non jugé ; fait, possible»."""
        letters = {
            "A": self._("reliable"),
            "B": self._("usually reliable"),
            "C": self._("fairly reliable"),
            "D": self._("not usually reliable"),
            "E": self._("unreliable"),
            "F": self._("not judged"),
        }
        digits = {
            1: self._("confirmed by independent origins"),
            2: self._("probable"),
            3: self._("possible"),
            4: self._("doubtful"),
            5: self._("improbable"),
            6: self._("not to be judged"),
        }
        words = self._("Admiralty grade {code}: the outlet, {letter}; the claim, {digit}")
        code = f"{grade.letter}{grade.digit}"
        return words.format(code=code, letter=letters[grade.letter], digit=digits[grade.digit])

    def about_grades(self) -> str:
        """The line of legend beside grades."""
        return self._(
            "Letter and digit (F3) are the Admiralty grade. The letter grades the outlets, from A reliable to F not "
            "judged; the grades are your own. The digit grades the claim, from 1 confirmed by independent origins to "
            "6 not to be judged."
        )

    def note(self, note: Note) -> str:
        """What is computed beside what is said, or what is held back and why."""
        if note.code == "near":
            name, place, km = note.values
            return self._("{quote}: {name} lies {km} from {place}").format(
                quote=self.quoted(note.quote), name=name, km=self.km(float(km)), place=place
            )
        if note.code == "said_differs":
            return self._("what is said of the distance and what is computed differ")
        if note.code == "private_hidden":
            return self._("a private person's name is left out")
        return self._("a patrol or convoy of the last 48 hours or to come: shown at region level")

    def label(self, label: str, field: str = "") -> str:
        """What cross-checking says of a field; `field` where the words depend on it."""
        if (field, label) == ("attributed_to", "scope"):
            return self._("other source quoted")
        return {
            "agreed": self._("agreed"),
            "single": self._("said once"),
            "conflict": self._("contradiction"),
            "revision": self._("revision"),
            "scope": self._("different scope"),
            "vague": self._("one more precise than the other"),
            "missing": self._("not read in some"),
            "copy_error": self._("copying error"),
            "strength": self._("difference of strength"),
            "lone": self._("one origin only"),
            "unconfirmed": self._("not confirmed"),
            "kinds": self._("read differently"),
        }.get(label, label)

    def field(self, name: str) -> str:
        return {
            "type": self._("what"),
            "mode": self._("how"),
            "actors": self._("who"),
            "recipients": self._("to whom"),
            "place": self._("where"),
            "where": self._("where"),
            "when": self._("when"),
            "date": self._("when"),
            "from": self._("first day"),
            "to": self._("last day"),
            "killed": self._("killed"),
            "wounded": self._("wounded"),
            "abducted": self._("abducted"),
            "status": self._("certainty"),
            "attributed_to": self._("source quoted"),
            "strength": self._("strength"),
            "background": self._("recalled"),
            "series": self._("series of events"),
        }.get(name, name)

    def status(self, name: str) -> str:
        return {
            "asserted": self._("asserted"),
            "hedged": self._("with reserve"),
            "denied": self._("denied"),
            "planned": self._("planned"),
            "hypothetical": self._("hypothetical"),
        }[name]

    def value(self, value: object) -> str:
        """A finding's value in words."""
        if value is None or value == "" or value == ():
            return "–"
        if isinstance(value, str) and value in STATUSES:
            return self.status(value)
        if isinstance(value, Count):
            return self.count(value)
        if isinstance(value, Interval):
            return self.interval(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, list | tuple):
            return ", ".join(self.value(v) for v in value)
        return str(getattr(value, "name", value))

    def country(self, code: str) -> str:
        return str(Locale.parse(self.language).territories.get(code, code))

    # boards

    def board(self, name: str) -> str:
        return {
            "threat": self._("Threat"),
            "supply": self._("Supply"),
            "cooperation": self._("Cooperation"),
            "diplomacy": self._("Diplomacy"),
            "trade": self._("Trade"),
        }[name]

    def state(self, state: CorridorState) -> str:
        return {
            "cut": self._("cut"),
            "threatened": self._("threatened"),
            "open": self._("open"),
            "unknown": self._("unknown"),
        }[state.state]

    def reason(self, reason: Reason, line: Line | None) -> str:
        """Why a corridor is in its state, with the event it rests on."""
        near = reason.distance is not None
        words = {
            "blockade": self._("on its road, passage is denied"),
            "attack": self._("on its road, an attack"),
            "blockade_wide": self._("in its area, a blockade or embargo"),
            "attack_wide": self._("in its area, an attack") if near else self._("in its area, attacks on supplies"),
            "passage": self._("on its road, passage is reported"),
            "passage_wide": self._("in its area, passage is reported somewhere"),
            "no_report": self._("no report speaks of it; that does not mean that it is open"),
        }[reason.code]
        if line is None:
            return words
        details = [self.type(line.event), self.parties(line.event), self.place(line), self.when(line.event)]
        if reason.distance is not None:
            details.append(self.near(reason.distance))
        return f"{words}{self.colon}{', '.join(d for d in details if d)}"

    def trend(self, trend: Trend) -> str:
        """What can be told, and why no more."""
        needed = trend.needed
        subject = self._("distance to the border") if trend.question == "distance" else self._("number of attacks")
        if trend.verdict == "too few":
            found = self.n_(
                "{subject}: no trend can be told ({n} dated attack that can be used, {needed} are needed)",
                "{subject}: no trend can be told ({n} dated attacks that can be used, {needed} are needed)",
                trend.events,
            )
            return found.format(subject=subject, n=trend.events, needed=needed)
        words = {
            "nearer": self._("{subject}: the attacks come nearer (n = {n}, p = {p})"),
            "farther": self._("{subject}: the attacks move away (n = {n}, p = {p})"),
            "more": self._("{subject}: more for the articles read (n = {n}, p = {p})"),
            "fewer": self._("{subject}: fewer for the articles read (n = {n}, p = {p})"),
            "no trend": self._("{subject}: no trend stands out (n = {n}, p = {p})"),
            "coverage changed": self._(
                "{subject}: not compared, far more articles were read in one half of the period"
            ),
        }[trend.verdict]
        return words.format(subject=subject, n=trend.events, p=self.number(trend.p or 0, 3))

    def standing(self, standing: Standing) -> str:
        """A relation that lasts or ended."""
        parties = " – ".join(standing.parties)
        start, end = self.interval(standing.start), self.interval(standing.end)
        kind = {
            "membership": self._("membership"),
            "relation": self._("relation"),
            "action": self._("joint action"),
            "measure": self._("measure"),
        }[standing.kind]
        if standing.ended:
            return self._("{parties}: {kind} ended ({end}); start not said").format(parties=parties, kind=kind, end=end)
        if standing.start is None:
            return self._("{parties}: {kind} going on; start not said").format(parties=parties, kind=kind)
        return self._("{parties}: {kind} since {start}; no end reported").format(
            parties=parties, kind=kind, start=start
        )

    def amount(self, figure: Figure) -> str:
        """The number with its unit, in words for millions and more."""
        count, unit = figure.count, figure.unit
        number = self.large(count.low)
        if count.high is None:
            number = self._("at least {n}").format(n=number)
        elif not count.exact:
            number = self._("{low} to {high}").format(low=number, high=self.large(count.high))
        sign = "+" if figure.kind == "growth" and unit == "%" and count.low > 0 else ""
        space = "\u202f" if unit == "%" and self.language == "fr" else "" if unit == "%" else "\u00a0"
        return f"{sign}{number}{space}{unit}"

    def large(self, value: float) -> str:
        if abs(value) < MILLION:
            return self.number(value, 2)
        return str(format_compact_decimal(value, format_type="long", locale=self.language, fraction_digits=1))

    def verdict(self, check: FigureCheck) -> str:
        return {
            "agrees": self._("agrees"),
            "disagrees": self._("disagrees"),
            "cannot be checked": self._("cannot be checked"),
        }[check.verdict]

    def doubts(self, dispute: Dispute) -> str:
        """Why the event is uncertain."""
        words = {
            "hedged": self._("unconfirmed wording"),
            "denied": self._("denied"),
            "hypothetical": self._("hypothetical"),
            "undetermined": self._("no origin of its own is established: dependence not excluded"),
        }
        fields = [self.field(name) for name in dict.fromkeys(dispute.fields)]
        found = [self._("reports differ on: {fields}").format(fields=", ".join(fields))] if fields else []
        return " · ".join([*found, *(words[d] for d in dispute.doubts)])

    def shown_of(self, shown: Sequence[str], event: Event) -> str:
        """How many of the event's articles a table shows; nothing where it shows all."""
        if len(shown) >= len(event.articles):
            return ""
        words = self._("{shown} of {n} articles are shown.")
        return words.format(shown=len(shown), n=self.number(len(event.articles), 0))

    def gap(self, gap: Gap, brief: Brief) -> str:
        """What was not understood."""
        line = brief.lines().get(gap.what)
        event = self.headline(line.event) if line else gap.what
        words = {
            "unlocated": self._("place not located: {what}"),
            "undated": self._("event without date: {what}"),
            "unplaced": self._("event whose place is not located: {what}"),
            "undated article": self._("article without settled date: {what}"),
            "no report": self._("article in which no event and no figure was read: {what}"),
            "unread": self._("not read: {what}"),
            "problem": self._("read with a problem: {what}"),
        }[gap.kind]
        titles = {row.id: row.title for row in brief.coverage.articles}
        what = titles.get(gap.what, event) if gap.kind in ("undated article", "no report") else event
        told = in_words(gap.why, self.language) if gap.kind in ("unread", "problem") else self.why(gap.why)
        return words.format(what=what) + (f" ({told})" if told else "")

    def why(self, reason: str) -> str:
        """A reason that cross-checking or reading gave, in the brief's language."""
        return in_reader_words(reason, self.language)

    def period(self, when: Interval | None) -> str:
        return self._("no dated article") if when is None else self.interval(when)

    def asked(self, brief: Brief) -> str:
        """The period that was asked for, and whether all of it is in the brief; nothing where none was."""
        if brief.asked is None:
            return ""
        words = self._("Period: {period}").format(period=self.interval(brief.asked))
        narrowed = self._("narrowed by the query {query}").format(query=self.quoted(brief.query))
        return f"{words} · {narrowed}" if brief.query else words

    def as_of(self, brief: Brief) -> str:
        """The day the brief speaks of, and what day that is."""
        if brief.coverage.period is None:
            return self._("As of {day}; no article's date is settled").format(day=self.day(brief.today))
        return self._("As of {day}, the day of the last article").format(day=self.day(brief.today))

    def invented(self, brief: Brief) -> str:
        """That all articles are invented, or how many of them; empty when none is."""
        if brief.fiction:
            return self._("every article of this brief is invented; so are its outlets.")
        count, articles = brief.invented, len(brief.coverage.articles)
        words = self.n_("{n} of {all} articles is invented.", "{n} of {all} articles are invented.", count)
        return words.format(n=count, all=articles) if count else ""

    def fiction_band(self, brief: Brief) -> str:
        """«FICTION : 12 des 13 articles sont inventés.»"""
        name, words = self._("FICTION"), self.invented(brief)
        return f"{name}{self.colon}{words}" if words else ""

    def source(self, quote: Quote) -> str:
        """The outlet, or the article's title where the outlet is not known."""
        return quote.outlet or shorten(quote.title, 50) or quote.article

    def name(self, brief: Brief) -> str:
        names = brief.situation.name
        return names.get(self.language) or names.get("en") or brief.situation.id


def shorten(words: str, limit: int) -> str:
    """The first words, within `limit` characters."""
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + "…"


@lru_cache(maxsize=4)
def wording(language: str, fiction: bool = False) -> Wording:
    """The words of a language; unknown ones read English."""
    return Wording(language if language in ("fr", "en") else "en", fiction)
