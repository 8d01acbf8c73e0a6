"""Labels: what the difference between two reports' values of one field amounts to.

The order of the questions matters: nothing said, the same thing, a slip of the pen on the same line of sources, a part
and a whole, vague and exact, earlier and later; and only then a conflict, which means that both cannot be true.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from rapidfuzz.distance import Levenshtein

from recoupe.model import Count, Interval, Report
from recoupe.model.event import Label
from recoupe.recoup.actors import is_nation, known_actors
from recoupe.recoup.dependence import looks_slipped
from recoupe.recoup.folding import fold, words
from recoupe.recoup.geography import relate_places
from recoupe.recoup.lexicon import load_lexicon
from recoupe.recoup.profile import Profile
from recoupe.recoup.terms import has_term

WIDE_DAYS = 20
LATER = timedelta(hours=12)
FIELDS = (
    "killed",
    "wounded",
    "abducted",
    "from",
    "to",
    "place",
    "actors",
    "recipients",
    "status",
    "attributed_to",
)


@dataclass(frozen=True, slots=True, eq=False)
class Witness:
    """A report as findings see it: with when its article came out, who publishes it and the words around its anchor."""

    profile: Profile
    moment: datetime | None
    has_hour: bool
    around: str
    echo: bool
    house: str | None = None

    @property
    def report(self) -> Report:
        return self.profile.report


@dataclass(frozen=True, slots=True)
class Bond:
    """How the two articles lie to each other: one line of sources, and which came later (None: not known)."""

    same_line: bool
    later: str | None


def label_pair(field: str, one: Witness, other: Witness, bond: Bond) -> Label | None:
    """The label for one field of two reports; None when neither says anything of it."""
    if field in ("killed", "wounded", "abducted"):
        return label_tolls(field, one, other, bond)
    if field in ("from", "to"):
        return label_dates(one, other, bond)
    if field == "place":
        return label_places(one, other, bond)
    if field == "actors":
        return label_actors(one, other)
    if field == "recipients":
        return label_recipients(one, other, bond)
    if field == "status":
        return label_status(one, other, bond)
    return label_sources(one, other, bond)


def label_tolls(field: str, one: Witness, other: Witness, bond: Bond) -> Label | None:
    """Counts: bounds that can both be true are never a conflict."""
    a: Count | None = getattr(one.report, field)
    b: Count | None = getattr(other.report, field)
    if a is None or b is None:
        return None if a is b else "missing"
    if (a.low, a.high) == (b.low, b.high):
        return "agreed"
    if is_vague(a, one) or is_vague(b, other):
        return "vague"
    if counts_part(a, b, one, other) or counts_part(b, a, other, one):
        return "scope"
    if bond.same_line and (looks_slipped(a.low, b.low) or looks_slipped(b.low, a.low)):
        return "copy_error"
    if bond.later is not None:
        early, late = (a, b) if bond.later == other.report.article else (b, a)
        if late.low > early.low and (bond.same_line or early.compatible(late) or _much_later(one, other)):
            return "revision"
        if bond.same_line and not early.compatible(late):
            return "revision"
    if a.compatible(b):
        return "vague"
    return "conflict"


def _much_later(one: Witness, other: Witness) -> bool:
    return bool(one.moment and other.moment and abs(one.moment - other.moment) >= LATER)


def is_vague(count: Count, witness: Witness) -> bool:
    """«plusieurs», «une dizaine»: bounds that are the guide's, not the article's."""
    if count.vague:
        return True
    if count.high is not None:
        return count.low < count.high
    named = exact_words(witness.report)
    return count.low <= 2 and (count.low not in named) and (not named or any(map(_several, witness.report.recipients)))


def _several(words_: str) -> bool:
    return has_term("several", words_)


def exact_words(report: Report) -> frozenset[float]:
    """Numbers among the words for those concerned."""
    numbers = load_lexicon().numbers
    found = set()
    for word in chain.from_iterable(words(phrase) for phrase in report.recipients):
        value = float(word) if word.isdigit() and len(word) < 9 else numbers.get(word, 0.0)
        if value > 0:
            found.add(value)
    return frozenset(found)


def counts_part(part: Count, whole: Count, one: Witness, other: Witness) -> bool:
    """The smaller count is of some of the victims only: it stands beside their nation, or among the others."""
    if part.low >= whole.low:
        return False
    if part.low not in exact_words(one.report):
        return False
    named = [p for p in one.report.recipients if part.low in _numbers(p)]
    if any(part.low in _numbers(p) and _shares(p, named) for p in other.report.recipients):
        return True
    return any(_qualified(p) for p in named) and not any(_qualified(p) for p in other.report.recipients)


def _numbers(phrase: str) -> set[float]:
    numbers = load_lexicon().numbers
    return {float(w) if w.isdigit() and len(w) < 9 else numbers.get(w, 0.0) for w in words(phrase)}


def _shares(phrase: str, others: list[str]) -> bool:
    mine = {w[:6] for w in words(phrase) if len(w) > 3}
    return any(mine & {w[:6] for w in words(p) if len(w) > 3} for p in others)


def _qualified(phrase: str) -> bool:
    """The words single out a nation: «six Français», «deux chauffeurs sénégalais»."""
    return any(is_nation(w) for w in words(phrase))


def label_dates(one: Witness, other: Witness, bond: Bond) -> Label | None:
    """Days: a month that holds the day is vague; a swapped or slipped date on one line of sources is a slip."""
    a, b = one.report.when, other.report.when
    if a is None and b is None:
        return None
    if a is None or b is None:
        silent = one if a is None else other
        return "vague" if says_vaguely("when", silent) else "missing"
    if (a.first, a.last) == (b.first, b.last):
        return "agreed"
    if a.overlaps(b):
        return "vague"
    if bond.same_line and date_slipped(a, b):
        return "copy_error"
    if bond.later is not None and "planned" in (one.report.status, other.report.status):
        return "revision"
    return "conflict"


def date_slipped(one: Interval, other: Interval) -> bool:
    """Day and month swapped, or one of day, month and year mistaken."""
    a, b = one.first, other.first
    if (a.month, a.day) == (b.day, b.month) and a.year == b.year:
        return True
    same = [a.year == b.year, a.month == b.month, a.day == b.day]
    return one.days <= 2 and other.days <= 2 and sum(same) == 2 and not _days_near(a, b)


def _days_near(one: date, other: date) -> bool:
    return abs((one - other).days) <= 3


def says_vaguely(kind: str, witness: Witness) -> bool:
    """The article hints at a time or place without naming it, or tells the whole story in such a way."""
    if witness.around:
        return has_term("when" if kind == "when" else "where", witness.around)
    when, where = witness.report.when, witness.report.where
    undated = when is None
    wide = when is not None and when.days > WIDE_DAYS
    unplaced = witness.report.place is None or (where is not None and where.level in ("country", "region"))
    return witness.echo and unplaced and ((undated and witness.profile.lead) or wide)


def label_places(one: Witness, other: Witness, bond: Bond) -> Label | None:
    """Places: one that holds the other is vague; two that lie apart are a conflict, or a slip of the pen."""
    a, b = one.report, other.report
    if a.place is None and b.place is None:
        return None
    if a.place is None or b.place is None:
        silent = one if a.place is None else other
        return "vague" if says_vaguely("where", silent) else "missing"
    if fold(a.place) == fold(b.place):
        return "agreed"
    relation = relate_places(a.where, b.where)
    if a.where is not None and b.where is not None and a.where.id == b.where.id:
        return "agreed"
    if bond.same_line and Levenshtein.distance(fold(a.place), fold(b.place)) <= 2 and relation in ("unknown", "apart"):
        return "copy_error"
    if relation == "apart":
        return "conflict"
    if relation != "inside" and label_actors(one, other) == "conflict":
        return "conflict"
    return "vague"


def label_actors(one: Witness, other: Witness) -> Label | None:
    """Those who act: a state's forces against outlaws, or two different known groups, cannot both be true."""
    a, b = one.report.actors, other.report.actors
    if not a or not b:
        return None if a == b else "missing"
    known = (actor_ids(one.report.actors, one.report.actor_ids), actor_ids(b, other.report.actor_ids))
    if known[0] and known[1]:
        if known[0] == known[1]:
            return "agreed"
        if known[0] & known[1]:
            return "scope"
    if {fold(x) for x in a} == {fold(x) for x in b} or _same_names(one, other):
        return "agreed"
    sides = (side_of(a), side_of(b))
    if set(sides) == {"force", "outlaw"}:
        return "conflict"
    if any(_states(ids) and side == "" for ids, side in zip(known, sides)) and "force" in sides:
        return "scope"
    if _groups(known[0]) and _groups(known[1]):
        return "conflict"
    return "vague"


def actor_ids(phrases: tuple[str, ...], given: tuple[str | None, ...]) -> frozenset[str]:
    return frozenset(x for x in given if x) | frozenset(chain.from_iterable(map(known_actors, phrases)))


def _states(ids: frozenset[str]) -> bool:
    return any(x.startswith("state") for x in ids)


def _groups(ids: frozenset[str]) -> bool:
    return any(x.startswith(("armed", "group")) for x in ids)


def side_of(phrases: tuple[str, ...]) -> str:
    """ "force", "outlaw", "general" or "": on whose side the words put them."""
    joined = " ".join(phrases)
    if has_term("outlaw", joined) or any(_against_law(p) for p in phrases):
        return "outlaw"
    if has_term("force", joined):
        return "force"
    return "general" if has_term("general", joined) else ""


def _against_law(phrase: str) -> bool:
    return has_term("general", phrase) and ("sans foi" in fold(phrase) or "lawless" in fold(phrase))


def _same_names(one: Witness, other: Witness) -> bool:
    mine, theirs = one.profile.actor_names, other.profile.actor_names
    return bool(mine and theirs and (mine <= theirs or theirs <= mine))


def label_recipients(one: Witness, other: Witness, bond: Bond) -> Label | None:
    """Those concerned: numbers exchanged between nations are a slip; some of the others are another scope."""
    a, b = one.report.recipients, other.report.recipients
    if not a or not b:
        return None if a == b else "missing"
    mine, theirs = one.profile.recipients, other.profile.recipients
    if {fold(x) for x in a} == {fold(x) for x in b} or (mine and mine == theirs):
        return "copy_error" if bond.same_line and _swapped(a, b) else "agreed"
    if bond.same_line and _swapped(a, b):
        return "copy_error"
    if label_actors(one, other) == "conflict" and len(mine & theirs) * 2 < min(len(mine), len(theirs)) + 1:
        return "conflict"
    if mine <= theirs or theirs <= mine:
        return "scope" if exact_words(one.report) != exact_words(other.report) else "vague"
    return "vague"


def _swapped(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same nations with their numbers exchanged: three of one and one of the other, and the reverse."""
    a, b = _by_nation(one), _by_nation(other)
    return a != b and set(a) == set(b) and len(a) > 1 and sorted(a.values()) == sorted(b.values())


def _by_nation(phrases: tuple[str, ...]) -> dict[str, float]:
    found: dict[str, float] = {}
    numbers = load_lexicon().numbers
    for phrase in phrases:
        number = 0.0
        for word in words(phrase):
            number = float(word) if word.isdigit() and len(word) < 9 else numbers.get(word, number)
            if number and is_nation(word):
                found[word[:5]] = number
    return found


def label_status(one: Witness, other: Witness, bond: Bond) -> Label | None:
    """Asserted or hedged, wished or decided: a difference of strength; denied against asserted is a conflict."""
    a, b = one.report.status, other.report.status
    if a == b:
        strengths = {strength_of(one), strength_of(other)}
        return "strength" if strengths == {"will", "decision"} else "agreed"
    if "denied" in (a, b):
        return "conflict"
    if "planned" in (a, b) and "asserted" in (a, b):
        later_asserted = bond.later == (one if a == "asserted" else other).report.article
        return "revision" if later_asserted else "strength"
    return "strength"


def strength_of(witness: Witness) -> str:
    said = witness.report.anchor.quote
    if has_term("decision", said):
        return "decision"
    if has_term("will", said):
        return "will"
    return ""


def label_sources(one: Witness, other: Witness, bond: Bond) -> Label | None:
    """Who says it: other sources are another scope; a name misspelt on the same line is a copying error."""
    a, b = one.report.attributed_to, other.report.attributed_to
    if not a or not b:
        return None if a == b else "missing"
    left, right = fold(a), fold(b)
    if left == right:
        return "agreed"
    if bond.same_line and _misspelt(left, right):
        return "copy_error"
    if set(words(a)) & {w for w in words(b) if len(w) > 3}:
        return "agreed" if left in right or right in left else "vague"
    return "scope"


def _misspelt(one: str, other: str) -> bool:
    mine, theirs = words(one), words(other)
    if len(mine) != len(theirs):
        return False
    wrong = [(x, y) for x, y in zip(mine, theirs) if x != y]
    return len(wrong) == 1 and len(wrong[0][0]) > 4 and Levenshtein.distance(*wrong[0]) <= 2
